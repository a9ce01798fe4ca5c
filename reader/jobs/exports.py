"""Exporting notes from a library: to a file, to a folder with a file an article, to a stream, to look at.

Every export counts what it was asked for and what it wrote, and says what it left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from reader.errors import ReaderError
from reader.exporting.layout import with_asked
from reader.exporting.registry import ExportFormat, ExportOptions
from reader.jobs.counting import Report as Report
from reader.jobs.counting import Tally
from reader.jobs.export_source import ExportSource

if TYPE_CHECKING:
    from reader.domain.notes import Note, NoteFilter
    from reader.library.library import Library

PREVIEW = 20_000  # characters that a preview shows


class Stream(Protocol):
    """What an export can be written to: text, or bytes where the format is binary."""

    def write(self, chunk: Any, /) -> object:
        """Take in `chunk`."""


def export(
    library: Library,
    chosen: NoteFilter,
    format: ExportFormat,
    options: ExportOptions,
    target: Path | Stream,
    force: bool = False,
) -> Report:
    """Export the notes `chosen` in `format`.

    A file is written whole or not at all, and replaced only with `force`. A folder gets a file an
    article (see `export_folder`); a format that is a folder makes it. A stream is written to piece by
    piece. Raises ReaderError.
    """
    if isinstance(target, Path):
        if format.inside or target.is_dir():
            return export_folder(library, chosen, format, options, target, force)
        from reader.exporting.whole_file import write_whole

        source = ExportSource(library, chosen, format)
        tally = Tally(format, options, source.asked())
        write_whole(target, _chunks(source, options, tally), force)
        return tally.report((target,))
    source = ExportSource(library, chosen, format)
    tally = Tally(format, options, source.asked())
    for chunk in _chunks(source, options, tally):
        target.write(chunk)
    return tally.report()


def preview(library: Library, chosen: NoteFilter, format: ExportFormat, options: ExportOptions) -> str:
    """Return the beginning of what `export` writes, at most about PREVIEW characters, as text."""
    text = ""
    source = ExportSource(library, chosen, format)
    for chunk in format.text(*_asked_for(source, options, Tally(format, options))):
        text += chunk
        if len(text) > PREVIEW:
            return text[:PREVIEW] + "…"
    return text


def count(library: Library, chosen: NoteFilter, format: ExportFormat, options: ExportOptions) -> Report:
    """Return the report that `export` would give, writing nothing."""
    tally = Tally(format, options, ExportSource(library, chosen, format).asked())
    for _ in tally.chosen(library.notes(chosen)):
        pass
    return tally.report()


def export_folder(
    library: Library,
    chosen: NoteFilter,
    format: ExportFormat,
    options: ExportOptions,
    folder: Path,
    force: bool = False,
) -> Report:
    """Export into `folder`, made if absent: a file for each article that has notes among the `chosen`.

    The files are named after the titles. One that an earlier export of the same article made is
    renewed, any other is replaced only with `force`; what could not be written is in the report.
    Raises ReaderError where the folder cannot be made.
    """
    from reader.exporting.whole_file import make_folder
    from reader.jobs.export_folder import Folder

    make_folder(folder)
    source = ExportSource(library, chosen, format)
    files = Folder(folder, source, force)
    whole = Tally(format, options)
    paths: list[Path] = []
    errors: list[ReaderError] = []
    written: set[str] = set()

    def write(article_id: str, group: Iterable[Note], is_asked: bool) -> None:
        part = Tally(format, options, (article_id,) if is_asked else ())
        notes = part.chosen(group)
        first = next(notes, None)
        if first is not None or is_asked:
            all_notes = chain([first] if first is not None else [], notes)
            try:
                chunks = format.export(all_notes, source.only(article_id, is_asked, part), options)
                paths.append(files.write(article_id, chunks))
            except ReaderError as error:
                errors.append(error)
                part.give_up(notes)
        written.add(article_id)
        whole.add(part)

    for article_id, group in with_asked(library.notes(chosen), source.asked()):
        write(article_id, group, article_id in source.asked_set)
    for article_id in files.left(written):
        write(article_id, (), True)
    return whole.report(tuple(paths))._replace(errors=tuple(errors))


def _chunks(source: ExportSource, options: ExportOptions, tally: Tally) -> Iterator[str] | Iterator[bytes]:
    return source.format.export(*_asked_for(source, options, tally))


def _asked_for(
    source: ExportSource, options: ExportOptions, tally: Tally
) -> tuple[Iterator[Note], ExportSource, ExportOptions]:
    """Return what a format is to be called with."""
    source.tally = tally
    notes = tally.chosen(source.library.notes(source.chosen))
    return notes, source, options._replace(several=_are_of_several(source))


def _are_of_several(source: ExportSource) -> bool:
    """Whether more than one article is exported, or notes of more than one."""
    chosen = source.chosen
    if len(source.asked()) > 1 or len(chosen.article_ids) == 1:
        return len(source.asked()) > 1
    if source.has_all_notes:
        return len([row for row in source.rows() if row.notes_count]) > 1
    first = ""
    for note in source.library.notes(chosen):
        if first and note.article_id != first:
            return True
        first = note.article_id
    return False
