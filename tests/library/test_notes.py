from __future__ import annotations

import json

import pytest
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.anchoring.placing import anchor
from reader.domain.ids import new_id
from reader.domain.notes import Note, NoteFilter, NoteState
from reader.errors import ReaderError
from reader.home import Home
from reader.library import notes
from reader.library.library import Library


@pytest.fixture
def article_id(library: Library) -> str:
    return library.store(imported()).row.id


def test_a_note_comes_back_as_it_was_made(library: Library, article_id: str) -> None:
    text = library.text(article_id)
    start = text.index(ORDER)
    made = anchor(text, start, start + len(ORDER), ("The court",), 1)
    note = Note(new_id(), article_id, ("The court",), made, "*Why* now? 🎧\n", "pink", ("law", "aid"))
    kept = library.add_note(note)
    assert kept == library.note(note.id) == next(library.notes())
    assert (kept.anchor, kept.body, kept.color, kept.tags) == (made, note.body, "pink", ("law", "aid"))
    assert kept.passage == made
    assert kept.state is NoteState.ANCHORED
    assert kept.created_at == kept.modified_at > ""
    assert library.article_row(article_id).notes_count == 1


def test_the_same_id_again_is_no_second_note(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    again = library.add_note(note)
    assert again == note
    assert len(list(library.notes())) == 1


def test_notes_on_a_section_and_on_the_whole(library: Library, article_id: str) -> None:
    whole = library.add_note(Note(new_id(), article_id, (), None, "whole"))
    section = library.add_note(Note(new_id(), article_id, ("The court", "Reactions"), None, "section"))
    passage = noted(library, article_id, PRESS)
    assert (whole.start, whole.passage, section.start) == (None, None, None)
    assert [note.id for note in library.notes()] == [whole.id, section.id, passage.id]
    assert library.note_counts(article_id) == {(): 1, ("The court", "Reactions"): 1, ("The talks",): 1}


def test_an_id_and_times_are_made_where_none_are_given(library: Library, article_id: str) -> None:
    note = library.add_note(Note("", article_id, (), None))
    assert library.note(note.id).created_at


def test_tags_are_tidied(library: Library, article_id: str) -> None:
    note = library.add_note(Note(new_id(), article_id, (), None, tags=(" b ", "a", "b", "", "c\nd")))
    assert note.tags == ("b", "a", "c d")
    library.add_note(Note(new_id(), article_id, (), None, tags=("a",)))
    assert library.tags() == [("a", 2), ("b", 1), ("c d", 1)]
    library.delete([note.id])
    assert library.tags() == [("a", 1)]


def test_half_a_surrogate_pair_does_not_lose_a_note(library: Library, article_id: str) -> None:
    note = library.add_note(Note(new_id(), article_id, (), None, "a\ud800b", tags=("\udcff",)))
    assert library.note(note.id).body == "a�b"


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"article_id": "nothing"}, "no such article"), ({"color": "brown"}, "no such colour")],
)
def test_what_cannot_be_kept_is_said(
    library: Library, article_id: str, fields: dict[str, str], said: str
) -> None:
    values = {"article_id": article_id, **fields}
    with pytest.raises(ReaderError, match=said):
        library.add_note(Note(new_id(), section_path=(), anchor=None, **values))  # type: ignore[arg-type]
    library.delete([article_id])
    with pytest.raises(ReaderError, match="in the bin"):
        library.add_note(Note(new_id(), article_id, (), None))
    assert list(library.notes(NoteFilter(in_bin=True))) == []


