"""Settings: the keys, the page, the names of the colours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import mark
from reader.window.actions.row import Action, Needs, Scope

if TYPE_CHECKING:
    from reader.window.context import Context


def keys(context: Context, count: int) -> None:
    """Change the keys of actions."""
    context.adjusting.open_keys()


def page(context: Context, count: int) -> None:
    """Change face, size, lines, column and theme."""
    context.adjusting.open_page()


def colors(context: Context, count: int) -> None:
    """Name what the colours mean."""
    context.adjusting.open_colors()


_W = Scope.WINDOW
SETTINGS = (
    Action(
        "settings.keys",
        mark("Settings: keys…"),
        "Edit/Settings",
        ("Ctrl+,", "Shift+F12"),
        _W,
        Needs.NOTHING,
        keys,
    ),
    Action(
        "settings.colors",
        mark("Settings: what the colours mean…"),
        "Edit/Settings",
        ("Ctrl+F12",),
        _W,
        Needs.NOTHING,
        colors,
    ),
    Action("settings.page", mark("Settings: page…"), "Edit/Settings", ("F12",), _W, Needs.NOTHING, page),
)
