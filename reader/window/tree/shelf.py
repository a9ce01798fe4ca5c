"""All articles in order, and which of them the filter leaves."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.window.tree.filtering import line_of, matching_places, noted_places, words_of
from reader.window.tree.rows import newest_first, rank

Place = tuple[int, ...]


class Shelf:
    """The rows of all articles, newest first. `shown` are those that the filter leaves.

    `root(article_id)` gives the section tree of an article, `with_section(words)` the ids of the articles
    in whose section titles all of these folded words may be found, `counts(article_id)` the notes per
    section path.
    """

    def __init__(
        self,
        root: Callable[[str], Section],
        with_section: Callable[[list[str]], Collection[str]],
        counts: Callable[[str], Mapping[tuple[str, ...], int]],
    ) -> None:
        self._root = root
        self._with_section = with_section
        self._counts = counts
        self._all: list[ArticleRow] = []
        self._lines: dict[str, str] = {}  # article → what the filter looks at
        self.words: list[str] = []
        self.only_noted = False  # whether only what has notes is left
        self._noted: dict[str, set[Place]] = {}
        self.shown: list[ArticleRow] = []
        self.row_of: dict[str, int] = {}  # article → its place among those shown
        self.found: dict[str, set[Place]] = {}  # article → its sections, where the filter left only some

    @property
    def is_narrowed(self) -> bool:
        """Whether there may be more articles than are shown."""
        return bool(self.words) or self.only_noted

    def fill(self, rows: Iterable[ArticleRow]) -> list[ArticleRow]:
        """Take `rows` for all there are; return what is to be shown."""
        self._all = newest_first(rows)
        self._lines = {}
        return self._left()

    def renew(self, rows: Collection[ArticleRow], removed: Collection[str]) -> list[ArticleRow]:
        """Add or exchange `rows`, drop those `removed`; return what is to be shown."""
        renewed = {row.id: row for row in rows}
        kept = [row for row in self._all if row.id not in renewed and row.id not in removed]
        self._all = newest_first([*kept, *renewed.values()])
        for article_id in renewed:
            self._lines.pop(article_id, None)
        return self._left()

    def exchange(self, row: ArticleRow) -> bool:
        """Exchange the row of an article where it stands; False where that may change the order.

        Notes and progress change a row many times a minute: that must not cost more in a large library.
        """
        number = self.row_of.get(row.id)
        if self.is_narrowed or number is None or rank(self.shown[number]) != rank(row):
            return False
        self.shown[number] = row
        self._lines.pop(row.id, None)
        return True

    def place_for(self, row: ArticleRow) -> int:
        """Return where among those shown a new row belongs."""
        low, high = 0, len(self.shown)
        while low < high:
            middle = (low + high) // 2
            if rank(self.shown[middle]) >= rank(row):
                low = middle + 1
            else:
                high = middle
        return low

    def narrow(self, text: str) -> list[ArticleRow] | None:
        """Filter by the words of `text`; return what is to be shown, None where that is as before."""
        words = words_of(text)
        if words == self.words:
            return None
        self.words = words
        return self._left()

    def narrow_to_noted(self, on: bool) -> list[ArticleRow]:
        """Leave only articles and sections with notes, or all again; return what is to be shown."""
        self.only_noted = on
        return self._left()

    def left_in(self, article_id: str) -> set[Place] | None:
        """Return the places of the sections that are left of an article; None for all of them."""
        found = self.found.get(article_id) or None
        if not self.only_noted:
            return found
        if article_id not in self._noted:
            self._noted[article_id] = noted_places(self._root(article_id), self._counts(article_id))
        noted = self._noted[article_id]
        return noted if found is None else noted & found

    def forget_noted(self, article_id: str) -> None:
        """Look anew at which sections of an article have notes."""
        self._noted.pop(article_id, None)

    def show(self, rows: list[ArticleRow]) -> None:
        """Note that `rows` are shown now; without a filter, these are all there are."""
        self.shown = rows
        self.row_of = {row.id: number for number, row in enumerate(rows)}
        if not self.is_narrowed:
            self._all = rows

    def _left(self) -> list[ArticleRow]:
        self.found = {}
        everything = [row for row in self._all if row.notes_count] if self.only_noted else self._all
        if not self.words:
            return everything
        lines = self._lines
        for row in everything:
            if row.id not in lines:
                lines[row.id] = line_of(row)
        left = everything
        for word in self.words:
            left = [row for row in left if word in lines[row.id]]
        elsewhere = set(self._with_section(self.words)).difference(row.id for row in left)
        if elsewhere:
            by_section = [row for row in everything if row.id in elsewhere and self._finds_sections(row)]
            left = newest_first([*left, *by_section])
        return left

    def _finds_sections(self, row: ArticleRow) -> bool:
        places = matching_places(self._root(row.id), self._lines[row.id], self.words)
        if places:
            self.found[row.id] = places
        return bool(places)
