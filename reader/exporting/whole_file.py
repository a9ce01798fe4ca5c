"""Files that are written whole or not at all, and the folders that they go into."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.translation import tr


def write_whole(
    path: Path,
    chunks: Iterable[str | bytes],
    force: bool = False,
    last_look: Callable[[], object] | None = None,
) -> None:
    """Write `chunks`, text as UTF-8, to `path`, which holds all of them or is as it was before.

    An existing file is replaced only with `force`, and keeps its mode; a link to it stays a link. A
    FIFO or a character device is simply written to. `last_look` is called right before an existing file
    is replaced. Raises ReaderError where `path` exists, is a folder or cannot be written; what `chunks`
    and `last_look` raise, but for OSError, goes through, and the file is as it was.
    """
    try:
        _write(path, chunks, force, last_look)
    except BrokenPipeError:
        raise
    except OSError as error:
        what = tr("this cannot be written ({reason})", reason=_reason(error))
        raise ReaderError(what, str(path), _remedy(error)) from None


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where there is none. Raises ReaderError."""
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        what = tr("this folder cannot be made ({reason})", reason=_reason(error))
        raise ReaderError(what, str(path)) from None


def _write(
    path: Path, chunks: Iterable[str | bytes], force: bool, last_look: Callable[[], object] | None
) -> None:
    mode = _mode(path)
    if stat.S_ISFIFO(mode) or stat.S_ISCHR(mode):
        with open(path, "wb") as stream:
            stream.writelines(_encoded(chunks))
        return
    if mode:
        _refuse(path, mode, force)
    target = Path(os.path.realpath(path))
    temporary = target.with_name(f".reader-{os.urandom(6).hex()}.part")
    # Made by hand: tempfile's files are the owner's alone, this one gets what the umask says.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with open(descriptor, "wb") as stream:
            if stat.S_ISREG(mode):
                with suppress(OSError):  # not every file system has modes
                    os.chmod(temporary, stat.S_IMODE(mode) & 0o777)
            stream.writelines(_encoded(chunks))
            stream.flush()
            os.fsync(stream.fileno())
        if last_look is not None:
            last_look()
        if force:
            os.replace(temporary, target)
        else:
            _place(temporary, target, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
    sync_folder(target.parent)


def _encoded(chunks: Iterable[str | bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk.encode() if isinstance(chunk, str) else chunk


def _mode(path: Path) -> int:
    """Return the mode of what `path` names; that of the link itself where it leads nowhere; 0 for nothing."""
    for look in (os.stat, os.lstat):
        with suppress(FileNotFoundError):
            return look(path).st_mode
    return 0


def _refuse(path: Path, mode: int, force: bool) -> None:
    if stat.S_ISDIR(mode):
        raise ReaderError(tr("this is a folder"), str(path), tr("name a file in it"))
    if not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):
        raise ReaderError(tr("this is no file that could be written"), str(path))
    if not force:
        raise _exists(path)


def _place(temporary: Path, target: Path, path: Path) -> None:
    """Give `temporary` the name `target` unless something took that name since we looked."""
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise _exists(path) from None
    except OSError:
        # A file system without links.
        if os.path.lexists(target):
            raise _exists(path) from None
        os.replace(temporary, target)
    else:
        os.unlink(temporary)


def _exists(path: Path) -> ReaderError:
    return ReaderError(tr("this file exists"), str(path), tr("--force replaces it"))


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` last, where the platform can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _remedy(error: OSError) -> str:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return tr("make room on the disk")
    if error.errno in (errno.EACCES, errno.EPERM):
        return tr("see that you may write into its folder")
    if error.errno == errno.EROFS:
        return tr("choose a folder that can be written to")
    return ""


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
