"""Whole copies of a library: making them while others write, and bringing one back."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from reader.domain.ids import new_id
from reader.errors import ReaderError
from reader.library.connection import Faults, damaged, inspect, open_connection
from reader.library.soundness import check

if TYPE_CHECKING:
    from reader.home import Home

_KEPT = 2  # copies made before a migration; each is as large as the library
_PARTS = ("", "-wal", "-shm", "-journal")


def backup(connection: apsw.Connection, home: Home, path: Path | None = None) -> Path:
    """Write a copy of the library to `path`, else into the home's backups; return where it is.

    It is one moment of the library, whoever writes meanwhile, checked before it gets its name.
    ReaderError where `path` exists, cannot be written, or the library is damaged.
    """
    return copy_library(connection, path or _free(home.backups, "library"))


def before_migration(connection: apsw.Connection, home: Home, version: int) -> Path:
    """Copy a library of the schema `version` into the home's backups; the newest two such copies stay."""
    path = copy_library(connection, _free(home.backups, f"before-migration-from-{version}"))
    copies = sorted(
        home.backups.glob("before-migration-from-*.sqlite3"), key=lambda file: file.stat().st_mtime
    )
    for old in copies[:-_KEPT]:
        old.unlink(missing_ok=True)
    return path


def copy_library(connection: apsw.Connection, path: Path) -> Path:
    """Write a checked copy of the library to `path`, whole or not at all."""
    path = path.absolute()
    if os.path.lexists(path):
        raise ReaderError("this exists already", str(path), "name another file")
    if not path.parent.is_dir():
        raise ReaderError("there is no such folder", str(path.parent), "make it, or name another")
    if not os.access(path.parent, os.W_OK):
        raise ReaderError("this folder cannot be written to", str(path.parent), "name another")
    with _made_beside(path) as temporary:
        with Faults(path):
            connection.execute("VACUUM INTO ?", (str(temporary),))
            copy = apsw.Connection(str(temporary), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                findings = check(copy)
            finally:
                copy.close()
        if findings:
            raise ReaderError(
                f"the library is damaged, so no copy of it was made ({findings[0]})",
                connection.filename,
                "`reader check --repair` tries to mend it",
            )
        _sync(temporary)
        try:
            os.link(temporary, path)  # unlike a rename it never replaces what came to be meanwhile
        except FileExistsError:
            raise ReaderError("this exists already", str(path), "name another file") from None
        except OSError:
            temporary.rename(path)  # a file system without links
        sync_folder(path.parent)
    return path


def restore(home: Home, file: Path) -> Path | None:
    """Make the copy `file` the library of `home`; return where the present one was set aside.

    ReaderError where `file` is no sound library of this Reader or an older one, or where a window or
    a command has the present library open. Then nothing has changed.
    """
    if not inspect(file):
        raise ReaderError("there is no such file", str(file))
    if home.library.exists() and file.samefile(home.library):
        raise ReaderError("this is the present library", str(file), "name a backup of it")
    home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = home.folder / f".{home.library.name}-{new_id()}"
    source = _open_source(file)
    try:
        copy_library(source, temporary)
    finally:
        source.close()
    try:
        aside = replace_library(home, temporary, "before-restore")
    finally:
        temporary.unlink(missing_ok=True)
    # An older library is brought up to date now, not at some later start.
    open_connection(home).close()
    return aside


def replace_library(home: Home, new: Path, why: str) -> Path | None:
    """Put the finished file `new` in the library's place; return where the old one lies, if there was one."""
    if not home.library.exists():
        new.rename(home.library)
        sync_folder(home.folder)
        return None
    close_down(home.library)
    aside = _free(home.backups, why)
    # What belongs to the file goes first: a log that stayed would be taken for the new library's.
    for part in reversed(_PARTS):
        with suppress(FileNotFoundError):
            os.rename(f"{home.library}{part}", f"{aside}{part}")
    new.rename(home.library)
    sync_folder(home.backups)
    sync_folder(home.folder)
    return aside


def close_down(path: Path) -> None:
    """Bring what the log holds into the library's file; ReaderError while another program has it open."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            connection.set_busy_timeout(2_000)  # a command may just be ending
            connection.pragma("journal_mode", "delete")  # nobody else may have it open for that
        finally:
            connection.close()
    except apsw.BusyError:
        raise ReaderError(
            "the library is open in another window or command", str(path), "close it and try again"
        ) from None
    except apsw.Error:
        # Damaged beyond opening: then it is set aside as it is, with its log.
        return


def _open_source(file: Path) -> apsw.Connection:
    """Open a library to read from it, wherever it lies and whatever mode it is in."""
    flags = apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI
    address = file.absolute().as_uri()
    with Faults(file):
        for options in ("mode=ro", "immutable=1"):  # the second: where no log can be made beside it
            connection = apsw.Connection(f"{address}?{options}", flags=flags)
            try:
                connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
            except apsw.CantOpenError:
                connection.close()
            else:
                return connection
    raise damaged(file, "it cannot be opened")


@contextmanager
def _made_beside(path: Path) -> Iterator[Path]:
    """Yield a name in the folder of `path`; what is there at the end is removed."""
    temporary = path.with_name(f".{path.name}-{new_id()}")
    try:
        yield temporary
    finally:
        for part in _PARTS:
            Path(f"{temporary}{part}").unlink(missing_ok=True)


def _free(folder: Path, name: str) -> Path:
    """Return a name in `folder`, made if absent, with the present time in it and nothing of that name."""
    from datetime import datetime

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(f"the folder of backups cannot be made ({error.strerror})", str(folder)) from error
    stem = f"{name}-{datetime.now():%Y-%m-%dT%H-%M-%S}"
    path, number = folder / f"{stem}.sqlite3", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.sqlite3", number + 1
    return path


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the platform can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
