"""Paints a row of the tree: an article with its date and progress, or a section with its notes."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from reader.domain.article_row import ArticleRow
from reader.translation import digits
from reader.window.isolating import joined
from reader.window.painting import clipped_lines, draw_chevron, draw_lines, draw_rounded, line_height
from reader.window.themes import UI_SIZE, Theme, scaled
from reader.window.tree.model import SectionTreeModel
from reader.window.tree.rows import details

OUTSIDE = 10  # from the column's edge to a row's rounded ground
INSIDE = 10  # from there to the text
INDENT = 14
_LINES = 2  # of a title, more where the text is larger than usual
_REMEMBERED = 20_000  # clipped titles that are kept


class TreeDelegate(QStyledItemDelegate):
    """Draws rows for `view`; `marked` is the row of the section that is being read."""

    def __init__(self, view: QTreeView, theme: Theme) -> None:
        super().__init__(view)
        self._view = view
        self.theme = theme
        self.marked = QPersistentModelIndex()
        self._clipped: dict[tuple[str, int, bool], list[str]] = {}
        self.renew_fonts()

    def renew_fonts(self) -> None:
        """Take over the view's font; all heights are measured anew."""
        font = self._view.font()
        self._growth = max(1, round(scaled(font, 1).pixelSize() / UI_SIZE))
        self._title_font = scaled(font, 1, QFont.Weight.DemiBold)
        self._section_font = QFont(font)
        self._small_font = scaled(font, 12 / 13)
        self._title_metrics = QFontMetrics(self._title_font)
        self._section_metrics = QFontMetrics(self._section_font)
        self._title_height = line_height(self._title_font)
        self._section_height = line_height(self._section_font)
        self._small_height = line_height(self._small_font)
        self._clipped.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Return the height of a row at the view's present width."""
        model = index.model()
        assert isinstance(model, SectionTreeModel)
        section, row = model.section_at(index), model.article_at(index)
        if section is not None:
            width = self._section_width(len(section.place), model.notes_at(index))
            lines = self._line_count(section.title, width, is_title=False)
            return QSize(1, lines * self._section_height + 10)
        height = self._line_count(row.title, self._width(0), is_title=True) * self._title_height
        if self._growth > 1:
            height += len(self._detail_lines(row)) * self._small_height
        elif row.published or row.publisher or row.sections or row.notes_count:
            height += self._small_height
        return QSize(1, height + 14 + (11 if row.progress > 0 else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row."""
        model = index.model()
        assert isinstance(model, SectionTreeModel)
        row: QRect = option.rect
        rect = QRect(0, row.top(), self._view.viewport().width(), row.height())
        section = model.section_at(index)
        frame = rect.adjusted(OUTSIDE, 0 if section else 5, -OUTSIDE, 0)
        is_marked = self.marked == index
        has_focus = self._view.hasFocus() and self._view.currentIndex() == index
        if is_marked or has_focus:
            draw_rounded(painter, frame, self.theme, ground=is_marked, ring=has_focus)
        if section is None:
            self._paint_article(painter, rect, model.article_at(index))
            return
        notes = model.notes_at(index)
        depth = len(section.place)
        inner = self._inner(rect.adjusted(0, 5, 0, -5), depth)
        painter.setPen(self.theme.text)
        lines = self._section_lines(section.title, depth, notes)
        draw_lines(painter, self._mirrored(inner), lines, self._section_font, self._direction)
        if notes:
            painter.setPen(self.theme.muted)
            number = digits(notes)
            width = QFontMetrics(self._small_font).horizontalAdvance(number)
            place = QRect(inner.right() - width + 1, inner.top(), width, self._section_height)
            draw_lines(painter, self._mirrored(place), [number], self._small_font, self._direction)
        is_open = self._view.isExpanded(index)
        self._paint_read(painter, rect, model.read_share(index, is_open=is_open))
        if model.hasChildren(index):
            middle = self._mirrored(self.chevron(rect, depth)).center()
            mirrored = self._direction == Qt.LayoutDirection.RightToLeft
            draw_chevron(painter, QPointF(middle), self.theme, is_open=is_open, mirrored=mirrored)

    def _paint_read(self, painter: QPainter, rect: QRect, share: float) -> None:
        """Draw at the row's edge how much of the section is read."""
        if share > 0:
            line = QRect(OUTSIDE, rect.top(), 2, max(2, round(rect.height() * share)))
            painter.fillRect(self._mirrored(line), self.theme.accent)

    def chevron(self, rect: QRect, depth: int) -> QRect:
        """Return where in the row `rect` the mark stands that opens a section (before mirroring)."""
        return QRect(self._left(depth) - INDENT, rect.top() + 5, INDENT, self._section_height)

    def _paint_article(self, painter: QPainter, rect: QRect, row: ArticleRow) -> None:
        inner = self._inner(rect.adjusted(0, 10, 0, -4), 0)
        painter.setPen(self.theme.text)
        used = draw_lines(
            painter, self._mirrored(inner), self._title_lines(row.title), self._title_font, self._direction
        )
        painter.setPen(self.theme.muted)
        below = inner.adjusted(0, used, 0, 0)
        used = draw_lines(
            painter, self._mirrored(below), self._detail_lines(row), self._small_font, self._direction
        )
        if row.progress > 0:
            line = QRect(inner.left(), below.top() + used + 6, inner.width(), 2)
            done = QRect(line)
            done.setWidth(max(2, round(line.width() * min(row.progress, 1.0))))
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            for part, color in ((line, self.theme.line), (done, self.theme.accent)):
                painter.setBrush(color)
                painter.drawRoundedRect(QRectF(self._mirrored(part)), 1, 1)
            painter.restore()

    def _title_lines(self, title: str) -> list[str]:
        return self._clip(title, self._width(0), is_title=True)

    def _section_lines(self, title: str, depth: int, notes: int) -> list[str]:
        return self._clip(title, self._section_width(depth, notes), is_title=False)

    def _section_width(self, depth: int, notes: int) -> int:
        # The count has room of its own, so that a title never runs into it.
        room = 8 + QFontMetrics(self._small_font).horizontalAdvance(digits(notes)) if notes else 0
        return self._width(depth) - room

    def _line_count(self, text: str, width: int, *, is_title: bool) -> int:
        """Return how many lines `_clip` makes: where two are the most, without breaking the text."""
        if self._growth > 1:
            return len(self._clip(text, width, is_title=is_title))
        metrics = self._title_metrics if is_title else self._section_metrics
        return 1 if metrics.horizontalAdvance(" ".join(text[:400].split())) <= width else _LINES

    def _clip(self, text: str, width: int, *, is_title: bool) -> list[str]:
        key = (text, width, is_title)
        lines = self._clipped.get(key)
        if lines is None:
            if len(self._clipped) > _REMEMBERED:
                self._clipped.clear()
            font = self._title_font if is_title else self._section_font
            lines = self._clipped[key] = clipped_lines(text, font, width, _LINES * self._growth)
        return lines

    def _detail_lines(self, row: ArticleRow) -> list[str]:
        """Return the muted line; where it is too long, the number of sections gives way first."""
        parts = details(row)
        metrics = QFontMetrics(self._small_font)
        width = self._width(0)
        if len(parts) > 2 and metrics.horizontalAdvance(joined(parts, " · ")) > width * self._growth:
            parts = details(row, with_sections=False)
        return clipped_lines(joined(parts, " · "), self._small_font, width, self._growth) if parts else []

    def _left(self, depth: int) -> int:
        return OUTSIDE + INSIDE + INDENT * min(depth, 8)

    def _width(self, depth: int) -> int:
        return max(40, self._view.viewport().width() - self._left(depth) - OUTSIDE - INSIDE)

    def _inner(self, rect: QRect, depth: int) -> QRect:
        return QRect(self._left(depth), rect.top(), self._width(depth), rect.height())

    @property
    def _direction(self) -> Qt.LayoutDirection:
        return self._view.layoutDirection()

    def _mirrored(self, rect: QRect) -> QRect:
        if self._direction == Qt.LayoutDirection.LeftToRight:
            return rect
        from PySide6.QtWidgets import QStyle

        whole = QRect(0, rect.top(), self._view.viewport().width(), rect.height())
        return QStyle.visualRect(self._direction, whole, rect)
