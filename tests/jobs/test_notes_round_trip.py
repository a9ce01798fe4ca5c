"""Notes that leave by one of our own formats and come in again are the same notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from reader.domain.anchoring.placing import anchor
from reader.domain.article import Imported
from reader.domain.ids import new_id
from reader.domain.notes import COLORS, Note, NoteFilter, NoteState
from reader.domain.objects import note_object
from reader.exporting.registry import ExportOptions, by_name
from reader.home import Home
from reader.importing.registry import parse
from reader.jobs import exports
from reader.jobs.imports import Outcome, import_data
from reader.library.library import Library

TEXT = """# The locks

It leaks. Nobody mends it, and the water has its way.

## Gate

It leaks. The second gate is old, and 🙂 the third one is gone.

## Keepers

The keeper said: “It was never dry here.” Nobody had asked him before that day.
"""
FORMATS = {"w3c": "w3c", "json": "json", "jsonl": "jsonl"}


def article(text: str = TEXT, source: str | None = "/texts/locks.md") -> Imported:
    return replace(parse(text.encode(), "locks.md"), source=source)


@pytest.fixture
def homes(tmp_path: Path):
    """Return what opens the library of a home by its number."""
    opened: list[Library] = []

    def open_home(number: int) -> Library:
        library = Library.open(Home(tmp_path / str(number)))
        opened.append(library)
        return library

    yield open_home
    for library in opened:
        library.close()


def exported(library: Library, name: str, path: Path) -> bytes:
    exports.export(library, NoteFilter(), by_name(name), ExportOptions(), path, force=True)
    return path.read_bytes()


def objects(library: Library) -> list[dict]:
    return sorted(
        (note_object(note, library.article_row(note.article_id)) for note in library.notes()),
        key=lambda each: each["id"],
    )


def passage(library: Library, article_id: str, quote: str, **fields) -> Note:
    whole = library.article(article_id)
    start = whole.text.rindex(quote)
    path = whole.root.at(start).path
    made = anchor(whole.text, start, start + len(quote), path, whole.revision)
    return library.add_note(Note(new_id(), article_id, path, made, **fields))


def filled(library: Library) -> str:
    """Store the article with notes of every kind, and return its id."""
    article_id = library.store(article()).row.id
    passage(library, article_id, "It leaks.", body="the *second* one", color="pink", tags=("a b", "#c", "ü"))
    passage(library, article_id, "the third one is gone")
    passage(library, article_id, "Nobody had asked him", body="\n  two\n\nlines <b>\n")
    library.add_note(Note(new_id(), article_id, ("Gate",), None, "on the section", "blue"))
    library.add_note(Note(new_id(), article_id, (), None, "on the whole", "violet", ("x",)))
    return article_id


def revised(library: Library) -> None:
    """Let the text change, so that notes are moved and detached."""
    changed = TEXT.replace("the third one is gone", "the third one has gone").replace(
        "Keepers", "The keepers"
    )
    library.store(article(changed.replace("Nobody had asked him before that day.", "He is dead.")))


@pytest.mark.parametrize("name", FORMATS)
def test_into_a_home_with_the_same_articles(homes, tmp_path, name):
    there, here = homes(1), homes(2)
    filled(there)
    here.store(article())
    data = exported(there, name, tmp_path / "out")
    outcome = import_data(here, data)
    assert str(outcome.taken) == "5 added, 5 matched, 0 detached, 0 skipped"
    # The article has an id of its own in each home.
    mine, theirs = ([{**each, "article_id": ""} for each in objects(home)] for home in (here, there))
    assert mine == theirs
    if name == "w3c":
        for note in there.notes():
            other = here.note(note.id)
            assert replace(other, article_id="") == replace(note, article_id="")
    assert here.check() == []


@pytest.mark.parametrize("name", FORMATS)
def test_moved_and_detached_notes_too(homes, tmp_path, name):
    there, here = homes(1), homes(2)
    filled(there)
    revised(there)
    assert {note.state for note in there.notes()} == set(NoteState)
    here.store(replace(article(), blocks=there.article(there.article_rows()[0].id).blocks))
    import_data(here, exported(there, name, tmp_path / "out"))
    mine, theirs = ([{**each, "article_id": ""} for each in objects(home)] for home in (here, there))
    assert mine == theirs
    assert here.check() == []


@pytest.mark.parametrize("name", FORMATS)
def test_into_an_empty_home_where_the_article_comes_later(homes, tmp_path, name):
    there, here = homes(1), homes(2)
    article_id = filled(there)
    data = exported(there, name, tmp_path / "out")
    outcome = import_data(here, data)
    assert str(outcome.taken) == "5 added, 0 matched, 5 detached, 0 skipped"
    (row,) = here.article_rows()
    assert (row.id, row.title, row.notes_count) == (article_id, "The locks", 5)
    assert row.is_awaited
    assert {note.state for note in here.notes()} == {NoteState.DETACHED}
    assert here.check() == []
    # Again, now that they wait: nothing changes.
    before = list(here.notes())
    assert str(import_data(here, data).taken) == "0 added, 0 matched, 0 detached, 5 skipped"
    assert list(here.notes()) == before
    # What waits can leave again, and nothing is lost by that.
    again = exported(here, name, tmp_path / "again")
    third = homes(3)
    third.store(article())
    import_data(third, again)
    stored = here.store(article(source="/elsewhere/locks.md"))
    assert (stored.result, stored.row.id, stored.found) == ("new", article_id, 5)
    assert objects(here)[0]["article_source"] == "/elsewhere/locks.md" or name == "jsonl"
    for home in (here, third):
        assert [(each["quote"], each["start"], each["state"]) for each in objects(home)] == [
            (each["quote"], each["start"], each["state"]) for each in objects(there)
        ]
        assert home.check() == []


@pytest.mark.parametrize("name", FORMATS)
def test_what_was_edited_or_deleted_here_stays_so(homes, tmp_path, name):
    there, here = homes(1), homes(2)
    filled(there)
    here.store(article())
    data = exported(there, name, tmp_path / "out")
    import_data(here, data)
    first, second, *_ = here.notes()
    here.edit_note(first.id, body="my own words")
    here.delete([second.id])
    before = objects(here)
    outcome = import_data(here, data)
    assert str(outcome.taken) == "0 added, 0 matched, 0 detached, 5 skipped"
    assert outcome.taken is not None
    assert dict(outcome.taken.skipped) == {
        "in the bin: you deleted it": 1,
        "in the library with other words, tags or colour, which stay": 1,
        "already in the library": 3,
    }
    assert objects(here) == before


NOTES = st.lists(
    st.builds(
        lambda start, length, **more: (start, length, more),
        st.integers(0, len(TEXT) - 30),
        st.integers(1, 60),
        body=st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
        color=st.sampled_from(sorted(COLORS)),
        tags=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=6), max_size=3).map(
            tuple
        ),
    ),
    max_size=5,
)


@settings(max_examples=25, deadline=None)
@example([(0, 9, {"body": "\r", "tags": (" a ",)}), (9, 5, {"body": " \n"})], "w3c")
@given(NOTES, st.sampled_from(sorted(FORMATS)))
def test_any_notes_come_back_as_they_were(tmp_path_factory, notes, name):
    folder = tmp_path_factory.mktemp("any")
    with Library.open(Home(folder / "1")) as there, Library.open(Home(folder / "2")) as here:
        article_id = there.store(article()).row.id
        here.store(article())
        whole = there.article(article_id)
        for start, length, more in notes:
            end = min(len(whole.text), start + length)
            if not whole.text[start:end].strip():
                continue
            path = whole.root.at(start).path
            there.add_note(Note("", article_id, path, anchor(whole.text, start, end, path, 1), **more))
        if not list(there.notes()):
            return  # an empty file of JSON Lines is an empty file
        outcome: Outcome = import_data(here, exported(there, name, folder / "out"), "out.json")
        assert outcome.error is None
        mine, theirs = ([{**each, "article_id": ""} for each in objects(home)] for home in (here, there))
        assert mine == theirs
