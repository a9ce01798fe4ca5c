"""The settings of keys and page: what is chosen holds at once, in every window, and is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.translation import tr
from reader.window.key_texts import shown_key

if TYPE_CHECKING:
    from reader.window.context import Context
    from reader.window.panels.floating import FloatingPanel
    from reader.window.panels.key_settings import KeyRow
    from reader.window.panels.page_settings import PageSettings, PageValues


class Adjusting(QObject):
    """Opens the settings, and carries out what is chosen in them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._page: PageSettings

    # Keys

    def open_keys(self) -> None:
        """Show every action with its keys, to be changed."""
        from reader.window.panels.key_settings import KeySettings

        window = self._context.window

        def make() -> FloatingPanel:
            panel = KeySettings(
                window,
                window.appearance.theme,
                rows=self._key_rows,
                set_keys=self._set_keys,
                is_beginning=window.keymap.is_beginning,
            )
            panel.single_keys_set.connect(self.set_single_keys)
            return panel

        panel = self._context.panels.keep("key settings", make)
        assert isinstance(panel, KeySettings)
        panel.open(window.keymap.single_keys)

    def _key_rows(self) -> list[KeyRow]:
        from reader.window.panels.key_settings import KeyRow

        keymap = self._context.window.keymap
        rows = [
            KeyRow(
                row.id,
                row.shown_title,
                row.shown_menu,
                keymap.keys(row.id),
                keymap.keys(row.id) == row.keys,
            )
            for row in keymap.actions.values()
        ]
        order = list(dict.fromkeys(row.group for row in rows))
        return sorted(rows, key=lambda row: order.index(row.group))

    def _set_keys(self, action_id: str, keys: tuple[str, ...] | None) -> str:
        """Set the keys of an action (None: those that it came with); return what is in the way."""
        windows = self._context.session.windows
        usual = self._context.window.keymap.actions[action_id].keys
        for window in windows:
            other = window.keymap.set_keys(action_id, usual if keys is None else keys)
            if other is not None:
                taken = next(key for key in keys or usual if window.keymap.conflict(action_id, key))
                return tr("{key} is taken by “{action}”.", key=shown_key(taken), action=other.shown_title)
            window.apply_keys()
        self._context.session.save_settings()
        return ""

    # Page

    def open_page(self) -> None:
        """Show face, size, lines, column and theme, to be changed."""
        from reader.window.desk.settings.appearance import LARGEST, SMALLEST
        from reader.window.panels.page_settings import PageSettings
        from reader.window.themes import SYSTEM, theme_names, theme_title

        window = self._context.window

        def make() -> FloatingPanel:
            themes = [(name, theme_title(name)) for name in (*theme_names(), SYSTEM)]
            panel = PageSettings(window, window.appearance.theme, themes, (SMALLEST, LARGEST))
            panel.chosen.connect(self._choose)
            self._page = panel
            self._context.session.appearance.changed.connect(self._show_page)
            return panel

        panel = self._context.panels.keep("page settings", make)
        assert isinstance(panel, PageSettings)
        panel.open(self._page_values())

    # Colours

    def open_colors(self) -> None:
        """Show what each colour means, to be named otherwise."""
        from reader.window.panels.color_names import ColorNames

        window = self._context.window
        panel = self._context.panels.keep("colour names", lambda: ColorNames(window, window.appearance.theme))
        assert isinstance(panel, ColorNames)
        panel.open(self._name_colors)

    def _name_colors(self, names: dict[str, str]) -> None:
        """Have the colours mean `names`, in every window; where one is usual, the settings lose its line."""
        from reader.domain.notes import USUAL_COLORS, name_colors

        session = self._context.session
        for color, name in names.items():
            session.settings.set("colors", color, None if name == USUAL_COLORS[color] else name)
        name_colors(names)
        session.save_settings()
        for window in session.windows:
            window.bindings.retitle()

    def _page_values(self) -> PageValues:
        from reader.window.panels.page_settings import PageValues

        appearance = self._context.session.appearance
        style = appearance.style
        return PageValues(appearance.face, style.size, style.line_height, style.column, appearance.theme_name)

    def _show_page(self) -> None:
        if self._page.isVisible():
            self._page.show_values(self._page_values())

    def _choose(self, name: str, value: object) -> None:
        appearance = self._context.session.appearance
        if name == "theme":
            appearance.choose_theme(str(value))
        elif name:
            assert isinstance(value, str | int | float)
            appearance.set_style({name: value or None})
        else:
            appearance.set_style(dict.fromkeys(("face", "size", "line_height", "column")))
            appearance.choose_theme("")
        self._context.session.save_settings()

    # Single keys

    def set_single_keys(self, on: bool) -> None:
        """Turn the keys that are typed without Ctrl or Alt on or off."""
        for window in self._context.session.windows:
            window.keymap.single_keys = on
            window.apply_keys()
        self._context.session.save_settings()
        self._context.window.say(tr("Single keys are on.") if on else tr("Single keys are off."))
