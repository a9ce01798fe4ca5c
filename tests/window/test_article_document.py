from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QUrl
from PySide6.QtGui import QFont, QImage, QTextDocument

from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.cutting import parts
from reader.window.article.document import build, set_gutter
from reader.window.article.header import ArticleHeader
from reader.window.article.look import CELL_PAD, Look
from reader.window.article.shaping import LONGEST
from reader.window.article.style import PageStyle
from reader.window.themes import load_theme

K = BlockKind


@pytest.fixture(scope="module")
def look(qapp):
    return Look(load_theme("light"), PageStyle(), QFont("Inter"))


_TEXTS = st.text(st.sampled_from("ab .\té国س😀\u0301\u2029\ufffc\ufdd0\n"), min_size=1, max_size=30).map(
    str.strip
)
_BLOCKS = st.builds(
    Block,
    st.sampled_from([K.TITLE, K.HEADING, K.PARAGRAPH, K.LIST_ITEM, K.QUOTE, K.CODE, K.TABLE, K.FIGURE]),
    _TEXTS,
    level=st.integers(0, 9),
    quote=st.integers(0, 9),
)


@given(st.lists(_BLOCKS, max_size=8), st.sampled_from([None, ArticleHeader("Title", "2024-03-29", 2, "x")]))
@settings(max_examples=60, deadline=None)
def test_every_letter_stands_where_the_map_says(look, blocks, header):
    document = build(header, blocks, 40, look)
    text = document.text
    for number, letter in enumerate(text):
        offset = 40 + number
        position = document.pieces.position(offset)
        if letter.isalpha() and letter.isascii():
            assert document.characterAt(position) == letter
        if document.pieces.holds(position) and letter not in "\n\t":
            assert document.pieces.offset(position) == offset
    if text:
        assert document.end_offset == 40 + len(text)


def shown(document: QTextDocument) -> str:
    return document.toPlainText()


def test_the_header_stands_above_the_text_and_is_no_part_of_it(look):
    header = ArticleHeader("A title", "2024-03-29", 1, "briefing.txt", "By Someone")
    document = build(header, [Block(K.PARAGRAPH, "Text.")], 0, look)
    assert shown(document).split("\n") == [
        "A title",
        "By Someone  ·  29 March 2024  ·  1 minute  ·  briefing.txt",
        "Text.",
    ]
    assert document.text == "Text."
    assert document.pieces.offset(0) == 0
    assert document.characterAt(document.pieces.position(0)) == "T"


def test_a_title_that_stands_in_the_text_is_shown_once_with_the_muted_line_after_it(look):
    header = ArticleHeader("A title", "2024-03-29", 2)
    document = build(header, [Block(K.TITLE, "A title"), Block(K.PARAGRAPH, "Text.")], 0, look)
    assert shown(document).split("\n") == ["A title", "29 March 2024  ·  2 minutes", "Text."]


def test_a_header_with_nothing_to_say_takes_no_line(look):
    document = build(ArticleHeader(), [Block(K.PARAGRAPH, "Text.")], 0, look)
    assert shown(document) == "Text."


def test_markers_of_plain_text_are_shown_as_bullets_and_stay_in_the_text(look):
    document = build(None, [Block(K.LIST_ITEM, "- one", level=1, marker="- ")], 0, look)
    assert shown(document) == "• one"
    assert document.text == "- one"


def test_a_table_has_a_cell_for_each_text_and_rows_may_be_short(look):
    document = build(None, [Block(K.TABLE, "a\tb\nc\nd\t\tf", info="lr")], 0, look)
    found = {
        letter: document.characterAt(document.pieces.position("a\tb\nc\nd\t\tf".index(letter)))
        for letter in "abcdf"
    }
    assert all(letter == shown for letter, shown in found.items())
    assert len(document.rootFrame().childFrames()) == 1


def test_a_long_table_is_laid_out_in_parts_and_a_huge_one_as_text(look):
    row = "\t".join(["cell"] * 10)
    long = build(None, [Block(K.TABLE, "\n".join([row] * 100))], 0, look)
    assert len(long.rootFrame().childFrames()) == 3
    huge = build(None, [Block(K.TABLE, "\n".join([row] * 1000))], 0, look)
    assert huge.rootFrame().childFrames() == []
    assert huge.end_offset == len(row) * 1000 + 999


