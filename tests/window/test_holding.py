"""The page is painted first, the side columns a moment later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot


class _Paints(QObject):
    """Notes in `seen` that a widget was painted."""

    def __init__(self, widget: QObject, name: str, seen: list[str]) -> None:
        super().__init__(widget)
        self._name, self._seen = name, seen
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._seen.append(self._name)
        return False


def test_a_key_paints_the_page_and_then_the_card(hand: Any, qtbot: QtBot) -> None:
    hand.press("j", "j", "h")
    hand.wait_saved()
    cards = hand.window.cards.list.viewport()
    hand.press("k")
    qtbot.waitUntil(cards.updatesEnabled)
    qtbot.wait(1)  # what that released is painted
    seen: list[str] = []
    _Paints(hand.view.viewport(), "page", seen)
    _Paints(cards, "cards", seen)
    hand.press("j")
    assert not cards.updatesEnabled()
    qtbot.waitUntil(lambda: "cards" in seen)
    assert seen[0] == "page"
