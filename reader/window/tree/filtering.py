"""The tree's filter: words that must all occur, in an article's line or in the title of a section."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.window.wording import long_date


def fold(text: str) -> str:
    """Return `text` without the differences of case and accents."""
    text = text.casefold()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def words_of(text: str) -> list[str]:
    """Return the folded words of what was typed."""
    return fold(text).split()


def line_of(row: ArticleRow) -> str:
    """Return what of an article the filter looks at, folded."""
    return fold(f"{row.title} {row.publisher} {row.byline} {long_date(row.published)} {row.published or ''}")


def matching_places(root: Section, line: str, words: list[str]) -> set[tuple[int, ...]]:
    """Return the places of the sections that match, and of those above them.

    A section matches when each word occurs in its title or in the article's `line`, one at least
    in its title.
    """
    missing = [word for word in words if word not in line]
    places: set[tuple[int, ...]] = set()
    for section in root.walk():
        title = fold(section.title) if section.place else ""
        if all(word in title for word in missing) and any(word in title for word in words):
            places.update(section.place[:n] for n in range(1, len(section.place) + 1))
    return places


def noted_places(root: Section, counts: Mapping[tuple[str, ...], int]) -> set[tuple[int, ...]]:
    """Return the places of the sections that have notes by `counts` of their paths, and of those above."""
    places: set[tuple[int, ...]] = set()
    for section in root.walk():
        if counts.get(section.path):
            places.update(section.place[:n] for n in range(1, len(section.place) + 1))
    return places
