"""The panels that float over the window, made when they are first asked for, and what fills them."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.notes import Anchor, Note, NoteFilter
from reader.translation import tr, trn
from reader.window.key_texts import shown_key
from reader.window.themes import Theme

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.searching.hits import Hit
    from reader.window.actions.row import Action
    from reader.window.context import Context
    from reader.window.desk.reading.leaping import Leaping
    from reader.window.panels.floating import FloatingPanel
    from reader.window.panels.palette import Palette, PaletteRow
    from reader.window.panels.search import SearchPanel

_RESULTS = 60


class Floating(QObject):
    """Opens panels, fills them from the library and the action rows, does what was chosen in them."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._panels: dict[str, FloatingPanel] = {}
        self._last_used: list[str] = []
        self._leaping: Leaping | None = None

    def set_theme(self, theme: Theme) -> None:
        """Give every panel that was made other colours."""
        for panel in self._panels.values():
            panel.set_theme(theme)

    @property
    def _theme(self) -> Theme:
        return self._context.window.appearance.theme

    def keep(self, name: str, make: Callable[[], FloatingPanel]) -> FloatingPanel:
        """Return the panel `name`, made the first time, to be opened; closing leads back to the article."""
        self.close_all(name)
        if name not in self._panels:
            self._panels[name] = make()
            self._panels[name].closed.connect(self._closed)
        return self._panels[name]

    def close_all(self, but: str = "") -> bool:
        """Close every panel but one; return whether any was open."""
        shown = [panel for name, panel in self._panels.items() if name != but and panel.isVisible()]
        for panel in shown:
            panel.close_panel()
        return bool(shown)

    def _closed(self) -> None:
        focused = self._context.window.focusWidget()
        panel = self.sender()
        if focused is None or (panel is not None and panel.isAncestorOf(focused)):  # type: ignore[attr-defined]
            self._context.reading.focus()

    # The palette and what is like it

    def _palette(self) -> Palette:
        from reader.window.panels.palette import Palette

        names = ("commandPalette", "paletteField", "paletteList")
        panel = self.keep("palette", lambda: Palette(self._context.window, self._theme, names))
        assert isinstance(panel, Palette)
        return panel

    def open_palette(self) -> None:
        """Every action by its name; those used last on top."""
        rows = [row for row in self._context.window.bindings.rows.values() if row.id != "palette.open"]
        order = {action_id: number for number, action_id in enumerate(reversed(self._last_used))}
        rows.sort(key=lambda row: order.get(row.id, len(order)))
        titles: dict[str, PaletteRow] = {}
        for row in rows:
            if row.menu:
                titles.setdefault(row.shown_title, self._palette_row(row))
        self._palette().open(
            list(titles.values()), tr("Actions"), tr("What do you want to do?"), tr("There are no actions.")
        )

    def _palette_row(self, action: Action, group: str = "") -> PaletteRow:
        from reader.window.panels.palette import PaletteRow

        window = self._context.window
        keys = window.keymap.active_keys(action.id)
        why_not = "" if self._context.has(action.needs) else tr(action.needs.value)
        return PaletteRow(
            title=action.shown_title,
            run=lambda: self._run(action),
            detail="",
            keys=tuple(shown_key(key) for key in keys),
            why_not=why_not,
            group=group,
        )

    def _run(self, action: Action) -> None:
        self._last_used = [*(i for i in self._last_used if i != action.id), action.id]
        self._context.reading.focus()
        self._context.window.bindings.run(action)

    def open_keys(self) -> None:
        """Show the sheet of all keys as they are set now."""
        from reader.window.panels.palette import Palette

        names = ("keySheet", "keySheetField", "keySheetList")
        sheet = self.keep(
            "keys", lambda: Palette(self._context.window, self._theme, names, tr("All keys"), height=680)
        )
        assert isinstance(sheet, Palette)
        rows = [
            self._palette_row(row, row.shown_menu)._replace(why_not="")
            for row in sorted(
                (row for row in self._context.window.bindings.rows.values() if row.menu),
                key=lambda row: _ORDER.index(row.menu.partition("/")[0]),
            )
        ]
        sheet.open(rows, "", tr("Find a key or an action"), tr("There are no actions."), most=len(rows))

    def open_places(self) -> None:
        """Any article or section of the library by its name."""
        from reader.window.desk.reading.leaping import Leaping

        if self._leaping is None:
            self._leaping = Leaping(self._context)
        self._leaping.open(self._palette())

    def open_recent(self) -> None:
        """Files that were opened last."""
        from reader.window.desk.files.recent import recent_files
        from reader.window.panels.palette import PaletteRow

        context = self._context
        rows = [
            PaletteRow(
                os.path.basename(path), partial(context.filing.import_files, [path]), os.path.dirname(path)
            )
            for path in recent_files(context.session.settings)
        ]
        self._palette().open(rows, tr("Opened last"), tr("Which file?"), tr("No file was opened yet."))

    def open_bin(self) -> None:
        """Show what was deleted; Enter brings it back."""
        from reader.window.panels.palette import PaletteRow

        library, filing = self._context.session.library, self._context.filing
        articles = library.article_rows(in_bin=True)
        rows = [
            PaletteRow(
                row.title,
                partial(filing.restore, row.id),
                trn("article with {number} note", "article with {number} notes", row.notes_count),
                group=tr("Articles"),
            )
            for row in articles
        ]
        with_theirs = {row.id for row in articles}  # these bring their notes back
        for note in library.notes(NoteFilter(in_bin=True)):
            if note.article_id in with_theirs:
                continue
            quote = note.anchor.quote if note.anchor else " › ".join(note.section_path)
            rows.append(
                PaletteRow(
                    note.body or quote,
                    partial(filing.restore, note.id),
                    quote if note.body else tr("highlight"),
                    group=tr("Notes"),
                )
            )
        self._palette().open(
            rows, tr("In the bin"), tr("Enter brings back what you choose"), tr("The bin is empty.")
        )

    # Searching

    def open_search(self, words: str = "") -> None:
        """Search all articles and notes."""
        self._search_panel().open(words)

    def open_like(self, passage: Anchor) -> None:
        """Search the other articles for passages like this one, the newest on top."""
        panel = self._search_panel()
        panel.open_like(" ".join(passage.quote.split()))
        article = self._context.reading.article
        besides = article.id if article is not None else ""
        self._context.read(
            lambda library: library.passages_like(passage.quote, besides, _RESULTS), panel.show_like
        )

    def _search_panel(self) -> SearchPanel:
        from reader.window.panels.search import SearchPanel

        def make() -> FloatingPanel:
            panel = SearchPanel(self._context.window, self._theme)
            panel.search_asked.connect(self._search)
            panel.hit_chosen.connect(self._open_hit)
            return panel

        panel = self.keep("search", make)
        assert isinstance(panel, SearchPanel)
        return panel

    def _search(self, words: str, kinds: tuple[str, ...]) -> None:
        from reader.domain.searching.query import while_typing

        panel = self._panels["search"]
        self._context.read(
            lambda library: library.search(while_typing(words), kinds, _RESULTS),
            lambda hits: panel.show_hits(words, kinds, hits),  # type: ignore[attr-defined]
        )

    def _open_hit(self, hit: Hit) -> None:
        self._context.window.arrivals.open_passage(hit.article_id, hit.start, hit.note_id)

    # Tags, properties, export

    def open_tags(self, note: Note) -> None:
        """Edit a note's tags."""
        self.open_tags_of(note.tags, lambda tags: self._context.noting.set_tags(note.id, tags))

    def open_tags_of(self, tags: Sequence[str], save: Callable[[tuple[str, ...]], None]) -> None:
        """Edit `tags`; `save` gets what they become."""
        from reader.window.panels.tags import TagsPanel

        panel = self.keep("tags", lambda: TagsPanel(self._context.window, self._theme))
        assert isinstance(panel, TagsPanel)
        known = [name for name, _ in self._context.session.library.tags()]
        panel.open(tags, known, save)

    def open_properties(self, article: ArticleRow, focus: str) -> None:
        """Correct what is known of an article."""
        from reader.window.panels.properties import PropertiesPanel

        panel = self.keep("properties", lambda: PropertiesPanel(self._context.window, self._theme))
        assert isinstance(panel, PropertiesPanel)
        panel.open(article, focus, lambda values: self._context.filing.correct(article.id, values))

    def open_export(self, *, for_vault: bool = False) -> None:
        """Choose what to export, how and where to; ready to keep a vault up to date with `for_vault`."""
        from reader.window.panels.export import ExportDialog

        search = self._panels.get("search")
        searched = search.field.text() if search is not None and search.isVisible() else ""  # type: ignore[attr-defined]
        panel = self.keep("export", lambda: ExportDialog(self._context.window, self._theme))
        assert isinstance(panel, ExportDialog)
        self._context.exporting.open(panel, searched=searched.strip(), for_vault=for_vault)

    def open_about(self) -> None:
        """Say what this is."""
        from reader.window.panels.about import AboutPanel

        panel = self.keep("about", lambda: AboutPanel(self._context.window, self._theme))
        panel.popup()
        panel.setFocus()


_ORDER = ("Go", "Edit", "Note", "File", "View", "Help")
