"""A list below a field: the field keeps the focus, its arrow keys and Enter act in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QListView

from reader.translation import tr
from reader.window.painting import draw_empty
from reader.window.spoken import say_aloud
from reader.window.themes import Theme

Index = QModelIndex | QPersistentModelIndex
Row = TypeVar("Row")
_MOVING = (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp)


class RowsModel(QAbstractListModel, Generic[Row]):
    """Rows that are shown all anew each time; `value` says what one of them holds for a role."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()

    def fill(self, rows: Sequence[Row]) -> None:
        """Show `rows` in the place of all that were shown."""
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of rows."""
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return what the row holds for `role`."""
        return self.value(index.row(), role) if index.isValid() else None

    def value(self, number: int, role: int) -> object:
        """Return what the row `number` holds for `role`, None for nothing."""
        raise NotImplementedError


class PickList(QListView):
    """Rows to choose one from; `nothing` gives what is said where there are none."""

    chosen = Signal()

    def __init__(self, nothing: Callable[[], str], theme: Theme) -> None:
        super().__init__()
        self._nothing = nothing
        self.theme = theme
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        self.clicked.connect(lambda _: self.chosen.emit())

    def currentChanged(self, current: Index, previous: Index) -> None:
        """Say the row that the field's keys came to: the focus, which would be followed, stays there."""
        super().currentChanged(current, previous)
        if current.isValid() and self.isVisible():
            say_aloud(self, current.data(Qt.ItemDataRole.AccessibleTextRole) or "")

    def serve(self, field: QLineEdit) -> None:
        """Move and choose by the keys that are pressed in `field`."""
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the field's arrow keys and Enter."""
        if isinstance(watched, QLineEdit) and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.chosen.emit()
                return True
            if event.key() in _MOVING:
                self.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what to do where there are none."""
        super().paintEvent(event)
        if not self.model().rowCount():
            painter = QPainter(self.viewport())
            hint = tr("Esc leads back.")
            draw_empty(painter, self.viewport().rect(), self._nothing(), hint, self.font(), self.theme)
