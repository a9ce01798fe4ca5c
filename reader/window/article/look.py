"""Page style and theme as Qt's formats: every kind of block and span, made once and shared."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetricsF,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextFormat,
    QTextFrameFormat,
    QTextLength,
    QTextTableCellFormat,
    QTextTableFormat,
)

from reader.domain.blocks import BlockKind, SpanKind
from reader.window.article.style import PageStyle
from reader.window.themes import CODE_FACES, Theme

GUTTER = 48  # pixels beside the text on each side, for the cursor's bar and the notes' dots
NARROW_GUTTER = 32
ABOVE, BELOW = 48, 128  # pixels over the first block and under the last
PAD = 12  # pixels between the text and the edge of the ground of code and figures
QUOTE_STEP = 20
CELL_PAD = 8
FOOTNOTE_LINK = "footnote:"
DEEPEST = 6  # steps of indent: what is nested deeper still stands where the sixth does

# Letters and spaces as often as English has them, for the width of an average character.
_SAMPLE = (
    "The Minister had called the meeting off on 12 March, after a resolution went through at the "
    "United Nations. Most of those who had come from Brussels were not told; some learnt it at noon."
)


class Face(NamedTuple):
    """A size of text: `scale` of the page's size, `leading` the line height as a multiple of its own."""

    scale: float
    leading: float
    is_bold: bool = False


BODY, TITLE, CODE, MUTED, CAPTION = "body", "title", "code", "muted", "caption"
FACES = {
    BODY: Face(1.0, 0.0),
    TITLE: Face(1.9, 1.2, is_bold=True),
    "heading1": Face(1.6, 1.2, is_bold=True),
    "heading2": Face(1.35, 1.2, is_bold=True),
    "heading3": Face(1.15, 1.3, is_bold=True),
    "heading4": Face(1.0, 1.4, is_bold=True),
    CODE: Face(0.85, 1.5),
    MUTED: Face(0.72, 1.4),
    CAPTION: Face(0.85, 1.4),
}
BOXED = (BlockKind.CODE, BlockKind.FIGURE)  # kinds that stand on a ground of their own
_ABOVE_HEADING = {"heading1": 2.2, "heading2": 2.0, "heading3": 1.6, "heading4": 1.4}


class Shape(NamedTuple):
    """All that a block's format depends on; equal shapes share one format.

    `indent` counts list levels, `hang` is how far the first line stands out (pixels), `begins` and
    `ends` say whether it is the first and last display block of its block, `is_close` that the next
    item of the same list follows (or another box), `is_tall` that its script needs a higher line.
    """

    face: str
    kind: BlockKind
    indent: int = 0
    quote: int = 0
    hang: float = 0.0
    begins: bool = True
    ends: bool = True
    is_close: bool = False
    is_rtl: bool = False
    is_tall: bool = False


