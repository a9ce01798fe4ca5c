"""The tree itself: follows the reading, tells what was chosen."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTreeView, QWidget

from reader.translation import tr
from reader.window.holding import Hold
from reader.window.menu_place import menu_place
from reader.window.painting import draw_empty
from reader.window.themes import Theme, set_palette
from reader.window.tree.article_rows import BATCH
from reader.window.tree.delegate import TreeDelegate
from reader.window.tree.model import SectionTreeModel
from reader.window.tree.shelf import Place

_NEAR = 50  # rows
_OPENED = 20  # articles whose found sections a filter lays open


class SectionTree(QTreeView):
    """Articles and their sections; `set_current` marks the section that is being read.

    `article_chosen(id)` and `section_chosen(id, place)` on Enter or a click, `left` on Esc, `typed(text)`
    when a letter is typed, `context_asked(global point, id, place or None)` for a menu.
    """

    article_chosen = Signal(str)
    section_chosen = Signal(str, object)
    left = Signal()
    typed = Signal(str)
    context_asked = Signal(QPoint, str, object)

    def __init__(self, model: SectionTreeModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sectionTree")
        self.setAccessibleName(tr("Articles and sections"))
        self.empty_title = ""
        self.empty_hint = ""
        self._reading: tuple[str, Place] | None = None
        self._painting = Hold(self.viewport())
        self._followed: str | None = None  # the article that was opened since it is being read
        self._followed_sections: list[QPersistentModelIndex] = []  # its sections that were so
        self._open: set[str] = set()
        self._is_set_anew = False  # until the rows are laid out, the bar's value means nothing
        self._theme = theme
        self._model = model
        self._rows = TreeDelegate(self, theme)
        self.setItemDelegate(self._rows)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setExpandsOnDoubleClick(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._expect_rows)
        model.modelReset.connect(self._lay_open)
        model.rowsInserted.connect(self._rows_inserted)
        model.dataChanged.connect(self._rows_changed)
        self.expanded.connect(lambda index: self._note_open(index, is_open=True))
        self.collapsed.connect(lambda index: self._note_open(index, is_open=False))
        self.verticalScrollBar().valueChanged.connect(self._load_on)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._settle)
        self.set_theme(theme)
        self._choose_scrolling()

    def set_theme(self, theme: Theme) -> None:
        """Draw in the colours of `theme`."""
        self._theme = self._rows.theme = theme
        palette = QPalette(self.palette())
        palette.setColor(QPalette.ColorRole.Base, theme.side)
        set_palette(self, palette)
        self.viewport().update()

    def set_current(self, article_id: str | None, place: Place = ()) -> None:
        """Mark the section that is being read, and bring it into sight; None: nothing is read."""
        before = self._reading[0] if self._reading else None
        self._reading = None if article_id is None else (article_id, place)
        if article_id != before:
            if self._followed is not None and self._followed in self._open:
                self._open.discard(self._followed)
                self.collapse(self._model.article_index(self._followed))
            self._followed = None
            if article_id is not None:
                index = self._model.reach(article_id)
                if article_id not in self._open:
                    self._followed = article_id
                    self._open.add(article_id)
                    self._choose_scrolling()  # before: to scroll by the pixel would measure every row
                    self.expand(index)
        self._mark()

    def choose(self, index: QModelIndex) -> None:
        """Tell that a row was chosen."""
        if not index.isValid():
            return
        section = self._model.section_at(index)
        article_id = self._model.article_at(index).id
        if section is None:
            self.article_chosen.emit(article_id)
        else:
            self.section_chosen.emit(article_id, section.place)

    # Following the reading

    def _mark(self) -> None:
        """Mark the row that is read, or the nearest one above it that is in the tree and laid open."""
        index = QModelIndex()
        if self._reading is not None:
            article_id, place = self._reading
            index = self._model.article_index(article_id)
            if index.isValid() and self.isExpanded(index):
                index = self._model.section_index(article_id, place)
                self._open_above(index)
        old = self._rows.marked
        if old == index:
            return
        if not self.hasFocus():
            self._painting.hold()
        self._rows.marked = QPersistentModelIndex(index)
        self._update_rows(old, index)
        if index.isValid() and not self.hasFocus():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _update_rows(self, old: QPersistentModelIndex, new: QModelIndex) -> None:
        """Draw two rows anew; all in sight where Qt would measure many to find the two."""
        if old.parent() != new.parent() or not abs(old.row() - new.row()) < _NEAR:
            self.viewport().update()
            return
        for index in (old, new):
            rect = self.visualRect(index)
            self.viewport().update(0, rect.top(), self.viewport().width(), rect.height())

    def _open_above(self, index: QModelIndex) -> None:
        """Open what the row stands below; close what was opened so and is left, but under the hands."""
        path, above = [index], index.parent()
        while above.isValid():
            path.append(above)
            if not self.isExpanded(above):
                self.expand(above)
                if above.parent().isValid():
                    self._followed_sections.append(QPersistentModelIndex(above))
            above = above.parent()
        if self.hasFocus() or self._model.is_filtered:
            return
        for section in self._followed_sections[:]:
            if section not in path:
                self._followed_sections.remove(section)
                if section.isValid():
                    self.collapse(self._model.index(section.row(), 0, section.parent()))

    def _note_open(self, index: QModelIndex, *, is_open: bool) -> None:
        if not index.parent().isValid():
            article_id = self._model.article_at(index).id
            if is_open:
                self._open.add(article_id)
            else:
                self._open.discard(article_id)
        self._soon.start()

    def _expect_rows(self) -> None:
        self._is_set_anew = True

    def _lay_open(self) -> None:
        """After all rows were set anew: open what was open, and what a filter found."""
        self._choose_scrolling()
        if self._model.is_filtered:
            self.blockSignals(True)  # what a filter opens is closed again with it
            for article_id in self._model.found_in[:_OPENED]:
                self._expand_all(self._model.article_index(article_id))
            self.blockSignals(False)
        else:
            self._open_known()
        self._rows.marked = QPersistentModelIndex()
        self._mark()
        self._is_set_anew = False

    def _expand_all(self, index: QModelIndex) -> None:
        waiting = [index]
        while waiting:
            opened = waiting.pop()
            if self._model.canFetchMore(opened):
                self._model.fetchMore(opened)
            self.expand(opened)
            rows = range(min(self._model.rowCount(opened), BATCH))
            children = (self._model.index(row, 0, opened) for row in rows)
            waiting.extend(child for child in children if self._model.hasChildren(child))

    def _rows_inserted(self) -> None:
        # Qt may be in the midst of laying rows out when it fetches some.
        self._soon.start()

    def _rows_changed(self) -> None:
        self.viewport().update()  # how far an article is read shows in the rows of its sections too

    def _settle(self) -> None:
        self._choose_scrolling()
        if not self._model.is_filtered:
            self._open_known()
        self._mark()

    def _open_known(self) -> None:
        """Open what was open among the rows that came."""
        for article_id in list(self._open):
            index = self._model.article_index(article_id)
            if index.isValid() and not self.isExpanded(index):
                self.expand(index)

    def _load_on(self, value: int) -> None:
        """Have more rows loaded where the first or the last one of a list is in sight."""
        if value == self.verticalScrollBar().minimum() and not self._is_set_anew:
            top = QPersistentModelIndex(self.indexAt(QPoint(4, 4)))
            if self._model.load_above():
                self.scrollTo(top, QAbstractItemView.ScrollHint.PositionAtTop)
                return
        bottom = self.viewport().height() - 4
        steps = (self.indexAt(QPoint(4, y)) for y in range(bottom, bottom - 200, -40))
        index = next((index for index in steps if index.isValid()), QModelIndex())
        while index.isValid():
            above = index.parent()
            if index.row() < self._model.rowCount(above) - 1:
                return
            if self._model.canFetchMore(above):
                self._model.fetchMore(above)
                return
            index = above

    def _choose_scrolling(self) -> None:
        # By the pixel is smoother, but measures every row; by the row only those in sight.
        opened = filter(QModelIndex.isValid, map(self._model.article_index, self._open))
        sections = sum(self._model.article_at(index).sections for index in opened)
        few = self._model.rowCount() + sections <= BATCH // 2
        mode = QAbstractItemView.ScrollMode
        wanted = mode.ScrollPerPixel if few else mode.ScrollPerItem
        if self.verticalScrollMode() != wanted:
            # A bar that has no range yet stands at its end, for which Qt would fetch more rows.
            self._model.is_held = True
            self.setVerticalScrollMode(wanted)
            self._model.is_held = False
        self.verticalScrollBar().setSingleStep(24 if few else 1)

    # Hands

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses, Esc leaves, letters go to the filter, the rest is the tree's own."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & _STRONG:
            self.choose(self.currentIndex())
        elif key == Qt.Key.Key_Escape:
            if self._rows.marked.isValid():
                self.setCurrentIndex(self._rows.marked)
            self.left.emit()
        elif event.text().isprintable() and event.text().strip() and not event.modifiers() & _STRONG:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose the row that is clicked; the mark before a section opens and closes it."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or not index.isValid():
            return
        if self._hits_chevron(index, event.position().toPoint()):
            self.setExpanded(index, not self.isExpanded(index))
        else:
            self.choose(index)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open or close an article that is double-clicked."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.section_at(index) is None:
            self.setExpanded(index, not self.isExpanded(index))

    def _hits_chevron(self, index: QModelIndex, point: QPoint) -> bool:
        section = self._model.section_at(index)
        if section is None or not self._model.hasChildren(index):
            return False
        x = point.x()
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            x = self.viewport().width() - x
        return self._rows.chevron(self.visualRect(index), len(section.place)).contains(QPoint(x, point.y()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the row under the pointer, of the current one by key."""
        index, point = menu_place(self, event)
        if index.isValid():
            section = self._model.section_at(index)
            place = section.place if section else None
            self.context_asked.emit(point, self._model.article_at(index).id, place)

    # Drawing

    def drawBranches(
        self, painter: QPainter, rect: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw nothing: the delegate marks what opens."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows, or what to do where there are none."""
        super().paintEvent(event)
        if not self._model.rowCount():
            painter = QPainter(self.viewport())
            rect = self.viewport().rect()
            draw_empty(painter, rect, self.empty_title, self.empty_hint, self.font(), self._theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the titles anew where the width changed."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew where the font changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._rows.renew_fonts()
            self.scheduleDelayedItemsLayout()

    def sizeHint(self) -> QSize:
        """Return the width of the drawings."""
        return QSize(292, 400)


_STRONG = (
    Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
)
