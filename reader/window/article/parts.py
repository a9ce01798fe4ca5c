"""The page as a screen reader walks it: its blocks, and in each its links and noted passages.

Qt tells assistive programs of the article as of one text, with a caret in it. Below that text stands
here a tree of what the page is made of. It is made only as far as somebody asks for it.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleObject
from PySide6.QtWidgets import QWidget

from reader.domain.blocks import Block, BlockKind, SpanKind
from reader.translation import tr
from reader.window.article.abilities import NO_ABILITY, Level, Press
from reader.window.spoken import kind_of, mark_words

if TYPE_CHECKING:
    from reader.window.article.marks import Mark
    from reader.window.article.view import ArticleView

_VIEWPORT = "qt_scrollarea_viewport"
_Role = QAccessible.Role
_ROLES = {
    BlockKind.TITLE: _Role.Heading,
    BlockKind.HEADING: _Role.Heading,
    BlockKind.LIST_ITEM: _Role.ListItem,
    BlockKind.FIGURE: _Role.Graphic,
}


class Part(QObject):
    """A block, a link or a noted passage: `start` and `end` are code points of the article's plain text."""

    def __init__(
        self, page: Parts, role: QAccessible.Role, name: str, description: str, place: tuple[int, int]
    ) -> None:
        super().__init__(page)
        self.page = page
        self.role = role
        self.name = name
        self.description = description
        self.start, self.end = place
        self.above: Part | None = None
        self.below: list[Part] = []
        self.level: Level | None = None
        self.press: Press | None = None


