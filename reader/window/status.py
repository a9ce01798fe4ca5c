"""The status bar: where one is, how far, how long still, how many notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar

from reader.domain.words import reading_minutes
from reader.window.wording import counted

_BETWEEN = "  ·  "


class Status(QStatusBar):
    """The section path on the left, position, minutes left and notes on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName("Status")
        self._path: tuple[str, ...] = ()
        self._section = _label("statusSection", "Section")
        self._position = _label("statusPosition", "Position in the article")
        self.addWidget(self._section, 1)
        self.addPermanentWidget(self._position)

    def show_place(
        self, path: tuple[str, ...], progress: float, words_left: int, notes: int, keys: str
    ) -> None:
        """Show the section's `path`, how much of the article is read (0.0-1.0) and what is left of it."""
        self._path = path
        left = reading_minutes(words_left)
        parts = [
            f"{round(progress * 100)} %",
            f"{left} min left" if left else "read",
            counted(notes, "note"),
            *([f"{keys} all keys"] if keys else []),
        ]
        self._position.setText(_BETWEEN.join(parts))
        self._elide()

    def show_nothing(self) -> None:
        """Show that no article is open."""
        self._path = ()
        self._position.setText("")
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the path to the width that there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        path = " › ".join(self._path)
        room = max(80, self.width() - self._position.sizeHint().width() - 48)
        metrics = QFontMetrics(self._section.font())
        self._section.setText(metrics.elidedText(path, Qt.TextElideMode.ElideLeft, room))


def _label(name: str, accessible_name: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleName(accessible_name)
    # A title with a tag in it must never be taken for rich text, which could read files.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(8, 2, 8, 2)
    label.setMinimumWidth(0)
    return label
