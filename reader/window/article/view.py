"""The article's widget: reading cursor, selection, marks, matches, labels. Thin: it is told, and it tells."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QShowEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QTextEdit

from reader.domain.blocks import Block
from reader.domain.motions import Cursor
from reader.window.article import moving
from reader.window.article.header import ArticleHeader
from reader.window.article.labels import Labels, draw_label
from reader.window.article.look import FOOTNOTE_LINK, MUTED
from reader.window.article.margin import DOT_RADIUS
from reader.window.article.marks import Mark, Marks
from reader.window.article.style import PageStyle
from reader.window.article.surface import Surface
from reader.window.themes import Theme


class ArticleView(Surface):
    """One page of an article, read with the keyboard or the mouse.

    All offsets are code points of the article's plain text. `cursor` is the one value for the reading
    cursor and the selection, whoever moved it; `cursor_changed` carries it. The keys of actions are
    left to them: only what moves by characters, and labels, are handled here.
    """

    cursor_changed = Signal(object)
    mark_clicked = Signal(str)
    link_clicked = Signal(str)
    footnote_clicked = Signal(str)
    label_chosen = Signal(object)
    context_asked = Signal(QPoint)
    zoom_asked = Signal(int)
    scrolled = Signal()

    def __init__(self, theme: Theme, style: PageStyle | None = None) -> None:
        self._cursor = Cursor(0, None)
        self._told: Cursor | None = None
        self._is_setting = False
        self._is_waiting = False  # to reveal the cursor once the view has its size
        self._paged: Cursor | None = None
        self._line_x: tuple[Cursor, int] | None = None
        self._labels = Labels()
        self._pressed = QPoint()
        super().__init__(theme, style or PageStyle())
        self.setObjectName("articleView")
        self.setAccessibleName("Article")
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.cursorPositionChanged.connect(self._take_text_cursor)
        self.selectionChanged.connect(self._take_text_cursor)
        self.anchorClicked.connect(self._anchor_clicked)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # Content

    def show_page(
        self,
        header: ArticleHeader | None,
        blocks: Sequence[Block],
        start_offset: int = 0,
        theme: Theme | None = None,
        style: PageStyle | None = None,
    ) -> None:
        """Show a page whose first block begins at `start_offset`, from its top.

        Marks and matches are the article's and stay from page to page, until others are set.
        """
        if theme is not None or style is not None:
            self._set_look(theme or self._look.theme, style or self._look.style)
        self._header = header
        self._labels.clear()
        self._line_x = None
        self._cursor, self._told = Cursor(start_offset, None), None
        self._is_setting = True
        self._show(blocks, start_offset)
        self._is_setting = False

    def show_empty(self) -> None:
        """Show no article, but what to do."""
        self.show_page(None, ())

    def set_style(self, theme: Theme, style: PageStyle) -> None:
        """Show the same page in another theme or style; what is read stays where it is."""
        self._is_setting = True
        self._change_look(theme, style)
        self._is_setting = False
        self._put_text_cursor()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show these passages as marked; only what differs from before is reckoned and drawn anew."""
        if self._ink.set_marks(Marks(marks)):
            self.viewport().update()

    def set_current_note(self, note_id: str | None) -> None:
        """Emphasise the passage of one note."""
        if self._ink.set_current(note_id):
            self.viewport().update()

    def set_matches(self, matches: Sequence[tuple[int, int]], current_index: int = -1) -> None:
        """Mark what was found (offsets, half open), the match `current_index` strongly."""
        if self._ink.set_matches(matches, current_index):
            self.viewport().update()

    # Cursor and selection

    @property
    def cursor(self) -> Cursor:  # type: ignore[override]
        """The reading cursor, with the other end of the selection."""
        return self._cursor

    def set_cursor(self, cursor: Cursor, reveal: bool = True) -> None:
        """Put the reading cursor (and the selection's other end) somewhere; with `reveal` scroll there."""
        before = self._cursor
        self._cursor = cursor
        self._put_text_cursor()
        self._draw_moved(before)
        if reveal and cursor != self._paged:  # a window was turned to it, which is the place to stay at
            self._reveal()
        self._paged = None
        self._tell()

    def place(self) -> int:
        """Return the offset of the reading cursor."""
        return self._cursor.position

    def selected(self) -> tuple[int, int] | None:
        """Return the offsets of the selection, None where nothing is selected."""
        anchor, position = self._cursor.anchor, self._cursor.position
        if anchor is None or anchor == position:
            return None
        return min(anchor, position), max(anchor, position)

    def line_move(self, cursor: Cursor, delta: int) -> Cursor:
        """Return `cursor` moved by `delta` lines of the page; the same one at the page's edge."""
        x = self._line_x[1] if self._line_x is not None and self._line_x[0] == cursor else None
        moved, x = moving.by_lines(self._text_cursor(cursor), self._document, delta, x)
        result = Cursor(moved, cursor.anchor)
        self._line_x = result, x
        return result

    def page_move(self, cursor: Cursor, delta: int) -> Cursor | None:
        """Scroll by `delta` windows and return `cursor` moved to the new text; None at the page's edge."""
        bar, end = self.verticalScrollBar(), self._document.end_offset
        place = moving.by_windows(self._sight, bar, self.scroll_to, cursor.position, delta)
        if place is None and cursor.anchor is not None and delta > 0 and cursor.position < end:
            place = end
        self._paged = Cursor(place, cursor.anchor) if place is not None else None
        return self._paged

    def top_offset(self) -> int:
        """Return the offset of the first line in sight."""
        return self._sight.range()[0]

    def visible_range(self) -> tuple[int, int]:
        """Return the offsets of the text in sight, half open."""
        return self._sight.range()

    def show_labels(self, targets: Sequence[tuple[int, object]]) -> None:
        """Put letters on targets (offset and what is told when chosen) in sight; typing them chooses one."""
        start, end = self._sight.range()
        self._labels.show([target for target in targets if start <= target[0] <= end])
        self.viewport().update()

    def _text_cursor(self, cursor: Cursor) -> QTextCursor:
        pieces = self._document.pieces
        result = QTextCursor(self._document)
        if cursor.anchor is not None:
            result.setPosition(pieces.position(cursor.anchor))
            result.setPosition(pieces.position(cursor.position), QTextCursor.MoveMode.KeepAnchor)
        else:
            result.setPosition(pieces.position(cursor.position))
        return result

    def _put_text_cursor(self) -> None:
        """Put Qt's text cursor where the reading cursor is, and scroll nowhere for it."""
        bars = self.verticalScrollBar(), self.horizontalScrollBar()
        before = [bar.value() for bar in bars]
        for bar in bars:
            bar.blockSignals(True)
        self._is_setting = True
        self.setTextCursor(self._text_cursor(self._cursor))
        self._is_setting = False
        for bar, value in zip(bars, before, strict=True):
            bar.setValue(value)
            bar.blockSignals(False)

    def _take_text_cursor(self) -> None:
        """Take over where Qt put its text cursor: with the mouse, or for an assistive tool."""
        if self._is_setting:
            return
        shown = self.textCursor()
        offset = self._document.pieces.offset
        position, anchor = offset(shown.position()), offset(shown.anchor())
        before = self._cursor
        self._cursor = Cursor(position, anchor if shown.hasSelection() and anchor != position else None)
        if self._cursor != before:
            self._draw_moved(before)
            self._tell()

    def _draw_moved(self, before: Cursor) -> None:
        if before.anchor is not None or self._cursor.anchor is not None:
            self.viewport().update()
        elif self._document.block_at(before.position) != self._document.block_at(self._cursor.position):
            self.update_bar(before.position, self._cursor.position)

    def _tell(self) -> None:
        if self._cursor != self._told:
            self._told = self._cursor
            self.cursor_changed.emit(self._cursor)

    def _reveal(self) -> None:
        if self.isVisible():
            if self.has_text:
                self.scroll_to(self._sight.scroll_to(self._cursor.position))
        else:
            self._is_waiting = True

    def _scrolled(self) -> None:
        if self._labels:
            self._end_labels()
        if not self._is_ours and self._cursor.anchor is None and self.has_text:
            self._come_along()
        self.scrolled.emit()

    def _come_along(self) -> None:
        """Put the cursor on the first block in sight once its own is not any more."""
        if self._sight.visible_part(self._cursor.position) is None:
            place = self._sight.first_block()
            if place is not None:
                self.set_cursor(Cursor(place, None), reveal=False)

    # Events

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the cursor into sight, now that the page has its size."""
        super().showEvent(event)
        if self._is_waiting:
            self._is_waiting = False
            self._reveal()

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
        self._labels.clear()
        self.viewport().update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show that keys act here."""
        super().focusInEvent(event)
        self.update_bar(self._cursor.position)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show that keys act elsewhere."""
        super().focusOutEvent(event)
        if self._labels:
            self._end_labels()
        self.update_bar(self._cursor.position)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where a click began."""
        self._pressed = event.position().toPoint()
        if self._labels:
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
            self.footnote_clicked.emit(target.removeprefix(FOOTNOTE_LINK))
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

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected plain text, without the breaks that only the page has."""
        data = QMimeData()
        selected = self.selected()
        if selected is not None:
            start = self._document.start
            data.setText(self._document.text[max(selected[0] - start, 0) : max(selected[1] - start, 0)])
        return data

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
