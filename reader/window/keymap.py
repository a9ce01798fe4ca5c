"""Which keys an action has: the defaults of its row, and over them what the reader set."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reader.settings import Settings
from reader.translation import tr

if TYPE_CHECKING:
    from reader.window.actions.row import Action

SECTION = "keys"
BETWEEN = " | "  # parts the keys of one action in settings.ini; a comma may be a key
_SINGLE = "single_keys"
# Qt reads more names than it writes.
_OTHER_NAMES = {"delete": "del", "insert": "ins", "escape": "esc", "pagedown": "pgdown", "pageup": "pgup"}
_IN_FIELDS = (
    *("space", "backspace", "tab", "backtab", "return", "enter", "del", "ins"),
    *("left", "right", "up", "down", "home", "end", "pgup", "pgdown"),
)


class KeyMap:
    """The keys of all actions as they are set now. Key texts are QKeySequence's portable form.

    `problems` names the lines of the settings that were skipped: an unknown action, what is no key,
    or a key that another action has.
    """

    def __init__(self, actions: Iterable[Action], settings: Settings) -> None:
        self.actions = {action.id: action for action in actions}
        self.problems: list[str] = []
        self._settings = settings
        self._set: dict[str, tuple[str, ...]] = {}
        for action_id, line in settings.items(SECTION).items():
            if action_id == _SINGLE:
                continue
            if action_id not in self.actions:
                self.problems.append(
                    tr("[{section}] {action}: there is no such action", section=SECTION, action=action_id)
                )
                continue
            keys = tuple(key.strip() for key in line.split(BETWEEN) if key.strip())
            unknown = next((key for key in keys if not _is_key(key)), None)
            if unknown is not None:
                problem = tr("“{key}” is no key", key=unknown)
                self.problems.append(f"[{SECTION}] {action_id}: {problem}")
            else:
                self._set[action_id] = keys
        for action_id in list(self._set):
            for key in self._set[action_id]:
                other = self.conflict(action_id, key)
                if other is not None:
                    problem = tr("{key} is the key of “{action}”", key=key, action=other.shown_title)
                    self.problems.append(f"[{SECTION}] {action_id}: {problem}")
                    self._set.pop(action_id, None)

    @property
    def single_keys(self) -> bool:
        """Whether keys without a modifier act (WCAG 2.1.4 asks for one switch that turns them off)."""
        return self._settings.get(SECTION, _SINGLE, True)

    @single_keys.setter
    def single_keys(self, on: bool) -> None:
        self._settings.set(SECTION, _SINGLE, None if on else False)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys that are set for an action, single ones too."""
        return self._set.get(action_id, self.actions[action_id].keys)

    def active_keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys that act now: without the single ones where those are turned off."""
        keys = self.keys(action_id)
        return keys if self.single_keys else tuple(key for key in keys if not is_single(key))

    def conflict(self, action_id: str, key: str) -> Action | None:
        """Return the other action that `key` would clash with, also as the beginning of a longer key."""
        wanted = _chords(key)
        for other_id, other in self.actions.items():
            if other_id == action_id:
                continue
            for taken in map(_chords, self.keys(other_id)):
                shorter = min(len(taken), len(wanted))
                if taken[:shorter] == wanted[:shorter]:
                    return other
        return None

    def is_beginning(self, key: str) -> bool:
        """Tell whether `key` is no action's key but the beginning of longer ones."""
        wanted = _chords(key)
        taken = [_chords(other) for action_id in self.actions for other in self.keys(action_id)]
        return wanted not in taken and any(chords[: len(wanted)] == wanted for chords in taken)

    def set_keys(self, action_id: str, keys: tuple[str, ...]) -> Action | None:
        """Set the keys of an action; where one is taken, change nothing and return the other action."""
        for key in keys:
            other = self.conflict(action_id, key)
            if other is not None:
                return other
        if keys == self.actions[action_id].keys:
            self._set.pop(action_id, None)
            self._settings.set(SECTION, action_id, None)
        else:
            self._set[action_id] = keys
            self._settings.set(SECTION, action_id, BETWEEN.join(keys))
        return None


def is_single(key: str) -> bool:
    """Whether `key` begins with a character that is typed without Ctrl, Alt or Meta."""
    first = _chords(key)[0].removeprefix("shift+")
    return len(first) == 1


def is_fields_own(key: str) -> bool:
    """Whether a text field needs `key` for itself: a character, or what moves or deletes in it."""
    first = _chords(key)[0].removeprefix("shift+")
    return len(first) == 1 or first in _IN_FIELDS


def _is_key(key: str) -> bool:
    from PySide6.QtGui import QKeySequence

    # Qt writes nothing for what it could not read, also where that is one chord of several.
    return all(QKeySequence(chord).toString() for chord in key.split(", "))


def _chords(key: str) -> tuple[str, ...]:
    """Return the chords of a key text in one form for comparison: `G, G` has two, `,` is one."""
    return tuple(map(_chord, key.split(", ")))


def _chord(text: str) -> str:
    held, plus, last = text.strip().casefold().rpartition("+")
    if plus and not last:  # the key is the plus itself
        held, last = held.removesuffix("+"), "+"
    return "+".join([*sorted(filter(None, held.split("+"))), _OTHER_NAMES.get(last, last)])
