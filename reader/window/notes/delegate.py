"""Draws the cards of the list, and keeps the editor in its card."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reader.window.notes.card import Card, CardFonts
from reader.window.notes.model import HEADING, NOTE, STATE

if TYPE_CHECKING:
    from reader.window.notes.view import NotesList

Index = QModelIndex | QPersistentModelIndex


class CardDelegate(QStyledItemDelegate):
    """Measures and paints cards; makes the editor and keeps it in its card."""

    def __init__(self, view: NotesList) -> None:
        super().__init__(view)
        self._view = view
        self.forget()

    def forget(self) -> None:
        """Measure everything anew."""
        self.fonts = CardFonts(self._view.font())
        self._known: dict[tuple[object, ...], Card] = {}

    def card(self, index: Index) -> Card:
        """Return the layout of a row."""
        note, width = index.data(NOTE), self._view.viewport().width()
        editor = self._view.editor
        height = editor.wanted_height if editor is not None and editor.note_id == note.id else None
        side = self._view.layoutDirection()
        key = (note, index.data(HEADING), index.data(STATE), width, side, height)
        card = self._known.get(key)
        if card is None:
            if len(self._known) > 4000:
                self._known.clear()
            card = self._known[key] = Card(*key[:5], self.fonts, height)
        return card

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a card; its width is the list's."""
        return QSize(1, self.card(index).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a card."""
        view = self._view
        is_selected = view.has_several and view.selectionModel().isSelected(index)
        # While cards are being selected the one that keys act on may be another than the cursor's.
        is_current = (
            index == view.currentIndex() if view.is_selecting else index.data(NOTE).id == view.current_id
        )
        self.card(index).paint(
            painter,
            option.rect.top(),
            view.theme,
            is_current=is_current,
            has_focus=view.hasFocus() or (view.editor is not None and view.editor.hasFocus()),
            is_selected=is_selected,
        )

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Return the field in a card."""
        note = index.data(NOTE)
        return self._view.make_editor(note.id, note.body, parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Leave the text alone: the base class would set it at every change of the row."""

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Lay the field over the words of the card."""
        editor.setGeometry(self.card(index).body.translated(0, option.rect.top()))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Leave all keys to the field: the base class would close it on Esc, and take Tab and Enter away."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._view.viewport().update()  # the ring says where the focus is
        return False
