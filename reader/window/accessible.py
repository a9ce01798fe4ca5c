"""What Qt's own description of the window to a screen reader leaves out, joined to it."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from reader.window.article.parts import interface_of
from reader.window.notes.column import NotesColumn
from reader.window.panels.floating import FloatingPanel
from reader.window.spoken import is_heard

if TYPE_CHECKING:
    from reader.window.article.view import ArticleView


class _Column(QAccessibleWidget):
    """The column with the open editor below it: below a list Qt shows rows alone, and no field in one."""

    def _editor(self) -> QWidget | None:
        column = self.object()
        return column.list.editor if isinstance(column, NotesColumn) else None

    def childCount(self) -> int:
        return super().childCount() + (self._editor() is not None)

    def child(self, index: int) -> QAccessibleInterface:
        editor = self._editor()
        if editor is not None and index == super().childCount():
            return QAccessible.queryAccessibleInterface(editor)
        return super().child(index)

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        editor = self._editor()
        if editor is not None and child.object() is editor:
            return super().childCount()
        return super().indexOfChild(child)


def tell_qt(view: ArticleView, column: NotesColumn) -> None:
    """Have Qt show the parts of the article's page, the field in which a note is written, and panels."""
    _install()
    if is_heard():  # what Qt made of these before, it would keep
        for widget in (view.viewport(), column):
            made = QAccessible.queryAccessibleInterface(widget)
            QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))


@cache
def _install() -> None:
    QAccessible.installFactory(_interface)


def _interface(_: str, source: QObject | None) -> QAccessibleInterface | None:
    if isinstance(source, NotesColumn):
        return _Column(source, QAccessible.Role.Grouping)
    if isinstance(source, FloatingPanel):  # else a mere filler, whose name nobody says on the way in
        return QAccessibleWidget(source, QAccessible.Role.Dialog)
    return interface_of(source)
