"""The rows of the notes column: one a note, under the name of its section."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from reader.domain.notes import Note, NoteState
from reader.translation import listing, mark, tr
from reader.window.isolating import joined
from reader.window.wording import COLOR_NAMES

NOTE, HEADING, STATE = (Qt.ItemDataRole.UserRole + number for number in range(3))
Index = QModelIndex | QPersistentModelIndex
DETACHED = mark("Detached")


class NotesModel(QAbstractListModel):
    """Notes in reading order, those without a place at the end."""

    def __init__(self) -> None:
        super().__init__()
        self.notes: list[Note] = []
        self.titles: Mapping[str, str] = {}  # of the articles, where the notes are of several
        self._states: dict[str, str] = {}

    def set_notes(self, notes: Iterable[Note]) -> None:
        """Show `notes`; only rows that differ are touched, so that an open editor stays."""
        wanted = sorted(notes, key=lambda note: note.state is NoteState.DETACHED)
        kept = {note.id for note in wanted}
        row = len(self.notes)
        while row:
            last, row = row, _run(self.notes, row, -1, kept)
            if row < last:
                self.beginRemoveRows(QModelIndex(), row, last - 1)
                del self.notes[row:last]
                self.endRemoveRows()
            else:
                row -= 1
        known = {note.id for note in self.notes}
        while row < len(wanted):
            first, row = row, _run(wanted, row, 1, known)
            if first < row:
                self.beginInsertRows(QModelIndex(), first, row - 1)
                self.notes[first:first] = wanted[first:row]
                self.endInsertRows()
            else:
                self._put(row, wanted[row])
                row += 1
        if self.notes:
            # Whether a card stands under a heading depends on the one before it.
            self.dataChanged.emit(self.index(0), self.index(len(self.notes) - 1), [HEADING])

    def _put(self, row: int, note: Note) -> None:
        """Make `note`, which has a row, the row `row`; the rows before it are right already."""
        if row < len(self.notes) and self.notes[row].id == note.id:
            if self.notes[row] != note:
                self.notes[row] = note
                self.dataChanged.emit(self.index(row), self.index(row), [NOTE])
            return
        old = self.row_of(note.id)
        assert old is not None
        self.beginMoveRows(QModelIndex(), old, old, QModelIndex(), row)
        del self.notes[old]
        self.notes.insert(row, note)
        self.endMoveRows()

    def set_state(self, note_id: str, state: str) -> None:
        """Say of a note whether it is saved; an empty text shows its time again."""
        if self._states.get(note_id, "") != state:
            self._states[note_id] = state
            row = self.row_of(note_id)
            if row is not None:
                self.dataChanged.emit(self.index(row), self.index(row), [STATE])

    def row_of(self, note_id: str) -> int | None:
        """Return the row of a note."""
        return next((row for row, note in enumerate(self.notes) if note.id == note_id), None)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of notes."""
        return 0 if parent is not None and parent.isValid() else len(self.notes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the note, the heading above it, its state, or what is read out."""
        if not index.isValid():
            return None
        note = self.notes[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return note.body or (note.passage.quote if note.passage else " › ".join(note.section_path))
            case Qt.ItemDataRole.AccessibleTextRole:
                quote = f"“{note.passage.quote}”" if note.passage else tr("on the whole section")
                return listing(
                    part for part in (note.body, quote, tr(COLOR_NAMES[note.color]), *note.tags) if part
                )
            case _ if role == NOTE:
                return note
            case _ if role == STATE:
                return self._states.get(note.id, "")
            case _ if role == HEADING:
                before = self._group(index.row() - 1) if index.row() else None
                group = self._group(index.row())
                return group if group != before else ""
        return None

    def _group(self, row: int) -> str:
        """Return the name that stands above the cards of one section."""
        note = self.notes[row]
        if note.state is NoteState.DETACHED:
            return tr(DETACHED)
        passage = note.passage
        path = passage.section_path if passage is not None else note.section_path
        whole = tr("Beginning") if passage is not None else tr("The whole article")
        name = path[-1] if path else whole
        title = self.titles.get(note.article_id, "")
        return joined((title, name), " › ")


def _run(notes: list[Note], row: int, step: int, ids: set[str]) -> int:
    """Return how far from the edge `row`, up or down, all notes are other than `ids`: one call for many."""
    while 0 <= (next_row := row if step > 0 else row - 1) < len(notes) and notes[next_row].id not in ids:
        row += step
    return row
