"""Texts of two scripts in one line of the window: each runs as its own, and none turns its neighbours round.

Without it the path `/tmp/x` loses its first stroke to the other side between Arabic words, and a number
after an Arabic name stands before it (UAX 9).
"""

from __future__ import annotations

from collections.abc import Iterable
from unicodedata import bidirectional

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

# Where there is no letter, Qt takes the direction around for that of a first strong isolate (U+2068).
_FROM_LEFT, _FROM_RIGHT, _END = "\u2066", "\u2067", "\u2069"
_LEFT_TO_RIGHT, _RIGHT_TO_LEFT = "\u200e", "\u200f"  # marks, which are not seen


def isolated(text: str) -> str:
    """Return `text` shut off from what stands around it in a line of the window, where it may matter."""
    return _shut_off(text) if text and (_is_mirrored() or _turns(text)) else text


def joined(parts: Iterable[str], between: str, *, below: str = "") -> str:
    """Return what is not empty of `parts`, in the order in which the window is read.

    What stands `below` a title is in the order in which that is read, and so begins on the same side.
    """
    present = [part for part in parts if part]
    from_right = runs_right_to_left(below, otherwise=_is_mirrored())
    if not present or not (from_right or any(map(_turns, present))):
        return between.join(present)
    return (_RIGHT_TO_LEFT if from_right else _LEFT_TO_RIGHT) + between.join(map(_shut_off, present))


def runs_right_to_left(text: str, *, otherwise: bool = False) -> bool:
    """Whether the first letter that has a direction runs from right to left (UAX 9, P2)."""
    for letter in text:
        direction = bidirectional(letter)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return otherwise


def _shut_off(text: str) -> str:
    return f"{_FROM_RIGHT if runs_right_to_left(text) else _FROM_LEFT}{text}{_END}"


def _is_mirrored() -> bool:
    return QGuiApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft


def _turns(text: str) -> bool:
    return not text.isascii() and any(bidirectional(letter) in ("R", "AL") for letter in text)
