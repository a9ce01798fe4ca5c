from __future__ import annotations

import io
import json
import os

import pytest

from reader.domain.anchoring.placing import anchor
from reader.domain.anchoring.quotes import find_quote
from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind
from reader.domain.ids import new_id
from reader.domain.notes import Note, NoteFilter
from reader.errors import ReaderError
from reader.exporting.registry import FORMATS, ExportOptions, by_name
from reader.home import Home
from reader.jobs import exports
from reader.library.library import Library

ALL = NoteFilter()
MARKDOWN, JSON, TEXT = (by_name(name) for name in ("markdown", "json", "text"))
OPTIONS = ExportOptions()


@pytest.fixture
def library(tmp_path):
    with Library.open(Home(tmp_path / "home")) as library:
        yield library


def store(library, title="Locks", *paragraphs):
    blocks = [Block(BlockKind.HEADING, "Gate", level=1)]
    blocks += [Block(BlockKind.PARAGRAPH, text) for text in paragraphs or ("It leaks. It is old.",)]
    return library.store(Imported(title, tuple(blocks))).row.id


def note(library, article_id, quote=None, body=""):
    passage = None
    if quote is not None:
        text = library.text(article_id)
        passage = anchor(text, *find_quote(text, quote), ("Gate",), 1)
    path = ("Gate",) if quote else ()
    return library.add_note(Note(new_id(), article_id, path, passage, body)).id


OF_NOTES = [each for each in FORMATS if each.unit == "notes" and not each.inside and not each.is_binary]


@pytest.mark.parametrize("format", OF_NOTES, ids=lambda each: each.name)
def test_to_a_file_with_every_note_counted(library, tmp_path, format):
    article_id = store(library)
    ids = [note(library, article_id, "It leaks.", "Why?"), note(library, article_id, "It is old.")]
    path = tmp_path / "notes"
    report = exports.export(library, ALL, format, OPTIONS, path)
    assert (report.written, report.total, report.paths) == (2, 2, (path,))
    assert str(report) == "2 of 2 notes, every quote whole"
    text = path.read_bytes().decode()
    assert format.name == "readwise" or all(each in text for each in ids)  # it has no column for ids
    assert all(each in text for each in ("It leaks.", "Why?", "It is old."))
    assert text.startswith(exports.preview(library, ALL, format, OPTIONS))


def test_what_is_left_out_is_said(library):
    article_id = store(library)
    for quote, body in (("It leaks.", "Why?"), ("It is", " \n"), ("leaks", "x"), (None, "y")):
        note(library, article_id, quote, body)
    stream = io.StringIO()
    options = OPTIONS._replace(highlights=False)
    report = exports.export(library, ALL, JSON, options, stream)
    assert str(report) == "3 of 4 notes, 1 highlight without text left out"
    assert len(json.loads(stream.getvalue())) == 3
    assert exports.count(library, ALL, JSON, options) == report


def test_a_quote_that_is_not_whole_is_said(library):
    article_id = store(library)
    text = library.text(article_id)
    passage = anchor(text, *find_quote(text, "It leaks."), ("Gate",), 1)
    whole = library.add_note(Note(new_id(), article_id, ("Gate",), passage))

    class Damaged:
        def notes(self, _):
            placed = whole.placement.anchor
            short = type(placed)(
                "It", placed.prefix, placed.suffix, *(placed.start, placed.end), ("Gate",), 1
            )
            yield Note(whole.id, article_id, ("Gate",), short)

    assert str(exports.count(Damaged(), ALL, JSON, OPTIONS)) == "1 of 1 note, 1 quote not whole"


def test_nothing_is_an_answer(library, tmp_path):
    assert str(exports.export(library, ALL, JSON, OPTIONS, tmp_path / "a")) == (
        "0 of 0 notes, every quote whole"
    )
    assert json.loads((tmp_path / "a").read_text()) == []


def test_an_existing_file_stays_without_force(library, tmp_path):
    note(library, store(library), "It leaks.")
    path = tmp_path / "a.md"
    path.write_text("mine")
    with pytest.raises(ReaderError, match="exists"):
        exports.export(library, ALL, MARKDOWN, OPTIONS, path)
    assert path.read_text() == "mine"
    exports.export(library, ALL, MARKDOWN, OPTIONS, path, force=True)
    assert "It leaks." in path.read_text()


def test_each_article_has_its_title_where_there_are_several(library):
    first, second = store(library, "Locks"), store(library, "Levels", "Low. Lower.")
    note(library, first, "It leaks.")
    note(library, second, "Low.")

    def markdown(chosen):
        stream = io.StringIO()
        exports.export(library, chosen, MARKDOWN, OPTIONS, stream)
        return stream.getvalue()

    assert [line for line in markdown(ALL).split("\n") if line.startswith("# ")] == ["# Levels", "# Locks"]
    for chosen in (NoteFilter(article_ids=(first,)), NoteFilter(query="leaks")):
        text = markdown(chosen)
        assert text.startswith("---\ntitle: Locks\n")
        assert "\n# " not in text


