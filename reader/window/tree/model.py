"""The articles and, below each, its sections, which are fetched when the row is opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.window.tree.rows import details, steps
from reader.window.tree.shelf import Place, Shelf
from reader.window.wording import counted

Index = QModelIndex | QPersistentModelIndex

# Qt asks four Python functions about each row that is laid out: 17 ms a thousand. So rows arrive
# a thousand at a time, the next ones when the last one comes into sight.
BATCH = 1_000
_FEW = 20  # changes that are made one by one; for more the whole list is set anew


class _Branch:
    """The rows below one article or section that were asked for; `loaded` of them are shown."""

    def __init__(self, number: int, key: tuple[str, Place], row: int, sections: list[Section]) -> None:
        self.number = number
        self.article_id, self.place = key
        self.row = row  # of the section that owns it; an article's is looked up, since it changes
        self.sections = sections
        self.loaded = 0


class SectionTreeModel(QAbstractItemModel):
    """A row an article, newest first; below it its section tree.

    `outline(article_id)` gives the root of its sections, `note_counts(article_id)` the notes per section
    path, `section_search(words)` (optional) the ids of the articles that have a section with all of these
    folded words in its title; without it, those that were opened are searched.
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
        self._shelf = Shelf(self._root, self._with_section)
        self._loaded = 0
        self.is_held = False  # while it is, no more articles are offered
        self._roots: dict[str, Section] = {}
        self._counts: dict[str, Mapping[tuple[str, ...], int]] = {}
        self._branches: dict[tuple[str, Place], _Branch] = {}
        self._numbered: dict[int, _Branch] = {}
        self._next_number = 1

    # What is shown

    def set_rows(self, rows: Iterable[ArticleRow]) -> None:
        """Show `rows`, in whatever order they come."""
        self._show(self._shelf.fill(rows))

    def update_rows(self, rows: Iterable[ArticleRow], removed: Collection[str] = ()) -> None:
        """Add or renew `rows`, take away the articles `removed`; all others stay as they are."""
        rows = list(rows)
        revised = [row.id for row in rows if self._revision(row.id) not in (None, row.revision)]
        if removed or not all(self._exchange(row) for row in rows):
            self._show(self._shelf.renew(rows, removed))
        for article_id in revised:
            self.forget_outline(article_id)

    def set_filter(self, text: str) -> None:
        """Narrow to what matches all words of `text`; empty shows everything."""
        shown = self._shelf.narrow(text)
        if shown is not None:
            self._reset(shown, {key[0] for key in self._branches})

    @property
    def is_filtered(self) -> bool:
        """Whether a filter narrows the rows."""
        return bool(self._shelf.words)

    @property
    def found_in(self) -> list[str]:
        """The shown articles of which the filter left only some sections, in order."""
        return list(self._shelf.found)

    def forget_outline(self, article_id: str) -> None:
        """Take away the sections of an article whose text changed; they are fetched again when asked for."""
        self._roots.pop(article_id, None)
        self.forget_counts(article_id)
        branch = self._branches.get((article_id, ()))
        if branch is not None and branch.loaded:
            self.beginRemoveRows(self.article_index(article_id), 0, branch.loaded - 1)
            self._drop_branches({article_id})
            self.endRemoveRows()
            self.fetchMore(self.article_index(article_id))
        else:
            self._drop_branches({article_id})

    def forget_counts(self, article_id: str) -> None:
        """Ask anew how many notes the sections of an article have."""
        self._counts.pop(article_id, None)
        for branch in self._branches.values():
            if branch.article_id == article_id and branch.loaded:
                first = self.createIndex(0, 0, branch.number)
                self.dataChanged.emit(first, self.createIndex(branch.loaded - 1, 0, branch.number))

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
        branch = self._numbered.get(index.internalId())
        return self._shelf.shown[index.row() if branch is None else self._shelf.row_of[branch.article_id]]

    def section_at(self, index: Index) -> Section | None:
        """Return the section of a row; None where it is an article's."""
        branch = self._numbered.get(index.internalId())
        return None if branch is None else branch.sections[index.row()]

    def notes_at(self, index: Index) -> int:
        """Return how many notes stand in the section of a row, not counting those below it."""
        section = self.section_at(index)
        if section is None:
            return self.article_at(index).notes_count
        article_id = self.article_at(index).id
        if article_id not in self._counts:
            self._counts[article_id] = self._note_counts(article_id)
        return self._counts[article_id].get(section.path, 0)

    def article_index(self, article_id: str) -> QModelIndex:
        """Return the index of an article, loading rows as far as to it; invalid where it is not shown."""
        number = self._shelf.row_of.get(article_id)
        if number is None:
            return QModelIndex()
        if number >= self._loaded:
            self._load_articles(number + 1)
        return self.createIndex(number, 0, 0)

    def section_index(self, article_id: str, place: Place) -> QModelIndex:
        """Return the index of the section at `place`, or of the nearest one above it that is shown."""
        index = self.article_index(article_id)
        for depth in range(1, len(place) + 1):
            if not index.isValid():
                break
            branch = self._branch(index)
            wanted = place[:depth]
            number = next((n for n, s in enumerate(branch.sections) if s.place == wanted), None)
            if number is None or number >= 10 * BATCH:  # so far down, the row above does as well
                break
            while number >= branch.loaded:
                self.fetchMore(index)
            index = self.createIndex(number, 0, branch.number)
        return index

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        """Return the index of the given row below `parent`."""
        if row < 0 or column != 0 or row >= self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, self._branch(parent).number if parent.isValid() else 0)

    def parent(self, index: Index = QModelIndex()) -> QModelIndex:  # type: ignore[override] # noqa: B008
        """Return the index of the row above."""
        branch = self._numbered.get(index.internalId()) if index.isValid() else None
        if branch is None:
            return QModelIndex()
        if not branch.place:
            return self.createIndex(self._shelf.row_of[branch.article_id], 0, 0)
        return self.createIndex(branch.row, 0, self._branches[branch.article_id, branch.place[:-1]].number)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows below `parent` are loaded."""
        if not parent.isValid():
            return self._loaded
        branch = self._branches.get(self._key(parent))
        return branch.loaded if branch is not None else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return 1."""
        return 1

    def hasChildren(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008
        """Tell whether rows stand below `parent`, without fetching them."""
        if not parent.isValid():
            return bool(self._shelf.shown)
        section = self.section_at(parent)
        left = self._shelf.found.get(self.article_at(parent).id)
        if section is None:
            return bool(left or self._shelf.shown[parent.row()].sections)
        return any(not left or below.place in left for below in section.sections)

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether rows below `parent` are not loaded yet."""
        if not parent.isValid():
            return not self.is_held and self._loaded < len(self._shelf.shown)
        branch = self._branches.get(self._key(parent))
        return self.hasChildren(parent) if branch is None else branch.loaded < len(branch.sections)

    def fetchMore(self, parent: Index) -> None:
        """Load the next rows below `parent`."""
        if not parent.isValid():
            self._load_articles(self._loaded + BATCH)
            return
        branch = self._branch(parent)
        more = min(BATCH, len(branch.sections) - branch.loaded)
        if more > 0:
            self.beginInsertRows(parent, branch.loaded, branch.loaded + more - 1)
            branch.loaded += more
            self.endInsertRows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a row's title, or the line that a screen reader says."""
        if not index.isValid():
            return None
        section = self.section_at(index)
        title = self.article_at(index).title if section is None else section.title
        if role == Qt.ItemDataRole.DisplayRole:
            return title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if section is None:
                return ", ".join([title, *details(self.article_at(index))])
            notes = self.notes_at(index)
            return f"{title}, {counted(notes, 'note')}" if notes else title
        return None

    # Inside

    def _key(self, index: Index) -> tuple[str, Place]:
        section = self.section_at(index)
        return self.article_at(index).id, section.place if section is not None else ()

    def _branch(self, index: Index) -> _Branch:
        """Return what stands below a row; the outline is fetched the first time."""
        key = self._key(index)
        branch = self._branches.get(key)
        if branch is None:
            section = self.section_at(index) or self._root(key[0])
            left = self._shelf.found.get(key[0])
            sections = [s for s in section.sections if not left or s.place in left]
            branch = _Branch(self._next_number, key, index.row(), sections)
            self._next_number += 1
            self._branches[key] = self._numbered[branch.number] = branch
        return branch

    def _root(self, article_id: str) -> Section:
        if article_id not in self._roots:
            self._roots[article_id] = self._outline(article_id)
        return self._roots[article_id]

    def _drop_branches(self, article_ids: Collection[str]) -> None:
        for key in [key for key in self._branches if key[0] in article_ids]:
            del self._numbered[self._branches.pop(key).number]

    def _load_articles(self, count: int) -> None:
        count = min(count, len(self._shelf.shown))
        if count > self._loaded:
            self.beginInsertRows(QModelIndex(), self._loaded, count - 1)
            self._loaded = count
            self.endInsertRows()

    def _revision(self, article_id: str) -> int | None:
        row = self.row(article_id)
        return None if row is None else row.revision

    def _exchange(self, row: ArticleRow) -> bool:
        """Renew a row that stays where it is."""
        if not self._shelf.exchange(row):
            return False
        self._tell_changed(self._shelf.row_of[row.id])
        return True

    def _show(self, shown: list[ArticleRow]) -> None:
        """Show other rows than before; where few differ, those alone are touched."""
        before = self._shelf.shown
        old, new = [row.id for row in before], [row.id for row in shown]
        out, places = steps(old, new) if old != new else (set(), [])
        if not old or len(out) + len(places) > _FEW:
            self._reset(shown, {key[0] for key in self._branches}.difference(new))
            return
        for number in range(len(old) - 1, -1, -1) if out else ():
            if old[number] in out:
                self._take_out(number)
        for number in places:
            self._put_in(number, shown[number])
        before = self._shelf.shown
        self._shelf.show(shown)
        for number in range(self._loaded):
            if before[number] is not shown[number]:
                self._tell_changed(number)

    def _reset(self, shown: list[ArticleRow], forgotten: Collection[str]) -> None:
        self.beginResetModel()
        self._drop_branches(forgotten)
        self._shelf.show(shown)
        self._loaded = min(BATCH, len(shown))
        self.endResetModel()

    def _take_out(self, number: int) -> None:
        shown = self._shelf.shown
        is_loaded = number < self._loaded
        if is_loaded:
            self.beginRemoveRows(QModelIndex(), number, number)
            self._loaded -= 1
        self._drop_branches({shown[number].id})
        self._shelf.show([*shown[:number], *shown[number + 1 :]])
        if is_loaded:
            self.endRemoveRows()

    def _put_in(self, number: int, row: ArticleRow) -> None:
        shown = self._shelf.shown
        is_loaded = number <= self._loaded
        if is_loaded:
            self.beginInsertRows(QModelIndex(), number, number)
            self._loaded += 1
        self._shelf.show([*shown[:number], row, *shown[number:]])
        if is_loaded:
            self.endInsertRows()

    def _tell_changed(self, number: int) -> None:
        if number < self._loaded:
            index = self.createIndex(number, 0, 0)
            self.dataChanged.emit(index, index)

    def _with_section(self, words: list[str]) -> Collection[str]:
        return self._roots.keys() if self._section_search is None else self._section_search(words)
