"""What a template sees: articles with their notes, one after the other, each read when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.links import article_link, note_link
from reader.domain.notes import COLORS
from reader.exporting.layout import EMOJI, by_article, clean, local_date, new_headings, one_line

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions


class Heading(NamedTuple):
    """A section that begins, `depth` sections below the article; 0 is the article, come back to."""

    depth: int
    title: str

    @property
    def level(self) -> int:
        """The level of a heading below the article's own, which has 1."""
        return max(self.depth, 1) + 1


class NoteView:
    """One note. What is not there is an empty text; control characters are taken out."""

    __slots__ = ("_article", "_before", "_grouped", "_note", "body", "quote")

    def __init__(self, note: Note, article: ArticleRow, before: tuple[str, ...], grouped: bool) -> None:
        passage, body = note.passage, note.body
        self._note = note
        self._article = article
        self._before = before
        self._grouped = grouped
        self.quote = clean(passage.quote) if passage is not None else ""
        self.body = clean(body).strip("\n") if body and not body.isspace() else ""

    @property
    def id(self) -> str:
        """Its id."""
        return self._note.id

    @property
    def link(self) -> str:
        """The link to it, `reader://note/ID`."""
        return note_link(self._note.id)

    @property
    def prefix(self) -> str:
        """What stands before the passage."""
        passage = self._note.passage
        return clean(passage.prefix) if passage is not None else ""

    @property
    def suffix(self) -> str:
        """What stands behind the passage."""
        passage = self._note.passage
        return clean(passage.suffix) if passage is not None else ""

    @property
    def start(self) -> int | None:
        """Where the passage begins: code points from the beginning of the text."""
        return self._note.start

    @property
    def end(self) -> int | None:
        """Where it ends."""
        return self._note.end

    @property
    def color(self) -> str:
        """The name of its colour."""
        return self._note.color

    @property
    def meaning(self) -> str:
        """What the colour means."""
        return COLORS.get(self._note.color, "")

    @property
    def emoji(self) -> str:
        """Its colour as an emoji."""
        return EMOJI.get(self._note.color, "")

    @property
    def tags(self) -> list[str]:
        """Its tags, each in one line."""
        return list(_lines(self._note.tags))

    @property
    def section(self) -> tuple[str, ...]:
        """The titles of the sections that it stands in, from the outermost in."""
        return self._note.section_path

    @property
    def depth(self) -> int:
        """How many headings it stands below, where the notes are grouped."""
        return len(self._note.section_path) if self._grouped else 0

    @property
    def level(self) -> int:
        """The level of the heading that it stands below, where an article's own has 1."""
        return max(self.depth, 1) + 1

    @property
    def headings(self) -> list[Heading]:
        """The sections that begin with it, where the notes are grouped."""
        path, before = self._note.section_path, self._before
        if path == before or not self._grouped:
            return []
        if not path:  # back at the whole: its passage is lost
            return [Heading(0, self._article.title)]
        return [Heading(*each) for each in new_headings(before, path)]

    @property
    def date(self) -> str:
        """The day on which it was made, here."""
        return local_date(self._note.created_at)

    @property
    def created(self) -> str:
        """When it was made, in UTC."""
        return self._note.created_at

    @property
    def modified(self) -> str:
        """When it was changed last, in UTC."""
        return self._note.modified_at

    @property
    def state(self) -> str:
        """How its passage was found: `anchored`, `moved` or `detached`."""
        return self._note.state


class ArticleView:
    """One article; its `notes` can be gone through once, before the next article is asked for."""

    __slots__ = ("_row", "notes")

    def __init__(self, row: ArticleRow, notes: Iterable[Note], options: ExportOptions) -> None:
        self._row = row
        self.notes = _views(row, notes, options.grouped)

    @property
    def id(self) -> str:
        """Its id."""
        return self._row.id

    @property
    def link(self) -> str:
        """The link to it, `reader://article/ID`."""
        return article_link(self._row.id)

    @property
    def title(self) -> str:
        """Its title."""
        return self._row.title

    @property
    def published(self) -> str:
        """Its date, `YYYY-MM-DD`."""
        return self._row.published or ""

    @property
    def publisher(self) -> str:
        """Who published it."""
        return self._row.publisher

    @property
    def byline(self) -> str:
        """Who wrote it."""
        return self._row.byline

    @property
    def source(self) -> str:
        """The path or address that it came from."""
        return self._row.source or ""

    @property
    def language(self) -> str:
        """Its language, such as `en`."""
        return self._row.language

    @property
    def revision(self) -> int:
        """The number of its present revision."""
        return self._row.revision


@lru_cache(maxsize=1024)
def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for line in map(one_line, texts) if line)


def _views(row: ArticleRow, notes: Iterable[Note], grouped: bool) -> Iterator[NoteView]:
    before: tuple[str, ...] = ()
    for note in notes:
        yield NoteView(note, row, before, grouped)
        before = note.section_path


class Count:
    """What has been written so far; at the end of a template that is all."""

    __slots__ = ("_counted",)

    def __init__(self, counted: Callable[[], str]) -> None:
        self._counted = counted

    def __str__(self) -> str:
        """Return it: `37 of 37 notes, every quote whole`."""
        return self._counted()


def views(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[ArticleView]:
    """Yield the articles with their notes."""
    for article, group in by_article(notes, articles):
        yield ArticleView(article, group, options)
