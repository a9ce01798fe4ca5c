from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.notes import NoteState
from reader.domain.pages import PAGE, WHOLE
from reader.domain.plain_text import plain_text
from reader.errors import ReaderError
from reader.home import Home
from reader.library.library import Library


def test_an_article_comes_back_as_it_was_imported(library: Library) -> None:
    made = imported(byline="A. Writer", publisher="The Paper", published="2024-03-29", language="en")
    stored = library.store(made)
    assert stored.result == "new"
    article = library.article(stored.row.id)
    assert article.blocks == made.blocks
    assert (article.title, article.source, article.byline) == (
        "Talks go on",
        "/articles/talks.md",
        "A. Writer",
    )
    assert (article.publisher, article.published, article.language) == ("The Paper", "2024-03-29", "en")
    assert library.text(article.id) == article.text == plain_text(made.blocks)
    assert library.outline(article.id) == article.root
    assert stored.row == library.article_row(article.id) == library.article_rows()[0]
    assert (stored.row.sections, stored.row.word_count) == (3, article.word_count)


def test_every_kind_of_block_and_span_is_kept(library: Library) -> None:
    spans = tuple(Span(n, n + 1, kind, "target") for n, kind in enumerate(SpanKind))
    text = "“Ünïcödé” 停火 🎧\tand\nmore"
    blocks = tuple(Block(kind, text, spans, 2, 1, "“", "info") for kind in BlockKind)
    row = library.store(Imported("All", blocks)).row
    assert library.article(row.id).blocks == blocks


def test_the_same_again_is_unchanged(library: Library) -> None:
    first = library.store(imported())
    again = library.store(imported())
    assert (again.result, again.row.id, again.row.revision) == ("unchanged", first.row.id, 1)
    assert len(library.article_rows()) == 1


def test_the_same_content_from_elsewhere_is_the_same_article(library: Library) -> None:
    first = library.store(imported())
    for source in ("/elsewhere/talks.md", None):
        again = library.store(imported(source=source))
        assert (again.result, again.row.id) == ("unchanged", first.row.id)
    assert library.resolve("/elsewhere/talks.md") == first.row.id
    assert library.article_row(first.row.id).source == "/articles/talks.md"


def test_an_article_without_source_gets_the_first_that_it_is_imported_from(library: Library) -> None:
    first = library.store(imported(source=None))
    again = library.store(imported())
    assert (again.row.id, again.row.source) == (first.row.id, "/articles/talks.md")


def test_changed_content_is_a_revision_and_the_old_one_stays(library: Library) -> None:
    id = library.store(imported()).row.id
    changed = TALKS.replace("third time", "fourth time")
    stored = library.store(imported(changed))
    assert (stored.result, stored.row.id, stored.row.revision) == ("revised", id, 2)
    assert "fourth time" in library.text(id)
    assert "third time" in library.article(id, revision=1).text
    assert library.outline(id) == library.article(id).root
    with pytest.raises(ReaderError, match="no revision 3"):
        library.article(id, revision=3)


def test_changed_metadata_is_a_revision_too(library: Library) -> None:
    library.store(imported(published="2024-03-29"))
    stored = library.store(imported(published="2024-03-30"))
    assert (stored.result, stored.row.published) == ("revised", "2024-03-30")


def test_a_copy_that_became_another_text_is_another_article(library: Library, tmp_path: Path) -> None:
    one, other = tmp_path / "one.md", tmp_path / "other.md"
    one.touch()
    first = library.store(imported(source=str(one)))
    assert library.store(imported(source=str(other))).row.id == first.row.id
    changed = library.store(imported("# Another\n\nText.", source=str(other)))
    assert (changed.result, changed.row.source) == ("new", str(other))
    assert library.store(imported(source=str(one))).result == "unchanged"
    assert library.resolve(str(other)) == changed.row.id


def test_a_file_that_moved_keeps_its_article(library: Library, tmp_path: Path) -> None:
    gone, here = tmp_path / "gone.md", tmp_path / "here.md"
    first = library.store(imported(source=str(gone)))
    library.store(imported(source=str(here)))
    changed = library.store(imported(TALKS.replace("third", "fourth"), source=str(here)))
    assert (changed.result, changed.row.id, changed.row.source) == ("revised", first.row.id, str(here))


