"""Notes of other programs taken in: to which article, which passage, and back by Undo."""

from __future__ import annotations

import pytest
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.ids import new_id
from reader.domain.note_bundles import ELSEWHERE, ImportedNotes, NoteBundle
from reader.domain.notes import Anchor, Note, NoteFilter, NoteState
from reader.errors import ReaderError, StoppedError
from reader.home import Home
from reader.library.library import Library


def quoted(quote: str, **fields) -> Note:
    """Return a note from elsewhere on a quote."""
    prefix, suffix, start = (fields.pop(name, "") for name in ("prefix", "suffix", "start"))
    end = (start or 0) + len(quote) if start != "" else 0
    place = Anchor(quote, prefix, suffix, start or 0, fields.pop("end", end), (), ELSEWHERE)
    return Note(fields.pop("id", new_id()), "", (), place, **fields)


def bundle(*notes: Note, title: str = "Talks go on", **fields) -> ImportedNotes:
    return ImportedNotes((NoteBundle(title, notes, **fields),))


def states(library: Library) -> list[str]:
    return [note.state.value for note in library.notes()]


# Which article


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Otherwise called", "sources": ("/elsewhere", "/articles/talks.md")},
        {"title": "talks  GO on!"},
        {"title": "Ｔａｌｋｓ go on"},
    ],
)
def test_the_article_is_found_by_source_or_title(library: Library, fields) -> None:
    article_id = library.store(imported()).row.id
    taken = library.take_notes(bundle(quoted(ORDER), **fields))
    assert str(taken) == "1 added, 1 matched, 0 detached, 0 skipped"
    assert (taken.article_ids, taken.awaited) == ((article_id,), ())
    (note,) = library.notes()
    assert (note.state, library.text(article_id)[note.start : note.end]) == (NoteState.ANCHORED, ORDER)


def test_the_article_that_names_the_page_as_its_source(library: Library) -> None:
    page = "https://example.org/story"
    article_id = library.store(imported(publisher=page)).row.id
    elsewhere = bundle(quoted(ORDER), title="Another name", sources=(f"{page}/",))
    assert library.take_notes(elsewhere).article_ids == (article_id,)


def test_an_article_comes_that_names_the_page_as_its_source(library: Library) -> None:
    page = "https://example.org/story"
    library.take_notes(bundle(quoted(ORDER), title="Another name", sources=(f"{page}#part", page)))
    stored = library.store(imported(publisher=f"{page}/"))
    assert (stored.result, stored.found, len(library.article_rows())) == ("new", 1, 1)
    # Found again by either.
    again = bundle(quoted(ORDER), title="Another name", sources=(page,))
    assert library.take_notes(again).article_ids == (stored.row.id,)


def test_of_two_articles_of_one_title_the_one_with_the_passage(library: Library) -> None:
    first = library.store(imported("# Talks go on\n\nQuite another text.", "/other.md")).row.id
    second = library.store(imported()).row.id
    third = library.store(imported("# Talks go on\n\nA third one.", "/third.md")).row.id
    taken = library.take_notes(bundle(quoted(ORDER)))
    assert taken.article_ids == (second,)
    assert {first, third}.isdisjoint(note.article_id for note in library.notes())


def test_two_pages_of_one_title_are_two_articles(library: Library) -> None:
    for address in ("https://a.example/", "https://b.example/"):
        library.take_notes(bundle(quoted(f"words at {address}"), title="Home", sources=(address,)))
    assert sorted(row.source or "" for row in library.article_rows()) == [
        "https://a.example/",
        "https://b.example/",
    ]


def test_new_notes_go_where_their_like_are_whatever_its_name_is_by_now(library: Library) -> None:
    old = quoted(ORDER)
    library.take_notes(bundle(old, title="A book"))
    (row,) = library.article_rows()
    library.correct(row.id, title="My own name for it")
    taken = library.take_notes(bundle(old, quoted("another passage"), title="A book"))
    assert (taken.added, taken.article_ids) == (1, (row.id,))


def test_an_article_in_the_bin_gets_no_notes_and_stays_there(library: Library) -> None:
    article_id = library.store(imported()).row.id
    library.delete([article_id])
    taken = library.take_notes(bundle(quoted(ORDER)))
    assert str(taken) == "0 added, 0 matched, 0 detached, 1 skipped"
    assert dict(taken.skipped) == {"the article lies in the bin; restore it first": 1}
    assert library.article_rows() == []


# Which passage


