"""Draws what lies under the text: grounds of code and pictures, bars of quotations, ink, selection."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QTextBlock

from reader.window.article.ink import Dot, Ink
from reader.window.article.look import BOXED, DEEPEST, PAD, QUOTE_STEP, Look, Shape
from reader.window.article.sight import Sight
from reader.window.themes import CORNER

_QUOTE_BAR = 3
_BOX_ABOVE, _BOX_BELOW = PAD - 3, PAD + 2  # letters stand low in their line
_REACH = 48  # pixels above a block that a ground, or a bar that joins it to the one before, may reach


class Under:
    """Draws under one document; `width` is that of the text column, in pixels."""

    def __init__(self, look: Look, sight: Sight, ink: Ink) -> None:
        self._theme = look.theme
        self._sight = sight
        self._document = sight.document
        self._ink = ink
        self.width = 0

    def draw(
        self, painter: QPainter, top: float, bottom: float, selection: tuple[int, int] | None
    ) -> list[tuple[float, Dot]]:
        """Draw what lies between two heights; return the dots there, each with the height of its middle.

        The painter's origin, and all heights, are the document's.
        """
        dots: list[tuple[float, Dot]] = []
        for block, rect in self._sight.blocks(top, bottom + _REACH):
            shape = self._shape(block)
            if shape is not None and (shape.quote or shape.kind in BOXED):
                self._draw_ground(painter, block, rect, shape)
            ink = self._ink.piece(block)
            if ink is None:
                continue
            corner = rect.topLeft()
            painter.translate(corner)
            painter.setPen(Qt.PenStyle.NoPen)
            for color, rects in ink.fills:
                painter.setBrush(color)
                painter.drawRects(rects)
            if ink.frames:
                painter.setPen(QColor(self._theme.accent))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRects(ink.frames)
            if selection is not None:
                self._draw_selected(painter, self._ink.strips(block, *selection))
            painter.translate(-corner)
            dots.extend((rect.top() + dot.middle, dot) for dot in ink.dots)
        return dots

    def dots(self, top: float, bottom: float) -> list[tuple[float, Dot]]:
        """Return the dots between two heights of the document, each with the height of its middle."""
        found = ((rect.top(), self._ink.piece(block)) for block, rect in self._sight.blocks(top, bottom))
        return [(above + dot.middle, dot) for above, ink in found if ink is not None for dot in ink.dots]

    def _draw_selected(self, painter: QPainter, found: list[QRectF]) -> None:
        ground, accent = QColor(self._theme.selection), QColor(self._theme.accent)
        for strip in found:
            painter.fillRect(strip, ground)
            painter.fillRect(QRectF(strip.left(), strip.bottom() - 2, strip.width(), 2), accent)

    def _draw_ground(self, painter: QPainter, block: QTextBlock, rect: QRectF, shape: Shape) -> None:
        form = block.blockFormat()
        left, right = rect.left() + form.leftMargin(), rect.left() + self.width - form.rightMargin()
        if shape.kind in BOXED:
            above, below = (_BOX_ABOVE if shape.begins else 0), (_BOX_BELOW if shape.ends else 0)
            area = QRectF(
                left - PAD, rect.top() - above, right - left + 2 * PAD, rect.height() + above + below
            )
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.side))
            if shape.begins and shape.ends:
                painter.drawRoundedRect(area, CORNER, CORNER)
            else:
                painter.drawRect(area)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        depths = min(shape.quote, DEEPEST)
        before = self._shape(block.previous())
        for depth in range(depths):
            joined = before is not None and before.quote > depth
            top = self._sight.rect(block.previous()).bottom() if joined else rect.top()
            inwards = QUOTE_STEP * (depths - depth)
            x = right + inwards - _QUOTE_BAR if shape.is_rtl else left - inwards
            painter.fillRect(QRectF(x, top, _QUOTE_BAR, rect.bottom() - top), QColor(self._theme.line))

    def _shape(self, block: QTextBlock) -> Shape | None:
        if not block.isValid():
            return None
        number = self._document.pieces.piece_at(block.position())
        if number is None:
            return self._document.pictures.get(block.position())
        return self._document.shapes[number]
