"""The panels that float over the window, made when they are first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from reader.window.context import Context


class Floating(QObject):
    """Opens panels and fills them from the library and the action rows."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
