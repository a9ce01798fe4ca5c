"""What a part of the page has besides name and role: a heading's level, and that a link can be pressed.

Qt asks for these by `interface_cast`, which is to return a pointer in C++. From Python that is the object
itself, or `NO_ABILITY`: with anything else, `None` too, the program ends at once (PySide 6.8 to 6.11).
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QAccessible, QAccessibleActionInterface, QAccessibleAttributesInterface
from shiboken6 import VoidPtr

NO_ABILITY = VoidPtr(0)


class Level(QAccessibleAttributesInterface):
    """A heading's place in the order of headings, from 1."""

    def __init__(self, level: int) -> None:
        super().__init__()
        self._level = level

    def attributeKeys(self) -> list[QAccessible.Attribute]:
        """Return what is known: the level."""
        return [QAccessible.Attribute.Level]

    def attributeValue(self, key: QAccessible.Attribute) -> int | None:
        """Return the level."""
        return self._level if key == QAccessible.Attribute.Level else None


class Press(QAccessibleActionInterface):
    """Does what a click on a part does."""

    def __init__(self, click: Callable[[], object]) -> None:
        super().__init__()
        self._click = click

    def actionNames(self) -> list[str]:
        """Return the one name that Qt and screen readers have for it."""
        return [self.pressAction()]

    def doAction(self, name: str) -> None:
        """Click."""
        self._click()

    def keyBindingsForAction(self, name: str) -> list[str]:
        """Return none: a link is reached by its letter."""
        return []