class Parts(QObject):
    """The parts of the page that `view` shows; a child of it."""

    def __init__(self, view: ArticleView) -> None:
        super().__init__(view)
        self.view = view
        self._made: dict[int, Part] = {}

    def forget(self) -> None:
        """Take note that the page, or what is marked on it, is another."""
        # Qt's own event for this has a signature that AT-SPI refuses; who comes next asks anew.
        for part in self._made.values():
            for each in (*part.below, part):
                each.deleteLater()
        self._made.clear()

    def __len__(self) -> int:
        return len(self.view.page.blocks)

    def block(self, number: int) -> Part:
        """Return the part of a block of the page, with its links and noted passages below it."""
        if number not in self._made:
            self._made[number] = self._make(number)
        return self._made[number]

    def link_at(self, offset: int) -> str:
        """Return the words of the link, or of the reference to a footnote, that begins at `offset`."""
        below = self.block(self.view.page.block_at(offset)).below
        return next(part.name for part in below if part.role == _Role.Link and part.start == offset)

    def number(self, part: Part) -> int:
        """Return which block of the page a part is; -1 where it is none any more."""
        return next((number for number, made in self._made.items() if made is part), -1)

    def rect(self, part: Part) -> QRect:
        """Return where a part is on the screen, its lines together."""
        view = self.view
        rect = view.range_rect(part.start, part.end)
        return QRect(view.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _make(self, number: int) -> Part:
        block, start = self.view.page.blocks[number], self.view.page.starts[number]
        kind = kind_of(block.kind, block.level)
        role = _ROLES.get(block.kind, _Role.BlockQuote if block.quote else _Role.Paragraph)
        part = Part(self, role, block.text, kind, (start, start + len(block.text)))
        if role == _Role.Heading:
            part.level = Level(1 if block.kind is BlockKind.TITLE else block.level)
        part.below = sorted(
            [*self._links(block, start), *self._marks(block, start)], key=lambda below: below.start
        )
        for below in part.below:
            below.above = part
        return part

    def _links(self, block: Block, start: int) -> list[Part]:
        found = []
        for span in block.spans:
            if span.kind in (SpanKind.LINK, SpanKind.FOOTNOTE):
                what = tr("Footnote") if span.kind is SpanKind.FOOTNOTE else span.target
                place = (start + span.start, start + span.end)
                part = Part(self, _Role.Link, block.text[span.start : span.end], what, place)
                if span.kind is SpanKind.FOOTNOTE:
                    part.press = Press(partial(self.view.footnote_clicked.emit, span.target, place[0]))
                else:
                    part.press = Press(partial(self.view.link_clicked.emit, span.target))
                found.append(part)
        return found

    def _marks(self, block: Block, start: int) -> list[Part]:
        marks: list[Mark] = self.view.marks_between(start, start + len(block.text))
        found = []
        for each in marks:
            place = max(each.start, start), min(each.end, start + len(block.text))
            words = block.text[place[0] - start : place[1] - start]
            part = Part(self, _Role.Note, mark_words(each.color, has_body=each.has_body), words, place)
            part.press = Press(partial(self.view.mark_clicked.emit, each.note_id))
            found.append(part)
        return found


class _Below(QAccessibleObject):
    """What a part is to Qt. Qt asks for the interfaces below and above by their objects."""

    def _part(self) -> Part:
        part = self.object()
        assert isinstance(part, Part)
        return part

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        part = self.object()  # asked for in every state of being taken down, and must not fail
        ability: object = None
        if isinstance(part, Part) and kind == QAccessible.InterfaceType.AttributesInterface:
            ability = part.level
        elif isinstance(part, Part) and kind == QAccessible.InterfaceType.ActionInterface:
            ability = part.press
        return ability or NO_ABILITY

    def role(self) -> QAccessible.Role:
        return self._part().role

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Name:
            return self._part().name
        return self._part().description if kind == QAccessible.Text.Description else ""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        part = self._part()
        if not part.page.view.viewport().rect().intersects(part.page.view.range_rect(part.start, part.end)):
            state.offscreen = True
        return state

    def rect(self) -> QRect:
        return self._part().page.rect(self._part())

    def parent(self) -> QAccessibleInterface:
        part = self._part()
        return QAccessible.queryAccessibleInterface(part.above or part.page.view.viewport())

    def childCount(self) -> int:
        return len(self._part().below)

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        below = self._part().below
        return QAccessible.queryAccessibleInterface(below[index]) if 0 <= index < len(below) else None

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        below = self._part().below
        return next((number for number, part in enumerate(below) if part is child.object()), -1)


class _Page(QAccessibleObject):
    """What the article's viewport is to Qt: a document, whose children are the blocks."""

    def _viewport(self) -> QWidget:
        viewport = self.object()
        assert isinstance(viewport, QWidget)
        return viewport

    def _parts(self) -> Parts | None:
        # While the window is taken down, what is above may be no article any more.
        return getattr(self._viewport().parent(), "parts", None)

    def role(self) -> QAccessible.Role:
        return _Role.Document

    def text(self, kind: QAccessible.Text) -> str:
        return tr("Page") if kind == QAccessible.Text.Name else ""

    def state(self) -> QAccessible.State:
        state = QAccessible.State()
        state.readOnly = True
        return state

    def rect(self) -> QRect:
        viewport = self._viewport()
        return QRect(viewport.mapToGlobal(QPoint(0, 0)), viewport.size())

    def parent(self) -> QAccessibleInterface | None:  # type: ignore[override]
        above = self._viewport().parent()
        return QAccessible.queryAccessibleInterface(above) if above is not None else None

    def childCount(self) -> int:
        return len(self._parts() or ())

    def child(self, index: int) -> QAccessibleInterface | None:  # type: ignore[override]
        parts = self._parts()
        if parts is None or not 0 <= index < len(parts):
            return None
        return QAccessible.queryAccessibleInterface(parts.block(index))

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        part, parts = child.object(), self._parts()
        return parts.number(part) if parts is not None and isinstance(part, Part) else -1


def interface_of(source: QObject | None) -> QAccessibleInterface | None:
    """Return what a part, or the viewport that the parts are in, is to Qt; None for anything else."""
    if isinstance(source, Part):
        return _Below(source)
    if source is not None and source.objectName() == _VIEWPORT and hasattr(source.parent(), "parts"):
        return _Page(source)
    return None
