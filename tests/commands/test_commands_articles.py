"""`import`, `list`, `show`, `delete`, `restore`."""

from __future__ import annotations

import os
import re
import sys

import pytest

from reader.jobs import imports
from reader.library.library import Library

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
ARTICLE_KEYS = [
    *("id", "title", "source", "publisher", "byline", "published", "language"),
    *("word_count", "revision", "imported_at", "sections", "notes_count"),
]


def test_an_import_is_a_line_an_article(reader, briefing):
    result = reader("import", briefing)
    assert (result.code, result.err) == (0, "")
    assert re.fullmatch(rf"{UUID}\tLocks and Levels\t3 sections\tnew\n", result.out)
    again = reader("import", briefing)
    assert again.out == result.out.replace("new", "unchanged")
    briefing.write_text(briefing.read_text() + "\nMore.\n")
    assert reader("import", briefing).out == result.out.replace("new", "revised")


def test_an_import_as_json(reader, briefing, tmp_path):
    [new] = reader("import", "--json", briefing).json
    assert list(new) == [*ARTICLE_KEYS, "result"]
    assert new["source"] == str(briefing)
    assert new["published"] == "2024-05-23"
    assert new["result"] == "new"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", new["imported_at"])
    result = reader("import", "--json", tmp_path / "missing.md")
    assert (result.code, result.json) == (1, [])


def test_the_encoding_is_said_where_it_was_detected(reader, tmp_path):
    path = tmp_path / "old.md"
    path.write_bytes("# Überschrift\n\nGrüße aus Köln, schöne Straße, für müde Füße.\n".encode("cp1252"))
    fields = reader("import", path).lines[0]
    assert len(fields) == 5
    assert fields[4].lower().replace("-", "") in ("cp1252", "windows1252", "iso88591", "iso885915")
    assert reader("import", path, "--encoding", "cp1250").lines[0][4].lower() in ("cp1250", "windows-1250")
    assert reader("import", path, "--encoding", "nonsense").code == 1


def test_standard_input_has_no_source(reader):
    result = reader("import", "-", "--json", stdin="---\ntitle: Typed\n---\n\nSome words.\n")
    assert result.json[0]["source"] is None
    assert result.json[0]["title"] == "Typed"
    result = reader("import", "-", stdin=b"")
    assert result.code == 1
    assert result.err.startswith("reader: standard input: ")


def test_what_cannot_be_imported_is_named_and_the_rest_is_done(reader, briefing, tmp_path):
    evil = tmp_path / "evil\x1b[2J\n\u202e.md"
    evil.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200))
    os.mkfifo(tmp_path / "fifo.md")
    result = reader("import", tmp_path / "missing.md", evil, tmp_path / "fifo.md", briefing)
    assert result.code == 1
    assert len(result.lines) == 1
    lines = result.err.split("\n")[:-1]
    assert len(lines) == 3
    assert all(line.startswith(f"reader: {tmp_path}/") for line in lines)
    assert "evil\\x1b[2J\\x0a\\u202e.md: " in lines[1]


def test_a_folder_in_name_order_with_what_was_skipped(reader, tmp_path):
    folder = tmp_path / "folder"
    (folder / "sub").mkdir(parents=True)
    for name in ("b.md", "a.md", "sub/c.md"):
        (folder / name).write_text(f"# Title {name}\n\nText of {name}.\n")
    (folder / "picture.png").write_bytes(b"x")
    (folder / ".hidden.md").write_text("x")
    result = reader("import", folder)
    assert [fields[1] for fields in result.lines] == ["Title a.md", "Title b.md", "Title sub/c.md"]
    assert result.code == 0
    assert re.fullmatch(rf"reader: {re.escape(str(folder))}: \d files? skipped\n", result.err)


@pytest.fixture
def folder_of_four(tmp_path):
    folder = tmp_path / "four"
    folder.mkdir()
    for number in range(4):
        (folder / f"{number}.md").write_text(f"# Title {number}\n\nText {number}.\n")
    return folder


def test_progress_only_on_a_terminal(reader, folder_of_four, monkeypatch):
    assert reader("import", folder_of_four).err == ""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    shown = reader("import", folder_of_four).err
    assert "\rreader: 1 of 4" in shown
    assert shown.endswith("\r\x1b[K")


def test_ctrl_c_leaves_whole_articles(reader, folder_of_four, monkeypatch):
    read_file = imports.read_file

    def interrupted(path, *rest):
        if path.endswith("2.md"):
            raise KeyboardInterrupt
        return read_file(path, *rest)

    monkeypatch.setattr(imports, "read_file", interrupted)
    monkeypatch.setattr(imports, "_BATCH", 1)
    result = reader("import", folder_of_four)
    assert (result.code, result.err) == (130, "")
    assert [fields[1] for fields in result.lines] == ["Title 0", "Title 1"]
    assert [row["title"] for row in reader("list", "--json").json] == ["Title 1", "Title 0"]


def test_a_revision_says_what_became_of_the_notes(reader, briefing, article):
    reader("note", article, "--quote", "The gate leaks a bathtub a second.")
    reader("note", article, "--quote", "It leaks there as well.")
    text = briefing.read_text().replace(
        "It leaks there as well.", "Nothing of it is left here at all, sadly."
    )
    briefing.write_text(text)
    result = reader("import", briefing)
    assert result.lines[0][3] == "revised"
    assert result.err == f"reader: {briefing}: notes: 0 moved, 1 detached\n"


