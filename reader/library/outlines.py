"""Section trees as they are stored: JSON without what follows from a section's place in the tree."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator
from typing import Any

from reader.domain.sections import Section


def pack(root: Section) -> str:
    """Return the tree below `root` as JSON."""
    return json.dumps(_packed(root), ensure_ascii=False, separators=(",", ":"))


def unpack(title: str, text: str) -> Section:
    """Return the tree that `pack` made `text` of, its root titled `title`."""
    collects = gc.isenabled()
    gc.disable()  # none of it is garbage, and 200,000 sections are looked through again and again
    try:
        _, start, body, end, paragraphs, words, below = json.loads(text)
        root = Section(title, 1, (), (), start, body, end, paragraphs, words)
        _unpack(root, below)
    finally:
        if collects:
            gc.enable()
    return root


def titles(text: str) -> Iterator[tuple[str, int]]:
    """Yield the titles in what `pack` made, in reading order, each with its depth, 1 below the root."""
    stack = [(row, 1) for row in reversed(json.loads(text)[-1])]
    while stack:
        row, depth = stack.pop()
        yield row[0], depth
        stack.extend((below, depth + 1) for below in reversed(row[-1]))


def count(root: Section) -> int:
    """Return how many sections there are below `root`."""
    return sum(1 for _ in root.walk()) - 1


# Both go as deep as there are levels of heading.


def _packed(section: Section) -> list[Any]:
    return [
        # The root's title is the article's, which may be corrected.
        section.title if section.path else "",
        section.start,
        section.body,
        section.end,
        section.paragraphs,
        section.word_count,
        [_packed(each) for each in section.sections],
    ]


def _unpack(parent: Section, rows: list[list[Any]]) -> None:
    level, path, place = parent.level + 1, parent.path, parent.place
    for number, (title, start, body, end, paragraphs, words, below) in enumerate(rows, 1):
        section = Section(title, level, (*path, title), (*place, number), start, body, end, paragraphs, words)
        if below:
            _unpack(section, below)
        parent.sections.append(section)
