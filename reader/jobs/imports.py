"""Importing files and folders into a library, article after article, and the notes of other programs."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.domain.article import Imported
from reader.domain.printable import printable
from reader.errors import ReaderError, StoppedError
from reader.importing.files import (
    MAX_NOTES_SIZE,
    begins_with,
    check_not_empty,
    check_size,
    read_file,
    source_of,
    walk,
)
from reader.importing.note_formats import JSON_SUFFIXES, holds_notes, pick_notes
from reader.importing.registry import by_suffix, parse
from reader.translation import tr

if TYPE_CHECKING:
    from reader.domain.note_bundles import ImportedNotes
    from reader.library.articles import Stored
    from reader.library.taking import Taken


# A commit waits for the disk longer than an article takes to be read and written: in a folder of many
# so many files, or as many as this many seconds see, are stored together, each whole or not at all.
_BATCH = 100
_BATCH_SECONDS = 0.4


Progress = Callable[[int, int], None]


class Storing(Protocol):
    """What of a library is needed here: a window gives one that stores on its writing thread."""

    def store_many(self, imports: Sequence[Imported]) -> list[Stored]:
        """Store what was imported, all in one transaction."""

    def take_notes(
        self,
        imported: ImportedNotes,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Taken:
        """Take in notes, all in one transaction."""


class Outcome(NamedTuple):
    """What became of one file: stored (or, of notes, `taken`), or the error that says why not.

    `name` is the path as it was given or found, unfit for a terminal. A folder has an outcome after
    those of its files if some were `skipped`, or if there was nothing to import in it (`error`).
    """

    name: str
    stored: Stored | None = None
    imported: Imported | None = None
    error: ReaderError | None = None
    skipped: int = 0
    notes: ImportedNotes | None = None
    taken: Taken | None = None


def import_paths(
    library: Storing,
    paths: Iterable[str | os.PathLike[str]],
    *,
    encoding: str = "",
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Iterator[Outcome]:
    """Import files and folders, a few articles in a transaction, and yield what became of each.

    An article is yielded when it is stored. A folder is walked in name order; in it only what has the
    suffix of a known format is imported, or holds notes. `progress` is told the files done and the
    files in all, before the first and after each, and of a file of notes the notes; `cancelled` is
    asked before each, and among notes. What the library itself raises is not caught.
    """
    tasks = [task for path in paths for task in _tasks(os.fspath(path))]
    total = sum(1 for task in tasks if task.is_file)
    if progress:
        progress(0, total)
    done = 0
    batch: list[Outcome] = []
    started = time.monotonic()
    for task in tasks:
        if cancelled and cancelled():
            break
        batch.append(_read(task.outcome.name, encoding) if task.is_file else task.outcome)
        if task.is_file:
            done += 1
            if progress:
                progress(done, total)
        if batch[-1].notes is not None:
            # In the order in which they were given: an article, then the notes on it.
            read = batch.pop()
            yield from _stored(library, batch)
            batch = [_taken(library, read, progress, cancelled)]
        if len(batch) >= _BATCH or time.monotonic() - started > _BATCH_SECONDS:
            yield from _stored(library, batch)
            batch = []
            started = time.monotonic()
    yield from _stored(library, batch)


def import_data(
    library: Storing,
    data: bytes,
    name: str = "",
    source: str | None = None,
    encoding: str = "",
    progress: Progress | None = None,
) -> Outcome:
    """Import bytes that are no file of ours: from standard input, the clipboard, the program itself.

    `name` is what the text is called, a file name or empty. Errors name it in their subject.
    """
    outcome = _parse(data, name, source, encoding)
    if outcome.notes is not None:
        return _taken(library, outcome, progress, None)
    (outcome,) = _stored(library, [outcome])
    return outcome


def _read(path: str, encoding: str) -> Outcome:
    """Return what is in the file at `path`, or the error, not yet stored."""
    try:
        data = read_file(path, lambda head: holds_notes(path, head))
    except ReaderError as error:
        return Outcome(path, error=error)
    return _parse(data, path, source_of(path), encoding)


def _parse(data: bytes, name: str, source: str | None, encoding: str) -> Outcome:
    try:
        check_not_empty(data)
        format = pick_notes(name, data)
        check_size(len(data), most=MAX_NOTES_SIZE) if format else check_size(len(data))
        if format is not None:
            return Outcome(name, notes=format.read(data, printable(os.path.basename(name)), encoding))
        imported = parse(data, printable(os.path.basename(name)), encoding)
    except ReaderError as error:
        return Outcome(name, error=ReaderError(error.what, error.subject or printable(name), error.remedy))
    return Outcome(name, imported=replace(imported, source=source))


def _stored(library: Storing, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Store what is imported of `outcomes` in one transaction, and return them with what that came to."""
    imports = [outcome.imported for outcome in outcomes if outcome.imported]
    stored = iter(library.store_many(imports) if imports else ())
    return [outcome._replace(stored=next(stored)) if outcome.imported else outcome for outcome in outcomes]


def _taken(
    library: Storing,
    outcome: Outcome,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Outcome:
    """Take in the notes of a file, and return its outcome with what that came to."""
    assert outcome.notes is not None
    try:
        taken = library.take_notes(outcome.notes, progress=progress, cancelled=cancelled)
    except StoppedError as error:
        return outcome._replace(error=ReaderError(error.what, printable(outcome.name)))
    return outcome._replace(taken=taken)


class _Task(NamedTuple):
    """A file still to be imported, or an outcome that is known beforehand."""

    outcome: Outcome
    is_file: bool


def _tasks(path: str) -> Iterator[_Task]:
    if not os.path.isdir(path):
        yield _Task(Outcome(path), True)
        return
    found = skipped = 0
    try:
        for name, is_regular in walk(path):
            if isinstance(is_regular, ReaderError):
                found += 1
                yield _Task(Outcome(name, error=is_regular), False)
            elif is_regular and (by_suffix(name) or _is_of_notes(name)):
                found += 1
                yield _Task(Outcome(name), True)
            else:
                skipped += 1
    except ReaderError as error:
        yield _Task(Outcome(path, error=error), False)
        return
    if not found:
        nothing = ReaderError(tr("there is nothing to import in this folder"), printable(path))
        yield _Task(Outcome(path, error=nothing, skipped=skipped), False)
    elif skipped:
        yield _Task(Outcome(path, skipped=skipped), False)


def _is_of_notes(path: str) -> bool:
    """Whether a file in a folder, which no suffix makes a text, holds notes."""
    return path.lower().endswith(JSON_SUFFIXES) and holds_notes(path, begins_with(path))
