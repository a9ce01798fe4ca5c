"""Every action is reached by a hand on a US, a German and a French keyboard, and none needs AltGr.

Each default key is pressed on a real display by the keys of the board itself, as they lie under that
layout, with Shift where the layout wants it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from reader.window.actions import ACTIONS
from tests.e2e.conftest import Desktop, wait_until

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]

RECORDER = Path(__file__).with_name("keyboard_recorder.py")
PAUSE = 127  # the code of the key that parts one key from the next
HELD = {"Shift": 50, "Ctrl": 37, "Alt": 64, "AltGr": 108}
ALTGR_LEVELS = (2, 3)
NAMES = {
    ")": "parenright",
    "(": "parenleft",
    "[": "bracketleft",
    "]": "bracketright",
    "/": "slash",
    "?": "question",
    ".": "period",
    ",": "comma",
    "+": "plus",
    "=": "equal",
    "-": "minus",
    "Esc": "Escape",
    "PgDown": "Next",
    "PgUp": "Prior",
    "Space": "space",
    "Backspace": "BackSpace",
}


class Press(NamedTuple):
    """A key of the board by its code, and what is held meanwhile."""

    code: int
    held: frozenset[str]


class Layout:
    """What lies where on the keyboard of a display now."""

    def __init__(self, desktop: Desktop) -> None:
        display = desktop.environment["DISPLAY"]
        keymap = subprocess.run(
            ["xkbcomp", display, "-"], capture_output=True, text=True, check=True, env=desktop.environment
        ).stdout
        codes = {name: int(code) for name, code in re.findall(r"<([\w+]+)> = (\d+);", keymap)}
        self._places: dict[str, tuple[int, int]] = {}  # sign → level and code, the easiest to reach
        for name, body in re.findall(r"key\s+<([\w+]+)>\s*\{(.*?)\};", keymap, re.DOTALL):
            listed = re.search(r"\[([^\[\]]*)\](?!\s*=)", body)
            if listed is None or name not in codes:
                continue
            for level, sign in enumerate(part.strip() for part in listed[1].split(",")):
                place = level, codes[name]
                if sign not in self._places or level < self._places[sign][0]:
                    self._places[sign] = place

    def presses(self, key: str) -> list[Press] | None:
        """Return how a hand types `key` (QKeySequence's text); None where the layout lacks a sign."""
        result = []
        for chord in key.split(", "):
            *held, last = chord.split("+") if not chord.endswith("+") else [*chord[:-2].split("+"), "+"]
            if len(last) == 1 and last.isalpha():
                last = last.lower()
            place = self._places.get(NAMES.get(last, last))
            if place is None:
                return None
            level, code = place
            wanted = {name for name in held if name}
            wanted |= {"Shift"} if level % 2 else set()
            wanted |= {"AltGr"} if level in ALTGR_LEVELS else set()
            result.append(Press(code, frozenset(wanted)))
        return result


def start(desktop: Desktop, file: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(RECORDER), str(desktop.home / "home"), str(file)], env=desktop.environment
    )
    desktop.readers.append(process)
    wait_until(file.exists, "the window")
    wait_until(lambda: desktop._focused_process() == process.pid, "its focus")


def words(press: Press) -> list[str]:
    """Return what xdotool is told for one press."""
    held = [f"{HELD[name]:03}" for name in sorted(press.held)]
    down = [word for code in held for word in ("keydown", code)]
    up = [word for code in reversed(held) for word in ("keyup", code)]
    return [*down, "key", f"{press.code:03}", *up]  # a bare 9 would be the digit


def partings(file: Path) -> list[list[str]]:
    """Return the actions that each key triggered."""
    result: list[list[str]] = [[]]
    for line in file.read_text().splitlines()[1:]:
        if line:
            result[-1].append(line)
        else:
            result.append([])
    return result[:-1]


@pytest.mark.parametrize("layout", ["us", "de", "fr"])
def test_every_action_is_reached_and_none_needs_altgr(desktop: Desktop, tmp_path: Path, layout: str) -> None:
    file = tmp_path / "triggered"
    subprocess.run(["setxkbmap", "-layout", layout], env=desktop.environment, check=True)
    start(desktop, file)
    board = Layout(desktop)
    tried: list[tuple[str, str, bool]] = []
    script: list[str] = []
    for action in ACTIONS:
        for key in action.keys:
            presses = board.presses(key)
            if presses is not None:
                tried.append((action.id, key, any("AltGr" in press.held for press in presses)))
                script += [word for press in presses for word in words(press)]
                script += ["key", str(PAUSE)]
    subprocess.run(["xdotool", *script], env=desktop.environment, check=True, timeout=60)
    wait_until(lambda: len(partings(file)) >= len(tried), "all keys")

    triggered = partings(file)
    wrong = [
        f"{key} of {action_id} triggers {', '.join(found) or 'nothing'}"
        for (action_id, key, needs_altgr), found in zip(tried, triggered, strict=True)
        if found != [action_id] and not needs_altgr
    ]
    reached = {
        action_id
        for (action_id, _, needs_altgr), found in zip(tried, triggered, strict=True)
        if found == [action_id] and not needs_altgr
    }
    assert {action.id for action in ACTIONS} - reached == set(), wrong
    assert wrong == []
