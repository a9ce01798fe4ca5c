"""A field to type in that shows at its end the key that leads to it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from reader.window.painting import draw_keycap, keycap_width
from reader.window.themes import Theme


class Field(QLineEdit):
    """A line to type in; while it is empty, `key` is drawn as a cap at its end."""

    def __init__(
        self, name: str, label: str, placeholder: str, theme: Theme, parent: QWidget | None = None
    ) -> None:
        self._key = ""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setPlaceholderText(placeholder)
        self.theme = theme
        self.textChanged.connect(self._keep_room)

    @property
    def key(self) -> str:
        """The key, as a person reads it; empty for none."""
        return self._key

    @key.setter
    def key(self, key: str) -> None:
        self._key = key
        self._keep_room()
        self.update()

    def _keep_room(self) -> None:
        # The placeholder must not run under the cap, however narrow the column.
        room = keycap_width(self._key, self.font()) + 4 if self._key and not self.text() else 0
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self.setTextMargins(room if is_mirrored else 0, 0, 0 if is_mirrored else room, 0)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the room for the cap where font or direction changed."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.LayoutDirectionChange):
            self._keep_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, and the cap over it."""
        super().paintEvent(event)
        if self._key and not self.text():
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            right = 10 + keycap_width(self._key, self.font()) if is_mirrored else self.width() - 10
            draw_keycap(QPainter(self), right, self.height() // 2, self._key, self.font(), self.theme)
