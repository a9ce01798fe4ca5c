"""The rectangles that a stretch of text covers, line by line."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextLine

from reader.window.article.shaping import has_right_to_left

_TOUCHING = 0.5  # pixels


def strips(block: QTextBlock, start: int, end: int, rise: float, fall: float) -> list[QRectF]:
    """Return what the positions `start` to `end` (UTF-16, in the block) cover, from the block's corner.

    A strip reaches `rise` above its line's base and `fall` below it, however high the line is.
    """
    layout = block.layout()
    found = layout.lineForTextPosition(start)
    if start >= end or not found.isValid():
        return []
    mixed = has_right_to_left(block.text())
    result: list[QRectF] = []
    for number in range(found.lineNumber(), layout.lineCount()):
        line = layout.lineAt(number)
        first = line.textStart()
        if first >= end:
            break
        last = first + line.textLength()
        whole = line.naturalTextRect()
        top = line.y() + line.ascent() - rise
        if start <= first and end >= last:
            stretches = [(whole.left(), whole.right())]
        elif mixed:
            stretches = _mixed(line, max(start, first), min(end, last))
        else:
            left = _x(line, start) if start > first else whole.left()
            # Past the last letter comes the space at which the line was broken: no part of a strip.
            stretches = [(left, _x(line, end) if end < last else max(left, whole.right()))]
        result.extend(QRectF(left, top, right - left, rise + fall) for left, right in stretches)
    return result


def edge(block: QTextBlock, position: int, *, at_end: bool = False) -> float:
    """Return where the letter at `position` (UTF-16, in the block) begins, or ends, the way it runs."""
    line = block.layout().lineForTextPosition(position)
    side = QTextLine.Edge.Trailing if at_end else QTextLine.Edge.Leading
    return cast("tuple[float, int]", line.cursorToX(position, side))[0]


def _x(line: QTextLine, position: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(position))[0]


def _mixed(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """Return the stretches in a line that has letters running both ways: neighbours may stand apart."""
    runs = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    result: list[tuple[float, float]] = []
    for left, right in sorted((rect.left(), rect.right()) for rect in runs):
        if result and left - result[-1][1] <= _TOUCHING:
            result[-1] = (result[-1][0], max(right, result[-1][1]))
        else:
            result.append((left, right))
    return result
