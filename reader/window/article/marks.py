"""The marked passages of an article as values, found by where they stand."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Mark(NamedTuple):
    """A note's passage: code points, half open; `has_body` says that something is written on it."""

    note_id: str
    start: int
    end: int
    color: str
    has_body: bool


class Marks:
    """Marks in the order in which they begin, the longer one first where two begin together."""

    def __init__(self, marks: Iterable[Mark] = ()) -> None:
        self._marks = sorted(marks, key=lambda mark: (mark.start, -mark.end, mark.note_id))
        self._starts = [mark.start for mark in self._marks]
        # How far all marks up to each one reach, so that what begins early and ends late is found too.
        self._reach = list(accumulate((mark.end for mark in self._marks), max))

    def between(self, start: int, end: int) -> list[Mark]:
        """Return the marks that cover any of the code points `start` to `end`."""
        first = bisect_right(self._reach, start)
        return [mark for mark in self._marks[first : bisect_left(self._starts, end)] if mark.end > start]

    def at(self, offset: int) -> Mark | None:
        """Return the mark on the code point `offset`, the shortest if there are several."""
        held = self.between(offset, offset + 1)
        return min(held, key=lambda mark: mark.end - mark.start) if held else None

    def of_note(self, note_id: str | None) -> Mark | None:
        """Return the mark of a note."""
        return next((mark for mark in self._marks if mark.note_id == note_id), None)

    def changed(self, other: Marks) -> set[Mark]:
        """Return the marks that only one of the two has."""
        return set(self._marks) ^ set(other._marks)


def segments(marks: Sequence[Mark], start: int, end: int) -> Iterator[tuple[int, int, list[Mark]]]:
    """Yield the stretches of `start` to `end` that are covered, each by the same marks throughout.

    A stretch's marks are in the order of `marks`, so the last one is the one that began last.
    """
    edges = {start, end}
    for mark in marks:
        edges.add(max(mark.start, start))
        edges.add(min(mark.end, end))
    places = sorted(edges)
    covering: list[Mark] = []
    coming = iter(marks)
    following = next(coming, None)
    for place, after in pairwise(places):
        covering = [mark for mark in covering if mark.end > place]
        while following is not None and following.start <= place:
            if following.end > place:
                covering.append(following)
            following = next(coming, None)
        if covering:
            yield place, after, covering
