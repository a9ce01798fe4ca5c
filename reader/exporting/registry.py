"""The formats that notes can be exported to, and what can be chosen about each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from reader.errors import ReaderError
from reader.translation import mark, tr

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note


class ExportOptions(NamedTuple):
    """What a person chose. `several`: the notes are of more than one article; the job sets it."""

    grouped: bool = True
    links: bool = True
    color_words: bool = False
    color_emoji: bool = False
    highlights: bool = True
    several: bool = False


class Option(NamedTuple):
    """A choice as the dialog (`title`) and the command's help (`help`) show it.

    `name` is the field of ExportOptions and, with hyphens, the command's option.
    """

    name: str
    title: str
    help: str


GROUPED = Option("grouped", mark("Grouped by section"), mark("group the notes by section"))
LINKS = Option("links", mark("Links back to the passage"), mark("a link back to each passage"))
COLOR_WORDS = Option("color_words", mark("Colours as words"), mark("of a colour only what it means (`mark`)"))
COLOR_EMOJI = Option("color_emoji", mark("Colours as emoji"), mark("colours as emoji (`🟡`)"))
HIGHLIGHTS = Option(
    "highlights", mark("Highlights without a note too"), mark("highlights without a text too")
)
OPTIONS = (GROUPED, LINKS, COLOR_WORDS, COLOR_EMOJI, HIGHLIGHTS)
# Not every face that a document is set in has emoji.
_OF_DOCUMENTS = (GROUPED, LINKS, COLOR_WORDS, HIGHLIGHTS)


class Articles(Protocol):
    """What a format may ask of the library. Most only call it: it gives an article's row by id."""

    def __call__(self, article_id: str, /) -> ArticleRow:
        """Return the row of an article."""

    def asked(self) -> Sequence[str]:
        """Return the ids of the articles that were asked for with or without notes, in reading order."""

    def whole(self, article_id: str, /) -> Article:
        """Return a whole article in its present revision."""

    def file_name(self, article_id: str, /) -> str | None:
        """Return the name, without suffix, of the article's file in a folder; None for no article."""

    def article_of(self, note_id: str, /) -> str | None:
        """Return the id of the article that a note is on; None for no note."""

    def counted(self) -> str:
        """Return what has been written so far, at the end: `37 of 37 notes, every quote whole`."""


