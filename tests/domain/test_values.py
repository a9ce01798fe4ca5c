from __future__ import annotations

import itertools
import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from making import article

from reader.domain import blocks as model
from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.ids import new_id, now
from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.domain.pages import PAGE, WHOLE, pages
from reader.domain.plain_text import block_starts, plain_text
from reader.domain.sections import Section, section_tree
from reader.domain.words import count_words, reading_minutes

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.rstrip)
_blocks = st.builds(
    Block,
    st.sampled_from(BlockKind),
    _texts,
    st.lists(st.builds(Span, st.integers(0, 9), st.integers(0, 9), st.sampled_from(SpanKind), _texts)).map(
        tuple
    ),
    st.integers(0, 6),
    st.integers(0, 3),
)
_outlines = st.lists(
    st.one_of(
        st.builds(lambda level, text: Block(BlockKind.HEADING, text, level=level), st.integers(1, 6), _texts),
        st.builds(lambda text: Block(BlockKind.PARAGRAPH, text), _texts),
    ),
    max_size=25,
)


def tree(made: list[Block]) -> Section:
    return section_tree("Title", made, block_starts(made), len(plain_text(made)))


@settings(max_examples=100, deadline=None)
@given(st.lists(_blocks, max_size=6))
def test_blocks_survive_json(made: list[Block]) -> None:
    assert model.decode(json.loads(json.dumps(model.encode(made)))) == tuple(made)


def test_an_unknown_kind_of_block_is_an_error() -> None:
    with pytest.raises(ValueError, match="hologram"):
        model.decode([["hologram", "", [], 0, 0, "", ""]])


def test_the_cursor_stops_at_what_is_read() -> None:
    assert Block(BlockKind.FIGURE, "A caption").is_read
    assert not Block(BlockKind.FIGURE, "").is_read
    assert not Block(BlockKind.RULE, "* * *").is_read


@settings(max_examples=100, deadline=None)
@given(st.lists(_blocks, max_size=12), st.integers(0, 100))
def test_each_block_stands_at_its_start(made: list[Block], start: int) -> None:
    text = plain_text(made)
    for block, offset in zip(made, block_starts(made, start), strict=True):
        if block.text:
            assert text[offset - start :].startswith(block.text)
    assert not text.endswith("\n")


def test_blocks_are_parted_by_one_blank_line() -> None:
    made = [Block(BlockKind.PARAGRAPH, text) for text in ("a", "", "b\nc")]
    assert plain_text(made) == "a\n\nb\nc"
    assert block_starts(made) == [0, 3, 3]


@settings(max_examples=150, deadline=None)
@given(_outlines)
def test_any_headings_make_a_tree(made: list[Block]) -> None:
    root = tree(made)
    sections = list(root.walk())
    assert len(sections) == 1 + sum(block.kind is BlockKind.HEADING for block in made)
    assert root.end == len(plain_text(made))
    assert root.word_count == sum(count_words(block.text) for block in made)
    for section in sections:
        for number, child in enumerate(section.sections, 1):
            assert child.level == section.level + 1
            assert child.path == (*section.path, child.title)
            assert child.place == (*section.place, number)
            assert section.start <= child.start <= child.end <= section.end
        for one, other in itertools.pairwise(section.sections):
            assert one.end == other.start


@settings(max_examples=80, deadline=None)
@given(_outlines, st.integers(0, 200))
def test_the_section_at_an_offset_holds_it(made: list[Block], offset: int) -> None:
    root = tree(made)
    section = root.at(offset)
    assert section is root or section.start <= offset
    assert not any(child.start <= offset < child.end for child in section.sections)


def test_jumps_and_a_deep_first_heading() -> None:
    root = article("lede\n\n### Deep\n\na\n\n# One\n\nb\n\n#### Four\n\nc\n\n## Two\n\nd").root
    assert [(section.level, section.path, section.id) for section in root.walk()] == [
        (1, (), "0"),
        (2, ("Deep",), "1"),
        (2, ("One",), "2"),
        (3, ("One", "Four"), "2.1"),
        (3, ("One", "Two"), "2.2"),
    ]
    assert root.paragraphs == 5
    assert root.at(0).path == ()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 3 * PAGE)), max_size=25))
def test_pages_hold_every_block_once(sizes: list[tuple[bool, int]]) -> None:
    kinds = {True: BlockKind.HEADING, False: BlockKind.PARAGRAPH}
    made = [Block(kinds[heading], "x" * size, level=1) for heading, size in sizes]
    end = len(plain_text(made))
    found = pages(made, block_starts(made), end)
    assert [page.number for page in found] == list(range(len(found)))
    assert (found[0].first, found[-1].last) == (0, len(made))
    assert (found[0].start, found[-1].end) == (0, end)
    for one, other in itertools.pairwise(found):
        assert (one.last, one.end) == (other.first, other.start)
        assert one.first < one.last
    if end <= WHOLE:
        assert len(found) == 1


def test_a_book_is_cut_before_headings() -> None:
    made = [Block(BlockKind.HEADING if n % 10 == 0 else BlockKind.PARAGRAPH, "x" * 2000) for n in range(400)]
    found = pages(made, block_starts(made), len(plain_text(made)))
    assert len(found) > 5
    assert all(made[page.first].kind is BlockKind.HEADING for page in found)


def test_words_and_minutes() -> None:
    assert count_words("One two  three\nfour.") == 4
    assert count_words("") == 0
    assert count_words("我们昨天去了北京") == 1 + 8 // 2
    assert [reading_minutes(words) for words in (0, 1, 230, 2300)] == [0, 1, 1, 10]


def test_ids_are_of_version_7_and_sort_by_time() -> None:
    made = [new_id() for _ in range(500)]
    assert made == sorted(made)
    assert len(set(made)) == 500
    assert all(
        re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", i) for i in made
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", now())


def test_a_note_stands_where_it_was_placed() -> None:
    noted, now_there = Anchor("a", "", "", 5, 6, (), 1), Anchor("b", "", "", 9, 10, (), 2)
    note = Note("n", "a", (), noted)
    assert (note.state, note.passage, note.start, note.end) == (NoteState.ANCHORED, noted, 5, 6)
    moved = Note("n", "a", (), noted, placement=Placement(NoteState.MOVED, now_there, 0.9))
    assert (moved.state, moved.passage, moved.start, moved.end) == (NoteState.MOVED, now_there, 9, 10)
    gone = Note("n", "a", (), noted, placement=Placement(NoteState.DETACHED, None, 0.0))
    assert (gone.state, gone.passage, gone.start, gone.end) == (NoteState.DETACHED, noted, None, None)
    assert Note("n", "a", ("S",), None).start is None
