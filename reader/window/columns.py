"""Three columns side by side: their widths, which of them are open, how they step aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from reader.settings import Settings
from reader.translation import tr

_SECTION = "window"
TREE, ARTICLE, NOTES = range(3)
_WIDTHS = (292, 704, 364)
_NARROW = 900, 640  # pixels below which the notes, then the tree, step aside
_READABLE = 480  # pixels that the article keeps while the side columns can give way


class Columns(QSplitter):
    """Tree, article, notes. A column that the reader hid stays hidden; a narrow window hides more."""

    def __init__(self, settings: Settings, tree: QWidget, article: QWidget, notes: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.setAccessibleName(tr("Columns"))
        self._settings = settings
        self._columns = {TREE: tree, ARTICLE: article, NOTES: notes}
        self._hidden = {
            column
            for column, name in ((TREE, "tree"), (NOTES, "notes"))
            if not settings.get(_SECTION, f"show_{name}", True)
        }
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)
        for widget in (tree, article, notes):
            self.addWidget(widget)
        for column in (TREE, NOTES):
            self.setStretchFactor(column, 0)
        self.setStretchFactor(ARTICLE, 1)
        kept = settings.get(_SECTION, "columns", "").split()
        is_sound = len(kept) == len(_WIDTHS) and all(width.isdecimal() for width in kept)
        widths = [max(1, int(width)) for width in kept] if is_sound else list(_WIDTHS)
        # As they were drawn; a narrow window makes them narrower for a while.
        self._wanted = {TREE: widths[TREE], NOTES: widths[NOTES]}
        self.setSizes(widths)
        self.splitterMoved.connect(self._drawn)
        self._apply()

    def toggle(self, *columns: int) -> None:
        """Hide the columns, or show them again where none of them is in sight."""
        if any(self._columns[column].isVisibleTo(self) for column in columns):
            self._hidden |= set(columns)
        else:
            self._hidden -= set(columns)
        self._apply(asked=set(columns) - self._hidden)

    def show_column(self, column: int) -> None:
        """Show a column that is needed now, be the window narrow."""
        self._hidden.discard(column)
        self._apply(asked={column})

    def save(self) -> None:
        """Keep widths and open columns."""
        for column, name in ((TREE, "tree"), (NOTES, "notes")):
            self._settings.set(_SECTION, f"show_{name}", None if column not in self._hidden else False)
        widths = self._wanted[TREE], _WIDTHS[ARTICLE], self._wanted[NOTES]
        self._settings.set(_SECTION, "columns", " ".join(map(str, widths)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the side columns step aside where there is no room for them."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._apply()
            self._share()

    def _drawn(self) -> None:
        for column in self._wanted:
            if self.sizes()[column]:
                self._wanted[column] = self.sizes()[column]

    def _share(self) -> None:
        """Give the side columns the widths that are wanted, less where the article needs the room."""
        wanted = {c: width for c, width in self._wanted.items() if self._columns[c].isVisibleTo(self)}
        room = max(0, self.width() - _READABLE)
        share = min(1.0, room / max(1, sum(wanted.values())))
        widths = [round(wanted.get(column, 0) * share) for column in self._columns]
        widths[ARTICLE] = self.width() - sum(widths)
        self.setSizes(widths)

    def _apply(self, asked: set[int] | None = None) -> None:
        width = self.width() if self.isVisible() else sum(_WIDTHS)
        hidden = set(self._hidden)
        for column, limit in zip((NOTES, TREE), _NARROW, strict=True):
            if width < limit * max(1.0, self.fontMetrics().height() / 16):
                # Which of the two is called makes the other one step aside.
                hidden |= {NOTES, TREE} if asked else {column}
        hidden -= asked or set()
        changing = [c for c, widget in self._columns.items() if widget.isVisibleTo(self) == (c in hidden)]
        for column, widget in self._columns.items():
            if column in changing:
                if column in hidden and widget.isAncestorOf(self.window().focusWidget() or self):
                    self._columns[ARTICLE].setFocus()
                widget.setVisible(column not in hidden)
        if changing and self.isVisible():
            self._share()
