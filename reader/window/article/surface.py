"""The page on the screen: a column in the middle, what is under and beside its text, its place kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontInfo, QImage, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit

from reader.domain.blocks import Block
from reader.translation import mark, tr
from reader.window.article.document import ArticleDocument, build, set_gutter
from reader.window.article.header import ArticleHeader
from reader.window.article.ink import Dot, Ink
from reader.window.article.look import GUTTER, NARROW_GUTTER, Look
from reader.window.article.margin import bar_rect, draw_bar, draw_dots, placed
from reader.window.article.sight import Sight
from reader.window.article.style import PageStyle
from reader.window.article.under import Under
from reader.window.painting import draw_empty
from reader.window.themes import Theme, set_palette

_EMPTY = mark("Nothing to read yet")
_EMPTY_HINT = mark("Open files with Ctrl+O, or drop them on this window.")


class Surface(QTextBrowser):
    """Shows one page of an article. Knows where the cursor is only through `place` and `selected`.

    The viewport is no wider than the column and its gutters, so a wider or narrower window moves the
    text without laying it out anew.
    """

    def __init__(self, theme: Theme, style: PageStyle) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setAcceptDrops(False)  # files dropped here are the window's
        self.setAutoFillBackground(True)
        self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
        self._is_fitting = False
        self._is_ours = 0
        self._margins = (0, 0)
        self._gutter = GUTTER
        self._header: ArticleHeader | None = None
        self._pictures: Mapping[str, QImage] | None = None
        self._look = self._make_look(theme, style)
        self._paint_ground()
        self._document = ArticleDocument((), 0)
        self._ink = Ink(self._look, self._document)
        self._show((), 0)

    # What the view on top of this tells

    def place(self) -> int:
        """Return the offset of the reading cursor."""
        return self._document.start

    def selected(self) -> tuple[int, int] | None:
        """Return the offsets of the selection, None where nothing is selected."""
        return None

    # Content

    def _show(self, blocks: Sequence[Block], start: int) -> None:
        """Show other blocks (or the same ones in another look) from the top."""
        document = build(self._header, blocks, start, self._look, self._pictures)
        # Python drops what it holds in any order at the end, and Qt's editor would use it still.
        document.setParent(self)
        set_gutter(document, self._gutter)
        with self.scrolled_by_us():
            self.setDocument(document)
            self._document.deleteLater()
            self._document = document
            self._sight = Sight(self, document)
            ink = Ink(self._look, document)
            ink.take_over(self._ink)
            self._ink = ink
            self._under = Under(self._look, self._sight, self._ink)
            self._fit()
            self.verticalScrollBar().setValue(0)

    @property
    def column(self) -> int:
        """The width of the text, in pixels, where there is room for it."""
        return self._look.column

    @property
    def wants_pictures(self) -> bool:
        """Whether the pictures of the page were not given to it yet."""
        return self._pictures is None

    def _set_pictures(self, pictures: Mapping[str, QImage]) -> None:
        """Show these pictures on the page, by their addresses; what is read stays where it is."""
        self._pictures = pictures
        if pictures:
            held = self._hold()
            self._show(self._document.blocks, self._document.start)
            self._put_back(held)

    def _change_look(self, theme: Theme, style: PageStyle) -> None:
        """Set the same page in another look; what is read stays where it is."""
        held = self._hold()
        self._set_look(theme, style)
        self._show(self._document.blocks, self._document.start)
        self._put_back(held)

    def _set_look(self, theme: Theme, style: PageStyle) -> None:
        self._look = self._make_look(theme, style)
        self._paint_ground()

    def _make_look(self, theme: Theme, style: PageStyle) -> Look:
        interface = QFont(self.font())
        interface.setPixelSize(QFontInfo(interface).pixelSize())
        return Look(theme, style, interface)

    def _paint_ground(self) -> None:
        theme = self._look.theme
        palette = self.palette()
        for role in (QPalette.ColorRole.Base, QPalette.ColorRole.Window):
            palette.setColor(role, QColor(theme.ground))
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.HighlightedText):
            palette.setColor(role, QColor(theme.text))
        palette.setColor(QPalette.ColorRole.Link, QColor(theme.accent))
        # The selection is drawn under the text as marks are; Qt's own would hide them.
        palette.setColor(QPalette.ColorRole.Highlight, QColor(0, 0, 0, 0))
        set_palette(self, palette)

    # Width and place

    @contextmanager
    def scrolled_by_us(self) -> Iterator[None]:
        """Inside of this, a scroll bar that moves was not moved by the reader."""
        self._is_ours += 1
        try:
            yield
        finally:
            self._is_ours -= 1

    def scroll_to(self, height: int) -> None:
        """Bring the height `height` of the document to the top of the view."""
        bar = self.verticalScrollBar()
        with self.scrolled_by_us():
            if height > bar.maximum():
                self._sight.lay_out(height + self.viewport().height())
            bar.setValue(height)

    def _fit(self) -> None:
        """Put the column into the middle of the room that there is."""
        bar = self.verticalScrollBar()
        room = self.contentsRect().width() - (bar.width() if bar.isVisibleTo(self) else 0)
        gutter = GUTTER if room >= self._look.column + 2 * GUTTER else NARROW_GUTTER
        width = max(min(self._look.column + 2 * gutter, room), 4 * gutter)
        left = max(0, (room - width) // 2)
        margins = (left, max(0, room - width - left))
        if gutter != self._gutter:
            self._gutter = gutter
            set_gutter(self._document, gutter)
        if margins != self._margins:
            self._margins = margins
            self.setViewportMargins(margins[0], 0, margins[1], 0)
        if width != self.lineWrapColumnOrWidth():
            self.setLineWrapColumnOrWidth(width)
            self._ink.forget()
        self._under.width = width - 2 * gutter

    def _hold(self) -> tuple[int, float] | None:
        """Return an offset in sight and how far below the top it stands: the cursor's, else the first."""
        if not self.has_text:
            return None
        sight = self._sight
        offset: int | None = self.place()
        line = sight.line_rect(self.place())
        if not sight.is_visible(line):
            offset = sight.first_line(sight.top)
            if offset is None:
                return None
            line = sight.line_rect(offset)
        return offset or 0, line.top() - sight.top

    def _put_back(self, held: tuple[int, float] | None) -> None:
        """Scroll so that what was held stands where it stood."""
        if held is not None:
            offset, below = held
            below = min(below, max(0, self.viewport().height() - 2 * self._look.style.size))
            self.scroll_to(round(self._sight.line_rect(offset).top() - below))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the column; what is read stays where it is."""
        if self._is_fitting:
            super().resizeEvent(event)
            return
        self._is_fitting = True
        with self.scrolled_by_us():
            held = self._hold() if self.isVisible() else None
            super().resizeEvent(event)
            self._fit()
            self._put_back(held)
        self._is_fitting = False

    def event(self, event: QEvent) -> bool:
        """Scroll with the wheel over the margins too, which are outside of the viewport."""
        if event.type() == QEvent.Type.Wheel:
            self.wheelEvent(event)  # type: ignore[arg-type]
            return True
        return super().event(event)

    # Drawing

    @property
    def text_left(self) -> float:
        """Where the text column begins, in the viewport."""
        return self._gutter - self.horizontalScrollBar().value()

    @property
    def text_right(self) -> float:
        """Where the text column ends, in the viewport."""
        return self.lineWrapColumnOrWidth() - self._gutter - self.horizontalScrollBar().value()

    def placed_dots(self, top: float, bottom: float) -> list[tuple[QPointF, Dot]]:
        """Return the dots between two heights of the viewport, each with its middle there."""
        scrolled = self._sight.top
        return self._placed(self._under.dots(top + scrolled, bottom + scrolled))

    def _placed(self, dots: list[tuple[float, Dot]]) -> list[tuple[QPointF, Dot]]:
        scrolled = self._sight.top
        most = 3 if self._gutter == GUTTER else 1
        is_rtl = self._document.runs_right_to_left
        end = self.text_left if is_rtl else self.text_right
        return placed(end, [(height - scrolled, dot) for height, dot in dots], most, is_rtl=is_rtl)

    def bar(self, offset: int) -> QRectF | None:
        """Return the bar beside the block at `offset`, in the viewport; None if it is out of sight."""
        rect = self._sight.visible_part(offset)
        if rect is None:
            return None
        is_rtl = self._document.runs_right_to_left
        begin = self.text_right if is_rtl else self.text_left
        return bar_rect(begin, rect.translated(0, -self._sight.top), is_rtl=is_rtl)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is under the text, the text, what is beside it."""
        area = event.rect()
        if not self.has_text:
            super().paintEvent(event)
            if self.document().characterCount() > 1:
                return  # the header of an article whose text is awaited says so
            with QPainter(self.viewport()) as painter:
                draw_empty(
                    painter,
                    self.viewport().rect(),
                    tr(_EMPTY),
                    tr(_EMPTY_HINT),
                    self.font(),
                    self._look.theme,
                )
            return
        top = self._sight.top
        with QPainter(self.viewport()) as painter:
            painter.translate(-self.horizontalScrollBar().value(), -top)
            dots = self._under.draw(painter, area.top() + top, area.bottom() + 1 + top, self.selected())
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            theme = self._look.theme
            bar = self.bar(self.place())
            if bar is not None:
                draw_bar(painter, bar, QColor(theme.accent if self.hasFocus() else theme.muted))
            draw_dots(painter, self._placed(dots))
            self.draw_over(painter)

    def draw_over(self, painter: QPainter) -> None:
        """Draw what is over the text."""

    def to_document(self, point: QPointF) -> QPointF:
        """Return where in the document a point of the viewport is."""
        return point + QPointF(self.horizontalScrollBar().value(), self._sight.top)

    @property
    def has_text(self) -> bool:
        """Whether anything is shown that can be read."""
        return len(self._document.pieces) > 0

    def update_bar(self, *offsets: int) -> None:
        """Draw the margin beside the blocks at `offsets` anew."""
        for offset in offsets:
            bar = self.bar(offset)
            if bar is not None:
                self.viewport().update(bar.toAlignedRect().adjusted(-1, -1, 1, 1))
