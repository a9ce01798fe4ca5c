from __future__ import annotations

import pytest
from PySide6.QtTest import QAbstractItemModelTester

from reader.domain.searching.hits import Hit
from reader.window.panels.search import HIT


def results(hand) -> list[Hit]:
    model = hand.find("searchResults").model()
    return [model.index(row, 0).data(HIT) for row in range(model.rowCount())]


def look_for(hand, words: str, count: int | None = None) -> list[Hit]:
    hand.press("Ctrl+Shift+F")
    assert hand.focused.objectName() == "searchField"
    hand.type(words)
    hand.wait(lambda: results(hand) if count is None else len(results(hand)) == count)
    return results(hand)


def test_what_is_found_opens_at_the_passage(hand):
    hand.press("J")
    hits = look_for(hand, '"genocide brought against"')
    assert hits[0].kind == "article"
    hand.press("Return")
    assert hand.view.hasFocus()
    assert not hand.find("searchPanel").isVisible()
    assert hand.window.context.reading.article.id == hits[0].article_id
    assert hand.text[hand.position :].startswith("genocide brought against")
    start, end = hand.view.visible_range()
    assert start <= hand.position < end


def test_a_note_that_is_found_is_selected_so_that_e_edits_it(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("zebra crossing")
    hand.press("Esc")
    note = hand.only_note()
    hand.press("J")
    (hit,) = look_for(hand, "zebra", 1)
    assert hit.note_id == note.id
    hand.press("Return")
    assert hand.position == note.start
    assert hand.window.context.noting.current.id == note.id
    assert hand.window.cards.list.current_id == note.id
    hand.press("e")
    assert hand.focused.objectName() == "noteEditor"
    hand.type("!")
    hand.press("Esc")
    assert hand.only_note().body == "zebra crossing!"


def test_an_overlapped_note_that_is_found_is_the_one_that_e_edits(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "h")
    hand.press("n")
    hand.type("zebra")
    hand.press("Esc", "J")
    look_for(hand, "zebra", 1)
    hand.press("Return", "e")
    hand.type("!")
    hand.press("Esc")
    hand.wait_saved()
    assert sorted(note.body for note in hand.notes()) == ["", "zebra!"]


def test_enter_right_after_typing_opens_what_was_typed(hand):
    look_for(hand, "crossings")
    hand.press("Ctrl+A")
    hand.type("Blinken")
    hand.press("Return")
    hand.wait(lambda: hand.text[hand.position :].startswith("Blinken"))
    assert not hand.find("searchPanel").isVisible()


def test_kinds_are_looked_for_together_or_apart(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("Hamas, again")
    hand.press("Esc")
    hand.wait_saved()
    look_for(hand, "hamas", 2)
    hand.press("Alt+A")
    hand.wait(lambda: [hit.kind for hit in results(hand)] == ["note"])
    hand.press("Alt+A", "Alt+O")
    hand.wait(lambda: [hit.kind for hit in results(hand)] == ["article"])
    assert hand.focused.objectName() == "searchField"


@pytest.mark.parametrize(
    "words", ['"', "AND OR (", "tag:", "-", "*", "after:yesterday", "'; DROP TABLE note"]
)
def test_no_query_is_an_error(hand, words):
    hand.press("Ctrl+Shift+F")
    hand.type(words)
    hand.wait_saved()
    hand.press("Return", "Esc")
    assert hand.view.hasFocus()


def test_nothing_found_is_said_and_esc_leads_back(hand):
    start = hand.put("The order comes")
    hand.press("Ctrl+Shift+F")
    hand.type("qqqzzz")
    panel = hand.find("searchPanel")
    hand.wait(lambda: panel._nothing.startswith("Nothing found"))
    assert results(hand) == []
    hand.press("Return", "Esc")
    assert hand.view.hasFocus()
    assert hand.position == start


def test_results_are_gone_through_by_arrows(hand):
    hits = look_for(hand, "reader")
    hand.press("Down") if len(hits) > 1 else None
    hand.press("Return")
    assert hand.window.context.reading.article.id == hits[min(1, len(hits) - 1)].article_id


def test_what_was_looked_for_last_stands_there_again(hand):
    look_for(hand, "hamas")
    hand.press("Esc", "Ctrl+Shift+F")
    assert hand.find("searchField").selectedText() == "hamas"
    hand.wait(lambda: results(hand))


def test_what_was_just_written_is_found(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("quagga")
    hand.press("Ctrl+Shift+F")
    hand.type("quagga")
    hand.wait(lambda: len(results(hand)) == 1)


def test_the_model_is_sound(hand):
    hand.press("Ctrl+Shift+F")
    model = hand.find("searchResults").model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hand.type("hamas")
    hand.wait(lambda: model.rowCount())
    hand.type("qqq")
    hand.wait(lambda: not model.rowCount())
    assert tester is not None
