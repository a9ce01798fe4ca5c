"""`python -m tests.screenshots`: make `resources/screenshots/` anew from the real window."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reader.app import build_window, make_application
from reader.home import Home
from reader.importing.registry import parse
from reader.library.library import Library

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "resources" / "screenshots"
SIZE = 1360, 860
BRIEFING = "2024-03-29-rafah-talks-and-court-order.txt"
ARABIC = """التاريخ: 8 أكتوبر 2024

بنك البذور يعيد أول مجموعة كاملة

أعاد بنك البذور في ستورفيك للمرة الأولى مجموعة كاملة إلى البلد الذي أودعها. \
غادرت تسعمائة صندوق من الشعير والعدس \
والحمص الجبل يوم الاثنين، وستزرع قبل الشتاء.

لماذا كانت البذور مطلوبة

فُقدت مجموعة البلد نفسه عندما اضطر المعهد إلى الرحيل على عجل قبل ست سنوات. حمل حارس حقيبتين إلى الخارج.

من يحق له أن يطلب بعد ذلك؟

كل من أودع شيئا. أعلنت ثلاثة معاهد أخرى أنها ستفعل.
"""
OTHERS = {
    "harbour.txt": "Harbour Dredging Vote Put Off Again\n\n9 April 2024\nSource: Local Council\n\n"
    "The vote on dredging the harbour was put off for the third time.\n",
    "rates.txt": "Rate Decision: What the Board Left Open\n\nDate: 21 March 2024\n\n"
    "The board kept the rate.\n\nThe Statement\n\nIt was short.\n\nThe Votes\n\nSeven to two.\n",
}


def settle(milliseconds: int = 250) -> None:
    """Let the window do what it has to."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def press(window: Any, keys: str) -> None:
    """Press single keys in the article."""
    window.view.setFocus()
    for key in keys:
        QTest.keyClick(window.view, key)
        settle(40)


def trigger(window: Any, action: str) -> None:
    """Do an action by its id."""
    window.bindings.actions[action].trigger()
    settle()


def type_text(window: Any, text: str) -> None:
    """Type into the field that has the focus."""
    field = window.focusWidget()
    assert isinstance(field, QWidget)
    QTest.keyClicks(field, text)
    settle(500)


def make_notes(window: Any) -> None:
    """Mark and note the briefing as a reader would."""
    for keys, note in (
        ("gg]j)))h", "Second postponement this month; compare 12 March."),
        ("gg]]jh3", "Which crossings are meant? The order names none."),
        ("gg]]j)))vwwwwwwh4", ""),
        ("gg]]]jh2", ""),
    ):
        press(window, keys)
        if note:
            press(window, "e")
            type_text(window, note)
            window.context.reading.focus()
    settle()
    for note, tags in zip(window.context.noting.notes, (("diplomacy",), ("icj", "check")), strict=False):
        window.context.noting.set_tags(note.id, tags)
    settle(400)


def main() -> None:
    """Make every picture."""
    TARGET.mkdir(exist_ok=True)
    application = make_application()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        with Library.open(Home(home)) as library:
            texts = {name: text.encode() for name, text in OTHERS.items()}
            texts["seeds.txt"] = ARABIC.encode()
            for name in ("users-guide.md", BRIEFING):
                texts[name] = (ROOT / "resources/articles" / name).read_bytes()
            stored = {name: library.store(parse(data, name)).row.id for name, data in texts.items()}
        window: Any = build_window(home)
        window.resize(*SIZE)
        window.show()
        window.activateWindow()
        settle()

        def picture(name: str) -> None:
            settle()
            window.grab().save(str(TARGET / f"{name}.png"))

        make_notes(window)
        window.cards.list.close_editor()
        press(window, "gg]]j")
        for theme in ("sepia", "high-contrast", "dark", "light"):
            trigger(window, f"theme.{theme}")
            window.line.hide()
            picture(f"window-{theme}")
        panels: dict[str, tuple[str, str]] = {
            "palette": ("palette.open", "note"),
            "search": ("search.open", "court"),
            "keys": ("help.keys", ""),
            "export": ("notes.export", ""),
        }
        for name, (action, typed) in panels.items():
            trigger(window, action)
            if typed:
                type_text(window, typed)
            picture(name)
            QTest.keyClick(window.focusWidget(), "\x1b")
            settle()
        narrow(window, picture)
        window.context.reading.show(stored["seeds.txt"])
        picture("arabic")
        window.close()
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(Path(folder))
        window.resize(*SIZE)
        window.show()
        ids = [row.id for row in window.session.library.article_rows()]
        window.session.pool.write(lambda library: library.delete(ids)).result()
        settle()
        picture_of(window, "empty")
        window.close()
    application.processEvents()


def narrow(window: Any, picture: Callable[[str], None]) -> None:
    """The window at half its width, and with text at 200 %."""
    window.resize(620, 860)
    picture("narrow")
    window.resize(*SIZE)
    for _ in range(10):
        window.bindings.actions["view.zoom-in"].trigger()
    picture("large-text")
    trigger(window, "view.zoom-reset")


def picture_of(window: Any, name: str) -> None:
    """Keep a picture of `window`."""
    window.grab().save(str(TARGET / f"{name}.png"))


if __name__ == "__main__":
    main()
