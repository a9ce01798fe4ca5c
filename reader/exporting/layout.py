"""What the formats for people share: articles one after the other, headings, colours, dates."""

from __future__ import annotations

import re
import time as clock
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

EMOJI = {"yellow": "🟡", "green": "🟢", "blue": "🔵", "pink": "🌸", "violet": "🟣"}  # no circle is pink

# All control characters but tab and line feed: no text needs them, and a terminal obeys them.
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


def by_article(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow]
) -> Iterator[tuple[ArticleRow, Iterator[Note]]]:
    """Yield each article with its notes, which must be read before the next one."""
    for article_id, group in groupby(notes, attrgetter("article_id")):
        yield articles(article_id), group


def every_article(notes: Iterable[Note], articles: Articles) -> Iterator[tuple[ArticleRow, Iterator[Note]]]:
    """Like `by_article`, with the articles that were asked for and have no notes in their places."""
    for article_id, group in with_asked(notes, articles.asked()):
        yield articles(article_id), group


def with_asked(notes: Iterable[Note], asked: Sequence[str]) -> Iterator[tuple[str, Iterator[Note]]]:
    """Yield the id of each article with its notes, and those `asked` for that have none (reading order)."""
    places = {article_id: place for place, article_id in enumerate(asked)}
    at = 0
    for article_id, group in groupby(notes, attrgetter("article_id")):
        place = places.get(article_id, -1)
        for before in asked[at : max(place, 0)]:
            yield before, iter(())
        at = max(at, place + 1)
        yield article_id, group
    for after in asked[at:]:
        yield after, iter(())


def new_headings(before: tuple[str, ...], path: tuple[str, ...]) -> list[tuple[int, str]]:
    """Return the headings (depth from 1, title) that lead from the section `before` to `path`.

    A section that is come back to from one below it is named again. Back at the root, which has no
    heading of its own, gives none.
    """
    if path == before:
        return []
    common = 0
    for old, new in zip(before, path, strict=False):
        if old != new:
            break
        common += 1
    first = min(common, len(path) - 1)
    return [(depth + 1, path[depth]) for depth in range(max(first, 0), len(path))]


def local_date(time: str) -> str:
    """Return the date, here, of an ISO time in UTC: a note of half past midnight is today's."""
    return (time[-1:] == "Z" and _date_of_hour(time[:13], clock.tzname)) or _local_date(time)


@lru_cache(maxsize=1024)
def _date_of_hour(hour: str, zone: tuple[str, str]) -> str:
    """Return the date, here, of all of an hour in UTC; empty where another day begins in it."""
    first, last = _local_date(f"{hour}:00:00Z"), _local_date(f"{hour}:59:59Z")
    return first if first == last and len(hour) == 13 else ""


def _local_date(time: str) -> str:
    try:
        return datetime.fromisoformat(time).astimezone().date().isoformat()
    except ValueError:
        return time[:10]


def one_line(text: str) -> str:
    """Return `text` with white space folded and without control characters."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Return `text` without control characters but tabs and line feeds, which part its lines."""
    if text.isprintable():
        return text
    return _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def color_sign(color: str, options: ExportOptions) -> str:
    """Return what stands before the meaning of a colour: its emoji, nothing, or its name."""
    if options.color_emoji:
        return EMOJI.get(color, color)
    return "" if options.color_words else color
