"""Notes of other programs by the window: opened, dropped, handed over; undone; those that wait."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QMimeData, QUrl

from reader.domain.notes import NoteState
from reader.window.main_window import MainWindow

STORY = "A story\n\nIt was late in the year. Nobody had come, and it rained on the roofs of the town.\n"
PAGE = "https://example.org/story"


def hypothesis(*quotes: str, title: str = "A story") -> str:
    rows = [
        {
            "id": f"{title} {quote}",
            "user": "acct:ada@example.org",
            "uri": PAGE,
            "text": f"on {quote}",
            "tags": ["rain"],
            "document": {"title": [title]},
            "target": [{"source": PAGE, "selector": [{"type": "TextQuoteSelector", "exact": quote}]}],
        }
        for quote in quotes
    ]
    return json.dumps({"rows": rows, "total": len(rows)})


@pytest.fixture
def file(tmp_path):
    def write(text: str, name: str = "notes.json") -> str:
        (tmp_path / name).write_text(text)
        return str(tmp_path / name)

    return write


def test_a_file_of_notes_finds_its_article_and_is_undone_by_one_button(hand, file):
    hand.store(STORY)
    hand.window.arrivals.open_arguments([file(hypothesis("it rained on the roofs", "Nobody had come"))])
    hand.wait(lambda: hand.window.windowTitle().startswith("A story"))
    hand.wait(lambda: hand.said == "2 notes added, 2 matched, 0 detached")
    hand.wait(lambda: len(hand.window.context.noting.notes) == 2)
    assert hand.view.hasFocus()
    assert {note.state for note in hand.notes()} == {NoteState.ANCHORED}
    button = hand.window.line._button
    assert button.text() == "Undo"
    button.click()
    hand.wait(lambda: hand.said == "Undone: import.")
    hand.wait(lambda: not hand.window.context.noting.notes)
    assert hand.notes(everywhere=True) == []


def test_the_article_that_is_shown_stays_where_it_is(hand, file):
    article_id = hand.store(STORY)
    hand.window.context.reading.show(article_id)
    at = hand.put("it rained")
    hand.window.arrivals.open_arguments([file(hypothesis("Nobody had come"))])
    hand.wait(lambda: len(hand.window.context.noting.notes) == 1)
    assert hand.position == at


def test_dropped_and_the_same_again(hand, file):
    hand.store(STORY)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(file(hypothesis("Nobody had come")))])
    hand.window.arrivals.take_data(data)
    hand.wait(lambda: hand.said.startswith("1 note added"))
    hand.window.arrivals.take_data(data)
    hand.wait(lambda: hand.said == "0 notes added · 1 skipped: already in the library")
    assert not hand.window.line._button.isVisible()


def test_pasted(hand):
    hand.store(STORY)
    data = QMimeData()
    data.setText(hypothesis("Nobody had come"))
    hand.window.arrivals.take_data(data)
    hand.wait(lambda: hand.said.startswith("1 note added"))


def test_a_broken_file_says_where(hand, file):
    hand.window.arrivals.open_arguments([file(hypothesis("Nobody had come")[:-20])])
    hand.wait(lambda: "line 1, column" in hand.said)
    assert hand.window.tree.model.rowCount() == 2
    assert hand.notes(everywhere=True) == []


def waiting(hand, file) -> None:
    """Import notes whose article is not here, and show them."""
    hand.window.arrivals.open_arguments([file(hypothesis("it rained on the roofs", "gone words"))])
    hand.wait(lambda: hand.said == "2 notes added, 0 matched, 2 detached")
    hand.wait(lambda: len(hand.window.context.noting.notes) == 2)


def test_notes_wait_for_their_article(hand, file, tmp_path):
    waiting(hand, file)
    window: MainWindow = hand.window
    assert window.windowTitle().startswith("A story")
    assert window.tree.model.rowCount() == 3
    assert window.context.reading.article.is_awaited
    (tmp_path / "story.txt").write_text(STORY)
    window.arrivals.open_arguments([str(tmp_path / "story.txt")])
    hand.wait(
        lambda: hand.said == "1 article new · 1 note that waited has found its passage · 1 note detached"
    )
    assert window.tree.model.rowCount() == 3
    hand.wait(
        lambda: (
            {note.state for note in window.context.noting.notes} == {NoteState.ANCHORED, NoteState.DETACHED}
        )
    )
    assert "it rained" in hand.text


def test_undo_takes_the_awaited_article_away_again(hand, file):
    title = hand.window.windowTitle()
    waiting(hand, file)
    hand.press("Ctrl+Z")
    hand.wait(lambda: hand.said == "Undone: import.")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 2)
    hand.wait(lambda: hand.window.windowTitle() == title)
    hand.press("Ctrl+Shift+Z")
    hand.wait(lambda: hand.said == "Redone: import.")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 3)
    assert len(hand.notes(everywhere=True)) == 2


def test_a_long_import_is_stopped_and_leaves_nothing(hand, file, monkeypatch):
    monkeypatch.setattr("reader.library.taking._STEP", 1)
    hand.window.arrivals.open_arguments([file(hypothesis(*(f"passage {n}" for n in range(3000))))])
    hand.wait(lambda: hand.said.startswith("Importing, "))
    hand.window.line._button.click()
    hand.wait(lambda: "the import was stopped; nothing of it was kept" in hand.said)
    assert hand.notes(everywhere=True) == []
    assert hand.window.tree.model.rowCount() == 2


@pytest.mark.parametrize(
    "keys",
    [
        ["j", "k", "w", "b", "j"],
        ["h", "n", "Esc"],
        ["v", "s", "j", "h", "Esc"],
        ["]", "[", "g", "g", "G", "Space"],
        ["s", "y", "Ctrl+C", "."],
        ["/", "a", "Esc", "F3"],
        ["f", "Esc", "Ctrl+K", "Esc", "J", "K"],
        ["Ctrl+A", "h"],
        [".", ".", ",", "e", "Esc", "Delete"],
    ],
)
def test_the_keys_of_an_article_without_text(hand, file, keys):
    waiting(hand, file)
    hand.press(*keys)
    hand.wait_saved()
    hand.qtbot.wait(20)
    assert hand.window.isVisible()
    with hand.library() as library:
        assert library.check() == []
        # Nothing is marked where there is nothing to mark.
        assert all(note.passage is None or note.passage.quote for note in library.notes())


def test_their_cards_are_edited_and_removed(hand, file):
    waiting(hand, file)
    noting = hand.window.context.noting
    noting.choose(noting.notes[0].id)
    hand.press("e")
    hand.type("more: ")
    hand.press("Esc")
    hand.wait_saved()
    assert any("more: " in note.body for note in hand.notes())
    hand.press("Delete")
    hand.wait_saved()
    assert len(hand.notes()) == 1
