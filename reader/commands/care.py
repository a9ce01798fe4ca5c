"""`backup`, `check`, and the half of `restore` that brings a backup back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands.table import UsageError, sqlite_path
from reader.errors import ReaderError
from reader.translation import tr, trn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run


def backup(parser: ArgumentParser) -> Run:
    """Prepare `reader backup`."""
    parser.add_argument(
        "path",
        metavar="PATH",
        nargs="?",
        help=tr("a file that is not there yet; else one in the home's backups"),
    )
    return _backup


def _backup(arguments: Namespace, door: Door) -> None:
    path = None if arguments.path is None else _file(arguments.path, "backup: PATH")
    with door.changing() as library:
        door.out.row(str(library.backup(path)))


def restore_from(name: str, door: Door) -> None:
    """Make the backup `name` the library of the home."""
    from reader.library.library import Library

    aside = Library.restore_from(door.home, _file(name, "restore: --from"))
    door.out.row(str(door.home.library))
    if aside is not None:
        door.out.say(tr("the library that was there lies in {aside}", aside=aside))


def _file(name: str, what: str) -> Path:
    if not name:
        raise UsageError(tr("{what} is empty", what=what))
    return sqlite_path(Path(name))


def check(parser: ArgumentParser) -> Run:
    """Prepare `reader check`."""
    parser.add_argument(
        "--repair", action="store_true", help=tr("mend what is damaged; the damaged library is set aside")
    )
    return _check


def _check(arguments: Namespace, door: Door) -> None:
    from reader.library.library import Library

    out = door.out
    if arguments.repair:
        done = Library.repair(door.home)
        for line in done or ["the library is sound"]:
            out.row(line)
        return
    with door.changing() as library:
        findings = library.check()
    for line in findings or ["the library is sound"]:
        out.row(line)
    if findings:
        out.fail(
            ReaderError(
                trn(
                    "{number} thing is wrong with the library",
                    "{number} things are wrong with the library",
                    len(findings),
                ),
                str(door.home.library),
                tr("`reader check --repair` mends it"),
            )
        )
