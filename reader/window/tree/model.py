"""The articles and, below each, its sections, which are fetched when the row is opened."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Qt

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.translation import tr, trn
from reader.window.tree.article_rows import BATCH, FEW, ArticleRows
from reader.window.tree.branches import Branch, Key
from reader.window.tree.rows import details
from reader.window.tree.shelf import Place, Shelf

Index = QModelIndex | QPersistentModelIndex


class SectionTreeModel(ArticleRows):
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
        super().__init__(Shelf(self._root, self._with_section, self._counts_of), parent)
        self._outline = outline
        self._note_counts = note_counts
        self._section_search = section_search
        self.is_held = False  # while it is, no more articles are offered
        self._roots: dict[str, Section] = {}
        self._counts: dict[str, Mapping[tuple[str, ...], int]] = {}

    # What is shown

    def set_rows(self, rows: Iterable[ArticleRow]) -> None:
        """Show `rows`, in whatever order they come."""
        self._show(self._shelf.fill(rows))

    def update_rows(self, rows: Iterable[ArticleRow], removed: Collection[str] = ()) -> None:
        """Add or renew `rows`, take away the articles `removed`; all others stay as they are."""
        rows = list(rows)
        known = {row.id: self.row(row.id) for row in rows}
        if self._shelf.is_narrowed or len(rows) + len(removed) > FEW:
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

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Return the name of the one column, which no header shows but a screen reader says."""
        return tr("Articles and sections") if role == Qt.ItemDataRole.DisplayRole else None

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
            return f"{title}, {trn('{number} note', '{number} notes', notes)}" if notes else title
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
