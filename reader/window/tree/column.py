"""The left column: the filter field over the tree."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from reader.domain.article_row import ArticleRow
from reader.domain.sections import Section
from reader.translation import mark, tr
from reader.window.fields import Field
from reader.window.themes import Theme
from reader.window.tree.model import SectionTreeModel
from reader.window.tree.shelf import Place
from reader.window.tree.view import SectionTree

_FILTER = mark("Filter articles and sections")


class TreeColumn(QWidget):
    """Articles, their sections, and a field that narrows both.

    `outline` and `note_counts` are asked per article when its sections come into sight. The signals are
    those of the tree; `left` also comes from the field.
    """

    article_chosen = Signal(str)
    section_chosen = Signal(str, object)
    left = Signal()
    context_asked = Signal(QPoint, str, object)

    def __init__(
        self,
        theme: Theme,
        outline: Callable[[str], Section],
        note_counts: Callable[[str], Mapping[tuple[str, ...], int]],
        section_search: Callable[[list[str]], Collection[str]] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAutoFillBackground(True)
        self.model = SectionTreeModel(outline, note_counts, section_search, self)
        self.filter = _FilterField(theme)
        self.tree = SectionTree(self.model, theme)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 12, 0, 0)
        layout.setSpacing(8)
        above = QVBoxLayout()
        above.setContentsMargins(10, 0, 10, 0)
        above.addWidget(self.filter)
        layout.addLayout(above)
        layout.addWidget(self.tree, 1)
        self.setMinimumWidth(160)
        self._open_key = ""
        self.set_keys("", "")
        self.tree.article_chosen.connect(self.article_chosen)
        self.tree.section_chosen.connect(self.section_chosen)
        self.tree.context_asked.connect(self.context_asked)
        self.tree.left.connect(self.left)
        self.tree.typed.connect(self._type)
        self.filter.textChanged.connect(self._narrow)
        self.filter.left.connect(self._leave_filter)
        self.filter.down.connect(self._enter_tree)
        self.filter.accepted.connect(self._choose_first)

    def focus_tree(self) -> None:
        """Give the tree the focus; a focus proxy would hide the field from Tab."""
        self.tree.setFocus(Qt.FocusReason.TabFocusReason)

    def set_rows(self, rows: Iterable[ArticleRow]) -> None:
        """Show `rows`, newest first."""
        self.model.set_rows(rows)

    def update_rows(self, rows: Iterable[ArticleRow], removed: Collection[str] = ()) -> None:
        """Add or renew `rows`, take away the articles `removed`."""
        self.model.update_rows(rows, removed)

    def rows(self) -> list[ArticleRow]:
        """Return the articles that are shown, in their order."""
        return self.model.rows()

    def forget_counts(self, article_id: str) -> None:
        """Ask anew how many notes the sections of an article have."""
        self.model.forget_counts(article_id)

    def forget_outline(self, article_id: str) -> None:
        """Ask anew for the sections of an article."""
        self.model.forget_outline(article_id)

    def set_current(self, article_id: str | None, place: Place = ()) -> None:
        """Mark the section that is being read."""
        self.tree.set_current(article_id, place)

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of `theme`."""
        self.filter.theme = theme
        self.tree.set_theme(theme)

    def set_keys(self, filter_key: str, open_key: str) -> None:
        """Show the keys that lead to the filter and that open a file, as a person reads them."""
        self.filter.key = filter_key
        self._open_key = open_key
        self._say_empty()

    def toggle_noted(self) -> bool:
        """Show only articles and sections with notes, or everything again; return whether only those."""
        self.model.only_noted = not self.model.only_noted
        is_on = self.model.only_noted
        self.filter.setPlaceholderText(tr("Only with notes") if is_on else tr(_FILTER))
        self._say_empty()
        return is_on

    def focus_filter(self) -> None:
        """Give the filter field the focus, its text selected."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _say_empty(self) -> None:
        if self.filter.text():
            self.tree.empty_title = tr("Nothing matches “{words}”", words=self.filter.text())
            self.tree.empty_hint = tr("Esc shows everything again.")
        elif self.model.only_noted:
            self.tree.empty_title = tr("No notes yet")
            self.tree.empty_hint = tr("Only articles and sections with notes are shown.")
        else:
            self.tree.empty_title = tr("No articles yet")
            self.tree.empty_hint = (
                tr("Press {key} to open a text, or drop files on this window.", key=self._open_key)
                if self._open_key
                else tr("Choose File › Open to open a text, or drop files on this window.")
            )
        self.tree.viewport().update()

    def _narrow(self, text: str) -> None:
        self._say_empty()
        self.model.set_filter(text)

    def _type(self, text: str) -> None:
        self.filter.setFocus()
        self.filter.setText(text)

    def _leave_filter(self) -> None:
        self.filter.clear()
        self.left.emit()

    def _enter_tree(self) -> None:
        if not self.tree.currentIndex().isValid() or self.filter.text():
            self.tree.setCurrentIndex(self.model.index(0, 0))
        self.tree.setFocus()

    def _choose_first(self) -> None:
        """Choose the first match: an article, or the first of its sections where only those match."""
        index = self.model.index(0, 0)
        if not index.isValid():
            return
        if self.model.article_at(index).id in self.model.found_in:
            while self.model.rowCount(index):
                index = self.model.index(0, 0, index)
        self.tree.choose(QModelIndex(index))


class _FilterField(Field):
    left = Signal()
    down = Signal()
    accepted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__("libraryFilter", tr(_FILTER), tr(_FILTER), theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Down goes to the rows, Enter chooses the first."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down:
                self.down.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.accepted.emit()
            case _:
                super().keyPressEvent(event)
