"""Blocks become a QTextDocument, and a map from its positions to the article's plain text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QTextCharFormat, QTextCursor, QTextDocument, QTextImageFormat, QTextTable

from reader.domain.blocks import Block, BlockKind, SpanKind
from reader.domain.cutting import parts
from reader.domain.plain_text import block_starts, plain_text
from reader.translation import tr
from reader.window.article.header import ArticleHeader
from reader.window.article.look import ABOVE, BELOW, BODY, CAPTION, MUTED, TITLE, Look, Shape
from reader.window.article.shaping import (
    LINE_END,
    LONGEST,
    column_shares,
    runs_right_to_left,
    shape_of,
    shown_text,
)
from reader.window.offsets import OffsetMap, utf16_length

# Qt lays a table out whole, however little of it is in sight, and takes a tenth of a millisecond a cell.
_CELLS_AT_ONCE = 400
_MOST_CELLS, _MOST_COLUMNS = 5_000, 40  # what is larger is shown as lines of text
_CELL = Shape(BODY, BlockKind.TABLE)
_USUAL = Shape(BODY, BlockKind.PARAGRAPH)
_PLAIN = QTextCharFormat()
_PICTURE = "\ufffc"  # what Qt draws an object in the place of


class ArticleDocument(QTextDocument):
    """One page of an article as Qt shows it. All offsets are code points of the article's plain text.

    `pieces` maps them to document positions; `blocks` are the page's, `starts` their offsets;
    `block_of` has for each piece the index of its block, `shapes` its shape.
    """

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        super().__init__()
        self.setUndoRedoEnabled(False)
        self.setDocumentMargin(0)
        self.blocks = tuple(blocks)
        self.start = start
        self.starts = block_starts(blocks, start)
        self.pieces = OffsetMap(start)
        self.block_of: list[int] = []
        self.shapes: list[Shape] = []
        self.code: list[tuple[int, int]] = []  # inline code, by offset
        self.pictures: dict[int, Shape] = {}  # boxes of pictures without a description, by position

    def loadResource(self, kind: int, name: QUrl | str) -> QImage:
        """Return a blank image, whatever is asked for: given nothing, Qt would open `name` as a file."""
        return QImage(1, 1, QImage.Format.Format_Mono)

    @cached_property
    def runs_right_to_left(self) -> bool:
        """Whether most of the pieces run from right to left; to be asked once all are there."""
        return 2 * sum(shape.is_rtl for shape in self.shapes) > len(self.shapes)

    @property
    def text(self) -> str:
        """The plain text of the page."""
        return plain_text(self.blocks)

    @property
    def end_offset(self) -> int:
        """The code point after the page's last one."""
        return self.pieces.end(len(self.pieces) - 1) if len(self.pieces) else self.start

    def block_at(self, offset: int) -> int:
        """Return the index of the block that `offset` stands in (or after)."""
        return self.block_of[self.pieces.piece(offset)] if self.block_of else 0

    def pieces_of(self, block: int) -> range:
        """Return the numbers of the pieces that a block is shown in."""
        return range(bisect_left(self.block_of, block), bisect_right(self.block_of, block))


def build(
    header: ArticleHeader | None,
    blocks: Sequence[Block],
    start: int,
    look: Look,
    pictures: Mapping[str, QImage] | None = None,
) -> ArticleDocument:
    """Return a document of `blocks`, the first one being at the offset `start`, under `header`.

    `pictures` by the addresses of figures stand above their captions, and are no part of the text.

    Nothing in the text can make Qt open a file: letters and formats are set by cursor, never as HTML.
    """
    document = ArticleDocument(blocks, start)
    document.setDefaultFont(look.font)
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    _Writer(document, cursor, look, pictures or {}).write(header)
    cursor.endEditBlock()
    return document


def set_gutter(document: ArticleDocument, gutter: int) -> None:
    """Leave `gutter` pixels free on both sides of the text."""
    frame = document.rootFrame().frameFormat()
    frame.setTopMargin(ABOVE)
    frame.setBottomMargin(BELOW)
    frame.setLeftMargin(gutter)
    frame.setRightMargin(gutter)
    document.rootFrame().setFrameFormat(frame)


