"""`import`: files, folders and standard input."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any

from reader.commands.standard_input import STANDARD_INPUT, read_standard_input
from reader.domain.objects import article_object
from reader.errors import ReaderError
from reader.translation import digits, tr, trn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run
    from reader.commands.output import Output
    from reader.jobs.imports import Outcome
    from reader.library.library import Library

_STDIN = "-"


def import_(parser: ArgumentParser) -> Run:
    """Prepare `reader import`."""
    parser.add_argument(
        "paths", metavar="PATH", nargs="+", help=tr("a file, a folder, or - for standard input")
    )
    parser.add_argument(
        "--encoding", metavar="NAME", default="", help=tr("instead of the one that is detected")
    )
    parser.add_argument("--json", action="store_true", help=tr("print a JSON array"))
    return _import


def _import(arguments: Namespace, door: Door) -> None:
    door.out.must_finish = True
    with door.adding() as library:
        outcomes = _outcomes(library, arguments.paths, arguments.encoding, door.out)
        if arguments.json:
            door.out.array(_objects(outcomes, door.out))
        else:
            _print_lines(outcomes, door.out)


def _outcomes(library: Library, paths: list[str], encoding: str, out: Output) -> Iterator[Outcome]:
    """Import everything, say on standard error what is to be said, and yield what was stored."""
    from reader.jobs.imports import import_paths

    for is_stdin, group in groupby(paths, lambda path: path == _STDIN):
        if is_stdin:
            found = iter([_from_standard_input(library, encoding)])
        else:
            found = import_paths(library, list(group), encoding=encoding, progress=out.progress)
        for outcome in found:
            _tell(outcome, out)
            if outcome.stored is not None or outcome.taken is not None:
                yield outcome


def _from_standard_input(library: Library, encoding: str) -> Outcome:
    from reader.importing.note_formats import holds_notes
    from reader.jobs.imports import Outcome, import_data

    try:
        data = read_standard_input(lambda head: holds_notes("", head))
        return import_data(library, data, encoding=encoding)
    except ReaderError as error:
        if error.subject != STANDARD_INPUT:
            raise
        return Outcome("", error=error)


def _tell(outcome: Outcome, out: Output) -> None:
    """Say what became of a file beside its line."""
    name = outcome.name or STANDARD_INPUT
    error = outcome.error
    if error is not None:
        out.fail(error if error.subject else ReaderError(error.what, name, error.remedy))
    if outcome.skipped:
        out.say(name, trn("{number} file skipped", "{number} files skipped", outcome.skipped))
    if outcome.imported is not None:
        for what in outcome.imported.omitted:
            out.say(name, tr("left out: {what}", what=what))
        for what in outcome.imported.warnings:
            out.say(name, what)
    if outcome.notes is not None:
        for what in outcome.notes.warnings:
            out.say(name, what)
    if outcome.taken is not None:
        for reason, number in outcome.taken.skipped:
            out.say(name, tr("{number} skipped: {reason}", number=digits(number), reason=tr(reason)))
    if outcome.stored is not None and outcome.stored.found:
        out.say(
            name,
            trn(
                "{number} note that waited has found its passage",
                "{number} notes that waited have found their passages",
                outcome.stored.found,
            ),
        )
    if outcome.stored is not None and (outcome.stored.moved or outcome.stored.detached):
        out.say(
            name,
            tr(
                "notes: {moved} moved, {detached} detached",
                moved=digits(outcome.stored.moved),
                detached=digits(outcome.stored.detached),
            ),
        )


def _objects(outcomes: Iterator[Outcome], out: Output) -> Iterator[dict[str, Any]]:
    for outcome in outcomes:
        if outcome.stored is not None:
            yield {**article_object(outcome.stored.row), "result": outcome.stored.result}
        elif outcome.taken is not None:
            taken = outcome.taken
            yield {
                "added": taken.added,
                "matched": taken.matched,
                "detached": taken.detached,
                "skipped": taken.left_out,
                "reasons": [{"reason": reason, "number": number} for reason, number in taken.skipped],
                "articles": list(taken.article_ids),
                "awaited": list(taken.awaited),
            }


def _print_lines(outcomes: Iterator[Outcome], out: Output) -> None:
    for outcome in outcomes:
        if outcome.taken is not None:
            out.row(str(outcome.taken))
            out.flush()
        if outcome.stored is None:
            continue
        row = outcome.stored.row
        encoding = outcome.imported.encoding if outcome.imported is not None else ""
        fields = [row.id, row.title, f"{row.sections} sections", outcome.stored.result]
        out.row(*fields, *([encoding] if encoding else []))
        # Whoever follows sees an article at once.
        out.flush()
