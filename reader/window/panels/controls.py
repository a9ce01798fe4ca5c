"""Controls that panels share.

A choice, a number and a box to tick are painted in the theme's colours: a style sheet would need pictures.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QPushButton,
    QSpinBox,
    QWidget,
)

from reader.window.key_texts import shown_key
from reader.window.painting import draw_chevron
from reader.window.themes import CORNER, Theme

_BOX = 15
_GAP = 8


class Choice(QComboBox):
    """A combo box whose arrow is drawn in the muted colour."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme

    def setAccessibleName(self, name: str) -> None:
        """Name the box and its list; on Linux, where Qt says what is chosen instead, describe it so."""
        super().setAccessibleName(name)
        self.setAccessibleDescription(name)
        for part in filter(None, (self.view(), self.lineEdit())):
            part.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box, and the arrow over it."""
        super().paintEvent(event)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        x = 14.0 if is_mirrored else self.width() - 14.0
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        draw_chevron(painter, QPointF(x, self.height() / 2), self.theme, is_open=True, mirrored=False)


class Number(QSpinBox):
    """A whole number, framed as a field is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        _begin_where_read(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame; the number is drawn by the field inside."""
        _draw_frame(self, self.theme)


class Decimal(QDoubleSpinBox):
    """A number with decimals, framed as a field is."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        _begin_where_read(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame; the number is drawn by the field inside."""
        _draw_frame(self, self.theme)


def key_toggle(text: str, name: str, key: str) -> QPushButton:
    """Return a button that stays down, pressed by `key` while the focus stays in the field beside it."""
    button = QPushButton(text)
    button.setCheckable(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setAutoDefault(False)
    button.setAccessibleName(name)
    button.setToolTip(f"{name} ({shown_key(key)})")
    button.setShortcut(key)
    return button


def _begin_where_read(box: QAbstractSpinBox) -> None:
    # A field puts a number without a word on the left, whatever the window's direction.
    if box.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        box.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)


def _draw_frame(box: QWidget, theme: Theme) -> None:
    painter = QPainter(box)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    width = 2 if box.hasFocus() else 1
    painter.setPen(QPen(theme.accent if box.hasFocus() else theme.line, width))
    painter.setBrush(theme.ground)
    half = width / 2
    painter.drawRoundedRect(QRectF(box.rect()).adjusted(half, half, -half, -half), CORNER, CORNER)


def choice_sheet(theme: Theme) -> str:
    """Return the style sheet of choices."""
    return (
        f"QComboBox {{ background: {theme.ground.name()}; border: 1px solid {theme.line.name()};"
        " border-radius: 6px; padding: 5px 10px; }"
        f"QComboBox:focus {{ border: 2px solid {theme.accent.name()}; padding: 4px 9px; }}"
        "QComboBox::drop-down { border: none; width: 20px; }"
        "QComboBox QLineEdit { border: none; padding: 0; background: transparent; }"
    )


class Tick(QCheckBox):
    """A check box in the accent while it is ticked."""

    def __init__(self, title: str, theme: Theme) -> None:
        super().__init__(title)
        self.theme = theme
        self.setAccessibleName(title)

    def sizeHint(self) -> QSize:
        """Return room for box and title."""
        metrics = self.fontMetrics()
        return QSize(
            _BOX + _GAP + metrics.horizontalAdvance(self.text()) + 4, max(metrics.height(), _BOX) + 6
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw box, tick, title and the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self.width() - _BOX - 1 if is_mirrored else 1
        box = QRectF(left + 0.5, (self.height() - _BOX) / 2 + 0.5, _BOX - 1, _BOX - 1)
        theme, is_on = self.theme, self.isChecked()
        ring = theme.text if is_on else theme.accent
        painter.setPen(QPen(ring if self.hasFocus() else theme.accent if is_on else theme.muted, 1.5))
        painter.setBrush(theme.accent if is_on else theme.card)
        painter.drawRoundedRect(box, 4, 4)
        if is_on:
            painter.setPen(QPen(theme.on_accent, 2, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
            middle = box.center()
            painter.drawPolyline(
                [middle + QPointF(-3, 0), middle + QPointF(-1, 2.5), middle + QPointF(3.5, -2.5)]
            )
        painter.setPen(theme.text)
        text = self.rect().adjusted(
            0 if is_mirrored else _BOX + _GAP, 0, -(_BOX + _GAP) if is_mirrored else 0, 0
        )
        side = Qt.AlignmentFlag.AlignRight if is_mirrored else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(text, int(flags), self.text())
