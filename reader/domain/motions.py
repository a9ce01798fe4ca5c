"""The reading cursor and its motions, as values: no widget, no layout.

A motion takes a cursor and returns another, or None where the page has no more. With nothing
selected the cursor goes to where a unit begins. With a selection under way its moving end goes to
where units end behind the fixed end, and to where they begin before it, so that a selection always
holds whole units on that side. All offsets are code points of the article's plain text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.domain.blocks import Block, SpanKind
from reader.domain.units import Range, Unit, Units


@dataclass(frozen=True, slots=True)
class Cursor:
    """A place in the text, and the fixed end of the selection where one is under way.

    `anchor` may lie on another page than `position`.
    """

    position: int
    anchor: int | None = None

    @property
    def selection(self) -> tuple[int, int]:
        """The selected range, half open; empty, at the position, where nothing is selected."""
        if self.anchor is None:
            return self.position, self.position
        return min(self.anchor, self.position), max(self.anchor, self.position)

    def swapped(self) -> Cursor:
        """Return the cursor with the ends of its selection exchanged."""
        return self if self.anchor is None else Cursor(self.anchor, self.position)


class ReadingText:
    """One page of an article as the reading cursor sees it.

    `starts` are the offsets of `blocks`; `top` is where its first block that is read begins,
    `bottom` where the last one does, `end` where that ends. `language` is the article's, if known.
    """

    def __init__(self, blocks: Sequence[Block], starts: Sequence[int], language: str = "") -> None:
        self._units = Units(blocks, starts, language)
        self.top, self.bottom, self.end = self._units.edges

    def move(self, cursor: Cursor, unit: Unit, count: int) -> Cursor | None:
        """Return the cursor `count` units on (back where negative), or as far as the page goes.

        None where it cannot move at all, so that the caller turns the page. Back by sentence, word
        or section leads to where the present one begins first; by paragraph to the one before.
        """
        moved = cursor
        for _ in range(abs(count)):
            step = self._step(moved, unit, count > 0)
            if step is None:
                break
            moved = step
        return None if moved == cursor else moved

    def _step(self, cursor: Cursor, unit: Unit, forward: bool) -> Cursor | None:
        if cursor.anchor is not None:
            position = self._extended(cursor.position, cursor.anchor, unit, forward)
        elif forward:
            position = self._next_start(unit, cursor.position)
        else:
            position = self._previous_start(unit, cursor.position)
        return None if position is None else Cursor(position, cursor.anchor)

    def _next_start(self, unit: Unit, position: int) -> int | None:
        return next((start for start, _ in self._units.after(unit, position) if start > position), None)

    def _previous_start(self, unit: Unit, position: int) -> int | None:
        before = self._units.before(unit, position)
        found = next(before, None)
        if found is None:
            return None
        if unit == "section" and self._units.heading_at(found[0]) is None:
            return None  # what stands before the first heading has none to go to
        if unit == "paragraph" and found[1] >= position:
            found = next(before, found)
        return found[0]

    def _extended(self, position: int, anchor: int, unit: Unit, forward: bool) -> int | None:
        """Return where the moving end of a selection goes."""
        if forward:
            if position < anchor:  # it shrinks
                start = self._next_start(unit, position)
                if start is not None and start <= anchor:
                    return start
            return next((end for _, end in self._units.after(unit, position) if end > position), None)
        if position > anchor:
            for _, end in self._units.before(unit, position):
                if end < position:
                    if end > anchor:
                        return end
                    break
        found = next(self._units.before(unit, position), None)
        return None if found is None else found[0]

    def select_sentence(self, cursor: Cursor) -> Cursor:
        """Select the sentence at the cursor; where something is selected, one more sentence.

        The selection ends with the closing mark; its moving end is the later one from now on.
        """
        start, end = cursor.selection
        if start == end:
            start, end = self.sentence_at(cursor.position)
            return Cursor(end, start)
        further = next((stop for _, stop in self._units.after("sentence", end)), end)
        return Cursor(further, start)

    def unit_at(self, offset: int, unit: Unit) -> Range:
        """Return the paragraph, sentence, word or section that holds `offset`, or the nearest.

        A paragraph is without its list marker; a section reaches to the next heading of any level.
        """
        return self._units.at(unit, offset)

    def sentence_at(self, offset: int) -> Range:
        """Return the sentence that holds `offset`; just behind one and before a space, that one."""
        return self._units.at("sentence", offset)

    def block_range(self, offset: int) -> Range:
        """Return the whole block that holds `offset`, with its marker."""
        return self._units.block_range(offset)

    def heading_at(self, offset: int) -> Range | None:
        """Return the heading of the section that holds `offset`; None before the page's first."""
        return self._units.heading_at(offset)

    def sentences_between(self, start: int, end: int) -> list[Range]:
        """Return the sentences that share a character with `start:end`."""
        return list(self._units.between("sentence", start, end))

    def links_between(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return where each link that begins in `start:end` does so, and where it leads."""
        return list(self._units.links_between(start, end))

    def footnotes_between(self, start: int, end: int) -> list[tuple[int, str]]:
        """Return where each reference to a footnote in `start:end` begins, and the footnote's label."""
        return list(self._units.links_between(start, end, SpanKind.FOOTNOTE))

    def clamp(self, offset: int) -> int:
        """Return the place on this page that is nearest to `offset`."""
        return min(max(offset, self.block_range(0)[0]), self.end)
