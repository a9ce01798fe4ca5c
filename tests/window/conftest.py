"""A whole window on a home of its own, used by its keys, and the library behind it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QWidget

from reader.app import add_bundled, build_window
from reader.domain.notes import Note, NoteFilter
from reader.home import Home
from reader.importing.registry import parse
from reader.library.library import Library
from reader.window.main_window import MainWindow

NO = Qt.KeyboardModifier.NoModifier
MODIFIERS = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
}


class Hand:
    """A person at the keyboard of one window, and what the library then holds."""

    def __init__(self, qtbot, home: Path) -> None:
        self.qtbot = qtbot
        self.home = home
        self.open()

    def open(self) -> MainWindow:
        """Build the window on the home (again), shown, with the focus in the article."""
        window = build_window(self.home)
        assert isinstance(window, MainWindow)
        self.window = window
        window.show()
        window.activateWindow()
        self.qtbot.waitUntil(lambda: window.view.hasFocus())
        return window

    # Keys

    @property
    def focused(self) -> QWidget:
        """The widget that has the focus."""
        widget = QApplication.focusWidget()
        assert widget is not None
        return widget

    def press(self, *keys: str) -> None:
        """Press keys such as `j`, `Ctrl+Shift+F`, `Esc` on whatever has the focus, one after the other."""
        for key in keys:
            *names, last = key.removesuffix("+").split("+") if len(key) > 1 else [key]
            last = last or "+"
            modifiers = NO
            for name in names:
                modifiers |= MODIFIERS[name]
            if len(last) == 1 and last.isupper() and not names:
                modifiers |= Qt.KeyboardModifier.ShiftModifier
            if len(last) == 1:
                self.qtbot.keyClick(self.focused, last.lower() if names else last, modifiers)
            else:
                self.qtbot.keyClick(self.focused, getattr(Qt.Key, f"Key_{_LONG.get(last, last)}"), modifiers)

    def type(self, text: str) -> None:
        """Type `text` into whatever has the focus."""
        self.qtbot.keyClicks(self.focused, text)

    # Seen

    def find(self, name: str) -> QWidget:
        """Return the widget of that object name."""
        widget = self.window.findChild(QWidget, name)
        assert widget is not None, name
        return widget

    @property
    def view(self):
        """The article."""
        return self.window.view

    @property
    def position(self) -> int:
        """The reading cursor."""
        return self.window.view.cursor.position

    @property
    def selection(self) -> str:
        """The selected text, empty for none."""
        reading = self.window.context.reading
        return reading.full_text[slice(*reading.selection)] if reading.selection else ""

    @property
    def text(self) -> str:
        """The plain text of the article."""
        return self.window.context.reading.full_text

    @property
    def said(self) -> str:
        """What the line at the foot says."""
        return self.window.line.text

    def put(self, words: str) -> int:
        """Put the reading cursor where `words` begin; return that place."""
        start = self.text.index(words)
        self.window.context.reading.go(start)
        return start

    # Kept

    def library(self) -> Library:
        """A library of the test's own on the home, as another process has one."""
        return Library.open(Home(self.home))

    def notes(self, *, in_bin: bool = False, everywhere: bool = False) -> list[Note]:
        """The notes that are on disk now: of the shown article, or everywhere."""
        article = self.window.context.reading.article
        ids = () if everywhere or article is None else (article.id,)
        with self.library() as library:
            return list(library.notes(NoteFilter(article_ids=ids, in_bin=in_bin)))

    def wait(self, condition: Callable[[], object], timeout: int = 5000) -> None:
        """Wait until `condition` holds."""
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=timeout)

    def wait_saved(self) -> None:
        """Wait until everything that was asked of the writer is done and shown."""
        self.window.session.pool.write(lambda library: None).result(10)
        self.wait(lambda: not self.window.context.noting.is_busy)
        self.qtbot.wait(1)

    def only_note(self) -> Note:
        """The one note of the article, once all is written."""
        self.wait_saved()
        (note,) = self.notes()
        return note

    def store(self, text: str, name: str = "story.txt", source: str | None = None) -> str:
        """Import a text through another connection; return its id."""
        imported = replace(parse(text.encode(), name), source=source)
        with self.library() as library:
            return library.store(imported).row.id

    def close(self) -> None:
        """Close the window and let it go."""
        self.window.close()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


_LONG = {"Esc": "Escape", "PgDown": "PageDown", "PgUp": "PageUp", "Enter": "Enter"}


@pytest.fixture(scope="session")
def first_home(tmp_path_factory) -> Path:
    """A home as a first start leaves it, to be copied: to make one takes longer than most tests."""
    home = tmp_path_factory.mktemp("first") / "home"
    with Library.open(Home(home)) as library:
        add_bundled(library)
    return home


@pytest.fixture
def hand(qtbot, tmp_path, first_home) -> Iterator[Hand]:
    """A window on a home of its own with the bundled articles."""
    hand = Hand(qtbot, shutil.copytree(first_home, tmp_path / "home"))
    session = hand.window.session
    yield hand
    sessions = {id(s): s for s in (session, hand.window.session)}.values()
    for each in sessions:
        for window in list(each.windows):
            window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def window(hand: Hand) -> MainWindow:
    """The window, shown, the focus in the article."""
    return hand.window
