"""Reading records out of a database file page by page, where its trees can no longer be followed.

See "Database File Format" of SQLite: 1.6 b-tree pages, 2.1 record format.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

_LEAF = 0x0D  # the kind of page that holds rows of a table
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}  # serial type to bytes
_MOST_COLUMNS = 64
_BROKEN = (IndexError, ValueError, struct.error)


class Leaves:
    """The pages of a file that hold rows; to be closed, as by `with`. No connection may have it open."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        size = int.from_bytes(self._data[16:18])
        # 4096 is what every library is made with, should that very number be damaged.
        self._size = 65536 if size == 1 else size if size >= 512 and size & (size - 1) == 0 else 4096
        self._usable = self._size - self._data[20] if len(self._data) > 20 else self._size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._data.close()

    def records(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the key and the values of each record that can be read, also of rows long deleted."""
        for at in range(0, len(self._data), self._size):
            page = self._data[at : at + self._size]
            head = 100 if at == 0 else 0
            if len(page) < head + 8 or page[head] != _LEAF:
                continue
            count = int.from_bytes(page[head + 3 : head + 5])
            for cell in range(min(count, self._size // 4)):
                pointer = head + 8 + 2 * cell
                try:
                    yield self._record(page, int.from_bytes(page[pointer : pointer + 2]))
                except _BROKEN:
                    continue

    def _record(self, page: bytes, at: int) -> tuple[int, list[Any]]:
        size, at = _varint(page, at)
        key, at = _varint(page, at)
        payload = self._payload(page, at, size)
        head_size, position = _varint(payload, 0)
        at = head_size
        values: list[Any] = []
        while position < head_size:
            kind, position = _varint(payload, position)
            value, at = _value(payload, at, kind)
            values.append(value)
            if len(values) > _MOST_COLUMNS:
                raise ValueError
        if not values:
            raise ValueError
        return key, values

    def _payload(self, page: bytes, at: int, size: int) -> bytes:
        """Return the record's bytes, those on overflow pages too."""
        if size > len(self._data):
            raise ValueError
        local = size
        if size > self._usable - 35:
            least = (self._usable - 12) * 32 // 255 - 23
            local = least + (size - least) % (self._usable - 4)
            if local > self._usable - 35:
                local = least
        parts = [page[at : at + local]]
        left = size - local
        more = int.from_bytes(page[at + local : at + local + 4])
        while left > 0:
            start = (more - 1) * self._size
            if more < 1 or start >= len(self._data):
                raise ValueError
            parts.append(self._data[start + 4 : start + min(self._usable, left + 4)])
            left -= self._usable - 4
            more = int.from_bytes(self._data[start : start + 4])
        payload = b"".join(parts)
        if len(payload) != size:
            raise ValueError
        return payload


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Return SQLite's number of variable length at `at`, and where it ends."""
    value = 0
    for length in range(8):
        byte = data[at + length]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + length + 1
    return value << 8 | data[at + 8], at + 9


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    """Return the value of the serial type `kind` at `at`, and where it ends."""
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind == 7:
        return struct.unpack(">d", data[at : at + 8])[0], at + 8
    size = _INTEGERS[kind] if kind in _INTEGERS else (kind - 12) // 2
    if kind in (10, 11) or at + size > len(data):
        raise ValueError
    piece = data[at : at + size]
    if kind in _INTEGERS:
        return int.from_bytes(piece, signed=True), at + size
    # A wrong letter is for the row's hash to see.
    return piece.decode(errors="replace") if kind % 2 else piece, at + size
