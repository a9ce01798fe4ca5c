"""`note`, `notes`, `export`, `search`."""

from __future__ import annotations

import json
import os
import re
import stat
from pathlib import Path

import pytest

NOTE_KEYS = [
    *("id", "article_id", "article_title", "article_source", "published", "section_path"),
    *("quote", "prefix", "suffix", "start", "end"),
    *("body", "color", "tags", "created_at", "modified_at", "state"),
]
HIT_KEYS = [
    *("kind", "article_id", "note_id", "title", "section_path", "start", "end", "snippet", "score"),
]


def test_a_note_on_a_quote(reader, article, briefing):
    made = reader(
        *("note", article, "--quote", "leaks a bathtub a second.", "--body", "Since *when*?"),
        *("--color", "pink", "--tag", "lock", "--tag", "to do", "--json"),
    ).json
    assert list(made) == NOTE_KEYS
    text = reader("show", article).out
    assert text[made["start"] : made["end"]] == made["quote"] == "leaks a bathtub a second."
    assert text[: made["start"]].endswith(made["prefix"])
    assert text[made["end"] :].startswith(made["suffix"])
    assert (len(made["prefix"]), len(made["suffix"])) == (32, 32)
    assert made["section_path"] == ["A Gate From 1931"]
    assert (made["color"], made["tags"], made["body"]) == ("pink", ["lock", "to do"], "Since *when*?")
    assert (made["article_title"], made["article_source"]) == ("Locks and Levels", str(briefing))
    assert (made["published"], made["state"]) == ("2024-05-23", "anchored")
    assert made["created_at"].endswith("Z")
    assert reader("notes", "--json").json == [made]


def test_every_call_makes_a_new_note_and_prints_its_id(reader, article):
    ids = [reader("note", article, "--quote", "Eleven barges").out for _ in range(2)]
    assert all(re.fullmatch(r"[0-9a-f-]{36}\n", each) for each in ids)
    assert ids[0] != ids[1]
    assert len(reader("notes", "--json").json) == 2


def test_the_occurrence_of_a_quote(reader, article):
    words = ("note", article, "--json", "--quote", "leaks  a\nbathtub")
    first, second = reader(*words).json, reader(*words, "--occurrence", "2").json
    assert first["start"] < second["start"]
    assert second["section_path"] == ["Boats and Patience"]
    result = reader(*words, "--occurrence", "3")
    assert result.code == 1
    assert "does not stand 3 times" in result.err


def test_a_quote_that_is_not_there(reader, article):
    result = reader("note", article, "--quote", "no such words", "--body", "x")
    assert (result.code, result.out) == (1, "")
    assert "the quote does not stand in the article" in result.err
    assert reader("notes").out == ""


@pytest.mark.parametrize("typed", ["On paper", "on  PAPER", "paper", "A Gate From 1931/On paper"])
def test_a_note_on_a_section(reader, article, typed):
    made = reader("note", article, "--section", typed, "--json").json
    assert made["section_path"] == ["A Gate From 1931", "On paper"]
    assert [made[key] for key in ("quote", "prefix", "suffix", "start", "end")] == [None] * 5


def test_a_section_that_is_not_there_or_not_the_only_one(reader, article):
    assert "there is no such section" in reader("note", article, "--section", "Fish").err
    result = reader("note", article, "--section", "a", "--body", "x")
    assert result.code == 1
    assert "more than one section is meant: A Gate From 1931" in result.err
    assert reader("notes").out == ""


def test_a_note_on_the_whole_article_from_standard_input(reader, article):
    made = reader("note", article, "--body", "-", "--json", stdin="Zeile 1\r\nZeile 2 ü\n").json
    assert made["body"] == "Zeile 1\nZeile 2 ü"
    assert made["section_path"] == []
    assert reader("note", article, "--body=-x", "--json").json["body"] == "-x"


def test_a_color_by_its_meaning(reader, article):
    assert reader("note", article, "--body", "x", "--color", "Agree", "--json").json["color"] == "green"


