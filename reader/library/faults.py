"""What goes wrong with the file, in words for a person."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

import apsw

from reader.errors import ReaderError
from reader.translation import tr

_RESTORE = "`reader check --repair` tries to mend it, `reader restore --from FILE` brings a backup back"


def damaged(path: Path, how: str) -> ReaderError:
    """Return the error for a library whose file is damaged."""
    return ReaderError(tr("the library is damaged ({how})", how=how), str(path), _RESTORE)


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
        return ReaderError(
            tr("the library is in use by another program"), str(path), tr("try again in a moment")
        )
    # Shared memory is a file, which could not grow.
    no_room = getattr(error, "extendedresult", 0) == apsw.SQLITE_IOERR_SHMSIZE
    if isinstance(error, apsw.FullError) or no_room:
        return ReaderError(
            tr("the disk is full, nothing was saved"), str(path), tr("free some space and try again")
        )
    if isinstance(error, apsw.NotADBError):
        return damaged(path, "it is no database")
    if isinstance(error, apsw.CorruptError | UnicodeDecodeError):
        return damaged(path, "its content cannot be read")
    if isinstance(error, apsw.ReadOnlyError | apsw.PermissionsError):
        return ReaderError(tr("the library cannot be written to"), str(path), tr("look at its permissions"))
    if isinstance(error, apsw.CantOpenError):
        return ReaderError(tr("the library cannot be opened"), str(path), tr("look at its permissions"))
    if isinstance(error, apsw.IOError):
        return ReaderError(
            tr("the disk reports an error"), str(path), tr("nothing was lost that was saved before")
        )
    return None


@contextmanager
def file_faults(path: Path) -> Iterator[None]:
    """Make an error of the file system, in what is done for `path`, a ReaderError."""
    try:
        yield
    except OSError as error:
        # Of `path`, whatever file beside it could not be made: that one has a name for a moment only.
        what, remedy = error.strerror or tr("the disk reports an error"), ""
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            what, remedy = tr("the disk is full"), tr("free some space and try again")
        elif error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
            what, remedy = tr("its folder cannot be written to"), tr("look at its permissions")
        raise ReaderError(what, str(path), remedy) from error
