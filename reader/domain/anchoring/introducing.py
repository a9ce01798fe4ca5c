"""How a passage that was noted elsewhere is found: in another program, in another library.

A note from elsewhere was made in this very text, or one like it, not in an older one. So a quote that
stands in it once is the passage, if it is long enough or nothing speaks against it; in a revision it might
be another sentence with the same words. All else is found as in a revision (`anchoring`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.anchoring.placing import TELLING, Placer, anchor
from reader.domain.anchoring.quotes import QuoteFinder
from reader.domain.anchoring.word_index import is_joined
from reader.domain.notes import Anchor, NoteState, Placement

if TYPE_CHECKING:
    from reader.domain.article import Article


class Introducer:
    """Finds anchors that were made elsewhere in one `article`."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._text = article.text
        self._placer = Placer(article)
        self._finder = QuoteFinder(article.text)

    def place(self, noted: Anchor) -> Placement:
        """Return where the passage stands: ANCHORED, MOVED (in other words) or DETACHED. Never raises."""
        has_context = bool(noted.prefix or noted.suffix)
        span = None
        if not has_context or len(noted.quote.split()) >= TELLING:
            span = self._only_one(noted.quote)
        if span is None:
            found = self._placer.place(noted)
            span = self._at_its_place(noted) if found.anchor is None and not has_context else None
            if span is None:
                return found
        path = self._article.root.at(span[0]).path
        passage = anchor(self._text, *span, path, self._article.revision)
        return Placement(NoteState.ANCHORED, passage, 1.0)

    def _at_its_place(self, noted: Anchor) -> tuple[int, int] | None:
        if noted.end > noted.start and self._text[noted.start : noted.end] == noted.quote:
            return noted.start, noted.end
        return None

    def _only_one(self, quote: str) -> tuple[int, int] | None:
        """Return where the quote stands if it stands there once, and as words of its own."""
        span = self._finder.find(quote)
        if span is None or self._finder.find(quote, 2) is not None:
            return None
        start, end = span
        if is_joined(self._text[start - 1 : start] if start else "", quote):
            return None
        return None if is_joined(quote, self._text[end : end + 1]) else span
