"""The menus of things: of a passage, a note, an article, a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

if TYPE_CHECKING:
    from reader.window.context import Context

MENUS = {
    "passage": ("note.highlight", "note.add", "edit.copy", "edit.copy-with-source", "", "select.sentence"),
    "mark": ("note.edit", "note.tags", "note.remove", "", "note.cycle", "edit.copy-link"),
    "article": ("article.rename", "article.properties", "notes.export", "", "article.delete"),
    "section": ("note.add-section", "edit.copy-link", "notes.export"),
}


class ThingMenus(QObject):
    """Opens a menu where the tree, the article or the notes of a window ask for one."""

    def __init__(self, context: Context) -> None:
        window = context.window
        super().__init__(window)
        self._context = context
        window.tree.context_asked.connect(self._tree_menu)
        window.cards.context_asked.connect(self._card_menu)
        window.view.context_asked.connect(self._article_menu)

    def _article_menu(self, point: QPoint) -> None:
        ids = MENUS["mark"] if self._context.noting.current is not None else ()
        self._open((*ids, *([""] if ids else []), *MENUS["passage"]), point)

    def _card_menu(self, point: QPoint, note_id: str) -> None:
        self._context.noting.choose(note_id)
        self._open(MENUS["mark"], point)

    def _tree_menu(self, point: QPoint, article_id: str, place: tuple[int, ...] | None) -> None:
        arrivals = self._context.window.arrivals
        if place is None:
            arrivals.open_article(article_id)
        else:
            arrivals.open_section(article_id, place)
        self._open(MENUS["article" if place is None else "section"], point)

    def _open(self, ids: tuple[str, ...], point: QPoint) -> None:
        window = self._context.window
        window.bindings.menu(window, ids).popup(point)
