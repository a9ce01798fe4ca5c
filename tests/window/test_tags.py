from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter


def tag(hand, words: str, *tags: str) -> None:
    hand.put(words)
    hand.press("h", "t")
    assert hand.focused.objectName() == "tagsField"
    hand.type(", ".join(tags))
    hand.press("Return")


def test_t_tags_the_note(hand):
    tag(hand, "The order comes", "court", "#law of war", "court")
    assert hand.view.hasFocus()
    assert hand.only_note().tags == ("court", "law of war")


def test_the_comma_of_arabic_keyboards_parts_them_too(hand):
    hand.put("The order comes")
    hand.press("h", "t")
    hand.find("tagsField").setText("محكمة، court،")
    hand.press("Return")
    assert hand.only_note().tags == ("محكمة", "court")


def test_tags_are_undone_and_redone(hand):
    tag(hand, "The order comes", "court")
    hand.wait_saved()
    hand.press("Ctrl+Z")
    hand.wait(lambda: [note.tags for note in hand.notes()] == [()])
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: [note.tags for note in hand.notes()] == [("court",)])


def test_esc_leaves_them_as_they_were(hand):
    hand.put("The order comes")
    hand.press("h", "t")
    hand.type("no")
    hand.press("Esc")
    assert hand.view.hasFocus()
    assert hand.only_note().tags == ()


def test_tags_that_are_there_stay_and_can_be_taken_away(hand):
    tag(hand, "The order comes", "court")
    hand.press("t")
    hand.type("law")
    hand.press("Return")
    assert hand.only_note().tags == ("court", "law")
    hand.press("t", "Ctrl+A", "Backspace", "Return")
    assert hand.only_note().tags == ()


def test_known_tags_are_completed(hand):
    tag(hand, "The order comes", "diplomacy", "court")
    hand.wait_saved()
    hand.put("Israel denies this")
    hand.press("h", "t")
    hand.type("check, dip")
    field = hand.find("tagsField")
    completer = field.completer()
    assert isinstance(completer, QCompleter)
    popup = completer.popup()
    hand.wait(popup.isVisible)
    assert popup.model().rowCount() == 1
    hand.qtbot.keyClick(popup, Qt.Key.Key_Down)
    hand.qtbot.keyClick(popup, Qt.Key.Key_Return)
    assert field.text() == "check, diplomacy, "
    hand.press("Return")
    hand.wait_saved()
    assert hand.notes()[1].tags == ("check", "diplomacy")


def test_t_in_the_column(hand):
    hand.put("The order comes")
    hand.press("h", "Return", "t")
    hand.type("court")
    hand.press("Return")
    assert hand.only_note().tags == ("court",)


def test_t_without_a_note_says_why_not(hand):
    hand.press("t")
    assert "no note is under the cursor" in hand.said
