"""Bullet and numbered lists in plain text."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.domain.blocks import Block, BlockKind
from reader.importing.header.dates import find_date
from reader.importing.lines.calendars import MONTHS
from reader.importing.lines.characters import ends_sentence
from reader.importing.lines.runs import Layout, Line, Run
from reader.importing.plain.joining import join

_BULLET = re.compile(r"([-*+•‣◦▪●○∙·⁃➢➤✓✔☐☑→]|–)\s+(?=\S)")
_NUMBER = re.compile(r"(\(?\d{1,3}[.)]|[（(]\d{1,3}[）)]|[①-⑳]|\d{1,3}、)(?:\s+(?=\S)|(?<=[①-⑳、）]))")
_LETTER = re.compile(r"(\(?[a-zA-Z][.)]|\(?[ivxIVX]{1,5}[.)])\s+(?=\S)")
_DEEPEST = 9


class Marker(NamedTuple):
    """What stands before an item.

    `end` is where its text begins, `is_firm` whether one alone makes a list.
    """

    text: str
    end: int
    is_firm: bool


def marker_of(line: Line) -> Marker | None:
    """Return the marker that `line` begins with, or None if it is no list item."""
    text = line.text
    match = _BULLET.match(text)
    if match:
        # A dash may be a speaker's, or a bracket in the sentence that the line goes on with.
        return Marker(match[1], match.end(), match[1] != "–")
    match = _NUMBER.match(text)
    if match:
        word = text[match.end() : match.end() + 20].partition(" ")[0].rstrip(".,").casefold()
        # `3. Juni 1953 wurde …`
        if word in MONTHS or find_date(line.bare[:40]):
            return None
        return Marker(match[1], match.end(), True)
    match = _LETTER.match(text)
    return Marker(match[1], match.end(), False) if match else None


def list_start(lines: Run, *, in_list: bool) -> int:
    """Return which of `lines` begins a list; their number if none does.

    One marker is enough where the first line has it (of letters and dashes it takes two, or an item
    just before: `in_list`), or where the line before ends in a colon.
    """
    markers = [marker_of(line) for line in lines]
    count = sum(marker is not None for marker in markers)
    first = markers[0]
    if first and (first.is_firm or in_list or count > 1):
        return 0
    for index in range(1, len(lines)):
        if not markers[index]:
            continue
        before = lines[index - 1].bare
        if before[-1] in ":：" or (count > 1 and ends_sentence(before)):
            return index
        if count == len(lines) - index and count > 1:
            return index
    return len(lines)


class Lists:
    """Makes items of lines; remembers how deep the items before were indented."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._indents: list[int] = []

    @property
    def depth(self) -> int:
        """The depth of the item made last, 0 if no list is open."""
        return len(self._indents)

    def close(self) -> None:
        """Forget the items before: something else stands in between."""
        self._indents.clear()

    def holds(self, line: Line) -> bool:
        """Whether `line`, after a blank one, is a further paragraph of the item made last."""
        return bool(self._indents) and line.indent >= self._indents[-1] + 2

    def items(self, lines: Run) -> tuple[list[Block], Run]:
        """Return the items that `lines` begin with, and the lines that belong to none of them."""
        blocks: list[Block] = []
        item: Run = []
        marker: Marker | None = None
        for index, line in enumerate(lines):
            found = marker_of(line)
            if found:
                if marker:
                    blocks.append(self._item(marker, item))
                marker, item = found, [line]
            elif marker and self._goes_on(item, line):
                item.append(line)
            else:
                if marker:
                    blocks.append(self._item(marker, item))
                return blocks, lines[index:]
        if marker:
            blocks.append(self._item(marker, item))
        return blocks, []

    def _goes_on(self, item: Run, line: Line) -> bool:
        return (
            line.indent > item[0].indent
            or line.bare[0].islower()
            or (self._layout.is_wrapped and self._layout.is_forced(item[-1], line))
        )

    def _item(self, marker: Marker, lines: Run) -> Block:
        indent = lines[0].indent
        while self._indents and indent < self._indents[-1]:
            self._indents.pop()
        if (not self._indents or indent >= self._indents[-1] + 2) and len(self._indents) < _DEEPEST:
            self._indents.append(indent)
        first = lines[0]._replace(text=lines[0].text[marker.end :])
        text = f"{marker.text} {join([first, *lines[1:]])}"
        return Block(BlockKind.LIST_ITEM, text, level=len(self._indents), marker=f"{marker.text} ")
