"""Cutting what is too long: a text into parts, a giant block into several."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace

from reader.domain.blocks import Block, BlockKind

# A page of an article is at least one block, and the window lays out a page as a whole: a block of 5 MB
# (a word without end, a table of 2,000 rows) would stop it for seconds at each change of size.
LONGEST_BLOCK = 100_000


def parts(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of `text` begin and end; only line ends are left out between them.

    A long text is cut at a line end, else after a sentence, a space, or wherever no letter is parted
    from its accents.
    """
    start = 0
    while len(text) - start > longest:
        limit = start + longest
        late = limit - longest // 4
        cut = text.rfind("\n", start + longest // 2, limit)
        if cut > 0:
            yield start, cut
            start = cut + 1
            continue
        cut = max(text.rfind(". ", late, limit) + 2, text.rfind("。", late, limit) + 1)
        if cut <= late:
            cut = text.rfind(" ", late, limit) + 1
        if cut <= late:
            cut = limit
            while cut > late and (unicodedata.combining(text[cut]) or text[cut] in "\u200d\ufe0f"):
                cut -= 1
        yield start, cut
        start = cut
    yield start, len(text)


def cut_giants(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return `blocks` without any that is longer than LONGEST_BLOCK: it stands as several.

    What follows the first part of a heading or of a list item is a paragraph.
    """
    if all(len(block.text) <= LONGEST_BLOCK for block in blocks):
        return blocks
    return tuple(part for block in blocks for part in _cut(block))


def _cut(block: Block) -> Iterator[Block]:
    if len(block.text) <= LONGEST_BLOCK:
        yield block
        return
    rest = block
    if block.kind in (BlockKind.TITLE, BlockKind.HEADING):
        rest = replace(block, kind=BlockKind.PARAGRAPH, level=0)
    elif block.kind is BlockKind.LIST_ITEM:
        rest = replace(block, kind=BlockKind.PARAGRAPH, marker="")
    for number, (first, last) in enumerate(parts(block.text, LONGEST_BLOCK)):
        text = block.text[first:last].rstrip()
        if block.kind is not BlockKind.CODE:
            first += len(text) - len(text := text.lstrip())
        if not text:
            continue
        last = first + len(text)
        spans = tuple(
            replace(span, start=max(span.start, first) - first, end=min(span.end, last) - first)
            for span in block.spans
            if span.start < last and span.end > first
        )
        yield replace(rest if number else block, text=text, spans=spans)
