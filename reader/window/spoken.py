"""What is said to a screen reader: what happens, and what is seen only by those who see."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible

from reader.domain.blocks import BlockKind
from reader.translation import digits, mark, tr
from reader.window.wording import COLOR_NAMES

_KINDS = {
    BlockKind.LIST_ITEM: mark("list item"),
    BlockKind.QUOTE: mark("quotation"),
    BlockKind.CODE: mark("code"),
    BlockKind.TABLE: mark("table"),
    BlockKind.FIGURE: mark("figure"),
}


def is_heard() -> bool:
    """Whether a screen reader or another assistive program listens."""
    return QAccessible.isActive()


def say_aloud(source: QObject, text: str) -> None:
    """Have `text` spoken where somebody listens; `source` is the widget that it is about."""
    event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)  # not in every binding of Qt 6.8
    if text and event is not None and is_heard():
        QAccessible.updateAccessibility(event(source, text))


def kind_of(kind: BlockKind, level: int) -> str:
    """Return what a block is, as it is said before its text; empty for a paragraph."""
    if kind in (BlockKind.TITLE, BlockKind.HEADING):
        return tr("heading level {level}", level=digits(1 if kind is BlockKind.TITLE else level))
    return tr(_KINDS[kind]) if kind in _KINDS else ""


def mark_words(color: str, *, has_body: bool) -> str:
    """Return how a noted passage is told of."""
    if has_body:
        return tr("Highlighted {color}, has note", color=tr(COLOR_NAMES[color]))
    return tr("Highlighted {color}", color=tr(COLOR_NAMES[color]))
