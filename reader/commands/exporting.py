"""`export`: notes to standard output, a file, or a folder with a file an article."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from reader.commands.noting import add_filters, chosen
from reader.commands.table import UsageError
from reader.errors import ReaderError
from reader.exporting.registry import FORMATS, OPTIONS, ExportFormat, ExportOptions
from reader.translation import mark, tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run
    from reader.commands.output import Output

_STANDARD_OUTPUT = ("-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1")

_PIECE = 8192  # characters
_TEMPLATE = mark("print the template of a format, to be changed and put into the home's templates/")
_SINCE_LAST = mark(
    "only what was made or changed since --since-last was last given with this format, these filters and"
    " this folder (the file's, or standard output); the first time everything"
)


def export(parser: ArgumentParser) -> Run:
    """Prepare `reader export`."""
    from argparse import BooleanOptionalAction

    add_filters(parser)
    names = ", ".join(each.name for each in FORMATS)
    wanted = parser.add_mutually_exclusive_group(required=True)
    wanted.add_argument(
        "--format", metavar="NAME", help=tr("{names}, or a template of your own", names=names)
    )
    wanted.add_argument("--template", metavar="NAME", help=tr(_TEMPLATE))
    parser.add_argument("-o", dest="target", metavar="PATH", default="-", help=tr("a file, a folder, or -"))
    parser.add_argument("--force", action="store_true", help=tr("replace an existing file"))
    parser.add_argument("--since-last", action="store_true", help=tr(_SINCE_LAST))
    defaults = ExportOptions()
    for option in OPTIONS:
        default = getattr(defaults, option.name)
        name = option.name.replace("_", "-")
        text = tr(option.help)
        if default:
            text = tr("{what} (unless {option})", what=text, option=f"--no-{name}")
        parser.add_argument(f"--{name}", action=BooleanOptionalAction, default=default, help=tr(text))
    return _export


class _Stream:
    """Standard output as something to write to."""

    def __init__(self, out: Output) -> None:
        self._out = out

    def write(self, chunk: str | bytes, /) -> None:
        if isinstance(chunk, str):
            # In pieces that a pipe holds: of a long one Python says nothing where its reader goes away.
            for at in range(0, len(chunk), _PIECE):
                self._out.text(chunk[at : at + _PIECE])
        else:
            self._out.data(chunk)


def _format(name: str, door: Door) -> ExportFormat:
    from reader.exporting.templating.own_formats import by_name

    try:
        return by_name(name, door.home.templates)
    except ReaderError as error:
        raise UsageError(f"export: --format {error}") from None


def _export(arguments: Namespace, door: Door) -> None:
    from reader.jobs import exports

    out = door.out
    if arguments.template is not None:
        from reader.exporting.templating.own_formats import template_of

        out.text(template_of(_format(arguments.template, door)))
        return
    format = _format(arguments.format, door)
    options = ExportOptions(**{option.name: getattr(arguments, option.name) for option in OPTIONS})
    name = arguments.target
    if not name:
        raise UsageError(tr("export: -o is empty"))
    if format.inside and name in _STANDARD_OUTPUT:
        raise UsageError(tr("export: {name} needs a folder, -o FOLDER", name=format.name))
    if format.is_binary and name in _STANDARD_OUTPUT and out.is_terminal:
        raise UsageError(tr("export: {name} is nothing that a terminal shows, -o FILE", name=format.name))
    is_stream = name in _STANDARD_OUTPUT
    is_folder = bool(format.inside) or name.endswith(("/", os.sep)) or os.path.isdir(name)
    is_marked = arguments.since_last and not door.is_new
    with door.changing() if is_marked else door.reading() as library:
        filter_ = chosen(arguments, door, library)
        since_last = None
        if is_marked:
            from reader.jobs.since_last import STANDARD_OUTPUT, SinceLast

            where = STANDARD_OUTPUT if is_stream else Path(name)
            since_last = SinceLast(library, filter_, format, where, is_folder=is_folder)
            filter_ = since_last.chosen
        if is_stream:
            report = exports.export(library, filter_, format, options, _Stream(out))
            out.flush()
        elif is_folder:
            report = exports.export_folder(library, filter_, format, options, Path(name), arguments.force)
        else:
            report = exports.export(library, filter_, format, options, Path(name), arguments.force)
        if since_last is not None and not report.errors:
            since_last.done(library)
    for error in report.errors:
        out.fail(error)
    out.say(str(report))