def test_edit(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    assert library.edit_note(note.id, body="text").body == "text"
    assert library.edit_note(note.id, color="blue").color == "blue"
    assert library.edit_note(note.id, tags=("x",)).tags == ("x",)
    edited = library.note(note.id)
    assert (edited.body, edited.color, edited.tags) == ("text", "blue", ("x",))
    assert edited.anchor == note.anchor
    assert library.edit_note(note.id, body="text") == edited
    assert library.edit_note(note.id) == edited
    with pytest.raises(ReaderError, match="no such note"):
        library.edit_note("nothing", body="x")


def test_a_detached_note_is_put_on_another_passage(library: Library, article_id: str) -> None:
    note = noted(library, article_id, PRESS)
    library.store(imported(TALKS[: TALKS.index("## The talks")]))
    assert library.note(note.id).state is NoteState.DETACHED
    text = library.text(article_id)
    start = text.index(ORDER)
    made = anchor(text, start, start + 10, ("The court",), 2)
    edited = library.edit_note(note.id, anchor=made)
    assert (edited.state, edited.anchor, edited.section_path) == (NoteState.ANCHORED, made, ("The court",))
    assert library.note_counts(article_id) == {("The court",): 1}


def test_a_note_made_on_an_older_revision_finds_its_passage(library: Library, article_id: str) -> None:
    text = library.text(article_id)
    start = text.index(ORDER)
    made = anchor(text, start, start + len(ORDER), ("The court",), 1)
    library.store(imported(TALKS.replace("The lede", "Before it all a sentence.\n\nThe lede")))
    note = library.add_note(Note(new_id(), article_id, ("The court",), made))
    assert note.anchor == made
    assert library.text(article_id)[note.start : note.end] == ORDER


def test_a_wrong_position_is_found_by_its_quote(library: Library, article_id: str) -> None:
    made = anchor(library.text(article_id).replace("The lede", "Lede"), 0, 0, (), 1)
    text = library.text(article_id)
    start = text.index(ORDER)
    right = anchor(text, start, start + len(ORDER), ("The court",), 1)
    wrong = type(made)(right.quote, right.prefix, right.suffix, 3, 9, right.section_path, 1)
    note = library.add_note(Note(new_id(), article_id, (), wrong))
    assert (note.start, note.end) == (right.start, right.end)


def test_notes_follow_their_passages_through_revisions(library: Library, article_id: str) -> None:
    kept, changed, gone = (noted(library, article_id, quote) for quote in (ORDER, "Both ministries", PRESS))
    changed = noted(library, article_id, "Both ministries said that they would study the text before they")
    revised = TALKS.replace("study the text", "study the ruling").replace("# Talks", "# The talks")
    revised = revised.replace("Negotiators met for the third time in the port city, and left again", "They")
    revised = revised.replace("without a word to the press", "were silent")
    library.store(imported(revised))
    text = library.text(article_id)
    now = library.note(kept.id)
    assert (now.state, text[now.start : now.end]) == (NoteState.ANCHORED, ORDER)
    now = library.note(changed.id)
    assert (now.state, now.anchor) == (NoteState.MOVED, changed.anchor)
    assert text[now.start : now.end].startswith("Both ministries said that they would study the ruling")
    now = library.note(gone.id)
    assert (now.state, now.start, now.end, now.passage) == (NoteState.DETACHED, None, None, gone.anchor)
    # As it was again: each note is where it was made.
    library.store(imported())
    assert [note.state for note in library.notes()] == [NoteState.ANCHORED] * 4


def test_a_passage_that_is_rewritten_little_by_little_is_followed(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    text = TALKS
    for old, new in (
        ("judges ordered", "judges demanded"),
        ("crossing be opened", "border be opened"),
        ("without delay", "without any delay"),
        ("aid convoys", "relief convoys"),
        ("The judges demanded", "The court demanded"),
    ):
        text = text.replace(old, new)
        library.store(imported(text))
        assert library.note(note.id).state is NoteState.MOVED, new
    passage = library.note(note.id).passage
    assert passage is not None
    assert (
        passage.quote == "The court demanded that the border be opened without any delay for relief convoys."
    )


def test_a_note_in_the_bin_is_placed_with_the_others(library: Library, article_id: str) -> None:
    note = noted(library, article_id, ORDER)
    library.delete([note.id])
    stored = library.store(imported(TALKS.replace("The lede", "More text.\n\nThe lede")))
    assert (stored.moved, stored.detached) == (0, 0)
    library.restore([note.id])
    back = library.note(note.id)
    assert library.text(article_id)[back.start : back.end] == ORDER


def test_a_note_on_a_section_follows_it(library: Library, article_id: str) -> None:
    path = ("The court", "Reactions")
    note = library.add_note(Note(new_id(), article_id, path, None))

    def place(text: str) -> tuple[NoteState, tuple[str, ...]]:
        library.store(imported(text))
        now = library.note(note.id)
        return now.state, now.section_path

    assert place(TALKS.replace("### Reactions", "## Reactions")) == (NoteState.MOVED, ("Reactions",))
    assert place(TALKS) == (NoteState.ANCHORED, path)
    longer = TALKS.replace("### Reactions", "### Reactions of the five parties")
    assert place(longer) == (NoteState.DETACHED, path)
    assert place(TALKS) == (NoteState.ANCHORED, path)
    other = library.add_note(Note(new_id(), article_id, ("The talks",), None))
    library.store(imported(TALKS.replace("## The talks", "### Rain fell")))
    gone = library.note(other.id)
    assert (gone.state, gone.section_path) == (NoteState.DETACHED, ("The talks",))


def test_a_section_whose_title_is_rewritten_little_by_little_is_followed(
    library: Library, article_id: str
) -> None:
    library.store(imported(TALKS.replace("The talks", "The talks of the five parties")))
    note = library.add_note(Note(new_id(), article_id, ("The talks of the five parties",), None))
    for title in ("The talks of all five parties", "New talks of all five parties"):
        library.store(imported(TALKS.replace("The talks", title)))
        assert library.note(note.id).section_path == (title,)
        assert library.note(note.id).state is NoteState.MOVED


def test_reading_order_goes_by_article_then_by_place(library: Library, article_id: str) -> None:
    dated = library.store(imported("# Dated\n\nFirst words. Second words.", "/dated", published="2024-01-01"))
    wanted = [
        noted(library, dated.row.id, "First").id,
        noted(library, dated.row.id, "Second").id,
        noted(library, article_id, ORDER).id,
        noted(library, article_id, PRESS).id,
    ]
    early = noted(library, article_id, "Friday").id
    wanted.insert(2, early)
    assert [note.id for note in library.notes()] == wanted


def test_filters(library: Library, article_id: str) -> None:
    other = library.store(imported("# Other\n\nOther words.", "/other", published="2024-01-01")).row.id
    a = noted(library, article_id, ORDER, body="alpha", tags=("x", "y"), color="blue").id
    b = noted(library, article_id, "Both ministries", body="beta", tags=("x",)).id
    c = noted(
        library, other, "Other words", created_at="2020-01-01T00:00:00.000Z", modified_at="2020-02-01T"
    ).id
    deleted = noted(library, other, "words").id
    library.delete([deleted])

    def chosen(**fields: object) -> list[str]:
        return [note.id for note in library.notes(NoteFilter(**fields))]  # type: ignore[arg-type]

    assert chosen() == [c, a, b]
    assert chosen(article_ids=(article_id,)) == [a, b]
    assert chosen(article_ids=(article_id, other)) == [c, a, b]
    assert chosen(note_ids=(b, c)) == [c, b]
    assert chosen(tags=("x",)) == [a, b]
    assert chosen(tags=("x", "y")) == [a]
    assert chosen(color="blue") == [a]
    assert chosen(section="COURT") == [a, b]
    assert chosen(section="reaction") == [b]
    assert chosen(since="2021-01-01") == [a, b]
    assert chosen(since="2020-01-15T10:00:00+02:00") == [c, a, b]
    assert chosen(query="alpha") == [a]
    assert chosen(in_bin=True) == [deleted]
    assert chosen(tags=("x",), color="yellow", section="reactions") == [b]
    assert chosen(article_ids=("nothing",)) == []
    with pytest.raises(ReaderError, match="no date"):
        chosen(since="lately")


def test_many_notes_come_in_order_though_read_in_parts(
    library: Library, article_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "_CHUNK", 10)
    ids = [library.add_note(Note(new_id(), article_id, (), None, str(n))).id for n in range(31)]
    assert [note.id for note in library.notes()] == ids


def test_what_is_changed_while_one_reads_is_no_error(
    library: Library, home: Home, article_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notes, "_CHUNK", 10)
    for number in range(25):
        library.add_note(Note(new_id(), article_id, (), None, str(number)))
    reading = library.notes()
    next(reading)
    with Library.open(home) as other:
        other.edit_note(list(other.notes())[-1].id, body="changed meanwhile")
    assert [note.body for note in reading][-1] == "changed meanwhile"


def test_resolve_note(library: Library, article_id: str) -> None:
    one = noted(library, article_id, ORDER)
    made = Note(f"{one.id[:-12]}{'0' * 8}{one.id[-4:]}", article_id, (), None, "another")
    library.add_note(made)
    assert library.resolve_note(one.id) == one.id
    assert library.resolve_note(one.id[-8:].upper()) == one.id
    with pytest.raises(ReaderError, match=f"more than one is meant: .*another \\({made.id[-8:]}\\)"):
        library.resolve_note(one.id[-4:])
    library.delete([made.id])
    assert library.resolve_note(one.id[-4:]) == one.id
    assert library.resolve_note(one.id[-4:], in_bin=True) == made.id
    for reference in ("", one.id[-3:], "nothing"):
        with pytest.raises(ReaderError, match="no such note"):
            library.resolve_note(reference)


def test_the_hash_is_that_of_the_row(library: Library, article_id: str) -> None:
    from reader.library import hashes

    note = noted(library, article_id, ORDER)
    library.edit_note(note.id, body="text", tags=("x",))
    library.undo()
    library.correct(article_id, title="New", published="2024-01-02")
    library.store(imported(TALKS + "\n\nMore."))
    connection = library._connection
    for table, columns in (
        ("note", hashes.NOTE),
        ("article", hashes.ARTICLE),
        ("revision", hashes.REVISION),
    ):
        for *values, stored in connection.execute(f"SELECT {columns}, hash FROM {table}").fetchall():
            assert hashes.row_hash(values) == stored, table
    for key, stored, *fields in connection.execute(
        f"SELECT key, content_hash, {', '.join(hashes.FIELDS)} FROM revision"
    ).fetchall():
        pages = [
            row[0] for row in connection.execute("SELECT blocks FROM page WHERE revision_key = ?", (key,))
        ]
        assert hashes.content_hash(fields, pages) == stored
        assert json.loads(pages[0])
