"""What there is to export where the window stands now: the scopes of the dialog, and what each means."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.jobs.export_requests import (
    ARTICLE,
    FILTER,
    LIBRARY,
    NOTE,
    SECTION,
    SELECTED,
    SINCE,
    Recipe,
)
from reader.translation import tr, trn

if TYPE_CHECKING:
    from reader.library.library import Library
    from reader.window.context import Context


class Scopes:
    """The recipes of one opening of the dialog, by their scopes; `titles` in the order of the dialog.

    `searched` are the words of the library's search where that was open.
    """

    def __init__(self, context: Context, searched: str = "") -> None:
        self.titles: dict[str, str] = {}
        self.recipes: dict[str, Recipe] = {}
        article, current = context.reading.article, context.noting.current
        self.article_title = article.title if article is not None else ""
        if article is not None:
            self._add(tr("This article"), Recipe(ARTICLE, article.id))
            path = context.reading.section_path
            if path:
                self._add(tr("This section"), Recipe(SECTION, article.id, path))
        if current is not None:
            self._add(tr("This note"), Recipe(NOTE, note_ids=(current.id,)))
        selected = context.window.cards.selected_ids
        self.has_selected = len(selected) > 1
        if self.has_selected:
            title = trn("The {number} selected note", "The {number} selected notes", len(selected))
            self._add(title, Recipe(SELECTED, note_ids=selected))
        filter_ = context.narrowing.in_force if "narrowing" in context.__dict__ else None
        if searched:
            filter_ = Recipe(FILTER, query=searched)
        if filter_ is not None:
            words = " ".join(filter_.query.rstrip("*").split())
            self._add(tr("Notes with “{words}”", words=words) if words else tr("The notes shown"), filter_)
        self._add(tr("The whole library"), Recipe(LIBRARY))
        self._add(tr("What changed since the last export"), Recipe(SINCE))

    def _add(self, title: str, recipe: Recipe) -> None:
        self.titles[recipe.scope] = title
        self.recipes[recipe.scope] = recipe

    def file_name(self, scope: str, suffix: str) -> str:
        """Return a name for the file of a scope."""
        from datetime import date

        from reader.exporting.file_names import safe_name

        title = tr("Notes")
        if scope == SINCE:
            title = f"{title} {date.today().isoformat()}"  # each of them holds something else
        elif scope != LIBRARY and not (scope == FILTER and not self.recipes[FILTER].article_id):
            title = self.article_title or title
        return safe_name(title) + suffix

    def counts(self, library: Library) -> dict[str, int]:
        """Return how many notes each scope has; for SINCE that depends on where they go to."""
        counts = {}
        for scope, recipe in self.recipes.items():
            if scope == LIBRARY:
                counts[scope] = sum(row.notes_count for row in library.article_rows())
            elif scope == ARTICLE:
                counts[scope] = library.article_row(recipe.article_id).notes_count
            elif scope != SINCE:
                counts[scope] = sum(1 for _ in library.notes(recipe.chosen(library)))
        return counts
