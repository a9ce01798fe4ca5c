"""Finding: in the article, in the library, an article or an action by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import mark
from reader.window.actions.row import Action, Needs, Scope

if TYPE_CHECKING:
    from reader.window.context import Context


def find(context: Context, count: int) -> None:
    """Open the find bar."""
    context.finding.open()


def find_next(context: Context, count: int) -> None:
    """Go to the next match."""
    context.finding.step(count)


def find_previous(context: Context, count: int) -> None:
    """Go to the previous match."""
    context.finding.step(-count)


def search_library(context: Context, count: int) -> None:
    """Search all articles and notes."""
    context.panels.open_search()


def search_like(context: Context, count: int) -> None:
    """Find passages like the selection, else like the sentence at the cursor."""
    passage = context.selecting.passage()
    if passage is not None:
        context.panels.open_like(passage)


def go_to(context: Context, count: int) -> None:
    """Go to an article or a section by its name."""
    context.panels.open_places()


def palette(context: Context, count: int) -> None:
    """Find any action by its name."""
    context.panels.open_palette()


def filter_tree(context: Context, count: int) -> None:
    """Narrow the tree."""
    context.focusing.focus_tree_filter()


def filter_notes(context: Context, count: int) -> None:
    """Narrow the cards of the notes column; again: in the next wider place."""
    context.focusing.focus_notes_filter()


_W = Scope.WINDOW
FINDING = (
    Action("find.open", mark("Find in the article…"), "Edit", ("Ctrl+F", "/"), _W, Needs.ARTICLE, find),
    Action("find.next", mark("Next match"), "Edit", ("F3",), _W, Needs.MATCHES, find_next),
    Action("find.previous", mark("Previous match"), "Edit", ("Shift+F3",), _W, Needs.MATCHES, find_previous),
    Action(
        "search.open",
        mark("Search the library…"),
        "Edit",
        ("Ctrl+Shift+F",),
        _W,
        Needs.NOTHING,
        search_library,
    ),
    Action(
        "search.like",
        mark("Passages like this one"),
        "Edit",
        ("L", "F4"),
        Scope.ARTICLE,
        Needs.ARTICLE,
        search_like,
    ),
    Action("go.to", mark("Go to an article or section…"), "Go", ("Ctrl+J",), _W, Needs.NOTHING, go_to),
    Action("tree.filter", mark("Filter the tree"), "Go", ("Ctrl+L",), _W, Needs.NOTHING, filter_tree),
    Action(
        "notes.filter", mark("Filter the notes"), "Go", ("Ctrl+Shift+L",), _W, Needs.NOTHING, filter_notes
    ),
    Action(
        "palette.open", mark("All actions…"), "Help", ("Ctrl+K", "Ctrl+Shift+P"), _W, Needs.NOTHING, palette
    ),
)
