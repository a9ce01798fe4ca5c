"""Whatever is pressed, in whatever order: nothing breaks, and what is shown is what is on disk."""

from __future__ import annotations

import random

import pytest
from PySide6.QtWidgets import QApplication

from reader.window.actions import ACTIONS

# Left out: what opens a dialog of Qt or the system, closes the window, or writes outside the home.
APART = ("file.", "article.print", "window.", "app.", "desktop.")
KEYS = [key for row in ACTIONS if not row.id.startswith(APART) for key in row.keys]
TYPED = ["Return", "Esc", "Tab", "Backspace", "Down", "Up", "a", "t", "o", " ", "1", "3", "9", "Home"]


def spelled(key: str) -> list[str]:
    """Return a key of the key map as `Hand.press` takes it."""
    spelled = []
    for chord in key.split(", "):
        last = chord.rpartition("+")[2] or "+"
        is_letter = len(last) == 1 and last.isalpha()
        if is_letter and "+" not in chord:
            chord = last.lower()
        elif chord == f"Shift+{last}" and is_letter:
            chord = last
        spelled.append(chord)
    return spelled


def settle(hand) -> None:
    """Put away what stands in front of the window, as the list of a choice."""
    popup = QApplication.activePopupWidget()
    if popup is not None:
        popup.close()
    if QApplication.activeWindow() is not hand.window or QApplication.focusWidget() is None:
        hand.window.activateWindow()
        hand.wait(lambda: hand.window.isActiveWindow())
        if QApplication.focusWidget() is None:
            hand.view.setFocus()


@pytest.mark.parametrize("seed", [9, 33, 229])
def test_any_keys_in_any_order(hand, seed):
    chance = random.Random(seed)
    pressed = []
    for _ in range(150):
        keys = spelled(chance.choice(KEYS)) if chance.random() < 0.6 else [chance.choice(TYPED)]
        settle(hand)
        pressed.append((keys, hand.focused.objectName()))
        hand.press(*keys)
        if chance.random() < 0.1:
            hand.qtbot.wait(1)
    settle(hand)
    for _ in range(4):
        if not hand.view.hasFocus():
            hand.press("Esc")
    assert hand.view.hasFocus(), (hand.focused, pressed[-12:])
    hand.wait_saved()
    noting = hand.window.context.noting
    if hand.window.context.reading.article is not None:
        hand.wait(
            lambda: (
                {n.id: (n.body, n.color, n.tags) for n in noting.notes}
                == {n.id: (n.body, n.color, n.tags) for n in hand.notes()}
            )
        )
    with hand.library() as library:
        assert library.check() == []