class ExportFormat(NamedTuple):
    """A format: `suffixes` with their dot, the first one for new files; `loader` as `"module:function"`.

    `unit` is what it writes: `notes`, `articles` with the notes in place, or articles as `sources`.
    What is no text is written as bytes; its `preview` is a loader too, for the text that it holds.
    A format that is a folder has no suffix of its own. It has `inside`, the suffix of the files in it, and
    a `merger`, which takes what a file holds, what it would hold if it were new, and the ids of the
    article's notes that still exist, and returns what it is to hold.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    options: tuple[Option, ...]
    loader: str
    unit: str = "notes"
    inside: str = ""
    merger: str = ""
    preview: str = ""
    template: str = ""

    @property
    def is_binary(self) -> bool:
        """Whether it is no text, but bytes that only another program reads."""
        return bool(self.preview)

    def export(
        self, notes: Iterable[Note], articles: Articles, options: ExportOptions
    ) -> Iterator[str] | Iterator[bytes]:
        """Yield the export, piece by piece, as bytes where it `is_binary`, else as text.

        `notes` come in reading order, those of an article together; `articles` gives an article by id.
        A text takes memory that does not grow with the notes.
        """
        return cast(
            "Iterator[str] | Iterator[bytes]", _function(self.loader)(notes, articles, options, *self._named)
        )

    def text(self, notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
        """Yield the export as text, to look at: itself, or where it `is_binary` the text that it holds."""
        function = _function(self.preview or self.loader)
        return cast("Iterator[str]", function(notes, articles, options, *self._named))

    @property
    def _named(self) -> tuple[str, ...]:
        return (self.template,) if self.template else ()

    def merge(self, old: str, new: str, alive: Set[str]) -> str:
        """Return `new` with all that a person wrote in `old`; `alive` are the notes that exist."""
        return cast("str", _function(self.merger)(old, new, alive))


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)


_TEMPLATES = "reader.exporting.templating.templates:export"
FORMATS: tuple[ExportFormat, ...] = (
    ExportFormat(
        "markdown",
        "Markdown",
        (".md", ".markdown"),
        ("text/markdown",),
        OPTIONS,
        _TEMPLATES,
        template="markdown.md.jinja",
    ),
    ExportFormat(
        "json", "JSON", (".json",), ("application/json",), (HIGHLIGHTS,), "reader.exporting.json:export"
    ),
    ExportFormat(
        "text", mark("Plain text"), (".txt",), ("text/plain",), OPTIONS, _TEMPLATES, template="text.txt.jinja"
    ),
    ExportFormat(
        "jsonl",
        "JSON Lines",
        (".jsonl",),
        ("application/jsonl",),
        (HIGHLIGHTS,),
        "reader.exporting.jsonl:export",
    ),
    ExportFormat(
        "csv",
        mark("CSV (spreadsheet)"),
        (".csv",),
        ("text/csv",),
        (HIGHLIGHTS,),
        "reader.exporting.csv:export",
    ),
    ExportFormat(
        "w3c",
        mark("Web Annotations (W3C)"),
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
        mark("Anki cards"),
        (".anki.txt",),
        ("text/tab-separated-values",),
        (HIGHLIGHTS, LINKS),
        "reader.exporting.anki:export",
    ),
    ExportFormat(
        "bibtex",
        mark("BibTeX (the articles as sources)"),
        (".bib",),
        ("application/x-bibtex",),
        (),
        "reader.exporting.bibtex:export",
        "sources",
    ),
    ExportFormat(
        "csl",
        mark("CSL-JSON (the articles as sources)"),
        (".csl.json",),
        ("application/vnd.citationstyles.csl+json",),
        (),
        "reader.exporting.csl:export",
        "sources",
    ),
    ExportFormat(
        "org",
        "Org-mode",
        (".org",),
        ("text/org",),
        (GROUPED, LINKS, HIGHLIGHTS),
        _TEMPLATES,
        template="org.org.jinja",
    ),
    ExportFormat(
        "logseq",
        mark("Logseq page"),
        (".logseq.md",),
        ("text/markdown",),
        (GROUPED, LINKS, HIGHLIGHTS),
        _TEMPLATES,
        template="logseq.logseq.md.jinja",
    ),
    ExportFormat(
        "html",
        mark("Web page (HTML)"),
        (".html", ".htm"),
        ("text/html",),
        OPTIONS,
        _TEMPLATES,
        template="html.html.jinja",
    ),
    ExportFormat(
        "docx",
        mark("Word document"),
        (".docx",),
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document",),
        _OF_DOCUMENTS,
        "reader.exporting.documents.docx:export",
        preview="reader.exporting.documents.document:text",
    ),
    ExportFormat(
        "odt",
        mark("OpenDocument text"),
        (".odt",),
        ("application/vnd.oasis.opendocument.text",),
        _OF_DOCUMENTS,
        "reader.exporting.documents.odt:export",
        preview="reader.exporting.documents.document:text",
    ),
    ExportFormat(
        "pdf",
        mark("PDF"),
        (".pdf",),
        ("application/pdf",),
        _OF_DOCUMENTS,
        "reader.exporting.documents.pdf:export",
        preview="reader.exporting.documents.document:text",
    ),
    ExportFormat(
        "annotated-markdown",
        mark("Annotated article (Markdown)"),
        (".annotated.md",),
        ("text/markdown",),
        (LINKS, COLOR_WORDS, COLOR_EMOJI, HIGHLIGHTS),
        "reader.exporting.annotated_markdown:export",
        "articles",
    ),
    ExportFormat(
        "annotated-html",
        mark("Annotated article (web page)"),
        (".annotated.html",),
        ("text/html",),
        (LINKS, COLOR_WORDS, HIGHLIGHTS),
        "reader.exporting.annotated_html:export",
        "articles",
    ),
    ExportFormat(
        "obsidian",
        mark("Obsidian vault (a folder)"),
        ("",),
        ("text/markdown",),
        (LINKS, COLOR_WORDS, COLOR_EMOJI, HIGHLIGHTS),
        "reader.exporting.obsidian:export",
        inside=".md",
        merger="reader.exporting.vault:merge",
    ),
)


def by_name(name: str) -> ExportFormat:
    """Return the format called `name`; ReaderError where there is none."""
    for each in FORMATS:
        if each.name == name:
            return each
    names = ", ".join(each.name for each in FORMATS)
    raise ReaderError(tr("there is no such export format"), name, tr("there are {names}", names=names))
