"""Tables, read again by Python's `csv`."""

from __future__ import annotations

import csv
import io

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
@given(st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs"])))
def test_no_cell_is_a_formula_and_none_is_lost(text):
    [row] = read(written("csv", [make_note(1, text, text, (text,), tags=(text,))]))
    assert not any(cell.startswith(FORMULA) for cell in row.values())
    assert row["body"].removeprefix("'") == clean(text).removeprefix("'")
    assert row["quote"] == row["body"]
