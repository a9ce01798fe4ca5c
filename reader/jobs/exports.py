"""Exporting notes from a library: to a file, to a folder with a file an article, to a stream, to look at.

Every export counts what it was asked for and what it wrote, and says what it left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from reader.errors import ReaderError
from reader.exporting.layout import with_asked
from reader.exporting.registry import HIGHLIGHTS, ExportFormat, ExportOptions
from reader.jobs.export_source import ExportSource
from reader.translation import digits, tr, trn

if TYPE_CHECKING:
    from reader.domain.notes import Note, NoteFilter
    from reader.library.library import Library

PREVIEW = 20_000  # characters that a preview shows


class Stream(Protocol):
    """What an export can be written to: text, or bytes where the format is binary."""

    def write(self, chunk: Any, /) -> object:
        """Take in `chunk`."""


class Report(NamedTuple):
    """What an export did: notes written, of how many asked for, highlights left out, files that hold them.

    `broken` counts the notes whose quote is not as long as its passage; `errors` says which files of
    a folder could not be written, their notes not being among those `written`. `articles` counts the
    articles of a format that writes those; of its `sources` it writes nothing else.
    """

    written: int
    total: int
    left_out: int = 0
    broken: int = 0
    paths: tuple[Path, ...] = ()
    errors: tuple[ReaderError, ...] = ()
    articles: int | None = None
    unit: str = "notes"

    def __str__(self) -> str:
        """Return the one line that says it: `37 of 37 notes, every quote whole`."""
        if self.unit == "sources":
            return trn("{number} source", "{number} sources", self.articles or 0)
        written = digits(self.written)
        facts = [
            trn("{written} of {number} note", "{written} of {number} notes", self.total, written=written)
        ]
        if self.left_out:
            facts.append(
                trn(
                    "{number} highlight without text left out",
                    "{number} highlights without text left out",
                    self.left_out,
                )
            )
        if self.errors:
            facts.append(trn("{number} file not written", "{number} files not written", len(self.errors)))
        if self.broken:
            facts.append(trn("{number} quote not whole", "{number} quotes not whole", self.broken))
        elif not self.left_out and not self.errors:
            facts.append(tr("every quote whole"))
        if self.articles is not None:
            facts.append(trn("in {number} article", "in {number} articles", self.articles))
        return ", ".join(facts)


class _Tally:
    """Lets through the notes that are to be written, and counts."""

    def __init__(self, format: ExportFormat, options: ExportOptions, asked: Sequence[str] = ()) -> None:
        self._highlights = options.highlights or HIGHLIGHTS not in format.options
        self._unit = format.unit
        self._articles = set(asked)
        self.total = self.written = self.left_out = self.broken = 0

    def chosen(self, notes: Iterable[Note]) -> Iterator[Note]:
        for note in notes:
            self.total += 1
            if not self._highlights and not note.body.strip():
                self.left_out += 1
                continue
            self.written += 1
            self._articles.add(note.article_id)
            start, end = note.start, note.end
            if start is not None and end is not None and note.passage is not None:
                self.broken += end - start != len(note.passage.quote)
            yield note

    def give_up(self, rest: Iterator[Note]) -> None:
        """Count the `rest` of the notes, none of which was written."""
        for _ in rest:
            pass
        self.written = self.broken = 0
        self._articles.clear()

    def add(self, part: _Tally) -> None:
        self._articles |= part._articles
        self.total += part.total
        self.written += part.written
        self.left_out += part.left_out
        self.broken += part.broken

    def report(self, paths: tuple[Path, ...] = ()) -> Report:
        articles = len(self._articles) if self._unit != "notes" else None
        report = Report(self.written, self.total, self.left_out, self.broken, paths)
        return report._replace(articles=articles, unit=self._unit)


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
        tally = _Tally(format, options, source.asked())
        write_whole(target, _chunks(source, options, tally), force)
        return tally.report((target,))
    source = ExportSource(library, chosen, format)
    tally = _Tally(format, options, source.asked())
    for chunk in _chunks(source, options, tally):
        target.write(chunk)
    return tally.report()


def preview(library: Library, chosen: NoteFilter, format: ExportFormat, options: ExportOptions) -> str:
    """Return the beginning of what `export` writes, at most about PREVIEW characters, as text."""
    text = ""
    source = ExportSource(library, chosen, format)
    for chunk in format.text(*_asked_for(source, options, _Tally(format, options))):
        text += chunk
        if len(text) > PREVIEW:
            return text[:PREVIEW] + "…"
    return text


def count(library: Library, chosen: NoteFilter, format: ExportFormat, options: ExportOptions) -> Report:
    """Return the report that `export` would give, writing nothing."""
    tally = _Tally(format, options, ExportSource(library, chosen, format).asked())
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
    from reader.jobs.export_folder import Folder

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ReaderError(
            tr("this folder cannot be made ({reason})", reason=error.strerror), str(folder)
        ) from None
    source = ExportSource(library, chosen, format)
    files = Folder(folder, source, force)
    whole = _Tally(format, options)
    paths: list[Path] = []
    errors: list[ReaderError] = []
    written: set[str] = set()

    def write(article_id: str, group: Iterable[Note], is_asked: bool) -> None:
        part = _Tally(format, options, (article_id,) if is_asked else ())
        notes = part.chosen(group)
        first = next(notes, None)
        if first is not None or is_asked:
            all_notes = chain([first] if first is not None else [], notes)
            try:
                chunks = format.export(all_notes, source.only(article_id, is_asked), options)
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


def _chunks(source: ExportSource, options: ExportOptions, tally: _Tally) -> Iterator[str] | Iterator[bytes]:
    return source.format.export(*_asked_for(source, options, tally))


def _asked_for(
    source: ExportSource, options: ExportOptions, tally: _Tally
) -> tuple[Iterator[Note], ExportSource, ExportOptions]:
    """Return what a format is to be called with."""
    notes = tally.chosen(source.library.notes(source.chosen))
    return notes, source, options._replace(several=_are_of_several(source))


def _are_of_several(source: ExportSource) -> bool:
    """Whether more than one article is exported, or notes of more than one."""
    chosen = source.chosen
    if len(source.asked()) > 1 or len(chosen.article_ids) == 1:
        return len(source.asked()) > 1
    first = ""
    for note in source.library.notes(chosen):
        if first and note.article_id != first:
            return True
        first = note.article_id
    return False
