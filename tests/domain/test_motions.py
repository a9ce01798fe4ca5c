from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import blocks

from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.motions import Cursor, ReadingText
from reader.domain.plain_text import block_starts, plain_text

MADE = (
    *blocks("Lede one. Lede two.\n\n# First"),
    Block(BlockKind.RULE, "* * *"),
    Block(BlockKind.LIST_ITEM, "• One went. Two didn't go.", marker="• ", level=1),
    Block(BlockKind.TABLE, "A\tB c.\nD\tE", info="ll"),
    Block(BlockKind.FIGURE, ""),
    *blocks("## Second\n\nFour five."),
)
PLAIN = plain_text(MADE)


def page(start: int = 0) -> ReadingText:
    return ReadingText(MADE, block_starts(MADE, start))


def at(words: str, plain: str = PLAIN) -> int:
    return plain.index(words)


def walk(unit: str, count: int = 1, cursor: Cursor | None = None) -> list[str]:
    """Return the five characters at each place that the motion comes to."""
    text, places = page(), []
    moved = cursor or Cursor(text.top if count > 0 else text.end)
    while (moved := text.move(moved, unit, count)) is not None:  # type: ignore[arg-type, assignment]
        places.append(PLAIN[moved.position :][:5])
    return places


def test_paragraphs_are_all_blocks_that_are_read_without_their_markers() -> None:
    assert walk("paragraph") == ["First", "One w", "A\tB c", "Secon", "Four "]
    # k is always the block before, but in the first, which has none.
    assert walk("paragraph", -1) == ["Secon", "A\tB c", "One w", "First", "Lede "]
    assert walk("paragraph", -1, Cursor(4)) == ["Lede "]


def test_sentences_cross_blocks_and_cells() -> None:
    expected = ["Lede ", "Lede ", "First", "One w", "Two d", "A\tB c", "B c.\n", "D\tE\n\n", "E\n\nSe"]
    assert [place[:5] for place in walk("sentence")] == [
        *[place[:5] for place in expected[1:]],
        *("Secon", "Four "),
    ]


def test_back_by_sentence_begins_with_this_one() -> None:
    text = page()
    inside = at("didn't")
    assert text.move(Cursor(inside), "sentence", -1) == Cursor(at("Two"))
    assert text.move(Cursor(at("Two")), "sentence", -1) == Cursor(at("One"))
    assert text.move(Cursor(0), "sentence", -1) is None


def test_words() -> None:
    text = page()
    places = [Cursor(at("Two"))]
    for _ in range(3):
        moved = text.move(places[-1], "word", 1)
        assert moved is not None
        places.append(moved)
    assert [PLAIN[place.position :][:6] for place in places] == ["Two di", "didn't", "go.\n\nA", "A\tB c."]
    assert text.unit_at(at("idn't"), "word") == (at("didn't"), at("didn't") + 6)
    assert text.move(Cursor(at("dn't")), "word", -1) == Cursor(at("didn't"))


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("U.S. well-known 3.14 “quoted” l’été", ["U.S", "well", "known", "3.14", "quoted", "l’été"]),
        ("他好吗？", ["他", "好", "吗"]),
        ("สวัสดี", ["ส", "วั", "ส", "ดี"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("مرحبا، كيف", ["مرحبا", "كيف"]),
    ],
)
def test_words_of_other_scripts(written: str, words: list[str]) -> None:
    text = ReadingText(blocks(written), [0])
    found, cursor = [text.unit_at(0, "word")], Cursor(0)
    while (moved := text.move(cursor, "word", 1)) is not None:
        cursor = moved
        found.append(text.unit_at(cursor.position, "word"))
    assert [written[start:end] for start, end in found] == words


def test_sections_are_reached_at_their_headings() -> None:
    assert walk("section") == ["First", "Secon"]
    assert walk("section", -1) == ["Secon", "First"]
    text = page()
    assert text.heading_at(at("Lede two")) is None
    assert text.heading_at(at("Two")) == (at("First"), at("First") + 5)
    assert text.unit_at(at("Two"), "section") == (at("First"), at("\n\nSecond"))
    assert text.unit_at(3, "section") == (0, at("\n\nFirst"))


def test_counts_go_as_far_as_there_is() -> None:
    text = page()
    assert text.move(Cursor(0), "paragraph", 2) == Cursor(at("One"))
    assert text.move(Cursor(0), "paragraph", 99) == Cursor(at("Four"))
    assert text.move(Cursor(at("Four")), "paragraph", 1) is None


def test_a_selection_grows_by_whole_units() -> None:
    text = page()
    cursor = Cursor(at("Two"), at("Two"))
    grown = text.move(cursor, "sentence", 1)
    assert grown is not None
    assert PLAIN[slice(*grown.selection)] == "Two didn't go."
    further = text.move(grown, "sentence", 1)
    assert further is not None
    assert PLAIN[slice(*further.selection)] == "Two didn't go.\n\nA"
    assert text.move(further, "sentence", -1) == grown
    words = text.move(cursor, "word", 2)
    assert words is not None
    assert PLAIN[slice(*words.selection)] == "Two didn't"
    block = text.move(Cursor(at("Two"), at("Two")), "paragraph", 1)
    assert block is not None
    assert PLAIN[slice(*block.selection)] == "Two didn't go."
    section = text.move(cursor, "section", 1)
    assert section is not None
    assert section.selection == (at("Two"), at("\n\nSecond"))


