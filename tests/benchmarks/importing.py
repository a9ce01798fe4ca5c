"""Importing a thousand Markdown files against only parsing them."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from markdown_it import MarkdownIt

from tests.benchmarks.measure import in_turn, report, run
from tests.benchmarks.texts import markdown

FILES, WORDS, TIMES = 1000, 1000, 3


def main() -> None:
    """Print two figures: the whole command, and the last hundred files against the first."""
    with tempfile.TemporaryDirectory() as folder:
        texts = Path(folder, "texts")
        texts.mkdir()
        for number in range(FILES):
            (texts / f"{number:04}.md").write_text(markdown(WORDS, number + 1))
        parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])

        def command() -> tuple[float, float]:
            with tempfile.TemporaryDirectory() as home:
                run(["-m", "reader", "list"], Path(home))
                return run(["-m", "reader", "import", str(texts)], Path(home))

        def only_parsing() -> tuple[float, float]:
            begin = time.perf_counter()
            for path in sorted(texts.iterdir()):
                parser.parse(path.read_text("utf-8"))
            return time.perf_counter() - begin, 0

        ours, floor = in_turn(command, only_parsing, TIMES)
        report(f"import of {FILES} files", [s for s, _ in ours], [s for s, _ in floor], 2)
        growth = [_growth(texts, Path(folder, f"home {number}")) for number in range(TIMES)]
        report(
            "the last hundred files against the first", [b for _, b in growth], [a for a, _ in growth], 1.2
        )


def _growth(texts: Path, folder: Path) -> tuple[float, float]:
    """Return the seconds of the second hundred files (the first pays for the imports) and of the last."""
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
    return sum(times[100:200]), sum(times[-100:])
