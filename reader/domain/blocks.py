"""Blocks and spans: what an article is made of."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class BlockKind(StrEnum):
    """The kinds of block. TITLE is the article's own title where it stands in the file."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "item"
    QUOTE = "quote"
    CODE = "code"
    TABLE = "table"
    FIGURE = "figure"
    RULE = "rule"


class SpanKind(StrEnum):
    """The kinds of inline span."""

    EMPHASIS = "em"
    STRONG = "strong"
    CODE = "code"
    LINK = "link"
    SUPERSCRIPT = "sup"
    SUBSCRIPT = "sub"
    STRIKETHROUGH = "del"
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a block's text; `start` and `end` are code points in that text, half open.

    `target` is the address of a link or the label of the footnote that is referred to. Spans of
    one block are ordered by `start` and may overlap.
    """

    start: int
    end: int
    kind: SpanKind
    target: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `text` is all of it that is read, without trailing white space.

    - `level`: a heading's level 1-6; a list item's depth from 1; for any other block the depth of
      the list item it belongs to (0 outside of lists).
    - `quote`: how many quotations the block stands in; at least 1 for QUOTE, which is a paragraph
      that is quoted.
    - `marker`: what stands before the content of a list item (`"• "`, `"3. "`, `"☑ "`) or of a
      footnote (`"[1] "`); it is the beginning of `text`.
    - `info`: CODE: its language; FIGURE: the address of the image (`text` is its caption or
      description); TABLE: one of `l c r` a column; a footnote's paragraphs: its label.
    - A TABLE's `text` has a line a row, the header first, cells parted by tabs. Only CODE, TABLE
      and hard line breaks hold line ends. A RULE's text is `* * *` or as it stands in the file.
    """

    kind: BlockKind
    text: str
    spans: tuple[Span, ...] = ()
    level: int = 0
    quote: int = 0
    marker: str = ""
    info: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the reading cursor stops here."""
        return self.kind is not BlockKind.RULE and bool(self.text)


def encode(blocks: Iterable[Block]) -> list[list[Any]]:
    """Return `blocks` as plain lists, ready for JSON."""
    return [
        [
            b.kind.value,
            b.text,
            [[s.start, s.end, s.kind.value, s.target] for s in b.spans],
            b.level,
            b.quote,
            b.marker,
            b.info,
        ]
        for b in blocks
    ]


def decode(rows: Sequence[Sequence[Any]]) -> tuple[Block, ...]:
    """Return the blocks that `encode` made lists of; ValueError for an unknown kind."""
    return tuple(
        Block(
            BlockKind(kind),
            text,
            tuple(Span(start, end, SpanKind(name), target) for start, end, name, target in spans),
            level,
            quote,
            marker,
            info,
        )
        for kind, text, spans, level, quote, marker, info in rows
    )