@pytest.fixture
def notes(reader, article, tmp_path):
    """Ids in reading order."""
    (tmp_path / "undated.md").write_text("# Undated\n\nGravel waits.\n")
    undated = reader("import", tmp_path / "undated.md").lines[0][0]
    made = {}
    for name, words in {
        "gravel": (undated, "--quote", "Gravel", "--tag", "stone"),
        "eleven": (article, "--quote", "Eleven barges", "--tag", "boat", "--tag", "count"),
        "paper": (article, "--quote", "leaks there", "--body", "Really?\n\tYes.", "--color", "pink"),
        "closed": (article, "--quote", "closed since", "--body", "How long?", "--tag", "boat"),
    }.items():
        made[name] = reader("note", *words).out.strip()
    return [made[name] for name in ("closed", "paper", "eleven", "gravel")]


def ids(result):
    assert result.code == 0
    return [note["id"] for note in result.json]


def test_notes_in_reading_order(reader, notes):
    assert ids(reader("notes", "--json")) == notes
    lines = reader("notes").lines
    assert [fields[0] for fields in lines] == [note[-8:] for note in notes]
    assert lines[1][1:] == [
        "pink",
        "Locks and Levels › A Gate From 1931 › On paper",
        "“leaks there”",
        "Really? Yes.",
        "",
    ]
    assert lines[2][5] == "#boat #count"


def test_the_filters(reader, notes, article):
    closed, paper, eleven, gravel = notes
    for words, found in (
        ([article], [closed, paper, eleven]),
        (["Undated", article], notes),
        (["--tag", "boat"], [closed, eleven]),
        (["--tag", "boat", "--tag", "count"], [eleven]),
        (["--color", "pink"], [paper]),
        (["--color", "question"], [paper]),
        (["--section", "gate"], [paper]),
        (["--section", "PAPER", "--tag", "boat"], []),
        (["--since", "2020-01-01"], notes),
        (["--since", "2999-01-01"], []),
        (["--since", "2020-01-01T00:00:00Z"], notes),
        (["--query", "long"], [closed]),
        (["--query", '"'], []),
        (["--tag", "stone", "Undated"], [gravel]),
    ):
        assert ids(reader("notes", "--json", *words)) == found, words
        exported = reader("export", "--format", "json", *words)
        assert ids(exported) == found, words
        plural = "" if len(found) == 1 else "s"
        assert exported.err == f"reader: {len(found)} of {len(found)} note{plural}, every quote whole\n"


def test_an_article_that_is_not_there_is_said_and_the_rest_printed(reader, notes, article):
    result = reader("notes", "nothing like it", "Undated", "--json")
    assert result.code == 1
    assert [note["id"] for note in result.json] == notes[3:]
    assert result.err.startswith("reader: nothing like it: ")
    assert reader("notes", "nothing like it", "--json").code == 1


def test_export_to_standard_output(reader, notes):
    result = reader("export", "--format", "markdown", "-o", "-")
    assert result.out == reader("export", "--format", "markdown").out
    assert result.out.startswith("---\n")
    assert "\n> closed since\n\nHow long?\n" in result.out
    assert reader("export", "--format", "json").out == reader("notes", "--json").out


def test_export_to_a_file(reader, notes, tmp_path):
    path = tmp_path / "out" / "notes.md"
    result = reader("export", "--format", "markdown", "-o", path)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"reader: {path}: ")
    path.parent.mkdir()
    result = reader("export", "--format", "markdown", "-o", path)
    assert result == (0, "", "reader: 4 of 4 notes, every quote whole\n")
    assert path.read_text() == reader("export", "--format", "markdown").out
    path.write_text("mine")
    result = reader("export", "--format", "markdown", "-o", path)
    assert result.code == 1
    assert re.fullmatch(rf"reader: {re.escape(str(path))}: [^\n]*--force[^\n]*\n", result.err)
    assert path.read_text() == "mine"
    path.chmod(0o640)
    assert reader("export", "--format", "markdown", "-o", path, "--force").code == 0
    assert path.read_text() != "mine"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert os.listdir(path.parent) == ["notes.md"]


def test_export_to_a_folder(reader, notes, tmp_path):
    for _ in range(2):
        result = reader("export", "--format", "json", "-o", f"{tmp_path}/new/")
        assert result == (0, "", "reader: 4 of 4 notes, every quote whole\n")
    assert sorted(os.listdir(tmp_path / "new")) == ["Locks and Levels.json", "Undated.json"]
    assert len(json.loads((tmp_path / "new" / "Locks and Levels.json").read_text())) == 3
    (tmp_path / "new" / "Undated.json").write_text("mine")
    result = reader("export", "--format", "json", "-o", tmp_path / "new")
    assert result.code == 1
    assert result.err.splitlines()[-1] == "reader: 3 of 4 notes, 1 file not written"


