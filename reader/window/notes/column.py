"""The notes column as the window sees it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QColor, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.domain.notes import Note
from reader.translation import tr
from reader.window.notes.model import NotesModel
from reader.window.notes.view import NotesList
from reader.window.themes import Theme

if TYPE_CHECKING:
    from reader.window.notes.filter import NotesFilterBar


class NotesColumn(QWidget):
    """Cards, one of which may be open for writing.

    `edited(id, text)` asks for a note's text to be saved, `editing_left(id)` says that its field was left
    for the passage; `set_saved` answers. `missing(id)` says that a note is to be edited that has no card.
    """

    note_chosen = Signal(str)
    edited = Signal(str, str)
    editing_left = Signal(str)
    edit_asked = Signal(str)
    tags_asked = Signal(str)
    remove_asked = Signal(str)
    missing = Signal(str)
    left = Signal()
    context_asked = Signal(QPoint, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(tr("Notes"))
        self._theme = theme
        self.model = NotesModel()
        self.list = NotesList(self.model, theme)
        self.setMinimumWidth(200)
        self._layout = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 16, 0, 0)
        layout.addWidget(self.list)
        self.setFocusProxy(self.list)
        self.setAutoFillBackground(True)
        for name in ("note_chosen", "edit_asked", "tags_asked", "remove_asked", "left", "context_asked"):
            getattr(self.list, name).connect(getattr(self, name))
        self.set_theme(theme)

    @cached_property
    def filter(self) -> NotesFilterBar:
        """The field that narrows the cards, above them."""
        from reader.window.notes.filter import NotesFilterBar

        bar = NotesFilterBar(self._theme)
        self._layout.insertWidget(0, bar)
        return bar

    def set_titles(self, titles: Mapping[str, str]) -> None:
        """Name the article above the cards of each; with none, all are of the same one."""
        self.model.titles = titles

    def set_empty_filter(self, title: str, hint: str) -> None:
        """Say `title` and `hint` where no card is left; an empty title: as without a filter."""
        self.list.empty_filter = (title, hint) if title else None
        self.list.viewport().update()

    def note(self, note_id: str) -> Note | None:
        """Return the note of a card, be it of another article."""
        row = self.model.row_of(note_id)
        return None if row is None else self.model.notes[row]

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """The notes of the selected cards, from top to bottom; the current one is among them."""
        return self.list.selected_ids

    def enter(self) -> None:
        """Give the focus to the cards, on the first one if none is current."""
        self.list.enter()

    def set_notes(self, notes: Iterable[Note]) -> None:
        """Show `notes`, given in reading order."""
        self.model.set_notes(notes)

    def set_current(self, note_id: str | None) -> None:
        """Mark a card."""
        self.list.set_current(note_id)

    def edit(self, note_id: str) -> None:
        """Open a note's text and give it the focus, the caret at its end."""
        if self.model.row_of(note_id) is None:
            self.missing.emit(note_id)
        before = self.list.editor
        editor = self.list.edit_note(note_id)
        if before is not None and before is not editor:
            self.model.set_state(before.note_id, "")
        if editor is None:
            return
        if editor is not before:
            editor.edited.connect(self.edited)
            editor.left.connect(self._leave)
        editor.setFocus()

    def save_now(self) -> None:
        """Ask at once for what is typed to be saved."""
        if self.list.editor is not None:
            self.list.editor.save()

    def set_saved(self, note_id: str, is_saved: bool, reason: str) -> None:
        """Show on a card whether its text is on disk, or `reason` why it could not be written."""
        is_open = self.list.editor is not None and self.list.editor.note_id == note_id
        state = tr("saved") if is_open else ""
        if not is_saved:
            state = tr("not saved: {reason}", reason=reason) if reason else tr("saving…")
        if reason and is_open and self.list.editor is not None:
            self.list.editor.set_unsaved()
        self.model.set_state(note_id, state)

    def set_keys(self, highlight: str, write: str) -> None:
        """Name the keys in the empty column's hint."""
        self.list.empty_hint = tr(
            "Press {highlight} to highlight the sentence at the cursor, {write} to write a note on it.",
            highlight=highlight,
            write=write,
        )
        self.list.viewport().update()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        if "filter" in self.__dict__:
            self.filter.set_theme(theme)
        palette = self.palette()
        palette.setColor(self.backgroundRole(), theme.ground)
        self.setPalette(palette)
        self.list.set_theme(theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Take the theme's colours again: shown after a new style sheet it has those of before."""
        super().showEvent(event)
        if self.palette().color(self.backgroundRole()) != QColor(self._theme.ground):
            self.set_theme(self._theme)

    def _leave(self, note_id: str) -> None:
        self.list.close_editor()
        self.model.set_state(note_id, "")
        self.editing_left.emit(note_id)
