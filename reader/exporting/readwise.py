"""Readwise's CSV: the columns that its import documents, tags as the `.tags` it reads in a note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.links import article_link
from reader.exporting.layout import by_article, one_line
from reader.exporting.table import row

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

COLUMNS = ("Highlight", "Title", "Author", "URL", "Note", "Location", "Date")


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the rows; the first one names the columns."""
    yield row(COLUMNS)
    for article, group in by_article(notes, articles):
        source = article.source or ""
        address = source if source.startswith(("http://", "https://")) else article_link(article.id)
        author = one_line(article.byline or article.publisher)
        for note in group:
            location = "" if note.start is None else str(note.start)
            date = note.created_at[:19].replace("T", " ")
            highlight, text = _parts(note, article)
            yield row((highlight, one_line(article.title), author, address, text, location, date))


def _parts(note: Note, article: ArticleRow) -> tuple[str, str]:
    """Return highlight and note. There must be a highlight: without a passage it is what was noted."""
    # A tag is one word there.
    tags = " ".join("." + "-".join(one_line(tag).split()) for tag in note.tags if one_line(tag))
    body = note.body.strip("\n")
    if note.passage is not None:
        return note.passage.quote, "\n".join(part for part in (tags, body) if part.strip())
    return body if body.strip() else one_line(" › ".join(note.section_path) or article.title), tags
