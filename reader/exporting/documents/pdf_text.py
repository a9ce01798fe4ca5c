"""The paragraphs of a document as Qt lays them out, in tenths of a point.

Letters are sized in these units too: sizes in points would follow the resolution of the screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)

from reader.exporting.documents.paper import (
    BAR_GAP,
    BAR_WIDTH,
    BY_NAME,
    CODE_GROUND,
    LINE,
    LINK,
    LIST_STEP,
    Style,
    style_of,
)

if TYPE_CHECKING:
    from reader.exporting.documents.paragraphs import Paragraph, Run

POINT = 10  # units
_MILLIMETRE = 72 / 25.4 * POINT
_FACES = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "Liberation Serif", "DejaVu Serif")
_CODE_FACES = ("DejaVu Sans Mono", "Menlo", "Consolas", "Liberation Mono", "Noto Sans Mono")
LIST_INDENT = LIST_STEP * _MILLIMETRE
_LINE_END = "\u2028"  # within a paragraph, to Qt


def text_document(paragraphs: list[Paragraph], width: float) -> QTextDocument:
    """Return the `paragraphs`, one block each, `width` units wide."""
    return _Builder(width).build(paragraphs)


def letters(size: float, is_code: bool = False) -> QFont:
    """Return the letters of a size in points."""
    font = QFont(list(_CODE_FACES if is_code else _FACES))
    font.setPixelSize(round(size * POINT))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    # A ligature comes out of the file as a letter of its own, and `first` is not found any more.
    font.setFeature(QFont.Tag("liga"), 0)
    return font


class _Builder:
    def __init__(self, width: float) -> None:
        self._document = document = QTextDocument()
        document.setUndoRedoEnabled(False)
        document.setUseDesignMetrics(True)
        document.setDocumentMargin(0)
        document.setDefaultFont(letters(11))
        document.setIndentWidth(LIST_INDENT)
        document.setDefaultTextOption(_wrapping())
        document.setTextWidth(width)
        self._cursor = QTextCursor(document)

    def build(self, paragraphs: list[Paragraph]) -> QTextDocument:
        self._cursor.beginEditBlock()
        for number, paragraph in enumerate(paragraphs):
            style = BY_NAME[style_of(paragraph)]
            form = self._block_format(paragraph, style)
            if number:
                self._cursor.insertBlock(form, self._char_format(style))
            else:
                self._cursor.setBlockFormat(form)
            if paragraph.kind == "rule":
                self._cursor.insertText("* * *", self._char_format(style))
            for run in paragraph.runs:
                form_of_run = self._run_format(run, style)
                self._cursor.insertText(run.text.replace("\n", _LINE_END), form_of_run)
        self._cursor.endEditBlock()
        return self._document

    def _block_format(self, paragraph: Paragraph, style: Style) -> QTextBlockFormat:
        base = BY_NAME["Quote"] if style.base == "Quote" else style
        form = QTextBlockFormat()
        form.setTopMargin(base.before * POINT)
        form.setBottomMargin(base.after * POINT)
        form.setLineHeight(100 * LINE, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        indent = base.indent * _MILLIMETRE
        if paragraph.kind == "quote":
            indent = (BAR_WIDTH + BAR_GAP) * POINT
        if paragraph.is_rtl:
            form.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            form.setRightMargin(indent)
        else:
            form.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            form.setLeftMargin(indent)
        form.setIndent(len(paragraph.items))
        if style.is_centered:
            form.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        if style.is_code:
            form.setBackground(QColor(f"#{CODE_GROUND}"))
        return form

    def _char_format(self, style: Style) -> QTextCharFormat:
        base = BY_NAME["Quote"] if style.base == "Quote" else style
        font = letters(base.size, base.is_code)
        font.setBold(base.bold)
        font.setItalic(base.italic)
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(QBrush(QColor(f"#{base.color}")))
        return form

    def _run_format(self, run: Run, style: Style) -> QTextCharFormat:
        form = self._char_format(style)
        if run.code:
            form.setFont(letters(BY_NAME["Reader Code"].size, is_code=True))
        if run.bold:
            form.setFontWeight(QFont.Weight.Bold)
        if run.italic:
            form.setFontItalic(True)
        if run.struck:
            form.setFontStrikeOut(True)
        if run.link:
            form.setAnchor(True)
            form.setAnchorHref(run.link)
            form.setForeground(QBrush(QColor(f"#{LINK}")))
            form.setFontUnderline(True)
        return form


def _wrapping() -> QTextOption:
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    return option
