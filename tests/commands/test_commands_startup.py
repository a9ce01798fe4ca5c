"""What a command loads before it does anything."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
HEAVY = {
    *("PySide6", "logging", "concurrent", "asyncio", "multiprocessing", "unittest", "tempfile", "shutil"),
    *("dataclasses", "inspect", "traceback", "importlib.metadata", "importlib.resources", "configparser"),
    *("markdown_it", "mdit_py_plugins", "yaml", "chardet", "rapidfuzz", "sentencex", "regex", "uuid_utils"),
    *("platformdirs", "click", "apsw.ext", "apsw.fts5", "apsw.bestpractice", "apsw.unicode", "difflib"),
    *("reader.app", "reader.window", "reader.importing", "reader.exporting", "reader.jobs"),
}


def loaded(home: Path, code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nprint(*sys.modules, file=sys.stderr)"],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    return set(done.stderr.split())


def test_a_list_loads_nothing_heavy(home, article):
    floor = loaded(home, "import apsw")
    names = loaded(home, "from reader.__main__ import main\nassert main(['list']) == 0") - floor
    assert not {name for name in names if any(name == each or name.startswith(f"{each}.") for each in HEAVY)}
    assert "reader.library.library" in names


def test_no_command_loads_qt(home, article, tmp_path, briefing):
    words = (
        ["import", str(briefing)],
        ["show", article],
        ["note", article, "--quote", "leaks a bathtub"],
        ["notes"],
        ["export", "--format", "markdown", "-o", str(tmp_path / "x.md")],
        ["delete", article],
        ["restore", article],
    )
    code = f"from reader.__main__ import main\nfor words in {words!r}:\n    assert main(words) == 0, words"
    done = subprocess.run(
        [sys.executable, "-c", f"{code}\nimport sys\nassert 'PySide6' not in sys.modules"],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home)},
        timeout=60,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
