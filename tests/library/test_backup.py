from __future__ import annotations

import gzip
import os
import threading
from datetime import date, timedelta
from pathlib import Path

import apsw
import pytest
from library_samples import ORDER, imported, noted

from reader.domain.notes import Note
from reader.errors import ReaderError
from reader.home import Home
from reader.library.care import notes_backup
from reader.library.library import Library
from reader.library.migrations import MIGRATIONS


@pytest.fixture
def note(library: Library) -> Note:
    return noted(library, library.store(imported()).row.id, ORDER, body="First.", tags=("law",))


def files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_backup_is_one_file_and_a_library(library: Library, note: Note, tmp_path: Path) -> None:
    path = library.backup(tmp_path / "copy.sqlite3")
    assert path == tmp_path / "copy.sqlite3"
    assert files(tmp_path) == ["copy.sqlite3", "home"]
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    path.rename(other.library)
    with Library.open(other) as copy:
        assert copy.note(note.id) == note
        assert len(copy.search("judges")) == 2
        copy.edit_note(note.id, body="Second.")
        assert copy.check() == []


def test_a_backup_without_a_name_lies_in_the_home(library: Library, note: Note, home: Home) -> None:
    paths = {library.backup(), library.backup()}
    assert {path.parent for path in paths} == {home.backups}
    assert len(files(home.backups)) == len(paths) == 2


@pytest.mark.parametrize("kind", ["file", "folder", "dangling"])
def test_what_exists_is_never_replaced(library: Library, note: Note, tmp_path: Path, kind: str) -> None:
    path = tmp_path / "copy.sqlite3"
    if kind == "file":
        path.write_bytes(b"mine")
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(tmp_path / "nowhere")
    with pytest.raises(ReaderError, match="exists already"):
        library.backup(path)
    assert files(tmp_path) == ["copy.sqlite3", "home"]
    assert kind != "file" or path.read_bytes() == b"mine"


def test_a_folder_that_is_not_there(library: Library, note: Note, tmp_path: Path) -> None:
    with pytest.raises(ReaderError, match="no such folder"):
        library.backup(tmp_path / "none" / "copy.sqlite3")


def test_a_damaged_library_makes_no_backup(library: Library, note: Note, tmp_path: Path) -> None:
    library._connection.execute("UPDATE note SET body = 'Fist.'")
    with pytest.raises(ReaderError, match="damaged"):
        library.backup(tmp_path / "copy.sqlite3")
    assert files(tmp_path) == ["home"]


