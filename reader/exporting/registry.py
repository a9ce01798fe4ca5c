"""The formats that notes can be exported to, and what can be chosen about each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note


class ExportOptions(NamedTuple):
    """What a person chose. `several`: the notes are of more than one article; the job sets it."""

    grouped: bool = True
    links: bool = True
    color_words: bool = False
    highlights: bool = True
    several: bool = False


class Option(NamedTuple):
    """A choice as the dialog (`title`) and the command's help (`help`) show it.

    `name` is the field of ExportOptions and, with hyphens, the command's option.
    """

    name: str
    title: str
    help: str


GROUPED = Option("grouped", "Grouped by section", "group the notes by section")
LINKS = Option("links", "Links back to the passage", "a link back to each passage")
COLOR_WORDS = Option("color_words", "Colours as words", "of a colour only what it means (`mark`)")
HIGHLIGHTS = Option("highlights", "Highlights without a note too", "highlights without a text too")
OPTIONS = (GROUPED, LINKS, COLOR_WORDS, HIGHLIGHTS)


class ExportFormat(NamedTuple):
    """A format: `suffixes` with their dot, the first one for new files; `loader` as `"module:function"`."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    options: tuple[Option, ...]
    loader: str

    def export(
        self, notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
    ) -> Iterator[str]:
        """Yield the text of the export, piece by piece, in memory that does not grow with the notes.

        `notes` come in reading order, those of an article together; `articles` gives an article by id.
        """
        module, _, function = self.loader.partition(":")
        return cast("Iterator[str]", getattr(import_module(module), function)(notes, articles, options))


FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "markdown",
        "Markdown",
        (".md", ".markdown"),
        ("text/markdown",),
        OPTIONS,
        "reader.exporting.markdown:export",
    ),
    ExportFormat(
        "json", "JSON", (".json",), ("application/json",), (HIGHLIGHTS,), "reader.exporting.json:export"
    ),
    ExportFormat("text", "Plain text", (".txt",), ("text/plain",), OPTIONS, "reader.exporting.plain:export"),
    ExportFormat(
        "jsonl",
        "JSON Lines",
        (".jsonl",),
        ("application/jsonl",),
        (HIGHLIGHTS,),
        "reader.exporting.jsonl:export",
    ),
    ExportFormat(
        "csv", "CSV (spreadsheet)", (".csv",), ("text/csv",), (HIGHLIGHTS,), "reader.exporting.csv:export"
    ),
    ExportFormat(
        "w3c",
        "Web Annotations (W3C)",
        (".jsonld",),
        ("application/ld+json",),
        (HIGHLIGHTS,),
        "reader.exporting.w3c:export",
    ),
    ExportFormat(
        "readwise",
        "Readwise CSV",
        (".readwise.csv",),
        ("text/csv",),
        (HIGHLIGHTS,),
        "reader.exporting.readwise:export",
    ),
    ExportFormat(
        "anki",
        "Anki cards",
        (".anki.txt",),
        ("text/tab-separated-values",),
        (HIGHLIGHTS, LINKS),
        "reader.exporting.anki:export",
    ),
)


def by_name(name: str) -> ExportFormat:
    """Return the format called `name`; ReaderError where there is none."""
    for each in FORMATS:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in FORMATS)
    raise ReaderError("there is no such export format", name, f"there are {names}")
