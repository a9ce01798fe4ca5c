"""How the window looks: themes, size of the text, columns, and where the focus is; help."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.translation import mark
from reader.window.actions.row import Action, Needs, Scope

if TYPE_CHECKING:
    from reader.window.context import Context


def _theme(name: str) -> Callable[[Context, int], None]:
    def run(context: Context, count: int) -> None:
        context.session.appearance.choose_theme(name)

    return run


def _zoom(steps: int) -> Callable[[Context, int], None]:
    def run(context: Context, count: int) -> None:
        context.session.appearance.zoom(steps * count)

    return run


def zoom_reset(context: Context, count: int) -> None:
    """Show the text in its own size."""
    context.session.appearance.zoom(0)


def toggle_tree(context: Context, count: int) -> None:
    """Hide or show the tree."""
    context.focusing.toggle_columns(tree=True)


def toggle_notes(context: Context, count: int) -> None:
    """Hide or show the notes."""
    context.focusing.toggle_columns(notes=True)


def focus_mode(context: Context, count: int) -> None:
    """Hide both side columns, or show them again."""
    context.focusing.toggle_columns(tree=True, notes=True)


def only_noted(context: Context, count: int) -> None:
    """Show in the tree only articles and sections with notes, or everything again."""
    context.focusing.toggle_noted()


def next_part(context: Context, count: int) -> None:
    """Move the focus on: tree, article, notes."""
    context.focusing.step(1)


def previous_part(context: Context, count: int) -> None:
    """Move the focus back."""
    context.focusing.step(-1)


def single_keys(context: Context, count: int) -> None:
    """Turn the single keys off or on (WCAG 2.1.4)."""
    context.window.toggle_single_keys()


def keys(context: Context, count: int) -> None:
    """Show all keys as they are set now."""
    context.panels.open_keys()


def guide(context: Context, count: int) -> None:
    """Show the user's guide."""
    context.filing.show_guide()


def about(context: Context, count: int) -> None:
    """Say what this is."""
    context.panels.open_about()


_W = Scope.WINDOW
VIEW = (
    Action("focus.next", mark("Next part of the window"), "View", ("F6",), _W, Needs.NOTHING, next_part),
    Action(
        "focus.previous",
        mark("Previous part of the window"),
        "View",
        ("Shift+F6",),
        _W,
        Needs.NOTHING,
        previous_part,
    ),
    Action("view.tree", mark("Tree"), "View", ("F9",), _W, Needs.NOTHING, toggle_tree),
    Action("view.notes", mark("Notes"), "View", ("Shift+F9",), _W, Needs.NOTHING, toggle_notes),
    Action(
        "tree.noted", mark("Only sections with notes"), "View", ("Ctrl+F9",), _W, Needs.NOTHING, only_noted
    ),
    Action("view.focus", mark("Focus mode"), "View", ("F11",), _W, Needs.NOTHING, focus_mode),
    Action(
        "view.zoom-in", mark("Larger text"), "View/Text", ("Ctrl++", "Ctrl+="), _W, Needs.NOTHING, _zoom(1)
    ),
    Action("view.zoom-out", mark("Smaller text"), "View/Text", ("Ctrl+-",), _W, Needs.NOTHING, _zoom(-1)),
    Action(
        "view.zoom-reset",
        mark("Text in its own size"),
        "View/Text",
        ("Ctrl+0",),
        _W,
        Needs.NOTHING,
        zoom_reset,
    ),
    Action(
        "theme.light",
        mark("Theme: light"),
        "View/Theme",
        ("Alt+Shift+1", "Alt+1"),
        _W,
        Needs.NOTHING,
        _theme("light"),
    ),
    Action(
        "theme.sepia",
        mark("Theme: sepia"),
        "View/Theme",
        ("Alt+Shift+2", "Alt+2"),
        _W,
        Needs.NOTHING,
        _theme("sepia"),
    ),
    Action(
        "theme.dark",
        mark("Theme: dark"),
        "View/Theme",
        ("Alt+Shift+3", "Alt+3"),
        _W,
        Needs.NOTHING,
        _theme("dark"),
    ),
    Action(
        "theme.high-contrast",
        mark("Theme: high contrast"),
        "View/Theme",
        ("Alt+Shift+4", "Alt+4"),
        _W,
        Needs.NOTHING,
        _theme("high-contrast"),
    ),
    Action(
        "theme.high-contrast-light",
        mark("Theme: high contrast, light"),
        "View/Theme",
        ("Alt+Shift+5", "Alt+5"),
        _W,
        Needs.NOTHING,
        _theme("high-contrast-light"),
    ),
    Action(
        "theme.system",
        mark("Theme: as the system"),
        "View/Theme",
        ("Alt+Shift+0", "Alt+0"),
        _W,
        Needs.NOTHING,
        _theme("system"),
    ),
    Action("keys.single", mark("Single keys"), "View", ("Ctrl+Alt+K",), _W, Needs.NOTHING, single_keys),
)
HELP = (
    Action("help.keys", mark("All keys"), "Help", ("?", "F1"), _W, Needs.NOTHING, keys),
    Action("help.guide", mark("User's guide"), "Help", ("Ctrl+F1",), _W, Needs.NOTHING, guide),
    Action("help.about", mark("About Reader"), "Help", ("Shift+F1",), _W, Needs.NOTHING, about),
)