@pytest.mark.parametrize("titles", [["Locks"], ["Locks", "Levels"]])
def test_without_a_filter_the_notes_are_read_once(library, monkeypatch, titles):
    for title in titles:
        note(library, store(library, title), "It leaks.")
    read = []
    monkeypatch.setattr(Library, "notes", lambda self, chosen: read.append(chosen) or iter(()))
    exports.export(library, ALL, MARKDOWN, OPTIONS, io.StringIO())
    assert read == [ALL]


def test_a_preview_has_an_end(library):
    article_id = store(library)
    for _ in range(3):
        note(library, article_id, "It leaks.", "word " * 3000)
    text = exports.preview(library, ALL, TEXT, OPTIONS)
    assert len(text) == exports.PREVIEW + 1


def test_to_a_folder_a_file_an_article(library, tmp_path):
    ids = [store(library, title, f"It leaks. {title}") for title in ("Locks: 1/2", "LOCKS 1 2", "Levels")]
    for article_id in ids:
        note(library, article_id, "It leaks.")
    folder = tmp_path / "new" / "folder"
    report = exports.export_folder(library, ALL, MARKDOWN, OPTIONS, folder)
    assert sorted(os.listdir(folder)) == [
        "LOCKS 1 2 (" + ids[1][-8:] + ").md",
        "Levels.md",
        "Locks 1 2.md",
    ]
    assert (report.written, report.total, len(report.paths)) == (3, 3, 3)
    assert ids[0] in (folder / "Locks 1 2.md").read_text()
    # The name does not depend on what is chosen, and an export's own files are renewed.
    note(library, ids[1], None, "More.")
    report = exports.export(library, NoteFilter(article_ids=(ids[1],)), MARKDOWN, OPTIONS, folder)
    assert [path.name for path in report.paths] == ["LOCKS 1 2 (" + ids[1][-8:] + ").md"]
    assert "More." in report.paths[0].read_text()
    assert len(os.listdir(folder)) == 3


def test_anothers_file_in_the_folder_stays_and_the_rest_is_written(library, tmp_path):
    ids = [store(library, title, f"It leaks. {title}") for title in ("One", "Two")]
    for article_id in ids:
        note(library, article_id, "It leaks.", "x")
        note(library, article_id, "leaks")
    (tmp_path / "Two.json").write_text("mine")
    report = exports.export(library, ALL, JSON, OPTIONS, tmp_path)
    assert (tmp_path / "Two.json").read_text() == "mine"
    assert len(json.loads((tmp_path / "One.json").read_text())) == 2
    assert str(report) == "2 of 4 notes, 1 file not written"
    assert "Two.json" in str(report.errors[0])
    report = exports.export(library, ALL, JSON, OPTIONS._replace(highlights=False), tmp_path, force=True)
    assert str(report) == "2 of 4 notes, 2 highlights without text left out"
    assert len(json.loads((tmp_path / "Two.json").read_text())) == 1


def test_a_folder_gets_no_file_for_an_article_of_which_nothing_is_left(library, tmp_path):
    note(library, store(library), "It leaks.")
    report = exports.export(library, ALL, JSON, OPTIONS._replace(highlights=False), tmp_path / "f.json")
    assert report.left_out == 1
    folder = tmp_path / "folder"
    report = exports.export_folder(library, ALL, JSON, OPTIONS._replace(highlights=False), folder)
    assert report.paths == ()
    assert os.listdir(folder) == []


def test_a_file_in_the_place_of_the_folder(library, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReaderError, match="folder cannot be made"):
        exports.export_folder(library, ALL, JSON, OPTIONS, tmp_path / "file")


def test_sources_are_counted_and_articles_without_notes_are_among_them(library, tmp_path):
    ids = [store(library, title, f"It leaks. {title}") for title in ("One", "Two", "Three")]
    note(library, ids[0], "It leaks.", "x")
    format = by_name("csl")

    def sources(chosen):
        stream = io.StringIO()
        report = exports.export(library, chosen, format, OPTIONS, stream)
        return str(report), len(json.loads(stream.getvalue()))

    assert sources(ALL) == ("3 sources", 3)
    assert sources(NoteFilter(article_ids=(ids[1],))) == ("1 source", 1)
    # A filter that looks at notes chooses the articles of those.
    assert sources(NoteFilter(query="leaks")) == ("1 source", 1)
    assert str(exports.count(library, ALL, format, OPTIONS)) == "3 sources"
    folder = tmp_path / "folder"
    report = exports.export_folder(library, ALL, format, OPTIONS, folder)
    assert sorted(os.listdir(folder)) == ["One.csl.json", "Three.csl.json", "Two.csl.json"]
    assert str(report) == "3 sources"
    assert exports.export(library, ALL, format, OPTIONS, folder).errors == ()


