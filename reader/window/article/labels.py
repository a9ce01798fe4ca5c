"""Letters painted on places in sight; typing them chooses one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from reader.window.themes import CORNER, Theme

# The home row first: what the fingers lie on.
LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Label(NamedTuple):
    """The letters that stand for a target, and the offset that they are painted at."""

    code: str
    offset: int
    target: object


def codes(count: int) -> list[str]:
    """Return `count` different codes of one length, as short as can be."""
    length = 1
    while len(LETTERS) ** length < count:
        length += 1
    return [
        "".join(letters) for letters, _ in zip(product(LETTERS, repeat=length), range(count), strict=False)
    ]


class Labels:
    """The labels that are shown, and how much of a code was typed; empty when none are."""

    def __init__(self) -> None:
        self._labels: list[Label] = []
        self.typed = ""

    def __bool__(self) -> bool:
        return bool(self._labels)

    def show(self, targets: Sequence[tuple[int, object]]) -> None:
        """Give each target (its offset, and what it is) a code."""
        named = zip(codes(len(targets)), targets, strict=True)
        self._labels = [Label(code, offset, target) for code, (offset, target) in named]
        self.typed = ""

    def clear(self) -> None:
        """Show no labels any more."""
        self._labels = []
        self.typed = ""

    @property
    def left(self) -> list[Label]:
        """The labels that what was typed so far may still mean."""
        return [label for label in self._labels if label.code.startswith(self.typed)]

    def type(self, letter: str) -> Label | None:
        """Take one more letter; return the label that is chosen by it.

        A letter that leads nowhere takes the labels away, as choosing does.
        """
        self.typed += letter
        left = self.left
        if len(left) == 1 and left[0].code == self.typed:
            self.clear()
            return left[0]
        if not left:
            self.clear()
        return None


def draw_label(
    painter: QPainter, corner: QPointF, label: Label, typed: int, font: QFont, theme: Theme
) -> None:
    """Draw a label's letters on a small plate whose bottom left is at `corner`, the typed ones muted."""
    metrics = QFontMetricsF(font)
    code = label.code.upper()
    plate = QRectF(0, 0, metrics.horizontalAdvance(code) + 8, metrics.height() + 2)
    plate.moveBottomLeft(corner)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    painter.drawRoundedRect(plate, CORNER / 2, CORNER / 2)
    painter.setFont(font)
    painter.setPen(QColor(theme.on_accent))
    left = plate.left() + 4
    for number, letter in enumerate(code):
        painter.setOpacity(0.5 if number < typed else 1.0)
        painter.drawText(QPointF(left, plate.top() + 1 + metrics.ascent()), letter)
        left += metrics.horizontalAdvance(letter)
    painter.setOpacity(1.0)
