from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import apsw
import pytest
from library_samples import ORDER, imported, noted

from reader.errors import ReaderError
from reader.home import Home
from reader.library.library import Library
from reader.library.migrations import APPLICATION_ID, MIGRATIONS


def contents(folder: Path) -> dict[str, bytes | str]:
    """Return everything below `folder`, byte for byte."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else oct(path.lstat().st_mode)
        for path in sorted(folder.rglob("*"))
    }


def test_a_new_library(home: Home) -> None:
    with Library.open(home) as library:
        assert library.article_rows() == []
    assert [path.name for path in home.folder.iterdir()] == ["library.sqlite3"]
    assert stat.S_IMODE(home.folder.stat().st_mode) == 0o700
    header = home.library.read_bytes()[:100]
    assert int.from_bytes(header[68:72]) == APPLICATION_ID
    assert int.from_bytes(header[60:64]) == len(MIGRATIONS)


def test_the_settings_of_a_connection(library: Library) -> None:
    connection = library._connection
    for pragma, value in (
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("cell_size_check", 1),
        ("trusted_schema", 0),
    ):
        assert connection.pragma(pragma) == value, pragma
    assert connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, -1) == 1
    tables = connection.execute("PRAGMA table_list").fetchall()
    ours = [row for row in tables if row[2] == "table" and not row[1].startswith("sqlite_")]
    assert len(ours) >= 8
    assert all(row[5] for row in ours), "every table is STRICT"


def not_a_folder(home: Home) -> None:
    home.folder.write_text("a file")


def below_a_file(home: Home) -> None:
    home.folder.write_text("a file")
    home.folder = home.folder / "deeper"


def a_folder(home: Home) -> None:
    home.library.mkdir(parents=True)


def a_pipe(home: Home) -> None:
    home.folder.mkdir()
    os.mkfifo(home.library)


def a_link_to_nothing(home: Home) -> None:
    home.folder.mkdir()
    home.library.symlink_to("nowhere")


def a_text(home: Home) -> None:
    home.folder.mkdir()
    home.library.write_text("This is no database. " * 1000)


def short(home: Home) -> None:
    home.folder.mkdir()
    home.library.write_bytes(b"SQLite format 3\0")


def empty(home: Home) -> None:
    home.folder.mkdir()
    home.library.touch()


def of_another_program(home: Home) -> None:
    home.folder.mkdir()
    connection = apsw.Connection(str(home.library))
    connection.pragma("user_version", 1)
    connection.execute("CREATE TABLE article(x)")
    connection.close()


def filled(home: Home) -> apsw.Connection:
    with Library.open(home) as library:
        noted(library, library.store(imported()).row.id, ORDER)
    return apsw.Connection(str(home.library))


def newer(home: Home) -> None:
    connection = filled(home)
    connection.pragma("user_version", len(MIGRATIONS) + 1)
    connection.close()


def truncated(home: Home) -> None:
    filled(home).close()
    os.truncate(home.library, home.library.stat().st_size // 2)


def overwritten_start(home: Home) -> None:
    filled(home).close()
    with home.library.open("r+b") as file:
        file.write(b"\0" * 4096)


def overwritten_schema(home: Home) -> None:
    filled(home).close()
    with home.library.open("r+b") as file:
        file.seek(100)
        file.write(b"\xa5" * 3996)


def without_version(home: Home) -> None:
    connection = filled(home)
    connection.pragma("user_version", 0)
    connection.close()


def only_a_log(home: Home) -> None:
    connection = filled(home)
    connection.execute("UPDATE note SET body = 'x'")
    log = Path(f"{home.library}-wal").read_bytes()
    connection.close()
    home.library.unlink()
    Path(f"{home.library}-wal").write_bytes(log)


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (not_a_folder, "this is a file, no folder"),
        (below_a_file, "this is a file, no folder"),
        (a_folder, "this is no file"),
        (a_pipe, "this is no file"),
        (a_link_to_nothing, "the file is gone"),
        (a_text, "no library of Reader"),
        (short, "no library of Reader"),
        (empty, "damaged.*empty"),
        (of_another_program, "another program's"),
        (newer, r"from a newer Reader \(version \d+"),
        (truncated, "damaged.*end is missing"),
        (overwritten_start, "no library of Reader"),
        (overwritten_schema, "damaged"),
        (without_version, "damaged.*no version"),
        (only_a_log, "damaged.*gone"),
    ],
)
def test_what_cannot_be_used_is_refused_and_left_as_it_was(
    tmp_path: Path, spoil: Callable[[Home], None], said: str, read_only: bool
) -> None:
    home = Home(tmp_path / "home")
    spoil(home)
    before = contents(tmp_path)
    with pytest.raises(ReaderError, match=said) as refused:
        Library.open(home, read_only=read_only)
    assert "\n" not in str(refused.value)
    assert contents(tmp_path) == before


def test_a_newer_version_is_found_in_the_log_too(home: Home) -> None:
    connection = filled(home)
    connection.pragma("user_version", len(MIGRATIONS) + 1)
    # A process that was killed: its log stays.
    for end in ("", "-wal", "-shm"):
        shutil.copy(f"{home.library}{end}", f"{home.folder}{end}.copy")
    connection.close()
    for end in ("", "-wal", "-shm"):
        shutil.move(f"{home.folder}{end}.copy", f"{home.library}{end}")
    before = {name: data for name, data in contents(home.folder).items() if not name.endswith("-shm")}
    with pytest.raises(ReaderError, match="newer Reader"):
        Library.open(home)
    now = contents(home.folder)
    assert now["library.sqlite3"] == before["library.sqlite3"] or "library.sqlite3-wal" not in now


def test_read_only_writes_nothing(home: Home) -> None:
    filled(home).close()
    before = contents(home.folder)
    with Library.open(home, read_only=True) as library:
        (row,) = library.article_rows()
        with pytest.raises(ReaderError, match="cannot be written to"):
            library.correct(row.id, title="New")
    assert contents(home.folder) == before


def test_read_only_makes_nothing(home: Home) -> None:
    with pytest.raises(ReaderError, match="no library"):
        Library.open(home, read_only=True)
    assert not home.folder.exists()


@pytest.mark.parametrize("where", ["folder", "library"])
def test_a_home_that_cannot_be_written_to(home: Home, where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    filled(home).close()
    before = contents(home.folder)
    usual = os.access
    forbidden = getattr(home, where)
    # Permissions do not bind root, whom the tests may be.
    monkeypatch.setattr(
        os,
        "access",
        lambda path, mode: not (Path(path) == forbidden and mode & os.W_OK) and usual(path, mode),
    )
    for read_only in (False, True):
        with pytest.raises(ReaderError, match="cannot be written to"):
            Library.open(home, read_only=read_only)
    assert contents(home.folder) == before


def test_a_new_home_where_nothing_can_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    with pytest.raises(ReaderError, match="cannot be written to"):
        Library.open(Home(tmp_path / "a" / "b"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may do all this")
def test_permissions(home: Home) -> None:
    filled(home).close()
    home.library.chmod(0)
    with pytest.raises(ReaderError):
        Library.open(home)


NO_ROOM = """
import resource, sys
from pathlib import Path
from reader.home import Home
from reader.errors import ReaderError
from reader.library.library import Library
resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))
for read_only in (False, True):
    try:
        Library.open(Home(Path(sys.argv[1])), read_only=read_only)
    except ReaderError as error:
        print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such limits")
