"""Which names fit a few typed letters, best first."""

from __future__ import annotations

from collections.abc import Sequence

MOST = 60  # names that are shown
_MANY = 1_500  # from here on a C library looks through the names first
_TYPO = 75  # of 100: how alike a misspelt word must be


def rank(query: str, names: Sequence[str], most: int = MOST) -> list[tuple[int, list[int]]]:
    """Return (index, matched positions) of the names that fit `query`, best first, at most `most`.

    Every word of the query must fit: as the beginning of a word, inside one, as letters in order, or
    nearly. Among equals the order of `names` holds. Positions are code points of the name.
    """
    words = query.casefold().split()
    if not words:
        return [(index, []) for index in range(min(len(names), most))]
    candidates: Sequence[int] = range(len(names))
    if len(names) > _MANY:
        candidates = likely(words, names)
    found = []
    for index in candidates:
        fitting = fit(words, names[index])
        if fitting is not None:
            score, positions = fitting
            found.append((-score, index, positions))
    if not found:
        return [(index, []) for index, _ in nearly(query, names)]
    found.sort(key=lambda entry: entry[:2])
    return [(index, positions) for _, index, positions in found[:most]]


def fit(words: list[str], name: str) -> tuple[float, list[int]] | None:
    """Return how well `name` fits the folded `words`, and the matched code points; None: not all fit."""
    folded = name.casefold()
    if len(folded) != len(name):  # a letter that folds into two: positions would be off
        folded = name.lower() if len(name.lower()) == len(name) else name
    score, positions = 0.0, set[int]()
    for word in words:
        found = _fit_word(word, folded)
        if found is None:
            return None
        score += found[0]
        positions.update(found[1])
    return score - len(name) / 1000, sorted(positions)


def _fit_word(word: str, folded: str) -> tuple[float, list[int]] | None:
    start = folded.find(word)
    inside = start
    while start > 0 and folded[start - 1].isalnum():
        start = folded.find(word, start + 1)
    if start >= 0:
        is_whole = start + len(word) == len(folded) or not folded[start + len(word)].isalnum()
        return 3 + is_whole / 2 + (start == 0) / 2, list(range(start, start + len(word)))
    if inside >= 0:
        return 2.0, list(range(inside, inside + len(word)))
    if len(word) < 3:
        return None  # two letters stand in order in nearly every name
    positions, at = [], -1
    for letter in word:
        at = folded.find(letter, at + 1)
        if at < 0:
            return None
        positions.append(at)
    spread = positions[-1] - positions[0] + 1
    # Letters strewn over a long name fit by chance only.
    return (len(word) / spread, positions) if spread <= 3 * len(word) + 4 else None


def likely(words: list[str], names: Sequence[str]) -> list[int]:
    """Return the names in which the longest of `words` may be found, misspelt or with gaps."""
    from rapidfuzz import fuzz, process

    longest = max(words, key=len)
    found = process.extract(
        longest, names, scorer=fuzz.partial_ratio, processor=str.casefold, score_cutoff=60, limit=20 * MOST
    )
    return sorted(index for _, _, index in found)


def nearly(query: str, names: Sequence[str]) -> list[tuple[int, float]]:
    """Return the names that are nearly what was typed, for a typing error, and how near, 0-1."""
    from rapidfuzz import fuzz, process

    if len(query) <= 3:
        return []
    found = process.extract(
        query, names, scorer=fuzz.partial_ratio, processor=str.casefold, score_cutoff=_TYPO, limit=MOST
    )
    # The letters of a name that is much shorter than what was typed stand in it by chance.
    return [(index, score / 100) for name, score, index in found if 2 * len(name) > len(query)]
