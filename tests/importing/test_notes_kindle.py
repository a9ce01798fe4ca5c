"""`My Clippings.txt`, as Kindles write it in their languages."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from kindle_samples import REMARK, SAMPLES, WORDS, clippings

from reader.domain.note_bundles import ImportedNotes
from reader.errors import ReaderError
from reader.importing.note_formats import KINDLE, pick_notes


def read(text: str) -> ImportedNotes:
    data = text.encode()
    assert pick_notes("", data) is KINDLE
    return KINDLE.read(data)


def clipping(label: str, words: str, title: str = "Book (Writer, A.)") -> str:
    return f"{title}\n{label} | Added on Sunday, December 18, 2022 3:19:56 PM\n\n{words}\n==========\n"


def bodies(imported: ImportedNotes) -> list[tuple[str, str]]:
    """Return quote and body of each note."""
    return [
        (note.anchor.quote if note.anchor else "", note.body)
        for bundle in imported.bundles
        for note in bundle.notes
    ]


@pytest.mark.parametrize("language", SAMPLES)
def test_a_highlight_with_its_note_in_each_language(language: str) -> None:
    sample = SAMPLES[language]
    imported = read(clippings(sample))
    (bundle,) = imported.bundles
    assert bundle.title == sample.title.partition(" (")[0]
    assert bodies(imported) == [(WORDS, REMARK)]
    (note,) = bundle.notes
    assert note.created_at == note.modified_at
    there = datetime.fromisoformat(note.created_at).astimezone()
    highlighted = datetime(*sample.time).astimezone()
    # The time of the note, which is that of the last change, is less than a minute and a half later.
    assert 0 <= (there - highlighted).total_seconds() < 90
    assert imported.skipped == (("bookmarks, which hold no words", 1),)


LABELS_FILE = Path(__file__).parents[1] / "data" / "notes" / "kindle_labels.txt"
OTHERS = [each.split("\t") for each in LABELS_FILE.read_text("utf-8").split("\n") if each and each[0] != "#"]


@pytest.mark.parametrize(("kind", "place", "time", "label"), OTHERS, ids=lambda each: each[:30])
def test_other_ways_of_saying_it(kind: str, place: str, time: str, label: str) -> None:
    imported = read(f"Book (Writer)\n{label}\n\nsome words\n==========\n")
    ((note,),) = (bundle.notes for bundle in imported.bundles)
    assert ("h" if note.anchor else "n") == kind
    if note.anchor:
        assert note.anchor.start == int(place) * 128
    expected = datetime.fromisoformat(time).astimezone(UTC) if time else None
    assert (datetime.fromisoformat(note.created_at) if note.created_at else None) == expected


def test_a_long_file_takes_time_by_its_length() -> None:
    label = "- Your Highlight on Location 1-9"
    text = "".join(clipping(label, f"{number} of the words") for number in range(3000))
    text += "".join(
        clipping("- Your Note on Location 9", f"note {number} {'x' * number}") for number in range(300)
    )
    start = process_time()
    read(text)
    assert process_time() - start < 20


def test_authors_are_said_the_usual_way_round() -> None:
    label = "- Your Highlight on Location 1-2"
    titles = ("A Book (Adams, Douglas;Carwardine, Mark)", "B Book (Plato)", "C (Part One) (Ng, Celeste)", "D")
    imported = read("".join(clipping(label, f"words {title}", title) for title in titles))
    assert [(bundle.title, bundle.byline) for bundle in imported.bundles] == [
        ("A Book", "Douglas Adams, Mark Carwardine"),
        ("B Book", "Plato"),
        ("C (Part One)", "Celeste Ng"),
        ("D", ""),
    ]


def test_a_highlight_that_was_extended_is_there_once() -> None:
    imported = read(
        clipping("- Your Highlight on Location 10-11", "and then the")
        + clipping("- Your Highlight on Location 40-41", "another one")
        + clipping("- Your Highlight on Location 10-12", "and then the sea rose")
    )
    assert bodies(imported) == [("and then the sea rose", ""), ("another one", "")]
    assert dict(imported.skipped) == {"older versions of a highlight or note that follows in the file": 1}


def test_a_highlight_that_was_shortened_is_the_short_one() -> None:
    imported = read(
        clipping("- Your Highlight on Location 10-12", "and then the sea rose")
        + clipping("- Your Highlight on Location 10-11", "and then the")
    )
    assert bodies(imported) == [("and then the", "")]


def test_the_same_words_elsewhere_are_another_highlight() -> None:
    imported = read(
        clipping("- Your Highlight on Location 10-12", "so it goes")
        + clipping("- Your Highlight on Location 400-401", "so it goes")
    )
    assert bodies(imported) == [("so it goes", "")] * 2
    assert len({note.id for bundle in imported.bundles for note in bundle.notes}) == 2


def test_a_note_is_on_the_highlight_that_ends_where_it_stands() -> None:
    imported = read(
        clipping("- Your Highlight on Location 10-20", "the first passage")
        + clipping("- Your Highlight on Location 18-30", "the second passage, across it")
        + clipping("- Your Note on Location 20", "on the first")
        + clipping("- Your Note on Location 30", "on the second")
        + clipping("- Your Note on Location 99", "on nothing")
    )
    assert bodies(imported) == [
        ("the first passage", "on the first"),
        ("the second passage, across it", "on the second"),
        ("", "on nothing"),
    ]


def test_a_note_that_was_rewritten_is_the_last_one() -> None:
    imported = read(
        clipping("- Your Highlight on Location 10-20", "a passage")
        + clipping("- Your Note on Location 20", "I doubt that this is so")
        + clipping("- Your Note on Location 20", "I doubt that this is so at all")
    )
    assert bodies(imported) == [("a passage", "I doubt that this is so at all")]


def test_pages_alone_join_what_stands_side_by_side() -> None:
    imported = read(
        clipping("- Your Highlight on page 14-14", "one on this page", "a.pdf")
        + clipping("- Your Highlight on page 14-14", "two on this page", "a.pdf")
        + clipping("- Your Note on page 14", "on the second", "a.pdf")
    )
    assert bodies(imported) == [("one on this page", ""), ("two on this page", "on the second")]


def test_notes_stand_in_the_order_of_the_book() -> None:
    imported = read(
        clipping("- Your Highlight on Location 900-901", "the end")
        + clipping("- Your Highlight on Location 680-82", "the middle")
        + clipping("- Your Highlight on Location 5-6", "the beginning")
    )
    assert [quote for quote, _ in bodies(imported)] == ["the beginning", "the middle", "the end"]
    starts = [note.anchor.start for note in imported.bundles[0].notes if note.anchor]
    assert starts == sorted(starts)


def test_what_a_publisher_does_not_let_be_copied() -> None:
    imported = read(
        clipping("- Your Highlight on Location 1-9", "<You have reached the clipping limit for this item>")
        + clipping("- Your Highlight on Location 20-29", "a part of it <You have reached the clipping limit>")
    )
    assert bodies(imported) == [("a part of it", "")]
    assert [number for _, number in imported.skipped] == [1]


def test_words_that_hold_a_line_of_equals_signs_are_whole() -> None:
    imported = read(clipping("- Your Highlight on Location 1-9", "above\n==========\nbelow, of some words"))
    assert bodies(imported) == [("above\n==========\nbelow, of some words", "")]


def test_the_end_of_a_file_that_was_torn_off() -> None:
    whole = clipping("- Your Highlight on Location 1-9", "the first")
    imported = read(
        whole + whole.replace("the first", "the last").replace("==========\n", "").replace("1-9", "50-51")
    )
    assert bodies(imported) == [("the first", ""), ("the last", "")]


def test_paragraphs_of_a_highlight_stay() -> None:
    imported = read(clipping("- Your Highlight on Location 1-9", "one\n\ntwo"))
    assert bodies(imported) == [("one\n\ntwo", "")]


def test_a_date_that_is_none() -> None:
    imported = read(
        "Book (A)\n- Your Highlight on Location 1-2 | Added on June 31, 2026 25:00:00\n\nx\n==========\n"
    )
    assert imported.bundles[0].notes[0].created_at == ""


def test_the_same_file_gives_the_same_ids() -> None:
    text = clippings(SAMPLES["de"])
    assert read(text) == read(text)


@pytest.mark.parametrize(
    "text",
    [
        "A story\n- and a list with 3 items\n\ntext\n==========\n",
        "Title\n==========\n\nYour Highlight on page 3 is nice.\n",
        "- Your Highlight on page 3\n",
        "",
    ],
)
def test_a_text_that_only_looks_a_little_like_it(text: str) -> None:
    assert pick_notes("a.txt", text.encode()) is None


LABELS = st.sampled_from([part for sample in SAMPLES.values() for part in sample[1:4]])
LINES = st.one_of(LABELS, st.just("=========="), st.just(""), st.text(max_size=40), st.just("Book (A)"))


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, max_size=30))
def test_never_a_crash(lines: list[str]) -> None:
    text = "\n".join(lines)
    try:
        imported = KINDLE.read(text.encode("utf-8", "replace"))
    except ReaderError:
        return
    for bundle in imported.bundles:
        assert bundle.title
        for note in bundle.notes:
            assert note.anchor or note.body
            assert not note.created_at or datetime.fromisoformat(note.created_at).tzinfo is UTC
