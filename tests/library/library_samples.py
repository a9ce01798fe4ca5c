"""Small articles and notes for the tests of the library."""

from __future__ import annotations

from reader.domain.anchoring.placing import anchor
from reader.domain.anchoring.quotes import find_quote
from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind
from reader.domain.ids import new_id
from reader.domain.notes import Note
from reader.library.library import Library

TALKS = """# Talks go on

The lede says what happened on Friday in the capital.

## The court

The judges ordered that the crossing be opened without delay for aid convoys. Nobody had expected it.

### Reactions

Both ministries said that they would study the text before they answered it in public.

## The talks

Negotiators met for the third time in the port city, and left again without a word to the press.
"""
ORDER = "The judges ordered that the crossing be opened without delay for aid convoys."
PRESS = "left again without a word to the press"


def imported(text: str = TALKS, source: str | None = "/articles/talks.md", **fields: str | None) -> Imported:
    """Return what an importer would make of a few paragraphs; `#` marks headings, `# ` the title."""
    blocks = []
    title = ""
    for part in text.strip().split("\n\n"):
        marks, _, rest = part.partition(" ")
        if set(marks) == {"#"}:
            kind = BlockKind.HEADING if len(marks) > 1 else BlockKind.TITLE
            title = title or rest
            blocks.append(Block(kind, rest, level=len(marks) if len(marks) > 1 else 0))
        else:
            blocks.append(Block(BlockKind.PARAGRAPH, part))
    return Imported(fields.pop("title", None) or title, tuple(blocks), source, **fields)  # type: ignore[arg-type]


def noted(library: Library, article_id: str, quote: str, **fields: object) -> Note:
    """Add a note on `quote` of the present revision, and return it."""
    article = library.article(article_id)
    found = find_quote(article.text, quote)
    assert found is not None
    path = article.root.at(found[0]).path
    made = anchor(article.text, *found, path, article.revision)
    return library.add_note(Note(new_id(), article_id, path, made, **fields))  # type: ignore[arg-type]
