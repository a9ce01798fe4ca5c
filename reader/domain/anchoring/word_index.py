"""An index of a text's words: where each stands, and where most words of a passage stand together.

Words here serve comparison only, so they are folded in case and carry no punctuation; in scripts
written without spaces each character, with its marks, is one. All offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from reader.domain.letters import MARKS, PUNCTUATION, UNSPACED

# How many rare words vote for a place, and how many of their occurrences are looked at: enough to
# find a passage of which one word in ten is another, few enough for a thousand notes a second.
_VOTERS = 48
_VOTES = 6000


# Compiled when asked for: it takes 3 ms, and no start needs it.
@cache
def _word() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}][{MARKS}]*|[^{PUNCTUATION}{UNSPACED}]+")


@cache
def _unspaced() -> re.Pattern[str]:
    return re.compile(f"[{UNSPACED}]")


def is_joined(before: str, after: str) -> bool:
    """Whether a word runs across the point between the texts `before` and `after`.

    Never in scripts without spaces, where only a dictionary could say.
    """
    if not before or not after or not (before[-1].isalnum() and after[0].isalnum()):
        return False
    return not (_unspaced().match(before[-1]) or _unspaced().match(after[0]))


class WordIndex:
    """The words of `text`: `words` folded, `starts` and `ends` their offsets, in reading order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _word().finditer(text):
            self.words.append(match.group().casefold())
            self.starts.append(match.start())
            self.ends.append(match.end())
        self._places: dict[str, list[int]] | None = None

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Return the numbers, half open, of the words that share a character with `start:end`."""
        first = bisect_left(self.ends, start + 1)
        return first, max(first, bisect_left(self.starts, end))

    def places(self, word: str) -> Sequence[int]:
        """Return the numbers of the words equal to `word`, ascending."""
        if self._places is None:
            places: defaultdict[str, list[int]] = defaultdict(list)
            for number, each in enumerate(self.words):
                places[each].append(number)
            self._places = dict(places)
        return self._places.get(word, ())

    def likely(self, passage: Sequence[str], most: int) -> list[int]:
        """Return up to `most` word numbers at which `passage` may begin, the likeliest first.

        The rare words of the passage vote, each for where it would begin if this word stood in its
        place; words added or dropped shift a vote a little, so near votes count together. A number
        may be off by some words, or negative.
        """
        width = 8 + len(passage) // 10
        votes: defaultdict[int, float] = defaultdict(float)
        found = [(places, i) for i, word in enumerate(passage) if (places := self.places(word))]
        found.sort(key=lambda pair: len(pair[0]))
        left = _VOTES
        for places, i in found[:_VOTERS]:
            left -= len(places)
            if left < 0 and votes:
                break
            weight = len(places) ** -0.5
            for place in places[:_VOTES]:
                votes[(place - i) // width] += weight
        near = {bucket: count + votes.get(bucket + 1, 0.0) for bucket, count in votes.items()}
        best = sorted(near, key=lambda bucket: (-near[bucket], bucket))
        chosen: list[int] = []
        for bucket in best:
            if not any(abs(bucket - other) <= 1 for other in chosen):
                chosen.append(bucket)
                if len(chosen) == most:
                    break
        # The middle of the two buckets that were counted together.
        return [(bucket + 1) * width for bucket in chosen]
