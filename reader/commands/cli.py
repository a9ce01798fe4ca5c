"""Running one command: its parser, the library it works with, its exit code."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, cast

from reader.commands.output import Output
from reader.commands.table import Command, UsageError
from reader.errors import ReaderError
from reader.home import Home
from reader.translation import language, mark, tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reader.library.library import Library


_EVERYWHERE = mark("--home DIR, before or after the command, names the home to use instead of the usual one.")

_SHIELD = "\0"  # no word of a command line can hold one


class Door:
    """What a command works with: the home, its library, where it prints."""

    def __init__(self, home: Home, out: Output) -> None:
        self.home = home
        self.out = out

    def adding(self) -> Library:
        """Open the library to add to it; it is made if absent."""
        from reader.library.library import Library

        return Library.open(self.home)

    def changing(self) -> Library:
        """Open the library to change what is in it; where there is none yet, none is made."""
        from reader.library.library import Library

        if self.is_new:
            raise ReaderError(
                tr("there is no library yet"), str(self.home.library), tr("import something first")
            )
        return Library.open(self.home)

    def reading(self) -> AbstractContextManager[Library]:
        """Open the library to look at; where there is none yet, an empty one, and none is made."""
        from reader.library.library import Library

        return _nothing() if self.is_new else Library.open(self.home, read_only=True)

    @property
    def is_new(self) -> bool:
        """Whether the home has no library yet."""
        try:
            os.stat(self.home.library)
        except FileNotFoundError:
            return True
        except OSError:
            pass  # the library says it more clearly
        return False


@contextmanager
def _nothing() -> Iterator[Library]:
    """Give an empty library for as long as it is needed."""
    from tempfile import TemporaryDirectory

    from reader.library.library import Library

    with TemporaryDirectory() as folder, Library.open(Home(Path(folder))) as library:
        yield library


Run = Callable[[argparse.Namespace, Door], None]


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help as wide as the terminal; the way argparse finds that out costs each command 2 ms."""

    def __init__(self, prog: str) -> None:
        try:
            width = os.get_terminal_size(1).columns - 2
        except OSError:
            width = 98
        super().__init__(prog, width=max(40, min(width, 98)))


class _Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def error(self, message: str) -> NoReturn:
        raise UsageError(
            tr(
                "{command}: {problem}; see `{program} --help`",
                command=self.prog.partition(" ")[2],
                problem=message,
                program=self.prog,
            )
        )


def run(command: Command, words: list[str], home: Path) -> int:
    """Run `command` with the `words` after it, on the folder `home`; return the exit code.

    Raises UsageError, and ReaderError where nothing of what was asked for could be done.
    """
    if language() != "en":
        from reader.commands.argparse_words import translate_argparse

        translate_argparse()
    _name_colors(Home(home))
    parser = _Parser(
        prog=f"reader {command.name}",
        description=_sentence(tr(command.summary)),
        epilog="\n  ".join([tr("examples:"), *command.examples]) + f"\n\n{tr(_EVERYWHERE)}",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    out = Output()
    try:
        run_command = _prepare(command, parser)
        # What it takes to let options stand among ids and paths is not needed for a single word.
        parse = parser.parse_intermixed_args if len(words) > 1 else parser.parse_args
        arguments = _unshield(parse(_shield(words)))
    except SystemExit as end:  # --help
        out.flush()
        return int(end.code or 0)
    run_command(arguments, Door(Home(home), out))
    out.end_progress()
    out.flush()
    return 1 if out.has_failed else 0


def _name_colors(home: Home) -> None:
    """Have the colours mean what they were named in the settings of `home`; most have no such lines."""
    try:
        text = home.settings.read_text("utf-8", errors="replace")
    except OSError:
        return
    if "[colors]" in text:
        from reader.domain.notes import name_colors
        from reader.settings import Settings

        name_colors(Settings(text).items("colors"))


def _sentence(summary: str) -> str:
    return f"{summary[:1].upper()}{summary[1:]}."


def _shield(words: list[str]) -> list[str]:
    """Mark what begins with `-` after `--`: parsing intermixed, argparse forgets that it is no option."""
    if "--" not in words:
        return words
    place = words.index("--")
    return words[:place] + [_SHIELD + word if word.startswith("-") else word for word in words[place + 1 :]]


def _unshield(arguments: argparse.Namespace) -> argparse.Namespace:
    """Take the marks away again."""
    for name, value in vars(arguments).items():
        if isinstance(value, str):
            setattr(arguments, name, value.removeprefix(_SHIELD))
        elif isinstance(value, list):
            setattr(arguments, name, [word.removeprefix(_SHIELD) for word in value])
    return arguments


def _prepare(command: Command, parser: argparse.ArgumentParser) -> Run:
    """Add the command's options to `parser` and return what runs it."""
    from importlib import import_module

    module, _, function = command.loader.partition(":")
    return cast(Run, getattr(import_module(f"reader.commands.{module}"), function)(parser))


def article_ids(door: Door, library: Library, references: list[str]) -> tuple[str, ...]:
    """Return the ids of the articles that are meant; says which are not there.

    ReaderError where none of them is, since to choose none would mean all.
    """
    found = []
    for reference in references:
        try:
            found.append(library.resolve(reference))
        except ReaderError as error:
            if len(references) == 1:
                raise
            door.out.fail(error)
    if references and not found:
        raise ReaderError(
            tr("none of these articles is there"), remedy=tr("`reader list` shows what there is")
        )
    return tuple(dict.fromkeys(found))
