"""Every user action, one row each, below the function it runs.

To add one: a function and its row in the module it belongs to. Menus, palette, key sheet, key map
and the guide's table read `ACTIONS`; none has a list of its own. The order here is the menus'.
"""

from reader.window.actions.filing import BIN, CITATION, EDIT, FILE
from reader.window.actions.finding import FINDING
from reader.window.actions.notes import NOTES
from reader.window.actions.reading import MOTIONS, SELECTING
from reader.window.actions.row import Action, Needs, Scope
from reader.window.actions.settings import SETTINGS
from reader.window.actions.view import HELP, VIEW

ACTIONS: tuple[Action, ...] = (
    *FILE,
    *EDIT,
    *CITATION,
    *SELECTING,
    *VIEW,
    *MOTIONS,
    *BIN,
    *NOTES,
    *FINDING,
    *SETTINGS,
    *HELP,
)

__all__ = ["ACTIONS", "Action", "Needs", "Scope"]
