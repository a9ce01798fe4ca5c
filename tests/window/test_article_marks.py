from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextDocument

from reader.window.article.labels import LETTERS, Labels, codes
from reader.window.article.marks import Mark, Marks, segments
from reader.window.article.strips import edge, strips

_MARKS = st.lists(
    st.builds(
        lambda number, start, length: Mark(str(number), start, start + length, "yellow", False),
        st.integers(0, 10**6),
        st.integers(0, 40),
        st.integers(1, 20),
    ),
    max_size=12,
    unique_by=lambda mark: mark.note_id,
)


@given(_MARKS, st.integers(0, 60), st.integers(1, 20))
@settings(deadline=None)
def test_marks_between_are_those_that_cover_any_of_it(marks, start, length):
    found = Marks(marks).between(start, start + length)
    assert set(found) == {m for m in marks if m.start < start + length and m.end > start}
    assert [m.start for m in found] == sorted(m.start for m in found)


@given(_MARKS, st.integers(0, 60), st.integers(1, 20))
@settings(deadline=None)
def test_every_segment_has_exactly_the_marks_that_cover_it(marks, start, length):
    end = start + length
    held = Marks(marks).between(start, end)
    covered = {}
    for first, last, covering in segments(held, start, end):
        assert start <= first < last <= end
        for place in range(first, last):
            covered[place] = set(covering)
    for place in range(start, end):
        assert covered.get(place, set()) == {m for m in marks if m.start <= place < m.end}


def test_the_shortest_mark_is_the_one_at_a_place():
    long, short = Mark("a", 0, 50, "yellow", True), Mark("b", 10, 20, "pink", False)
    marks = Marks([short, long])
    assert marks.at(15) == short
    assert marks.at(5) == long
    assert marks.at(50) is None
    assert marks.of_note("b") == short
    assert marks.of_note(None) is None


@pytest.mark.parametrize(
    ("text", "passage", "from_right"),
    [
        ("قالت المحكمة إن على الأطراف فتح المعابر.", "المحكمة إن على", True),
        ("قالت المحكمة إن على الأطراف فتح المعابر.", "فتح المعابر.", True),
        ("The court said that more was needed.", "court said", False),
        ("The court said that more was needed.", "was needed.", False),
    ],
)
def test_a_passage_begins_and_ends_at_the_outer_sides_of_its_letters(qapp, text, passage, from_right):
    page = QTextDocument()
    page.setPlainText(text)
    page.setTextWidth(1000)
    assert page.documentLayout().documentSize().height() > 0  # laid out
    block, start = page.firstBlock(), text.index(passage)
    end = start + len(passage)
    (strip,) = strips(block, start, end, 10, 4)
    begins, ends = edge(block, start), edge(block, end - 1, at_end=True)
    sides = (strip.right(), strip.left()) if from_right else (strip.left(), strip.right())
    assert (begins, ends) == pytest.approx(sides, abs=1)


def test_codes_are_of_one_length_and_differ():
    assert codes(3) == ["a", "s", "d"]
    many = codes(len(LETTERS) + 1)
    assert len(set(many)) == len(many)
    assert {len(code) for code in many} == {2}


def test_typing_a_code_chooses_and_a_wrong_letter_ends_it():
    labels = Labels()
    labels.show([(number, number) for number in range(30)])
    assert labels.type("a") is None
    assert {label.code[0] for label in labels.left} == {"a"}
    chosen = labels.type("s")
    assert chosen is not None
    assert chosen.target == 1
    assert not labels
    labels.show([(0, "x")])
    assert labels.type("9") is None
    assert not labels
