"""Each briefing in tests/data/briefings reads as its `.expected.json` says."""

from __future__ import annotations

import json
import random
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reader.domain.article import Imported
from reader.domain.blocks import BlockKind
from reader.domain.plain_text import block_starts, plain_text
from reader.domain.sections import Section, section_tree
from reader.importing.encoding.cleaning import clean
from reader.importing.plain.article import parse_text
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


def wrapped(text: str) -> str:
    """Return `text` with its long lines wrapped by hand, as it were."""
    lines: list[str] = []
    for line in text.split("\n"):
        is_prose = len(line) > 66 and not line.startswith(("    ", "\t")) and "\t" not in line.strip()
        lines += textwrap.wrap(line, 66, drop_whitespace=True) if is_prose else [line]
    return "\n".join(lines)


def with_marks_inside(text: str) -> str:
    chance = random.Random(2)
    marks = {" ": " \u200b", "e": "e\u00ad"}
    return "".join(marks[each] if each in marks and chance.random() < 0.2 else each for each in text)


def with_other_spaces(text: str) -> str:
    chance = random.Random(1)
    return "".join("\u00a0" if each == " " and chance.random() < 0.3 else each for each in text)


WAYS: dict[str, Callable[[str], str]] = {
    "wrapped": wrapped,
    "a margin": lambda text: re.sub(r"^(?=.*\S)", "    ", text, flags=re.MULTILINE),
    "more blank lines": lambda text: text.replace("\n\n", "\n \n\u00a0\n\n"),
    "spaces at the ends": lambda text: text.replace("\n", "  \t\n"),
    "no-break spaces": with_other_spaces,
    "soft hyphens and zero-width spaces": with_marks_inside,
    "direction marks": lambda text: re.sub(r"^(.+)$", "\u200e\\1\u200f", text, flags=re.MULTILINE),
}
# In hard-wrapped text a line in Title Case directly above another is no heading.
NOT_WRAPPED = ("one-line-each", "title-above-text")


@pytest.mark.parametrize("way", WAYS)
def test_a_briefing_set_in_another_way_reads_the_same(way: str) -> None:
    for path in EXPECTED:
        stem = path.name.removesuffix(".expected.json")
        source = FOLDER / f"{stem}.txt"
        if not source.exists() or (way == "wrapped" and stem in NOT_WRAPPED):
            continue
        expected: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        imported = parse_text(WAYS[way](clean(source.read_bytes().decode())[0]), source.name)
        found = [_plain(b.text) for b in imported.blocks if b.kind is BlockKind.HEADING]
        assert (stem, imported.published) == (stem, expected["date"])
        assert (stem, found) == (stem, [_plain(each) for each in expected["headings"]])
        assert _plain(expected.get("title_contains", "")) in _plain(imported.title), stem
        text = _plain(plain_text(imported.blocks))
        for part in expected.get("must_contain", []):
            assert _plain(part) in text, stem


def _plain(text: str) -> str:
    """Return `text` with plain spaces, without invisible marks."""
    return re.sub("[\u00ad\u200b-\u200f]", "", text.replace("\u00a0", " "))
