from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from reader.domain.motions import Cursor

SENTENCE = "The order comes in the case that South Africa brought, which describes the campaign as genocide."
NEXT = "Israel denies this and calls its operations a necessary defence against Hamas."


def clipboard() -> str:
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("key", ["v", "F7"])
def test_any_motion_extends_and_esc_drops(hand, key):
    start = hand.put("South Africa brought")
    hand.press(key, "w", "w")
    assert hand.selection == "South Africa"
    hand.press("b")
    assert hand.selection == "South"
    hand.press(")")
    assert hand.selection == "South Africa brought, which describes the campaign as genocide."
    hand.press("Esc")
    assert hand.selection == ""
    assert hand.view.hasFocus()
    assert hand.position > start


def test_v_again_drops_it(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "v")
    assert hand.selection == ""


def test_s_selects_the_sentence_and_again_one_more(hand):
    hand.put("case that South")
    hand.press("s")
    assert hand.selection == SENTENCE
    hand.press("s")
    assert hand.selection == f"{SENTENCE} {NEXT}"
    hand.press("Esc", "2", "s")
    assert hand.selection.count(".") == 2


def test_the_sections_selection_ends_with_its_last_word(hand):
    hand.put("The Israeli government")
    hand.press("a", "]")
    assert hand.selection.startswith("Strategy Talks")
    assert hand.selection == hand.selection.rstrip()
    assert hand.text[hand.position :].startswith("\n\nThe Court's Order")


def test_objects(hand):
    hand.put("case that South")
    hand.press("a", "s")
    assert hand.selection == SENTENCE
    hand.press("Esc")
    hand.put("case that South")
    hand.press("a", "p")
    assert hand.selection.startswith("The International Court of Justice")
    assert hand.selection.endswith("reach the people of Gaza.")
    hand.press("Esc")
    hand.put("case that South")
    hand.press("a", "]")
    assert hand.selection.startswith("The Court's Order and Humanitarian Access\n")
    assert hand.selection.strip().endswith("reach the people of Gaza.")


def test_o_swaps_the_ends(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "w", "o", "b")
    assert hand.selection == "that South Africa"


def test_a_selection_crosses_paragraphs_and_is_noted_whole(hand):
    hand.put("The order nonetheless")
    hand.press("v", "j", "j", "h")
    quote = hand.only_note().anchor.quote
    assert quote.startswith("The order nonetheless")
    assert "\n\nUS-Israel Relations" in quote


def test_ctrl_c_copies_exactly_what_is_selected(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "w", "Ctrl+C")
    assert clipboard() == "South Africa"
    hand.press("Esc")
    hand.put("The order nonetheless")
    hand.press("v", "j", "j", "Ctrl+C")
    assert clipboard() == hand.selection
    assert "\n\n" in clipboard()


def test_ctrl_c_without_a_selection_says_why_not(hand):
    QGuiApplication.clipboard().setText("before")
    hand.press("Ctrl+C")
    assert clipboard() == "before"
    assert "nothing is selected" in hand.said


def test_y_copies_with_the_source(hand):
    hand.put("case that South")
    hand.press("y")
    title = hand.window.context.reading.article.title
    assert clipboard() == f"“{SENTENCE}” ({title}, 2024-03-29, The Court's Order and Humanitarian Access)"
    hand.put("South Africa brought")
    hand.press("v", "w", "w", "y")
    assert clipboard().startswith("“South Africa” (")


def test_y_in_the_lede_names_no_section_and_the_publisher_where_there_is_one(hand):
    article = hand.store(
        "A tale of two ports\n\nSource: The Harbour Post\n\nIt was late. It rained.\n", "t.txt"
    )
    hand.window.arrivals.open_article(article)
    hand.put("It was late")
    hand.press("y")
    assert clipboard() == "“It was late.” (The Harbour Post)"


def test_select_all_and_characters(hand):
    hand.press("Ctrl+A")
    assert hand.selection == hand.text
    hand.press("Esc")
    hand.put("South Africa brought")
    hand.press("Shift+Right", "Shift+Right")
    assert hand.selection == "So"


def test_the_mouse_and_the_keys_mix(hand):
    start = hand.put("South Africa brought")
    hand.view.set_cursor(Cursor(start + 5, start))
    hand.press("w")
    assert hand.selection == "South Africa"
    hand.press("h")
    assert hand.only_note().anchor.quote == "South Africa"


def test_a_click_on_a_mark_chooses_its_card(hand):
    hand.put("The order comes")
    hand.press("h")
    note = hand.only_note()
    hand.press("g", "g")
    hand.view.mark_clicked.emit(note.id)
    assert hand.window.context.noting.current.id == note.id
    assert hand.window.cards.list.current_id == note.id
    hand.qtbot.mouseClick(hand.view.viewport(), Qt.MouseButton.LeftButton)


# Letters


def test_f_puts_letters_on_notes_and_leads_there(hand):
    first = hand.put("It says so in a week")
    hand.press("h")
    hand.put("The Israeli government")
    hand.press("h", "f", "a")
    assert hand.position == first
    assert hand.window.context.noting.current.start == first


def test_f_while_selecting_letters_every_sentence(hand):
    start = hand.put("It says so in a week")
    hand.press("v", "f", "a")
    assert hand.selection
    assert hand.window.context.reading.cursor.anchor == start


def test_esc_takes_the_letters_away(hand):
    hand.put("It says so in a week")
    hand.press("h", "f", "Esc", "j")
    assert hand.text[hand.position :].startswith("Strategy Talks")


def test_f_with_nothing_in_sight_says_so(hand):
    hand.press("f")
    assert hand.said == "No link and no note is in sight."


# The switch of the single keys


def test_single_keys_are_turned_off_and_on(hand):
    hand.press("Ctrl+Alt+K")
    hand.press("j", "h", "3")
    assert hand.position == 0
    hand.press("Ctrl+H")
    assert hand.only_note().color == "yellow"
    hand.press("Ctrl+Alt+K", "j")
    assert hand.text[hand.position :].startswith("Strategy Talks")
