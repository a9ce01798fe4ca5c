"""Several notes at once: what is done with the cards that are selected."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu

from reader.domain.notes import COLORS
from reader.translation import tr, trn
from reader.window.wording import COLOR_NAMES

if TYPE_CHECKING:
    from collections.abc import Callable

    from reader.library.library import Library
    from reader.window.context import Context

    Task = Callable[[Library], int]
    Done = Callable[[int], None]

_Ids = tuple[str, ...]


class Several(QObject):
    """Removes, tags and colours the selected notes of one window, each as one step that can be undone."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def act(self, what: str, ids: _Ids) -> None:
        """Do what a key in the list of cards asks for: remove, tags, or the number of a colour."""
        if what == "remove":
            self.remove(ids)
        elif what == "tags":
            self.edit_tags(ids)
        else:
            self.color(ids, list(COLORS)[int(what) - 1])

    def remove(self, ids: _Ids) -> None:
        """Move notes to the bin; the line offers Undo."""

        def done(number: int) -> None:
            said = trn("{number} note removed.", "{number} notes removed.", number)
            self._context.window.say(said, tr("Undo"), self._context.filing.undo)

        self._write(lambda library: library.delete(ids), done)

    def color(self, ids: _Ids, color: str) -> None:
        """Give notes a colour."""
        self._write(lambda library: library.edit_notes(ids, color=color), self._say_changed)

    def edit_tags(self, ids: _Ids) -> None:
        """Edit the tags that all of the notes have; those that only some have stay."""
        notes = [note for note in map(self._context.window.cards.note, ids) if note is not None]
        common = [tag for tag in notes[0].tags if all(tag in note.tags for note in notes)] if notes else []

        def save(tags: tuple[str, ...]) -> None:
            added = tuple(tag for tag in tags if tag not in common)
            dropped = tuple(tag for tag in common if tag not in tags)
            if added or dropped:
                self._write(
                    lambda library: library.edit_notes(ids, add_tags=added, drop_tags=dropped),
                    self._say_changed,
                )

        self._context.panels.open_tags_of(common, save)

    def open_menu(self, point: QPoint) -> None:
        """Open the menu of the selected cards."""
        window = self._context.window
        ids = window.cards.selected_ids
        menu = QMenu(window)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.addAction(window.bindings.actions["notes.export"])
        menu.addSeparator()
        menu.addAction(tr("Tags…"), partial(self.edit_tags, ids))
        colors = menu.addMenu(tr("Colour"))
        for color in COLORS:
            colors.addAction(tr(COLOR_NAMES[color]).capitalize(), partial(self.color, ids, color))
        menu.addSeparator()
        menu.addAction(tr("Remove the notes"), partial(self.remove, ids))
        menu.popup(point)

    def _write(self, task: Task, done: Done) -> None:
        self._context.window.save_now()  # what is typed in one of them comes first
        self._context.write(task, done)

    def _say_changed(self, number: int) -> None:
        said = trn("{number} note changed.", "{number} notes changed.", number)
        self._context.window.say(said, tr("Undo"), self._context.filing.undo)