def test_a_file_without_the_id_is_known_by_its_articles_address(library, tmp_path):
    blocks = (Block(BlockKind.PARAGRAPH, "It leaks."),)
    article_id = library.store(Imported("Locks", blocks, source="https://example.org/locks")).row.id
    note(library, article_id, "It leaks.")
    for _ in range(2):
        assert exports.export(library, ALL, by_name("readwise"), OPTIONS, tmp_path).errors == ()
    (tmp_path / "Locks.readwise.csv").write_text("mine")
    assert len(exports.export(library, ALL, by_name("readwise"), OPTIONS, tmp_path).errors) == 1


@pytest.mark.parametrize("name", ["annotated-html", "annotated-markdown"])
def test_whole_articles_with_their_notes(library, tmp_path, name):
    first, second = store(library, "One", "It leaks. One."), store(library, "Two", "It leaks. Two.")
    note(library, first, "It leaks.", "Why?")
    path = tmp_path / "articles"
    report = exports.export(library, ALL, by_name(name), OPTIONS, path)
    assert str(report) == "1 of 1 note, every quote whole, in 2 articles"
    text = path.read_text("utf-8")
    assert all(words in text for words in ("Why?", "One.", "Two."))
    report = exports.export(library, NoteFilter(article_ids=(second,)), by_name(name), OPTIONS, io.StringIO())
    assert str(report) == "0 of 0 notes, every quote whole, in 1 article"
    report = exports.export_folder(library, ALL, by_name(name), OPTIONS, tmp_path / "folder")
    assert len(report.paths) == 2
    assert str(report) == "1 of 1 note, every quote whole, in 2 articles"
    assert exports.export_folder(library, ALL, by_name(name), OPTIONS, tmp_path / "folder").errors == ()


VAULT = by_name("obsidian")


def test_a_vault_changes_only_where_something_changed(library, tmp_path):
    ids = [store(library, title, f"It leaks. {title}") for title in ("One", "Two")]
    notes = [note(library, article_id, "It leaks.", "Why?") for article_id in ids]
    vault = tmp_path / "vault"
    report = exports.export(library, ALL, VAULT, OPTIONS, vault)
    assert str(report) == "2 of 2 notes, every quote whole"
    assert sorted(os.listdir(vault)) == ["One.md", "Two.md"]
    for name in ("One.md", "Two.md"):
        os.utime(vault / name, (1, 1))
    (vault / "Two.md").write_text((vault / "Two.md").read_text() + "\nMine.\n")
    os.utime(vault / "Two.md", (1, 1))
    library.edit_note(notes[1], body="Because.")
    assert exports.export(library, ALL, VAULT, OPTIONS, vault).errors == ()
    assert (vault / "One.md").stat().st_mtime == 1
    text = (vault / "Two.md").read_text()
    assert "Because." in text
    assert text.endswith("Mine.\n")


def test_a_file_of_a_vault_is_found_under_another_name(library, tmp_path):
    first, second = store(library, "One"), store(library, "Two", "It leaks. Two.")
    noted = note(library, first, "It leaks.", "Why?")
    vault = tmp_path / "vault"
    exports.export(library, ALL, VAULT, OPTIONS, vault)
    (vault / "mine").mkdir()
    (vault / "One.md").rename(vault / "mine" / "Renamed.md")
    note(library, second, None, f"[see](reader://note/{noted})")
    library.edit_note(noted, body="Because.")
    exports.export(library, ALL, VAULT, OPTIONS, vault)
    assert sorted(os.listdir(vault)) == ["Two.md", "mine"]
    assert "Because." in (vault / "mine" / "Renamed.md").read_text()
    assert f"[[Renamed#^{noted}|see]]" in (vault / "Two.md").read_text()


def test_the_last_note_of_an_article_goes_from_the_vault_and_what_was_written_stays(library, tmp_path):
    article_id = store(library, "One")
    noted = note(library, article_id, "It leaks.", "Why?")
    vault = tmp_path / "vault"
    exports.export(library, ALL, VAULT, OPTIONS, vault)
    (vault / "One.md").write_text((vault / "One.md").read_text() + "\nMine.\n")
    library.delete([noted])
    exports.export(library, ALL, VAULT, OPTIONS, vault)
    text = (vault / "One.md").read_text()
    assert "Why?" not in text
    assert "Mine." in text


def test_anothers_file_in_a_vault_stays(library, tmp_path):
    article_id = store(library, "One")
    noted = note(library, article_id, "It leaks.", "Why?")
    other = note(library, store(library, "Two", "x"), None, f"[see](reader://note/{noted})")
    vault = tmp_path / "vault"
    vault.mkdir()
    (vault / "One.md").write_text("mine")
    for _ in range(2):
        report = exports.export(library, ALL, VAULT, OPTIONS, vault, force=True)
        assert str(report) == "2 of 2 notes, every quote whole"
        assert sorted(os.listdir(vault)) == [f"One ({article_id[-8:]}).md", "One.md", "Two.md"]
    assert (vault / "One.md").read_text() == "mine"
    assert f"[[One ({article_id[-8:]})#^{noted}|see]]" in (vault / "Two.md").read_text()
    assert f"^{other}" in (vault / "Two.md").read_text()
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReaderError, match="folder cannot be made"):
        exports.export(library, ALL, VAULT, OPTIONS, tmp_path / "file")
