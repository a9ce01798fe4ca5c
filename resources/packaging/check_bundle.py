"""Does with a bundled program what no analysis of its imports promises: `python check_bundle.py PROGRAM`.

Run by a Python that has the same wheel: what is loaded by its name there, each format of imports and
exports and each command, is to be in the bundle too.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from reader.bundled import resources
from reader.commands.table import COMMANDS
from reader.exporting.registry import FORMATS
from reader.home import Home

QUOTE = "The request shows how strained relations"


def check(program: Path, work: Path) -> None:
    """Do everything once, on a home in `work`. SystemExit, with what was said, where something fails."""
    if lost := [path for path in program.parent.rglob("*") if not path.exists()]:
        raise SystemExit(f"links in the bundle lead nowhere: {lost}")
    environment = os.environ | {"READER_HOME": str(work / "home"), "QT_QPA_PLATFORM": "offscreen"}

    def run(*words: str) -> str:
        done = subprocess.run([program, *words], env=environment, capture_output=True, text=True, check=False)
        log = work / "home" / "logs" / "reader.log"
        if done.returncode or log.exists():
            said = log.read_text("utf-8") if log.exists() else done.stdout + done.stderr
            raise SystemExit(f"the bundle's `reader {' '.join(words)}` fails:\n{said}")
        return done.stdout

    for command in COMMANDS:
        run(command.name, "--help")
    for article in sorted((resources() / "articles").iterdir()):
        imported = run("import", str(article)).partition("\t")[0]
        if QUOTE in article.read_text("utf-8"):
            run("note", imported, "--quote", QUOTE, "--body", "Compare 12 March.")
    run("search", "land crossings")
    own = Home(work / "home").templates / "own.txt.jinja"
    own.parent.mkdir(exist_ok=True)
    own.write_text(run("export", "--template", "text"), "utf-8")
    if run("export", "--format", "own") != run("export", "--format", "text"):
        raise SystemExit("a copy of a template writes other than the template")
    for form in FORMATS:
        run("export", "--format", form.name, "-o", str(work / f"notes{form.suffixes[0]}"))
    run("check")


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        check(Path(sys.argv[1]).resolve(), Path(folder))
