"""The page is painted first, the side columns a moment later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class _Paints(QObject):
    """Counts the paintings of a widget."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def test_a_key_paints_the_page_and_then_the_card(hand: Any, qtbot: QtBot) -> None:
    hand.press("j", "j", "h")
    hand.wait_saved()
    cards = hand.window.cards.list.viewport()
    hand.press("k")
    qtbot.waitUntil(cards.updatesEnabled)
    page, column = _Paints(hand.view.viewport()), _Paints(cards)
    hand.press("j")
    qtbot.waitUntil(lambda: page.count > 0)
    assert not column.count
    qtbot.waitUntil(lambda: column.count > 0)