@pytest.mark.parametrize(
    ("note", "found"),
    [
        (quoted("third time"), "third time"),
        (quoted("third  time\nin"), "third time in"),
        (quoted("hird tim"), None),
        (quoted("that"), None),  # twice in the text
        (quoted("the", start=15, end=18), None),
        (quoted("said", prefix="ministries ", suffix=" that they"), "said"),
        (quoted("said", prefix="and then he ", suffix=" nothing of it"), None),
        (quoted("The judges ordered that the crossing be opened with delay for aid convoys."), ORDER),
        (quoted("A sentence of which nothing at all stands in this article."), None),
    ],
)
def test_a_passage_is_found_where_it_is_certain(library: Library, note: Note, found: str | None) -> None:
    article_id = library.store(imported()).row.id
    taken = library.take_notes(bundle(note))
    (kept,) = library.notes()
    assert (taken.matched, taken.detached) == ((1, 0) if found else (0, 1))
    text = library.text(article_id)
    assert (text[kept.start : kept.end] if kept.start is not None else None) == found
    assert library.check() == []


def test_a_place_without_words_is_taken_where_the_text_is_here(library: Library) -> None:
    article_id = library.store(imported()).row.id
    at = library.text(article_id).index(PRESS)
    place = Anchor("", "", "", at, at + len(PRESS), (), ELSEWHERE)
    taken = library.take_notes(bundle(Note(new_id(), "", (), place)))
    assert taken.matched == 1
    (note,) = library.notes()
    assert note.anchor is not None
    assert note.anchor.quote == PRESS
    inside = Anchor("", "", "", at + 1, at + len(PRESS), (), ELSEWHERE)
    library.take_notes(bundle(Note(new_id(), "", (), inside, "in the midst of a word")))
    assert [note.anchor for note in library.notes() if note.body] == [None]
    beyond = Anchor("", "", "", 10**6, 10**6 + 5, (), ELSEWHERE)
    taken = library.take_notes(
        bundle(Note(new_id(), "", (), beyond), Note(new_id(), "", (), beyond, "words"))
    )
    assert (taken.added, taken.left_out) == (1, 1)


# Notes that wait


def test_notes_that_wait_are_read_exported_searched_and_deleted(library: Library) -> None:
    taken = library.take_notes(
        bundle(quoted("a zebra crosses", body="a remark"), title="A book", byline="Eco")
    )
    assert str(taken) == "1 added, 0 matched, 1 detached, 0 skipped"
    (row,) = library.article_rows()
    assert (row.id, row.title, row.byline, row.revision, row.is_awaited) == (
        taken.awaited[0],
        "A book",
        "Eco",
        0,
        True,
    )
    assert (library.text(row.id), library.outline(row.id).sections, library.page_blocks(row.id, 0)) == (
        "",
        [],
        (),
    )
    assert [hit.note_id is not None for hit in library.search("zebra")] == [True]
    assert library.resolve("a book") == row.id
    (note,) = library.notes(NoteFilter(article_ids=(row.id,)))
    assert note.passage is not None
    library.delete([row.id])
    assert list(library.notes()) == []
    library.restore([row.id])
    assert states(library) == ["detached"]
    assert library.check() == []


def test_they_find_their_passages_when_the_article_comes(library: Library) -> None:
    note = quoted(ORDER)
    library.take_notes(bundle(note, quoted("no such words in it"), title="TALKS go on"))
    (row,) = library.article_rows()
    library.edit_note(note.id, body="written while it waited")
    stored = library.store(imported(source="/new/talks.md"))
    assert (stored.row.id, stored.result, stored.found, stored.detached) == (row.id, "new", 1, 1)
    assert (stored.row.revision, stored.row.source) == (1, "/new/talks.md")
    assert sorted(states(library)) == ["anchored", "detached"]
    assert library.note(note.id).body == "written while it waited"
    assert library.store(imported(source="/new/talks.md")).result == "unchanged"
    assert library.check() == []


def test_the_article_comes_by_its_source_under_another_title(library: Library) -> None:
    library.take_notes(bundle(quoted(ORDER), title="Otherwise", sources=("/articles/talks.md",)))
    stored = library.store(imported())
    assert (stored.result, stored.found, stored.row.title) == ("new", 1, "Talks go on")
    assert len(library.article_rows()) == 1


def test_an_awaited_article_in_the_bin_is_not_met_by_title(library: Library) -> None:
    library.take_notes(bundle(quoted(ORDER)))
    (row,) = library.article_rows()
    library.delete([row.id])
    assert library.store(imported()).row.id != row.id


# Again, and back


