"""Parts of the export dialog: what is chosen in it, and the choice of what, with the number of its notes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reader.exporting.registry import ExportOptions
from reader.translation import trn
from reader.window.panels.controls import Choice
from reader.window.themes import Theme

_COUNT = Qt.ItemDataRole.UserRole + 1
_ARROW = 28  # pixels at the end of the box
_PAD = 10


class Scope(NamedTuple):
    """What can be exported: its name, and how it is said."""

    name: str
    title: str


class ExportChoice(NamedTuple):
    """All that a person chose in the dialog; `target` is a path as it was typed, `to` FILE or FOLDER.

    `keeps` says that the folder is to be kept up to date from now on.
    """

    scope: str
    format: str
    options: ExportOptions
    to: str
    target: str
    keeps: bool = False


class ScopeChoice(Choice):
    """What to export; at the end of each line how many notes that are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self.setItemDelegate(_Rows(self))

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many notes each scope has, by its name."""
        for row in range(self.count()):
            if self.itemData(row) in counts:
                self.setItemData(row, counts[self.itemData(row)], _COUNT)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and the number of notes before its arrow."""
        super().paintEvent(event)
        text = _said(self.currentData(_COUNT))
        metrics = self.fontMetrics()
        room = self.width() - _ARROW - 3 * _PAD - metrics.horizontalAdvance(self.currentText())
        if text and metrics.horizontalAdvance(text) <= room:
            painter = QPainter(self)
            painter.setPen(self.theme.muted)
            rect = self.rect().adjusted(_ARROW, 0, -_ARROW, 0)
            _draw(painter, rect, text, self.layoutDirection(), at_end=True)


class _Rows(QStyledItemDelegate):
    """Lines with the title at the beginning and the number at the end."""

    def __init__(self, box: ScopeChoice) -> None:
        super().__init__(box)
        self._box = box

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        metrics = self._box.fontMetrics()
        title, count = index.data(), _said(index.data(_COUNT))
        width = metrics.horizontalAdvance(f"{title}{count}") + 5 * _PAD
        return QSize(width, metrics.height() + _PAD)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, rect = self._box.theme, option.rect.adjusted(_PAD, 0, -_PAD, 0)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.fillRect(option.rect, theme.row if is_chosen else theme.card)
        painter.setFont(self._box.font())
        painter.setPen(theme.text)
        _draw(painter, rect, index.data(), self._box.layoutDirection(), at_end=False)
        painter.setPen(theme.muted)
        _draw(painter, rect, _said(index.data(_COUNT)), self._box.layoutDirection(), at_end=True)
        painter.restore()


def _said(count: object) -> str:
    return trn("{number} note", "{number} notes", count) if isinstance(count, int) else ""


def _draw(painter: QPainter, rect: QRect, text: str, direction: Qt.LayoutDirection, *, at_end: bool) -> None:
    is_mirrored = direction == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if at_end != is_mirrored else Qt.AlignmentFlag.AlignLeft
    painter.drawText(rect, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), text)
