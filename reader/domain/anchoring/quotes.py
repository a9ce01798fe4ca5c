"""Finding a quote that a person typed or another program gave. All offsets are code points."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property


def find_quote(text: str, quote: str, occurrence: int = 1) -> tuple[int, int] | None:
    """Return where `quote` stands in `text` for the `occurrence`th time, or None.

    Exactly; where it does not so occur at all, with every run of white space taken as one space.
    Occurrences do not overlap. A quote of nothing but white space is nowhere.
    """
    return QuoteFinder(text).find(quote, occurrence)


class QuoteFinder:
    """Finds quotes in one text, as `find_quote` does, which folds its white space for each."""

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, quote: str, occurrence: int = 1) -> tuple[int, int] | None:
        """Return where `quote` stands for the `occurrence`th time, or None."""
        folded_quote = " ".join(quote.split())
        if not folded_quote or occurrence < 1:
            return None
        at = _nth(self._text, quote, occurrence)
        if at >= 0 or quote in self._text:
            return (at, at + len(quote)) if at >= 0 else None
        folded, shrunk = self._folded
        at = _nth(folded, folded_quote, occurrence)
        if at < 0:
            return None
        start, end = (_unfold(shrunk, point) for point in (at, at + len(folded_quote) - 1))
        return start, end + 1

    @cached_property
    def _folded(self) -> tuple[str, list[tuple[int, int]]]:
        """The text with its white space folded, and where runs of it shrank.

        For each: the offset in the folded text, and the code points lost up to there.
        """
        pieces: list[str] = []
        shrunk, lost, last = [(0, 0)], 0, 0
        for match in re.finditer(r"\s+", self._text):
            pieces += (self._text[last : match.start()], " ")
            last = match.end()
            if match.end() - match.start() > 1:
                lost += match.end() - match.start() - 1
                shrunk.append((match.end() - lost, lost))
        pieces.append(self._text[last:])
        return "".join(pieces), shrunk


def _nth(text: str, part: str, occurrence: int) -> int:
    at = text.find(part)
    while at >= 0 and occurrence > 1:
        occurrence -= 1
        at = text.find(part, at + len(part))
    return at


def _unfold(shrunk: list[tuple[int, int]], offset: int) -> int:
    return offset + shrunk[bisect_right(shrunk, (offset, 1 << 62)) - 1][1]
