"""Importing a thousand Markdown files against only parsing them."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from markdown_it import MarkdownIt

from tests.benchmarks.measure import report, run
from tests.benchmarks.texts import markdown

FILES, WORDS = 1000, 1000


def main() -> None:
    """Print two figures: the whole command, and the last hundred files against the first."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts")
        texts.mkdir()
        for number in range(FILES):
            (texts / f"{number:04}.md").write_text(markdown(WORDS, number + 1))
        home = Path(folder, "home")
        run(["-m", "reader", "list"], home)
        seconds, _ = run(["-m", "reader", "import", str(texts)], home)
        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
        begin = time.perf_counter()
        for path in sorted(texts.iterdir()):
            parser.parse(path.read_text("utf-8"))
        report(f"import of {FILES} files", [seconds], [time.perf_counter() - begin], 2)
        _growth(texts, Path(folder, "second"))


def _growth(texts: Path, folder: Path) -> None:
    from reader.home import Home
    from reader.jobs.imports import import_paths
    from reader.library.library import Library

    times = []
    with Library.open(Home(folder)) as library:
        last = time.perf_counter()
        for _ in import_paths(library, [texts]):
            now = time.perf_counter()
            times.append(now - last)
            last = now
    report("the last hundred files against the first", times[-100:], times[10:110], 1.2)
