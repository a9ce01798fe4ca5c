"""The notes column narrowed by words, tag, colour; in a section, the article, all articles."""

from __future__ import annotations

import pytest

from reader.domain.anchoring.placing import anchor
from reader.domain.ids import new_id, now
from reader.domain.notes import Note
from reader.window.notes.filter import ARTICLE, EVERYWHERE, SECTION
from tests.window.conftest import Hand

OTHER = "Harbour Dredging\n\nThe vote was put off. The council meets again in May.\n"


def note_on(hand: Hand, article_id: str, quote: str, body: str, color: str = "yellow", tags=()) -> str:
    with hand.library() as library:
        article = library.article(article_id)
        start = article.text.index(quote)
        end = start + len(quote)
        path = article.root.at(start).path
        place = anchor(article.text, start, end, path, article.revision)
        note = Note(new_id(), article_id, path, place, body, color, tuple(tags), now(), now())
        return library.add_note(note).id


@pytest.fixture
def notes(hand: Hand) -> dict[str, str]:
    """Three notes in the briefing, one in another article."""
    here = hand.window.context.reading.article.id
    other = hand.store(OTHER)
    made = {
        "talks": note_on(hand, here, "The Israeli government", "Compare the budget", tags=["diplomacy"]),
        "court": note_on(hand, here, "The International Court of Justice", "Which order?", "blue"),
        "order": note_on(hand, here, "The order comes in the case", "", "pink"),
        "harbour": note_on(hand, other, "The council meets again", "Budget again", "blue"),
    }
    hand.wait(lambda: len(shown(hand)) == 3)
    return made


def shown(hand: Hand) -> list[str]:
    return [note.id for note in hand.window.cards.model.notes]


def narrow(hand: Hand, words: str) -> None:
    hand.press("Ctrl+Shift+L")
    assert hand.focused.objectName() == "notesFilter"
    hand.type(words)


def test_words_narrow_the_cards_as_they_are_typed(hand, notes) -> None:
    narrow(hand, "budg")
    hand.wait(lambda: shown(hand) == [notes["talks"]])
    hand.press("Esc")
    hand.wait(lambda: len(shown(hand)) == 3)
    assert hand.view.hasFocus()
    assert not hand.window.cards.filter.isVisible()


@pytest.mark.parametrize(("words", "left"), [("tag:diplomacy", "talks"), ("color:pink", "order")])
def test_tags_and_colours_are_typed_as_in_the_search(hand, notes, words, left) -> None:
    narrow(hand, words)
    hand.wait(lambda: shown(hand) == [notes[left]])


def test_what_means_nothing_narrows_nothing(hand, notes) -> None:
    narrow(hand, "budg")
    hand.wait(lambda: len(shown(hand)) == 1)
    hand.window.cards.filter.field.setText("-")
    hand.wait(lambda: len(shown(hand)) == 3)


def test_the_same_key_again_looks_in_all_articles_then_in_this_section(hand, notes) -> None:
    hand.put("The International Court")
    narrow(hand, "")
    hand.press("Ctrl+Shift+L")
    assert hand.window.cards.filter.where == EVERYWHERE
    hand.wait(lambda: set(shown(hand)) == set(notes.values()))
    hand.press("Ctrl+Shift+L")
    assert hand.window.cards.filter.where == SECTION
    hand.wait(lambda: shown(hand) == [notes["court"], notes["order"]])
    hand.press("Ctrl+Shift+L")
    assert hand.window.cards.filter.where == ARTICLE


def test_the_section_is_that_of_the_cursor(hand, notes) -> None:
    hand.put("The International Court")
    narrow(hand, "")
    hand.press("Ctrl+Shift+L", "Ctrl+Shift+L")
    hand.wait(lambda: len(shown(hand)) == 2)
    hand.window.context.reading.focus()
    hand.put("The Israeli government")
    assert shown(hand) == [notes["talks"]]


def test_a_card_of_another_article_opens_its_passage(hand, notes) -> None:
    narrow(hand, "again")
    hand.press("Ctrl+Shift+L")
    hand.wait(lambda: shown(hand) == [notes["harbour"]])
    hand.press("Enter")
    reading = hand.window.context.reading
    assert reading.article.title == "Harbour Dredging"
    assert hand.text[hand.position :].startswith("The council meets again")
    assert hand.window.context.noting.current.id == notes["harbour"]
    hand.press("e")
    assert hand.focused.objectName() == "noteEditor"
    hand.wait(lambda: shown(hand) == [notes["harbour"]])


def test_the_article_stands_above_the_cards_of_several(hand, notes) -> None:
    narrow(hand, "")
    hand.press("Ctrl+Shift+L")
    hand.wait(lambda: len(shown(hand)) == 4)
    titles = {hand.window.cards.model._group(row) for row in range(4)}
    assert "Harbour Dredging › Beginning" in titles


def test_a_note_that_is_written_meanwhile_stays_in_sight(hand, notes) -> None:
    narrow(hand, "budget")
    hand.wait(lambda: len(shown(hand)) == 1)
    hand.window.context.reading.focus()
    hand.put("Israel denies this")
    hand.press("n")
    assert hand.focused.objectName() == "noteEditor"
    hand.type("No word of it")
    hand.wait_saved()
    assert len(shown(hand)) == 2
    assert hand.focused.objectName() == "noteEditor"


def test_a_note_stays_in_sight_when_its_article_is_shown_anew(hand, notes) -> None:
    narrow(hand, "budget")
    hand.wait(lambda: len(shown(hand)) == 1)
    hand.window.context.reading.focus()
    hand.put("Israel denies this")
    hand.press("n")
    hand.type("No word of it")
    hand.wait_saved()
    with hand.library() as library:
        library.correct(hand.window.context.reading.article.id, title="Another title")
    hand.wait(lambda: hand.window.windowTitle().startswith("Another title"))
    hand.wait_saved()
    assert len(shown(hand)) == 2
    assert hand.focused.objectName() == "noteEditor"


def test_a_hidden_note_is_edited_all_the_same(hand, notes) -> None:
    narrow(hand, "budget")
    hand.wait(lambda: len(shown(hand)) == 1)
    hand.window.context.reading.focus()
    hand.put("The International Court")
    hand.press("e")
    assert hand.focused.objectName() == "noteEditor"
    assert notes["court"] in shown(hand)


def test_a_removed_note_goes_from_the_narrowed_cards_too(hand, notes) -> None:
    narrow(hand, "budget")
    hand.wait(lambda: len(shown(hand)) == 1)
    hand.press("Down", "Delete")
    assert shown(hand) == []
    hand.wait_saved()
    hand.window.context.reading.focus()
    hand.press("Ctrl+Z")
    hand.wait(lambda: shown(hand) == [notes["talks"]])
