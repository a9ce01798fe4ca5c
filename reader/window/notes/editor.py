"""The field in a card: plain Markdown text, saved while one types."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QFont, QHideEvent, QKeyEvent, QPalette, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit, QWidget

from reader.translation import tr
from reader.window.notes.card import line_of
from reader.window.themes import Theme, set_palette

SAVE_AFTER = 250  # milliseconds from the first unsaved key: a timer that restarts never fires while one types


class NoteEditor(QPlainTextEdit):
    """Edits one note. `edited(note id, text)` asks for it to be saved, `left` leads back to the passage."""

    edited = Signal(str, str)
    left = Signal(str)
    grown = Signal()

    def __init__(
        self, note_id: str, document: QTextDocument, font: QFont, theme: Theme, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("noteEditor")
        self.setAccessibleName(tr("Note"))
        self.note_id = note_id
        self._saved: str | None = document.toPlainText()
        self.setFont(font)
        document.setDefaultFont(font)
        document.setDocumentMargin(0)
        self.setDocument(document)
        self.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setPlaceholderText(tr("Write…"))
        self.setCursorWidth(2)
        self.set_theme(theme)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._timer.timeout.connect(self.save)
        self.textChanged.connect(self._text_changed)
        # A method, not a lambda: the document outlives the field, whose connections must end with it.
        self.document().documentLayout().documentSizeChanged.connect(self._size_changed)
        self.moveCursor(QTextCursor.MoveOperation.End)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.card)
        palette.setColor(QPalette.ColorRole.Text, theme.text)
        set_palette(self, palette)

    @property
    def wanted_height(self) -> int:
        """The height of the text in pixels."""
        return max(1, round(self.document().size().height())) * max(
            line_of(self.font()), self.fontMetrics().lineSpacing()
        )

    def save(self) -> None:
        """Ask for the text to be saved if it changed since."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._saved:
            self._saved = text
            self.edited.emit(self.note_id, text)

    def set_unsaved(self) -> None:
        """Note that the text could not be saved: it is asked for again with the next key, and on leaving."""
        self._saved = None

    def take_body(self, body: str) -> None:
        """Show what was changed elsewhere, unless something here is not saved yet."""
        if body != self.toPlainText() and self.toPlainText() == self._saved:
            self._saved = body
            replace_text(self.document(), body)

    def _size_changed(self) -> None:
        self.grown.emit()

    def _text_changed(self) -> None:
        if self.toPlainText() != self._saved and not self._timer.isActive():
            self._timer.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc and Ctrl+Enter go back to the passage."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Escape or (
            is_enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            self.save()
            self.left.emit(self.note_id)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Save when the field is left."""
        super().focusOutEvent(event)
        self.save()

    def hideEvent(self, event: QHideEvent) -> None:
        """Save when the card goes out of sight."""
        self.save()
        super().hideEvent(event)


def new_document(body: str, parent: QWidget) -> QTextDocument:
    """Return a document for a note's text; it keeps its own undo for the session."""
    document = QTextDocument(parent)
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    document.setPlainText(body)
    return document


def replace_text(document: QTextDocument, text: str) -> None:
    """Replace the text so that the field's own undo still leads back."""
    cursor = QTextCursor(document)
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)
