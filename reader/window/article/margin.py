"""What stands beside the text: the reading cursor's bar where lines begin, the notes' dots where they end."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from reader.window.article.ink import Dot

BAR_AWAY, BAR_WIDTH = 22, 3  # pixels from the text to the bar's far edge, and its width
_BAR_INSET = 4
DOT_AWAY, DOT_STEP, DOT_RADIUS = 20, 11, 4


def bar_rect(begin: float, block: QRectF, *, is_rtl: bool) -> QRectF:
    """Return the bar beside a block; `begin` is the edge of the text column where its lines begin."""
    height = max(block.height() - 2 * _BAR_INSET, 8)
    left = begin + BAR_AWAY - BAR_WIDTH if is_rtl else begin - BAR_AWAY
    return QRectF(left, block.center().y() - height / 2, BAR_WIDTH, height)


def draw_bar(painter: QPainter, bar: QRectF, color: QColor) -> None:
    """Draw the reading cursor's bar."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(color)
    painter.drawRoundedRect(bar, BAR_WIDTH / 2, BAR_WIDTH / 2)


def placed(
    end: float, dots: Iterable[tuple[float, Dot]], most: int, *, is_rtl: bool
) -> list[tuple[QPointF, Dot]]:
    """Return the middle of each dot; those of one line stand side by side, `most` of them at most.

    `end` is the edge of the text column where lines end.
    """
    result: list[tuple[QPointF, Dot]] = []
    in_line, height = 0, -1.0
    for middle, dot in dots:
        in_line = in_line + 1 if abs(middle - height) < DOT_RADIUS else 0
        height = middle
        if in_line < most:
            away = DOT_AWAY + in_line * DOT_STEP
            result.append((QPointF(end - away if is_rtl else end + away, middle), dot))
    return result


def draw_dots(painter: QPainter, dots: Iterable[tuple[QPointF, Dot]]) -> None:
    """Draw the dots."""
    painter.setPen(Qt.PenStyle.NoPen)
    for middle, dot in dots:
        painter.setBrush(dot.color)
        painter.drawEllipse(middle, DOT_RADIUS, DOT_RADIUS)