def test_two_tables_and_a_paragraph_after_them_keep_their_places(look):
    blocks = [Block(K.TABLE, "a\tb"), Block(K.TABLE, "c\td"), Block(K.PARAGRAPH, "😀 end")]
    document = build(None, blocks, 0, look)
    for offset, letter in ((0, "a"), (2, "b"), (5, "c"), (7, "d"), (12, "e")):
        assert document.characterAt(document.pieces.position(offset)) == letter


def test_spans_reach_over_the_parts_of_a_long_paragraph(look):
    text = "x" * (2 * LONGEST + 10)
    block = Block(K.PARAGRAPH, text, (Span(LONGEST - 5, LONGEST + 5, SpanKind.STRONG),))
    document = build(None, [block], 0, look)
    assert document.blockCount() == 3
    first = document.firstBlock()
    assert document.pieces.offset(first.next().position()) == LONGEST
    weights = {}
    for offset in (LONGEST - 6, LONGEST - 5, LONGEST + 4, LONGEST + 5):
        position = document.pieces.position(offset)
        block = document.findBlock(position)
        weights[offset] = next(
            run.format.fontWeight() >= QFont.Weight.Bold
            for run in block.textFormats()
            if run.start <= position - block.position() < run.start + run.length
        )
    assert list(weights.values()) == [False, True, True, False]


@given(st.text(st.sampled_from("ab. 。\n\u0301"), max_size=120), st.integers(8, 20))
@settings(deadline=None)
def test_parts_leave_out_nothing_but_line_ends_and_are_short(text, longest):
    covered = list(parts(text, longest))
    assert all(end - start <= longest for start, end in covered)
    assert covered[0][0] == 0
    assert covered[-1][1] == len(text)
    for (_, end), (start, _) in pairwise(covered):
        assert text[end:start] in ("", "\n")


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = "Short sentence here. " * 1000
    cuts = [end for _, end in parts(text, LONGEST)]
    assert all(text[:cut].endswith(". ") for cut in cuts[:-1])


def test_nothing_in_the_text_makes_qt_open_a_file(look, tmp_path):
    picture = tmp_path / "p.png"
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.save(str(picture))
    blocks = [
        Block(K.FIGURE, "", info=str(picture)),
        Block(K.PARAGRAPH, f'<img src="{picture}"> \ufffc'),
        Block(K.PARAGRAPH, "link", (Span(0, 4, SpanKind.LINK, picture.as_uri()),)),
    ]
    document = build(None, blocks, 0, look)
    assert f'<img src="{picture}">' in shown(document)
    assert "\ufffc" not in shown(document)
    for name in (QUrl.fromLocalFile(str(picture)), QUrl(str(picture))):
        loaded = document.resource(QTextDocument.ResourceType.ImageResource.value, name)
        assert loaded.width() == 1


def test_arabic_runs_from_right_to_left_by_its_own_content(look):
    from PySide6.QtCore import Qt

    document = build(None, [Block(K.PARAGRAPH, "قالت المحكمة"), Block(K.PARAGRAPH, "Text.")], 0, look)
    assert document.firstBlock().textDirection() == Qt.LayoutDirection.RightToLeft
    assert document.lastBlock().textDirection() == Qt.LayoutDirection.LeftToRight


def test_a_table_begins_where_its_lines_begin(look):
    arabic, english = Block(K.TABLE, "البئر\tالعمق", info="ll"), Block(K.TABLE, "Well\tDepth", info="ll")
    document = build(None, [arabic, Block(K.PARAGRAPH, "Text."), english], 0, look)
    set_gutter(document, 40)
    document.setTextWidth(600)
    layout = document.documentLayout()
    at_right, at_left = map(layout.frameBoundingRect, document.rootFrame().childFrames())
    assert at_right.right() == pytest.approx(560, abs=CELL_PAD)
    assert at_left.left() == pytest.approx(40, abs=CELL_PAD)
    assert at_left.right() < 300
