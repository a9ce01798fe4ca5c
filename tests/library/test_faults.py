"""What each method of the library does when the library is locked, the disk full, the file damaged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

import apsw
import pytest
from failing_disk import Disk, failing_disk
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.ids import new_id
from reader.domain.note_bundles import ImportedNotes, NoteBundle
from reader.domain.notes import Note
from reader.errors import ReaderError
from reader.home import Home
from reader.library import connection
from reader.library.library import Library


class Made(NamedTuple):
    """What stands in the library of these tests."""

    article: str
    note: str
    deleted: str


class Call(NamedTuple):
    """How a method is called. `before` is done before anything is wrong.

    What `cares` for the library may answer with what is wrong, or say that it cannot be done.
    """

    call: Callable[[Library, Made], Any]
    writes: bool = False
    cares: bool = False
    before: Callable[[Library, Made], Any] = lambda library, made: None


def write(call: Callable[[Library, Made], Any], before: Any = lambda library, made: None) -> Call:
    return Call(call, True, before=before)


CALLS = {
    "store": write(lambda library, made: library.store(imported("# New\n\nText.", "/new"))),
    "store_many": write(lambda library, made: library.store_many([imported(TALKS + "\n\nMore.")])),
    "article": Call(lambda library, made: library.article(made.article)),
    "article_row": Call(lambda library, made: library.article_row(made.article)),
    "find_article_row": Call(lambda library, made: library.find_article_row(made.article)),
    "article_rows": Call(lambda library, made: library.article_rows()),
    "outline": Call(lambda library, made: library.outline(made.article)),
    "headings": Call(lambda library, made: list(library.headings())),
    "pages": Call(lambda library, made: library.pages(made.article)),
    "page_blocks": Call(lambda library, made: library.page_blocks(made.article, 0)),
    "text": Call(lambda library, made: library.text(made.article)),
    "resolve": Call(lambda library, made: library.resolve("talks go on")),
    "resolve_note": Call(lambda library, made: library.resolve_note(made.note[-6:])),
    "correct": write(lambda library, made: library.correct(made.article, title="New")),
    "delete": write(lambda library, made: library.delete([made.article])),
    "restore": write(lambda library, made: library.restore([made.deleted])),
    "add_note": write(lambda library, made: library.add_note(Note("", made.article, (), None, "b"))),
    "take_notes": write(
        lambda library, made: library.take_notes(
            ImportedNotes((NoteBundle("Elsewhere", (Note(new_id(), "", (), None, "b"),)),))
        )
    ),
    "edit_note": write(lambda library, made: library.edit_note(made.note, body="changed")),
    "edit_notes": write(lambda library, made: library.edit_notes([made.note], color="blue", add_tags=["y"])),
    "note": Call(lambda library, made: library.note(made.note)),
    "notes": Call(lambda library, made: list(library.notes())),
    "tags": Call(lambda library, made: library.tags()),
    "note_counts": Call(lambda library, made: library.note_counts(made.article)),
    "changed_since": Call(lambda library, made: library.changed_since("vault")),
    "mark_export": write(lambda library, made: library.mark_export("vault", 1)),
    "reading": Call(lambda library, made: library.reading(made.article)),
    "set_reading": write(lambda library, made: library.set_reading(made.article, 7, 0.7)),
    "last_read": Call(lambda library, made: library.last_read()),
    "search": Call(lambda library, made: library.search("judges OR court -walrus tag:x has:note")),
    "keep_notes_backup": Call(lambda library, made: library.keep_notes_backup(), cares=True),
    "passages_like": Call(lambda library, made: library.passages_like(ORDER)),
    "undo": write(
        lambda library, made: library.undo(),
        lambda library, made: library.correct(made.article, byline=new_id()),
    ),
    "redo": write(
        lambda library, made: library.redo(),
        lambda library, made: (library.correct(made.article, byline=new_id()), library.undo()),
    ),
    "backup": Call(lambda library, made: library.backup(), cares=True),
    "check": Call(lambda library, made: library.check(), cares=True),
    "poll": Call(lambda library, made: library.poll()),
}
JOURNAL = {"poll", "changed_since", "mark_export"}  # these ask nothing else
# What asks nothing of the file, and what is done to a whole home (see test_backup and test_recovery).
QUIET = {"open", "close", "subscribe", "can_undo", "can_redo", "restore_from", "repair"}


@pytest.fixture
def disk() -> Iterator[Disk]:
    with failing_disk() as disk:
        yield disk


@pytest.fixture
def made(disk: Disk, home: Home) -> Made:
    with Library.open(home) as library:
        id = library.store(imported()).row.id
        note, deleted = noted(library, id, ORDER, tags=("x",)).id, noted(library, id, PRESS).id
        library.delete([deleted])
        library.set_reading(id, 3, 0.2)
        return Made(id, note, deleted)


def whole(library: Library) -> Any:
    """Return all that a person would see."""
    rows = [*library.article_rows(), *library.article_rows(in_bin=True)]
    articles = [library.article(row.id) for row in rows]
    return rows, articles, list(library.notes()), library.reading(rows[0].id), library.changed_since("vault")


def test_every_method_is_here() -> None:
    public = {name for name in dir(Library) if not name.startswith("_")}
    assert public == CALLS.keys() | QUIET


@pytest.mark.parametrize("name", CALLS)
def test_locked(name: str, made: Made, home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "BUSY_SECONDS", 0.02)
    call = CALLS[name]
    with Library.open(home) as library:
        call.before(library, made)
        before = whole(library)
        other = apsw.Connection(str(home.library))
        other.execute("BEGIN IMMEDIATE")
        if call.writes:
            with pytest.raises(ReaderError, match="in use by another program"):
                call.call(library, made)
        elif call.cares:
            with suppress(ReaderError):
                call.call(library, made)
        else:
            call.call(library, made)
        assert whole(library) == before
        other.execute("ROLLBACK")
        call.call(library, made)
        other.close()


@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
@pytest.mark.parametrize("name", CALLS)
def test_full_or_failing(name: str, error: type[apsw.Error], made: Made, home: Home, disk: Disk) -> None:
    call = CALLS[name]
    with Library.open(home) as library:
        call.before(library, made)
        before = whole(library)
        disk.fail(error=error)
        if call.writes:
            with pytest.raises(ReaderError, match=r"disk is full|disk reports an error"):
                call.call(library, made)
        elif call.cares:
            with suppress(ReaderError):
                call.call(library, made)
        else:
            call.call(library, made)
        assert whole(library) == before
        disk.heal()
        call.call(library, made)
        assert (whole(library) != before) == call.writes


@pytest.mark.parametrize("name", sorted(CALLS.keys() - {"undo", "redo"}))
def test_damaged(name: str, made: Made, home: Home) -> None:
    file = apsw.Connection(str(home.library))
    size = file.pragma("page_size")
    roots = [row[0] for row in file.execute("SELECT rootpage FROM sqlite_schema WHERE rootpage > 0")]
    journal = file.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'journal'").fetchall()[0][0]
    file.close()
    with home.library.open("r+b") as raw:
        # The journal is read at once; a library without it is not even opened.
        for page in roots if name in JOURNAL else set(roots) - {journal}:
            raw.seek((page - 1) * size)
            raw.write(b"\xa5" * size)
    damaged = home.library.read_bytes()

    def act() -> Any:
        with Library.open(home) as library:
            return CALLS[name].call(library, made)

    if name == "check":
        assert act()
    else:
        with pytest.raises(ReaderError, match="damaged"):
            act()
    assert home.library.read_bytes() == damaged
    assert [path.name for path in home.folder.iterdir() if path.is_file()] == ["library.sqlite3"]


def test_text_that_is_no_text_is_damage(made: Made, home: Home) -> None:
    data = home.library.read_bytes()
    home.library.write_bytes(data.replace(b"Negotiators", b"Negot\xff\xfetors"))
    with Library.open(home) as library:
        for ask in (library.text, library.article):
            with pytest.raises(ReaderError, match="damaged"):
                ask(made.article)


@pytest.mark.parametrize("once", [True, False])
@pytest.mark.parametrize("error", [apsw.FullError, apsw.IOError])
@pytest.mark.parametrize("name", ["store_many", "add_note", "delete", "undo"])
def test_a_fault_at_every_call_leaves_all_or_nothing(
    name: str, error: type[apsw.Error], once: bool, made: Made, home: Home, disk: Disk
) -> None:
    call, at, failed = CALLS[name], 0, 1
    while failed:
        with Library.open(home) as library:
            call.before(library, made)
            before = whole(library)
            disk.fail(at, error, once=once)
            failed = 0
            try:
                call.call(library, made)
            except ReaderError:
                failed = 1
            disk.heal()
            after = whole(library)
            if not failed:
                assert after != before
        with Library.open(home) as library:
            assert whole(library) == after
            raw = library._connection
            assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            for index in ("article_index", "note_index"):
                raw.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        at += 1
    assert at > 3


def test_a_full_disk_makes_no_library(tmp_path: Path, disk: Disk) -> None:
    home = Home(tmp_path / "some" / "home")
    for at in range(0, 1_000, 7):
        disk.fail(at)
        said = ""
        try:
            Library.open(home).close()
        except ReaderError as error:
            said = str(error)
        if not said:
            break
        assert "disk is full" in said
        assert list(tmp_path.iterdir()) == []
    assert at > 7
    assert [path.name for path in home.folder.iterdir()] == ["library.sqlite3"]
