"""Each briefing in tests/data/briefings reads as its `.expected.json` says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from reader.domain.article import Imported
from reader.domain.blocks import BlockKind
from reader.domain.plain_text import block_starts, plain_text
from reader.domain.sections import Section, section_tree
from reader.importing.registry import parse

FOLDER = Path(__file__).parents[1] / "data" / "briefings"
EXPECTED = sorted(FOLDER.glob("*.expected.json"))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda path: path.name.removesuffix(".expected.json"))
def test_a_briefing_reads_as_a_person_reads_it(path: Path) -> None:
    expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    stem = path.name.removesuffix(".expected.json")
    source = next(each for each in FOLDER.glob(f"{stem}.*") if each.suffix in (".txt", ".md"))
    imported = parse(source.read_bytes(), source.name)
    text = plain_text(imported.blocks)
    assert imported.published == expected["date"]
    assert [b.text for b in imported.blocks if b.kind is BlockKind.HEADING] == expected["headings"]
    assert expected.get("title_contains", "") in imported.title
    for part in expected.get("must_contain", []):
        assert part in text
    for part in expected.get("must_not_contain", []):
        assert part not in text
    for field in ("byline", "publisher", "title"):
        assert getattr(imported, field) == expected.get(field, getattr(imported, field))
    if "nested" in expected:
        parents = _parents(imported, text)
        assert [pair for pair in parents if pair in expected["nested"]] == expected["nested"]
    if "paragraphs" in expected:
        paragraphs = [b for b in imported.blocks if b.kind is BlockKind.PARAGRAPH]
        assert len(paragraphs) == expected["paragraphs"]


def _parents(imported: Imported, text: str) -> list[list[str | None]]:
    """Return each section's title with its parent's, None for the root's, in order."""
    root = section_tree(imported.title, imported.blocks, block_starts(imported.blocks), len(text))
    pairs: list[tuple[Section, Section | None]] = [
        (below, None if section is root else section) for section in root.walk() for below in section.sections
    ]
    pairs.sort(key=lambda pair: pair[0].start)
    return [[below.title, section.title if section else None] for below, section in pairs]
