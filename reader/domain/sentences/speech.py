"""Quotations and brackets in a line of text: which mark opens, which closes, what stands inside.

All offsets are code points.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

# A pair of marks that holds more than this holds sentences of its own.
SHORT = 300
_MARKS = re.compile('["“”„‟«»‘’‚‹›「」『』()（）\\[\\]{}【】《》〈〉]')
_PAIRS = dict(zip("(（[{【「『《〈", ")）]}】」』》〉", strict=True))
_CLOSING_BRACKETS = {close: opening for opening, close in _PAIRS.items()}
_MATES = {"”": "“„‟”", "“": "„", "»": "«»", "«": "»", "’": "‘‚", "‘": "‚", "›": "‹", "‹": "›", '"': '"'}


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Which marks belong together.

    `pairs` has the opening of each closing mark, `openings` all that open; `short_starts` and
    `short_ends` the ranges, apart and ascending, between marks that are at most SHORT apart.
    """

    pairs: dict[int, int]
    openings: frozenset[int]
    short_starts: list[int]
    short_ends: list[int]

    def holds(self, start: int, end: int) -> bool:
        """Whether `start:end` stands inside a short quotation or bracket."""
        index = bisect_right(self.short_starts, start) - 1
        return index >= 0 and end <= self.short_ends[index]


def enclosed(text: str) -> Enclosed:
    """Return the quotations and brackets of `text`, in time proportional to its length."""
    pairs: dict[int, int] = {}
    openings: set[int] = set()
    waiting: list[int] = []
    count: dict[str, int] = {}
    for match in _MARKS.finditer(text):
        at, mark = match.start(), match.group()
        before, after = text[at - 1 : at], text[at + 1 : at + 2]
        if mark in '"’' and before.isalnum() and after.isalnum():
            continue  # an apostrophe, a Hebrew abbreviation
        mates = _CLOSING_BRACKETS.get(mark) or _MATES.get(mark, "")
        if any(count.get(mate) for mate in mates) and not (mark == '"' and _looks_open(before, after)):
            while waiting:
                opening = waiting.pop()
                count[text[opening]] -= 1
                if text[opening] in mates:
                    pairs[at] = opening
                    break
        elif _opens(mark, before, after):
            openings.add(at)
            waiting.append(at)
            count[mark] = count.get(mark, 0) + 1
    starts, ends = _joined(sorted((opening, close) for close, opening in pairs.items()))
    return Enclosed(pairs, frozenset(openings), starts, ends)


def _opens(mark: str, before: str, after: str) -> bool:
    """Whether `mark`, to which nothing open belongs, opens."""
    if mark in _PAIRS or mark in "“„‟‚‹" or (mark == "«" and not before.isalnum()):
        return True
    return mark in '"»”‘' and _looks_open(before, after)


def _looks_open(before: str, after: str) -> bool:
    """Whether a quotation mark that may do either opens: no word before it, something after."""
    return (not before or before.isspace() or before in "([{（—–-:：，。！？") and bool(after.strip())


def _joined(pairs: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """Return the starts and the ends of the short pairs, those that overlap made one."""
    starts: list[int] = []
    ends: list[int] = []
    for opening, close in pairs:
        if close - opening > SHORT:
            continue
        if ends and opening < ends[-1]:
            ends[-1] = max(ends[-1], close)
        else:
            starts.append(opening)
            ends.append(close)
    return starts, ends
