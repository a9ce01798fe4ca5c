"""Files and folders as they are read from disk: nothing that blocks, follows a link away or has no end."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterator

from reader.domain.printable import printable
from reader.errors import ReaderError
from reader.translation import mark, tr

MAX_MEGABYTES = 16
MAX_SIZE = MAX_MEGABYTES * 1_000_000
HEAD = 1 << 18  # bytes that tell what is in a file
MAX_NOTES_MEGABYTES = 400  # of a file of notes: 100,000 annotations take about 100
MAX_NOTES_SIZE = MAX_NOTES_MEGABYTES * 1_000_000
_KINDS = (
    (stat.S_ISDIR, mark("a folder")),
    (stat.S_ISFIFO, mark("a named pipe")),
    (stat.S_ISSOCK, mark("a socket")),
    (stat.S_ISCHR, mark("a device")),
    (stat.S_ISBLK, mark("a device")),
)
_REASONS = {
    errno.ENOENT: (mark("there is no such file"), mark("check the name")),
    errno.ENOTDIR: (mark("there is no such file"), mark("check the name")),
    errno.ELOOP: (mark("its links lead in a circle"), ""),
    errno.ENAMETOOLONG: (mark("the name is too long"), ""),
    errno.EACCES: (mark("it may not be read"), mark("change its permissions")),
    errno.EPERM: (mark("it may not be read"), mark("change its permissions")),
    # What opening a socket gives.
    errno.ENXIO: (mark("this is a socket, not a file"), ""),
    errno.EISDIR: (mark("this is a folder, not a file"), ""),
}


def read_file(path: str, may_be_large: Callable[[bytes], bool] | None = None) -> bytes:
    """Return the bytes of the regular file `path`.

    Raises ReaderError for whatever is none, is empty, may not be read, or is larger than MAX_SIZE;
    MAX_NOTES_MEGABYTES where `may_be_large` says so of its beginning. Opening never waits for another
    program.
    """
    subject = printable(path)
    try:
        # Without O_NONBLOCK opening a named pipe waits until somebody writes to it.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with open(descriptor, "rb", buffering=0) as file:
            status = os.fstat(descriptor)
            for is_kind, kind in _KINDS:
                if is_kind(status.st_mode):
                    raise ReaderError(tr("this is {kind}, not a file", kind=tr(kind)), subject)
            data = b""
            most = MAX_SIZE
            if status.st_size > MAX_SIZE and may_be_large is not None:
                data = file.read(HEAD)
                if may_be_large(data):
                    most = MAX_NOTES_SIZE
            check_size(status.st_size, subject, most)
            data += _read_all(file.fileno(), most - len(data))
    except ValueError:
        # A NUL in the name.
        raise ReaderError(tr("no file can have this name"), subject) from None
    except OSError as error:
        raise _refused(tr("it cannot be read ({reason})", reason=error.strerror), subject, error) from error
    # A file of /proc says that it has no size.
    check_size(len(data), subject, most)
    check_not_empty(data, subject)
    return data


def begins_with(path: str) -> bytes:
    """Return the first bytes of a regular file, none of one that cannot be read."""
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


def check_size(size: int, subject: str = "", most: int = MAX_SIZE) -> None:
    """Raise ReaderError if `size`, in bytes, is more than is imported at once."""
    if size > most:
        raise ReaderError(
            tr("it is larger than {max_megabytes} MB", max_megabytes=most // 1_000_000),
            subject,
            tr("split it into parts"),
        )


def check_not_empty(data: bytes, subject: str = "") -> None:
    """Raise ReaderError if there is nothing in `data`."""
    if not data:
        raise ReaderError(tr("it is empty"), subject)


def _read_all(descriptor: int, most: int) -> bytes:
    """Read to the end, or just beyond the limit: a file may grow, and one of a device's has no end."""
    parts = []
    left = most + 1
    while left > 0 and (part := os.read(descriptor, min(left, 1 << 20))):
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def source_of(path: str) -> str:
    r"""Return the absolute form of `path`, symlinks as given, by which the library knows a file.

    Bytes of the name that are not UTF-8 are escapes in it (`\xff`): the library holds text.
    """
    return os.path.abspath(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def walk(folder: str) -> Iterator[tuple[str, bool | ReaderError]]:
    """Yield the path of every file in `folder` and below it, in name order, and whether it may be read.

    No link is followed. What is hidden, a link or no regular file is yielded with False, a hidden
    folder once for all that is in it, a folder that cannot be listed with what is wrong. Raises
    ReaderError if `folder` itself cannot be listed.
    """
    try:
        entries = _listing(folder)
    except OSError as error:
        raise _unlisted(folder, error) from error
    # A stack instead of recursion: a tree of folders may be deeper than Python's.
    stack = [iter(entries)]
    while stack:
        entry = next(stack[-1], None)
        if entry is None:
            stack.pop()
        elif entry.name.startswith(".") or entry.is_symlink():
            yield entry.path, False
        elif entry.is_dir(follow_symlinks=False):
            try:
                stack.append(iter(_listing(entry.path)))
            except OSError as error:
                yield entry.path, _unlisted(entry.path, error)
        else:
            yield entry.path, entry.is_file(follow_symlinks=False)


def _unlisted(folder: str, error: OSError) -> ReaderError:
    return _refused(tr("it cannot be listed ({reason})", reason=error.strerror), printable(folder), error)


def _refused(usual: str, subject: str, error: OSError) -> ReaderError:
    """Return the error that says why, `usual` where no better reason is known."""
    what, remedy = _REASONS.get(error.errno or 0, ("", ""))
    return ReaderError(tr(what) or usual, subject, tr(remedy))


def _listing(folder: str) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
