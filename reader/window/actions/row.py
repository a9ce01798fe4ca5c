"""What one user action is. Everything that shows actions reads these rows."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from reader.translation import mark, tr

if TYPE_CHECKING:
    from reader.window.context import Context


class Scope(Enum):
    """Where an action's keys act: only while the article has the focus, or in the whole window."""

    ARTICLE = "article"
    WINDOW = "window"


class Needs(Enum):
    """What must be there for an action to apply; the value is said where it is not."""

    NOTHING = ""
    ARTICLE = mark("no article is open")
    SELECTION = mark("nothing is selected")
    NOTE = mark("no note is under the cursor")
    BACK = mark("there is no place to go back to")
    FORWARD = mark("there is no place to go forward to")
    MATCHES = mark("nothing was searched for")
    EXPORT = mark("nothing was exported yet")
    VAULT = mark("no folder is kept up to date")


# The parts of the menus' paths, and how they are shown.
MENUS = {
    "File": mark("&File"),
    "Edit": mark("&Edit"),
    "View": mark("&View"),
    "Go": mark("&Go"),
    "Note": mark("&Note"),
    "Help": mark("&Help"),
    "Select": mark("Select"),
    "Settings": mark("Settings"),
    "Text": mark("Text"),
    "Theme": mark("Theme"),
    "Move": mark("Move"),
    "Colour": mark("Colour"),
    "Citation": mark("Citation"),
}


class Action(NamedTuple):
    """One user action, in English; `shown_title` and `shown_menu` are what a person sees.

    `id` is stable (`note.add`), `menu` the path of its menu (`Go/Sentence`), `keys` its default keys
    as QKeySequence's portable text, `run(context, count)` does it; `count` is what was typed before
    the key (`3 j`), 1 if nothing was. `renamed` gives another title where a person named what it is about.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...]
    scope: Scope
    needs: Needs
    run: Callable[[Context, int], None]
    renamed: Callable[[], str] | None = None

    @property
    def shown_title(self) -> str:
        """The title in the language in use."""
        return (self.renamed() if self.renamed is not None else "") or tr(self.title)

    @property
    def shown_menu(self) -> str:
        """The path of the menu in the language in use: `Go: Sentence`."""
        return ": ".join(tr(MENUS[part]).replace("&", "") for part in self.menu.split("/") if part)
