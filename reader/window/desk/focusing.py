"""The parts of the window: which of them are in sight, and which has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from reader.translation import tr
from reader.window.columns import NOTES, TREE

if TYPE_CHECKING:
    from reader.window.context import Context


class Focusing:
    """The focus of one window, between the tree, the article and the notes."""

    def __init__(self, context: Context) -> None:
        self._window = context.window
        self._context = context

    def edit_note(self, note_id: str) -> None:
        """Open a note's text in its card."""
        self._window.columns.show_column(NOTES)
        self._window.cards.edit(note_id)

    def focus_notes(self) -> None:
        """Give the focus to the current card."""
        self._window.columns.show_column(NOTES)
        self._window.cards.setFocus()

    def focus_notes_filter(self) -> None:
        """Give the focus to the filter of the notes."""
        self._window.columns.show_column(NOTES)
        self._context.narrowing.open()

    def focus_tree_filter(self) -> None:
        """Give the focus to the tree's filter."""
        self._window.columns.show_column(TREE)
        self._window.tree.focus_filter()

    def step(self, step: int) -> None:
        """Move the focus round the parts that are in sight."""
        tree, view, cards = self._window.tree, self._window.view, self._window.cards
        parts = [part for part in (tree, view, cards) if part.isVisible()]
        holder = self._window.focusWidget()
        now = next((n for n, part in enumerate(parts) if part.isAncestorOf(holder or part)), 0)
        if holder is view:
            now = parts.index(view)
        part = parts[(now + step) % len(parts)]
        if part is tree:
            tree.focus_tree()
        else:
            part.setFocus(Qt.FocusReason.TabFocusReason)

    def toggle_columns(self, *, tree: bool = False, notes: bool = False) -> None:
        """Hide or show side columns."""
        self._window.columns.toggle(*([TREE] if tree else []), *([NOTES] if notes else []))

    def toggle_noted(self) -> None:
        """Show in the tree only what has notes, or everything again."""
        self._window.columns.show_column(TREE)
        is_on = self._window.tree.toggle_noted()
        self._window.show_place()
        self._window.say(
            tr("Only sections with notes are shown.") if is_on else tr("All sections are shown.")
        )
