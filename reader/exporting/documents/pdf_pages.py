"""The pages of a document: where each begins, and how it is painted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QColor, QFontMetricsF, QPainter, QPalette

from reader.errors import ReaderError
from reader.exporting.documents.paper import BAR_WIDTH, BARS, BY_NAME, INK, MARKS, MUTED
from reader.exporting.documents.pdf_text import LIST_INDENT, POINT, letters, text_document
from reader.translation import tr

if TYPE_CHECKING:
    from PySide6.QtGui import QPdfWriter, QTextDocument

    from reader.exporting.documents.document import Document
    from reader.exporting.documents.paragraphs import Paragraph

_WHOLE = 0.5  # of a page: up to which a note is not divided
_GAP = 60  # units between the mark of a list and its item
_FOOT = 26  # points from the text to the middle of the line below it
_FOOT_SIZE = 8.5  # points
_ENDS = ("facts", "source", "")  # kinds after which something new begins


class Line(NamedTuple):
    """A line: where it is from the top of the document, and whether a page may begin with it.

    `chain` numbers what belongs together, such as a quote with the note on it and the heading above.
    """

    top: float
    bottom: float
    chain: int
    may_begin: bool


def paint(writer: QPdfWriter, content: Document) -> None:
    """Paint the whole document; ReaderError if it cannot be painted."""
    painter = QPainter()
    if not painter.begin(writer):
        raise ReaderError(tr("no page could be painted"), "pdf", tr("export another format"))
    try:
        scale = writer.logicalDpiX() / (72 * POINT)
        size = QSizeF(writer.width() / scale, writer.height() / scale)
        painter.scale(scale, scale)
        text = text_document(content.paragraphs, size.width())
        pages = list(page_breaks(list(_lines(text, content.paragraphs)), size.height()))
        bars = list(_bars(text, content.paragraphs))
        marks = list(_marks(text, content.paragraphs))
        for number, (top, bottom) in enumerate(pages, 1):
            if number > 1:
                writer.newPage()
            _paint_text(painter, text, top, bottom, bars, marks)
            _paint_foot(painter, size, content.title if number > 1 else "", f"{number} / {len(pages)}")
    finally:
        painter.end()


def page_breaks(lines: Sequence[Line], height: float) -> Iterator[tuple[float, float]]:
    """Yield where each page of `height` begins and ends: as late as it may, a short chain whole."""
    tops: dict[int, float] = {}
    bottoms: dict[int, float] = {}
    for line in lines:
        tops.setdefault(line.chain, line.top)
        bottoms[line.chain] = line.bottom

    def may_begin(place: int) -> bool:
        line = lines[place]
        is_first = line.chain != lines[place - 1].chain
        is_short = bottoms[line.chain] - tops[line.chain] <= height * _WHOLE
        return line.may_begin and (is_first or not is_short)

    first = place = 0
    while place < len(lines):
        if lines[place].bottom - lines[first].top > height and place > first:
            later = next((each for each in range(place, first, -1) if may_begin(each)), place)
            yield lines[first].top, lines[later - 1].bottom
            first = place = later
        place += 1
    if lines:
        yield lines[first].top, lines[-1].bottom


def _lines(text: QTextDocument, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    layout = text.documentLayout()
    block = text.begin()
    chain = 0
    before: Paragraph | None = None
    for paragraph in paragraphs:
        kind_before = before.kind if before is not None else ""
        chain += kind_before in _ENDS
        kept = before is not None and (before.keep or kind_before in ("title", "source"))
        top = layout.blockBoundingRect(block).top()
        count = block.layout().lineCount()
        for number in range(count):
            line = block.layout().lineAt(number)
            is_inside = 2 <= number <= count - 2
            may_begin = is_inside or (number == 0 and not kept and paragraph.kind != "facts")
            yield Line(top + line.y(), top + line.y() + line.height(), chain, may_begin)
        before = paragraph
        block = block.next()


def _bars(text: QTextDocument, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[QRectF, QColor]]:
    """Yield the bars beside the quotes."""
    block = text.begin()
    width = BAR_WIDTH * POINT
    for paragraph in paragraphs:
        if paragraph.kind == "quote":
            place = text.documentLayout().blockBoundingRect(block)
            left = text.textWidth() - width if paragraph.is_rtl else 0
            yield QRectF(left, place.top(), width, place.height()), QColor(f"#{BARS[paragraph.color]}")
        block = block.next()


def _marks(text: QTextDocument, paragraphs: Sequence[Paragraph]) -> Iterator[tuple[QPointF, str]]:
    """Yield the marks of list items, and where they stand: in the room beside the item's first line."""
    metrics = QFontMetricsF(letters(BY_NAME["Reader List"].size))
    block = text.begin()
    for paragraph in paragraphs:
        if paragraph.items and not paragraph.continues:
            item, depth = paragraph.items[-1], len(paragraph.items)
            mark = MARKS[(depth - 1) % len(MARKS)] if item.is_bullet else f"{item.number}."
            line = block.layout().lineAt(0)
            x = depth * LIST_INDENT - _GAP - metrics.horizontalAdvance(mark)
            if paragraph.is_rtl:
                x = text.textWidth() - depth * LIST_INDENT + _GAP
            top = text.documentLayout().blockBoundingRect(block).top()
            yield QPointF(x, top + line.y() + line.ascent()), mark
        block = block.next()


def _paint_text(
    painter: QPainter,
    text: QTextDocument,
    top: float,
    bottom: float,
    bars: Sequence[tuple[QRectF, QColor]],
    marks: Sequence[tuple[QPointF, str]],
) -> None:
    context = QAbstractTextDocumentLayout.PaintContext()
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.Text, QColor(f"#{INK}"))
    context.palette = palette
    page = QRectF(0, top, text.textWidth(), bottom - top)
    # A line that only touches the page is another page's, and so is its link.
    context.clip = page.adjusted(0, 1, 0, -1)
    painter.save()
    painter.translate(0, -top)
    painter.setClipRect(page)
    text.documentLayout().draw(painter, context)
    for bar, color in bars:
        if bar.intersects(page):
            painter.fillRect(bar, color)
    painter.setPen(QColor(f"#{INK}"))
    painter.setFont(letters(BY_NAME["Reader List"].size))
    for place, mark in marks:
        if top < place.y() < bottom:
            painter.drawText(place, mark)
    painter.restore()


def _paint_foot(painter: QPainter, size: QSizeF, title: str, number: str) -> None:
    font = letters(_FOOT_SIZE)
    painter.setFont(font)
    painter.setPen(QColor(f"#{MUTED}"))
    foot = QRectF(0, size.height() + (_FOOT - _FOOT_SIZE) * POINT, size.width(), 2 * _FOOT_SIZE * POINT)
    metrics = QFontMetricsF(font)
    room = foot.width() - metrics.horizontalAdvance(number) - 3 * _FOOT_SIZE * POINT
    words = metrics.elidedText(title, Qt.TextElideMode.ElideRight, room)
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(foot, int(middle | Qt.AlignmentFlag.AlignRight), number)
    painter.drawText(foot, int(middle | Qt.AlignmentFlag.AlignLeft), words)
