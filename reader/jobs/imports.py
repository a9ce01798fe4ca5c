"""Importing files and folders into a library, article after article."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from reader.domain.article import Imported
from reader.domain.printable import printable
from reader.errors import ReaderError
from reader.importing.files import check_not_empty, check_size, read_file, source_of, walk
from reader.importing.registry import by_suffix, parse
from reader.translation import tr

if TYPE_CHECKING:
    from reader.library.articles import Stored


# A commit waits for the disk longer than an article takes to be read and written: in a folder of many
# so many files, or as many as this many seconds see, are stored together, each whole or not at all.
_BATCH = 100
_BATCH_SECONDS = 0.4


class Storing(Protocol):
    """What of a library is needed here: a window gives one that stores on its writing thread."""

    def store_many(self, imports: Sequence[Imported]) -> list[Stored]:
        """Store what was imported, all in one transaction."""


class Outcome(NamedTuple):
    """What became of one file: stored, or the error that says why not.

    `name` is the path as it was given or found, unfit for a terminal. A folder has an outcome after
    those of its files if some were `skipped`, or if there was nothing to import in it (`error`).
    """

    name: str
    stored: Stored | None = None
    imported: Imported | None = None
    error: ReaderError | None = None
    skipped: int = 0


Progress = Callable[[int, int], None]


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
    suffix of a known format is imported. `progress` is told the files done and the files in all,
    before the first and after each; `cancelled` is asked before each. What the library itself raises
    is not caught.
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
        if len(batch) >= _BATCH or time.monotonic() - started > _BATCH_SECONDS:
            yield from _stored(library, batch)
            batch = []
            started = time.monotonic()
    yield from _stored(library, batch)


def import_data(
    library: Storing, data: bytes, name: str = "", source: str | None = None, encoding: str = ""
) -> Outcome:
    """Import bytes that are no file of ours: from standard input, the clipboard, the program itself.

    `name` is what the text is called, a file name or empty. Errors name it in their subject.
    """
    (outcome,) = _stored(library, [_parse(data, name, source, encoding)])
    return outcome


def _read(path: str, encoding: str) -> Outcome:
    """Return what is in the file at `path`, or the error, not yet stored."""
    try:
        data = read_file(path)
    except ReaderError as error:
        return Outcome(path, error=error)
    return _parse(data, path, source_of(path), encoding)


def _parse(data: bytes, name: str, source: str | None, encoding: str) -> Outcome:
    try:
        check_size(len(data))
        check_not_empty(data)
        imported = parse(data, printable(os.path.basename(name)), encoding)
    except ReaderError as error:
        return Outcome(name, error=ReaderError(error.what, error.subject or printable(name), error.remedy))
    return Outcome(name, imported=replace(imported, source=source))


def _stored(library: Storing, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Store what is imported of `outcomes` in one transaction, and return them with what that came to."""
    imports = [outcome.imported for outcome in outcomes if outcome.imported]
    stored = iter(library.store_many(imports) if imports else ())
    return [outcome._replace(stored=next(stored)) if outcome.imported else outcome for outcome in outcomes]


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
            elif is_regular and by_suffix(name):
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
