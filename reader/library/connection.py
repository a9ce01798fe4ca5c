"""Opening the library's file: what is looked at before, and how the connection is set.

Nothing is written, and no file made beside it, before the file is known to be a library that this
Reader understands.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from types import TracebackType
from typing import TYPE_CHECKING

import apsw

from reader.errors import ReaderError
from reader.library.migrations import APPLICATION_ID, MIGRATIONS, migrate

if TYPE_CHECKING:
    from reader.home import Home

BUSY_SECONDS = 10.0
_HEADER = 100
_BESIDE = ("-wal", "-shm")
_MAGIC = b"SQLite format 3\x00"
_RESTORE = "`reader check --repair` tries to mend it, `reader restore --from FILE` brings a backup back"


def damaged(path: Path, how: str) -> ReaderError:
    """Return the error for a library whose file is damaged."""
    return ReaderError(f"the library is damaged ({how})", str(path), _RESTORE)


class Faults:
    """A context in which the world's faults of SQLite become one clear ReaderError; bugs pass through."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Raise what `error` means to a person, if it means something."""
        said = None if error is None else told(error, self.path)
        if said is not None:
            raise said from error


def told(error: BaseException, path: Path) -> ReaderError | None:
    """Return what `error` of SQLite means to a person; None for a bug of ours."""
    if isinstance(error, apsw.BusyError | apsw.LockedError):
        return ReaderError("the library is in use by another program", str(path), "try again in a moment")
    # Shared memory is a file, which could not grow.
    no_room = getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHMSIZE
    if isinstance(error, apsw.FullError) or no_room:
        return ReaderError("the disk is full, nothing was saved", str(path), "free some space and try again")
    if isinstance(error, apsw.NotADBError):
        return damaged(path, "it is no database")
    if isinstance(error, apsw.CorruptError | UnicodeDecodeError):
        return damaged(path, "its content cannot be read")
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError):
        return ReaderError("the library cannot be written to", str(path), "look at its permissions")
    if isinstance(error, apsw.CantOpenError):
        return ReaderError("the library cannot be opened", str(path), "look at its permissions")
    if isinstance(error, apsw.IOError):
        return ReaderError("the disk reports an error", str(path), "nothing was lost that was saved before")
    return None


def open_connection(home: Home, *, read_only: bool = False) -> apsw.Connection:
    """Return a connection to the library of `home`, made if absent (not when `read_only`).

    ReaderError when the home or its library cannot be used; then both are left as they were.
    """
    path = home.library
    with Faults(path):
        if not inspect(path):
            if read_only:
                raise ReaderError("there is no library", str(path), "import something first")
            from reader.library.creating import create

            create(path)
        else:
            _check_writable(path)
        is_alone = not any(os.path.exists(f"{path}{end}") for end in _BESIDE)
        connection = _connect(path, read_only=read_only)
        try:
            version = connection.pragma("user_version")
            # The header may lie in the write-ahead log, where `inspect` does not look.
            _check_version(path, connection.pragma("application_id"), version)
            if read_only and version < len(MIGRATIONS):
                open_connection(home).close()
            if not read_only:
                settle(connection, path)
                if version < len(MIGRATIONS):
                    _migrate_old(connection, home, version)
        except BaseException:
            connection.close()
            if is_alone:
                _clear_away(path)
            raise
        return connection


