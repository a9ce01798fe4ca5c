"""Anki's text import, a card a note; the note's id is the card's, so that a second import updates it.

The front is the passage, the back what was noted on it; of a highlight the back is the passage itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.links import article_link, note_link
from reader.exporting.layout import by_article, one_line
from reader.exporting.rendering import body_html, text_html

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

HEAD = (
    "#separator:tab",
    "#html:true",
    "#notetype:Basic",
    "#deck:Reader",
    "#columns:GUID\tFront\tBack\tTags",
    "#guid column:1",
    "#tags column:4",
)


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the headers, a line a card, and how many there are as a comment."""
    yield "\n".join(HEAD) + "\n"
    for article, group in by_article(notes, articles):
        for note in group:
            front, back = _sides(note, article)
            cells = (note.id, front, back + _source(note, article, options), _tags(note))
            yield "\t".join(map(_cell, cells)) + "\n"
    yield f"# {articles.counted()}\n"


def _sides(note: Note, article: ArticleRow) -> tuple[str, str]:
    quote = f"<blockquote>{text_html(note.passage.quote)}</blockquote>" if note.passage is not None else ""
    body = f"<div>{body_html(note.body)}</div>" if note.body.strip() else ""
    place = f"<div>{text_html(one_line(' › '.join((article.title, *note.section_path))))}</div>"
    if quote and body:
        return quote, body
    return place, quote or body


def _source(note: Note, article: ArticleRow, options: ExportOptions) -> str:
    parts = (article.title, article.publisher, article.published, *note.section_path)
    text = text_html(" · ".join(one_line(part) for part in parts if part))
    if options.links:
        text = f'<a href="{article_link(article.id)}">{text}</a> <a href="{note_link(note.id)}">passage</a>'
    # By the id an export to a folder knows its own file again, also without links.
    return f'<hr><small data-article="{article.id}">{text}</small>'


def _tags(note: Note) -> str:
    """Return the tags, which have no spaces there, and the colour as one of them."""
    tags = ("_".join(one_line(tag).replace('"', "").split()) for tag in note.tags)
    return " ".join([*filter(None, tags), f"reader::{note.color}"])


def _cell(text: str) -> str:
    """Return `text` in one line: what parts cells and lines means the same to HTML as an entity."""
    return text.replace("\t", "&#9;").replace("\n", "&#10;")
