"""One card: where its parts lie at a given width, and how they are painted."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPainterPath, QPen

from reader.domain.notes import Note, NoteState
from reader.translation import tr
from reader.window.isolating import joined, runs_right_to_left
from reader.window.mirroring import Mirror
from reader.window.painting import clipped_lines
from reader.window.themes import CORNER, TEXT_FACES, Theme, scaled
from reader.window.wording import moment

LEFT, RIGHT, BETWEEN = 20, 16, 9  # from the column's edges to the card, and from card to card
PAD, BAR = 12, 4
_INSET = BAR + PAD
_QUOTE_LINES, _BODY_LINES = 3, 14
_LINE = 1.42  # line height of quote and body
_LEAST_EDITOR = 2  # lines


class CardFonts:
    """The faces of a card, made from the column's font."""

    def __init__(self, font: QFont) -> None:
        self.heading = scaled(font, 12 / 13)
        self.quote = QFont(list(TEXT_FACES))
        self.quote.setPixelSize(scaled(font, 13.5 / 13).pixelSize())
        self.upright = QFont(self.quote)  # Arabic and Hebrew have no italics; bent they are hard to read
        self.quote.setItalic(True)
        self.body = scaled(font, 14 / 13)
        self.small = scaled(font, 12 / 13)


class Card:
    """The layout of one note at a width, from the row's upper edge on; pixels.

    `editor` is the height of the open editor, None where the body is painted. `direction` is the
    window's: the bar stands on the side where reading begins.
    """

    def __init__(
        self,
        note: Note,
        heading: str,
        state: str,
        width: int,
        direction: Qt.LayoutDirection,
        fonts: CardFonts,
        editor: int | None,
    ) -> None:
        self.note, self.heading, self.state, self._fonts = note, heading, state, fonts
        self._mirror = Mirror(QRect(0, 0, width, 1), direction)
        left, inner = LEFT + _INSET, max(40, width - LEFT - RIGHT - _INSET - PAD)
        y = QFontMetrics(fonts.heading).height() + 16 if heading else 0
        self.frame = QRect(LEFT, y, width - LEFT - RIGHT, 0)
        y += PAD
        quote = note.passage.quote if note.passage is not None else tr("On the whole section")
        if note.passage is None and not note.section_path:
            quote = tr("On the whole article")
        self.quote_font = fonts.upright if runs_right_to_left(quote) else fonts.quote
        self.quote_lines = clipped_lines(quote, self.quote_font, inner, _QUOTE_LINES)
        self.quote = QRect(left, y, inner, len(self.quote_lines) * line_of(self.quote_font))
        y = self.quote.bottom() + 1
        self.body_lines: list[str] = []
        self.body = QRect(left, y + 7, inner, 0)
        if editor is not None:
            self.body.setHeight(max(editor, _LEAST_EDITOR * line_of(fonts.body)))
        elif note.body.strip():
            self.body_lines = body_lines(note.body, fonts.body, inner)
            self.body.setHeight(len(self.body_lines) * line_of(fonts.body))
        if self.body.height():
            y = self.body.bottom() + 1
        chip = QFontMetrics(fonts.small).height() + 4
        self.foot = QRect(left, y + 8, inner, chip)
        self._lay_chips(chip)
        self.frame.setBottom(self.foot.bottom() + PAD - 2)
        self.height = self.frame.bottom() + 1 + BETWEEN
        self.body = self._mirror.place(self.body)  # where the editor is put

    def _lay_chips(self, height: int) -> None:
        """Place the tags in rows, leaving room for the time at the end of the last one."""
        metrics = QFontMetrics(self._fonts.small)
        self.time = self.state or moment(self.note.modified_at)
        if self.note.state is NoteState.MOVED and not self.state:
            self.time = joined((tr("moved"), self.time), "  ·  ")
        room = self.foot.width()
        self.chips: list[tuple[QRect, str]] = []
        x, y = self.foot.left(), self.foot.top()
        for tag in self.note.tags:
            text = metrics.elidedText(tag, Qt.TextElideMode.ElideRight, room - 20)
            width = metrics.horizontalAdvance(text) + 16
            if x + width > self.foot.left() + room and x > self.foot.left():
                x, y = self.foot.left(), y + height + 4
            self.chips.append((QRect(x, y, width, height), text))
            x += width + 6
        if self.chips and x + metrics.horizontalAdvance(self.time) > self.foot.left() + room:
            y += height + 4
        self.time_line = QRect(self.foot.left(), y, room, height)
        self.foot.setBottom(self.time_line.bottom())

    def paint(
        self,
        painter: QPainter,
        top: int,
        theme: Theme,
        *,
        is_current: bool,
        has_focus: bool,
        is_selected: bool = False,
    ) -> None:
        """Paint the card with the row's upper edge at `top`; `has_focus` says whether keys act on it."""
        painter.save()
        painter.translate(0, top)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.heading:
            metrics = QFontMetrics(self._fonts.heading)
            room = self.frame.width()
            shown = metrics.elidedText(" ".join(self.heading.split()), Qt.TextElideMode.ElideRight, room)
            painter.setFont(self._fonts.heading)
            painter.setPen(theme.muted)
            self._mirror.draw_text(painter, QRect(LEFT + 1, 6, room - 1, metrics.height()), shown)
        ring = 2 if has_focus and is_current else 1 if is_current or is_selected else 0
        self._paint_frame(painter, theme, theme.row if is_selected else theme.card, ring)
        painter.setFont(self.quote_font)
        painter.setPen(theme.muted)
        _draw(painter, self._mirror.place(self.quote), self.quote_lines, self.quote_font)
        if self.body_lines:
            painter.setFont(self._fonts.body)
            painter.setPen(theme.text)
            _draw(painter, self.body, self.body_lines, self._fonts.body)
        self._paint_foot(painter, theme)
        painter.restore()

    def _paint_frame(self, painter: QPainter, theme: Theme, ground: QColor, ring: int) -> None:
        frame = QRectF(self._mirror.place(self.frame)).adjusted(0.5, 0.5, -0.5, -0.5)
        outline = QPainterPath()
        outline.addRoundedRect(frame, CORNER, CORNER)
        painter.fillPath(outline, ground)
        painter.save()
        painter.setClipPath(outline)
        bar = QRect(self.frame.left(), self.frame.top(), BAR, self.frame.height())
        painter.fillRect(self._mirror.place(bar), theme.marks[self.note.color][1])
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.accent, ring) if ring else QPen(theme.line, 1))
        painter.drawPath(outline)

    def _paint_foot(self, painter: QPainter, theme: Theme) -> None:
        painter.setFont(self._fonts.small)
        for place, text in self.chips:
            rect = self._mirror.place(place)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.row)
            painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)
            painter.setPen(theme.text)
            painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.setPen(theme.muted)
        metrics = QFontMetrics(self._fonts.small)
        time = metrics.elidedText(self.time, Qt.TextElideMode.ElideRight, self.time_line.width())
        self._mirror.draw_text(painter, self.time_line, time, at_end=True)


def line_of(font: QFont) -> int:
    """Return the height of a line of quote or body, in pixels."""
    return round(font.pixelSize() * _LINE)


def body_lines(body: str, font: QFont, width: int) -> list[str]:
    """Return a note's text broken at `width`, its own line ends kept, at most _BODY_LINES lines."""
    lines: list[str] = []
    for paragraph in body.strip().split("\n"):
        left = _BODY_LINES - len(lines)
        if left <= 0:
            lines[-1] += " …"
            break
        lines += clipped_lines(paragraph, font, width, left)
    return lines


def _draw(painter: QPainter, rect: QRect, lines: list[str], font: QFont) -> None:
    height = line_of(font)
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute | Qt.TextFlag.TextDontClip
    for number, text in enumerate(lines):
        line = QRect(rect.left(), rect.top() + number * height, rect.width(), height)
        is_mirrored = runs_right_to_left(text)
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, int(side | flags), text)
