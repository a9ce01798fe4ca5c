"""All articles in order, and which of them the filter leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.window.tree.filtering import line_of, matching_places, words_of
from reader.window.tree.rows import newest_first, rank

Place = tuple[int, ...]


class Shelf:
    """The rows of all articles, newest first. `shown` are those that the filter leaves.

    `root(article_id)` gives the section tree of an article, `with_section(words)` the ids of the articles
    in whose section titles all of these folded words may be found.
    """

    def __init__(
        self, root: Callable[[str], Section], with_section: Callable[[list[str]], Collection[str]]
    ) -> None:
        self._root = root
        self._with_section = with_section
        self._all: list[ArticleRow] = []
        self._lines: dict[str, str] = {}
        self.words: list[str] = []
        self.shown: list[ArticleRow] = []
        self.row_of: dict[str, int] = {}  # article → its place among those shown
        self.found: dict[str, set[Place]] = {}  # article → its sections, where the filter left only some

    def fill(self, rows: Iterable[ArticleRow]) -> list[ArticleRow]:
        """Take `rows` for all there are; return what is to be shown."""
        self._all = newest_first(rows)
        self._lines = {}
        return self._left()

    def renew(self, rows: Iterable[ArticleRow], removed: Collection[str]) -> list[ArticleRow]:
        """Add or exchange `rows`, drop those `removed`; return what is to be shown."""
        renewed = {row.id: row for row in rows}
        kept = [row for row in self._all if row.id not in renewed and row.id not in removed]
        for article_id in renewed:
            self._lines.pop(article_id, None)
        self._all = newest_first([*kept, *renewed.values()])
        return self._left()

    def exchange(self, row: ArticleRow) -> bool:
        """Exchange the row of an article where it stands; False where that may change the order.

        Notes and progress change a row many times a minute: that must not cost more in a large library.
        """
        number = self.row_of.get(row.id)
        if self.words or number is None or rank(self.shown[number]) != rank(row):
            return False
        self.shown[number] = row  # without a filter, the list of all rows is the one that is shown
        self._lines.pop(row.id, None)
        return True

    def narrow(self, text: str) -> list[ArticleRow] | None:
        """Filter by the words of `text`; return what is to be shown, None where that is as before."""
        words = words_of(text)
        if words == self.words:
            return None
        self.words = words
        return self._left()

    def show(self, rows: list[ArticleRow]) -> None:
        """Note that `rows` are shown now."""
        self.shown = rows
        self.row_of = {row.id: number for number, row in enumerate(rows)}

    def _left(self) -> list[ArticleRow]:
        self.found = {}
        if not self.words:
            return self._all
        elsewhere = self._with_section(self.words)
        return [row for row in self._all if self._matches(row, elsewhere)]

    def _matches(self, row: ArticleRow, elsewhere: Collection[str]) -> bool:
        line = self._lines.get(row.id)
        if line is None:
            line = self._lines[row.id] = line_of(row)
        if all(word in line for word in self.words):
            return True
        if row.id not in elsewhere:
            return False
        places = matching_places(self._root(row.id), line, self.words)
        if places:
            self.found[row.id] = places
        return bool(places)