def test_several_in_one_transaction(library: Library) -> None:
    told: list[object] = []
    library.subscribe(told.append)
    texts = [f"# Number {n}\n\nText {n}." for n in range(5)]
    many = [imported(text, source=f"/{n}.md") for n, text in enumerate(texts)]
    assert [stored.result for stored in library.store_many([*many, many[0]])] == ["new"] * 5 + ["unchanged"]
    assert len(told) == 1
    assert library.store_many([]) == []


def test_newest_date_first_undated_last_by_import(library: Library) -> None:
    for number, date in enumerate((None, "2024-03-29", "2023-01-01", None, "2024-04-01")):
        library.store(imported(f"# {number}\n\nText.", source=f"/{number}", published=date))
    assert [row.title for row in library.article_rows()] == ["4", "1", "2", "3", "0"]


def test_correction_by_hand_survives_imports(library: Library) -> None:
    id = library.store(imported(published="2024-03-29", byline="Who", publisher="Paper")).row.id
    library.correct(id, title="  My\n title ", published="", byline="Someone Else")
    changed = imported(TALKS + "\n\nMore.", published="2024-03-30", byline="Whoever", publisher="Gazette")
    row = library.store(changed).row
    assert (row.title, row.published, row.byline, row.publisher) == (
        "My title",
        None,
        "Someone Else",
        "Gazette",
    )
    assert library.outline(id).title == "My title"
    library.correct(id, title="")
    assert library.article_row(id).title == "Talks go on"


@pytest.mark.parametrize("date", ["2024", "29.3.2024", "2024-02-30", "tomorrow"])
def test_an_impossible_date_is_refused(library: Library, date: str) -> None:
    id = library.store(imported()).row.id
    with pytest.raises(ReaderError, match="no date"):
        library.correct(id, published=date)
    assert library.article_row(id).published is None


def test_an_article_goes_to_the_bin_with_its_notes_and_back(library: Library) -> None:
    id = library.store(imported()).row.id
    kept, gone = noted(library, id, ORDER), noted(library, id, PRESS)
    assert library.delete([gone.id]) == 1
    assert library.delete([id, id]) == 1
    assert library.delete([id]) == 0
    assert library.article_rows() == []
    (row,) = library.article_rows(in_bin=True)
    assert row.id == id
    assert row.deleted_at
    assert list(library.notes()) == []
    assert library.note(kept.id).deleted_at
    assert library.restore([id]) == 1
    assert [note.id for note in library.notes()] == [kept.id]
    assert library.note(gone.id).deleted_at


def test_a_note_that_is_restored_brings_its_article_back(library: Library) -> None:
    id = library.store(imported()).row.id
    note = noted(library, id, ORDER)
    library.delete([note.id, id])
    assert library.restore([note.id]) == 1
    assert [row.id for row in library.article_rows()] == [id]
    assert library.note(note.id).deleted_at is None


def test_imported_again_an_article_comes_out_of_the_bin(library: Library) -> None:
    id = library.store(imported()).row.id
    library.delete([id])
    assert library.store(imported()).row.id == id
    library.delete([id])
    assert library.store(imported(TALKS + "\n\nMore.")).result == "revised"
    assert [row.id for row in library.article_rows()] == [id]


def test_nothing_is_deleted_where_one_id_is_wrong(library: Library) -> None:
    id = library.store(imported()).row.id
    with pytest.raises(ReaderError, match="no such article or note"):
        library.delete([id, "nothing"])
    assert len(library.article_rows()) == 1


def test_a_book_is_cut_into_pages(library: Library) -> None:
    paragraph = "word " * 2_000
    text = "\n\n".join(f"## Chapter {n}\n\n{paragraph.strip()}" for n in range(40))
    id = library.store(imported(text)).row.id
    article = library.article(id)
    assert len(article.text) > WHOLE
    pages = library.pages(id)
    assert len(pages) > 5
    assert all(page.end - page.start < 2 * PAGE for page in pages)
    together = [block for page in pages for block in library.page_blocks(id, page.number)]
    assert tuple(together) == article.blocks
    for page in pages:
        assert article.text.startswith(plain_text(library.page_blocks(id, page.number)), page.start)
    with pytest.raises(ReaderError, match="no page"):
        library.page_blocks(id, len(pages))


