from __future__ import annotations

import time

import pytest
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.changes import Change
from reader.domain.notes import Note
from reader.errors import ReaderError
from reader.home import Home
from reader.library import journal
from reader.library.library import Library


def only(changes: list[Change]) -> Change:
    (change,) = changes
    return change


def test_each_write_tells_one_change_after_it_is_committed(library: Library, home: Home) -> None:
    told: list[Change] = []
    library.subscribe(told.append)
    id = library.store(imported()).row.id
    assert (told[-1].kinds, told[-1].article_ids, told[-1].note_ids) == ({"article"}, {id}, set())
    note = noted(library, id, ORDER, tags=("x",))
    assert (told[-1].kinds, told[-1].article_ids, told[-1].note_ids) == ({"note", "tag"}, {id}, {note.id})
    library.edit_note(note.id, body="text", origin="editor")
    assert (told[-1].kinds, told[-1].origin) == ({"note"}, "editor")
    library.set_reading(id, 3, 0.2)
    assert (told[-1].kinds, told[-1].article_ids) == ({"reading"}, {id})
    library.store(imported(TALKS.replace("The lede", "More.\n\nThe lede")))
    # The note's place is another.
    assert (told[-1].kinds, told[-1].note_ids) == ({"article", "note", "reading"}, {note.id})
    library.correct(id, title="New")
    assert told[-1].kinds == {"article"}
    library.undo()
    assert told[-1].kinds == {"article"}
    library.delete([note.id])
    assert told[-1].kinds == {"note", "tag"}
    assert [change.sequence for change in told] == sorted({change.sequence for change in told})
    count = len(told)
    library.store(imported(TALKS.replace("The lede", "More.\n\nThe lede")))
    library.edit_note(note.id, body="text")
    library.delete([note.id])
    assert len(told) == count


def test_a_follower_finds_what_is_committed(library: Library, home: Home) -> None:
    seen: list[int] = []

    def look(change: Change) -> None:
        with Library.open(home, read_only=True) as other:
            seen.append(len(other.article_rows()))

    library.subscribe(look)
    library.store(imported())
    assert seen == [1]


def test_what_fails_tells_nothing(library: Library) -> None:
    id = library.store(imported()).row.id
    told: list[Change] = []
    library.subscribe(told.append)
    with pytest.raises(ReaderError):
        library.delete([id, "nothing"])
    with pytest.raises(ReaderError):
        library.add_note(Note("", id, (), None, color="brown"))
    assert told == []
    assert library.poll() == []


def test_the_library_has_an_origin_of_its_own(home: Home) -> None:
    told: list[Change] = []
    with Library.open(home, origin="window") as library:
        library.subscribe(told.append)
        id = library.store(imported()).row.id
        library.correct(id, title="New", origin="editor")
    assert [change.origin for change in told] == ["window", "editor"]


def test_poll_tells_what_others_wrote_and_nothing_of_ones_own(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    assert library.poll() == []
    with Library.open(home) as other:
        note = noted(other, id, ORDER)
        assert other.poll() == []
        change = only(library.poll())
        assert (change.kinds, change.article_ids, change.note_ids) == ({"note"}, {id}, {note.id})
        assert change.origin == ""
        assert library.poll() == []
        own = noted(library, id, PRESS)
        assert library.poll() == []
        assert only(other.poll()).note_ids == {own.id}


def test_own_writes_in_between_hide_nothing(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    library.poll()
    told: list[Change] = []
    library.subscribe(told.append)
    with Library.open(home) as other:
        theirs = [noted(other, id, ORDER).id]
        own = noted(library, id, PRESS).id
        theirs.append(noted(other, id, PRESS).id)
    assert [change.note_ids for change in told] == [{own}]
    changes = library.poll()
    assert set().union(*(change.note_ids for change in changes)) == set(theirs)
    assert library.poll() == []


def test_a_failed_write_in_between_hides_nothing(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    with Library.open(home) as other:
        note = noted(other, id, ORDER)
    with pytest.raises(ReaderError):
        library.delete(["nothing"])
    assert only(library.poll()).note_ids == {note.id}


def test_a_read_only_library_follows_too(library: Library, home: Home) -> None:
    with Library.open(home, read_only=True) as other:
        id = library.store(imported()).row.id
        assert only(other.poll()).article_ids == {id}


def test_who_was_away_too_long_is_told_that_everything_changed(
    library: Library, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "_KEPT", 20)
    monkeypatch.setattr(journal, "_PRUNED", 10)
    id = library.store(imported()).row.id
    with Library.open(home) as other:
        for number in range(60):
            other.set_reading(id, number, 0.1)
    rows = library._connection.execute("SELECT count(*) FROM journal").fetchall()[0][0]
    assert 20 <= rows <= 40
    change = only(library.poll())
    assert change.kinds == {"article", "note", "reading", "tag"}
    assert (change.article_ids, change.note_ids) == (set(), set())


def test_polling_costs_next_to_nothing(library: Library) -> None:
    library.store(imported())
    began = time.process_time()
    for _ in range(1_000):
        library.poll()
    # 5 µs each where it was measured.
    assert time.process_time() - began < 0.2
