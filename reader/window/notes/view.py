"""The list of cards: draws them, moves among them, opens the editor in one."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QListView, QWidget

from reader.domain.notes import COLORS
from reader.translation import tr
from reader.window.holding import Hold
from reader.window.menu_place import menu_place
from reader.window.notes.delegate import CardDelegate
from reader.window.notes.editor import NoteEditor, new_document, replace_text
from reader.window.notes.model import NOTE, STATE, NotesModel
from reader.window.painting import draw_empty
from reader.window.themes import Theme, set_palette

_BATCH = 60  # cards that are measured at once; the rest follow when nothing else is to do
_SELECTING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class NotesList(QListView):
    """Cards in reading order. `note_chosen` when one is clicked or reached by an arrow key.

    Several are selected by Shift and the arrow keys, Ctrl+Space, Ctrl+A, or a click with Shift or Ctrl;
    what is done with them then is `several_asked(what, ids)`: remove, tags, or the number of a colour,
    from 1. `several_menu_asked(point)` asks for their menu.
    """

    note_chosen = Signal(str)
    edit_asked = Signal(str)
    tags_asked = Signal(str)
    remove_asked = Signal(str)
    left = Signal()
    context_asked = Signal(QPoint, str)
    several_asked = Signal(str, object)
    several_menu_asked = Signal(QPoint)

    def __init__(self, model: NotesModel, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("notesList")
        self.setAccessibleName(tr("Notes"))
        self.theme = theme
        self.current_id: str | None = None
        self.editor: NoteEditor | None = None
        self.empty_hint = ""
        self.empty_filter: tuple[str, str] | None = None
        self._documents: dict[str, QTextDocument] = {}
        self._model = model
        self._cards = CardDelegate(self)
        model.rowsAboutToBeRemoved.connect(self._rows_going)  # before the view takes the editor away
        self.setModel(model)
        self.setItemDelegate(self._cards)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        model.dataChanged.connect(self._data_changed)
        self._painting = Hold(self.viewport())
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.ground)
        set_palette(self, palette)
        self._cards.forget()
        if self.editor is not None:
            self.editor.set_theme(theme)

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """The notes of the selected cards, from top to bottom."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return tuple(self._model.notes[row].id for row in rows)

    @property
    def has_several(self) -> bool:
        """Whether more than one card is selected."""
        return len(self.selectionModel().selectedRows()) > 1

    @property
    def is_selecting(self) -> bool:
        """Whether the keys act on another card than that of the passage at the cursor."""
        current = self.currentIndex()
        is_away = current.isValid() and current.data(NOTE).id != self.current_id
        return self.has_several or (is_away and self.hasFocus())

    def set_current(self, note_id: str | None) -> None:
        """Mark the card of the note under the reading cursor, and bring it into sight."""
        if note_id == self.current_id:
            return
        if not self.hasFocus():
            self._painting.hold()
        before = self._model.row_of(self.current_id) if self.current_id is not None else None
        self.current_id = note_id
        row = self._model.row_of(note_id) if note_id is not None else None
        if row is not None:
            index = self._model.index(row)
            self._select_alone(index)
            if self.isVisible():  # else at a width that it will not have
                self.scrollTo(index)
        for each in (before, row):
            if each is not None:
                self.update(self._model.index(each))

    def _select_alone(self, index: QModelIndex) -> None:
        # The view's own way would add to what is selected while Ctrl is held, for a key of the article.
        alone = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.selectionModel().setCurrentIndex(index, alone)

    def enter(self) -> None:
        """Take the focus, and choose the first card where none is current."""
        self.setFocus()
        index = self._model.index(0)
        if index.isValid() and self._model.row_of(self.current_id or "") is None:
            self._select_alone(index)
            self.note_chosen.emit(index.data(NOTE).id)

    def edit_note(self, note_id: str) -> NoteEditor | None:
        """Open the editor in a card, the caret at its end; None where there is no such card."""
        row = self._model.row_of(note_id)
        if row is None:
            return None
        if self.editor is None or self.editor.note_id != note_id:
            self.close_editor()
            index = self._model.index(row)
            self.openPersistentEditor(index)
            self._cards.forget()
            self.scheduleDelayedItemsLayout()
        elif self.editor is not None:
            self.editor.moveCursor(QTextCursor.MoveOperation.End)
        self.executeDelayedItemsLayout()
        self.scrollTo(self._model.index(row))
        return self.editor

    def make_editor(self, note_id: str, body: str, parent: QWidget) -> NoteEditor:
        """Return the editor of a note; its document, and so its undo, is kept for the session."""
        document = self._documents.get(note_id)
        if document is None:
            document = self._documents[note_id] = new_document(body, self)
        elif document.toPlainText() != body:
            replace_text(document, body)
        self.editor = NoteEditor(note_id, document, self._cards.fonts.body, self.theme, parent)
        self.editor.grown.connect(self._editor_grown)
        return self.editor

    def close_editor(self) -> None:
        """Show the card as it is painted again; what is typed is saved."""
        editor = self.editor
        if editor is None:
            return
        editor.save()
        self.editor = None
        editor.setObjectName("")  # Qt deletes it later; until then another may have been opened
        row = self._model.row_of(editor.note_id)
        if row is not None:
            self.closePersistentEditor(self._model.index(row))
        self._cards.forget()
        self.scheduleDelayedItemsLayout()

    def _editor_grown(self) -> None:
        editor = self.editor
        row = self._model.row_of(editor.note_id) if editor is not None else None
        if row is not None:
            self._cards.sizeHintChanged.emit(self._model.index(row))

    def _rows_going(self, parent: QModelIndex, first: int, last: int) -> None:
        if self.editor is not None and any(
            note.id == self.editor.note_id for note in self._model.notes[first : last + 1]
        ):
            editor, self.editor = self.editor, None
            editor.setObjectName("")
            editor.save()
            if editor.hasFocus():
                self.left.emit()

    def _data_changed(self, first: QModelIndex, last: QModelIndex, roles: list[int]) -> None:
        if self.editor is not None and NOTE in roles:
            row = self._model.row_of(self.editor.note_id)
            if row is not None and first.row() <= row <= last.row():
                self.editor.take_body(self._model.notes[row].body)
        if roles != [STATE]:
            self.scheduleDelayedItemsLayout()

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from card to card; Enter and E edit, T tags, Delete removes, Esc leaves."""
        note = self.currentIndex().data(NOTE) if self.currentIndex().isValid() else None
        key, modifiers = event.key(), event.modifiers()
        if self.has_several and not modifiers and self._several_key(key):
            return
        if key == Qt.Key.Key_Escape:
            self.left.emit()
        elif note is None or modifiers & _SELECTING:
            super().keyPressEvent(event)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_E):
            self.edit_asked.emit(note.id)
        elif key == Qt.Key.Key_T:
            self.tags_asked.emit(note.id)
        elif key == Qt.Key.Key_Delete:
            self.remove_asked.emit(note.id)
        else:
            super().keyPressEvent(event)
            moved = self.currentIndex().data(NOTE)
            if moved is not None and moved.id != note.id:
                self.note_chosen.emit(moved.id)

    def _several_key(self, key: int) -> bool:
        """Do with all selected cards what the key does with one; return whether it does anything."""
        if key == Qt.Key.Key_Escape:
            self._select_alone(self.currentIndex())
        elif key == Qt.Key.Key_T:
            self.several_asked.emit("tags", self.selected_ids)
        elif key == Qt.Key.Key_Delete:
            self.several_asked.emit("remove", self.selected_ids)
        elif Qt.Key.Key_1 <= key < Qt.Key.Key_1 + len(COLORS):
            self.several_asked.emit(str(key - Qt.Key.Key_0), self.selected_ids)
        else:
            return False
        return True

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        """Draw anew what is selected, and what is so no more."""
        super().selectionChanged(selected, deselected)
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the card that is clicked, unless several are being selected."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        is_plain = not event.modifiers() & _SELECTING and not self.has_several
        if event.button() == Qt.MouseButton.LeftButton and index.isValid() and is_plain:
            self.note_chosen.emit(index.data(NOTE).id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit the card that is double-clicked."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid():
            self.edit_asked.emit(index.data(NOTE).id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a card."""
        index, point = menu_place(self, event)
        if self.has_several and self.selectionModel().isSelected(index):
            self.several_menu_asked.emit(point)
        elif index.isValid():
            self.context_asked.emit(point, index.data(NOTE).id)

    # Drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cards, or what to do where there are none."""
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            rect = self.viewport().rect()
            title, hint = self.empty_filter or (tr("No notes yet"), self.empty_hint)
            draw_empty(painter, rect, title, hint, self.font(), self.theme)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the current card into sight, now that the cards have their width."""
        super().showEvent(event)
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure the cards anew where the width changed."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew where the font changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cards.forget()
            self.scheduleDelayedItemsLayout()
