"""What is drawn under each piece of text: inline code, marks, matches; and the dots beside it.

It is drawn, and not put into the document as formats: a mark then costs no layout, overlapping marks
can be told apart, and the strips are as high as the letters, whatever the line height. What a piece of
text has under it is reckoned once and kept until its marks or its layout change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QTextBlock

from reader.window.article.document import ArticleDocument
from reader.window.article.look import Look
from reader.window.article.marks import Mark, Marks, segments
from reader.window.article.strips import edge, strips

_MOST_LINES = 3  # under a stretch that several marks share
_SOFT = 56  # how opaque a match is that is not the current one, of 255
_CODE, _MARK, _LINE, _MATCH = range(4)  # what is drawn over what


class Dot(NamedTuple):
    """The place beside a passage that has a note: `middle` from the piece's top."""

    middle: float
    color: QColor
    note_id: str


class PieceInk:
    """What one piece has under it, from its corner, and the dots beside it.

    `fills` are colours, each with all its rectangles, in the order in which they are drawn.
    """

    def __init__(self) -> None:
        self._layers: dict[tuple[int, int], tuple[QColor, list[QRectF]]] = {}
        self.frames: list[QRectF] = []
        self.dots: list[Dot] = []

    def add(self, layer: int, color: QColor, rects: Iterable[QRectF]) -> None:
        """Add rectangles of one colour; those of a higher layer are drawn over those of a lower one."""
        key = layer, color.rgba()
        if key not in self._layers:
            self._layers[key] = color, []
        self._layers[key][1].extend(rects)

    @property
    def fills(self) -> list[tuple[QColor, list[QRectF]]]:
        """The colours and their rectangles, lowest layer first."""
        return [self._layers[key] for key in sorted(self._layers)]


