"""The articles that are rows of the tree: in a large library a window on the list of all."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject

from reader.domain.article_row import ArticleRow
from reader.window.tree.branches import Branches
from reader.window.tree.rows import steps
from reader.window.tree.shelf import Shelf

# Qt asks four Python functions about each row that is laid out: 17 ms a thousand. So rows arrive
# a thousand at a time, the next ones when the last one comes into sight.
BATCH = 1_000
FEW = 20  # changes that are made one by one; for more the whole list is set anew


class ArticleRows(QAbstractItemModel):
    """Which articles of a shelf are rows at the top of the tree, and how they come and go.

    In a large library the rows are a window on the list of articles, `BATCH` of them at first, which
    grows at both ends as one scrolls (`fetchMore`, `load_above`) and leaps to an article by `reach`.
    """

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._branches = Branches()
        self._first = 0  # the number of the first article that is a row
        self._loaded = 0  # how many are
        self._sought: str | None = None  # the article that the window is kept around

    @property
    def is_filtered(self) -> bool:
        """Whether words narrow the rows."""
        return bool(self._shelf.words)

    def rows(self) -> list[ArticleRow]:
        """Return the articles that are shown, loaded or not, in their order."""
        return list(self._shelf.shown)

    def row(self, article_id: str) -> ArticleRow | None:
        """Return the row of an article that is shown."""
        number = self._shelf.row_of.get(article_id)
        return None if number is None else self._shelf.shown[number]

    def article_index(self, article_id: str) -> QModelIndex:
        """Return the index of an article; invalid where it is not among the rows."""
        row = self._shelf.row_of.get(article_id, -1) - self._first
        return self.createIndex(row, 0, 0) if 0 <= row < self._loaded else QModelIndex()

    def reach(self, article_id: str) -> QModelIndex:
        """Return the index of an article, moving the window to it; invalid where the filter hides it."""
        self._sought = article_id
        number = self._shelf.row_of.get(article_id)
        if number is not None and not self._first <= number < self._first + self._loaded:
            self._reset(self._shelf.shown, ())
        return self.article_index(article_id)

    def load_above(self) -> bool:
        """Load the articles before the first row; False where there are none."""
        more = min(BATCH, self._first)
        if more:
            self.beginInsertRows(QModelIndex(), 0, more - 1)
            self._first -= more
            self._loaded += more
            self.endInsertRows()
        return bool(more)

    # Changes of the list of articles

    def _show(self, shown: list[ArticleRow]) -> None:
        """Show other rows than before; where few differ, those alone are touched."""
        before = self._shelf.shown
        old, new = [row.id for row in before], [row.id for row in shown]
        out, places = steps(old, new) if old != new else (set(), [])
        if not old or len(out) + len(places) > FEW:
            self._reset(shown, self._branches.article_ids().difference(new))
            return
        for article_id in out:
            self._remove(article_id)
        for number in places:
            self._put_in(number, shown[number])
        before = self._shelf.shown
        self._shelf.show(shown)
        for number in range(self._first, self._first + self._loaded):
            if before[number] is not shown[number]:
                self._tell_changed(number)

    def _reset(self, shown: list[ArticleRow], forgotten: Collection[str]) -> None:
        self.beginResetModel()
        self._branches.drop(forgotten)
        if shown is not self._shelf.shown:
            self._shelf.show(shown)
        number = 0 if self._sought is None or self.is_filtered else self._shelf.row_of.get(self._sought, 0)
        self._first = 0 if number < BATCH else number - BATCH // 2
        self._loaded = min(BATCH, len(shown) - self._first)
        self.endResetModel()

    def _renew(self, row: ArticleRow) -> None:
        """Exchange a row, or move it to where it belongs now."""
        if self._shelf.exchange(row):
            self._tell_changed(self._shelf.row_of[row.id])
            return
        self._remove(row.id)
        self._put_in(self._shelf.place_for(row), row)

    def _remove(self, article_id: str) -> None:
        number = self._shelf.row_of.get(article_id)
        if number is None:
            return
        shown = self._shelf.shown
        row = number - self._first
        is_loaded = 0 <= row < self._loaded
        if is_loaded:
            self.beginRemoveRows(QModelIndex(), row, row)
            self._loaded -= 1
        self._first -= row < 0
        self._branches.drop({article_id})
        self._shelf.show([*shown[:number], *shown[number + 1 :]])
        if is_loaded:
            self.endRemoveRows()

    def _put_in(self, number: int, article: ArticleRow) -> None:
        shown = self._shelf.shown
        row = number - self._first
        is_loaded = 0 <= row <= self._loaded
        if is_loaded:
            self.beginInsertRows(QModelIndex(), row, row)
            self._loaded += 1
        self._first += row < 0
        self._shelf.show([*shown[:number], article, *shown[number:]])
        if is_loaded:
            self.endInsertRows()

    def _tell_changed(self, number: int) -> None:
        row = number - self._first
        if 0 <= row < self._loaded:
            index = self.createIndex(row, 0, 0)
            self.dataChanged.emit(index, index)
