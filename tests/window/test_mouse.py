"""The same things by mouse: selecting, marks, cards, menus."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu

LEFT = Qt.MouseButton.LeftButton


def point_of(hand, offset: int) -> QPoint:
    """A point of the article inside the letter at `offset`."""
    line = hand.view._sight.line_rect(offset)
    return QPoint(round(line.left()) + 2, round(line.center().y() - hand.view._sight.top))


def drag(hand, words: str) -> None:
    start = hand.put(words)
    viewport = hand.view.viewport()
    first, last = point_of(hand, start), point_of(hand, start + len(words))
    hand.qtbot.mousePress(viewport, LEFT, pos=first - QPoint(1, 0))
    hand.qtbot.mouseMove(viewport, first + QPoint(8, 0))
    hand.qtbot.mouseMove(viewport, last - QPoint(1, 0))
    hand.qtbot.mouseRelease(viewport, LEFT, pos=last - QPoint(1, 0))


def test_a_passage_dragged_over_is_marked_by_h(hand):
    drag(hand, "South Africa")
    assert hand.selection == "South Africa"
    hand.press("h")
    assert hand.only_note().anchor.quote == "South Africa"


def test_a_passage_dragged_over_is_noted_by_n(hand):
    drag(hand, "South Africa")
    hand.press("n")
    hand.type("by mouse")
    hand.press("Esc")
    note = hand.only_note()
    assert (note.anchor.quote, note.body) == ("South Africa", "by mouse")


def test_a_click_on_a_mark_marks_its_card_and_back(hand):
    start = hand.put("The order comes")
    hand.press("h")
    note = hand.only_note()
    hand.put("Israel denies this")
    assert hand.window.cards.list.current_id is None
    hand.qtbot.mouseClick(hand.view.viewport(), LEFT, pos=point_of(hand, start + 4))
    assert hand.window.cards.list.current_id == note.id
    hand.press("g", "g")
    cards = hand.window.cards.list
    cards.executeDelayedItemsLayout()
    row = hand.window.cards.model.row_of(note.id)
    point = cards.visualRect(hand.window.cards.model.index(row)).center()
    hand.qtbot.mouseClick(cards.viewport(), LEFT, pos=point)
    assert hand.position == note.start
    hand.qtbot.mouseDClick(cards.viewport(), LEFT, pos=point)
    assert hand.focused.objectName() == "noteEditor"


def menu_titles(hand, widget, point: QPoint) -> list[str]:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, widget.mapToGlobal(point))
    QApplication.sendEvent(widget, event)
    hand.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    titles = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return titles


def test_menus_of_passage_mark_card_and_tree(hand):
    start = hand.put("The order comes")
    titles = menu_titles(hand, hand.view.viewport(), point_of(hand, start + 4))
    assert "Highlight" in titles
    assert "Edit the note" not in titles
    hand.press("h")
    hand.wait_saved()
    titles = menu_titles(hand, hand.view.viewport(), point_of(hand, start + 4))
    assert "Edit the note" in titles
    cards = hand.window.cards.list
    cards.executeDelayedItemsLayout()
    point = cards.visualRect(hand.window.cards.model.index(0)).center()
    assert "Remove the note" in menu_titles(hand, cards.viewport(), point)
    tree = hand.window.tree.tree
    point = tree.visualRect(tree.model().index(0, 0)).center()
    assert "Rename…" in menu_titles(hand, tree.viewport(), point)


def test_the_menu_key_opens_the_menu_of_the_current_row_below_it(hand):
    hand.put("The order comes")
    hand.press("h")
    hand.wait_saved()
    for rows in (hand.window.cards.list, hand.window.tree.tree):
        rows.setCurrentIndex(rows.model().index(0, 0))
        below = rows.viewport().mapToGlobal(rows.visualRect(rows.currentIndex()).bottomLeft())
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        with hand.qtbot.waitSignal(rows.context_asked) as asked:
            QApplication.sendEvent(rows, event)
        assert asked.args[0] == below
        hand.wait(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        QApplication.activePopupWidget().close()


def test_the_focus_returns_after_a_menu(hand):
    menu_titles(hand, hand.view.viewport(), QPoint(200, 200))
    hand.wait(lambda: hand.view.hasFocus())
    hand.press("j")
