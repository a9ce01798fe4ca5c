"""Logseq's page, read again by the rules of its outline: tabs, dashes, two spaces, properties first."""

from __future__ import annotations

import re
import uuid

import pytest
from export_samples import BRIEFING, COUNTED, HOSTILE, NOTES, PASTED, articles, make_note

from reader.exporting.registry import ExportOptions, by_name

export = by_name("logseq").export


class Block:
    def __init__(self, depth: int, lines: list[str]) -> None:
        self.depth = depth
        self.lines = lines
        self.properties: dict[str, str] = {}

    def close(self) -> None:
        """Take out the properties: first, or right after a title."""
        at = 0 if "::" in self.lines[0] else 1
        while at < len(self.lines) and (match := re.fullmatch(r"([a-z]+):: (.*)", self.lines[at])):
            self.properties[match[1]] = match[2]
            del self.lines[at]

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def written(notes=NOTES, **options) -> str:
    return "".join(export(iter(notes), articles, ExportOptions(**options)))


def read(text: str) -> tuple[dict[str, str], list[Block]]:
    page: dict[str, str] = {}
    blocks: list[Block] = []
    for line in text.rstrip("\n").split("\n"):
        if match := re.match(r"(\t*)-(?: (.*)|$)", line):
            assert len(match[1]) <= (blocks[-1].depth + 1 if blocks else 0)
            blocks.append(Block(len(match[1]), [match[2] or ""]))
        elif not line:
            if blocks:
                blocks[-1].lines.append("")
        elif blocks:
            indent = "\t" * blocks[-1].depth + "  "
            assert line.startswith(indent)
            blocks[-1].lines.append(line.removeprefix(indent))
        else:
            name, value = line.split(":: ", 1)
            page[name] = value
    for block in blocks:
        block.close()
    assert blocks.pop().lines == [COUNTED]
    return page, blocks


def test_one_article_is_a_page():
    page, blocks = read(written(NOTES[:-1]))
    assert page == {
        "title": BRIEFING.title,
        "published": "2024-05-23",
        "publisher": "Harbour Post",
        "author": "Ada Byron",
        "source": "/home/ada/briefings/locks.txt",
        "reader": f"reader://article/{BRIEFING.id}",
    }
    assert [block.properties["id"] for block in blocks if "id" in block.properties] == [
        note.id for note in NOTES[:-1]
    ]
    assert (blocks[1].depth, blocks[1].text) == (0, "## A Gate From 1931")
    assert (blocks[2].depth, blocks[2].text) == (1, "> leaks a bathtub a second")
    assert blocks[2].properties["tags"] == "lock, to do"
    assert (blocks[3].depth, blocks[3].text) == (2, "Since *when*?\n\n- ask the office\n- ask the boats")
    assert read(written([]))[0] == {}


def test_of_several_each_is_a_block():
    page, blocks = read(written(several=True))
    assert page == {}
    assert [block.properties["id"] for block in blocks if block.depth == 0] == [BRIEFING.id, PASTED.id]
    assert blocks[0].text == f"# {BRIEFING.title}"


def test_without_sections_and_links():
    _, blocks = read(written(NOTES[:2], grouped=False, links=False))
    assert [block.depth for block in blocks] == [0, 0, 1]
    assert blocks[1].properties["section"] == "A Gate From 1931"
    assert "link" not in blocks[1].properties


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_stands_in_a_note_is_a_block_of_that_note(number):
    text = HOSTILE[number]
    notes = [make_note(1, text or "q", text, (text or "s",), tags=(text, "a\nb")), make_note(2, None, text)]
    _, blocks = read(written(notes))
    wanted = [0, 1, 2, 0] if text else [0, 1, 0]
    assert [block.depth for block in blocks] == wanted
    ids = [block.properties["id"] for block in blocks if "id" in block.properties]
    assert ids == [note.id for note in notes]
    assert all(uuid.UUID(each) for each in ids)
    assert blocks[1].properties["tags"].endswith("a b")
    assert all(line.startswith(">") for line in blocks[1].lines)
    assert blocks[0].text.startswith("## ")
    assert not re.search(r"(?<!\\)#[^\s#]|\{\{|\(\(|(?<!\\)\[\[", blocks[1].text + blocks[0].text[3:])
    for block in blocks:
        assert not re.search(r"^\w+::", block.text, re.MULTILINE)
        assert "<script" not in block.text.replace("\\<", "")
