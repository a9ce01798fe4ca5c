"""Opening a long article from the library to its first paint, against QTextDocument with the same text."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication, QTextBrowser

from tests.benchmarks.measure import report
from tests.benchmarks.texts import markdown

WORDS = 100_000


def main() -> None:
    """Print one figure."""
    from reader.app import build_window, make_application
    from reader.home import Home
    from reader.importing.registry import parse
    from reader.library.library import Library

    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with Library.open(Home(home)) as library:
            short = library.store(parse(markdown(500, 2).encode(), "short.md")).row.id
            long = library.store(parse(markdown(WORDS).encode(), "long.md")).row.id
            text = library.text(long)
        window = build_window(home)
        window.show()
        application.processEvents()
        ours, floor = [], []
        for _ in range(5):
            window.context.reading.show(short)  # type: ignore[attr-defined]
            application.processEvents()
            begin = time.perf_counter()
            window.context.reading.show(long)  # type: ignore[attr-defined]
            window.view.viewport().repaint()  # type: ignore[attr-defined]
            ours.append(time.perf_counter() - begin)
            browser = QTextBrowser()
            browser.resize(700, 800)
            browser.show()
            application.processEvents()
            begin = time.perf_counter()
            browser.setPlainText(text)
            browser.viewport().repaint()
            floor.append(time.perf_counter() - begin)
            browser.close()
        report(f"opening an article of {WORDS:,} words", ours, floor, 2)
        window.close()
