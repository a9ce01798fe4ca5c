"""Choosing the best place of what was found in a text, and the words around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

LENGTH = 160  # code points of a snippet, about
_BEFORE = 48  # of them before the first word found
_BLANKS = re.compile(r"\s+")

Place = tuple[int, int, int]  # start, end, and the number of the term that stands there


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A run of a text in one line.

    `marks` are the places found, in code points of the snippet; `found` is the place of the first one
    in the text, `terms` how many different ones there are.
    """

    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    found: tuple[int, int] | None = None
    terms: int = 0


def excerpt(text: str, places: Sequence[Place], length: int = LENGTH) -> Excerpt:
    """Return the part of `text` that has most of the terms at `places`; the first of such parts.

    It is about `length` code points long. Without places it is the beginning of the text.
    """
    first, last, terms = _best(places, length - _BEFORE)
    chosen = places[first:last]
    start = max(0, chosen[0][0] - _BEFORE) if chosen else 0
    end = max(start + length, chosen[0][1] if chosen else 0)
    if end >= len(text):
        start, end = max(0, min(start, len(text) - length)), len(text)
    start, end = _whole_words(text, start, end, chosen)
    snippet, marks = "…" if start else "", []
    for place_start, place_end, _ in chosen:
        if place_start >= end:
            break
        snippet += _line(text[start:place_start], snippet)
        found = _line(text[place_start:place_end], "")
        marks.append((len(snippet), len(snippet) + len(found)))
        snippet += found
        start = place_end
    snippet += _line(text[start:end], snippet).rstrip()
    if end < len(text):
        snippet += "…"
    return Excerpt(snippet, tuple(marks), chosen[0][:2] if chosen else None, terms)


def _best(places: Sequence[Place], length: int) -> tuple[int, int, int]:
    """Return first, last (exclusive) of the places within `length`, and how many terms they are of."""
    best = (0, 0, 0)
    last = 0
    counts: dict[int, int] = {}
    for first, (start, _, _) in enumerate(places):
        while last < len(places) and (places[last][1] <= start + length or last == first):
            counts[places[last][2]] = counts.get(places[last][2], 0) + 1
            last += 1
        if len(counts) > best[2]:
            best = (first, last, len(counts))
        term = places[first][2]
        counts[term] -= 1
        if not counts[term]:
            del counts[term]
    return best


def _whole_words(text: str, start: int, end: int, places: Sequence[Place]) -> tuple[int, int]:
    """Return the part without the words that its ends cut, where they are not too long."""
    if start and not text[start - 1].isspace():
        blank = _BLANKS.search(text, start, min(start + 20, places[0][0] if places else end))
        start = blank.end() if blank else start
    if end < len(text) and not text[end].isspace():
        floor = max([end - 20, *(place[1] for place in places if place[1] <= end)])
        cut = max(text.rfind(blank, floor, end) for blank in " \n\t")
        end = cut if cut > floor else end
    return start, end


def _line(text: str, before: str) -> str:
    """Return `text` with white space folded; none at its start after a blank or nothing."""
    line = _BLANKS.sub(" ", text)
    return line.lstrip() if not before or before[-1] in " …" else line
