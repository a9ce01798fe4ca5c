from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from reader.domain.ids import new_id, now
from reader.domain.notes import Note
from reader.errors import ReaderError
from reader.library.library import Library
from reader.window.notes.model import STATE

SOON = 2500  # half a second or a second is promised; the machine that tests may be a busy one
SENTENCE = "The order comes in the case that South Africa brought, which describes the campaign as genocide."
ASKED = "The Israeli government has asked Washington for a new date for a meeting about Rafah."


def editor(hand) -> QPlainTextEdit:
    found = hand.window.findChildren(QPlainTextEdit, "noteEditor")
    assert len(found) == 1
    return found[0]


# Highlighting


def test_h_marks_the_sentence_at_the_cursor(hand):
    start = hand.put("The order comes")
    hand.press("h")
    note = hand.only_note()
    assert note.anchor is not None
    assert (note.anchor.quote, note.start, note.color, note.body) == (SENTENCE, start, "yellow", "")
    assert note.section_path == ("The Court's Order and Humanitarian Access",)
    assert hand.text[note.start : note.end] == SENTENCE
    assert hand.position == start
    assert hand.selection == ""


def test_h_in_the_middle_of_a_sentence_leaves_the_cursor_there(hand):
    start = hand.put("case that South")
    hand.press("h")
    assert hand.only_note().anchor.quote == SENTENCE
    assert hand.position == start


def test_ctrl_h_does_the_same(hand):
    hand.put("The order comes")
    hand.press("Ctrl+H")
    assert hand.only_note().anchor.quote == SENTENCE


def test_h_acts_on_the_selection_and_drops_it(hand):
    start = hand.put("South Africa brought")
    hand.press("v", "w", "w", "h")
    assert hand.only_note().anchor.quote == "South Africa"
    assert hand.selection == ""
    assert hand.position == start


def test_the_very_same_passage_is_not_marked_twice(hand):
    hand.put("The order comes")
    hand.press("h", "h", "s", "h")
    hand.only_note()


def test_a_digit_right_after_h_colours_it(hand):
    hand.put("The order comes")
    hand.press("h", "2")
    assert hand.only_note().color == "green"
    hand.press("5")
    hand.wait_saved()
    assert hand.only_note().color == "violet"


def test_the_last_colour_is_taken_next(hand):
    hand.put("The order comes")
    hand.press("h", "3")
    hand.put("Israel denies this")
    hand.press("h")
    hand.wait_saved()
    assert {note.color for note in hand.notes()} == {"blue"}


@pytest.mark.parametrize(
    ("digit", "color"), [("1", "yellow"), ("2", "green"), ("3", "blue"), ("4", "pink"), ("5", "violet")]
)
def test_a_digit_highlights_the_selection_in_its_colour(hand, digit, color):
    hand.put("The order comes")
    hand.press("s", digit)
    note = hand.only_note()
    assert (note.color, note.anchor.quote) == (color, SENTENCE)
    assert hand.selection == ""


def test_elsewhere_a_digit_begins_a_count(hand):
    start = hand.put("The Israeli government")
    hand.press("3", "j")
    assert hand.text[hand.position :].startswith("US-Israel")
    hand.press("2", "k", "1", "k")
    assert hand.position == start
    hand.press("j", "j", "j")
    assert hand.text[hand.position :].startswith("US-Israel")
    hand.wait_saved()
    assert hand.notes() == []


def test_a_colour_takes_no_count_away_from_the_next_key(hand):
    hand.put("The order comes")
    hand.press("h", "2", "j")
    assert hand.text[hand.position :].startswith("US-Israel")


def test_a_move_ends_right_after_h(hand):
    hand.put("The Israeli government")
    hand.press("h", "j", "2", "k")
    assert hand.only_note().color == "yellow"


# Writing


def test_n_opens_the_editor_at_once_and_what_is_typed_is_on_disk_soon(hand):
    hand.put("The order comes")
    hand.press("n")
    assert hand.focused.objectName() == "noteEditor"
    hand.type("Who brought it?")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["Who brought it?"], timeout=SOON)
    assert hand.only_note().anchor.quote == SENTENCE


def test_ctrl_m_does_the_same(hand):
    hand.put("The order comes")
    hand.press("Ctrl+M")
    assert hand.focused.objectName() == "noteEditor"


