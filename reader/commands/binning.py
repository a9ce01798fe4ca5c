"""`delete` and `restore`: into the bin and back, and a whole library from a backup."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.commands.table import UsageError
from reader.errors import ReaderError
from reader.translation import tr, trn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run
    from reader.library.library import Library

_END_OF_ID = re.compile(r"[0-9a-f-]{4,36}")


def delete(parser: ArgumentParser) -> Run:
    """Prepare `reader delete`."""
    parser.add_argument("ids", metavar="ID", nargs="+", help=tr("of an article or a note, or the end of one"))
    return _delete


def _delete(arguments: Namespace, door: Door) -> None:
    with door.changing() as library:
        done = _each(library, arguments.ids, library.delete, door, in_bin=False)
    door.out.say(
        trn(
            "{number} put into the bin; `reader restore` takes it out again",
            "{number} put into the bin; `reader restore` takes them out again",
            done,
        )
    )


def restore(parser: ArgumentParser) -> Run:
    """Prepare `reader restore`."""
    parser.add_argument("ids", metavar="ID", nargs="*", help=tr("of an article or a note, or the end of one"))
    parser.add_argument(
        "--from", dest="file", metavar="FILE", help=tr("a backup that takes the library's place")
    )
    return _restore


def _restore(arguments: Namespace, door: Door) -> None:
    if bool(arguments.ids) == (arguments.file is not None):
        raise UsageError(tr("restore: give either ids or --from FILE"))
    if arguments.file is not None:
        from reader.commands.care import restore_from

        restore_from(arguments.file, door)
        return
    with door.changing() as library:
        done = _each(library, arguments.ids, library.restore, door, in_bin=True)
    door.out.say(trn("{number} taken out of the bin", "{number} taken out of the bin", done))


def _each(
    library: Library, references: list[str], act: Callable[[list[str]], int], door: Door, *, in_bin: bool
) -> int:
    """Do `act` for each reference, say which are wrong, and return how many things changed."""
    done = 0
    for reference in references:
        try:
            done += act([_resolve(library, reference, in_bin)])
        except ReaderError as error:
            door.out.fail(error)
    return done


def _resolve(library: Library, reference: str, in_bin: bool) -> str:
    """Return the id of the article or note whose id ends with `reference`.

    A part of a title is no id: what was mistyped must not delete something else.
    """
    from reader.library.references import AmbiguousError

    typed = reference.strip().lower()
    found: list[str] = []
    if _END_OF_ID.fullmatch(typed):
        for resolve in (library.resolve, library.resolve_note):
            try:
                each = resolve(typed, in_bin=in_bin)
            except AmbiguousError:
                raise
            except ReaderError:
                continue
            if each.endswith(typed):
                found.append(each)
    if len(found) == 1:
        return found[0]
    if found:
        raise ReaderError(tr("an article and a note are meant"), reference, tr("give more of the id"))
    raise ReaderError(
        tr("there is no article or note with this id"),
        reference,
        tr("`reader list` and `reader notes` show them"),
    )
