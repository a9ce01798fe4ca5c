"""The tree with only what has notes, and how far its sections are read."""

from __future__ import annotations

from reader.domain.notes import NoteFilter
from tests.window.conftest import Hand


def rows(hand: Hand) -> list[str]:
    """The titles in sight, an article's sections behind it."""
    tree, found = hand.window.tree.tree, []
    index = tree.model().index(0, 0)
    while index.isValid():
        found.append(index.data())
        index = tree.indexBelow(index)
    return found


def test_only_sections_with_notes_then_all_again(hand: Hand) -> None:
    hand.put("The International Court")
    hand.press("h")
    hand.wait_saved()
    everything = rows(hand)
    hand.press("Ctrl+F9")
    hand.wait(
        lambda: rows(hand) == ["Rafah talks and court order", "The Court's Order and Humanitarian Access"]
    )
    assert "Only sections with notes" in hand.said
    hand.press("Ctrl+F9")
    hand.wait(lambda: rows(hand) == everything)


def test_the_rows_follow_the_notes(hand: Hand) -> None:
    hand.press("Ctrl+F9")
    assert rows(hand) == []
    assert hand.window.tree.tree.empty_title == "No notes yet"
    hand.put("The Israeli government")
    hand.press("h")
    hand.wait(lambda: rows(hand)[1:] == ["Strategy Talks and a Diplomatic Rift"])
    hand.put("The International Court")
    hand.press("h")
    hand.wait(lambda: len(rows(hand)) == 3)
    hand.press("Delete")
    hand.wait(lambda: len(rows(hand)) == 2)


def test_words_narrow_what_has_notes_further(hand: Hand) -> None:
    for words in ("The Israeli government", "The International Court"):
        hand.put(words)
        hand.press("h")
    hand.wait_saved()
    hand.press("Ctrl+F9", "Ctrl+L")
    hand.type("humanit")
    hand.wait(lambda: rows(hand)[1:] == ["The Court's Order and Humanitarian Access"])


def test_an_article_with_a_note_on_the_whole_has_no_sections_then(hand: Hand) -> None:
    hand.press("Ctrl+Alt+N")
    hand.type("Good.")
    hand.press("Esc")
    hand.wait_saved()
    with hand.library() as library:
        assert len(list(library.notes(NoteFilter()))) == 1
    hand.press("Ctrl+F9")
    hand.wait(lambda: rows(hand) == ["Rafah talks and court order"])


def test_a_section_is_read_as_far_as_reading_came(hand: Hand) -> None:
    hand.put("The International Court")
    hand.window.context.reading.save()
    hand.wait_saved()
    model = hand.window.tree.model
    article = model.article_index(hand.window.context.reading.article.id)
    hand.wait(lambda: model.article_at(article).progress > 0.3)
    shares = [model.read_share(model.index(row, 0, article), is_open=False) for row in range(3)]
    assert shares[0] == 1.0
    assert 0 < shares[1] <= 1.0
    assert shares[2] == 0.0
