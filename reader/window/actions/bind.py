"""From rows to QActions: their keys, their menus, and what is said where one does not apply."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from reader.translation import tr
from reader.window.actions.row import MENUS, Action, Scope
from reader.window.keymap import KeyMap, is_fields_own

if TYPE_CHECKING:
    from reader.window.context import Context


_FIELDS_OWN = ("edit.undo", "edit.redo", "file.paste")


class Bindings(QObject):
    """The QActions of one window, by id. `article` is the widget that article keys act in."""

    def __init__(
        self, window: QWidget, article: QWidget, rows: Iterable[Action], keymap: KeyMap, context: Context
    ) -> None:
        super().__init__(window)
        self.keymap = keymap
        self._context = context
        self.rows = {row.id: row for row in rows}
        self.actions: dict[str, QAction] = {}
        self._article = article
        self._in_article: list[QShortcut] = []
        for row in self.rows.values():
            action = QAction(window)
            action.setText(row.shown_title)
            action.setObjectName(row.id)
            in_article = row.scope is Scope.ARTICLE
            action.setShortcutContext(
                Qt.ShortcutContext.WidgetShortcut if in_article else Qt.ShortcutContext.WindowShortcut
            )
            action.triggered.connect(lambda _=False, row=row: self.run(row))
            (article if in_article else window).addAction(action)
            self.actions[row.id] = action
        self.apply_keys()

    def retitle(self) -> None:
        """Show the titles anew, after what some are about was renamed."""
        for action_id, action in self.actions.items():
            action.setText(self.rows[action_id].shown_title)

    def apply_keys(self) -> None:
        """Give every action the keys that act now."""
        for shortcut in self._in_article:
            shortcut.deleteLater()
        self._in_article.clear()
        for action_id, action in self.actions.items():
            keys = self.keymap.active_keys(action_id)
            if self.rows[action_id].scope is Scope.WINDOW:
                # Such a key is text anywhere but in the article, or moves in it.
                singles = [key for key in keys if is_fields_own(key)]
                keys = tuple(key for key in keys if key not in singles)
                for key in singles:
                    shortcut = QShortcut(QKeySequence.fromString(key), self._article)
                    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                    shortcut.activated.connect(action.trigger)
                    self._in_article.append(shortcut)
            action.setShortcuts([QKeySequence.fromString(key) for key in keys])

    def field_keys(self) -> set[str]:
        """Return the keys that act in text fields too; undo, redo and paste are a field's own there."""
        return {
            key
            for row in self.rows.values()
            if row.scope is Scope.WINDOW and row.id not in _FIELDS_OWN
            for key in self.keymap.active_keys(row.id)
            if not is_fields_own(key)
        }

    def run(self, row: Action) -> None:
        """Run an action with the count that was typed, or say why it does not apply."""
        count = self._context.window.counting.take(keep=row.menu == "Note/Colour")
        if self._context.has(row.needs):
            row.run(self._context, count)
        else:
            # Translators: why an action cannot be done now, as in "Highlight: no article is open."
            said = tr("{action}: {reason}.", action=row.shown_title, reason=tr(row.needs.value))
            self._context.window.say(said)

    def fill(self, bar: QMenuBar) -> None:
        """Make the menus of the menu bar, in the rows' order, a line between two subjects."""
        bar.setAccessibleName(tr("Menus"))
        menus: dict[str, QMenu] = {}
        for top in ("File", "Edit", "View", "Go", "Note", "Help"):
            menus[top] = self._menu(bar.addMenu(tr(MENUS[top])))
        last: dict[str, str] = {}
        for row in self.rows.values():
            if not row.menu:
                continue
            menu = self._submenu(menus, row.menu)
            subject = row.id.partition(".")[0]
            if last.get(row.menu, subject) != subject and "/" not in row.menu:
                menu.addSeparator()
            last[row.menu] = subject
            menu.addAction(self.actions[row.id])

    def menu(self, parent: QWidget, ids: Iterable[str]) -> QMenu:
        """Return a context menu of the actions `ids`; an empty id is a line."""
        menu = self._menu(QMenu(parent))
        for action_id in ids:
            if action_id:
                menu.addAction(self.actions[action_id])
            else:
                menu.addSeparator()
        return menu

    def _submenu(self, menus: dict[str, QMenu], path: str) -> QMenu:
        if path not in menus:
            above, _, title = path.rpartition("/")
            menus[path] = self._menu(self._submenu(menus, above).addMenu(tr(MENUS[title])))
        return menus[path]

    def _menu(self, menu: QMenu) -> QMenu:
        # A disabled QAction would swallow its key without a word: only open menus show what applies.
        menu.aboutToShow.connect(lambda: self._show_what_applies(menu))
        menu.aboutToHide.connect(lambda: self._enable(menu))
        menu.setAccessibleName(menu.title().replace("&", "") or tr("What can be done here"))
        return menu

    def _show_what_applies(self, menu: QMenu) -> None:
        for action in menu.actions():
            row = self.rows.get(action.objectName())
            if row is not None:
                action.setEnabled(self._context.has(row.needs))

    def _enable(self, menu: QMenu) -> None:
        # After the chosen action was triggered, which Qt does once the menu is hidden.
        def enable() -> None:
            for action in menu.actions():
                action.setEnabled(True)

        self._context.window.later(enable)
