"""Painting the side columns a moment after the page.

What a key does to the page is seen at once. That the card and the section beside it follow is seen as well
40 ms later, and a key that is held down turns page after page without their being painted in between.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QAbstractItemView

_MOMENT = 40  # milliseconds


class Hold:
    """Holds the painting of one column back until it has not been moved for a moment."""

    def __init__(self, column: QAbstractItemView) -> None:
        self._column = column
        self._viewport = column.viewport()
        self._rest = QTimer(column, singleShot=True, interval=_MOMENT)
        self._rest.timeout.connect(self.release)

    def hold(self) -> None:
        """Paint nothing for a moment, unless the hand is in the column; rows and places change at once."""
        if self._viewport.isVisible() and not self._column.hasFocus():
            self._viewport.setUpdatesEnabled(False)
            self._rest.start()

    def release(self) -> None:
        """Paint what there is now."""
        self._rest.stop()
        self._viewport.setUpdatesEnabled(True)
