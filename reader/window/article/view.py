"""The article's widget: reading cursor, selection, marks, matches, labels. Thin: it is told, and it tells."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextEdit

from reader.domain.blocks import Block
from reader.domain.motions import Cursor
from reader.translation import tr
from reader.window.article import moving
from reader.window.article.cursor_view import CursorView
from reader.window.article.labels import Label, Labels, draw_label
from reader.window.article.look import FOOTNOTE_LINK, MUTED
from reader.window.article.margin import DOT_RADIUS
from reader.window.article.marks import Mark, Marks
from reader.window.article.style import PageStyle
from reader.window.themes import Theme

if TYPE_CHECKING:
    from reader.window.article.document import ArticleDocument
    from reader.window.article.parts import Parts


class ArticleView(CursorView):
    """One page of an article, read with the keyboard or the mouse.

    All offsets are code points of the article's plain text. The keys of actions are left to them: only
    what moves by characters, and labels, are handled here.
    """

    mark_clicked = Signal(str)
    link_clicked = Signal(str)
    footnote_clicked = Signal(str, int)
    label_chosen = Signal(object)
    context_asked = Signal(QPoint)
    zoom_asked = Signal(int)

    def __init__(self, theme: Theme, style: PageStyle | None = None) -> None:
        self._labels = Labels()
        self._pressed = QPoint()
        super().__init__(theme, style or PageStyle())
        self.setObjectName("articleView")
        self.setAccessibleName(tr("Article"))
        self.anchorClicked.connect(self._anchor_clicked)
        self.scrolled.connect(self._end_labels)

    # Marks and labels

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these passages as marked; only what differs from before is reckoned and drawn anew."""
        if self._ink.set_marks(Marks(marks)):
            self.viewport().update()
            self._forget_parts()

    def set_current_note(self, note_id: str | None) -> None:
        """Emphasise the passage of one note."""
        if self._ink.set_current(note_id):
            self.viewport().update()

    def set_matches(self, matches: Sequence[tuple[int, int]], current_index: int = -1) -> None:
        """Mark what was found (offsets, half open), the match `current_index` strongly."""
        if self._ink.set_matches(matches, current_index):
            self.viewport().update()

    def show_labels(self, targets: Sequence[tuple[int, object]]) -> Sequence[Label]:
        """Put letters on targets (offset and what is told when chosen) in sight; typing them chooses one.

        Returns what now has letters.
        """
        start, end = self._sight.range()
        self._labels.show([target for target in targets if start <= target[0] <= end])
        self.viewport().update()
        return self._labels.left

    def place_of(self, offset: int) -> QRect:
        """Return the line of text that begins at `offset`, in the coordinates of the window."""
        line = self._sight.line_rect(offset).toRect()
        line.translate(-self.horizontalScrollBar().value(), -round(self._sight.top))
        return QRect(self.viewport().mapTo(self.window(), line.topLeft()), line.size())

    def _show(self, blocks: Sequence[Block], start: int) -> None:
        self._labels.clear()
        super()._show(blocks, start)
        self._forget_parts()

    # For those who do not see it

    @cached_property
    def parts(self) -> Parts:
        """The page as a screen reader walks it."""
        from reader.window.article.parts import Parts

        return Parts(self)

    @property
    def page(self) -> ArticleDocument:
        """What is shown."""
        return self._document

    def marks_between(self, start: int, end: int) -> list[Mark]:
        """Return the marks that cover any of the code points `start` to `end`."""
        return self._ink.marks.between(start, end)

    def range_rect(self, start: int, end: int) -> QRect:
        """Return the lines of the code points `start` to `end`, together, in the viewport."""
        rect = self._sight.line_rect(start).united(self._sight.line_rect(max(start, end - 1)))
        return rect.translated(-self.horizontalScrollBar().value(), -self._sight.top).toAlignedRect()

    def _forget_parts(self) -> None:
        if "parts" in self.__dict__:
            self.parts.forget()

    # Events

    def event(self, event: QEvent) -> bool:
        """Leave keys to the actions: Qt would claim many of them for its text cursor."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.setAccepted(bool(self._labels))
            return True
        return super().event(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Leave the article by Tab; links have their letters, Qt would select one after the other."""
        return QTextEdit.focusNextPrevChild(self, forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type a label, or move by characters (with Shift: select); all other keys are the window's."""
        if self._labels:
            self._type_label(event)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.set_cursor(Cursor(self._document.end_offset, self._document.start), reveal=False)
        else:
            motion = moving.key_motion(event)
            if motion is None:
                event.ignore()
            else:
                self._move_by_key(*motion)

    def _move_by_key(self, operation: QTextCursor.MoveOperation, is_selecting: bool) -> None:
        cursor = self._cursor
        if is_selecting and cursor.anchor is None:
            cursor = Cursor(cursor.position, cursor.position)
        lines = {QTextCursor.MoveOperation.Down: 1, QTextCursor.MoveOperation.Up: -1}
        if operation in lines:
            self.set_cursor(self.line_move(cursor, lines[operation]))
        else:
            moved = moving.by_operation(self._text_cursor(cursor), self._document, operation)
            self.set_cursor(Cursor(moved, cursor.anchor))

    def _type_label(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._end_labels()
        elif event.text().isprintable() and event.text():
            chosen = self._labels.type(event.text().lower())
            self.viewport().update()
            if chosen is not None:
                self.label_chosen.emit(chosen.target)

    def _end_labels(self) -> None:
        if self._labels:
            self._labels.clear()
            self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys act here."""
        super().focusInEvent(event)
        QTimer.singleShot(0, self, self._focus_changed)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys act elsewhere."""
        super().focusOutEvent(event)
        # Later, since at the program's end the focus goes when the scroll bars are gone already.
        QTimer.singleShot(0, self, self._focus_changed)

    def _focus_changed(self) -> None:
        if not self.hasFocus():
            self._end_labels()
        self.update_bar(self._cursor.position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position().toPoint()
        self._end_labels()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click on a mark or its dot."""
        super().mouseReleaseEvent(event)
        point = event.position().toPoint()
        distance = (point - self._pressed).manhattanLength()
        is_click = event.button() == Qt.MouseButton.LeftButton and distance < QApplication.startDragDistance()
        if not is_click or self._cursor.anchor is not None or self.anchorAt(point):
            return
        note_id = self._note_at(event.position())
        if note_id:
            self.mark_clicked.emit(note_id)

    def _note_at(self, point: QPointF) -> str:
        """Return the note whose dot or passage is at a point of the viewport."""
        for middle, dot in self.placed_dots(point.y() - 2 * DOT_RADIUS, point.y() + 2 * DOT_RADIUS):
            if (middle - point).manhattanLength() <= 2 * DOT_RADIUS:
                return dot.note_id
        offset = self._sight.offset_at(self.to_document(point), exact=True)
        mark = self._ink.marks.at(offset) if offset is not None else None
        return mark.note_id if mark is not None else ""

    def _anchor_clicked(self, url: QUrl) -> None:
        # The address as it stands in the text: QUrl would change it, or refuse it.
        target = self.anchorAt(self._pressed) or url.toString()
        if target.startswith(FOOTNOTE_LINK):
            offset = self._sight.offset_at(self.to_document(QPointF(self._pressed)))
            self.footnote_clicked.emit(target.removeprefix(FOOTNOTE_LINK), offset or 0)
        else:
            self.link_clicked.emit(target)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu, for what was clicked on if that is not selected."""
        corner = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            offset = self._sight.offset_at(self.to_document(QPointF(event.pos())))
            selected = self.selected()
            if offset is not None and not (selected and selected[0] <= offset < selected[1]):
                self.set_cursor(Cursor(offset, None), reveal=False)
        else:
            corner = self.viewport().mapToGlobal(self.cursorRect().bottomLeft())
        self.context_asked.emit(corner)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl ask for larger or smaller text."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            steps = event.angleDelta().y()
            if steps:
                self.zoom_asked.emit(1 if steps > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def draw_over(self, painter: QPainter) -> None:
        """Draw the labels."""
        if not self._labels:
            return
        font = self._look.font_of(MUTED)
        font.setBold(True)
        for label in self._labels.left:
            line = self._sight.line_rect(label.offset)
            corner = QPointF(
                line.left() - 4 - self.horizontalScrollBar().value(), line.top() - self._sight.top + 8
            )
            draw_label(painter, corner, label, len(self._labels.typed), font, self._look.theme)
