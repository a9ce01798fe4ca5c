"""What lies under the text: grounds of code and figures, bars of quotations, marks, matches, selection.

It is drawn here and not put into the document as formats: a mark then costs no layout, overlapping marks
can be told apart, and the strips are as high as the letters, whatever the line height. What a piece of
text has under it is reckoned once and kept until its marks or its layout change.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from reader.domain.blocks import BlockKind
from reader.window.article.look import BOXED, DEEPEST, PAD, QUOTE_STEP, Look, Shape
from reader.window.article.marks import Mark, Marks, segments
from reader.window.article.sight import Sight
from reader.window.article.strips import strips
from reader.window.themes import CORNER

_MOST_LINES = 3  # under a stretch that several marks share
_SOFT, _QUOTE_BAR = 56, 3
_BOX_ABOVE, _BOX_BELOW = PAD - 3, PAD + 2  # letters stand low in their line


class Dot(NamedTuple):
    """The place beside a passage that has a note: `middle` from the piece's top."""

    middle: float
    color: QColor
    note_id: str


class PieceInk(NamedTuple):
    """What one piece has under it, from its corner, and the dots beside it."""

    fills: list[tuple[QRectF, QColor]]
    frames: list[QRectF]
    dots: list[Dot]


class Ink:
    """What is under the text of one document in one look."""

    def __init__(self, look: Look, sight: Sight) -> None:
        self._look = look
        self._sight = sight
        self._document = sight.document
        self._pieces: dict[int, PieceInk] = {}
        self.width = 0  # pixels of the text column
        self.marks = Marks()
        self._current: str | None = None
        self._matches: list[tuple[int, int]] = []
        self._match = -1

    # What there is

    def forget(self) -> None:
        """Reckon everything anew, after the layout changed."""
        self._pieces.clear()

    def take_over(self, other: Ink) -> None:
        """Take the marks and matches of what showed the same text before."""
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
        if found == self._matches and current == self._match:
            return False
        self._matches, self._match = found, current
        self.forget()
        return True

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
        pieces = self._document.pieces
        start, end = pieces.offsets[number], pieces.end(number)
        ink = PieceInk([], [], [])
        for code_start, code_end in _touching(self._document.code, start, end):
            row = QColor(self._look.theme.row)
            ink.fills.extend((strip, row) for strip in self.strips(block, code_start, code_end))
        marks = self.marks.between(start, end)
        for first, last, covering in segments(marks, start, end):
            self._mark(ink, self.strips(block, first, last), covering)
        for mark in marks:
            self._edges(ink, block, mark, start, end)
        accent = QColor(self._look.theme.accent)
        accent.setAlpha(_SOFT)
        current = self._matches[self._match] if 0 <= self._match < len(self._matches) else None
        for match in _touching(self._matches, start, end):
            found = self.strips(block, *match)
            if match == current:
                ink.frames.extend(found)
            ink.fills.extend(
                (strip, QColor(self._look.theme.selection) if match == current else accent) for strip in found
            )
        return ink

    def _mark(self, ink: PieceInk, found: list[QRectF], covering: list[Mark]) -> None:
        """Fill a stretch in the colour of the mark that began last; lines under it tell of the others."""
        colors = self._look.theme.marks
        ground = QColor(colors[covering[-1].color][0])
        for strip in found:
            ink.fills.append((strip, ground))
            for height, mark in enumerate(covering[-2 : -2 - _MOST_LINES : -1]):
                line = QRectF(strip.left(), strip.bottom() - 2 - 3 * height, strip.width(), 2)
                ink.fills.append((line, QColor(colors[mark.color][1])))

    def _edges(self, ink: PieceInk, block: QTextBlock, mark: Mark, start: int, end: int) -> None:
        """Add the dot of a written note, and the ticks at both ends of the current one."""
        bar = QColor(self._look.theme.marks[mark.color][1])
        if start <= mark.start < end:
            first = self.strips(block, mark.start, mark.start + 1)
            if first and mark.has_body:
                ink.dots.append(Dot(first[0].center().y(), bar, mark.note_id))
            if first and mark.note_id == self._current:
                ink.fills.append((QRectF(first[0].left() - 1, first[0].top(), 2, first[0].height()), bar))
        if start < mark.end <= end and mark.note_id == self._current:
            last = self.strips(block, mark.end - 1, mark.end)
            if last:
                ink.fills.append((QRectF(last[-1].right() - 1, last[-1].top(), 2, last[-1].height()), bar))

    # Drawing

    def draw(self, painter: QPainter, top: float, bottom: float, selection: tuple[int, int] | None) -> None:
        """Draw what lies between two heights of the document; the painter's origin is the document's."""
        for block, rect in self._sight.blocks(top, bottom):
            ink = self.piece(block)
            shape = self._shape(block) or self._document.pictures.get(block.position())
            if shape is not None:
                self._ground(painter, block, rect, shape)
            if ink is None:
                continue
            corner = rect.topLeft()
            painter.translate(corner)
            for strip, color in ink.fills:
                painter.fillRect(strip, color)
            if ink.frames:
                painter.setPen(QColor(self._look.theme.accent))
                painter.drawRects(ink.frames)
            if selection is not None:
                self._selected(painter, self.strips(block, *selection))
            painter.translate(-corner)

    def dots(self, top: float, bottom: float) -> Iterator[tuple[float, Dot]]:
        """Yield the dots between two heights of the document, each with its height."""
        for block, rect in self._sight.blocks(top, bottom):
            ink = self.piece(block)
            for dot in ink.dots if ink is not None else ():
                yield rect.top() + dot.middle, dot

    def _selected(self, painter: QPainter, found: list[QRectF]) -> None:
        ground, accent = QColor(self._look.theme.selection), QColor(self._look.theme.accent)
        for strip in found:
            painter.fillRect(strip, ground)
            painter.fillRect(QRectF(strip.left(), strip.bottom() - 2, strip.width(), 2), accent)

    def _ground(self, painter: QPainter, block: QTextBlock, rect: QRectF, shape: Shape) -> None:
        """Draw the ground of code and figures and the bars of quotations."""
        theme = self._look.theme
        form = block.blockFormat()
        left, right = rect.left() + form.leftMargin(), rect.left() + self.width - form.rightMargin()
        if shape.kind in BOXED:
            above, below = (_BOX_ABOVE if shape.begins else 0), (_BOX_BELOW if shape.ends else 0)
            area = QRectF(
                left - PAD, rect.top() - above, right - left + 2 * PAD, rect.height() + above + below
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.side))
            if shape.begins and shape.ends:
                painter.drawRoundedRect(area, CORNER, CORNER)
            else:
                painter.fillRect(area, QColor(theme.side))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        if not shape.quote:
            return
        depths = min(shape.quote, DEEPEST)
        above_shape = self._shape(block.previous())
        for depth in range(depths):
            joined = above_shape is not None and above_shape.quote > depth
            top = self._sight.rect(block.previous()).bottom() if joined else rect.top()
            inwards = QUOTE_STEP * (depths - depth)
            x = right + inwards - _QUOTE_BAR if shape.is_rtl else left - inwards
            painter.fillRect(QRectF(x, top, _QUOTE_BAR, rect.bottom() - top), QColor(theme.line))

    def _shape(self, block: QTextBlock) -> Shape | None:
        number = self._document.pieces.piece_at(block.position()) if block.isValid() else None
        return self._document.shapes[number] if number is not None else None


def _touching(ranges: list[tuple[int, int]], start: int, end: int) -> list[tuple[int, int]]:
    """Return the ranges, ordered and apart from each other, that cover any of `start` to `end`."""
    first = bisect_left(ranges, start, key=lambda found: found[1])
    last = bisect_left(ranges, end, key=lambda found: found[0])
    return [found for found in ranges[first:last] if found[1] > start]
