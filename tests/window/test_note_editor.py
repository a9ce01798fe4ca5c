from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from reader.window.notes.editor import NoteEditor


@pytest.fixture
def editor(hand) -> NoteEditor:
    hand.put("The order comes")
    hand.press("n")
    found = hand.window.findChild(NoteEditor, "noteEditor")
    assert found is not None
    return found


def claims(widget, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
    """Whether a field keeps a key for itself, so that the window's own key does not act."""
    event = QKeyEvent(QEvent.Type.ShortcutOverride, key, modifiers)
    event.ignore()
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


CONTROL = Qt.KeyboardModifier.ControlModifier


def test_the_windows_keys_act_in_fields_whatever_they_mean_to_qt(hand):
    # Ctrl+Backspace stands for a key that Qt's fields know: under X11 these are Ctrl+K and Ctrl+E.
    assert hand.window.keymap.set_keys("palette.open", ("Ctrl+Backspace",)) is None
    hand.window.bindings.apply_keys()
    hand.put("The order comes")
    hand.press("n")
    hand.type("kept")
    assert not claims(hand.focused, Qt.Key.Key_Backspace, CONTROL)
    hand.press("Ctrl+Backspace")
    assert hand.focused.objectName() == "paletteField"
    assert not claims(hand.focused, Qt.Key.Key_Backspace, CONTROL)


def test_undo_copy_and_letters_stay_the_fields_own(hand, editor):
    assert claims(editor, Qt.Key.Key_Z, CONTROL)
    assert claims(editor, Qt.Key.Key_C, CONTROL)
    assert claims(editor, Qt.Key.Key_A, CONTROL)
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j")
    event.ignore()
    QApplication.sendEvent(editor, event)
    assert event.isAccepted()


def test_single_keys_are_letters_in_a_field(hand, editor):
    hand.type("hjkn3?/.,ed")
    hand.press("Esc")
    assert hand.only_note().body == "hjkn3?/.,ed"


def test_it_grows_with_its_text_and_nothing_is_cut_off(hand, editor):
    before = editor.height()
    for number in range(6):
        hand.type(f"line {number}")
        hand.press("Return")
    hand.wait(lambda: editor.height() >= before + 5 * editor.fontMetrics().lineSpacing())
    hand.wait(lambda: editor.verticalScrollBar().maximum() == 0)
    row = hand.window.cards.model.row_of(editor.note_id)
    card = hand.window.cards.list.visualRect(hand.window.cards.model.index(row))
    assert card.contains(editor.geometry())


def test_a_long_line_wraps(hand, editor):
    hand.type("word " * 60)
    hand.wait(lambda: editor.height() > 3 * editor.fontMetrics().lineSpacing())
    hand.wait(lambda: editor.verticalScrollBar().maximum() == 0)


def test_tab_leaves_it(hand, editor):
    hand.type("x")
    hand.press("Tab")
    assert not editor.hasFocus()
    assert hand.only_note().body == "x"


def test_it_is_the_only_one(hand, editor):
    hand.press("Esc")
    hand.put("Israel denies this")
    hand.press("n")
    assert len(hand.window.findChildren(NoteEditor, "noteEditor")) == 1
    hand.press("Esc")
    assert hand.window.findChildren(NoteEditor, "noteEditor") == []


def test_pasted_rich_text_is_plain(hand, editor):
    from PySide6.QtCore import QMimeData

    data = QMimeData()
    data.setHtml("<b>bold</b> words")
    data.setText("bold words")
    QApplication.clipboard().setMimeData(data)
    hand.press("Ctrl+V", "Esc")
    assert hand.only_note().body == "bold words"


def test_a_text_with_every_plane_is_saved_as_it_is(hand, editor):
    editor.insertPlainText("naïve 😀 \U0001d11e 中文 \u202eabc\n\ttab")
    hand.press("Esc")
    assert hand.only_note().body == "naïve 😀 \U0001d11e 中文 \u202eabc\n\ttab"


def test_the_card_says_that_it_is_saved(hand, editor):
    from reader.window.notes.model import STATE

    hand.type("abc")
    index = hand.window.cards.model.index(0)
    hand.wait(lambda: index.data(STATE) == "saved")
    hand.press("Esc")
    assert index.data(STATE) == ""


def test_the_same_edits_in_two_windows(hand, editor):
    hand.type("one")
    first = hand.window
    hand.press("Ctrl+Shift+N")
    (second,) = [window for window in first.session.windows if window is not first]
    hand.wait(lambda: [note.body for note in second.context.noting.notes] == ["one"])
    first.activateWindow()
    editor.setFocus()
    hand.wait(editor.hasFocus)
    second.context.focusing.edit_note(editor.note_id)
    theirs = second.findChild(NoteEditor, "noteEditor")
    editor.insertPlainText(" two")
    hand.wait(lambda: theirs.toPlainText() == "one two")
    assert hand.only_note().body == "one two"
