"""What one user action is. Everything that shows actions reads these rows."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.window.context import Context


class Scope(Enum):
    """Where an action's keys act: only while the article has the focus, or in the whole window."""

    ARTICLE = "article"
    WINDOW = "window"


class Needs(Enum):
    """What must be there for an action to apply; the value is said where it is not."""

    NOTHING = ""
    ARTICLE = "no article is open"
    SELECTION = "nothing is selected"
    NOTE = "no note is under the cursor"
    BACK = "there is no place to go back to"
    FORWARD = "there is no place to go forward to"
    MATCHES = "nothing was searched for"
    EXPORT = "nothing was exported yet"


class Action(NamedTuple):
    """One user action.

    `id` is stable (`note.add`), `menu` the path of its menu (`Go/Sentence`), `keys` its default keys
    as QKeySequence's portable text, `run(context, count)` does it; `count` is what was typed before
    the key (`3 j`), 1 if nothing was.
    """

    id: str
    title: str
    menu: str
    keys: tuple[str, ...]
    scope: Scope
    needs: Needs
    run: Callable[[Context, int], None]
