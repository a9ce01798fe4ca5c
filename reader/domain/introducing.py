"""How a passage that was noted elsewhere is found: in another program, in another library.

What revisions go by is asked first (`anchoring`). But a note from elsewhere was made in this very text,
or one like it, not in an older one: a quote of a few words that stands in it once, with nothing that
speaks against it, is the passage. In a revision it might be another sentence with the same words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.anchoring import Placer, anchor
from reader.domain.notes import Anchor, NoteState, Placement
from reader.domain.quotes import find_quote
from reader.domain.word_index import is_joined

if TYPE_CHECKING:
    from reader.domain.article import Article


def introduce(noted: Anchor, article: Article, placer: Placer) -> Placement:
    """Return where the passage `noted`, which was made elsewhere, stands in `article`; never raises."""
    found = placer.place(noted)
    if found.anchor is not None or not noted.quote.strip() or noted.prefix or noted.suffix:
        return found
    span = _at_its_place(noted, article.text) or _only_one(noted.quote, article.text)
    if span is None:
        return found
    start, end = span
    path = article.root.at(start).path
    return Placement(NoteState.ANCHORED, anchor(article.text, start, end, path, article.revision), 1.0)


def _at_its_place(noted: Anchor, text: str) -> tuple[int, int] | None:
    if noted.end > noted.start and text[noted.start : noted.end] == noted.quote:
        return noted.start, noted.end
    return None


def _only_one(quote: str, text: str) -> tuple[int, int] | None:
    """Return where the quote stands if it stands there once, and as words of its own."""
    span = find_quote(text, quote)
    if span is None or find_quote(text, quote, 2) is not None:
        return None
    start, end = span
    if is_joined(text[:start][-1:], quote) or is_joined(quote, text[end : end + 1]):
        return None
    return span