class Look:
    """The formats of one page style in one theme."""

    def __init__(self, theme: Theme, style: PageStyle, interface: QFont) -> None:
        self.theme = theme
        self.style = style
        self._interface = interface
        self.font = QFont(list(style.faces))
        self.font.setPixelSize(style.size)
        width = QFontMetricsF(self.font).horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.column = round(width * style.column)
        self._blocks: dict[Shape, QTextBlockFormat] = {}
        self._chars: dict[str, QTextCharFormat] = {}
        self._metrics: dict[str, tuple[float, float]] = {}
        self._markers: dict[str, float] = {}

    def size(self, face: str) -> int:
        """Return the size of a face in pixels."""
        return round(self.style.size * FACES[face].scale)

    def font_of(self, face: str) -> QFont:
        """Return the font of a face."""
        font = QFont(self._interface if face == MUTED else self.font)
        if face == CODE:
            font.setFamilies(list(CODE_FACES))
        font.setPixelSize(self.size(face))
        font.setBold(FACES[face].is_bold)
        return font

    def metrics(self, face: str) -> tuple[float, float]:
        """Return how far letters of a face reach above and below the base line, in pixels."""
        if face not in self._metrics:
            metrics = QFontMetricsF(self.font_of(face))
            self._metrics[face] = metrics.ascent(), metrics.descent()
        return self._metrics[face]

    def marker_width(self, marker: str) -> float:
        """Return the width of a list item's marker in pixels."""
        if marker not in self._markers:
            self._markers[marker] = QFontMetricsF(self.font).horizontalAdvance(marker)
        return self._markers[marker]

    def block_format(self, shape: Shape) -> QTextBlockFormat:
        """Return the block format of a shape."""
        if shape not in self._blocks:
            self._blocks[shape] = self._make_block_format(shape)
        return self._blocks[shape]

    def _make_block_format(self, shape: Shape) -> QTextBlockFormat:
        block = QTextBlockFormat()
        em = self.style.size
        face = FACES[shape.face]
        height = self.size(shape.face) * (face.leading or self.style.line_height)
        kind = (
            QTextBlockFormat.LineHeightTypes.MinimumHeight
            if shape.is_tall
            else QTextBlockFormat.LineHeightTypes.FixedHeight
        )
        block.setLineHeight(height, kind.value)
        above, below = self._space(shape)
        block.setTopMargin(above * em if shape.begins else 0)
        block.setBottomMargin(below * em if shape.ends else 0)
        inner = min(shape.indent, DEEPEST) * 1.6 * em + min(shape.quote, DEEPEST) * QUOTE_STEP
        outer = 0.0
        if shape.kind in BOXED:
            inner, outer = inner + PAD, PAD
            block.setTopMargin(block.topMargin() + (PAD if shape.begins else 0))
            # Qt takes the larger of two margins that meet, not their sum.
            block.setBottomMargin(block.bottomMargin() + (2 * PAD if shape.is_close else PAD) * shape.ends)
        if shape.hang and shape.begins:
            block.setTextIndent(-shape.hang)
        inner = max(inner, shape.hang)
        block.setLeftMargin(outer if shape.is_rtl else inner)
        block.setRightMargin(inner if shape.is_rtl else outer)
        if shape.kind is BlockKind.RULE:
            block.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        return block

    def _space(self, shape: Shape) -> tuple[float, float]:
        """Return the space above and below a block, as multiples of the text's size."""
        if shape.face in _ABOVE_HEADING:
            return _ABOVE_HEADING[shape.face], 0.5
        match shape.kind:
            case BlockKind.TITLE:
                return 0.0, 0.5
            case BlockKind.RULE:
                return 1.2, 1.2
            case BlockKind.CODE | BlockKind.FIGURE:
                return 0.4, 0.4 if shape.is_close else 0.9
        if shape.face == MUTED:
            return 0.0, 1.6
        return 0.0, 0.25 if shape.is_close else 0.8

    def char_format(self, shape: Shape) -> QTextCharFormat | None:
        """Return the character format of a shape's text, None where it is the document's own."""
        if shape.face == BODY and shape.kind is not BlockKind.RULE:
            return None
        if shape.face not in self._chars:
            self._chars[shape.face] = self._make_char_format(shape)
        return self._chars[shape.face]

    def _make_char_format(self, shape: Shape) -> QTextCharFormat:
        char = QTextCharFormat()
        if shape.face == CODE:
            char.setFontFamilies(list(CODE_FACES))
            char.setFontFixedPitch(True)
        elif shape.face == MUTED:
            char.setFontFamilies(self._interface.families())
        if shape.face in (MUTED, CAPTION) or shape.kind is BlockKind.RULE:
            char.setForeground(_brush(self.theme.muted))
        if shape.kind is BlockKind.RULE:
            char.setFontLetterSpacing(200)
        if shape.face != BODY:
            char.setProperty(QTextFormat.Property.FontPixelSize, self.size(shape.face))
        if FACES[shape.face].is_bold:
            char.setFontWeight(QFont.Weight.Bold)
        return char

    def span_format(self, kind: SpanKind, target: str) -> QTextCharFormat:
        """Return what a span adds to the format of the text that it covers."""
        char = QTextCharFormat()
        match kind:
            case SpanKind.EMPHASIS:
                char.setFontItalic(True)
            case SpanKind.STRONG:
                char.setFontWeight(QFont.Weight.Bold)
            case SpanKind.CODE:
                char.setFontFamilies(list(CODE_FACES))
                char.setProperty(QTextFormat.Property.FontPixelSize, self.size(CODE))
            case SpanKind.SUPERSCRIPT:
                char.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
            case SpanKind.SUBSCRIPT:
                char.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSubScript)
            case SpanKind.STRIKETHROUGH:
                char.setFontStrikeOut(True)
            case SpanKind.LINK | SpanKind.FOOTNOTE:
                char.setForeground(_brush(self.theme.accent))
                char.setAnchor(True)
                char.setAnchorHref(target if kind is SpanKind.LINK else FOOTNOTE_LINK + target)
                if kind is SpanKind.LINK:
                    char.setFontUnderline(True)
                else:
                    char.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        return char

    def table_format(
        self, indent: int, quote: int, shares: list[float], *, begins: bool, ends: bool, is_rtl: bool
    ) -> QTextTableFormat:
        """Return the format of a table that stands `indent` list levels and `quote` quotations deep.

        With `shares` (percentages) it is as wide as the column; `begins` and `ends` say whether it is
        the first and last part of a long one; `is_rtl` whether the lines around it begin at the right.
        """
        table = QTextTableFormat()
        table.setBorder(0)
        table.setCellPadding(CELL_PAD)
        table.setCellSpacing(0)
        em = self.style.size
        table.setTopMargin(em * 0.3 if begins else 0)
        table.setBottomMargin(em if ends else 0)
        inwards = min(indent, DEEPEST) * 1.6 * em + min(quote, DEEPEST) * QUOTE_STEP
        if is_rtl:
            table.setRightMargin(inwards)
        else:
            table.setLeftMargin(inwards)
        if shares:
            percent = QTextLength.Type.PercentageLength
            table.setWidth(QTextLength(percent, 100))
            table.setColumnWidthConstraints([QTextLength(percent, share) for share in shares])
        return table

    def cell_format(self, *, is_header: bool) -> QTextTableCellFormat:
        """Return the format of a table's cell: a thin line under it, a stronger one under the first row."""
        cell = QTextTableCellFormat()
        cell.setBottomBorder(1)
        cell.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        cell.setBottomBorderBrush(_brush(self.theme.muted if is_header else self.theme.line))
        return cell

    def cell_block_format(self, side: str) -> QTextBlockFormat:
        """Return the block format of a cell in a column that is aligned `l`, `c` or `r`."""
        block = QTextBlockFormat()
        kind = QTextBlockFormat.LineHeightTypes.MinimumHeight
        block.setLineHeight(self.style.size * self.style.line_height, kind.value)
        sides = {"c": Qt.AlignmentFlag.AlignHCenter, "r": Qt.AlignmentFlag.AlignRight}
        if side in sides:
            block.setAlignment(sides[side])
        return block

    def cell_text_format(self, *, is_header: bool) -> QTextCharFormat:
        """Return the character format of a cell's text."""
        char = QTextCharFormat()
        if is_header:
            char.setFontWeight(QFont.Weight.Bold)
        return char

    def spacer_format(self) -> QTextBlockFormat:
        """Return the format of the empty block that Qt wants before and after a table."""
        block = QTextBlockFormat()
        block.setLineHeight(1, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return block


def _brush(color: QColor) -> QBrush:
    """Return a brush of `color`: a palette's; PySide6 makes the classes of gradients for QBrush's own."""
    return QPalette(color).button()
