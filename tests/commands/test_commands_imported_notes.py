"""`import` of notes: the line, the reasons, JSON, folders, standard input; what waits, by the commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reader.exporting.registry import FORMATS
from reader.jobs import imports

GATE = "The gate leaks a bathtub a second. A new one"


def annotation(number: int, quote: str, source: str = "https://example.org/locks", **fields) -> dict:
    selector = {"type": "TextQuoteSelector", "exact": quote}
    return {
        "id": f"urn:example:{number}",
        "type": "Annotation",
        "body": f"remark {number}",
        "target": {"source": {"id": source, "title": "Locks and Levels"}, "selector": selector},
        **fields,
    }


@pytest.fixture
def file(tmp_path: Path):
    def write(value, name: str = "notes.jsonld") -> Path:
        text = json.dumps(
            {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": value}
        )
        (tmp_path / name).write_text(text if isinstance(value, list) else value)
        return tmp_path / name

    return write


def test_one_line_and_why_on_standard_error(reader, briefing, file):
    reader("import", briefing)
    path = file(
        [annotation(1, GATE), annotation(2, "words that nobody wrote here at all"), {"type": "Person"}]
    )
    result = reader("import", path)
    assert result.code == 0
    assert result.out == "2 added, 1 matched, 1 detached, 1 skipped\n"
    assert result.err == f"reader: {path}: 1 skipped: no annotation\n"
    again = reader("import", path)
    assert again.out == "0 added, 0 matched, 0 detached, 3 skipped\n"
    assert f"reader: {path}: 2 skipped: already in the library\n" in again.err
    notes = {note["body"]: note for note in reader("notes", "--json").json}
    assert [(notes[f"remark {n}"]["quote"], notes[f"remark {n}"]["state"]) for n in (1, 2)] == [
        (GATE, "anchored"),
        ("words that nobody wrote here at all", "detached"),
    ]


def test_as_json(reader, briefing, file):
    article = reader("import", briefing, "--json").json[0]["id"]
    path = file([annotation(1, GATE), {"type": "Person"}])
    assert reader("import", path, "--json").json == [
        {
            "added": 1,
            "matched": 1,
            "detached": 0,
            "skipped": 1,
            "reasons": [{"reason": "no annotation", "number": 1}],
            "articles": [article],
            "awaited": [],
        }
    ]


def test_notes_first_then_the_article_in_one_call(reader, briefing, file):
    result = reader("import", file([annotation(1, GATE)]), briefing)
    assert result.lines[0] == ["1 added, 0 matched, 1 detached, 0 skipped"]
    assert result.lines[1][1:] == ["Locks and Levels", "3 sections", "new"]
    assert result.err == f"reader: {briefing}: 1 note that waited has found its passage\n"
    assert [note["state"] for note in reader("notes", "--json").json] == ["anchored"]
    assert len(reader("list", "--json").json) == 1


def test_from_standard_input_and_in_a_folder(reader, briefing, file, tmp_path):
    text = file([annotation(1, GATE)]).read_text()
    assert reader("import", "-", stdin=text).out == "1 added, 0 matched, 1 detached, 0 skipped\n"
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "a.json").write_text(text.replace("example:1", "example:2"))
    (folder / "package.json").write_text('{"name": "x"}')
    (folder / "My Clippings.txt").write_text(
        "Book\n- Your Highlight on Location 1-2 | Added on Sunday, December 18, 2022 3:19:56 PM\n\nwords\n"
        "==========\n"
    )
    result = reader("import", folder)
    assert result.out == "1 added, 0 matched, 1 detached, 0 skipped\n" * 2
    assert "1 file skipped" in result.err
    assert result.code == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"@context": "http://www.w3.org/ns/anno.jsonld", "items": [\n{"type": }]}', "line 2, column 10"),
        ('{"name": "x"}', "no notes in this JSON that Reader knows"),
        ("", "it is empty"),
        ('{"@context": "http://www.w3.org/ns/anno.jsonld", "a": ' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_file_that_is_no_good_changes_nothing(reader, file, text, said):
    path = file(text, "bad.json")
    result = reader("import", path)
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"reader: {path}: ")
    assert said in result.err
    assert result.err.count("\n") == 1
    assert reader("list", "--json").json == []


def test_what_waits_by_every_command(reader, file, tmp_path):
    reader("import", file([annotation(1, GATE)]))
    [article] = reader("list", "--json").json
    assert (article["revision"], article["word_count"], article["notes_count"]) == (0, 0, 1)
    assert article["source"] == "https://example.org/locks"
    assert reader("show", "locks").code == 0
    assert reader("show", "locks", "--outline", "--json").json["sections"] == []
    assert reader("note", "locks", "--quote", "gate").code == 1
    assert reader("note", "locks", "--body", "on the whole of it").code == 0
    assert "remark 1" in reader("notes", "locks").out
    assert reader("search", "bathtub", "--json").json[0]["kind"] == "note"
    for each in FORMATS:
        result = reader("export", "--format", each.name, "-o", tmp_path / each.name)
        assert result.code == 0, (each.name, result.err)
    [note] = [note for note in reader("notes", "--json").json if note["quote"]]
    assert reader("delete", note["id"]).code == 0
    assert reader("import", file([annotation(1, GATE)])).err.endswith(
        "1 skipped: in the bin: you deleted it\n"
    )
    assert reader("check").code == 0


def test_ctrl_c_keeps_nothing_of_a_file_of_notes(reader, file, monkeypatch):
    def interrupted(*_, **__):
        raise KeyboardInterrupt

    path = file([annotation(1, GATE)])
    monkeypatch.setattr("reader.library.taking.place_imported", interrupted)
    assert reader("import", path).code == 130
    assert reader("list", "--json").json == []


def test_more_than_an_article_may_have(reader, tmp_path, monkeypatch, file):
    path = file([annotation(number, f"passage {number}") for number in range(300)])
    monkeypatch.setattr("reader.importing.files.MAX_SIZE", 1000)
    monkeypatch.setattr(imports, "check_size", lambda *_, **__: None)
    assert reader("import", path).out == "300 added, 0 matched, 300 detached, 0 skipped\n"
    (tmp_path / "text.txt").write_text("words " * 1000)
    assert reader("import", tmp_path / "text.txt").code == 1