def test_a_backup_while_others_write(library: Library, note: Note, home: Home, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        with Library.open(home) as other:
            while not stop.is_set():
                other.edit_note(note.id, body=other.note(note.id).body + "x")

    thread = threading.Thread(target=write)
    thread.start()
    try:
        paths = [library.backup(tmp_path / f"{number}.sqlite3") for number in range(3)]
    finally:
        stop.set()
        thread.join()
    for number, path in enumerate(paths):
        there = Home(tmp_path / f"home{number}")
        assert Library.restore_from(there, path) is None
        with Library.open(there) as copy:
            assert copy.note(note.id).body.startswith("First.")


# Bringing one back


def test_restore_sets_the_present_library_aside(home: Home, tmp_path: Path) -> None:
    with Library.open(home) as library:
        note = noted(library, library.store(imported()).row.id, ORDER, body="First.")
        copy = library.backup(tmp_path / "copy.sqlite3")
        library.edit_note(note.id, body="Second.")
    aside = Library.restore_from(home, copy)
    with Library.open(home) as library:
        assert library.note(note.id).body == "First."
    assert aside is not None
    assert aside.parent == home.backups
    assert copy.exists()
    assert Library.restore_from(home, aside) is not None
    with Library.open(home) as library:
        assert library.note(note.id).body == "Second."
        assert library.check() == []


def test_restore_into_a_new_home(library: Library, note: Note, tmp_path: Path) -> None:
    new = Home(tmp_path / "deep" / "new")
    assert Library.restore_from(new, library.backup()) is None
    assert files(new.folder) == ["library.sqlite3"]
    with Library.open(new) as copy:
        assert copy.note(note.id) == note


def test_restore_from_a_library_that_was_killed(
    library: Library, note: Note, home: Home, tmp_path: Path
) -> None:
    """Its last commits are in the log beside it."""
    for end in ("", "-wal"):
        (tmp_path / f"killed{end}").write_bytes(Path(f"{home.library}{end}").read_bytes())
    new = Home(tmp_path / "new")
    Library.restore_from(new, tmp_path / "killed")
    with Library.open(new) as copy:
        assert copy.note(note.id) == note


def test_restore_waits_for_nobody(library: Library, note: Note, home: Home, tmp_path: Path) -> None:
    copy = library.backup(tmp_path / "copy.sqlite3")
    with pytest.raises(ReaderError, match="open in another window or command"):
        Library.restore_from(home, copy)
    library.edit_note(note.id, body="Still the same library.")
    assert [name for name in files(home.folder) if name.startswith(".")] == []


@pytest.mark.parametrize("kind", ["absent", "text", "empty", "damaged", "newer", "foreign", "cut", "same"])
def test_restore_refuses_what_is_no_sound_library(home: Home, tmp_path: Path, kind: str) -> None:
    with Library.open(home) as library:
        noted(library, library.store(imported()).row.id, ORDER, body="First.")
        file = library.backup(tmp_path / "copy.sqlite3")
    data = file.read_bytes()
    if kind == "absent":
        file.unlink()
    elif kind == "text":
        file.write_text("no database" * 100)
    elif kind == "empty":
        file.write_bytes(b"")
    elif kind == "damaged":
        file.write_bytes(data.replace(b"First.", b"Fist.."))
    elif kind == "newer":
        file.write_bytes(data[:60] + (len(MIGRATIONS) + 1).to_bytes(4) + data[64:])
    elif kind == "foreign":
        file.write_bytes(data[:68] + b"????" + data[72:])
    elif kind == "cut":
        file.write_bytes(data[: len(data) // 2])
    else:
        file.unlink()
        os.link(home.library, file)
    before = home.library.read_bytes()
    with pytest.raises(ReaderError):
        Library.restore_from(home, file)
    assert home.library.read_bytes() == before
    assert files(home.folder) == ["library.sqlite3"]


@pytest.mark.parametrize("left", ["", "-wal"])
def test_restore_in_the_place_of_a_damaged_library(home: Home, tmp_path: Path, left: str) -> None:
    with Library.open(home) as library:
        note = noted(library, library.store(imported()).row.id, ORDER, body="First.")
        copy = library.backup(tmp_path / "copy.sqlite3")
        library.edit_note(note.id, body="Second.")
        killed = Path(f"{home.library}{left}").read_bytes()
    home.library.unlink()
    Path(f"{home.library}{left}").write_bytes(killed[:-1] if left else b"damaged")
    aside = Library.restore_from(home, copy)
    assert Path(f"{aside}{left}").exists()
    with Library.open(home) as library:
        assert library.note(note.id).body == "First."
        assert library.check() == []


def test_a_home_that_is_a_file(library: Library, note: Note, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ReaderError):
        Library.restore_from(Home(tmp_path / "file"), library.backup())


def test_an_older_library_is_copied_before_it_is_changed(home: Home) -> None:
    with Library.open(home) as library:
        library.store(imported())
    raw = apsw.Connection(str(home.library))
    raw.pragma("user_version", len(MIGRATIONS) - 1)
    raw.execute(
        "DROP TABLE article_index; DROP TABLE note_index; DROP VIEW article_words; DROP VIEW note_words"
    )
    for (name,) in raw.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'").fetchall():
        if name.endswith("_index"):
            raw.execute(f"DROP TRIGGER {name}")
    raw.close()
    with Library.open(home) as library:
        assert len(library.search("judges")) == 1
        assert library.check() == []
    (copy,) = home.backups.iterdir()
    assert copy.name.startswith(f"before-migration-from-{len(MIGRATIONS) - 1}-")


# Notes alone


def test_a_backup_of_notes_a_day(library: Library, note: Note, home: Home) -> None:
    path = library.keep_notes_backup()
    assert path is not None
    assert library.keep_notes_backup() is None
    assert files(home.backups) == [path.name]
    copy = notes_backup.open_notes_backup(path)
    assert copy.execute("SELECT id, body, tags FROM note").fetchall() == [(note.id, "First.", '["law"]')]
    assert copy.execute("SELECT title FROM article").fetchall() == [("Talks go on",)]


def test_no_notes_no_backup(library: Library, home: Home) -> None:
    library.store(imported())
    assert library.keep_notes_backup() is None


def test_notes_that_are_damaged_replace_no_backup(library: Library, note: Note, home: Home) -> None:
    home.backups.mkdir()
    for days in range(1, 30):
        (home.backups / f"notes-{date.today() - timedelta(days)}.jsonl.gz").touch()
    library._connection.execute("UPDATE note SET body = 'Fist.'")
    assert library.keep_notes_backup() is None
    assert len(files(home.backups)) == 29


def test_a_backup_of_notes_that_is_cut_short_is_none(library: Library, note: Note) -> None:
    path = library.keep_notes_backup()
    assert path is not None
    text = gzip.decompress(path.read_bytes()).decode()
    for broken in (gzip.compress(text.rsplit("\n", 2)[0].encode()), path.read_bytes()[:-20], b"", b"text"):
        path.write_bytes(broken)
        with pytest.raises((ValueError, OSError, EOFError)):
            notes_backup.open_notes_backup(path)


def test_older_backups_of_notes_thin_out(library: Library, note: Note, home: Home) -> None:
    home.backups.mkdir()
    today = date.today()
    for days in range(1, 800):
        (home.backups / f"notes-{today - timedelta(days)}.jsonl.gz").touch()
    (home.backups / "notes-mine.jsonl.gz").touch()
    library.keep_notes_backup()
    kept = [name[6:16] for name in files(home.backups) if name != "notes-mine.jsonl.gz"]
    days = [date.fromisoformat(name) for name in kept]
    assert len(files(home.backups)) == len(days) + 1
    assert {today - timedelta(back) for back in range(7)} <= set(days)
    assert 7 + 1 + 10 <= len(days) <= 7 + 4 + 12
    assert len({(day.year, day.month) for day in days}) == 12
    assert min(days) > today - timedelta(366)