def inspect(path: Path) -> bool:
    """Look at the file without opening it as a database: whether there is one.

    ReaderError where it, or its folder, is something else than a library this Reader understands.
    """
    log = Path(f"{path}-wal")
    try:
        found = path.stat()
    except FileNotFoundError:
        _check_folder(path.parent)
        has_rest = path.is_symlink() or _size(log) > 0
        if path.exists():
            return inspect(path)  # another process made it just now
        if has_rest:
            # A new library would take the old one's log for its own.
            raise damaged(path, "the file is gone, something of it is still there") from None
        return False
    except OSError as error:
        _check_folder(path.parent)
        raise ReaderError(f"the library cannot be opened ({error.strerror})", str(path)) from error
    if not stat.S_ISREG(found.st_mode):
        raise ReaderError("this is no file", str(path), "move it away, or choose another home")
    header = _header(path)
    if not header:
        raise damaged(path, "the file is empty")
    if len(header) < _HEADER or not header.startswith(_MAGIC):
        raise ReaderError("this is no library of Reader", str(path), "move it away, or choose another home")
    _check_version(path, int.from_bytes(header[68:72]), int.from_bytes(header[60:64]))
    page = int.from_bytes(header[16:18])
    whole = int.from_bytes(header[28:32]) * (65536 if page == 1 else page)
    # With a log the file may rightly be shorter: a checkpoint was not finished. Asked in this order, so
    # that another process which finishes one meanwhile makes no difference.
    if not _size(log) and _size(path) < whole:
        raise damaged(path, "its end is missing")
    return True


def _size(path: Path) -> int:
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


def _check_version(path: Path, application: int, version: int) -> None:
    """ReaderError unless the two numbers of a header are those of a library we understand."""
    if application != APPLICATION_ID:
        raise ReaderError("this database is another program's", str(path), "choose another home")
    if version > len(MIGRATIONS):
        raise ReaderError(
            f"the library is from a newer Reader (version {version}, this one knows {len(MIGRATIONS)})",
            str(path),
            "update Reader",
        )
    if version < 1:
        raise damaged(path, "it has no version")


def _check_folder(folder: Path) -> None:
    """ReaderError where the home, or something above it, is a file."""
    for place in (folder, *folder.parents):
        if os.path.lexists(place):
            if place.is_dir():
                return
            raise ReaderError("this is a file, no folder", str(place), "choose another home with --home")


def _check_writable(path: Path) -> None:
    """ReaderError where the file or its folder is read-only, before SQLite makes files beside it."""
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise ReaderError("this cannot be written to", str(place), "look at its permissions")


def _connect(path: Path, *, read_only: bool) -> apsw.Connection:
    """Return a connection with every setting that writes nothing."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
    connection.set_busy_handler(_patience())
    connection.transaction_mode = "IMMEDIATE"
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.pragma("trusted_schema", False)
    connection.pragma("cell_size_check", True)
    connection.pragma("foreign_keys", True)
    # Opened read-only it could not clear away the log when it is the last one to close.
    connection.pragma("query_only", read_only)
    return connection


def _clear_away(path: Path) -> None:
    """Remove the empty files that an opening left beside the library when it failed on a full disk."""
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            # Alone with the library, which needs no shared memory then, nor can anybody else be using it.
            connection.pragma("locking_mode", "exclusive")
            connection.pragma("schema_version")
            for end in _BESIDE:
                file = Path(f"{path}{end}")
                if end == "-shm" or not _size(file):
                    file.unlink(missing_ok=True)
        finally:
            connection.close()
    except (apsw.Error, OSError):
        pass  # another program uses them, or the fault that is about to be told stands in the way


def _patience() -> Callable[[int], bool]:
    """Return a busy handler that gives up after BUSY_SECONDS.

    SQLite's own waits longer each time, up to a tenth of a second, so that of several programs that
    write all the time the one that has waited longest has the least chance.
    """
    began = 0.0

    def wait(count: int) -> bool:
        nonlocal began
        if count == 0:
            began = monotonic()
        sleep(0.001 + count % 7 * 0.001)
        return monotonic() - began < BUSY_SECONDS

    return wait


def settle(connection: apsw.Connection, path: Path) -> None:
    """Set what a writer needs: the log, and a sync at each commit."""
    if connection.pragma("journal_mode") != "wal" and connection.pragma("journal_mode", "wal") != "wal":
        raise ReaderError(
            "the library cannot be shared safely here (a network disk?)", str(path), "choose another home"
        )
    connection.pragma("synchronous", "FULL")


def _migrate_old(connection: apsw.Connection, home: Home, version: int) -> None:
    """Bring an older library up to date, a whole copy of it in the home's backups before."""
    from reader.library.backup import before_migration

    before_migration(connection, home, version)
    migrate(connection)
