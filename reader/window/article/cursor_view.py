"""The page with a reading cursor: where it is, what it selects, how it follows scrolling and the mouse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QImage, QShowEvent, QTextCursor

from reader.domain.blocks import Block
from reader.domain.motions import Cursor
from reader.window.article import moving
from reader.window.article.header import ArticleHeader
from reader.window.article.style import PageStyle
from reader.window.article.surface import Surface
from reader.window.themes import Theme


class CursorView(Surface):
    """One page of an article with the reading cursor in it.

    All offsets are code points of the article's plain text. `cursor` is the one value for the reading
    cursor and the selection, whoever moved it; `cursor_changed` carries it.
    """

    cursor_changed = Signal(object)
    scrolled = Signal()

    def __init__(self, theme: Theme, style: PageStyle) -> None:
        self._cursor = Cursor(0, None)
        self._told: Cursor | None = None
        self._is_setting = False
        self._is_waiting = False  # to reveal the cursor once the view has its size
        self._paged: Cursor | None = None
        self._line_x: tuple[Cursor, int] | None = None
        super().__init__(theme, style)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(2)
        self.cursorPositionChanged.connect(self._take_text_cursor)
        self.selectionChanged.connect(self._take_text_cursor)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    # Content

    def show_page(self, header: ArticleHeader | None, blocks: Sequence[Block], start_offset: int = 0) -> None:
        """Show a page whose first block begins at `start_offset`, from its top.

        Marks and matches are the article's and stay from page to page, until others are set.
        """
        self._header = header
        self._pictures = None
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

    def set_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Show these pictures on the page, by the addresses of its figures."""
        self._is_setting = True
        self._set_pictures(pictures)
        self._is_setting = False
        self._put_text_cursor()

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

    def visible_range(self) -> tuple[int, int]:
        """Return the offsets of the text in sight, half open."""
        return self._sight.range()

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
        if not self._is_ours and self._cursor.anchor is None and self.has_text:
            self._come_along()
        self.scrolled.emit()

    def _come_along(self) -> None:
        """Put the cursor on the first block in sight once its own is not any more."""
        if self._sight.visible_part(self._cursor.position) is None:
            place = self._sight.first_block()
            if place is not None:
                self.set_cursor(Cursor(place, None), reveal=False)

    def showEvent(self, event: QShowEvent) -> None:
        """Bring the cursor into sight, now that the page has its size."""
        super().showEvent(event)
        if self._is_waiting:
            self._is_waiting = False
            self._reveal()

    def createMimeDataFromSelection(self) -> QMimeData:
        """Return the selected plain text, without the breaks that only the page has."""
        data = QMimeData()
        selected = self.selected()
        if selected is not None:
            start = self._document.start
            data.setText(self._document.text[max(selected[0] - start, 0) : max(selected[1] - start, 0)])
        return data
