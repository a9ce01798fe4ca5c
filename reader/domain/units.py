"""The units that a reading cursor knows, on one page of an article: where each begins and ends.

Paragraphs (every block that is read), sentences, words and sections. All offsets are code points of
the article's plain text; ranges are half open.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from reader.domain.blocks import Block, BlockKind, SpanKind
from reader.domain.letters import MARKS, PUNCTUATION, UNSPACED

Unit = Literal["paragraph", "sentence", "word", "section"]
Range = tuple[int, int]


# Compiled when asked for, and the sentences imported so: no start needs either.
@cache
def _word() -> re.Pattern[str]:
    """Return the pattern of a word: as Unicode's word boundaries have it, in short.

    Letters and digits, with what joins them inside a word; a character each, with its marks, where
    only a dictionary could say more.
    """
    letters = f"[^{PUNCTUATION}{UNSPACED}]+"
    return re.compile(f"[{UNSPACED}][{MARKS}]*|{letters}(?:['’.:·,\u00ad\u200c\u200d]{letters})*")


class Units:
    """The units of a page's `blocks`, whose offsets are `starts`.

    A block's sentences and words are sought when they are asked for, and only a piece of a very
    long block at a time, so that a page of any size is ready at once.
    """

    def __init__(self, blocks: Sequence[Block], starts: Sequence[int], language: str = "") -> None:
        self._language = language
        self._blocks: list[Block] = []
        self._starts: list[int] = []
        self._begins: list[int] = []  # where a block's text begins after its marker
        self._ends: list[int] = []
        self._headings: list[int] = []
        for block, start in zip(blocks, starts, strict=True):
            if block.is_read:
                if block.kind is BlockKind.HEADING:
                    self._headings.append(len(self._blocks))
                end = start + len(block.text)
                begin = start + len(block.marker)
                self._blocks.append(block)
                self._starts.append(start)
                self._begins.append(begin if begin < end else start)
                self._ends.append(end)
        self._pieces: dict[int, list[Range]] = {}
        self._found: dict[tuple[str, int, int], list[Range]] = {}

    def after(self, unit: Unit, offset: int) -> Iterator[Range]:
        """Yield the units that end behind `offset`, in reading order."""
        if unit == "paragraph":
            for index in range(bisect_right(self._ends, offset), len(self._blocks)):
                yield self._begins[index], self._ends[index]
        elif unit == "section":
            for number in range(self._section_number(offset), len(self._headings)):
                if (found := self._section(number)) is not None and found[1] > offset:
                    yield found
        else:
            for index in range(bisect_right(self._ends, offset), len(self._blocks)):
                for low, high in self._pieces_of(index):
                    if self._starts[index] + high > offset:
                        ranges = self._ranges(unit, index, low, high)
                        yield from ranges[bisect_right(ranges, offset, key=_end) :]

    def before(self, unit: Unit, offset: int) -> Iterator[Range]:
        """Yield the units that begin before `offset`, the last one first."""
        if unit == "paragraph":
            for index in range(bisect_left(self._begins, offset) - 1, -1, -1):
                yield self._begins[index], self._ends[index]
        elif unit == "section":
            for number in range(self._section_number(offset), -2, -1):
                if (found := self._section(number)) is not None and found[0] < offset:
                    yield found
        else:
            for index in range(bisect_left(self._begins, offset) - 1, -1, -1):
                for low, high in reversed(self._pieces_of(index)):
                    if self._starts[index] + low < offset:
                        ranges = self._ranges(unit, index, low, high)
                        yield from reversed(ranges[: bisect_left(ranges, (offset, 0))])

    def at(self, unit: Unit, offset: int) -> Range:
        """Return the unit that holds `offset`.

        Between two units it is the one that ends just there, where no other begins there; else the
        next, and at the close the last. `(offset, offset)` on a page without any.
        """
        found = next(self.after(unit, offset), None)
        if found is None or found[0] > offset:
            last = next(self.before(unit, offset), None)
            if last is not None and (found is None or last[1] == offset):
                return last
        return found or (offset, offset)

    def between(self, unit: Unit, start: int, end: int) -> Iterator[Range]:
        """Yield the units that share a character with `start:end`."""
        for found in self.after(unit, start):
            if found[0] >= end:
                break
            yield found

    def block_range(self, offset: int) -> Range:
        """Return the whole block, marker and all, that holds `offset`; else the one before it."""
        if not self._blocks:
            return offset, offset
        index = max(0, bisect_right(self._starts, offset) - 1)
        return self._starts[index], self._ends[index]

    def heading_at(self, offset: int) -> Range | None:
        """Return the heading of the section that holds `offset`; None before the page's first."""
        number = self._section_number(offset)
        if number < 0:
            return None
        index = self._headings[number]
        return self._starts[index], self._ends[index]

    def links_between(
        self, start: int, end: int, kind: SpanKind = SpanKind.LINK
    ) -> Iterator[tuple[int, str]]:
        """Yield where each span of `kind` between `start` and `end` begins, and where it leads."""
        for index in range(bisect_right(self._ends, start), bisect_left(self._starts, end)):
            for span in self._blocks[index].spans:
                at = self._starts[index] + span.start
                if span.kind is kind and start <= at < end:
                    yield at, span.target

    @property
    def edges(self) -> tuple[int, int, int]:
        """Where the first block begins, where the last one does, and where that ends; else zeros."""
        if not self._blocks:
            return 0, 0, 0
        return self._begins[0], self._begins[-1], self._ends[-1]

    def _section_number(self, offset: int) -> int:
        """Return the number of the heading that `offset` stands under, -1 for none."""
        return bisect_right(self._headings, offset, key=self._starts.__getitem__) - 1

    def _section(self, number: int) -> Range | None:
        """Return the section of heading `number`; -1 is what stands before the first one."""
        first = self._headings[number] if number >= 0 else 0
        last = self._headings[number + 1] if number + 1 < len(self._headings) else len(self._blocks)
        return (self._begins[first], self._ends[last - 1]) if first < last else None

    def _pieces_of(self, index: int) -> list[Range]:
        if index not in self._pieces:
            from reader.domain.sentences.sentences import pieces

            begin = self._begins[index] - self._starts[index]
            self._pieces[index] = pieces(self._blocks[index].text, begin)
        return self._pieces[index]

    def _ranges(self, unit: str, index: int, low: int, high: int) -> list[Range]:
        """Return the sentences or words of `low:high` in block `index`, as offsets of the article."""
        key = unit, index, low
        if key not in self._found:
            text, start = self._blocks[index].text, self._starts[index]
            if unit == "sentence":
                from reader.domain.sentences.sentences import sentences_in

                found = sentences_in(text, low, high, self._language)
            else:
                found = [match.span() for match in _word().finditer(text, low, high)]
            self._found[key] = [(start + one, start + other) for one, other in found]
        return self._found[key]


def _end(found: Range) -> int:
    return found[1]
