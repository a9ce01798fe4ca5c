"""What delegates paint, turned round where the window is read from right to left."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)

from reader.window.offsets import utf16_length
from reader.window.painting import draw_keycap, keycap_width
from reader.window.themes import Theme

_BETWEEN = 6  # pixels from key to key


class Mirror:
    """Turns places in `whole`, given as for left to right, to the side where reading begins.

    Each text runs as its own script does; where it stands is the window's affair.
    """

    def __init__(self, whole: QRect, direction: Qt.LayoutDirection) -> None:
        self.is_on = direction == Qt.LayoutDirection.RightToLeft
        self._edges = whole.left() + whole.right()

    def place(self, rect: QRect) -> QRect:
        """Return where `rect` is drawn."""
        if not self.is_on:
            return rect
        return QRect(self._edges - rect.right(), rect.top(), rect.width(), rect.height())

    def side(self, *, at_end: bool = False) -> Qt.AlignmentFlag:
        """Return the side on which a text begins, or ends."""
        is_right = self.is_on != at_end
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignAbsolute

    def draw_text(self, painter: QPainter, rect: QRect, text: str, *, at_end: bool = False) -> None:
        """Draw a line of text in the middle of `rect`'s height, with the painter's font and pen."""
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        flags = self.side(at_end=at_end) | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(self.place(rect), int(flags), text)

    def draw_keycap(
        self, painter: QPainter, right: int, middle: int, text: str, font: QFont, theme: Theme
    ) -> int:
        """Draw `text` as a key whose end is at `right`; return where the next one ends."""
        left = right - keycap_width(text, font)
        drawn = self.place(QRect(left, middle, right - left, 1))
        draw_keycap(painter, drawn.left() + drawn.width(), middle, text, font, theme)
        return left - _BETWEEN

    def draw_marked(
        self,
        painter: QPainter,
        rect: QRect,
        text: str,
        marks: Iterable[tuple[int, int]],
        font: QFont,
        color: QColor,
        marked: QColor,
        most: int = 1,
    ) -> int:
        """Draw `text` over at most `most` lines, its `marks` (code points, half open) bold in `marked`.

        A single line stands in the middle of `rect`'s height and ends in `…` where it has to. Returns
        how many pixels the last line took.
        """
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        metrics = QFontMetrics(bold)
        if most == 1 and metrics.horizontalAdvance(text) > rect.width():
            text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        layout = QTextLayout(text, font)
        option = QTextOption(self.side())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        layout.setTextOption(option)
        layout.setFormats([_bold(text, start, end, marked) for start, end in marks if start < len(text)])
        layout.beginLayout()
        used, y = 0.0, 0.0
        for _ in range(most):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(rect.width())
            line.setPosition(QPointF(0, y))
            used, y = line.naturalTextWidth(), y + line.height()
        layout.endLayout()
        top = rect.top() + ((rect.height() - y) / 2 if most == 1 else 0)
        painter.setPen(color)
        layout.draw(painter, QPointF(self.place(rect).left(), top))
        return round(used)


def _bold(text: str, start: int, end: int, color: QColor) -> QTextLayout.FormatRange:
    """Return the format of the code points from `start` to `end`; Qt counts UTF-16 units."""
    found = QTextLayout.FormatRange()
    found.start = utf16_length(text[:start])
    found.length = utf16_length(text[start:end])
    found.format = QTextCharFormat()
    found.format.setFontWeight(QFont.Weight.DemiBold)
    found.format.setForeground(color)
    return found
