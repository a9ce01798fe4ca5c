"""Several windows of one process: each its own article, what one writes the others show at once."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from reader.window.main_window import MainWindow


@pytest.fixture
def other(hand) -> MainWindow:
    """A second window, opened by its key; the first one has the focus again."""
    first = hand.window
    hand.press("Ctrl+Shift+N")
    (second,) = [window for window in first.session.windows if window is not first]
    hand.qtbot.waitUntil(second.isVisible)
    first.activateWindow()
    first.view.setFocus()
    hand.wait(lambda: QApplication.focusWidget() is first.view)
    return second


def test_the_same_article_at_the_same_place_then_its_own(hand, other: MainWindow) -> None:
    assert other.context.reading.article.id == hand.window.context.reading.article.id
    assert other.view.cursor.position == hand.position
    shown = other.windowTitle()
    hand.press("Shift+J")
    assert hand.window.windowTitle() != shown == other.windowTitle()


def test_a_note_is_shown_in_both_at_once(hand, other: MainWindow) -> None:
    hand.put("The order comes")
    hand.press("n")
    hand.wait(lambda: len(other.context.noting.notes) == 1)
    hand.type("Why now?")
    hand.wait(lambda: [note.body for note in other.context.noting.notes] == ["Why now?"])
    assert other.cards.model.rowCount() == 1
    assert len(other.view.marks_between(0, 10**6)) == 1
    hand.press("Esc", "Delete")
    hand.wait(lambda: not other.context.noting.notes)
    hand.press("Ctrl+Z")
    hand.wait(lambda: [note.body for note in other.context.noting.notes] == ["Why now?"])


def test_an_open_editor_of_the_other_window_keeps_what_is_typed_in_it(hand, other: MainWindow) -> None:
    hand.put("The order comes")
    hand.press("n", "Esc")
    hand.wait(lambda: len(other.context.noting.notes) == 1)
    note = other.context.noting.notes[0]
    other.context.focusing.edit_note(note.id)
    editor = other.cards.list.editor
    assert editor is not None
    editor.insertPlainText("from the other")
    hand.wait(lambda: [note.body for note in hand.window.context.noting.notes] == ["from the other"])
    assert editor.toPlainText() == "from the other"


def test_theme_and_keys_are_those_of_all_windows(hand, other: MainWindow) -> None:
    hand.window.appearance.choose_theme("dark")
    assert other.palette().window().color() == hand.window.palette().window().color()
    assert other.appearance.theme.is_dark


def test_what_a_second_start_brings_goes_to_the_window_used_last(hand, other: MainWindow) -> None:
    windows = hand.window.session.windows
    assert windows == [other, hand.window]
    other.activateWindow()
    other.view.setFocus()
    hand.wait(lambda: windows == [hand.window, other])


def test_one_is_closed_the_other_goes_on(hand, other: MainWindow) -> None:
    hand.window.close()
    assert other.session.windows == [other]
    other.view.setFocus()
    other.context.reading.go(0)
    other.context.noting.highlight()
    hand.qtbot.waitUntil(lambda: not other.context.noting.is_busy)
    assert len(hand.notes(everywhere=True)) == 1
    other.close()