class _Writer:
    """Writes text in as few and as large strokes as can be, and gives formats to runs of equal blocks."""

    def __init__(
        self, document: ArticleDocument, cursor: QTextCursor, look: Look, pictures: Mapping[str, QImage]
    ) -> None:
        self._document = document
        self._pictures = pictures
        self._placed: list[tuple[int, QImage]] = []  # pictures, by the position each stands at
        self._cursor = cursor
        self._look = look
        self._position = 0  # UTF-16, where the next display block begins
        self._waiting: list[tuple[Shape, int, str]] = []  # display blocks not yet in the document

    def write(self, header: ArticleHeader | None) -> None:
        """Write the header and all blocks."""
        document = self._document
        stands = any(block.kind is BlockKind.TITLE for block in document.blocks) if header else False
        if header is not None and not stands:
            if header.title:
                self._put(Shape(TITLE, BlockKind.TITLE), header.title)
            self._put_line(header)
        following: Block | None
        for index, block in enumerate(document.blocks):
            following = document.blocks[index + 1] if index + 1 < len(document.blocks) else None
            if block.kind is BlockKind.TABLE and block.text and self._fits(block):
                self._table(index, block)
            else:
                self._block(index, block, following)
            if header is not None and block.kind is BlockKind.TITLE and stands:
                self._put_line(header)
                stands = False
        self._flush()
        if self._cursor.block().length() == 1:  # empty, after a table
            self._cursor.setBlockFormat(self._look.spacer_format())
        self._spans()
        self._place_pictures()

    def _put_line(self, header: ArticleHeader) -> None:
        if header.line:
            self._put(Shape(MUTED, BlockKind.PARAGRAPH), header.line)

    def _put(self, shape: Shape, text: str) -> None:
        """Show a display block that is no part of the plain text."""
        text = shown_text(Block(BlockKind.PARAGRAPH, text))
        self._waiting.append((shape, self._position, text))
        self._position += utf16_length(text) + 1

    def _block(self, index: int, block: Block, following: Block | None) -> None:
        picture = self._pictures.get(block.info) if block.kind is BlockKind.FIGURE else None
        if picture is not None:
            self._placed.append((self._position, picture))
            # Tall: a line of it is as high as what stands in it.
            frame = Shape(CAPTION, BlockKind.PARAGRAPH, block.level, block.quote, is_tall=True)
            self._waiting.append((frame, self._position, _PICTURE))
            self._position += 2
        if not block.text:
            if block.kind is BlockKind.FIGURE and picture is None:
                name = block.info.rstrip("/").rpartition("/")[2][:80]
                shape = Shape(CAPTION, BlockKind.FIGURE, block.level, block.quote)
                self._document.pictures[self._position] = shape
                self._put(shape, name or tr("Image"))
            return
        shape = shape_of(block, following, self._look)
        if picture is not None:
            shape = shape._replace(kind=BlockKind.PARAGRAPH)  # a caption, in no box of its own
        text = shown_text(block)
        document = self._document
        for first, last in parts(block.text, LONGEST):
            begins, ends = first == 0, last == len(block.text)
            part = shape if begins and ends else shape._replace(begins=begins, ends=ends)
            self._waiting.append((part, self._position, text[first:last]))
            document.block_of.append(index)
            document.shapes.append(part)
            offset = document.starts[index] + first
            self._position += document.pieces.add(block.text[first:last], offset, self._position) + 1

    def _flush(self) -> None:
        """Put what waits into the document, then format it run by run."""
        if not self._waiting:
            return
        cursor, look = self._cursor, self._look
        cursor.setBlockFormat(look.block_format(_USUAL))
        cursor.insertText("\n".join(text for _, _, text in self._waiting), _PLAIN)
        runs = [
            (shape, next(run)[1]) for shape, run in groupby(self._waiting, key=lambda waiting: waiting[0])
        ]
        self._waiting.clear()
        edges = [first for _, first in runs] + [self._position]
        for (shape, first), after in zip(runs, edges[1:], strict=True):
            if shape == _USUAL:
                continue
            cursor.setPosition(first)
            cursor.setPosition(after - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.setBlockFormat(look.block_format(shape))
            char = look.char_format(shape)
            if char is not None:
                cursor.setCharFormat(char)
        cursor.setPosition(self._position - 1)

    def _place_pictures(self) -> None:
        """Let each letter that stands for a picture show it, under a name that leads to no file."""
        if not self._placed:
            return
        from reader.window.article.pictures import shown_size

        for number, (position, picture) in enumerate(self._placed):
            name = f"reader-image:{number}"
            self._document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(name), picture)
            self._cursor.setPosition(position)
            room = self._look.column - self._cursor.blockFormat().leftMargin()
            size = shown_size(picture, int(room))
            form = QTextImageFormat()
            form.setName(name)
            form.setWidth(size.width())
            form.setHeight(size.height())
            self._cursor.setPosition(position + 1, QTextCursor.MoveMode.KeepAnchor)
            self._cursor.setCharFormat(form)

    # Tables

    def _fits(self, block: Block) -> bool:
        rows = block.text.count("\n") + 1
        columns = max(line.count("\t") for line in block.text.split("\n")) + 1
        return columns <= _MOST_COLUMNS and rows * columns <= _MOST_CELLS

    def _table(self, index: int, block: Block) -> None:
        """Show a table, in several where it is long: each of them is laid out when it comes into sight."""
        self._flush()
        rows = [line.split("\t") for line in shown_text(block).split(LINE_END)]
        columns = max(map(len, rows))
        height = max(1, _CELLS_AT_ONCE // columns)
        is_rtl = runs_right_to_left(block.text)
        # As wide as the column from right to left: what is narrower Qt puts to the left, or over the edge.
        shares = column_shares(rows, columns) if is_rtl or len(rows) > height else []
        offset = self._document.starts[index]
        for first in range(0, len(rows), height):
            last = min(first + height, len(rows))
            frame = self._look.table_format(
                block.level,
                block.quote,
                shares,
                begins=first == 0,
                ends=last == len(rows),
                is_rtl=is_rtl,
            )
            if self._cursor.block().length() == 1:
                self._cursor.setBlockFormat(self._look.spacer_format())
            table = self._cursor.insertTable(last - first, columns, frame)
            for row in range(first, last):
                offset = self._row(index, table, row - first, rows[row], offset, is_header=row == 0)
            self._cursor.setPosition(table.lastPosition() + 1)
        self._position = self._cursor.position()

    def _row(
        self, index: int, table: QTextTable, row: int, texts: list[str], offset: int, *, is_header: bool
    ) -> int:
        """Fill a row of `table` with `texts`, the first one at `offset`; return the next row's offset."""
        document, look = self._document, self._look
        block = document.blocks[index]
        sides = [side for side in block.info if side in "lcr"]
        form = look.cell_format(is_header=is_header)
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            cell.setFormat(form)
            if column >= len(texts):
                continue
            cursor = cell.firstCursorPosition()
            begin = cursor.position()
            cursor.setBlockFormat(look.cell_block_format(sides[column] if column < len(sides) else "l"))
            text = texts[column]
            cuts = list(parts(text, LONGEST))
            lines = "\n".join(text[first:last] for first, last in cuts)
            cursor.insertText(lines, look.cell_text_format(is_header=is_header))
            for first, last in cuts:
                inside = offset + first - document.starts[index]
                plain = block.text[inside : inside + last - first]
                begin += document.pieces.add(plain, offset + first, begin) + 1
                document.block_of.append(index)
                document.shapes.append(_CELL)
            offset += len(text) + 1
        return offset

    # Spans

    def _spans(self) -> None:
        document, cursor = self._document, self._cursor
        formats = {}
        for start, block in zip(document.starts, document.blocks, strict=True):
            for span in block.spans:
                key = (span.kind, span.target)
                if key not in formats:
                    formats[key] = self._look.span_format(*key)
                if span.kind is SpanKind.CODE:
                    document.code.append((start + span.start, start + span.end))
                cursor.setPosition(document.pieces.position(start + span.start))
                cursor.setPosition(
                    document.pieces.position(start + span.end), QTextCursor.MoveMode.KeepAnchor
                )
                cursor.mergeCharFormat(formats[key])
