"""Making a new library, and its home."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

import apsw

from reader.domain.ids import new_id
from reader.errors import ReaderError
from reader.library.durability import set_durable, sync_folder
from reader.library.migrations import migrate
from reader.translation import tr


def create(path: Path) -> None:
    """Make a new library, whole or not at all.

    It is made under another name and linked in place: nobody ever sees half of one, and of several
    processes that start at once in a new home one wins and the others use its library.
    """
    made = _make_folder(path.parent)
    temporary = path.with_name(f".{path.name}-{new_id()}")
    try:
        _check_writable_folder(path.parent)
        connection = apsw.Connection(str(temporary))
        try:
            connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
            connection.pragma("trusted_schema", False)
            set_durable(connection, path)
            migrate(connection)
        finally:
            connection.close()
        _put_in_place(temporary, path)
    except BaseException:
        for end in ("", "-wal", "-shm", "-journal"):
            Path(f"{temporary}{end}").unlink(missing_ok=True)
        if not path.exists():
            for folder in reversed(made):
                _remove_empty(folder)
        raise


def _make_folder(folder: Path) -> list[Path]:
    """Make `folder` and what is missing above it; return what was made, outermost first."""
    missing = [place for place in (folder, *folder.parents) if not place.exists()]
    missing.reverse()
    try:
        for place in missing:
            # Notes are nobody else's business; a folder above the home follows the user's own mask.
            place.mkdir(mode=0o700 if place == folder else 0o777, exist_ok=True)
    except OSError as error:
        for place in reversed(missing):
            _remove_empty(place)
        raise ReaderError(
            tr("the home cannot be made ({reason})", reason=error.strerror), str(folder)
        ) from error
    return missing


def _remove_empty(folder: Path) -> None:
    """Remove a folder that we made, unless something stands in it by now."""
    with contextlib.suppress(OSError):
        folder.rmdir()


def _check_writable_folder(folder: Path) -> None:
    """ReaderError where nothing can be made in `folder`."""
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ReaderError(tr("the home cannot be written to"), str(folder), tr("look at its permissions"))


def _put_in_place(temporary: Path, path: Path) -> None:
    """Give the finished file its name, unless another process was faster."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        pass
    except OSError:
        # A file system without links. The gap between the question and the answer stays.
        if not path.exists():
            temporary.rename(path)
    temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
