"""Searching the whole library, results as one types, grouped by article."""

from __future__ import annotations

from PySide6.QtCore import (
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reader.domain.searching.hits import Hit
from reader.translation import listing, mark, tr
from reader.window.fields import Field
from reader.window.isolating import joined
from reader.window.mirroring import Mirror
from reader.window.painting import draw_rounded
from reader.window.panels.controls import key_toggle
from reader.window.panels.floating import FloatingPanel
from reader.window.panels.pick_list import Index, PickList, RowsModel
from reader.window.themes import Theme, panel_sheet, scaled
from reader.window.wording import long_date

TYPING = 80  # milliseconds after the last key until the library is asked
HIT, IS_FIRST = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_PAD = 12
_LINES = 2  # of a snippet
# Translators: `tag:`, `after:` and `before:` are typed as they are in every language.
_PLACEHOLDER = mark("Search: words, “a phrase”, begin*, -without, tag:name, after:2024-04-01")


class _Model(RowsModel[Hit]):
    def value(self, number: int, role: int) -> object:
        hit = self.rows[number]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return f"{hit.title}: {hit.snippet}"
            case Qt.ItemDataRole.AccessibleTextRole:
                return listing((hit.title, *hit.section_path, tr("note") if hit.note_id else "", hit.snippet))
            case _ if role == HIT:
                return hit
            case _ if role == IS_FIRST:
                return number == 0 or self.rows[number - 1].article_id != hit.article_id
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, panel: SearchPanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = QFontMetrics(self._panel.font()).height()
        heading = line + 14 if index.data(IS_FIRST) else 0
        return QSize(0, heading + line * (1 + _LINES) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, font = self._panel.theme, self._panel.font()
        hit: Hit = index.data(HIT)
        rect = QRect(option.rect)
        line = QFontMetrics(font).height()
        mirror = Mirror(option.rect, self._panel.layoutDirection())
        painter.save()
        if index.data(IS_FIRST):
            bold = scaled(font, 1, QFont.Weight.DemiBold)
            heading = QRect(rect.left() + _PAD, rect.top() + 8, rect.width() - 2 * _PAD, line + 4)
            date = long_date(hit.published)
            room = heading.width() - QFontMetrics(font).horizontalAdvance(date) - 16
            painter.setFont(bold)
            painter.setPen(theme.text)
            title = QFontMetrics(bold).elidedText(
                " ".join(hit.title.split()), Qt.TextElideMode.ElideRight, room
            )
            mirror.draw_text(painter, heading, title)
            painter.setFont(scaled(font, 0.92))
            painter.setPen(theme.muted)
            mirror.draw_text(painter, heading, date, at_end=True)
            rect.setTop(rect.top() + line + 14)
        if option.state & QStyle.StateFlag.State_Selected:
            draw_rounded(painter, rect, theme, ground=True, ring=False)
        rect.adjust(_PAD, 6, -_PAD, -6)
        where = joined(hit.section_path, " › ") or tr("Beginning")
        painter.setFont(scaled(font, 0.92))
        painter.setPen(theme.muted)
        where = joined((tr("Note"), where), "  ·  ") if hit.note_id else where
        shown = QFontMetrics(painter.font()).elidedText(where, Qt.TextElideMode.ElideMiddle, rect.width())
        mirror.draw_text(painter, QRect(rect.left(), rect.top(), rect.width(), line), shown)
        below = QRect(rect.left(), rect.top() + line + 2, rect.width(), line * _LINES)
        mirror.draw_marked(painter, below, hit.snippet, hit.marks, font, theme.text, theme.accent, _LINES)
        painter.restore()


class SearchPanel(FloatingPanel):
    """A field and what was found. `search_asked(words, kinds)` asks the library, `show_hits` shows it."""

    search_asked = Signal(str, object)
    hit_chosen = Signal(object)

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, width=720, height=620, is_fleeting=True)
        self.setObjectName("searchPanel")
        self.setAccessibleName(tr("Search the library"))
        self.field = Field("searchField", tr("Search all articles and notes"), tr(_PLACEHOLDER), theme)
        self._model = _Model()
        self.list = PickList(lambda: self._nothing, theme)
        self.list.setObjectName("searchResults")
        self.list.setAccessibleName(tr("Found"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(_Delegate(self))
        self.list.serve(self.field)
        self.list.chosen.connect(self._choose)
        self._articles = key_toggle(tr("Articles"), tr("Search articles"), "Alt+A")
        self._notes = key_toggle(tr("Notes"), tr("Search notes"), "Alt+O")  # Alt+N is the menu's
        above = QHBoxLayout()
        above.setSpacing(8)
        above.addWidget(self.field)
        for kind in (self._articles, self._notes):
            kind.setChecked(True)
            kind.toggled.connect(lambda _: self._ask())
            above.addWidget(kind)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(
            margins.left() + 10, margins.top() + 10, margins.right() + 10, margins.bottom() + 10
        )
        self.body.setSpacing(8)
        self.body.addLayout(above)
        self.body.addWidget(self.list)
        self._nothing = ""
        self._answered = ""  # the words that the list answers
        self._is_hasty = False  # Enter was pressed before they were answered
        self._timer = QTimer(self, singleShot=True, interval=TYPING)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._typed)
        self.set_theme(theme)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Which of `article` and `note` are looked for."""
        kinds = (("article", self._articles), ("note", self._notes))
        return tuple(kind for kind, button in kinds if button.isChecked())

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.list.theme = self.field.theme = theme
        checked = f"background: {theme.row.name()}; border: 1px solid {theme.accent.name()};"
        self.setStyleSheet(
            panel_sheet(theme) + f"QPushButton {{ padding: 5px 10px; }} QPushButton:checked {{ {checked} }}"
        )

    def open(self, words: str = "") -> None:
        """Show the panel with `words`, or with what was looked for last."""
        self.field.setPlaceholderText(tr(_PLACEHOLDER))
        self.popup()
        self.field.setFocus()
        if words:
            self.field.setText(words)
        self.field.selectAll()
        self._ask()

    def open_like(self, quote: str) -> None:
        """Show the panel for passages like `quote`, which `show_like` is to show; typing searches anew."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.blockSignals(False)
        self._timer.stop()
        self.field.setPlaceholderText(tr("Like “{quote}”", quote=quote))
        self.field.setCursorPosition(0)
        self._answered, self._is_hasty, self._nothing = "", False, ""
        self._model.fill([])
        self.popup()
        self.field.setFocus()

    def show_like(self, hits: list[Hit]) -> None:
        """Show passages like the one that `open_like` named, unless something is typed by now."""
        self.show_hits("", self.kinds, hits)
        if not self.field.text() and not hits:
            self._nothing = tr("No other article has a passage like this one.")

    def show_hits(self, words: str, kinds: tuple[str, ...], hits: list[Hit]) -> None:
        """Show what was found for `words`, unless something else is looked for by now."""
        if (words, kinds) != (self.field.text(), self.kinds):
            return
        self._answered = words
        first_at: dict[str, int] = {}
        for number, hit in enumerate(hits):
            first_at.setdefault(hit.article_id, number)
        self._model.fill(sorted(hits, key=lambda hit: first_at[hit.article_id]))
        self._nothing = (
            tr("Nothing found. Try fewer words, or the beginning of one: brief*") if words.strip() else ""
        )
        if hits:
            self.list.setCurrentIndex(self._model.index(0))
        self.list.viewport().update()
        if self._is_hasty:
            self._choose()

    def _typed(self) -> None:
        self._is_hasty = False
        self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        self.search_asked.emit(self.field.text(), self.kinds)

    def _choose(self) -> None:
        self._is_hasty = self._answered != self.field.text()
        if self._is_hasty:
            self._ask()
            return
        hit = self.list.currentIndex().data(HIT)
        if isinstance(hit, Hit):
            self.close_panel()
            self.hit_chosen.emit(hit)
