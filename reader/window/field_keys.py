"""The window's own keys in text fields, to which Qt gives other meanings on some platforms.

Under X11 Ctrl+K deletes to the end of a line and Ctrl+E goes there: the palette would cost words.
"""

from __future__ import annotations

from collections.abc import Callable, Container

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

RECORDS_KEYS = "recordsKeys"  # the property of a field that wants every key for itself
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class FieldKeys(QObject):
    """Keeps a field of `window` from claiming a key of `keys()` (portable texts of key sequences)."""

    def __init__(self, window: QWidget, keys: Callable[[], Container[str]]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = keys
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        is_field = isinstance(now, (QLineEdit, QPlainTextEdit)) and now.window() is self._window
        if is_field and now is not None and not now.property(RECORDS_KEYS):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        if event.type() == QEvent.Type.ShortcutOverride:
            assert isinstance(event, QKeyEvent)
            is_typed = not event.modifiers() & ~_PLAIN and event.text()
            if not is_typed and QKeySequence(event.keyCombination()).toString() in self._keys():
                event.ignore()
                return True
        return super().eventFilter(watched, event)
