"""The count that is typed before a key: `3 j`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject

if TYPE_CHECKING:
    from reader.window.article.view import ArticleView
    from reader.window.keymap import KeyMap

_DIGITS = 4


class Counting(QObject):
    """Collects the digits that are typed in the article and choose no colour."""

    def __init__(self, view: ArticleView, keymap: KeyMap) -> None:
        super().__init__(view)
        self._view, self._keymap = view, keymap
        self._typed = ""
        view.installEventFilter(self)

    def type_digit(self, digit: int) -> None:
        """Take a digit of the count that the next key is repeated by."""
        self._typed = (self._typed + str(digit))[-_DIGITS:]

    def take(self, *, keep: bool = False) -> int:
        """Return the count that was typed, 1 for none, and forget it unless `keep`."""
        count = int(self._typed or 1)
        if not keep:
            self._typed = ""
        return max(1, count)

    def drop(self) -> bool:
        """Forget what was typed; False where nothing was."""
        was_typed, self._typed = bool(self._typed), ""
        return was_typed

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Count with the digits that choose no colour."""
        if watched is self._view and event.type() == QEvent.Type.KeyPress:
            text = event.text()  # type: ignore[attr-defined]
            if text.isdecimal() and len(text) == 1 and self._keymap.single_keys:
                self.type_digit(int(text))
                return True
        return False
