"""Where on the page an offset is, what is in sight, and how far to scroll to see something."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QTextBrowser

from reader.domain.blocks import BlockKind
from reader.window.article.document import ArticleDocument

MARGIN = 2  # lines kept between what is shown and the edge of the window, where there is room
_MOST_PIECES = 100  # of a table that may be in sight as a whole
_HEADING_AT = 0.2  # how far down a heading comes to stand, as part of the window's height


class Sight:
    """The geometry of one view. Points and rectangles are the document's, whose top is at 0."""

    def __init__(self, view: QTextBrowser, document: ArticleDocument) -> None:
        self._bar = view.verticalScrollBar()
        self._viewport = view.viewport()
        self.document = document
        self._layout = document.documentLayout()

    @property
    def top(self) -> int:
        """The first line of pixels in sight."""
        return self._bar.value()

    @property
    def bottom(self) -> int:
        """The line of pixels after the last one in sight."""
        return self._bar.value() + self._viewport.height()

    def lay_out(self, height: float) -> None:
        """Make sure that everything above `height` is laid out, so that it can be scrolled to."""
        self._layout.hitTest(QPointF(0, height), Qt.HitTestAccuracy.FuzzyHit)
        # The view's scroll bar would learn only later how far the text reaches by now; no one reads the size.
        self._layout.documentSizeChanged.emit(QSizeF())

    def rect(self, block: QTextBlock) -> QRectF:
        """Return where a display block is, laying out whatever stands before it."""
        return self._layout.blockBoundingRect(block)

    def line_rect(self, offset: int) -> QRectF:
        """Return the line of text that `offset` is in; its left edge is where `offset` is."""
        position = self.document.pieces.position(offset)
        block = self.document.findBlock(position)
        rect = self.rect(block)
        line = block.layout().lineForTextPosition(position - block.position())
        if not line.isValid():
            return rect
        x: float = line.cursorToX(position - block.position())[0]  # type: ignore[index]
        return QRectF(rect.left() + x, rect.top() + line.y(), line.naturalTextWidth(), line.height())

    def visible_part(self, offset: int) -> QRectF | None:
        """Return the rectangle of the block (paragraph, table) that `offset` is in; None if out of sight."""
        positions = self.document.pieces.positions
        pieces = self.document.pieces_of(self.document.block_at(offset))
        if not pieces:
            return None
        first, last = (self.rect(self.document.findBlock(positions[pieces[end]])) for end in (0, -1))
        whole = first.united(last)
        return whole if self.is_visible(whole) else None

    def _whole(self, offset: int) -> QRectF | None:
        """Return the rectangle of the block that `offset` is in; None where that is long."""
        document = self.document
        pieces = document.pieces_of(document.block_at(offset))
        if len(pieces) > _MOST_PIECES:
            return None
        rects = [self.rect(document.findBlock(document.pieces.positions[piece])) for piece in pieces]
        return rects[0].united(rects[-1])

    def offset_at(self, point: QPointF, *, exact: bool = False) -> int | None:
        """Return the offset at (or near) `point`; None if there is no text, or, with `exact`, not there."""
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        position = self._hit(point, accuracy)
        if position < 0 or (exact and not self.document.pieces.holds(position)):
            return None
        return self.document.pieces.offset(position)

    def _hit(self, point: QPointF, accuracy: Qt.HitTestAccuracy = Qt.HitTestAccuracy.FuzzyHit) -> int:
        """Return the position (UTF-16) at, or near, `point`; -1 if there is none."""
        position = self._layout.hitTest(point, accuracy)
        if position < 0:
            return position
        # Between two blocks Qt answers with one that is not laid out yet, and so stands at 0 for it.
        found = self.document.findBlock(position)
        if self.rect(found).top() <= point.y():
            return position
        numbers = range(found.blockNumber())
        after = bisect_right(numbers, point.y(), key=self._top_of)
        block = self.document.findBlockByNumber(max(after - 1, 0))
        return block.position() + (block.length() - 1 if after else 0)

    def _top_of(self, number: int) -> float:
        return self.rect(self.document.findBlockByNumber(number)).top()

    def blocks(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, QRectF]]:
        """Yield the display blocks that have anything between two heights."""
        block = self.document.findBlock(max(self._hit(QPointF(0, top)), 0))
        if block.previous().isValid():  # it may reach down into sight with what is drawn round it
            block = block.previous()
        while block.isValid():
            rect = self.rect(block)
            if rect.top() >= bottom:
                break
            yield block, rect
            block = block.next()

    def range(self) -> tuple[int, int]:
        """Return the offsets of the text in sight, half open."""
        pieces = self.document.pieces
        if not len(pieces):
            return self.document.start, self.document.start
        first = self._hit(QPointF(0, self.top))
        last = self._hit(QPointF(1e6, self.bottom - 1))
        return pieces.offset(max(first, 0)), max(pieces.offset(max(last, 0)), pieces.offset(max(first, 0)))

    def shows_end(self) -> bool:
        """Whether the last line of the text is in sight."""
        end = self.document.end_offset
        return self.range()[1] >= end and self.line_rect(end).bottom() <= self.bottom + 0.5

    def first_line(self, top: float) -> int | None:
        """Return the offset at which the first line begins that lies wholly below the height `top`."""
        for block, rect in self.blocks(top, self.bottom):
            if self.document.pieces.piece_at(block.position()) is None:
                continue
            layout = block.layout()
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                if rect.top() + line.y() >= top - 0.5:
                    return self.document.pieces.offset(block.position() + line.textStart())
        return None

    def first_block(self) -> int | None:
        """Return the offset of the first block that is read and whose beginning is in sight.

        Where one long paragraph fills the window: the offset of its first line in sight.
        """
        pieces = self.document.pieces
        for block, rect in self.blocks(self.top, self.bottom):
            piece = pieces.piece_at(block.position())
            if piece is None or rect.top() < self.top or not self.document.shapes[piece].begins:
                continue
            if self.document.blocks[self.document.block_of[piece]].is_read:
                return pieces.offsets[piece]
        return self.first_line(self.top)

    def is_visible(self, rect: QRectF) -> bool:
        """Whether any of `rect` is in sight."""
        return rect.bottom() > self.top and rect.top() < self.bottom

    def scroll_to(self, offset: int) -> int:
        """Return where the view must be scrolled to for the line of `offset` to be read in comfort.

        At the beginning of a block all of it is shown, if it fits; a heading that was out of sight
        comes near the top, so that its section is seen.
        """
        line = self.line_rect(offset)
        height = self._viewport.height()
        margin = min(MARGIN * line.height(), height / 4)
        document = self.document
        block = document.block_at(offset)
        wanted = line
        is_heading = False
        if document.blocks and offset == document.starts[block]:
            kind = document.blocks[block].kind
            is_heading = kind in (BlockKind.HEADING, BlockKind.TITLE)
            whole = self._whole(offset)
            if whole is not None and whole.height() + 2 * margin <= height:
                wanted = whole
        top = self.top
        above, below = wanted.top() - margin, wanted.bottom() + margin
        if above >= top and below <= top + height:
            return top
        if is_heading and (wanted.top() < top or wanted.bottom() > top + height):
            return round(wanted.top() - height * _HEADING_AT)
        if below - top > 2 * height or top - above > height:  # far away: where the eye is, a third down
            return round(line.top() - height / 3)
        return round(above if above < top or below - above > height else below - height)
