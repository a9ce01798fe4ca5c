"""The palette: any action, article, section or deleted thing by a few letters of its name.

The sheet of all keys is one too, larger, with its rows in groups.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.domain.searching.fuzzy import MOST, rank
from reader.translation import listing, tr
from reader.window.mirroring import Mirror
from reader.window.painting import draw_rounded
from reader.window.panels.floating import FloatingPanel
from reader.window.panels.pick_list import Index, PickList, RowsModel
from reader.window.themes import Theme, scaled

ROW, MATCHED, HEADING = (Qt.ItemDataRole.UserRole + number for number in range(3))
_PAD = 12


class PaletteRow(NamedTuple):
    """One entry. `why_not` says why it does not apply now (empty: it does).

    `keys` are shown as caps; rows of one `group` stand together under its name.
    """

    title: str
    run: Callable[[], None]
    detail: str = ""
    keys: tuple[str, ...] = ()
    why_not: str = ""
    group: str = ""


class _Model(RowsModel[tuple[PaletteRow, list[int], str]]):
    """Each row with the places of its matched letters and the heading above it."""

    def value(self, number: int, role: int) -> object:
        row, matched, heading = self.rows[number]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return listing(part for part in (row.title, row.why_not or row.detail, *row.keys) if part)
        return {ROW: row, MATCHED: matched, HEADING: heading}.get(role)


class _Delegate(QStyledItemDelegate):
    def __init__(self, panel: Palette) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._panel.font()).height()
        heading = line + 12 if index.data(HEADING) else 0
        return QSize(0, line + 18 + heading)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, font = self._panel.theme, self._panel.font()
        row, heading = index.data(ROW), index.data(HEADING)
        rect, mirror = QRect(option.rect), Mirror(option.rect, self._panel.layoutDirection())
        painter.save()
        if heading:
            width = rect.width() - 2 * _PAD
            above = QRect(rect.left() + _PAD, rect.top() + 4, width, QFontMetrics(font).height() + 6)
            painter.setFont(scaled(font, 0.92))
            painter.setPen(theme.muted)
            mirror.draw_text(painter, above, heading)
            rect.setTop(rect.top() + QFontMetrics(font).height() + 12)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_rounded(painter, rect, theme, ground=True, ring=False)
        right = rect.right() - _PAD
        for key in reversed(row.keys):
            right = mirror.draw_keycap(painter, right, rect.center().y(), key, font, theme)
        left = rect.left() + _PAD
        self._draw_title(painter, mirror, QRect(left, rect.top(), right - left, rect.height()), index)
        painter.restore()

    def _draw_title(self, painter: QPainter, mirror: Mirror, rect: QRect, index: Index) -> None:
        """Draw the title, its matched letters bold in the accent, then the detail where there is room."""
        theme, font = self._panel.theme, self._panel.font()
        row: PaletteRow = index.data(ROW)
        title = " ".join(row.title.split("\n"))
        marks = [(place, place + 1) for place in index.data(MATCHED)]
        plain, marked = (theme.muted, theme.muted) if row.why_not else (theme.text, theme.accent)
        left = rect.left() + mirror.draw_marked(painter, rect, title, marks, font, plain, marked)
        small = scaled(font, 0.92)
        room = rect.right() - left - 10
        if room > 40:
            painter.setFont(small)
            painter.setPen(theme.muted)
            detail = " ".join((row.why_not or row.detail).split())
            shown = QFontMetrics(small).elidedText(detail, Qt.TextElideMode.ElideRight, room)
            mirror.draw_text(painter, QRect(left + 10, rect.top(), room, rect.height()), shown)


class Palette(FloatingPanel):
    """A field and the rows that fit what is typed. `Enter` runs the chosen one.

    `names` are the object names of panel, field and list. A screen reader is told the heading that it is
    opened with, or else its `title`.
    """

    def __init__(
        self, window: QWidget, theme: Theme, names: tuple[str, str, str], title: str = "", height: int = 420
    ) -> None:
        super().__init__(window, theme, width=578, height=height, is_fleeting=True)
        self.setObjectName(names[0])
        self._title = title
        self._rows: Sequence[PaletteRow] = ()
        self._heading = ""
        self._nothing = ""
        self._most = MOST
        self._ask: Callable[[str], None] | None = None
        self._is_asked = False  # and not answered yet: the rows in sight are those of an older word
        self._runs_first = False  # Enter was pressed meanwhile
        self.field = QLineEdit()
        self.field.setObjectName(names[1])
        self.field.setAccessibleName(tr("Type a few letters"))
        self.field.textChanged.connect(self._fill)
        self._model = _Model()
        self.list = PickList(lambda: self.nothing, theme)
        self.list.setObjectName(names[2])
        self.list.setAccessibleName(tr("What fits"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self))
        self.list.chosen.connect(self._run)
        self.list.serve(self.field)
        self.body.setContentsMargins(*(margin + 10 for margin in self.body.getContentsMargins()))  # type: ignore[attr-defined]
        self.body.setSpacing(8)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)

    def open(
        self, rows: Sequence[PaletteRow], heading: str, placeholder: str, nothing: str, most: int = MOST
    ) -> None:
        """Show at most `most` of `rows` under `heading`; `nothing` is said where there is none."""
        self._most, self._ask, self._is_asked = most, None, False
        self._rows, self._heading, self._nothing = rows, heading, nothing
        self._open(placeholder)

    def open_asking(self, ask: Callable[[str], None], heading: str, placeholder: str, nothing: str) -> None:
        """Have `ask` called with what is typed, each time; its answers are given to `show_found`."""
        self._ask, self._heading, self._nothing = ask, heading, nothing
        self._rows = ()
        self._model.fill([])
        self._open(placeholder)

    def _open(self, placeholder: str) -> None:
        self.setAccessibleName(self._heading or self._title)
        self.field.setPlaceholderText(placeholder)
        with QSignalBlocker(self.field):
            self.field.clear()
        self._fill("")
        self.popup()
        self.field.setFocus()

    def show_found(self, query: str, found: Sequence[tuple[PaletteRow, list[int]]]) -> None:
        """Show what was found for `query`, best first, with the matched letters; not if more was typed."""
        if self._ask is None or query != self.field.text():
            return
        self._is_asked = False
        self._rows = [row for row, _ in found]
        self._show(
            [(row, matched, "" if number else self._heading) for number, (row, matched) in enumerate(found)]
        )
        if self._runs_first:
            self._runs_first = False
            self._run()

    @property
    def nothing(self) -> str:
        """What the empty list says."""
        if self._is_asked:
            return ""
        if self._rows or (self._ask is not None and self.field.text().strip()):
            return tr("Nothing fits. Type fewer letters, or others.")
        return self._nothing

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.list.theme = theme

    def _fill(self, query: str) -> None:
        if self._ask is not None:
            self._is_asked, self._runs_first = True, False
            self._ask(query)
            return
        groups: dict[str, list[tuple[PaletteRow, list[int], str]]] = {self._heading: []}
        last: list[tuple[PaletteRow, list[int], str]] = []
        for index, positions in rank(query, [row.title for row in self._rows], self._most):
            row = self._rows[index]
            heading = tr("Does not apply now") if row.why_not else row.group or self._heading
            group = last if row.why_not else groups.setdefault(heading, [])
            group.append((row, positions, "" if group else heading))
        shown = [entry for group in (*groups.values(), last) for entry in group]
        self._show(shown)

    def _show(self, shown: Sequence[tuple[PaletteRow, list[int], str]]) -> None:
        self._model.fill(shown)
        if shown:
            self.list.setCurrentIndex(self._model.index(0))
        heights = sum(self.list.sizeHintForRow(row) for row in range(min(len(shown), 40)))
        self.set_height(max(heights, 140) + self.field.sizeHint().height() + 3 * 10)

    def _run(self) -> None:
        if self._is_asked:
            self._runs_first = True
            return
        row = self.list.currentIndex().data(ROW)
        if isinstance(row, PaletteRow) and not row.why_not:
            self.close_panel()
            row.run()
