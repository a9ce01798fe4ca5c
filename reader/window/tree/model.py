"""The articles and, below each, its sections, which are fetched when the row is opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.window.tree.branches import Branch, Branches, Key
from reader.window.tree.rows import details, steps
from reader.window.tree.shelf import Place, Shelf
from reader.window.wording import counted

Index = QModelIndex | QPersistentModelIndex

# Qt asks four Python functions about each row that is laid out: 17 ms a thousand. So rows arrive
# a thousand at a time, the next ones when the last one comes into sight.
BATCH = 1_000
_FEW = 20  # changes that are made one by one; for more the whole list is set anew


class SectionTreeModel(QAbstractItemModel):
    """A row an article, newest first; below it its section tree.

    `outline(article_id)` gives the root of its sections, `note_counts(article_id)` the notes per section
    path, `section_search(words)` (optional) the ids of the articles that have a section with all of these
    folded words in its title; without it, those that were opened are searched.

    In a large library the rows are a window on the list of articles, `BATCH` of them at first, which
    grows at both ends as one scrolls (`fetchMore`, `load_above`) and leaps to an article by `reach`.
    """

    def __init__(
        self,
        outline: Callable[[str], Section],
        note_counts: Callable[[str], Mapping[tuple[str, ...], int]],
        section_search: Callable[[list[str]], Collection[str]] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._outline = outline
        self._note_counts = note_counts
        self._section_search = section_search
        self._shelf = Shelf(self._root, self._with_section, self._counts_of)
        self._first = 0  # the number of the first article that is a row
        self._loaded = 0  # how many are
        self._sought: str | None = None  # the article that the window is kept around
        self.is_held = False  # while it is, no more articles are offered
        self._roots: dict[str, Section] = {}
        self._counts: dict[str, Mapping[tuple[str, ...], int]] = {}
        self._branches = Branches()

    # What is shown

    def set_rows(self, rows: Iterable[ArticleRow]) -> None:
        """Show `rows`, in whatever order they come."""
        self._show(self._shelf.fill(rows))

    def update_rows(self, rows: Iterable[ArticleRow], removed: Collection[str] = ()) -> None:
        """Add or renew `rows`, take away the articles `removed`; all others stay as they are."""
        rows = list(rows)
        known = {row.id: self.row(row.id) for row in rows}
        if self._shelf.is_narrowed or len(rows) + len(removed) > _FEW:
            self._show(self._shelf.renew(rows, removed))
        else:
            for article_id in removed:
                self._remove(article_id)
            for row in rows:
                self._renew(row)
        for row in rows:
            before = known[row.id]
            if before is not None and before.revision != row.revision:
                self.forget_outline(row.id)

    def set_filter(self, text: str) -> None:
        """Narrow to what matches all words of `text`; empty shows everything."""
        shown = self._shelf.narrow(text)
        if shown is not None:
            self._reset(shown, self._branches.article_ids())

    @property
    def only_noted(self) -> bool:
        """Whether only articles and sections with notes are shown."""
        return self._shelf.only_noted

    @only_noted.setter
    def only_noted(self, on: bool) -> None:
        if on != self.only_noted:
            self._reset(self._shelf.narrow_to_noted(on), self._branches.article_ids())

    @property
    def is_filtered(self) -> bool:
        """Whether words narrow the rows."""
        return bool(self._shelf.words)

    @property
    def found_in(self) -> list[str]:
        """The shown articles of which the filter left only some sections, in order."""
        return list(self._shelf.found)

    def forget_outline(self, article_id: str) -> None:
        """Take away the sections of an article whose text changed; they are fetched again when asked for."""
        self._roots.pop(article_id, None)
        self._counts.pop(article_id, None)
        self._shelf.forget_noted(article_id)
        index = self.article_index(article_id)
        branch = self._branches.below((article_id, ()))
        if branch is None or not branch.loaded or not index.isValid():
            self._branches.drop({article_id})
            return
        self.beginRemoveRows(index, 0, branch.loaded - 1)
        self._branches.drop({article_id})
        self.endRemoveRows()
        self.fetchMore(index)

    def forget_counts(self, article_id: str) -> None:
        """Ask anew how many notes the sections of an article have."""
        before = self._counts.pop(article_id, None)
        self._shelf.forget_noted(article_id)
        if self.only_noted:
            self.forget_outline(article_id)
            return
        if before is None or not self.article_index(article_id).isValid():
            return  # no count of it was shown
        now = self._counts_of(article_id)
        for branch in self._branches.of(article_id):
            for row, section in enumerate(branch.sections[: branch.loaded]):
                # Only these: a view measures every row that is said to have changed.
                if before.get(section.path) != now.get(section.path):
                    index = self.createIndex(row, 0, branch.number)
                    self.dataChanged.emit(index, index)

    # What a row stands for

    def rows(self) -> list[ArticleRow]:
        """Return the articles that are shown, loaded or not, in their order."""
        return list(self._shelf.shown)

    def row(self, article_id: str) -> ArticleRow | None:
        """Return the row of an article that is shown."""
        number = self._shelf.row_of.get(article_id)
        return None if number is None else self._shelf.shown[number]

    def article_at(self, index: Index) -> ArticleRow:
        """Return the article that a row, or the section in it, belongs to."""
        branch = self._branches.numbered(index.internalId())
        shelf = self._shelf
        return shelf.shown[self._first + index.row() if branch is None else shelf.row_of[branch.article_id]]

    def section_at(self, index: Index) -> Section | None:
        """Return the section of a row; None where it is an article's."""
        branch = self._branches.numbered(index.internalId())
        return None if branch is None else branch.sections[index.row()]

    def notes_at(self, index: Index) -> int:
        """Return how many notes stand in the section of a row, not counting those below it."""
        row, section = self.article_at(index), self.section_at(index)
        if section is None:
            return row.notes_count
        return self._counts_of(row.id).get(section.path, 0)

    def read_share(self, index: Index, *, is_open: bool) -> float:
        """Return how much of a section is read, 0.0-1.0; without those below it where they are in sight."""
        row, section = self.article_at(index), self.section_at(index)
        if section is None or row.progress <= 0:
            return row.progress
        read_to = row.progress * self._root(row.id).end
        end = section.sections[0].start if is_open and section.sections else section.end
        return min(max((read_to - section.start) / max(1, end - section.start), 0.0), 1.0)

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

    def section_index(self, article_id: str, place: Place) -> QModelIndex:
        """Return the index of the section at `place`, or of the nearest row above it that there is."""
        index = self.article_index(article_id)
        for depth in range(1, len(place) + 1):
            if not index.isValid():
                break
            branch = self._branch(index)
            row = branch.row_of(place[:depth])
            if row is None or row >= 10 * BATCH:  # so far down, the row above does as well
                break
            while row >= branch.loaded:
                self.fetchMore(index)
            index = self.createIndex(row, 0, branch.number)
        return index

    def load_above(self) -> bool:
        """Load the articles before the first row; False where there are none."""
        more = min(BATCH, self._first)
        if more:
            self.beginInsertRows(QModelIndex(), 0, more - 1)
            self._first -= more
            self._loaded += more
            self.endInsertRows()
        return bool(more)

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of the given row below `parent`."""
        if row < 0 or column != 0:
            return QModelIndex()
        if not parent.isValid():
            return self.createIndex(row, 0, 0) if row < self._loaded else QModelIndex()
        branch = self._branches.below(self._key(parent))
        if branch is None or row >= branch.loaded:
            return QModelIndex()
        return self.createIndex(row, 0, branch.number)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        """Return the index of the row above."""
        branch = self._branches.numbered(index.internalId()) if index.isValid() else None
        if branch is None:
            return QModelIndex()
        if not branch.place:
            return self.article_index(branch.article_id)
        above = self._branches.below((branch.article_id, branch.place[:-1]))
        return QModelIndex() if above is None else self.createIndex(branch.row, 0, above.number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows below `parent` are loaded."""
        if not parent.isValid():
            return self._loaded
        branch = self._branches.below(self._key(parent))
        return branch.loaded if branch is not None else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return 1."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Tell whether rows stand below `parent`, without fetching them."""
        if not parent.isValid():
            return bool(self._shelf.shown)
        section = self.section_at(parent)
        if section is None:
            return bool(self.article_at(parent).sections)
        if not section.sections:
            return False
        left = self._shelf.left_in(self.article_at(parent).id)
        return any(left is None or below.place in left for below in section.sections)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether rows below `parent` are not loaded yet."""
        if not parent.isValid():
            return not self.is_held and self._first + self._loaded < len(self._shelf.shown)
        branch = self._branches.below(self._key(parent))
        return self.hasChildren(parent) if branch is None else branch.loaded < len(branch.sections)

    def fetchMore(self, parent: Index) -> None:
        """Load the next rows below `parent`."""
        branch = self._branch(parent) if parent.isValid() else None
        loaded = self._loaded if branch is None else branch.loaded
        known = len(self._shelf.shown) - self._first if branch is None else len(branch.sections)
        more = min(BATCH, known - loaded)
        if more > 0:
            self.beginInsertRows(parent, loaded, loaded + more - 1)
            if branch is None:
                self._loaded += more
            else:
                branch.loaded += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's title, or the line that a screen reader says."""
        if not index.isValid():
            return None
        section, row = self.section_at(index), self.article_at(index)
        title = row.title if section is None else section.title
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if section is None:
                return ", ".join([title, *details(row)])
            notes = self.notes_at(index)
            return f"{title}, {counted(notes, 'note')}" if notes else title
        return None

    # Sections

    def _key(self, index: Index) -> Key:
        branch = self._branches.numbered(index.internalId())
        if branch is None:
            return self._shelf.shown[self._first + index.row()].id, ()
        return branch.article_id, branch.sections[index.row()].place

    def _branch(self, index: Index) -> Branch:
        """Return what stands below a row; the outline is fetched the first time."""
        key = self._key(index)
        branch = self._branches.below(key)
        if branch is None:
            section = self.section_at(index) or self._root(key[0])
            left = self._shelf.left_in(key[0])
            sections = [below for below in section.sections if left is None or below.place in left]
            branch = self._branches.grow(key, index.row(), sections)
        return branch

    def _root(self, article_id: str) -> Section:
        if article_id not in self._roots:
            self._roots[article_id] = self._outline(article_id)
        return self._roots[article_id]

    def _counts_of(self, article_id: str) -> Mapping[tuple[str, ...], int]:
        if article_id not in self._counts:
            self._counts[article_id] = self._note_counts(article_id)
        return self._counts[article_id]

    def _with_section(self, words: list[str]) -> Collection[str]:
        return self._roots.keys() if self._section_search is None else self._section_search(words)

    # Changes of the list of articles

    def _show(self, shown: list[ArticleRow]) -> None:
        """Show other rows than before; where few differ, those alone are touched."""
        before = self._shelf.shown
        old, new = [row.id for row in before], [row.id for row in shown]
        out, places = steps(old, new) if old != new else (set(), [])
        if not old or len(out) + len(places) > _FEW:
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
