"""The names of all articles and sections, read once and kept up to date with the library."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from queue import SimpleQueue
from threading import Lock
from typing import TYPE_CHECKING

from reader.domain.searching.places import Found, Places
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.changes import Change
    from reader.library.library import Library


class KnownPlaces:
    """Kept by a session, used on the threads that read.

    `follow` notes what changed; the next `find` reads it. Till `fill` is through, articles are found by
    their titles, and more and more of their sections.
    """

    def __init__(self) -> None:
        self._places = Places()
        self._news: SimpleQueue[frozenset[str]] = SimpleQueue()  # ids of articles; none: all of them
        self._news.put(frozenset())
        self._filling, self._updating = Lock(), Lock()
        self.is_filled = False

    def follow(self, change: Change) -> None:
        """Take note of what changed; costs nothing."""
        if change.kinds & {"article", "reading"}:
            self._news.put(change.article_ids)

    def fill(self, library: Library) -> None:
        """Read the sections of the whole library, once."""
        if self.is_filled or not self._filling.acquire(blocking=False):
            return  # another thread is at it
        with ExitStack() as end:
            end.callback(self._filling.release)
            self._update(library)
            for article_id, sections in library.headings():
                self._places.put_sections(article_id, sections)
            self.is_filled = True

    def find(self, library: Library, query: str, is_wanted: Callable[[], bool]) -> list[Found] | None:
        """Return what fits `query` as `Places.find` does; None where it is not wanted any more."""
        if not is_wanted():
            return None
        self._update(library)
        return self._places.find(query, is_wanted)

    def _update(self, library: Library) -> None:
        with self._updating:
            changed: set[str] = set()
            is_all = False
            while not self._news.empty():
                article_ids = self._news.get()
                is_all = is_all or not article_ids
                changed |= article_ids
            if is_all:
                rows = {row.id: row for row in library.article_rows()}
                for article_id in self._places.rows().keys() - rows.keys():
                    self._places.remove(article_id)
            else:
                rows = {}
                for article_id in changed:
                    row = _row(library, article_id)
                    if row is None:
                        self._places.remove(article_id)
                    else:
                        rows[article_id] = row
            known = self._places.rows()
            for article_id, row in rows.items():
                before = known.get(article_id)
                if before == row:
                    continue
                self._places.put(row)
                # What is there when the rest is filled in is read then, all in one go.
                if (before is None and self.is_filled) or (before and before.revision != row.revision):
                    sections = library.outline(article_id).walk()
                    self._places.put_sections(article_id, [(s.title, s.level - 1) for s in sections][1:])


def _row(library: Library, article_id: str) -> ArticleRow | None:
    """Return an article's row; None where it was undone or lies in the bin."""
    try:
        row = library.article_row(article_id)
    except ReaderError:
        return None
    return None if row.deleted_at else row
