"""Articles made of plain paragraphs, for the tests of this room."""

from __future__ import annotations

from reader.domain.article import Article
from reader.domain.blocks import Block, BlockKind


def article(text: str, revision: int = 1) -> Article:
    """Return an article of `text`: a line that begins with # marks is a heading, others paragraphs."""
    return Article("a", "Title", None, "", "", None, "", revision, blocks(text))


def blocks(text: str) -> tuple[Block, ...]:
    made = []
    for part in text.split("\n\n"):
        level = len(part) - len(part.lstrip("#"))
        if level:
            made.append(Block(BlockKind.HEADING, part[level:].strip(), level=level))
        else:
            made.append(Block(BlockKind.PARAGRAPH, part))
    return tuple(made)