def test_list(reader, article, tmp_path):
    (tmp_path / "undated.md").write_text("# Undated\ttab \x1b[31m\n\nText.\n")
    reader("import", tmp_path / "undated.md")
    reader("note", article, "--body", "x")
    first, second = reader("list").lines
    assert first == [article[-8:], "2024-05-23", "1 note", "Locks and Levels"]
    assert second[1:3] == ["----------", "0 notes"]
    assert len(second) == 4
    rows = reader("list", "--json").json
    assert [list(row) for row in rows] == [ARTICLE_KEYS] * 2
    assert [row["published"] for row in rows] == ["2024-05-23", None]
    assert rows[0]["notes_count"] == 1


def test_what_is_printed_obeys_nothing(reader, article, home):
    with Library.open(reader_home(home)) as library:
        library.correct(article, title="a\x1b]0;evil\x07b\u202ec\nd")
    for words in (["list"], ["list", "--json"], ["show", article, "--outline"]):
        out = reader(*words).out
        assert "\x1b" not in out
        assert "\u202e" not in out
        assert "\x07" not in out


def reader_home(folder):
    from reader.home import Home

    return Home(folder)


TEXT = """\
The canal has been closed since Monday.

A Gate From 1931

The gate leaks a bathtub a second. A new one has been ordered twice.

On paper

It leaks there as well.

Boats and Patience

Eleven barges lie at the quay. The gate leaks a bathtub a second.
"""


@pytest.mark.parametrize("how", ["id", "end", "path", "title"])
def test_show_is_the_plain_text_and_nothing_else(reader, article, briefing, how):
    reference = {"id": article, "end": article[-8:], "path": briefing, "title": "and levels"}[how]
    assert reader("show", reference) == (0, TEXT, "")


def test_show_as_json(reader, article):
    shown = reader("show", article, "--json").json
    assert list(shown) == [*ARTICLE_KEYS, "text"]
    assert shown["text"] + "\n" == TEXT


def test_show_the_outline(reader, article):
    assert reader("show", article, "--outline").out == (
        "Locks and Levels\n  A Gate From 1931\n    On paper\n  Boats and Patience\n"
    )
    root = reader("show", article, "--outline", "--json").json
    assert list(root) == ["id", "title", "level", "path", "paragraphs", "word_count", "sections"]
    assert (root["level"], root["path"], root["paragraphs"]) == (1, [], 4)
    gate, boats = root["sections"]
    assert gate["path"] == ["A Gate From 1931"]
    assert gate["sections"][0]["path"] == ["A Gate From 1931", "On paper"]
    assert boats["sections"] == []


def test_show_to_a_terminal_turns_nothing_round(reader, tmp_path, monkeypatch):
    path = tmp_path / "bidi.md"
    path.write_text("# Title\n\nabc \u202edef\u202c ghi\n")
    reader("import", path)
    text = reader("show", "Title").out
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert reader("show", "Title").out == text.replace("\u202e", "\\u202e").replace("\u202c", "\\u202c")


def test_an_article_that_is_not_there_or_not_the_only_one(reader, article, tmp_path):
    (tmp_path / "other.md").write_text("# Locks again\n\nText.\n")
    reader("import", tmp_path / "other.md")
    for reference in ("nothing like it", "", "Locks"):
        result = reader("show", reference)
        assert (result.code, result.out) == (1, "")
        assert re.fullmatch(r"reader: [^\n]+\n", result.err)
    assert article[-8:] in result.err


def test_delete_and_restore_an_article_with_its_notes(reader, article):
    note = reader("note", article, "--body", "x").out.strip()
    result = reader("delete", article[-8:])
    assert (result.code, result.out) == (0, "")
    assert result.err.startswith("reader: 1 put into the bin")
    assert reader("list").out == ""
    assert reader("notes", "--json").json == []
    assert reader("list", "--bin").lines[0][0] == article[-8:]
    assert reader("list", "--bin", "--json").json[0]["id"] == article
    assert reader("restore", article[-8:]).code == 0
    assert [each["id"] for each in reader("notes", "--json").json] == [note]


def test_delete_and_restore_a_note(reader, article):
    notes = [reader("note", article, "--body", body).out.strip() for body in "ab"]
    assert reader("delete", notes[0]).code == 0
    assert [each["id"] for each in reader("notes", "--json").json] == notes[1:]
    assert reader("restore", notes[0]).code == 0
    assert len(reader("notes", "--json").json) == 2


def test_delete_does_what_it_can(reader, article):
    note = reader("note", article, "--body", "x").out.strip()
    result = reader("delete", "0000ffff0000", note)
    assert result.code == 1
    assert result.err.startswith("reader: 0000ffff0000: there is no article or note with this id")
    assert reader("notes", "--json").json == []


def test_a_title_is_no_id(reader, article):
    for reference in ("Locks and Levels", "Locks", "and", ""):
        assert reader("delete", reference).code == 1
    assert len(reader("list", "--json").json) == 1