class Ink:
    """What is under the text of one document in one look."""

    def __init__(self, look: Look, document: ArticleDocument) -> None:
        self._look = look
        self._document = document
        self._pieces: dict[int, PieceInk] = {}
        self.marks = Marks()
        self._current: str | None = None
        self._matches: list[tuple[int, int]] = []
        self._match = -1

    # What there is

    def forget(self) -> None:
        """Reckon everything anew, after the layout changed."""
        self._pieces.clear()

    def take_over(self, other: Ink) -> None:
        """Take the marks and matches of what was shown before."""
        self.marks, self._current = other.marks, other._current
        self._matches, self._match = other._matches, other._match

    def set_marks(self, marks: Marks) -> bool:
        """Take other marks; return whether any changed."""
        changed = marks.changed(self.marks)
        self.marks = marks
        for mark in changed:
            self._forget(mark.start, mark.end)
        return bool(changed)

    def set_current(self, note_id: str | None) -> bool:
        """Emphasise the passage of one note; return whether it is another one."""
        if note_id == self._current:
            return False
        for mark in (self.marks.of_note(self._current), self.marks.of_note(note_id)):
            if mark is not None:
                self._forget(mark.start, mark.end)
        self._current = note_id
        return True

    def set_matches(self, matches: Iterable[tuple[int, int]], current: int) -> bool:
        """Mark what was found, the match number `current` strongly; return whether that is new."""
        found = sorted(matches)
        before = self._current_match
        if found != self._matches:
            self.forget()
        elif current == self._match:
            return False
        self._matches, self._match = found, current
        for match in (before, self._current_match):
            if match is not None:
                self._forget(*match)
        return True

    @property
    def _current_match(self) -> tuple[int, int] | None:
        return self._matches[self._match] if 0 <= self._match < len(self._matches) else None

    def _forget(self, start: int, end: int) -> None:
        pieces = self._document.pieces
        for piece in range(pieces.piece(start), pieces.piece(max(start, end - 1)) + 1):
            self._pieces.pop(piece, None)

    # Reckoning

    def piece(self, block: QTextBlock) -> PieceInk | None:
        """Return what a display block has under it; None for one that is no part of the plain text."""
        number = self._document.pieces.piece_at(block.position())
        if number is None:
            return None
        ink = self._pieces.get(number)
        if ink is None:
            ink = self._pieces[number] = self._reckon(number, block)
        return ink

    def strips(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        """Return what the offsets `start` to `end` cover of a display block, from its corner."""
        pieces = self._document.pieces
        number = pieces.piece_at(block.position())
        if number is None:
            return []
        start, end = max(start, pieces.offsets[number]), min(end, pieces.end(number))
        if start >= end:
            return []
        begin = block.position()
        rise, fall = self._look.metrics(self._document.shapes[number].face)
        # The end of a piece may be the beginning of the next one: count from this one's own letters.
        last = begin + pieces.units(number) if end == pieces.end(number) else pieces.position(end)
        return strips(block, pieces.position(start) - begin, last - begin, rise, fall)

    def _reckon(self, number: int, block: QTextBlock) -> PieceInk:
        pieces, theme = self._document.pieces, self._look.theme
        start, end = pieces.offsets[number], pieces.end(number)
        ink = PieceInk()
        for code in _touching(self._document.code, start, end):
            ink.add(_CODE, QColor(theme.row), self.strips(block, *code))
        marks = self.marks.between(start, end)
        for first, last, covering in segments(marks, start, end):
            self._mark(ink, self.strips(block, first, last), covering)
        for mark in marks:
            self._edges(ink, block, mark, start, end)
        soft = QColor(theme.accent)
        soft.setAlpha(_SOFT)
        for match in _touching(self._matches, start, end):
            found = self.strips(block, *match)
            is_current = match == self._current_match
            ink.add(_MATCH, QColor(theme.selection) if is_current else soft, found)
            if is_current:
                ink.frames.extend(found)
        return ink

    def _mark(self, ink: PieceInk, found: list[QRectF], covering: list[Mark]) -> None:
        """Fill a stretch in the colour of the mark that began last; lines under it tell of the others."""
        colors = self._look.theme.marks
        ink.add(_MARK, QColor(colors[covering[-1].color][0]), found)
        for height, mark in enumerate(covering[-2 : -2 - _MOST_LINES : -1]):
            lines = [QRectF(s.left(), s.bottom() - 2 - 3 * height, s.width(), 2) for s in found]
            ink.add(_LINE, QColor(colors[mark.color][1]), lines)

    def _edges(self, ink: PieceInk, block: QTextBlock, mark: Mark, start: int, end: int) -> None:
        """Add the dot of a written note, and the ticks at both ends of the current one."""
        is_current = mark.note_id == self._current
        bar = QColor(self._look.theme.marks[mark.color][1])
        if start <= mark.start < end and (is_current or mark.has_body):
            for first in self.strips(block, mark.start, mark.start + 1)[:1]:
                if mark.has_body:
                    ink.dots.append(Dot(first.center().y(), bar, mark.note_id))
                if is_current:
                    ink.add(_LINE, bar, [self._tick(block, mark.start, first)])
        if is_current and start < mark.end <= end:
            for last in self.strips(block, mark.end - 1, mark.end)[-1:]:
                ink.add(_LINE, bar, [self._tick(block, mark.end - 1, last, at_end=True)])

    def _tick(self, block: QTextBlock, offset: int, strip: QRectF, *, at_end: bool = False) -> QRectF:
        """Return the tick at the letter's beginning or end, which is its right side in Arabic or its left."""
        x = edge(block, self._document.pieces.position(offset) - block.position(), at_end=at_end)
        return QRectF(x - 1, strip.top(), 2, strip.height())


def _touching(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges, ordered and apart from each other, that cover any of `start` to `end`."""
    first = bisect_left(ranges, start, key=lambda found: found[1])
    last = bisect_left(ranges, end, key=lambda found: found[0])
    return [found for found in ranges[first:last] if found[1] > start]