def test_what_can_be_chosen(reader, notes):
    result = reader("export", "--format", "markdown", "--no-highlights", "--no-links", "--color-words")
    assert result.err == "reader: 2 of 4 notes, 2 highlights without text left out\n"
    assert "reader://" not in result.out
    assert "\n*question* · " in result.out
    assert "## " in result.out
    assert "## " not in reader("export", "--format", "markdown", "--no-grouped").out


def test_a_search(reader, notes, article):
    hits = reader("search", "bathtub", "--json").json
    assert list(hits[0]) == HIT_KEYS
    assert {(hit["kind"], hit["article_id"], hit["note_id"]) for hit in hits} == {("article", article, None)}
    hits = reader("search", "long", "--in", "notes", "--json").json
    assert [(hit["kind"], hit["note_id"]) for hit in hits] == [("note", notes[0])]
    assert reader("search", "long", "--in", "articles", "--json").json == []
    assert len(reader("search", "leaks OR long OR barges", "--limit", "1", "--json").json) == 1
    [fields] = reader("search", "long", "--in", "notes").lines
    assert fields[:2] == [notes[0][-8:], "note"]
    assert "How long?" in fields[3]


@pytest.mark.parametrize("query", ["", '"', "(", "AND", "-", "tag:", "*", "NEAR(", "\x00"])
def test_a_malformed_query_is_an_answer(reader, notes, query):
    result = reader("search", "--json", "--", query)
    assert result.code == 0
    assert isinstance(result.json, list)


def test_export_to_a_vault(reader, notes, tmp_path):
    for _ in range(2):
        result = reader("export", "--format", "obsidian", "-o", tmp_path / "vault")
        assert result == (0, "", "reader: 4 of 4 notes, every quote whole\n")
    assert sorted(os.listdir(tmp_path / "vault")) == ["Locks and Levels.md", "Undated.md"]
    assert f"\n^{notes[0]}\n" in (tmp_path / "vault" / "Locks and Levels.md").read_text()
    result = reader("export", "--format", "obsidian")
    assert result.code == 2
    assert result.err.startswith("reader: export: obsidian needs a folder")


def test_words_of_the_command_line_come_as_text(reader, article):
    made = reader(
        "note", article, "--body", "one\r\ntwo\x1b[31m \udcff", "--tag", "cafe\u0301\x07", "--json"
    ).json
    assert (made["body"], made["tags"]) == ("one\ntwo[31m ", ["caf\xe9"])
    assert [note["id"] for note in reader("notes", "--tag", "cafe\u0301", "--json").json] == [made["id"]]
    assert reader("notes", "--tag", "\udcff").code == 0


def test_a_name_that_is_no_text(reader, home, tmp_path, article):
    named = os.fsdecode(os.fsencode(tmp_path) + b"/na\xefve.txt")
    Path(named).write_text("Naivety\n\nIts file has an old name.\n", encoding="utf-8")
    assert reader("import", named).code == 0
    assert reader("show", named).out.startswith("Naivety\n")
    for words in (("backup", named + "2"), ("restore", "--from", named), ("list", "--home", named)):
        result = reader(*words)
        assert (result.code, result.out) == (1, "")
        assert "this name is not UTF-8" in result.err


def test_a_template_of_ones_own(reader, notes, home, tmp_path):
    printed = reader("export", "--template", "markdown")
    assert (printed.code, printed.err) == (0, "")
    assert printed.out.startswith("{# Markdown #}\n")
    (home / "templates").mkdir()
    (home / "templates" / "diary.md.jinja").write_text(printed.out.replace("options.several", "true"))
    own = reader("export", "--format", "diary")
    assert own.out.startswith("---\ntitle: Notes on several articles\n")
    assert own.out.endswith("\n<!-- 4 of 4 notes, every quote whole -->\n")
    (home / "templates" / "diary.md.jinja").write_text("\n{{ nothing }}")
    failed = reader("export", "--format", "diary", "-o", tmp_path / "x.md")
    assert failed.code == 1
    assert "diary.md.jinja, line 2: 'nothing' is undefined" in failed.err
    assert not (tmp_path / "x.md").exists()
    assert reader("export", "--format", "nothing").code == 2
    assert reader("export", "--template", "csv").code == 1
