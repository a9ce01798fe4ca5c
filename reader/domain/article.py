"""The article, its row in a list, and what an importer makes."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from reader.domain.article_row import ArticleRow as ArticleRow
from reader.domain.blocks import Block
from reader.domain.notes import Note
from reader.domain.plain_text import block_starts, plain_text
from reader.domain.sections import Section, section_tree


@dataclass(frozen=True)
class Article:
    """A whole article in one revision. A window loads its outline and a page of blocks instead.

    `source` is the absolute path or address it came from, or None; `publisher` what a `Source:` line
    names; `published` is `YYYY-MM-DD` or None; `language` a BCP 47 tag or empty; `revision` counts
    from 1. Equality is by these fields; the rest is derived once.
    """

    id: str
    title: str
    source: str | None
    publisher: str
    byline: str
    published: str | None
    language: str
    revision: int
    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """The plain text; offsets into it are code points."""
        return plain_text(self.blocks)

    @cached_property
    def starts(self) -> list[int]:
        """The offset of each block in `text`."""
        return block_starts(self.blocks)

    @cached_property
    def root(self) -> Section:
        """The section tree."""
        return section_tree(self.title, self.blocks, self.starts, len(self.text))

    @property
    def word_count(self) -> int:
        """The number of words in the whole text."""
        return self.root.word_count


@dataclass(frozen=True, slots=True)
class Imported:
    """What an importer makes of one file, before the library knows it.

    `encoding` is set where it was detected or asked for, not for plain UTF-8. `omitted` names each
    kind of content that was left out, `warnings` what a person should know; neither is ever silent.
    """

    title: str
    blocks: tuple[Block, ...]
    source: str | None = None
    publisher: str = ""
    byline: str = ""
    published: str | None = None
    language: str = ""
    encoding: str = ""
    notes: tuple[Note, ...] = ()
    omitted: tuple[str, ...] = ()
    warnings: tuple[str, ...] = field(default=())
