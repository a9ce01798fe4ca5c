"""Anchors: how a note holds on to its passage, and how that passage is found in a newer revision.

A note on the wrong passage is worse than a note without one. So an exact quote is taken only where
nothing says that it is another passage with the same words, and a changed one only where the words
or the text round it leave no doubt. All offsets are code points.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from reader.domain.anchoring.evidence import (
    NAME,
    NUMBER,
    has_near_context,
    is_neighbour,
    is_swapped,
    is_whole_block,
)
from reader.domain.anchoring.likeness import (
    WIDE_CONTEXT,
    Passage,
    context_likeness,
    passage_likeness,
    similar_passages,
    word_likeness,
)
from reader.domain.anchoring.word_index import WordIndex, is_joined
from reader.domain.notes import CONTEXT, Anchor, NoteState, Placement

if TYPE_CHECKING:
    from reader.domain.article import Article


# Below this a passage is another one, whatever stands round it: a sentence rewritten by half.
MIN_SCORE = 0.6
# Likeness of 32 code points of context above which it speaks for a passage; chance gives 0.35-0.5.
_KNOWN = 0.65
# A quote of fewer words is no evidence of its own: any sentence may hold it.
TELLING = 5
_MAX_OCCURRENCES = 400
# A quote of more code points is sought by its two ends, of so many each.
_LONG, _END = 50_000, 2_000


def anchor(text: str, start: int, end: int, section_path: tuple[str, ...], revision: int) -> Anchor:
    """Return the anchor of `text[start:end]`, of an article whose plain text is `text`."""
    return Anchor(
        text[start:end],
        text[max(0, start - CONTEXT) : start],
        text[end : end + CONTEXT],
        start,
        end,
        section_path,
        revision,
    )


def place(anchor: Anchor, article: Article, before: str = "") -> Placement:
    """Find `anchor` in a newer `article`; see `Placer`, which is faster for more than one."""
    return Placer(article, before).place(anchor)


class Placer:
    """Finds anchors in one `article`.

    `before` is the plain text of the revision that the anchors were made in, where it is at hand.
    With it a passage that stood there beside the noted one is never taken for it, however much it
    resembles it; without it only the anchor's own 32 code points of context can tell.
    An anchor that does not fit `before` is treated as if there were none.
    """

    def __init__(self, article: Article, before: str = "") -> None:
        self._article = article
        self._text = article.text
        self._before = before

    @cached_property
    def _index(self) -> WordIndex:
        return WordIndex(self._text)

    @cached_property
    def _before_index(self) -> WordIndex:
        return WordIndex(self._before)

    def place(self, anchor: Anchor) -> Placement:
        """Return where the passage stands now: ANCHORED, MOVED (its words changed) or DETACHED.

        White space that changed leaves it ANCHORED. Never raises.
        """
        quote = anchor.quote
        if not quote.strip():
            return Placement(NoteState.DETACHED, None, 0.0)
        whole = anchor.prefix + quote + anchor.suffix
        at = self._text.find(whole)
        if at >= 0 and anchor.prefix and anchor.suffix and not self._is_repeated(anchor, whole):
            start = at + len(anchor.prefix)
            return self._placement(NoteState.ANCHORED, start, start + len(quote), 1.0)
        noted = self._noted(anchor)
        exact = self._exact(anchor, noted)
        # Word for word, but out of all its surroundings: the passage may have been changed where it
        # stood, and this be another with the same words.
        if exact is not None and max(self._context(noted, exact)) >= _KNOWN:
            return self._placement(NoteState.ANCHORED, exact.start, exact.end, 1.0)
        if len(quote) > _LONG and exact is None:
            return self._by_ends(anchor, noted)
        similar, score = self._similar(anchor, noted, must_be_certain=exact is not None)
        if similar is not None:
            same = similar.quote.split() == quote.split()
            state = NoteState.ANCHORED if same else NoteState.MOVED
            return self._placement(state, similar.start, similar.end, 1.0 if same else score)
        if exact is not None:
            return self._placement(NoteState.ANCHORED, exact.start, exact.end, 1.0)
        return Placement(NoteState.DETACHED, None, 0.0)

    def _by_ends(self, noting: Anchor, noted: Passage) -> Placement:
        """Place a passage of many pages by its first and its last sentences.

        Comparing all of it would take time by the square of its length.
        """
        end = noted.end - _END
        ends = [
            self.place(anchor(noted.text, low, high, noting.section_path, noting.revision))
            for low, high in ((noted.start, noted.start + _END), (end, noted.end))
        ]
        first, last = (each.anchor for each in ends)
        if first is None or last is None or not 0.8 < (last.end - first.start) / len(noting.quote) < 1.25:
            return Placement(NoteState.DETACHED, None, 0.0)
        score = min(each.score for each in ends)
        return self._placement(NoteState.MOVED, first.start, last.end, score)

    def _placement(self, state: NoteState, start: int, end: int, score: float) -> Placement:
        article = self._article
        path = article.root.at(start).path
        return Placement(state, anchor(self._text, start, end, path, article.revision), score)

    def _knows(self, anchor: Anchor) -> bool:
        """Whether the older text is at hand and the anchor's."""
        return bool(self._before) and self._before[anchor.start : anchor.end] == anchor.quote

    def _noted(self, anchor: Anchor) -> Passage:
        """Return the passage in its old surroundings, as far as they are known."""
        if self._knows(anchor):
            return Passage(self._before, anchor.start, anchor.end)
        start = len(anchor.prefix)
        return Passage(anchor.prefix + anchor.quote + anchor.suffix, start, start + len(anchor.quote))

    def _context(self, noted: Passage, found: Passage) -> tuple[float, float]:
        return context_likeness(noted, found, CONTEXT)

    def _is_repeated(self, anchor: Anchor, whole: str) -> bool:
        """Whether the quote with the very same context stands, or stood, in two places."""
        texts = (self._text, self._before) if self._knows(anchor) else (self._text,)
        return any(text.find(whole, text.find(whole) + 1) >= 0 for text in texts)

    # The exact quote

    def _exact(self, anchor: Anchor, noted: Passage) -> Passage | None:
        """Return the occurrence of the exact quote that is the noted one, or None."""
        found = list(self._occurrences(self._text, anchor))
        if not found:
            return None
        path, length = anchor.section_path, len(self._text)

        def rank(passage: Passage) -> tuple[float, bool, float]:
            alike = sum(context_likeness(noted, passage, CONTEXT))
            same_section = self._article.root.at(passage.start).path == path
            return round(alike, 1), same_section, -abs(passage.start - anchor.start) / max(1, length)

        ranked = sorted(found, key=rank, reverse=True) if len(found) > 1 else found
        rivals = self._rivals(anchor, list(self._occurrences(self._before, anchor)))
        for passage in ranked[:8]:
            if self._is_evident(anchor, noted, passage, len(found)) and not self._is_other(
                noted, passage, rivals
            ):
                return passage
        return None

    def _occurrences(self, text: str, anchor: Anchor) -> Iterable[Passage]:
        """Yield where the exact quote stands in `text`, not inside a longer word unless it was so."""
        quote = anchor.quote
        joined = is_joined(anchor.prefix, quote), is_joined(quote, anchor.suffix)
        at, count = text.find(quote), 0
        while at >= 0 and count < 10 * _MAX_OCCURRENCES:
            end = at + len(quote)
            if (joined[0] or not is_joined(text[max(0, at - 1) : at], quote)) and (
                joined[1] or not is_joined(quote, text[end : end + 1])
            ):
                yield Passage(text, at, end)
                count += 9
            count += 1
            at = text.find(quote, at + 1)

    def _is_evident(self, anchor: Anchor, noted: Passage, found: Passage, occurrences: int) -> bool:
        """Whether the quote is long enough, or its surroundings known, to be that passage."""
        before, after = self._context(noted, found)
        if max(before, after) >= _KNOWN or before + after >= 1.1:
            return True
        words = WordIndex(anchor.quote).words
        if len(words) >= TELLING:
            return True
        # A heading or an item whose neighbours both changed, still alone in its place.
        return (
            occurrences == 1
            and len(words) > 0
            and is_whole_block(noted)
            and is_whole_block(found)
            and self._article.root.at(found.start).path == anchor.section_path
        )

    # The quote with words changed

    def _similar(self, anchor: Anchor, noted: Passage, must_be_certain: bool) -> tuple[Passage | None, float]:
        """Return the passage that the noted one became, and how alike they are."""
        best: tuple[float, float, Passage] | None = None
        for passage in similar_passages(noted, CONTEXT, self._index):
            score = passage_likeness(noted, passage)
            before, after = self._context(noted, passage)
            if must_be_certain and min(before, after) < _KNOWN:
                continue
            if not self._is_acceptable(anchor, noted, passage, score, before, after):
                continue
            total = 2 * score + _weight(before, after)
            if best is None or total > best[0]:
                best = total, score, passage
        if best is None or self._is_other(noted, best[2], self._similar_rivals(anchor, best[2])):
            return None, 0.0
        return best[2], best[1]

    def _is_acceptable(
        self, anchor: Anchor, noted: Passage, found: Passage, score: float, before: float, after: float
    ) -> bool:
        """Whether so many words may have changed, by how much of the context is known."""
        if min(before, after) >= _KNOWN:
            least = MIN_SCORE
        elif max(before, after) >= _KNOWN:
            least = 0.7
        else:
            least = 0.8
        if score < least:
            return False
        old, new = WordIndex(noted.quote).words, WordIndex(found.quote).words
        alone = max(before, after) < _KNOWN
        if alone and (
            len(old) < TELLING or word_likeness(old, new) < least or is_swapped(NUMBER, noted, found)
        ):
            return False
        if self._knows(anchor):
            return True
        if is_neighbour(anchor, found):
            return False
        swapped = is_swapped(NUMBER, noted, found) or is_swapped(NAME, noted, found)
        return not swapped or has_near_context(anchor, found)

    # Other passages of the older text

    def _rivals(self, anchor: Anchor, passages: Iterable[Passage]) -> list[Passage]:
        """Return those of `passages`, in the older text, that are not the noted one."""
        if not self._knows(anchor):
            return []
        return [each for each in passages if each.end <= anchor.start or each.start >= anchor.end]

    def _similar_rivals(self, anchor: Anchor, found: Passage) -> list[Passage]:
        """Return the passages of the older text that may have become `found`."""
        if not self._knows(anchor):
            return []
        return self._rivals(anchor, similar_passages(found, CONTEXT, self._before_index))

    def _is_other(self, noted: Passage, found: Passage, rivals: Iterable[Passage]) -> bool:
        """Whether `found` is rather one of `rivals` than the noted passage."""

        def kinship(old: Passage) -> float:
            return 2 * passage_likeness(old, found) + _weight(*context_likeness(old, found, WIDE_CONTEXT))

        own = kinship(noted)
        return any(kinship(rival) > own for rival in rivals)


def _weight(before: float, after: float) -> float:
    """Return what the likeness of the context on both sides adds; what chance may give does not count."""
    return sum(side for side in (before, after) if side >= _KNOWN) / 2
