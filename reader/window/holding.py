"""Painting what stands beside the page a moment after the page.

What a key does to the page is seen at once. That the card, the section and the status follow is seen as well
40 ms later, and a key that is held down turns page after page without their being painted in between.
"""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

_MOMENT = 40  # milliseconds


class Hold:
    """Holds the painting of one widget back until nothing has changed in it for a moment."""

    def __init__(self, widget: QWidget) -> None:
        self._widget = widget
        self._rest = QTimer(widget, singleShot=True, interval=_MOMENT)
        self._rest.timeout.connect(self._release)

    def hold(self) -> None:
        """Paint nothing for a moment, if the widget is in sight; what it holds changes at once."""
        if self._widget.isVisible():
            self._widget.setUpdatesEnabled(False)
            self._rest.start()

    def _release(self) -> None:
        self._widget.setUpdatesEnabled(True)