def test_a_selection_grows_backwards_and_shrinks_again() -> None:
    text = page()
    cursor = text.move(Cursor(at("Two"), at("Two")), "sentence", -1)
    assert cursor == Cursor(at("One"), at("Two"))
    assert text.move(cursor, "sentence", 1) == Cursor(at("Two"), at("Two"))
    over = text.move(Cursor(at("go."), at("didn't")), "sentence", -1)
    assert over == Cursor(at("Two"), at("didn't"))


def test_a_selection_from_another_page() -> None:
    text = page(1000)
    grown = text.move(Cursor(1000, 5), "sentence", 1)
    assert grown == Cursor(1009, 5)
    assert grown.selection == (5, 1009)
    assert text.select_sentence(grown) == Cursor(1019, 5)
    assert text.select_sentence(Cursor(1000, 9999)).selection == (1000, 9999)


def test_sentence_and_one_more() -> None:
    text = page()
    first = text.select_sentence(Cursor(at("didn't")))
    assert PLAIN[slice(*first.selection)] == "Two didn't go."
    second = text.select_sentence(first)
    assert PLAIN[slice(*second.selection)] == "Two didn't go.\n\nA"
    assert text.select_sentence(Cursor(at("Two"), at("didn't"))).selection == first.selection
    last = Cursor(text.end, at("Four"))
    assert text.select_sentence(last) == last


def test_between_two_sentences() -> None:
    text = page()
    behind = at("Two didn't go.") + len("Two didn't go.")
    assert text.sentence_at(behind) == (at("Two"), behind)
    assert text.sentence_at(behind + 1) == (at("A\t"), at("A\t") + 1)
    assert text.sentence_at(at("• ")) == (at("One"), at(" Two"))
    assert text.sentence_at(99_999) == (at("Four"), text.end)
    chinese = ReadingText(blocks("好。他走了。"), [0])
    assert chinese.sentence_at(2) == (2, 6)


def test_blocks_edges_and_links() -> None:
    text = page()
    assert (text.top, text.bottom, text.end) == (0, at("Four"), len(PLAIN))
    assert text.block_range(at("Two")) == (at("• "), at("\n\nA\t"))
    assert text.clamp(-5) == 0
    assert text.clamp(99_999) == text.end
    assert text.sentences_between(at("two."), at("First") + 1) == [(10, 19), (at("First"), at("First") + 5)]
    linked = Block(BlockKind.PARAGRAPH, "see here", (Span(4, 8, SpanKind.LINK, "https://example.org"),))
    assert ReadingText([linked], [50]).links_between(0, 99) == [(54, "https://example.org")]
    assert ReadingText([linked], [50]).links_between(55, 99) == []


def test_a_cursor_is_a_value() -> None:
    assert Cursor(5).selection == (5, 5)
    assert Cursor(5, 2).selection == Cursor(2, 5).selection == (2, 5)
    assert Cursor(5, 2).swapped() == Cursor(2, 5)
    assert Cursor(5).swapped() == Cursor(5)


@pytest.mark.parametrize("made", [(), (Block(BlockKind.RULE, "* * *"),), (Block(BlockKind.PARAGRAPH, ""),)])
def test_a_page_without_anything_to_read(made: tuple[Block, ...]) -> None:
    text = ReadingText(made, block_starts(made))
    assert (text.top, text.bottom, text.end, text.clamp(7)) == (0, 0, 0, 0)
    for unit in ("paragraph", "sentence", "word", "section"):
        assert text.move(Cursor(0), unit, 1) is None  # type: ignore[arg-type]
        assert text.move(Cursor(0, 0), unit, -1) is None  # type: ignore[arg-type]
    assert text.sentence_at(0) == (0, 0)
    assert text.select_sentence(Cursor(0)) == Cursor(0, 0)
    assert text.block_range(3) == (3, 3)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(st.sampled_from(MADE), max_size=8),
    st.integers(0, 300),
    st.one_of(st.none(), st.integers(0, 300)),
    st.sampled_from(["paragraph", "sentence", "word", "section"]),
)
def test_every_motion_gets_on_and_ends(
    made: list[Block], position: int, anchor: int | None, unit: str
) -> None:
    text = ReadingText(made, block_starts(made))
    for count in (1, -1):
        cursor = Cursor(text.clamp(position), anchor)
        for _ in range(400):
            moved = text.move(cursor, unit, count)  # type: ignore[arg-type]
            if moved is None:
                break
            assert moved.anchor == anchor
            assert (moved.position - cursor.position) * count > 0
            cursor = moved
        else:
            pytest.fail("the motion does not end")


def test_a_huge_page_is_ready_at_once() -> None:
    made = blocks("\n\n".join(f"# H{n}\n\nText {n}." for n in range(50_000)))
    starts = block_starts(made)
    begun = time.process_time()
    text = ReadingText(made, starts)
    middle = Cursor(starts[50_000])
    for unit in ("paragraph", "sentence", "word", "section"):
        for count in (1, -1):
            assert text.move(middle, unit, count) is not None  # type: ignore[arg-type]
    assert text.heading_at(middle.position) is not None
    assert time.process_time() - begun < 1


def test_a_line_of_five_megabytes_is_cut_where_the_cursor_is() -> None:
    made = blocks("It is one sentence of many. " * 180_000)
    text = ReadingText(made, [0])
    begun = time.process_time()
    start, end = text.sentence_at(2_500_000)
    assert end - start == 27
    assert text.select_sentence(Cursor(4_000_000)).selection[0] % 28 == 0
    assert time.process_time() - begun < 3