def test_resolve(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one = library.store(imported(source=str(tmp_path / "one.md"), title="Straße und Talks")).row.id
    two = library.store(imported("# Talks\n\nText.", source="https://example.org/a")).row.id
    for reference, id in (
        (one, one),
        (one[-4:], one),
        (one[-12:].upper(), one),
        ("one.md", one),
        (f"{tmp_path}/../{tmp_path.name}/one.md", one),
        ("https://example.org/a", two),
        ("STRASSE", one),
        ("und talks", one),
        # A whole title before a part of one.
        ("talks", two),
    ):
        assert library.resolve(reference) == id
    for reference in ("", "  ", one[-3:] + "zz", "nothing like this", one[:8]):
        with pytest.raises(ReaderError, match="no such article"):
            library.resolve(reference)
    with pytest.raises(ReaderError, match="more than one") as ambiguous:
        library.resolve("alk")
    assert f"({one[-8:]})" in str(ambiguous.value)
    assert "Straße und Talks" in str(ambiguous.value)


def test_resolve_means_the_bin_only_where_nothing_else_is_meant(library: Library) -> None:
    gone = library.store(imported("# The talks in spring\n\nText.", source="/1")).row.id
    here = library.store(imported("# The talks in autumn\n\nText.", source="/2")).row.id
    library.delete([gone])
    assert library.resolve("the talks") == here
    assert library.resolve("the talks", in_bin=True) == gone
    assert library.resolve("spring") == gone


def test_reading(library: Library) -> None:
    assert library.last_read() is None
    one = library.store(imported("# One\n\nText.", source="/1")).row.id
    two = library.store(imported("# Two\n\nText.", source="/2")).row.id
    assert library.last_read() == two
    assert library.reading(one).state == "unread"
    library.set_reading(one, 5, 0.5)
    assert library.last_read() == one
    assert (library.reading(one).offset, library.reading(one).state) == (5, "started")
    library.set_reading(one, 9, 1.5)
    assert (library.reading(one).progress, library.reading(one).state) == (1.0, "finished")
    assert library.article_row(one).progress == 1.0
    library.delete([one])
    assert library.last_read() == two
    assert not [label for label in iter(library.undo, None) if label != "delete"]


def test_a_revision_keeps_the_reading_position_at_its_words(library: Library) -> None:
    id = library.store(imported()).row.id
    library.set_reading(id, library.text(id).index("Both ministries"), 0.5)
    library.store(imported(TALKS.replace("The lede", "A long new sentence comes before.\n\nThe lede")))
    assert library.text(id)[library.reading(id).offset :].startswith("Both ministries")
    library.store(imported("# Short\n\nAll is new."))
    assert 0 <= library.reading(id).offset <= len(library.text(id))


def test_a_second_library_sees_what_was_committed(library: Library, home: Home) -> None:
    id = library.store(imported()).row.id
    with Library.open(home, read_only=True) as other:
        assert other.text(id) == library.text(id)
        library.correct(id, title="New")
        assert other.article_row(id).title == "New"


def test_what_is_not_there_is_said(library: Library) -> None:
    for ask in (library.article, library.article_row, library.outline, library.pages, library.text):
        with pytest.raises(ReaderError, match="no such article"):
            ask("nothing")


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=40)
BLOCKS = st.lists(
    st.builds(Block, st.sampled_from(list(BlockKind)), TEXT, level=st.integers(1, 6)), max_size=8
)


@settings(max_examples=30, deadline=None)
@given(BLOCKS, TEXT)
def test_any_article_comes_back(blocks: list[Block], title: str) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder, Library.open(Home(Path(folder))) as library:
        made = Imported(title, tuple(blocks))
        id = library.store(made).row.id
        article = library.article(id)
        assert article.blocks == made.blocks
        assert library.text(id) == article.text
        assert library.outline(id) == article.root
        assert library.store(replace(made, source="/a")).result == "unchanged"


def test_notes_of_a_revised_article_are_counted(library: Library) -> None:
    id = library.store(imported()).row.id
    noted(library, id, ORDER)
    gone = noted(library, id, PRESS)
    changed = TALKS.replace("without delay", "at once").replace(
        "Negotiators met for the third time in the port city, and left again without a word to the press.",
        "Rain fell all day.",
    )
    stored = library.store(imported(changed))
    assert (stored.moved, stored.detached, stored.row.notes_count) == (1, 1, 2)
    assert library.note(gone.id).state is NoteState.DETACHED