def test_typing_goes_on_while_it_is_saved(hand):
    hand.put("The order comes")
    hand.press("n")
    text = "one two three four five six seven eight nine ten"
    for word in text.split():
        hand.type(word + " ")
        hand.qtbot.wait(60)
    hand.wait(lambda: [note.body for note in hand.notes()] == [text + " "], timeout=SOON)
    assert editor(hand).toPlainText() == text + " "


def test_esc_goes_back_to_the_passage(hand):
    start = hand.put("The order comes")
    hand.press("n")
    hand.type("x")
    hand.press("Esc")
    assert hand.view.hasFocus()
    assert hand.position == start
    assert hand.only_note().body == "x"


def test_ctrl_enter_goes_back_too(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("x")
    hand.press("Ctrl+Return")
    assert hand.view.hasFocus()
    assert hand.only_note().body == "x"


def test_n_on_a_noted_passage_opens_that_note_with_the_caret_at_its_end(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("One")
    hand.press("Esc", "n")
    hand.type(", two")
    hand.press("Esc")
    assert hand.only_note().body == "One, two"


def test_an_open_editor_gets_its_caret_at_the_end_again(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("One")
    hand.press("Home")
    hand.view.setFocus()
    hand.press("n")
    hand.type("!")
    assert editor(hand).toPlainText() == "One!"


def test_n_on_a_highlighted_sentence_writes_on_the_highlight(hand):
    hand.put("The order comes")
    hand.press("h", "4", "n")
    hand.type("why")
    hand.press("Esc")
    note = hand.only_note()
    assert (note.color, note.body) == ("pink", "why")


def test_e_edits_the_note_at_the_cursor(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("One")
    hand.press("Esc", "(", ")", "e")
    assert hand.focused.objectName() == "noteEditor"
    hand.type(" more")
    hand.press("Esc")
    assert hand.only_note().body == "One more"


def test_e_without_a_note_says_why_not(hand):
    hand.put("The order comes")
    hand.press("e")
    assert "no note is under the cursor" in hand.said
    assert hand.view.hasFocus()


def test_a_note_of_several_lines(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("one")
    hand.press("Return", "Return")
    hand.type("two")
    hand.press("Esc")
    assert hand.only_note().body == "one\n\ntwo"


# Nothing typed is lost


def test_leaving_the_field_saves_at_once(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("left")
    hand.view.setFocus()
    assert hand.only_note().body == "left"


def test_a_click_elsewhere_saves_at_once(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("clicked")
    hand.qtbot.mouseClick(hand.view.viewport(), Qt.MouseButton.LeftButton)
    assert hand.only_note().body == "clicked"


def test_closing_the_window_saves(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("closed")
    hand.window.close()
    assert [note.body for note in hand.notes(everywhere=True)] == ["closed"]


def test_another_article_saves_and_the_note_stays_with_its_own(hand):
    first = hand.window.context.reading.article.id
    hand.put("The order comes")
    hand.press("n")
    hand.type("first")
    other = next(row.id for row in hand.window.tree.rows() if row.id != first)
    hand.window.arrivals.open_article(other)
    hand.wait_saved()
    assert hand.notes() == []
    (note,) = hand.notes(everywhere=True)
    assert (note.article_id, note.body) == (first, "first")
    assert hand.window.cards.model.rowCount() == 0


def test_leaving_for_another_note_saves(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("first")
    hand.window.context.noting.choose(hand.window.context.noting.notes[0].id)
    hand.put("Israel denies this")
    hand.view.setFocus()
    hand.press("n")
    hand.type("second")
    hand.press("Esc")
    hand.wait_saved()
    assert sorted(note.body for note in hand.notes()) == ["first", "second"]


# Undo


def test_a_note_is_undone_and_redone(hand):
    hand.put("The order comes")
    hand.press("h")
    hand.only_note()
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.notes() == [])
    hand.wait(lambda: hand.window.context.noting.notes == [])
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: len(hand.notes()) == 1)
    hand.wait(lambda: len(hand.window.context.noting.notes) == 1)


def test_a_colour_is_undone_and_redone(hand):
    hand.put("The order comes")
    hand.press("h", "2")
    assert hand.only_note().color == "green"
    hand.press("Ctrl+Z")
    hand.wait(lambda: [note.color for note in hand.notes()] == ["yellow"])
    hand.wait(lambda: hand.window.context.noting.notes[0].color == "yellow")
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: [note.color for note in hand.notes()] == ["green"])


def test_a_text_is_undone_whole_and_redone(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("one")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["one"])
    hand.type(" two")
    hand.press("Esc")
    assert hand.only_note().body == "one two"
    hand.press("Ctrl+Z")
    hand.wait(lambda: [note.body for note in hand.notes()] == [""])
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["one two"])
    hand.wait(lambda: hand.window.context.noting.notes[0].body == "one two")


def test_while_editing_undo_is_the_fields_own(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("one")
    hand.press("Ctrl+Z")
    assert hand.focused.objectName() == "noteEditor"
    assert editor(hand).toPlainText() == ""
    hand.wait_saved()
    assert len(hand.notes()) == 1
    hand.press("Ctrl+Shift+Z")
    assert editor(hand).toPlainText() == "one"
    hand.press("Esc")
    assert hand.only_note().body == "one"


def test_the_fields_undo_leads_back_over_a_closed_editor(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("one")
    hand.press("Esc", "n", "Ctrl+Z")
    assert editor(hand).toPlainText() == ""


def test_delete_removes_and_offers_undo(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("gone")
    hand.press("Esc", "Delete")
    assert hand.said == "Note removed."
    hand.wait(lambda: [note.body for note in hand.notes(in_bin=True)] == ["gone"])
    assert hand.notes() == []
    hand.press("Ctrl+Z")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["gone"])
    hand.wait(lambda: len(hand.window.context.noting.notes) == 1)
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: hand.notes() == [])


def test_the_lines_button_undoes(hand):
    hand.put("The order comes")
    hand.press("h")
    hand.only_note()
    hand.press("Delete")
    button = next(b for b in hand.find("line").findChildren(QPushButton) if b.text() == "Undo")
    button.click()
    hand.wait(lambda: len(hand.notes()) == 1)


def test_undo_of_a_note_that_is_being_written_leads_the_focus_back(hand):
    hand.put("The order comes")
    hand.press("n", "Esc", "n")
    hand.window.findChild(QAction, "edit.undo").trigger()
    hand.wait(lambda: hand.window.context.noting.notes == [])
    hand.wait(lambda: hand.view.hasFocus())


def test_nothing_to_undo_is_said(hand):
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.said == "There is nothing to undo.")


# From note to note


def three(hand) -> list[int]:
    places = []
    for words in ("It says so in a week", ASKED, "Israel denies this"):
        places.append(hand.put(words))
        hand.press("h")
    hand.wait_saved()
    hand.press("g", "g")
    return places


@pytest.mark.parametrize(("on", "back"), [(".", ","), ("F8", "Shift+F8")])
def test_next_and_previous_note(hand, on, back):
    first, second, third = three(hand)
    hand.press(on)
    assert hand.position == first
    hand.press(on)
    assert hand.position == second
    hand.press(on)
    assert hand.position == third
    hand.press(on)
    assert hand.position == third
    assert hand.said == "This is the last note."
    hand.press(back)
    assert hand.position == second
    hand.press("g", "g", "2", ".")
    assert hand.position == second


def test_the_card_of_the_passage_is_the_marked_one_and_the_other_way_round(hand):
    _, _, third = three(hand)
    noting, cards = hand.window.context.noting, hand.window.cards
    hand.press(".", ".")
    assert cards.list.current_id == noting.current.id == noting.notes[1].id
    cards.list.note_chosen.emit(noting.notes[2].id)
    assert hand.position == third
    assert noting.current.id == noting.notes[2].id
    hand.put("No measure has been named")
    assert noting.current is None
    assert cards.list.current_id is None


def test_overlapping_notes_stay_their_own_and_c_goes_round(hand):
    start = hand.put("The order comes")
    hand.press("h")
    hand.put("South Africa brought")
    hand.press("v", "w", "w", "3")
    hand.wait_saved()
    assert len(hand.notes()) == 2
    noting = hand.window.context.noting
    hand.put("South Africa brought")
    assert noting.current.anchor.quote == "South Africa"
    hand.press("c")
    assert noting.current.anchor.quote == SENTENCE
    hand.press("e")
    hand.type("on the whole")
    hand.press("Esc")
    hand.wait_saved()
    assert {note.anchor.quote: note.body for note in hand.notes()} == {
        SENTENCE: "on the whole",
        "South Africa": "",
    }
    hand.put("South Africa brought")
    hand.press("c")
    assert noting.current.anchor.quote == "South Africa"
    assert start < hand.position


def test_two_highlights_of_one_passage_end_are_told_apart_by_their_ends(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "h")
    hand.put("South Africa brought")
    hand.press("v", "w", "w", "h")
    hand.wait_saved()
    assert sorted(note.anchor.quote for note in hand.notes()) == ["South", "South Africa"]


def test_r_gives_the_note_another_passage(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "n")
    hand.type("kept")
    hand.press("Esc")
    before = hand.only_note()
    hand.press("v", "w", "w", "r")
    hand.wait_saved()
    after = hand.only_note()
    assert after.anchor.quote == "South Africa"
    assert (after.id, after.body, after.created_at) == (before.id, "kept", before.created_at)
    hand.press("Ctrl+Z")
    hand.wait(lambda: [note.anchor.quote for note in hand.notes()] == ["South"])


# Notes without a passage


def test_shift_n_notes_the_whole_section(hand):
    hand.put("The order comes")
    hand.press("N")
    assert hand.focused.objectName() == "noteEditor"
    hand.type("the court")
    hand.press("Esc")
    note = hand.only_note()
    assert (note.section_path, note.anchor, note.body) == (
        ("The Court's Order and Humanitarian Access",),
        None,
        "the court",
    )
    hand.press("N")
    hand.type(" again")
    hand.press("Esc")
    assert hand.only_note().body == "the court again"


def test_esc_from_a_section_note_goes_back_to_where_one_was(hand):
    start = hand.put("The order comes")
    hand.press("N")
    hand.press("Esc")
    assert hand.view.hasFocus()
    assert hand.position == start


def test_a_note_on_the_whole_article(hand):
    hand.put("The order comes")
    hand.press("Ctrl+Alt+N")
    hand.type("all of it")
    hand.press("Esc")
    note = hand.only_note()
    assert (note.section_path, note.anchor, note.body) == ((), None, "all of it")


def test_next_note_stops_at_notes_without_a_passage(hand):
    hand.put("The order comes")
    hand.press("N")
    hand.press("Esc", "h")
    hand.wait_saved()
    hand.press("g", "g", ".")
    assert hand.window.context.noting.current.anchor is None
    assert hand.text[hand.position :].startswith("The Court")
    hand.press(".")
    assert hand.window.context.noting.current.anchor is not None
    hand.press(",", "e")
    hand.type("s")
    hand.press("Esc")
    hand.wait_saved()
    assert [note.body for note in hand.notes()] == ["s", ""]


# In the column


def test_enter_goes_to_the_card_and_esc_comes_back(hand):
    start = hand.put("The order comes")
    hand.press("h", "Return")
    assert hand.focused.objectName() == "notesList"
    hand.press("Esc")
    assert hand.view.hasFocus()
    assert hand.position == start


def test_arrows_in_the_column_lead_through_the_passages(hand):
    first, second, _ = three(hand)
    hand.press(".", "Return", "Down")
    assert hand.position == second
    hand.press("Up")
    assert hand.position == first
    hand.press("e")
    hand.type("from the card")
    hand.press("Esc")
    assert hand.view.hasFocus()
    hand.wait_saved()
    assert hand.notes()[0].body == "from the card"


def test_delete_in_the_column(hand):
    three(hand)
    hand.press(".", ".", "Return", "Delete")
    hand.wait(lambda: len(hand.notes()) == 2)
    hand.press("Ctrl+Z")
    hand.wait(lambda: len(hand.notes()) == 3)


# Others


def test_a_note_of_another_process_appears_within_a_second(hand):
    article = hand.window.context.reading.article
    with hand.library() as library:
        time = now()
        library.add_note(Note(new_id(), article.id, (), None, "from outside", "blue", (), time, time))
    hand.wait(lambda: [n.body for n in hand.window.context.noting.notes] == ["from outside"], timeout=SOON)
    assert "1 note" in hand.find("statusPosition").text()


def test_a_change_of_another_process_keeps_what_is_being_typed(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("mine")
    note = hand.only_note()
    hand.wait(lambda: [note.body for note in hand.notes()] == ["mine"])
    with hand.library() as library:
        library.edit_note(note.id, tags=("outside",))
    hand.wait(lambda: hand.window.context.noting.notes[0].tags == ("outside",))
    hand.type(" still")
    hand.press("Esc")
    hand.wait_saved()
    after = hand.only_note()
    assert (after.body, after.tags) == ("mine still", ("outside",))


def test_a_deleted_note_of_another_process_goes(hand):
    hand.put("The order comes")
    hand.press("h")
    note = hand.only_note()
    with hand.library() as library:
        library.delete([note.id])
    hand.wait(lambda: hand.window.context.noting.notes == [], timeout=SOON)
    assert hand.window.cards.model.rowCount() == 0


def test_the_caret_stays_where_it_is_while_a_text_is_saved(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("abcd")
    hand.press("Left", "Left")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["abcd"], timeout=SOON)
    hand.type("X")
    hand.press("Esc")
    assert hand.only_note().body == "abXcd"


# When the disk does not take it


@pytest.fixture
def broken(monkeypatch):
    """Make every change of a note fail until `broken.undo()`."""

    def fail(*_, **__):
        raise ReaderError("the disk is full", "library.sqlite3", "make room")

    monkeypatch.setattr(Library, "edit_note", fail)
    monkeypatch.setattr(Library, "add_note", fail)
    return monkeypatch


def test_what_could_not_be_saved_is_said_kept_and_saved_later(hand, broken):
    hand.put("The order comes")
    hand.press("n")
    hand.type("not lost")
    index = hand.window.cards.model.index(0)
    hand.wait(lambda: str(index.data(STATE)).startswith("not saved"))
    hand.wait(lambda: "the disk is full" in hand.said)
    hand.wait(lambda: not hand.window.context.noting.is_busy)
    assert editor(hand).toPlainText() == "not lost"
    with hand.library() as library:  # another change does not take the words away
        library.set_reading(hand.window.context.reading.article.id, 5, 0.1)
    broken.undo()
    hand.type("!")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["not lost!"])
    hand.press("Esc")
    assert hand.only_note().body == "not lost!"


def test_what_could_not_be_saved_is_saved_on_leaving_the_field(hand, broken):
    hand.put("The order comes")
    hand.press("n")
    hand.type("not lost")
    hand.wait(lambda: "the disk is full" in hand.said)
    hand.wait_saved()
    broken.undo()
    hand.press("Esc")
    assert hand.only_note().body == "not lost"


def test_what_could_not_be_saved_is_tried_again_on_closing(hand, broken):
    hand.put("The order comes")
    hand.press("n")
    hand.type("not lost")
    hand.press("Esc")
    hand.wait(lambda: "the disk is full" in hand.said)
    hand.wait_saved()
    broken.undo()
    hand.window.close()
    assert [note.body for note in hand.notes(everywhere=True)] == ["not lost"]


def only_shown(hand):
    """The one note of the article that is shown."""
    (note,) = hand.window.context.noting.notes
    return note


@pytest.mark.parametrize("leaves_field", [True, False])
def test_what_could_not_be_saved_stays_when_another_article_is_shown(hand, broken, leaves_field):
    reading = hand.window.context.reading
    here = reading.article.id
    hand.put("The order comes")
    hand.press("n")
    hand.type("not lost")
    if leaves_field:
        hand.press("Esc")
        hand.wait(lambda: "the disk is full" in hand.said)
        hand.wait_saved()
    reading.step_article(1)
    assert reading.article.id != here
    hand.wait_saved()
    if leaves_field:
        assert hand.said == "1 note of another article is not saved. It is kept and tried again."
    reading.show(here)  # and back: it is still there
    hand.wait_saved()
    assert only_shown(hand).body == "not lost"
    reading.step_article(1)
    broken.undo()
    hand.window.context.noting.keeping.try_again()
    hand.wait_saved()
    assert [note.body for note in hand.notes(everywhere=True)] == ["not lost"]
    reading.show(here)
    assert only_shown(hand).body == "not lost"


def test_a_colour_given_later_takes_the_unsaved_words_along(hand, broken):
    hand.put("The order comes")
    hand.press("n")
    hand.type("not lost")
    hand.press("Esc")
    hand.wait_saved()
    broken.undo()
    (note,) = hand.window.context.noting.notes
    hand.window.context.noting.set_tags(note.id, ("law",))
    hand.wait_saved()
    (saved,) = hand.notes(everywhere=True)
    assert (saved.body, saved.tags) == ("not lost", ("law",))


def test_a_note_that_could_not_be_removed_is_shown_again(hand, monkeypatch):
    hand.put("The order comes")
    hand.press("h")
    hand.wait_saved()

    def fail(*_, **__):
        raise ReaderError("the disk is full", "library.sqlite3", "make room")

    monkeypatch.setattr(Library, "delete", fail)
    hand.press("Delete")
    hand.wait(lambda: "the disk is full" in hand.said)
    hand.wait(lambda: len(hand.window.context.noting.notes) == 1)


# Every way out


@pytest.mark.parametrize("key", ["Ctrl+Q", "Ctrl+W"])
def test_quitting_from_the_field_saves(hand, key):
    hand.put("The order comes")
    hand.press("n")
    hand.type("on the way out")
    hand.press(key)
    assert hand.window.session.windows == []
    assert [note.body for note in hand.notes(everywhere=True)] == ["on the way out"]


def test_deleting_the_article_while_one_writes_keeps_the_words_in_the_bin(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("thrown out with it")
    hand.press("Ctrl+Shift+D")
    hand.wait_saved()
    with hand.library() as library:
        (row,) = library.article_rows(in_bin=True)
        assert row.notes_count == 1
    hand.press("Ctrl+Z")
    hand.wait(lambda: len(hand.window.tree.rows()) == 2)
    hand.wait_saved()
    assert [note.body for note in hand.notes(everywhere=True)] == ["thrown out with it"]


# Undo in any order of places


def test_undo_goes_back_through_everything_and_forward_again(hand):
    hand.put("The order comes")
    hand.press("h", "2", "t")
    hand.type("court")
    hand.press("Return", "e")
    hand.type("words")
    hand.press("Esc")
    hand.put("Israel denies this")
    hand.press("h")
    hand.press("F2")
    hand.type("Another title")
    hand.press("Return")
    hand.wait(lambda: hand.window.windowTitle().startswith("Another title"))
    hand.put("Israel denies this")
    hand.press("Delete", "Ctrl+Shift+D")
    hand.wait_saved()
    for _ in range(9):
        hand.press("Ctrl+Z")
    hand.wait_saved()
    assert hand.notes(everywhere=True) == []
    with hand.library() as library:
        titles = [row.title for row in library.article_rows()]
    assert titles == ["Rafah talks and court order", "Reading with Reader"]
    for _ in range(9):
        hand.press("Ctrl+Shift+Z")
    hand.wait_saved()
    (note,) = hand.notes(everywhere=True, in_bin=True)[:1]
    assert (note.body, note.color, note.tags) == ("words", "green", ("court",))
    with hand.library() as library:
        assert [row.title for row in library.article_rows(in_bin=True)] == ["Another title"]


def test_undo_of_what_another_process_changed_says_so_and_loses_nothing(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("mine")
    hand.press("Esc")
    note = hand.only_note()
    with hand.library() as library:
        library.edit_note(note.id, body="theirs")
    hand.wait(lambda: hand.window.context.noting.notes[0].body == "theirs")
    hand.press("Ctrl+Z")
    hand.wait(lambda: "changed elsewhere" in hand.said)
    assert hand.only_note().body == "theirs"


def test_a_note_that_was_undone_while_one_coloured_it_is_gone(hand):
    hand.put("The order comes")
    hand.press("h", "Ctrl+Z", "2")
    hand.wait_saved()
    assert hand.notes() == []
    hand.wait(lambda: hand.window.context.noting.notes == [])


def test_closing_says_first_what_would_be_lost(hand, broken):
    hand.put("The order comes")
    hand.press("n")
    hand.type("not lost")
    hand.window.close()
    assert hand.window.isVisible()
    assert "1 note is not saved" in hand.said
    hand.wait_saved()
    broken.undo()
    hand.window.close()
    assert [note.body for note in hand.notes(everywhere=True)] == ["not lost"]


def test_who_closes_again_means_it(hand, broken):
    hand.put("The order comes")
    hand.press("n")
    hand.type("never mind")
    hand.window.close()
    assert hand.window.isVisible()
    hand.window.close()
    assert not hand.window.isVisible()
