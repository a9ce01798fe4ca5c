"""Backups of a whole library: making one, and bringing one back."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from reader.errors import ReaderError
from reader.library.connection import open_connection
from reader.library.copying import PARTS, copy_library, free_name, made_beside
from reader.library.durability import sync_folder
from reader.library.faults import Faults, damaged, file_faults
from reader.library.inspection import inspect
from reader.translation import tr

if TYPE_CHECKING:
    from reader.home import Home


def backup(connection: apsw.Connection, home: Home, path: Path | None = None) -> Path:
    """Write a copy of the library to `path`, else into the home's backups; return where it is.

    It is one moment of the library, whoever writes meanwhile, checked before it gets its name.
    ReaderError where `path` exists, cannot be written, or the library is damaged.
    """
    return copy_library(connection, path or free_name(home.backups, "library"))


def restore(home: Home, file: Path) -> Path | None:
    """Make the copy `file` the library of `home`; return where the present one was set aside.

    ReaderError where `file` is no sound library of this Reader or an older one, or where a window or
    a command has the present library open. Then nothing has changed.
    """
    if not inspect(file):
        raise ReaderError(tr("there is no such file"), str(file))
    if home.library.exists() and file.samefile(home.library):
        raise ReaderError(tr("this is the present library"), str(file), tr("name a backup of it"))
    with file_faults(home.folder):
        home.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with made_beside(home.library) as temporary:
            with closing(_open_source(file)) as source:
                copy_library(source, temporary)
            aside = replace_library(home, temporary, "before-restore")
    # An older library is brought up to date now, not at some later start.
    open_connection(home).close()
    return aside


def replace_library(home: Home, new: Path, why: str) -> Path | None:
    """Put the finished file `new` in the library's place; return where the old one lies, if there was one."""
    aside = None
    if home.library.exists():
        close_down(home.library)
    # What belongs to the file goes first: a log that stayed would be taken for the new library's.
    for part in reversed(PARTS):
        old = Path(f"{home.library}{part}")
        if old.exists():
            aside = aside or free_name(home.backups, why)
            old.rename(f"{aside}{part}")
    new.rename(home.library)
    if aside is not None:
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
            tr("the library is open in another window or command"), str(path), tr("close it and try again")
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
