"""An article on paper: all its pages as one document, with its marks where they are wanted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QFont,
    QFontMetricsF,
    QImage,
    QPainter,
    QPalette,
    QPicture,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtPrintSupport import QPrinter

from reader.domain.blocks import Block, BlockKind
from reader.errors import ReaderError
from reader.translation import tr
from reader.window.article.document import build
from reader.window.article.header import ArticleHeader
from reader.window.article.look import MUTED, Look
from reader.window.article.marks import Mark
from reader.window.article.style import PageStyle
from reader.window.themes import load_theme

_DPI = 96  # the document's unit
_SIZE = 15  # of the text in that unit: eleven points
_FOOT = 40  # below the text, for title and page number


class CancelledError(Exception):
    """The person does not want it any more."""


Told = Callable[[int, int], None]  # pages done and in all (0: not known yet); may raise CancelledError


def _go_on(done: int, total: int) -> None:
    """Say nothing, stop never."""


def page_size(printer: QPrinter) -> QSizeF:
    """Return what there is on a sheet for the text, in the document's unit."""
    scale = printer.logicalDpiX() / _DPI
    paper = printer.pageRect(QPrinter.Unit.DevicePixel)
    return QSizeF(paper.width() / scale, paper.height() / scale - _FOOT)


def draw_recorded(painter: QPainter, printer: QPrinter, pages: Sequence[QPicture]) -> None:
    """Draw what was recorded onto the sheets of a printer; a picture fits itself to the resolution."""
    for number, picture in enumerate(pages):
        if number:
            printer.newPage()
        painter.drawPicture(0, 0, picture)


class PrintedArticle:
    """An article in dark letters on white, whatever the window's theme. It reads no file.

    Made and used in one thread, which may be any; `interface` is the application's font.

    `marks` lie behind their passages in their colours; offsets are code points of the plain text.
    """

    def __init__(
        self,
        header: ArticleHeader,
        blocks: Sequence[Block],
        marks: Sequence[Mark],
        style: PageStyle,
        interface: QFont,
        pictures: Mapping[str, QImage] | None = None,
    ) -> None:
        self._title = " ".join(header.title.split())
        self._look = Look(load_theme("light"), style._replace(size=_SIZE), interface)
        self._document = document = build(header, blocks, 0, self._look, pictures)
        document.setUseDesignMetrics(True)  # letters stand as they do on paper, not as on a screen
        frame = document.rootFrame().frameFormat()
        frame.setMargin(0)
        document.rootFrame().setFrameFormat(frame)
        self._moved: list[int] = []  # headings that were put on the next page, by position
        cursor = QTextCursor(document)
        for mark in marks:
            behind = QTextCharFormat()
            behind.setBackground(self._look.theme.marks[mark.color][0])
            # A selection that enters a table would be given whole cells by Qt, so each cell has its own.
            for start, end in document.pieces.parts(mark.start, mark.end):
                cursor.setPosition(document.pieces.position(start))
                cursor.setPosition(document.pieces.position(end), QTextCursor.MoveMode.KeepAnchor)
                cursor.mergeCharFormat(behind)

    def print_to(self, printer: QPrinter, told: Told = _go_on) -> int:
        """Print the pages that are asked for; return how many there were. ReaderError if it cannot."""
        scale = printer.logicalDpiX() / _DPI
        page = page_size(printer)
        last = self._lay_out(page, told)
        wanted = range(max(1, printer.fromPage()), min(last, printer.toPage() or last) + 1)
        painter = QPainter()
        if not painter.begin(printer):
            name = printer.outputFileName() or printer.printerName()
            raise ReaderError(tr("this cannot be printed to"), name, tr("choose another printer or file"))
        try:
            painter.scale(scale, scale)
            for number in wanted:
                told(number - wanted[0], len(wanted))
                if number != wanted[0]:
                    printer.newPage()
                self._paint(painter, page, number, last)
        except CancelledError:
            printer.abort()
            raise
        finally:
            painter.end()
        return len(wanted)

    def recorded(self, page: QSizeF, told: Told = _go_on) -> list[QPicture]:
        """Return all pages, drawn on sheets of this size; `draw_recorded` draws them anywhere."""
        last = self._lay_out(page, told)
        pictures = []
        for number in range(1, last + 1):
            told(number - 1, last)
            picture = QPicture()
            painter = QPainter(picture)
            self._paint(painter, page, number, last)
            painter.end()
            pictures.append(picture)
        return pictures

    def _lay_out(self, page: QSizeF, told: Told = _go_on) -> int:
        """Divide the document into pages, no heading the last line of one; return how many there are."""
        for position in self._moved:
            self._break_before(position, QTextFormat.PageBreakFlag.PageBreak_Auto)
        self._moved.clear()
        document = self._document
        document.setPageSize(page)
        block = document.begin()
        heading = None
        while block.isValid():
            told(0, 0)
            number = self._page_of(block)  # lays out this far: the steps in which others come in between
            if self._is_heading(block):
                heading = heading or block
            elif heading is not None:
                if self._page_of(heading) < number:
                    self._moved.append(heading.position())
                    self._break_before(heading.position(), QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore)
                heading = None
            block = block.next()
        return document.pageCount()

    def _is_heading(self, block: QTextBlock) -> bool:
        piece = self._document.pieces.piece_at(block.position())
        return piece is not None and self._document.shapes[piece].kind is BlockKind.HEADING

    def _page_of(self, block: QTextBlock) -> int:
        """Return the page that the first line of a block stands on."""
        top: float = self._document.documentLayout().blockBoundingRect(block).top()
        line = block.layout().lineAt(0)
        return int((top + (line.y() + 1 if line.isValid() else 0)) // self._document.pageSize().height())

    def _break_before(self, position: int, policy: QTextFormat.PageBreakFlag) -> None:
        cursor = QTextCursor(self._document)
        cursor.setPosition(position)
        form = QTextBlockFormat()
        form.setPageBreakPolicy(policy)
        cursor.mergeBlockFormat(form)

    def _paint(self, painter: QPainter, page: QSizeF, number: int, last: int) -> None:
        context = QAbstractTextDocumentLayout.PaintContext()
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, self._look.theme.text)
        context.palette = palette
        part = QRectF(0, (number - 1) * page.height(), page.width(), page.height())
        context.clip = part
        painter.save()
        painter.translate(0, -part.top())
        painter.setClipRect(part)
        self._document.documentLayout().draw(painter, context)
        painter.restore()
        font = self._look.font_of(MUTED)
        painter.setFont(font)
        painter.setPen(self._look.theme.muted)
        foot = QRectF(0, page.height(), page.width(), _FOOT)
        count = f"{number} / {last}"
        metrics = QFontMetricsF(font)
        room = page.width() - metrics.horizontalAdvance(count) - 24
        low = Qt.AlignmentFlag.AlignBottom
        title = metrics.elidedText(self._title, Qt.TextElideMode.ElideRight, room)
        painter.drawText(foot, int(low | Qt.AlignmentFlag.AlignLeft), title)
        painter.drawText(foot, int(low | Qt.AlignmentFlag.AlignRight), count)
