"""Anki's text, read by the rules of Anki's importer: headers first, then rows that `csv` reads."""

from __future__ import annotations

import csv
import io

import pytest
from elements import Elements
from export_samples import COUNTED, HOSTILE, NOTES, articles, make_note

from reader.exporting.anki import export
from reader.exporting.registry import ExportOptions

# What Anki's `csv/metadata.rs` knows.
HEADERS = {"separator", "html", "notetype", "deck", "columns", "guid column", "tags column"}


def imported(notes, **options) -> tuple[dict[str, str], list[list[str]]]:
    text = "".join(export(iter(notes), articles, ExportOptions(**options)))
    lines = text.split("\n")
    assert lines[-2:] == [f"# {COUNTED}", ""]  # no header, since it has no colon; a comment as all such lines
    headers = dict(line[1:].split(":", 1) for line in lines[:-2] if line.startswith("#"))
    rows = [line for line in lines if not line.startswith("#")]
    csv.field_size_limit(1_000_000)
    return headers, list(csv.reader(io.StringIO("\n".join(rows), newline=""), delimiter="\t", strict=True))


def test_the_headers():
    headers, rows = imported([])
    assert set(headers) == HEADERS
    assert rows == []
    assert (headers["separator"], headers["html"], headers["guid column"]) == ("tab", "true", "1")
    columns = headers["columns"].split("\t")
    assert columns == ["GUID", "Front", "Back", "Tags"]
    assert int(headers["tags column"]) == columns.index("Tags") + 1


def test_a_card_a_note_with_its_id_so_that_it_is_updated():
    _, rows = imported(NOTES)
    assert [row[0] for row in rows] == [note.id for note in NOTES]
    changed = [make_note(2, "leaks a bathtub a second", "Since yesterday.", ("Elsewhere",))]
    assert imported(changed)[1][0][0] == rows[1][0]


def test_front_and_back():
    _, rows = imported(NOTES)
    assert "small boats" in Elements(rows[0][2]).text
    assert "small boats" not in rows[0][1]
    assert Elements(rows[1][1]).text == "leaks a bathtub a second"
    assert "<em>when</em>" in rows[1][2]
    assert "Boats and Patience" in rows[2][1]
    assert "The best part." in rows[2][2]
    assert rows[1][3] == "lock to_do reader::pink"
    assert f'href="reader://note/{NOTES[1].id}"' in rows[1][2]
    assert "reader://" not in imported(NOTES, links=False)[1][1][2]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_stands_in_a_note_is_one_row_and_runs_nowhere(number):
    text = HOSTILE[number]
    notes = [make_note(1, text or "q", text, (text,), tags=(text, '"x', "a\nb")), make_note(2, None, text)]
    _, rows = imported(notes)
    assert [len(row) for row in rows] == [4, 4]
    for row in rows:
        for side in row[1:3]:
            html = Elements(side)
            assert html.open == []
            assert not {tag for tag, _ in html.tags} & {"script", "img", "iframe", "style"}
            assert not [name for _, attrs in html.tags for name in attrs if name.startswith("on")]
    assert "a_b" in rows[0][3].split(" ")
    assert "x" in rows[0][3].split(" ")


def test_a_link_that_would_run_is_no_link():
    body = "[x](javascript:alert(1)) ![y](http://z/y.png) <img src=x onerror=alert(1)>"
    [row] = imported([make_note(1, "q", body)])[1]
    html = Elements(row[2])
    assert [tag for tag, _ in html.tags if tag == "img"] == []
    assert not [attrs for _, attrs in html.tags if (attrs.get("href") or "").startswith("javascript")]
    assert "onerror=alert(1)" in html.text
