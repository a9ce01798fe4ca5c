"""Opening the library: in which order the file is looked at, made, set up, brought up to date.

Nothing is written, and no file made beside it, before the file is known to be a library that this
Reader understands.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import TYPE_CHECKING

import apsw

from reader.errors import ReaderError
from reader.library.durability import set_durable
from reader.library.faults import Faults
from reader.library.inspection import check_version, inspect, size
from reader.library.migrations import MIGRATIONS, migrate
from reader.translation import tr

if TYPE_CHECKING:
    from reader.home import Home

BUSY_SECONDS = 10.0
_BESIDE = ("-wal", "-shm")


def open_connection(home: Home, *, read_only: bool = False) -> apsw.Connection:
    """Return a connection to the library of `home`, made if absent (not when `read_only`).

    ReaderError when the home or its library cannot be used; then both are left as they were.
    """
    path = home.library
    with Faults(path):
        if not inspect(path):
            if read_only:
                raise ReaderError(tr("there is no library"), str(path), tr("import something first"))
            from reader.library.creating import create

            create(path)
        else:
            _check_writable(path)
        is_alone = not any(os.path.exists(f"{path}{end}") for end in _BESIDE)
        connection = _connect(path, read_only=read_only)
        try:
            version = connection.pragma("user_version")
            # The header may lie in the write-ahead log, where `inspect` does not look.
            check_version(path, connection.pragma("application_id"), version)
            if read_only and version < len(MIGRATIONS):
                open_connection(home).close()
            if not read_only:
                set_durable(connection, path)
                if version < len(MIGRATIONS):
                    _migrate_old(connection, home, version)
        except BaseException:
            connection.close()
            if is_alone:
                _clear_away(path)
            raise
        return connection


def _check_writable(path: Path) -> None:
    """ReaderError where the file or its folder is read-only, before SQLite makes files beside it."""
    for place in (path, path.parent):
        if not os.access(place, os.W_OK):
            raise ReaderError(tr("this cannot be written to"), str(place), tr("look at its permissions"))


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
                if end == "-shm" or not size(file):
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


def _migrate_old(connection: apsw.Connection, home: Home, version: int) -> None:
    """Bring an older library up to date, a whole copy of it in the home's backups before."""
    from reader.library.copying import before_migration

    before_migration(connection, home, version)
    migrate(connection)
