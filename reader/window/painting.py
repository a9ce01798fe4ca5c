"""What several delegates paint alike: clipped lines, key caps, the text of an empty list."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption

from reader.window.themes import CORNER, Theme, scaled

_LEADING = 1.45
_ENOUGH = 400  # characters a line that are looked at: no line of a side column holds more


def clipped_lines(text: str, font: QFont, width: int, limit: int) -> list[str]:
    """Return `text` broken at `width` pixels into at most `limit` lines, the last one ending in `…`.

    White space is folded. At least one line comes back, be it empty.
    """
    text = " ".join(text[: _ENOUGH * limit].split())
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width:
        return [text]
    if limit == 1:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)]
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    starts: list[int] = []  # UTF-16, as Qt counts
    while len(starts) <= limit:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 1))
        starts.append(line.textStart())
    layout.endLayout()
    units = text.encode("utf-16-le")
    ends = [*starts[1:limit], len(units) // 2]
    lines = [
        units[2 * start : 2 * end].decode("utf-16-le", "replace").strip()
        for start, end in zip(starts[:limit], ends, strict=True)
    ]
    lines[-1] = metrics.elidedText(lines[-1], Qt.TextElideMode.ElideRight, width)
    return lines


def line_height(font: QFont) -> int:
    """Return the pixels from one line of `font` to the next in lists and cards."""
    size = font.pixelSize() if font.pixelSize() > 0 else QFontMetrics(font).ascent()
    return max(QFontMetrics(font).height(), round(size * _LEADING))


def draw_lines(
    painter: QPainter, rect: QRect, lines: list[str], font: QFont, direction: Qt.LayoutDirection
) -> int:
    """Draw `lines` from the top of `rect` and return how many pixels they took."""
    painter.setFont(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # each line by its own script
    height = line_height(font)
    side = Qt.AlignmentFlag.AlignLeft
    if direction == Qt.LayoutDirection.RightToLeft:
        side = Qt.AlignmentFlag.AlignRight
    flags = int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
    for number, line in enumerate(lines):
        place = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
        painter.drawText(place, flags | int(Qt.TextFlag.TextDontClip), line)
    return height * len(lines)


def keycap_width(text: str, font: QFont) -> int:
    """Return the width of the cap that `draw_keycap` draws in `font`."""
    return max(QFontMetrics(scaled(font, 0.85)).horizontalAdvance(text) + 10, 18)


def draw_keycap(painter: QPainter, right: int, middle: int, text: str, font: QFont, theme: Theme) -> int:
    """Draw `text` as a key whose right edge is at `right`; return where its left edge is."""
    small = scaled(font, 0.85)
    width = keycap_width(text, font)
    height = QFontMetrics(small).height() + 3
    rect = QRectF(right - width + 0.5, middle - height // 2 + 0.5, width - 1, height - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.line, 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(rect, 4, 4)
    painter.setFont(small)
    painter.setPen(theme.muted)
    painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # else `)` is drawn as the other key, `(`
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
    painter.restore()
    return right - width


def draw_rounded(painter: QPainter, rect: QRect, theme: Theme, *, ground: bool, ring: bool) -> None:
    """Draw a row's rounded ground, the ring of the focus, or both."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.accent, 2) if ring else Qt.PenStyle.NoPen)
    painter.setBrush(theme.row if ground else Qt.BrushStyle.NoBrush)
    frame = QRectF(rect).adjusted(1, 1, -1, -1) if ring else QRectF(rect)
    painter.drawRoundedRect(frame, CORNER, CORNER)
    painter.restore()


def draw_chevron(painter: QPainter, middle: QPointF, theme: Theme, *, is_open: bool, mirrored: bool) -> None:
    """Draw the mark of a row that opens: pointing on while it is closed, down while it is open."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(middle)
    painter.rotate(90 if is_open else 180 if mirrored else 0)
    painter.setPen(QPen(theme.muted, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([QPointF(-1.5, -3), QPointF(1.5, 0), QPointF(-1.5, 3)])
    painter.restore()


def draw_empty(painter: QPainter, rect: QRect, title: str, hint: str, font: QFont, theme: Theme) -> None:
    """Say in an empty list what is missing (`title`) and what to do (`hint`), near its top."""
    flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
    inner = rect.adjusted(24, 48, -24, -8)
    painter.setFont(scaled(font, 1, QFont.Weight.Medium))
    painter.setPen(theme.text)
    painter.drawText(inner, flags, title)
    used = painter.boundingRect(inner, flags, title)
    painter.setFont(font)
    painter.setPen(theme.muted)
    painter.drawText(inner.adjusted(0, used.height() + 8, 0, 0), flags, hint)
