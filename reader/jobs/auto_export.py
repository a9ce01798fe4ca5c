"""A vault that is kept up to date: which articles are to be written anew, by the journal, not the clock."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.notes import NoteFilter
from reader.errors import ReaderError
from reader.jobs.since_last import SinceLast
from reader.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from reader.exporting.registry import ExportFormat, ExportOptions
    from reader.jobs.exports import Report
    from reader.library.library import Library

_BATCH = 100  # articles at once; between two the caller may end it


class Outcome(NamedTuple):
    """What was done: None for a report: nothing had changed.

    `since` is to be told on the writer; None where something is still to be done.
    """

    report: Report | None
    since: SinceLast | None


def export_changes(
    library: Library,
    folder: Path,
    format: ExportFormat,
    options: ExportOptions,
    *,
    is_whole: bool = False,
    is_ending: Callable[[], bool] = lambda: False,
) -> Outcome:
    """Write into `folder` the articles that changed since that was done last.

    The first time, and with `is_whole`, these are all.
    The folder must be there: made anew, it would be another one, where a disk is not mounted. Raises
    ReaderError. Ends early once `is_ending`; the rest is then still to be done, as it is where a file
    could not be written.
    """
    if not folder.is_dir():
        remedy = tr("put it back, or choose another folder to keep up to date")
        raise ReaderError(tr("the folder is not there"), str(folder), remedy)
    from reader.jobs.exports import export_folder

    since = SinceLast(library, NoteFilter(), format, folder, is_folder=True)
    articles = _all(library) if is_whole else _articles(library, since)
    if articles is None:
        return Outcome(None, None)
    report = None
    for batch in _batches(articles):
        if is_ending():
            return Outcome(report, None)
        done = export_folder(library, NoteFilter(article_ids=batch), format, options, folder)
        report = done if report is None else _sum(report, done)
    return Outcome(report, None if report is not None and report.errors else since)


def _articles(library: Library, since: SinceLast) -> Sequence[str] | None:
    """Return the ids of the articles to write, those in the bin too; None for none."""
    if since.chosen.article_ids:
        return since.chosen.article_ids
    if since.chosen != NoteFilter():
        return None
    return _all(library)


def _all(library: Library) -> Sequence[str]:
    return [row.id for is_in_bin in (False, True) for row in library.article_rows(in_bin=is_in_bin)]


def _batches(ids: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for at in range(0, len(ids), _BATCH):
        yield tuple(ids[at : at + _BATCH])


def _sum(one: Report, other: Report) -> Report:
    return one._replace(
        written=one.written + other.written,
        total=one.total + other.total,
        left_out=one.left_out + other.left_out,
        broken=one.broken + other.broken,
        paths=one.paths + other.paths,
        errors=one.errors + other.errors,
    )
