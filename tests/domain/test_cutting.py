from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.cutting import LONGEST_BLOCK, cut_giants, parts


def test_what_is_not_long_stays_as_it_is() -> None:
    blocks = (Block(BlockKind.PARAGRAPH, "Short."), Block(BlockKind.CODE, "  x\n" * 1000))
    assert cut_giants(blocks) is blocks


def test_a_word_without_end_stands_as_several_blocks() -> None:
    (first, *others) = cut_giants((Block(BlockKind.PARAGRAPH, "abcdefghij" * 50_000),))
    assert others
    assert all(len(block.text) <= LONGEST_BLOCK for block in (first, *others))
    assert "".join(block.text for block in (first, *others)) == "abcdefghij" * 50_000


def test_a_table_is_cut_between_rows() -> None:
    table = Block(BlockKind.TABLE, "\n".join("one\ttwo\tthree" for _ in range(20_000)), info="lll")
    cut = cut_giants((table,))
    assert len(cut) > 1
    assert all(block.kind is BlockKind.TABLE and block.info == "lll" for block in cut)
    assert "\n".join(block.text for block in cut) == table.text


def test_only_the_first_part_is_the_heading_or_has_the_marker() -> None:
    text = "word " * 50_000
    heading, *below = cut_giants((Block(BlockKind.HEADING, text.strip(), level=2),))
    assert (heading.kind, heading.level) == (BlockKind.HEADING, 2)
    assert {(block.kind, block.level) for block in below} == {(BlockKind.PARAGRAPH, 0)}
    item, *below = cut_giants((Block(BlockKind.LIST_ITEM, "• " + text.strip(), level=1, marker="• "),))
    assert item.marker == "• "
    assert {(block.kind, block.level, block.marker) for block in below} == {(BlockKind.PARAGRAPH, 1, "")}


def test_spans_stay_on_their_words() -> None:
    text = ("word " * 30_000).strip()
    spans = tuple(Span(start, start + 4, SpanKind.STRONG) for start in range(0, len(text), 500))
    across = Span(10, len(text) - 10, SpanKind.EMPHASIS)
    cut = cut_giants((Block(BlockKind.PARAGRAPH, text, (*spans, across)),))
    held = [
        block.text[span.start : span.end]
        for block in cut
        for span in block.spans
        if span.kind is SpanKind.STRONG
    ]
    assert held == ["word"] * len(spans)
    for block in cut:
        assert all(0 <= span.start < span.end <= len(block.text) for span in block.spans)


@settings(deadline=None, max_examples=60)
@given(st.text(alphabet=" .\nab。\u0301停", max_size=300))
def test_no_visible_character_is_lost(text: str) -> None:
    pieces = list(parts(text, 20))
    assert "".join("".join(text[a:b] for a, b in pieces).split()) == "".join(text.split())
    assert all(b - a <= 20 for a, b in pieces)
