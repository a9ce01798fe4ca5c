"""One page of HTML that needs nothing beside it: the notes by article and section, for screen and print."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.exporting.layout import by_article, new_headings
from reader.exporting.page import FOOT, article_facts, color_class, head, line_html, note_body, note_facts
from reader.exporting.rendering import text_html

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

_DEEPEST = 6


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the page."""
    has_begun = False
    if options.several:
        yield head("Notes")
        has_begun = True
    for article, group in by_article(notes, articles):
        if not has_begun:
            yield head(article.title, article)
            has_begun = True
        language = f' lang="{line_html(article.language)}"' if article.language else ""
        yield f'<section data-article="{article.id}"{language}>\n'
        yield f'<h1 dir="auto">{line_html(article.title)}</h1>\n{article_facts(article)}'
        path: tuple[str, ...] = ()
        for note in group:
            level = 1
            if options.grouped:
                yield from _headings(article, path, note.section_path)
                path = note.section_path
                level = len(path) + 1
            yield _note(note, level, options)
        yield "</section>\n"
    if not has_begun:
        yield head("Notes") + "<p>No notes.</p>\n"
    yield FOOT


def _headings(article: ArticleRow, before: tuple[str, ...], path: tuple[str, ...]) -> Iterator[str]:
    if before and not path:
        yield f'<h2 dir="auto">{line_html(article.title)}</h2>\n'
    for depth, title in new_headings(before, path):
        tag = f"h{min(depth + 1, _DEEPEST)}"
        yield f'<{tag} dir="auto">{line_html(title)}</{tag}>\n'


def _note(note: Note, level: int, options: ExportOptions) -> str:
    quote = ""
    if note.passage is not None:
        quote = f'<blockquote class="quote" dir="auto">{text_html(note.passage.quote)}</blockquote>\n'
    return (
        f'<article class="note {color_class(note)}" id="note-{note.id}">\n'
        f"{quote}{note_body(note, level)}{note_facts(note, options, not options.grouped)}</article>\n"
    )
