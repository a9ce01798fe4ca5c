"""Looking at the library's file before it is opened as a database."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import apsw

from reader.errors import ReaderError
from reader.library.faults import damaged
from reader.library.migrations import APPLICATION_ID, MIGRATIONS
from reader.translation import tr

_HEADER = 100
_MAGIC = b"SQLite format 3\x00"


def inspect(path: Path) -> bool:
    """Look at the file without opening it as a database: whether there is one.

    ReaderError where it, or its folder, is something else than a library this Reader understands.
    """
    log = Path(f"{path}-wal")
    try:
        found = path.stat()
    except FileNotFoundError:
        _check_folder(path.parent)
        has_rest = path.is_symlink() or size(log) > 0
        if path.exists():
            return inspect(path)  # another process made it just now
        if has_rest:
            # A new library would take the old one's log for its own.
            raise damaged(path, "the file is gone, something of it is still there") from None
        return False
    except OSError as error:
        _check_folder(path.parent)
        raise ReaderError(
            tr("the library cannot be opened ({reason})", reason=error.strerror), str(path)
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise ReaderError(tr("this is no file"), str(path), tr("move it away, or choose another home"))
    header = _header(path)
    if not header:
        raise damaged(path, "the file is empty")
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise ReaderError(
            tr("this is no library of Reader"), str(path), tr("move it away, or choose another home")
        )
    check_version(path, int.from_bytes(header[68:72]), int.from_bytes(header[60:64]))
    page = int.from_bytes(header[16:18])
    whole = int.from_bytes(header[28:32]) * (65536 if page == 1 else page)
    # With a log the file may rightly be shorter: a checkpoint was not finished. Asked in this order, so
    # that another process which finishes one meanwhile makes no difference.
    if not size(log) and size(path) < whole:
        raise damaged(path, "its end is missing")
    return True


def size(path: Path) -> int:
    """Return the size of a file, 0 where there is none."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _header(path: Path) -> bytes:
    """Return the first bytes of the file.

    By way of SQLite: closing a file that Python opened would drop the locks that other connections of
    this process hold on it.
    """
    flags = apsw.SQLITE_OPEN_MAIN_DB | apsw.SQLITE_OPEN_READONLY
    file = apsw.VFSFile("", str(path), [flags, 0])
    try:
        return file.xRead(_HEADER, 0)
    finally:
        file.xClose()


def check_version(path: Path, application: int, version: int) -> None:
    """ReaderError unless the two numbers of a header are those of a library we understand."""
    if application != APPLICATION_ID:
        raise ReaderError(tr("this database is another program's"), str(path), tr("choose another home"))
    if version > len(MIGRATIONS):
        raise ReaderError(
            tr(
                "the library is from a newer Reader (version {version}, this one knows {known})",
                version=version,
                known=len(MIGRATIONS),
            ),
            str(path),
            tr("update Reader"),
        )
    if version < 1:
        raise damaged(path, "it has no version")


def _check_folder(folder: Path) -> None:
    """ReaderError where the home, or something above it, is a file."""
    for place in (folder, *folder.parents):
        if os.path.lexists(place):
            if place.is_dir():
                return
            raise ReaderError(
                tr("this is a file, no folder"), str(place), tr("choose another home with --home")
            )
