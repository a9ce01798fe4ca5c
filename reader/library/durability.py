"""What makes a write last: the log, the sync at each commit, and that of a folder's names."""

from __future__ import annotations

import os
from pathlib import Path

import apsw

from reader.errors import ReaderError
from reader.translation import tr


def set_durable(connection: apsw.Connection, path: Path) -> None:
    """Set what a writer needs: the log, and a sync at each commit."""
    if connection.pragma("journal_mode") != "wal" and connection.pragma("journal_mode", "wal") != "wal":
        raise ReaderError(
            tr("the library cannot be shared safely here (a network disk?)"),
            str(path),
            tr("choose another home"),
        )
    connection.pragma("synchronous", "FULL")


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the platform can."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
