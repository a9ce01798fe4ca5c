"""Tables, read again by Python's `csv`."""

from __future__ import annotations

import csv
import io

import pytest
from export_samples import HOSTILE, NOTES, articles, make_note
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.objects import note_object
from reader.exporting.layout import clean
from reader.exporting.registry import ExportOptions, by_name

FORMULA = tuple("=+-@\t\r\n＝＋－＠")


def written(name, notes) -> str:
    return "".join(by_name(name).export(iter(notes), articles, ExportOptions()))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_csv_holds_what_json_holds():
    for row, note in zip(read(written("csv", NOTES)), NOTES, strict=True):
        wanted = note_object(note, articles(note.article_id))
        wanted["section_path"] = " › ".join(wanted["section_path"])
        wanted["tags"] = ", ".join(wanted["tags"])
        assert row == {key: "" if value is None else str(value) for key, value in wanted.items()}


def test_csv_without_notes_is_its_columns():
    assert read(written("csv", [])) == []
    assert written("csv", []).startswith('"id","article_id",')


def test_rows_end_as_rfc_4180_has_it_and_every_cell_is_quoted():
    text = written("csv", [make_note(1, "q", "x")])
    assert text.endswith('"\r\n')
    assert all(row.startswith('"') and row.endswith('"') for row in text.split("\r\n")[:-1])


@settings(deadline=None, max_examples=200)
@given(st.sampled_from(HOSTILE[:-1]) | st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_is_a_formula_and_none_is_lost(text):
    [row] = read(written("csv", [make_note(1, text, text, (text,), tags=(text,))]))
    assert not any(cell.startswith(FORMULA) for cell in row.values())
    assert row["body"].removeprefix("'") == clean(text).removeprefix("'")
    assert row["quote"] == row["body"]


def test_readwise_has_the_columns_that_it_documents():
    assert written("readwise", []) == '"Highlight","Title","Author","URL","Note","Location","Date"\r\n'
    rows = read(written("readwise", NOTES))
    assert rows[1] == {
        "Highlight": "leaks a bathtub a second",
        "Title": "Locks: the canal at Ostrey",
        "Author": "Ada Byron",
        "URL": "reader://article/0192aaaa-0000-7000-8000-000000000001",
        "Note": ".lock .to-do\nSince *when*?\n\n- ask the office\n- ask the boats",
        "Location": "100",
        "Date": "2024-05-24 09:14:00",
    }
    assert all(row["Highlight"] for row in rows)
    assert (rows[2]["Highlight"], rows[2]["Note"], rows[2]["Location"]) == ("The best part.", "", "")
    assert rows[5]["Location"] == ""


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_readwise_takes_whatever_stands_in_a_note(number):
    text = HOSTILE[number]
    notes = [make_note(1, text or "q", text, (text,)), make_note(2, None, text, (text,), tags=(text[:50],))]
    rows = read(written("readwise", notes))
    assert len(rows) == 2
    assert all(row["Highlight"] for row in rows)
    assert not any(cell.startswith(FORMULA) for row in rows for cell in row.values())
    assert rows[0]["Highlight"].removeprefix("'") == clean(text or "q").removeprefix("'")
