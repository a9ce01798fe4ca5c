"""Several cards selected in the notes list, by the keyboard and the mouse, and what is done with them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

PASSAGES = ("It says so in a week", "The order comes", "Israel denies this")  # in reading order


@pytest.fixture
def noted(hand):
    """Three highlights, the focus on the first of their cards."""
    for words in PASSAGES:
        hand.put(words)
        hand.press("h")
    hand.wait_saved()
    hand.window.context.focusing.focus_notes()
    hand.press("Home")
    assert row(hand) == 0
    return hand


def cards(hand):
    return hand.window.cards.list


def row(hand) -> int:
    return cards(hand).currentIndex().row()


def selected(hand) -> list[int]:
    ids = [note.id for note in hand.window.cards.model.notes]
    return [ids.index(each) for each in cards(hand).selected_ids]


def test_one_card_is_selected_as_a_rule(noted):
    assert selected(noted) == [0]
    noted.press("Down")
    assert selected(noted) == [1]
    assert not cards(noted).has_several


def test_shift_and_the_arrows_select_and_the_article_stays_where_it_is(noted):
    before = noted.position
    noted.press("Shift+Down", "Shift+Down")
    assert selected(noted) == [0, 1, 2]
    noted.press("Shift+Up")
    assert selected(noted) == [0, 1]
    assert noted.position == before


def test_ctrl_and_space_select_what_is_not_side_by_side(noted):
    noted.press("Ctrl+Down", "Ctrl+Down", "Ctrl+Space")
    assert selected(noted) == [0, 2]
    noted.press("Ctrl+Space")
    assert selected(noted) == [0]


def test_ctrl_a_selects_all_and_esc_drops_them_first(noted):
    noted.press("Ctrl+A")
    assert selected(noted) == [0, 1, 2]
    noted.press("Esc")
    assert len(selected(noted)) == 1
    assert cards(noted).hasFocus()
    noted.press("Esc")
    assert noted.view.hasFocus()


def test_the_mouse_selects_too(noted):
    view = cards(noted)
    before = noted.position

    def click(number, modifier=Qt.KeyboardModifier.NoModifier):
        point = view.visualRect(view.model().index(number)).center()
        noted.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, modifier, point)

    click(2, Qt.KeyboardModifier.ControlModifier)
    assert selected(noted) == [0, 2]
    assert noted.position == before
    click(0)
    assert selected(noted) == [0]
    click(2, Qt.KeyboardModifier.ShiftModifier)
    assert selected(noted) == [0, 1, 2]
    click(1)
    assert selected(noted) == [1]
    assert noted.text[noted.position :].startswith(PASSAGES[1])


def test_the_cursor_in_the_article_selects_its_card_alone(noted):
    noted.press("Ctrl+A")
    noted.put(PASSAGES[1])
    assert selected(noted) == [1]


def test_delete_removes_them_in_one_step(noted):
    noted.press("Shift+Down", "Delete")
    noted.wait(lambda: len(noted.notes()) == 1)
    noted.wait(lambda: noted.window.cards.model.rowCount() == 1)
    noted.wait(lambda: "2 notes removed" in noted.said)
    noted.press("Ctrl+Z")
    noted.wait(lambda: len(noted.notes()) == 3)


def test_a_digit_colours_them_in_one_step(noted):
    noted.press("Ctrl+A", "4")
    noted.wait(lambda: {note.color for note in noted.notes()} == {"pink"})
    noted.wait(lambda: "3 notes changed" in noted.said)
    noted.press("Ctrl+Z")
    noted.wait(lambda: {note.color for note in noted.notes()} == {"yellow"})


def test_tags_of_all_are_edited_and_those_of_one_stay(noted):
    noted.press("t")
    noted.type("own")
    noted.press("Return")
    noted.wait_saved()
    noted.window.context.focusing.focus_notes()
    noted.press("Ctrl+A", "t")
    assert noted.focused.objectName() == "tagsField"
    assert noted.focused.text() == ""
    noted.type("common")
    noted.press("Return")
    noted.wait(lambda: all("common" in note.tags for note in noted.notes()))
    assert [note.tags for note in noted.notes()] == [("own", "common"), ("common",), ("common",)]
    noted.wait(lambda: all("common" in note.tags for note in noted.window.cards.model.notes))
    noted.window.context.focusing.focus_notes()
    noted.press("Ctrl+A", "t")
    assert noted.focused.text() == "common, "
    noted.focused.clear()
    noted.press("Return")
    noted.wait(lambda: [note.tags for note in noted.notes()] == [("own",), (), ()])


def test_the_menu_of_several_acts_on_all(noted):
    noted.press("Ctrl+A")
    noted.window.context.several.open_menu(cards(noted).mapToGlobal(cards(noted).rect().center()))
    menu = next(menu for menu in noted.window.findChildren(QMenu) if menu.isVisible())
    next(action for action in menu.actions() if action.text() == "Remove the notes").trigger()
    menu.close()
    noted.wait(lambda: noted.notes() == [])


def test_nothing_is_lost_that_is_being_typed_in_one_of_them(noted):
    noted.press("Return")
    noted.type("typed")
    noted.press("Esc")
    noted.window.context.focusing.focus_notes()
    noted.press("Ctrl+A", "3")
    noted.wait(lambda: {note.color for note in noted.notes()} == {"blue"})
    assert "typed" in {note.body for note in noted.notes()}
