"""Markdown: CommonMark with tables, strikethrough, task lists, footnotes and front matter."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind
from reader.errors import ReaderError
from reader.importing.encoding.decoding import decode
from reader.importing.header.dates import whole_date
from reader.importing.header.frontmatter import FrontMatter, split_front_matter
from reader.importing.header.titles import fallback_title, first_clause
from reader.importing.lines.characters import tidy
from reader.importing.markdown.blocks import Draft, Drafter, blocks_of
from reader.importing.markdown.header import take_header
from reader.importing.markdown.inline import MAX_MARKS, InlineReader
from reader.importing.markdown.parser import MAX_NESTING, MAX_STEPS, parse_blocks
from reader.translation import digits, tr

# Each costs the parser a hundred bytes, whatever is in it.
MAX_LINES = 2_000_000


def read(data: bytes, name: str, encoding: str) -> Imported:
    """Import `data`; `name` is the file's own name or empty, `encoding` as for `decode`."""
    decoded = decode(data, encoding)
    matter, broken, body = split_front_matter(decoded.text)
    if body.count("\n") > MAX_LINES:
        raise ReaderError(
            tr("it has more than {max_lines} lines", max_lines=digits(MAX_LINES)),
            remedy=tr("split it into parts"),
        )
    env: dict[str, Any] = {}
    drafter = Drafter()
    inline = InlineReader(env)
    with _no_collector():
        state = parse_blocks(tidy(body), env, drafter.take)
        drafts = drafter.drafts
        if broken:
            drafts.insert(0, Draft(BlockKind.PARAGRAPH, broken, is_literal=True))
        header = take_header(drafts, inline)
        blocks = _with_title(blocks_of(header.drafts, inline))
    warnings = list(decoded.warnings)
    if broken:
        warnings.append(tr("the front matter is no sound YAML and stands in the text"))
    if state.too_deep:
        warnings.append(tr("what is nested more than {most} deep stands as text", most=MAX_NESTING))
    if state.is_spent:
        warnings.append(
            tr("after {most} headings, items and such the rest is read as paragraphs", most=digits(MAX_STEPS))
        )
    if inline.is_spent:
        warnings.append(tr("after {most} marks the rest of them stand as text", most=digits(MAX_MARKS)))
    if not any(block.is_read for block in blocks):
        raise ReaderError(tr("there is no text in it"))
    matter = matter or FrontMatter()
    published = whole_date(matter.date)
    if matter.date and not published:
        warnings.append(
            tr(
                "the date {date} of the front matter is none that can only be read in one way",
                date=repr(matter.date),
            )
        )
    omitted = {
        *drafter.omitted,
        *inline.omitted,
        *(tr("front matter: {name}", name=name) for name in matter.unused),
    }
    title = next((block.text for block in blocks if block.kind is BlockKind.TITLE), "")
    return Imported(
        title=matter.title or title or fallback_title(name, blocks) or _first_words(blocks),
        blocks=tuple(blocks),
        publisher=matter.publisher or header.publisher,
        byline=matter.byline or header.byline,
        published=published or header.published or None,
        language=matter.language,
        encoding=decoded.encoding,
        omitted=tuple(sorted(omitted)),
        warnings=tuple(warnings),
    )


def _first_words(blocks: list[Block]) -> str:
    """Return the beginning of the first text, which is a heading or of no letters; never an empty string."""
    return first_clause(next(block.text for block in blocks if block.is_read)) or "Untitled"


@contextmanager
def _no_collector() -> Iterator[None]:
    """Keep the garbage collector out: a million blocks live on, and it would look at them time and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _with_title(blocks: list[Block]) -> list[Block]:
    """Make the title of the one heading of the first level that stands before any text."""
    tops = 0
    first = -1
    for index, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            tops += block.level == 1
            if first < 0:
                first = index
    if (
        tops == 1
        and blocks[first].level == 1
        and not any(b.is_read and b.kind is not BlockKind.FIGURE for b in blocks[:first])
    ):
        blocks[first] = replace(blocks[first], kind=BlockKind.TITLE, level=0)
    return blocks