def test_a_highlight_that_got_words_elsewhere_gets_them_here(library: Library) -> None:
    library.store(imported())
    time, later = "2024-01-01T00:00:00.000Z", "2024-01-02T00:00:00.000Z"
    mark = quoted(ORDER, created_at=time, modified_at=time)
    library.take_notes(bundle(mark))
    worded = quoted(ORDER, id=mark.id, body="a thought", created_at=time, modified_at=later)
    assert library.take_notes(bundle(worded)).added == 1
    assert (library.note(mark.id).body, library.note(mark.id).modified_at) == ("a thought", later)
    assert library.take_notes(bundle(worded)).added == 0
    # Not where somebody took the words out.
    library.edit_note(mark.id, body="")
    assert library.take_notes(bundle(worded)).added == 0
    assert library.note(mark.id).body == ""


def test_twice_in_one_file(library: Library) -> None:
    note = quoted(ORDER)
    taken = library.take_notes(bundle(note, note))
    assert (taken.added, dict(taken.skipped)) == (1, {"twice in the file": 1})


def test_one_step_takes_all_of_it_back(library: Library, home: Home) -> None:
    article_id = library.store(imported()).row.id
    before = noted(library, article_id, PRESS)
    library.take_notes(
        ImportedNotes(
            (
                NoteBundle("Talks go on", (quoted(ORDER), quoted("third time"))),
                NoteBundle("A book", (quoted("some words"), quoted("other words")), sources=("/book.md",)),
            )
        )
    )
    after = list(library.notes())
    rows = library.article_rows()
    assert len(after) == 5
    assert library.undo() == "import"
    assert [note.id for note in library.notes()] == [before.id]
    assert [row.id for row in library.article_rows()] == [article_id]
    assert library.check() == []
    assert library.redo() == "import"
    assert list(library.notes()) == after
    assert library.article_rows() == rows
    assert library.check() == []
    # The awaited article is known again by its source.
    assert library.store(imported("# B\n\nsome words here", "/book.md")).found == 1
    assert library.undo() == "import"
    assert {row.title for row in library.article_rows()} == {"Talks go on", "B"}
    assert [note.id for note in library.notes()] == [before.id]
    assert library.check() == []


def test_undo_leaves_what_another_program_put_beside_it(library: Library, home: Home) -> None:
    library.take_notes(bundle(quoted("some words"), title="A book"))
    (row,) = library.article_rows()
    with Library.open(home) as other:
        other.take_notes(bundle(quoted("other words"), title="A book"))
    assert library.undo() == "import"
    assert [row.id for row in library.article_rows()] == [row.id]
    assert [note.anchor.quote for note in library.notes() if note.anchor] == ["other words"]
    assert library.redo() == "import"
    assert len(list(library.notes())) == 2
    assert library.check() == []


def test_stopped_half_way_nothing_is_kept(library: Library) -> None:
    told: list[tuple[int, int]] = []
    many = bundle(*(quoted(f"passage {number}") for number in range(1000)))
    with pytest.raises(StoppedError, match="stopped"):
        library.take_notes(many, progress=lambda *how: told.append(how), cancelled=lambda: len(told) > 1)
    assert told == [(200, 1000), (400, 1000)]
    assert list(library.notes()) == []
    assert library.article_rows() == []
    assert not library.can_undo


def test_a_fault_in_the_middle_keeps_nothing(library: Library) -> None:
    wrong = quoted("x", color="mauve")
    with pytest.raises(ReaderError, match="colour"):
        library.take_notes(bundle(quoted("some words"), wrong))
    assert list(library.notes()) == []
    assert library.article_rows() == []


def test_followers_are_told(library: Library) -> None:
    article_id = library.store(imported(TALKS)).row.id
    changes = []
    library.subscribe(changes.append)
    note = quoted(ORDER, tags=("x",))
    library.take_notes(bundle(note), origin="here")
    (change,) = changes
    assert {"note", "tag"} <= change.kinds
    assert (change.article_ids, change.note_ids, change.origin) == ({article_id}, {note.id}, "here")


def test_awaited_articles_outlive_a_repair(library: Library, home: Home) -> None:
    library.take_notes(bundle(quoted("some words"), title="A book"))
    (row,) = library.article_rows()
    key = library._connection.execute("SELECT key FROM article").fetchone()[0]
    library._connection.execute("UPDATE note SET body = 'changed' WHERE article_key = ?", (key,))
    library.close()
    assert Library.repair(home)
    with Library.open(home) as again:
        assert [(each.id, each.is_awaited) for each in again.article_rows()] == [(row.id, True)]
        assert again.check() == []
        assert again.store(imported("# A book\n\nHere are some words.", "/book")).found == 1
