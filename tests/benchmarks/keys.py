"""Keys: from the press to the repaint, with a thousand highlights, against a bare QTextBrowser."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import ROOT, in_turn, percentile, report, run
from tests.benchmarks.texts import markdown

SHORT, BOOK, HIGHLIGHTS = 3_000, 600_000, 1_000
PRESSES = 40
HERE = Path(__file__).parent
BRIEFING = ROOT / "resources/articles/2024-03-29-rafah-talks-and-court-order.txt"


def main() -> None:
    """Print the figures of both articles, and of a start with the book open."""
    with tempfile.TemporaryDirectory() as folder:
        for words in (SHORT, BOOK):
            home = Path(folder, str(words))
            make_home(home, words)
            print(f"an article of {words:,} words with {HIGHLIGHTS:,} highlights")
            _keys(home)
        _start(Path(folder, str(BOOK)), Path(folder, "briefing"))


def make_home(home: Path, words: int) -> None:
    """Make a library of one article with highlights on its sentences, one in ten with a text."""
    from reader.domain.anchoring.placing import anchor
    from reader.domain.ids import new_id, now
    from reader.domain.notes import COLORS, Note
    from reader.home import Home
    from reader.importing.registry import parse
    from reader.library.library import Library

    chance = random.Random(words)
    with Library.open(Home(home)) as library:
        row = library.store(parse(markdown(words).encode(), "article.md")).row
        article = library.article(row.id)
        for number in range(HIGHLIGHTS):
            start = article.text.find(". ", chance.randrange(len(article.text) * 9 // 10)) + 2
            end = article.text.find(".", start) + 1
            if article.text[start:end].strip():
                held = anchor(article.text, start, end, article.root.at(start).path, 1)
                body = "A remark on this." if number % 10 == 0 else ""
                color = chance.choice(list(COLORS))
                library.add_note(
                    Note(new_id(), row.id, held.section_path, held, body, color, (), now(), now())
                )


def _keys(home: Path) -> None:
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QTextBrowser

    from reader.app import build_window, make_application

    application = QApplication.instance() or make_application()
    assert isinstance(application, QApplication)
    key = Qt.Key

    def settle(widget: Any) -> None:
        widget.window().show()
        widget.window().activateWindow()
        widget.setFocus()
        while not widget.hasFocus():
            application.processEvents()
        for _ in range(20):  # what is put off until there is nothing else to do
            application.processEvents()
            time.sleep(0.02)

    def presses(widget: Any, pressed: Any, times: int = PRESSES) -> list[float]:
        seconds = []
        for number in range(times):
            if number % 10 == 0:
                QTest.keySequence(widget, "Ctrl+Home")
                widget.verticalScrollBar().setValue(0)  # where a QTextBrowser has no such key
                settle(widget)
            begin = time.perf_counter()
            QTest.keyClick(widget, pressed)
            application.processEvents()
            seconds.append(time.perf_counter() - begin)
        return seconds

    window: Any = build_window(home)
    view = window.view
    settle(view)
    browser = QTextBrowser()
    browser.setPlainText(view.toPlainText())
    browser.resize(view.size())
    settle(browser)
    presses(browser, key.Key_PageDown, 10)
    floor = presses(browser, key.Key_PageDown)
    browser.close()
    settle(view)

    def tell(what: str, ours: list[float], floor: list[float], bound: float) -> None:
        ends = percentile(ours, 95), percentile(floor, 95)
        report(f"  {what}, 95th percentile", [ends[0]], [ends[1]], bound)

    presses(view, key.Key_PageDown, 10)
    tell("page down", presses(view, key.Key_PageDown), floor, 1.5)
    for name, pressed in (("j", "j"), ("]", "]"), ("s", "s"), ("h", "h")):
        tell(name, presses(view, pressed), floor, 3)
    QTest.keyClick(view, key.Key_Escape)

    def once(what: str, act: Callable[[], object], undo: Callable[[], object], most: float) -> None:
        seconds = []
        for _ in range(5):
            settle(view)
            begin = time.perf_counter()
            act()
            application.processEvents()
            seconds.append(time.perf_counter() - begin)
            undo()
            application.processEvents()
        report(f"  {what}", seconds, [most], 1)

    escape = lambda: QTest.keyClick(application.focusWidget(), key.Key_Escape)  # noqa: E731
    once("the palette, at most 100 ms", lambda: QTest.keySequence(view, "Ctrl+K"), escape, 0.1)
    once("the search panel, at most 100 ms", lambda: QTest.keySequence(view, "Ctrl+Shift+F"), escape, 0.1)
    size = window.size()
    once(
        "resize, at most 300 ms",
        lambda: window.resize(size.width() - 300, size.height() - 100),
        lambda: window.resize(size),
        0.3,
    )
    appearance = window.appearance
    once(
        "another theme, at most 300 ms",
        lambda: appearance.choose_theme("dark"),
        lambda: appearance.choose_theme("light"),
        0.3,
    )
    window.close()
    application.processEvents()


def _start(book: Path, briefing: Path) -> None:
    run([str(HERE / "start_reader.py")], briefing)
    run(["-m", "reader", "import", str(BRIEFING)], briefing)
    with_book, with_briefing = in_turn(
        lambda: run([str(HERE / "start_reader.py")], book),
        lambda: run([str(HERE / "start_reader.py")], briefing),
        10,
    )
    report("start with the book open", [s for s, _ in with_book], [s for s, _ in with_briefing], 1.3)


os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
