"""Exports of what changed since the last one to the same place, in the same format, with the same filter.

The place of a file is its folder, so that each may have another name (the day, say); standard output and
the clipboard are places, too. An export into a folder with a file an article writes the articles whole
that changed: half of one in the place of its file would lose the rest.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reader.domain.notes import NoteFilter

if TYPE_CHECKING:
    from reader.exporting.registry import ExportFormat
    from reader.library.library import Library

NOTHING = NoteFilter(note_ids=("none",))  # chooses no note: no id is like that
CLIPBOARD, STANDARD_OUTPUT = "clipboard", "-"


class SinceLast:
    """One such export: `chosen` is what is to be exported, `done` is called when that is written.

    `where` is a path or one of CLIPBOARD and STANDARD_OUTPUT; `is_folder` says that a path is a folder
    that gets a file an article.
    """

    def __init__(
        self,
        library: Library,
        chosen: NoteFilter,
        format: ExportFormat,
        where: Path | str,
        *,
        is_folder: bool = False,
    ) -> None:
        self._place = _place(chosen, format, where, is_folder=is_folder)
        since = library.changed_since(self._place)
        self._sequence = since.sequence
        self.chosen = chosen
        if is_folder and since.article_ids is not None:
            self.chosen = _among(chosen, "article_ids", since.article_ids)
        elif not is_folder and since.note_ids is not None:
            self.chosen = _among(chosen, "note_ids", since.note_ids)

    def done(self, library: Library) -> None:
        """Remember in `library`, which must be one that may be changed, that all of it is written."""
        library.mark_export(self._place, self._sequence)


def _among(chosen: NoteFilter, field: str, ids: frozenset[str]) -> NoteFilter:
    """Return the filter for those of the `chosen` that are among `ids`."""
    named: tuple[str, ...] = getattr(chosen, field)
    meant = tuple(sorted(ids.intersection(named) if named else ids))
    return replace(chosen, **{field: meant}) if meant else NOTHING  # type: ignore[arg-type]


def _place(chosen: NoteFilter, format: ExportFormat, where: Path | str, *, is_folder: bool) -> str:
    """Return what the mark of an export is called. A date from which on says where it begins, no more."""
    if isinstance(where, Path):
        folder = where.resolve() if is_folder else where.resolve().parent
        where = f"{folder}/" if is_folder else str(folder)
    usual = asdict(NoteFilter())
    filter_ = {name: value for name, value in asdict(chosen).items() if value != usual[name]}
    filter_.pop("since", None)
    return json.dumps([format.name, where, filter_], sort_keys=True, ensure_ascii=False)
