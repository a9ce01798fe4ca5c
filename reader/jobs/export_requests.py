"""One export as a person asked for it, so that it can be looked at, carried out, kept and repeated."""

from __future__ import annotations

import json
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.notes import NoteFilter
from reader.errors import ReaderError
from reader.jobs.since_last import CLIPBOARD, NOTHING, SinceLast
from reader.translation import tr

if TYPE_CHECKING:
    from reader.exporting.registry import ExportFormat, ExportOptions
    from reader.jobs.exports import Report
    from reader.library.library import Library

# What: one note or several, a section, an article, what a filter leaves, all, what is new.
NOTE, SELECTED, SECTION, ARTICLE = "note", "selected", "section", "article"
FILTER, LIBRARY, SINCE = "filter", "library", "since"
# Where to.
FILE, FOLDER = "file", "folder"


class Recipe(NamedTuple):
    """Which notes are meant: those that fit by the time it is exported, not those that fit when it was made.

    Each field that is set narrows; `path` is a section of the article, with all below it.
    """

    scope: str
    article_id: str = ""
    path: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()
    query: str = ""

    def chosen(self, library: Library) -> NoteFilter:
        """Return the filter for the notes that fit now."""
        filter_ = NoteFilter(
            article_ids=(self.article_id,) if self.article_id else (),
            note_ids=self.note_ids,
            query=self.query,
        )
        if not self.path:
            return filter_
        depth = len(self.path)
        ids = tuple(n.id for n in library.notes(filter_) if n.section_path[:depth] == self.path)
        return replace(filter_, note_ids=ids) if ids else NOTHING

    def check(self, library: Library) -> None:
        """ReaderError where what is meant is not there any more: all the rest of a file would go, too."""
        if self.article_id and library.article_row(self.article_id).deleted_at:
            raise ReaderError(tr("what was exported last lies in the bin"))
        if self.note_ids and next(library.notes(NoteFilter(note_ids=self.note_ids)), None) is None:
            raise ReaderError(tr("what was exported last is not there any more"))

    def to_text(self) -> str:
        """Return one line from which `from_text` makes the same."""
        return json.dumps({name: value for name, value in self._asdict().items() if value})

    @classmethod
    def from_text(cls, text: str) -> Recipe:
        """Return what `to_text` wrote; the whole library where it is nothing of the kind."""
        try:
            values = json.loads(text)
            texts = {name: str(values.get(name, "")) for name in ("scope", "article_id", "query")}
            lists = {name: tuple(map(str, values.get(name, ()))) for name in ("path", "note_ids")}
        except (ValueError, AttributeError, TypeError):
            return cls(LIBRARY)
        return cls(texts["scope"] or LIBRARY, texts["article_id"], query=texts["query"], **lists)


class Done(NamedTuple):
    """What came of it: the `text` for the clipboard; None for a report: nothing changed since the last.

    `since` is to be told on the writer that all of it is written.
    """

    report: Report | None
    text: str
    since: SinceLast | None


class Request(NamedTuple):
    """An export: what, as what, how, where to. `path` is the file or folder, None for the clipboard."""

    recipe: Recipe
    format: ExportFormat
    options: ExportOptions
    to: str
    path: Path | None

    @property
    def is_folder(self) -> bool:
        """Whether it writes a folder with a file an article."""
        if self.path is None:
            return False
        return self.to == FOLDER or bool(self.format.inside) or self.path.is_dir()

    def preview(self, library: Library) -> tuple[str, Report]:
        """Return the beginning of what is written, of the first file where there are several; the count."""
        from reader.jobs.exports import count, preview

        chosen, _ = self._chosen(library)
        shown = chosen
        if self.is_folder:
            first = next(library.notes(chosen), None)
            if first is not None:
                shown = replace(chosen, article_ids=(first.article_id,))
        text = preview(library, shown, self.format, self.options)
        return text, count(library, chosen, self.format, self.options)

    def export(self, library: Library, *, force: bool) -> Done:
        """Do it; a file is replaced only with `force`. Raises ReaderError."""
        from reader.jobs.exports import export, export_folder

        chosen, since = self._chosen(library)
        if self.recipe.scope == SINCE and self._is_nothing(library, chosen):
            return Done(None, "", None)
        text = StringIO()
        if self.path is None:
            report = export(library, chosen, self.format, self.options, text)
        elif self.is_folder:
            # What else is in a folder is never replaced unasked.
            report = export_folder(library, chosen, self.format, self.options, self.path)
        else:
            report = export(library, chosen, self.format, self.options, self.path, force)
        return Done(report, text.getvalue(), None if report.errors else since)

    def _chosen(self, library: Library) -> tuple[NoteFilter, SinceLast | None]:
        """Return the filter; and for exports of all, or of all that is new, what the next one starts from."""
        if self.recipe.scope not in (LIBRARY, SINCE):
            return self.recipe.chosen(library), None
        where = CLIPBOARD if self.path is None else self.path
        since = SinceLast(library, NoteFilter(), self.format, where, is_folder=self.is_folder)
        return since.chosen if self.recipe.scope == SINCE else NoteFilter(), since

    def _is_nothing(self, library: Library, chosen: NoteFilter) -> bool:
        if chosen == NOTHING:
            return True
        return not self.is_folder and next(library.notes(chosen), None) is None
