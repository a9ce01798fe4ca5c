from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.window.offsets import OffsetMap, utf16_length

_LETTERS = st.text(st.sampled_from("ab é国\n😀𝔘\U0010fffd"), max_size=12)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(st.lists(st.tuples(_LETTERS, st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_every_offset_of_a_piece_comes_back_and_stands_where_utf16_says(pieces):
    start = offset = 100
    position = 7
    pieces_map = OffsetMap(start)
    placed = []
    for text, plain_gap, document_gap in pieces:
        # Only a piece of some length may be followed by another without a gap: offsets are unique.
        plain_gap += not text
        assert pieces_map.add(text, offset, position) == _units(text) == utf16_length(text)
        placed.append((text, offset, position))
        offset += len(text) + plain_gap
        position += _units(text) + document_gap + (not document_gap)
    for number, (text, begin, at) in enumerate(placed):
        for inside in range(len(text)):
            assert pieces_map.position(begin + inside) == at + _units(text[:inside])
            assert pieces_map.offset(at + _units(text[:inside])) == begin + inside
            assert pieces_map.piece(begin + inside) == number
        assert pieces_map.offset(at + _units(text)) == begin + len(text) == pieces_map.end(number)
        assert pieces_map.piece_at(at) == number
        assert pieces_map.holds(at + _units(text))


def test_the_second_half_of_a_pair_means_the_letter_it_is_half_of():
    pieces = OffsetMap()
    pieces.add("a😀b", 0, 0)
    assert [pieces.offset(position) for position in range(5)] == [0, 1, 1, 2, 3]


def test_what_lies_between_pieces_means_the_end_of_the_one_before():
    pieces = OffsetMap(50)
    pieces.add("one", 50, 20)
    pieces.add("two", 55, 30)
    assert [pieces.position(offset) for offset in (53, 54, 55)] == [23, 23, 30]
    assert [pieces.offset(position) for position in (23, 24, 29, 30)] == [53, 53, 53, 55]
    assert not pieces.holds(24)
    assert pieces.holds(23)


def test_what_lies_before_and_after_all_pieces_means_the_nearest_edge():
    pieces = OffsetMap(50)
    assert (pieces.position(10), pieces.offset(10)) == (0, 50)
    pieces.add("one", 50, 20)
    assert [pieces.position(offset) for offset in (0, 49, 60)] == [20, 20, 23]
    assert [pieces.offset(position) for position in (0, 19, 99)] == [50, 50, 53]
    assert not pieces.holds(3)
    assert pieces.piece_at(21) is None
