"""A person's own formats: the templates in a home, `templates/NAME.SUFFIX.jinja`.

`diary.md.jinja` is the format `diary`, whose files end in `.md`. One of the name of a format that comes with
Reader takes its place, and says so in its title.
"""

from __future__ import annotations

import re
from pathlib import Path

from reader.bundled import resources
from reader.errors import ReaderError
from reader.exporting.registry import FORMATS, HIGHLIGHTS, OPTIONS, ExportFormat
from reader.exporting.whole_file import make_folder, write_whole
from reader.translation import tr

ENDING = ".jinja"
SHIPPED = "shipped"
_LOADER = "reader.exporting.templating.own_templates:export"
_COMMENT = re.compile(r"\s*\{#-?\s*(.*?)\s*-?#\}", re.DOTALL)
_LONGEST_TITLE = 60
_LARGEST = 1_000_000  # bytes


def formats(folder: Path) -> tuple[ExportFormat, ...]:
    """Return all formats that there are for a home with its templates in `folder`, its own ones last."""
    own = {each.name: each for path in _templates(folder) if (each := _format(path))}
    replaced = [own.pop(each.name, each) for each in FORMATS]
    return (*replaced, *own.values())


def by_name(name: str, folder: Path) -> ExportFormat:
    """Return the format called `name`; ReaderError where there is none."""
    found = formats(folder)
    for each in found:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in found)
    raise ReaderError(tr("there is no such export format"), name, tr("there are {names}", names=names))


def _templates(folder: Path) -> list[Path]:
    """Return the templates, of two of the same name the one that is to count last."""
    try:
        return sorted((path for path in folder.iterdir() if path.name.endswith(ENDING)), reverse=True)
    except OSError:
        return []  # as a rule there is no such folder


def _format(path: Path) -> ExportFormat | None:
    """Return the format that a template is; None where its name names none."""
    stem, _, suffix = path.name.removesuffix(ENDING).partition(".")
    name = re.sub(r"[^\w]+", "-", stem.lower()).strip("-")
    if not name or path.name.startswith(".") or not path.is_file():
        return None
    text = read(path)
    comment = _COMMENT.match(text)
    first = comment[1].splitlines()[0] if comment and comment[1] else ""
    title = "".join(c for c in first if c.isprintable())[:_LONGEST_TITLE].strip() or stem
    # The options that it asks for; whether there are highlights is decided before.
    options = tuple(each for each in OPTIONS if each is HIGHLIGHTS or f"options.{each.name}" in text)
    return ExportFormat(
        name,
        tr("{format} (own template)", format=title),
        (f".{suffix}" if suffix else ".txt",),
        ("text/plain",),
        options,
        _LOADER,
        template=str(path),
    )


def template_of(format: ExportFormat) -> str:
    """Return the text of the template that a format is; ReaderError where it is none."""
    if not format.template:
        names = ", ".join(each.name for each in FORMATS if each.template)
        raise ReaderError(tr("this format is no template"), format.name, tr("there are {names}", names=names))
    return read(resources() / "templates" / format.template)  # a path of its own stays as it is


def lay_out(folder: Path) -> None:
    """Make the folder of a person's templates, with copies of the shipped ones in `shipped/` to start from.

    Those copies are renewed; they are no formats. Raises ReaderError.
    """
    copies = folder / SHIPPED
    make_folder(copies)
    for path in sorted((resources() / "templates").iterdir()):
        write_whole(copies / path.name, [path.read_text("utf-8")], force=True)


def read(path: Path) -> str:
    """Return the text of a template as far as it can be read; what is wrong is said when it is used."""
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST).decode("utf-8-sig", "replace")
    except OSError:
        return ""