def test_where_no_file_can_grow_an_opening_leaves_nothing_behind(home: Home) -> None:
    filled(home).close()
    before = contents(home.folder)
    command = [sys.executable, "-c", NO_ROOM, str(home.folder)]
    said = subprocess.run(command, check=True, timeout=60, capture_output=True, text=True).stdout
    assert said.count("the disk is full") == 2
    assert contents(home.folder) == before


def test_many_at_once_in_a_new_home(home: Home) -> None:
    count, results = 6, []
    barrier = threading.Barrier(count)

    def start(number: int) -> None:
        barrier.wait()
        with Library.open(home) as library:
            results.append(library.store(imported(f"# {number}\n\nText.", f"/{number}")).result)

    threads = [threading.Thread(target=start, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == ["new"] * count
    with Library.open(home) as library:
        assert len(library.article_rows()) == count
    assert [path.name for path in home.folder.iterdir()] == ["library.sqlite3"]


def test_a_home_that_is_removed_while_reader_runs(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    shutil.rmtree(home.folder)
    with pytest.raises(ReaderError, match="removed or replaced"):
        noted(library, id, ORDER)
    with pytest.raises(ReaderError, match="removed or replaced"):
        library.set_reading(id, 1, 0.1)


def test_a_library_that_is_replaced_while_reader_runs(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    away = home.folder.with_name("away")
    home.folder.rename(away)
    with Library.open(home), pytest.raises(ReaderError, match="removed or replaced"):
        library.correct(id, title="New")
    shutil.rmtree(home.folder)
    away.rename(home.folder)
    library.correct(id, title="New")


WRITER = """
import sys
from pathlib import Path
from reader.home import Home
from reader.library.library import Library
with Library.open(Home(Path(sys.argv[1]))) as library:
    library.correct(sys.argv[2], title="New")
"""


def test_opening_again_drops_no_lock_of_this_process(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    Library.open(home, read_only=True).close()
    # Another program that is the last one, as it thinks, empties the log and removes it.
    subprocess.run([sys.executable, "-c", WRITER, str(home.folder), id], check=True, timeout=60)
    assert Path(f"{home.library}-wal").exists()
    assert library.article_row(id).title == "New"


def test_a_library_of_each_older_version_is_brought_up_to_date(home: Home) -> None:
    for old in sorted((Path(__file__).parents[1] / "data" / "libraries").glob("*.sqlite3")):
        shutil.rmtree(home.folder, ignore_errors=True)
        home.folder.mkdir()
        shutil.copy(old, home.library)
        with Library.open(home) as library:
            (row,) = library.article_rows()
            (note,) = library.notes()
            assert row.title == "Talks go on"
            assert library.article(row.id).text[note.start : note.end] == ORDER
            assert [hit.article_id for hit in library.search("crossing")] == [row.id] * 2
        (copy,) = home.backups.iterdir()
        assert copy.suffix == ".sqlite3"
