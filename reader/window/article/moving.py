"""Moving by what only the layout knows: characters, lines, windows."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor
from PySide6.QtWidgets import QScrollBar

from reader.window.article.document import ArticleDocument
from reader.window.article.sight import MARGIN, Sight

_Key = QKeySequence.StandardKey
_Move = QTextCursor.MoveOperation
# Down and Up without Shift are here too, for where the single keys and arrows were given to nothing.
_KEYS = (
    (_Key.MoveToNextChar, _Move.Right, False),
    (_Key.MoveToPreviousChar, _Move.Left, False),
    (_Key.MoveToNextLine, _Move.Down, False),
    (_Key.MoveToPreviousLine, _Move.Up, False),
    (_Key.MoveToStartOfLine, _Move.StartOfLine, False),
    (_Key.MoveToEndOfLine, _Move.EndOfLine, False),
    (_Key.SelectNextChar, _Move.Right, True),
    (_Key.SelectPreviousChar, _Move.Left, True),
    (_Key.SelectNextWord, _Move.NextWord, True),
    (_Key.SelectPreviousWord, _Move.PreviousWord, True),
    (_Key.SelectNextLine, _Move.Down, True),
    (_Key.SelectPreviousLine, _Move.Up, True),
    (_Key.SelectStartOfLine, _Move.StartOfLine, True),
    (_Key.SelectEndOfLine, _Move.EndOfLine, True),
    (_Key.SelectStartOfDocument, _Move.Start, True),
    (_Key.SelectEndOfDocument, _Move.End, True),
)


def key_motion(event: QKeyEvent) -> tuple[QTextCursor.MoveOperation, bool] | None:
    """Return what a key moves by and whether it selects; None for a key that is not the text's."""
    return next(((operation, selects) for key, operation, selects in _KEYS if event.matches(key)), None)


def by_operation(cursor: QTextCursor, document: ArticleDocument, operation: QTextCursor.MoveOperation) -> int:
    """Return the offset that `operation` leads to; what is no part of the plain text is stepped over."""
    offset = document.pieces.offset(cursor.position())
    cursor.clearSelection()  # else Qt would only go to its end
    while cursor.movePosition(operation):
        moved = document.pieces.offset(cursor.position())
        if document.pieces.holds(cursor.position()) and moved != offset:
            return moved
    return document.pieces.offset(cursor.position())


def by_lines(cursor: QTextCursor, document: ArticleDocument, delta: int, x: int | None) -> tuple[int, int]:
    """Return the offset `delta` lines on, and the horizontal place that is kept from line to line.

    `x` is that place where a line move came before. At the edge of the page the offset stays.
    """
    offset = document.pieces.offset(cursor.position())
    operation = _Move.Down if delta > 0 else _Move.Up
    cursor.clearSelection()
    if x is not None:
        cursor.setVerticalMovementX(x)
    left = abs(delta)
    while left and cursor.movePosition(operation):
        moved = document.pieces.offset(cursor.position())
        if document.pieces.holds(cursor.position()) and moved != offset:
            offset = moved
            left -= 1
    return offset, cursor.verticalMovementX()


def by_windows(
    sight: Sight, bar: QScrollBar, scroll_to: Callable[[int], None], place: int, delta: int
) -> int | None:
    """Scroll by `delta` windows and return the offset at which reading goes on from `place`.

    Two lines above and two below stay in sight. None where there is nothing further that way.
    """
    pieces = sight.document.pieces
    if not len(pieces) or not delta:
        return None
    if delta > 0 and sight.shows_end():
        return None  # what is below is the margin
    height = sight.bottom - sight.top
    keep = min(round(MARGIN * sight.line_rect(place).height()), height // 4)
    before, way = bar.value(), (height - 2 * keep) * delta
    sight.lay_out(before + way + height)
    scroll_to(before + way)
    if bar.value() == before:
        return None if delta > 0 or place <= pieces.offsets[0] else pieces.offsets[0]
    # At the end the window moves by less: reading goes on where the text was cut off before.
    top = before + way + keep if delta > 0 else (bar.value() + keep if bar.value() else 0)
    found = sight.first_line(top)
    if found is None:
        found = pieces.end(len(pieces) - 1) if delta > 0 else pieces.offsets[0]
    if bar.value() in (bar.minimum(), bar.maximum()) and (found - place) * delta <= 0:
        return None
    return found
