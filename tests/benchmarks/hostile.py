"""Texts made to be hard, from the file to the keys, each against a plain text of the same size."""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.measure import ROOT
from tests.benchmarks.texts import paragraph

KEYS = {"j": "J", "page down": "PgDown", "End": "Ctrl+End", "page up": "PgUp", "s": "S"}


def _table() -> str:
    row = "|" + "|".join(f" cell {column} " for column in range(100)) + "|\n"
    return row + "|" + "---|" * 100 + "\n" + row * 2000


CASES: dict[str, tuple[str, Callable[[], str]]] = {
    "a line of 5 MB without a space": ("txt", lambda: "abcdefghij" * 500_000),
    "200,000 headings": ("md", lambda: "".join(f"## Heading {n}\n\n" for n in range(200_000))),
    "100,000 nested quotes": ("md", lambda: ">" * 100_000 + " the innermost\n"),
    "a table of 100 columns, 2,000 rows": ("md", _table),
    "100,000 ideographs in a paragraph": ("txt", lambda: "停火協議在談判中" * 12_500),
}


def plain(size: int) -> str:
    """Return about `size` characters in paragraphs of 90 words."""
    chance = random.Random(size)
    some = [paragraph(chance, 90) for _ in range(200)]
    parts: list[str] = []
    while size > 0:
        parts.append(some[len(parts) % len(some)])
        size -= len(parts[-1]) + 2
    return "\n\n".join(parts)


def main() -> None:
    """Print a line a text; those over a second and over twice the plain text's are called out."""
    for name, (_, make) in CASES.items():
        ours, floor = _child(name), _child(str(len(make())))
        print(f"{name} ({len(make()):,} characters), against a plain text of that size")
        for what, value in ours.items():
            other = floor[what]
            unit = "MB" if what == "peak memory" else "ms"
            slow = unit == "ms" and value > 1000 and value > 2 * other
            verdict = "   SLOW" if slow else ""
            print(f"    {what:<54} {value:9.1f} {unit} against {other:9.1f} {unit}{verdict}", flush=True)


def _child(case: str) -> dict[str, float]:
    process = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.hostile", case],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        timeout=600,
        check=True,
    )
    result: dict[str, float] = json.loads(process.stdout)
    return result


def _measure(case: str) -> dict[str, float]:
    from PySide6.QtTest import QTest

    from reader.app import build_window, make_application
    from reader.home import Home
    from reader.importing.registry import parse
    from reader.library.library import Library

    suffix, make = CASES.get(case) or ("txt", lambda: plain(int(case)))
    text = make().encode()
    application = make_application()
    figures: dict[str, float] = {}

    def timed(what: str, act: Callable[[], object]) -> None:
        begin = time.perf_counter()
        act()
        figures[what] = (time.perf_counter() - begin) * 1000

    with tempfile.TemporaryDirectory() as folder:
        with Library.open(Home(Path(folder))) as library:
            first = library.store(parse(b"Short\n\nA short text.\n", "short.txt")).row.id
            timed("import", lambda: library.store(parse(text, f"text.{suffix}")))
            (other,) = (row.id for row in library.article_rows() if row.id != first)
            library.set_reading(first, 0, 0.0)
        window = build_window(Path(folder))
        window.show()
        application.processEvents()
        view = window.view  # type: ignore[attr-defined]
        view.setFocus()
        application.processEvents()

        def show() -> None:
            window.context.reading.show(other)  # type: ignore[attr-defined]
            view.viewport().repaint()

        timed("first paint", show)
        timed("settled", application.processEvents)
        for what, key in KEYS.items():
            timed(what, lambda key=key: (QTest.keySequence(view, key), application.processEvents()))
        timed("wider window", lambda: (window.resize(1700, 860), application.processEvents()))
        timed("larger text", lambda: (QTest.keySequence(view, "Ctrl++"), application.processEvents()))
        figures["peak memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        window.close()
    return figures


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_measure(sys.argv[1])))
