"""Whole copies of a library, made while others write."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import apsw

from reader.domain.ids import new_id
from reader.errors import ReaderError
from reader.library.durability import sync_folder
from reader.library.faults import Faults, file_faults
from reader.library.soundness import check
from reader.translation import tr

if TYPE_CHECKING:
    from reader.home import Home

PARTS = ("", "-wal", "-shm", "-journal")
_KEPT = 2  # copies made before a migration; each is as large as the library


def before_migration(connection: apsw.Connection, home: Home, version: int) -> Path:
    """Copy a library of the schema `version` into the home's backups; the newest two such copies stay."""
    path = copy_library(connection, free_name(home.backups, f"before-migration-from-{version}"))
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
        raise ReaderError(tr("this exists already"), str(path), tr("name another file"))
    if not path.parent.is_dir():
        raise ReaderError(tr("there is no such folder"), str(path.parent), tr("make it, or name another"))
    if not os.access(path.parent, os.W_OK):
        raise ReaderError(tr("this folder cannot be written to"), str(path.parent), tr("name another"))
    with file_faults(path), made_beside(path) as temporary:
        with Faults(path):
            connection.execute("VACUUM INTO ?", (str(temporary),))
            copy = apsw.Connection(str(temporary), flags=apsw.SQLITE_OPEN_READWRITE)
            try:
                findings = check(copy)
            finally:
                copy.close()
        if findings:
            raise ReaderError(
                tr("the library is damaged, so no copy of it was made ({finding})", finding=findings[0]),
                connection.filename,
                tr("`reader check --repair` tries to mend it"),
            )
        _sync(temporary)
        try:
            os.link(temporary, path)  # unlike a rename it never replaces what came to be meanwhile
        except FileExistsError:
            raise ReaderError(tr("this exists already"), str(path), tr("name another file")) from None
        except OSError:
            temporary.rename(path)  # a file system without links
        sync_folder(path.parent)
    return path


@contextmanager
def made_beside(path: Path) -> Iterator[Path]:
    """Yield a name in the folder of `path`; what is there at the end is removed."""
    temporary = path.with_name(f".{path.name}-{new_id()}")
    try:
        yield temporary
    finally:
        for part in PARTS:
            Path(f"{temporary}{part}").unlink(missing_ok=True)


def free_name(folder: Path, name: str) -> Path:
    """Return a name in `folder`, made if absent, with the present time in it and nothing of that name."""
    from datetime import datetime

    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(
            tr("the folder of backups cannot be made ({reason})", reason=error.strerror), str(folder)
        ) from error
    stem = f"{name}-{datetime.now():%Y-%m-%dT%H-%M-%S}"
    path, number = folder / f"{stem}.sqlite3", 2
    while path.exists():
        path, number = folder / f"{stem}-{number}.sqlite3", number + 1
    return path


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
