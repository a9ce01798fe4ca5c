"""Three columns side by side: their widths, which of them are open, how they step aside."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from reader.settings import Settings

_SECTION = "window"
TREE, ARTICLE, NOTES = range(3)
_WIDTHS = (292, 704, 364)
_NARROW = 900, 640  # pixels below which the notes, then the tree, step aside


class Columns(QSplitter):
    """Tree, article, notes. A column that the reader hid stays hidden; a narrow window hides more."""

    def __init__(self, settings: Settings, tree: QWidget, article: QWidget, notes: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("columns")
        self.setAccessibleName("Columns")
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
        widths = settings.get(_SECTION, "columns", "").split()
        if len(widths) == len(_WIDTHS) and all(width.isdecimal() for width in widths):
            self.setSizes([max(1, int(width)) for width in widths])
        else:
            self.setSizes(list(_WIDTHS))
        self._widths = self.sizes()  # while all columns were open
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
        self._note_widths()
        self._settings.set(_SECTION, "columns", " ".join(map(str, self._widths)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the side columns step aside where there is no room for them."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._apply()

    def _apply(self, asked: set[int] | None = None) -> None:
        width = self.width() if self.isVisible() else sum(_WIDTHS)
        hidden = set(self._hidden)
        for column, limit in zip((NOTES, TREE), _NARROW, strict=True):
            if width < limit * max(1.0, self.fontMetrics().height() / 16):
                hidden.add(column)
        hidden -= asked or set()
        self._note_widths()
        for column, widget in self._columns.items():
            if widget.isVisibleTo(self) == (column in hidden):
                if column in hidden and widget.isAncestorOf(self.window().focusWidget() or self):
                    self._columns[ARTICLE].setFocus()
                widget.setVisible(column not in hidden)

    def _note_widths(self) -> None:
        if all(self.sizes()):
            self._widths = self.sizes()
