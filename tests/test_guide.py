"""The user's guide names every action with its keys, and every command."""

from pathlib import Path

import pytest

from reader.window.actions import ACTIONS, Action

ROOT = Path(__file__).resolve().parents[1]
GUIDE = (ROOT / "resources/articles/users-guide.md").read_text("utf-8")


def line(action: Action) -> str:
    keys = " or ".join(f"`{key.replace('|', chr(92) + '|')}`" for key in action.keys)
    return f"| {action.title} | {keys} | `{action.id}` |"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_the_guide_has_a_line_for_every_action(action: Action) -> None:
    assert line(action) in GUIDE.splitlines(), f"the guide lacks this line:\n{line(action)}"
