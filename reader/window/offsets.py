"""Offsets in an article's plain text (code points) and positions in a QTextDocument (UTF-16 units)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

# Beyond the Basic Multilingual Plane: one code point, two units.
_WIDE = re.compile("[\U00010000-\U0010ffff]")
_NONE: tuple[int, ...] = ()


def utf16_length(text: str) -> int:
    """Return how many UTF-16 units `text` takes."""
    return len(text) + len(_wide(text))


def _wide(text: str) -> tuple[int, ...]:
    """Return where in `text` the code points are that take two units."""
    if text.isascii():
        return _NONE
    return tuple(match.start() for match in _WIDE.finditer(text))


class OffsetMap:
    """The pieces of text that a document shows, in order; what lies between them belongs to none.

    A piece is a run of plain text that stands unbroken in the document: a block, a table's cell, a part
    of a long paragraph. An offset between two pieces (the blank line that parts blocks, the tab between
    cells) means the end of the piece before it, and so does a position there; what is before the first
    piece means its start. So every call has an answer, and inside of pieces both ways are exact.
    """

    def __init__(self, start: int = 0) -> None:
        self._start = start
        self.offsets: list[int] = []
        self.positions: list[int] = []
        self._lengths: list[int] = []
        self._wide: list[tuple[int, ...]] = []

    def __len__(self) -> int:
        return len(self.offsets)

    def add(self, text: str, offset: int, position: int) -> int:
        """Append the piece `text` at `offset`, shown at `position`; return its length in UTF-16 units.

        Pieces are added in the order of the text.
        """
        wide = _wide(text)
        self.offsets.append(offset)
        self.positions.append(position)
        self._lengths.append(len(text))
        self._wide.append(wide)
        return len(text) + len(wide)

    def position(self, offset: int) -> int:
        """Return the document position (UTF-16) of the code point `offset`."""
        piece = bisect_right(self.offsets, offset) - 1
        if piece < 0:
            return self.positions[0] if self.positions else 0
        inside = min(offset - self.offsets[piece], self._lengths[piece])
        return self.positions[piece] + inside + bisect_left(self._wide[piece], inside)

    def offset(self, position: int) -> int:
        """Return the code point at the document position `position`; inside a pair, the one it is half of."""
        piece = bisect_right(self.positions, position) - 1
        if piece < 0:
            return self.offsets[0] if self.offsets else self._start
        units = position - self.positions[piece]
        wide = self._wide[piece]
        if wide:
            # The second half of the n-th wide code point, at w, is the unit w + n + 1.
            units -= bisect_right(range(len(wide)), units, key=lambda n: wide[n] + n + 1)
        return self.offsets[piece] + min(units, self._lengths[piece])

    def piece(self, offset: int) -> int:
        """Return the number of the piece at the code point `offset`, or before it; 0 if none is."""
        return max(0, bisect_right(self.offsets, offset) - 1)

    def parts(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield what each piece has of the code points `start` to `end`, where it has any."""
        for piece in range(self.piece(start), len(self.offsets)):
            if self.offsets[piece] >= end:
                return
            first, last = max(start, self.offsets[piece]), min(end, self.end(piece))
            if first < last:
                yield first, last

    def piece_at(self, position: int) -> int | None:
        """Return the number of the piece that begins exactly at the document position `position`."""
        piece = bisect_left(self.positions, position)
        return piece if piece < len(self.positions) and self.positions[piece] == position else None

    def holds(self, position: int) -> bool:
        """Whether the document position is inside a piece or at its end: a place that can be read."""
        piece = bisect_right(self.positions, position) - 1
        return piece >= 0 and position - self.positions[piece] <= self.units(piece)

    def end(self, piece: int) -> int:
        """Return the code point after the last one of a piece."""
        return self.offsets[piece] + self._lengths[piece]

    def units(self, piece: int) -> int:
        """Return the length of a piece in UTF-16 units."""
        return self._lengths[piece] + len(self._wide[piece])
