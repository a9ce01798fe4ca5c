"""Keys as texts: what was pressed in QKeySequence's portable form, and a key as a person reads it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence


def key_text(event: QKeyEvent) -> str:
    """Return a pressed key in QKeySequence's portable form, as `Ctrl+H`, `?`, `Shift+G`."""
    ignored = Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.GroupSwitchModifier
    modifiers = event.modifiers() & ~ignored
    code = event.key()
    is_sign = Qt.Key.Key_Exclam <= code <= Qt.Key.Key_ydiaeresis and not chr(code).isalpha()
    if is_sign:  # whether a sign needs Shift is the layout's affair
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    if code == Qt.Key.Key_Backtab:
        code = int(Qt.Key.Key_Tab)
    sequence = QKeySequence(int(code) | modifiers.value)
    return sequence.toString(QKeySequence.SequenceFormat.PortableText)


def shown_key(key: str) -> str:
    """Return a key as a person reads it on this system."""
    return QKeySequence.fromString(key).toString(QKeySequence.SequenceFormat.NativeText)
