from __future__ import annotations

import pytest
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.anchoring.placing import anchor
from reader.domain.ids import new_id
from reader.domain.notes import Note, NoteState
from reader.errors import ReaderError
from reader.home import Home
from reader.library.library import Library


@pytest.fixture
def article_id(library: Library) -> str:
    return library.store(imported()).row.id


def test_nothing_to_undo(library: Library, article_id: str) -> None:
    library.set_reading(article_id, 3, 0.1)
    assert not library.can_undo
    assert not library.can_redo
    assert library.undo() is None
    assert library.redo() is None


def test_a_note_is_undone_and_made_again(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER, body="text", tags=("x",))
    assert library.can_undo
    assert library.undo() == "note"
    assert list(library.notes()) == []
    assert library.article_row(article_id).notes_count == 0
    assert not library.can_undo
    assert library.can_redo
    assert library.redo() == "note"
    assert list(library.notes()) == [note]


def test_each_kind_of_step(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    steps = []
    library.edit_note(note.id, color="blue")
    library.edit_note(note.id, tags=("x", "y"))
    library.edit_note(note.id, body="text")
    library.delete([note.id])
    library.restore([note.id])
    library.correct(article_id, title="New")
    library.correct(article_id, published="2024-01-01", byline="Me")
    library.delete([article_id, note.id])
    states = [(list(library.notes()), library.article_rows())]
    while (label := library.undo()) is not None:
        steps.append(label)
        states.append((list(library.notes()), library.article_rows()))
    assert steps == [
        "delete",
        "properties",
        "rename",
        "restore",
        "delete",
        "edit",
        "edit",
        "edit",
        "highlight",
    ]
    assert library.article_row(article_id).title == "Talks go on"
    for state in reversed(states[:-1]):
        assert library.redo() is not None
        assert (list(library.notes()), library.article_rows()) == state
    assert library.redo() is None


def test_a_new_step_ends_what_could_be_done_again(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    library.edit_note(note.id, body="one")
    library.undo()
    library.edit_note(note.id, color="blue")
    assert not library.can_redo
    assert library.undo() == "edit"
    assert library.note(note.id).color == "yellow"


def test_what_changes_nothing_is_no_step(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    library.edit_note(note.id, color="yellow")
    library.restore([note.id, article_id])
    library.undo()
    assert not library.can_undo


def test_typing_is_one_step(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    for body in ("w", "wo", "wor", "word"):
        library.edit_note(note.id, body=body, origin="editor")
    assert library.undo() == "edit"
    assert library.note(note.id).body == ""
    assert library.redo() == "edit"
    assert library.note(note.id).body == "word"
    library.edit_note(note.id, body="words", origin="editor")
    library.undo()
    assert library.note(note.id).body == "word"


def test_typing_elsewhere_or_something_in_between_is_another_step(library: Library, article_id: str) -> None:
    note, other = noted(library, article_id, ORDER), noted(library, article_id, PRESS)
    library.edit_note(note.id, body="a", origin="editor")
    library.edit_note(other.id, body="b", origin="editor")
    library.edit_note(note.id, body="ab", origin="editor")
    library.edit_note(note.id, color="pink", origin="editor")
    library.edit_note(note.id, body="abc", origin="editor")
    library.edit_note(note.id, body="abcd", origin="another editor")
    bodies = []
    while library.undo() == "edit":
        bodies.append((library.note(note.id).body, library.note(other.id).body))
    assert bodies == [("abc", "b"), ("ab", "b"), ("ab", "b"), ("a", "b"), ("a", ""), ("", "")]


def test_undo_survives_what_others_write(library: Library, home: Home, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    library.edit_note(note.id, body="mine")
    with Library.open(home) as other:
        other.edit_note(note.id, color="pink")
        theirs = noted(other, article_id, PRESS)
        other.store(imported("# New\n\nArticle.", "/new"))
    assert library.undo() == "edit"
    now = library.note(note.id)
    assert (now.body, now.color) == ("", "pink")
    assert len(library.article_rows()) == 2
    assert library.redo() == "edit"
    assert library.note(note.id).body == "mine"
    assert [each.id for each in library.notes()] == [note.id, theirs.id]


def test_a_conflict_is_said_and_changes_nothing(library: Library, home: Home, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    library.edit_note(note.id, color="blue")
    library.edit_note(note.id, body="mine")
    with Library.open(home) as other:
        other.edit_note(note.id, body="theirs")
    before = library.note(note.id)
    with pytest.raises(ReaderError, match="changed elsewhere"):
        library.undo()
    assert library.note(note.id) == before
    # The step is given up; those before it still can be undone.
    assert library.undo() == "edit"
    assert library.note(note.id).color == "yellow"


def test_a_note_that_others_changed_is_not_taken_away(library: Library, home: Home, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    with Library.open(home) as other:
        other.edit_note(note.id, body="theirs")
    with pytest.raises(ReaderError, match="changed elsewhere"):
        library.undo()
    assert library.note(note.id).body == "theirs"
    assert library.undo() is None


def test_a_key_is_not_taken_by_another_note_meanwhile(library: Library, home: Home, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    library.undo()
    with Library.open(home) as other:
        theirs = noted(other, article_id, PRESS)
    assert library.redo() == "highlight"
    assert [each.id for each in library.notes()] == [note.id, theirs.id]


def test_undo_across_a_revision(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    gone = noted(library, article_id, PRESS)
    library.undo()
    library.undo()
    library.store(imported(TALKS.replace("The lede", "More.\n\nThe lede").replace(PRESS, "were silent")))
    library.redo()
    library.redo()
    back = library.note(note.id)
    assert library.text(article_id)[back.start : back.end] == ORDER
    assert library.note(gone.id).state is NoteState.DETACHED
    # The revision moved the places; the notes are what they were, so that this is no conflict.
    library.store(imported())
    assert library.undo() == "highlight"
    assert [each.id for each in library.notes()] == [note.id]


def test_a_new_anchor_is_undone_with_its_place(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    text = library.text(article_id)
    start = text.index(PRESS)
    library.edit_note(note.id, anchor=anchor(text, start, start + len(PRESS), ("The talks",), 1))
    library.undo()
    assert library.note(note.id).placement == note.placement
    library.redo()
    assert library.note(note.id).start == start


def test_undone_a_title_is_the_present_revisions(library: Library, article_id: str) -> None:
    library.correct(article_id, title="Mine")
    library.store(imported(TALKS.replace("# Talks go on", "# Talks end")))
    assert library.article_row(article_id).title == "Mine"
    assert library.undo() == "rename"
    assert library.article_row(article_id).title == "Talks end"


def test_what_came_back_by_import_is_a_conflict(library: Library, article_id: str) -> None:
    library.delete([article_id])
    library.store(imported())
    with pytest.raises(ReaderError, match="changed elsewhere"):
        library.undo()
    assert len(library.article_rows()) == 1


def test_each_library_undoes_its_own(library: Library, home: Home, article_id: str) -> None:
    noted(library, article_id, ORDER)
    with Library.open(home) as other:
        assert not other.can_undo


def test_who_follows_finds_the_step_there(library: Library, article_id: str) -> None:
    seen: list[tuple[bool, bool]] = []
    library.subscribe(lambda change: seen.append((library.can_undo, library.can_redo)))
    library.add_note(Note(new_id(), article_id, (), None))
    library.undo()
    assert seen == [(True, False), (False, True)]
