"""A disk that fails when it is told to: a layer over SQLite's own files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import apsw


class Disk:
    """Counts what is written and synced; from the call number `fails_at` on each call raises `error`.

    With `once` only that call fails. A write that fails leaves half of its bytes.
    """

    def __init__(self) -> None:
        self.calls = 0
        self.fails_at: int | None = None
        self.once = False
        self.error: type[apsw.Error] = apsw.FullError

    def fail(self, at: int = 0, error: type[apsw.Error] = apsw.FullError, *, once: bool = False) -> None:
        """Begin to count, and to fail at call `at`."""
        self.calls, self.fails_at, self.error, self.once = 0, at, error, once

    def heal(self) -> None:
        """Work again."""
        self.calls, self.fails_at = 0, None

    def is_failing(self) -> bool:
        """Count a call and say whether it fails."""
        number = self.calls
        self.calls += 1
        if self.fails_at is None:
            return False
        return number == self.fails_at if self.once else number >= self.fails_at


class _File(apsw.VFSFile):
    def __init__(self, disk: Disk, base: str, name: Any, flags: list[int]) -> None:
        super().__init__(base, name, flags)
        self._disk = disk

    def xWrite(self, data: bytes, offset: int) -> None:
        if self._disk.is_failing():
            super().xWrite(bytes(data)[: len(data) // 2], offset)
            raise self._disk.error("told to fail")
        super().xWrite(data, offset)

    def xSync(self, flags: int) -> None:
        if self._disk.is_failing():
            raise self._disk.error("told to fail")
        super().xSync(flags)


class _Files(apsw.VFS):
    def __init__(self, disk: Disk, base: str) -> None:
        super().__init__("failing", base, makedefault=True)
        self._disk = disk
        self._base = base

    def xOpen(self, name: Any, flags: list[int]) -> _File:
        return _File(self._disk, self._base, name, flags)


@contextmanager
def failing_disk() -> Iterator[Disk]:
    """Put the layer under every connection that is opened meanwhile."""
    usual = apsw.vfs_names()[0]
    disk = Disk()
    files = _Files(disk, usual)
    try:
        yield disk
    finally:
        apsw.set_default_vfs(usual)
        files.unregister()
