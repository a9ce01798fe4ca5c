"""Web Annotations, checked against the requirements of the W3C's data model, and made notes again."""

from __future__ import annotations

import dataclasses
import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from export_samples import BRIEFING, HOSTILE, NOTES, PASTED, articles, make_note
from pyld import jsonld

from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.exporting.registry import ExportOptions
from reader.exporting.w3c import export

IRI = re.compile(r"[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
MOTIVATIONS = {"highlighting", "commenting", "tagging"}


def collection(notes, articles=articles) -> dict:
    return json.loads("".join(export(iter(notes), articles, ExportOptions())))


def items(notes, articles=articles) -> list[dict]:
    return collection(notes, articles)["first"]["items"]


def anchor_of(part: dict) -> Anchor:
    quote, position = part["selector"]
    path = tuple(part["reader:section"])
    words = (quote["exact"], quote["prefix"], quote["suffix"])
    return Anchor(*words, position["start"], position["end"], path, part["reader:revision"])


def note_of(item: dict) -> Note:
    bodies = item.get("body", [])
    anchor = placement = None
    if "reader:noted" in item:
        anchor = anchor_of(item["reader:noted"])
    if "reader:score" in item:
        state = NoteState(item["reader:state"])
        placed = None if state is NoteState.DETACHED or anchor is None else anchor_of(item["target"])
        placement = Placement(state, placed, item["reader:score"])
    return Note(
        item["id"].removeprefix("reader://note/"),
        item["target"]["source"]["reader:article"].removeprefix("reader://article/"),
        tuple(item["reader:section"]),
        anchor,
        "".join(body["value"] for body in bodies if body["purpose"] == "commenting"),
        item["reader:color"],
        tuple(body["value"] for body in bodies if body["purpose"] == "tagging"),
        item["created"],
        item["modified"],
        item.get("reader:deleted"),
        placement,
    )


def hostile() -> list[Note]:
    return [
        make_note(number, text or "q", text, (text, "b"), tags=(text, "a\nb"))
        for number, text in enumerate(HOSTILE)
    ]


def moved() -> Note:
    now = Anchor("cooks in turns", "p", "s", 7, 21, ("Elsewhere",), 2)
    note = dataclasses.replace(make_note(8, "cook in turns"), section_path=("Elsewhere",))
    return dataclasses.replace(
        note, placement=Placement(NoteState.MOVED, now, 0.9), deleted_at="2024-06-01T00:00:00.000Z"
    )


def test_a_round_trip_loses_nothing():
    notes = [*NOTES, *hostile(), moved(), dataclasses.replace(NOTES[0], placement=None)]
    assert [note_of(item) for item in items(notes)] == notes


def test_a_json_ld_processor_keeps_all_of_it():
    """Expanded to full IRIs and made compact again, it is the same notes: no name is unknown to it."""
    model = json.loads((Path(__file__).parents[1] / "data" / "w3c" / "anno.jsonld").read_text("utf-8"))

    def load(address: str, options: object) -> dict:
        assert address == "http://www.w3.org/ns/anno.jsonld"  # nothing else is asked for
        return {"contextUrl": None, "documentUrl": address, "document": model}

    notes = [*NOTES, *hostile(), moved(), dataclasses.replace(NOTES[0], placement=None)]
    whole = collection(notes)
    [expanded] = jsonld.expand(whole, {"documentLoader": load})
    names: set[str] = set()

    def walk(value: object) -> None:
        for each in value if isinstance(value, list) else []:
            walk(each)
        for name, each in value.items() if isinstance(value, dict) else []:
            names.add(name)
            walk(each)

    walk(expanded)
    assert all(name.startswith(("@", "http://", "reader:")) for name in names)
    assert {f"reader:{name}" for name in ("section", "color", "state", "revision", "noted")} < names
    compact = jsonld.compact(expanded, whole["@context"], {"documentLoader": load, "compactArrays": False})
    [found] = compact["@graph"]
    assert [note_of(single(item)) for item in found["first"][0]["items"]] == notes


def single(value: Any) -> Any:
    """Take single values out of their lists, but for those that are lists to us."""
    if isinstance(value, list):
        return [single(each) for each in value]
    if not isinstance(value, dict):
        return value
    lists = ("body", "selector", "reader:section")
    return {
        name: single(each if name in lists or not isinstance(each, list) else each[0])
        for name, each in value.items()
    }


def test_the_collection_is_as_the_model_has_it():
    for notes in ([], NOTES[:1], NOTES):
        whole = collection(notes)
        assert whole["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
        assert whole["type"] == "AnnotationCollection"
        assert whole["total"] == len(notes)
        page = whole["first"]
        assert page["type"] == "AnnotationPage"
        assert page["partOf"] == whole["id"]
        assert page["startIndex"] == 0
        assert len(page["items"]) == len(notes)
        assert IRI.fullmatch(whole["id"])
        assert IRI.fullmatch(page["id"])


def test_every_annotation_is_as_the_model_has_it():
    for item in items([*NOTES, *hostile(), moved()]):
        assert IRI.fullmatch(item["id"])
        assert item["type"] == "Annotation"
        assert item["motivation"] in MOTIVATIONS
        for name in ("created", "modified"):
            assert datetime.fromisoformat(item[name]).tzinfo is not None
        assert item.get("body") != []
        for body in item.get("body", []):
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert body["purpose"] in MOTIVATIONS
        target = item["target"]
        assert target["type"] == "SpecificResource"
        assert IRI.fullmatch(target["source"]["id"])
        for selector in target.get("selector", []):
            if selector["type"] == "TextPositionSelector":
                assert 0 <= selector["start"] < selector["end"]
            else:
                assert selector["type"] == "TextQuoteSelector"
                assert selector["exact"]


def test_motivations():
    assert [item["motivation"] for item in items(NOTES[:3])] == ["highlighting", "commenting", "commenting"]


@pytest.mark.parametrize(
    ("source", "address"),
    [
        ("https://example.org/a?b=1", "https://example.org/a?b=1"),
        ("https://example.org/a b", f"reader://article/{BRIEFING.id}"),
        ("/home/ada/é #1.txt", "file:///home/ada/%C3%A9%20%231.txt"),
        ("C:\\texts\\a b.txt", "file:///C:/texts/a%20b.txt"),
        (None, f"reader://article/{BRIEFING.id}"),
    ],
)
def test_the_source_is_an_address(source, address):
    row = BRIEFING._replace(source=source)
    [item] = items(NOTES[:1], lambda _: row)
    assert item["target"]["source"]["id"] == address


def test_what_is_not_known_of_an_article_is_left_out():
    [item] = items(NOTES[-1:])
    assert set(item["target"]["source"]) == {"id", "type", "dcterms:title", "reader:article"}
    assert item["target"]["source"]["dcterms:title"] == PASTED.title
