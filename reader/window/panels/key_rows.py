"""Paints a row of the key settings: the action, and its keys as caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.window.mirroring import Mirror
from reader.window.painting import draw_rounded, keycap_width
from reader.window.themes import scaled

if TYPE_CHECKING:
    from reader.window.panels.key_settings import KeySettings

ROW, HEADING, CHOSEN, WAITING = (Qt.ItemDataRole.UserRole + number for number in range(4))
_PAD, _BETWEEN = 12, 6
Index = QModelIndex | QPersistentModelIndex


class KeyDelegate(QStyledItemDelegate):
    """Draws the rows of `panel`; changed ones bear a dot, of the current one a key is ringed."""

    def __init__(self, panel: KeySettings) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row and, where a group begins, of its name."""
        line = QFontMetrics(self._panel.font()).height()
        return QSize(0, line + 14 + (line + 12 if index.data(HEADING) else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one row."""
        theme, font = self._panel.theme, self._panel.font()
        row, heading = index.data(ROW), index.data(HEADING)
        rect = QRect(option.rect)
        line = QFontMetrics(font).height()
        mirror = Mirror(option.rect, self._panel.layoutDirection())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if heading:
            painter.setFont(scaled(font, 0.92))
            painter.setPen(theme.muted)
            above = QRect(rect.left() + _PAD, rect.top() + 4, rect.width() - 2 * _PAD, line + 6)
            mirror.draw_text(painter, above, heading)
            rect.setTop(rect.top() + line + 12)
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        if is_current:
            draw_rounded(painter, rect, theme, ground=True, ring=False)
        right = rect.right() - _PAD
        waiting = index.data(WAITING)
        if waiting is not None:
            room = QFontMetrics(font).horizontalAdvance(waiting)
            painter.setFont(font)
            painter.setPen(theme.accent)
            mirror.draw_text(painter, QRect(right - room, rect.top(), room + 1, rect.height()), waiting)
            right -= room + _BETWEEN
        for number, key in reversed(list(enumerate(row.keys))):
            if is_current and number == index.data(CHOSEN) and waiting is None:
                width = keycap_width(key, font)
                height = QFontMetrics(scaled(font, 0.85)).height() + 7
                ring = QRect(right - width - 2, rect.center().y() - height // 2 + 1, width + 4, height)
                painter.setPen(QPen(theme.accent, 1.5))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(mirror.place(ring)), 5, 5)
            right = mirror.draw_keycap(painter, right, rect.center().y(), key, font, theme)
        if not row.is_default:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.accent)
            painter.drawEllipse(QRectF(mirror.place(QRect(rect.left() + 3, rect.center().y() - 2, 5, 5))))
        room = right - rect.left() - _PAD
        painter.setFont(font)
        painter.setPen(theme.text)
        title = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, room)
        mirror.draw_text(painter, QRect(rect.left() + _PAD, rect.top(), room, rect.height()), title)
        painter.restore()
