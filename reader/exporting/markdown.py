"""Markdown: front matter, a heading a section, each quote as a quotation with the note below it.

It is CommonMark that renders as meant whatever stands in a note. An article's title is in the front
matter; where there are several, each has its title as a heading above its sections.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.domain.links import article_link, note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.body import contained
from reader.exporting.escaping import escape_heading, escape_line, escape_lines
from reader.exporting.front_matter import front_matter
from reader.exporting.layout import by_article, clean, local_date, new_headings, one_line

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

DEEPEST_SECTION = 5  # leaves a level for the headings in a note


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the document."""
    if options.several:
        yield "---\ntitle: Notes on several articles\n---\n"
    first = True
    for article, group in by_article(notes, articles):
        yield _several_head(article, options) if options.several or not first else front_matter(article)
        first = False
        path: tuple[str, ...] = ()
        for note in group:
            level = 2
            if options.grouped:
                yield from _headings(article, path, note.section_path)
                path = note.section_path
                level = max(level, _level(len(path)))
            yield _note(note, level, options)


def _several_head(article: ArticleRow, options: ExportOptions) -> str:
    parts = [article.published, article.publisher, article.source]
    facts = [escape_line(one_line(part)) for part in parts if part]
    if options.links:
        facts.append(f"[article]({article_link(article.id)})")
    return "\n".join(["", f"# {escape_heading(one_line(article.title))}", "", " · ".join(facts), ""])


def _headings(article: ArticleRow, before: tuple[str, ...], path: tuple[str, ...]) -> Iterator[str]:
    if before and not path:
        # What belongs to the whole comes after a section only where its passage is lost.
        yield f"\n## {escape_heading(one_line(article.title))}\n"
    for depth, title in new_headings(before, path):
        yield f"\n{'#' * _level(depth)} {escape_heading(one_line(title))}\n"


def _level(depth: int) -> int:
    return min(depth + 1, DEEPEST_SECTION)


def _note(note: Note, level: int, options: ExportOptions) -> str:
    lines: list[str] = []
    passage = note.passage
    if passage is not None:
        lines += ["", *(f"> {line}".rstrip(" ") for line in escape_lines(clean(passage.quote)))]
    body = clean(note.body).strip("\n")
    if body.strip():
        lines += ["", contained(body, level)]
    return "\n".join([*lines, "", _facts(note, options), ""])


def _facts(note: Note, options: ExportOptions) -> str:
    meaning = COLORS.get(note.color, "")
    parts = [_tag(tag) for tag in note.tags]
    if not options.grouped and note.section_path:
        parts.insert(0, escape_line(one_line(" › ".join(note.section_path))))
    parts.append(f"*{meaning}*" if options.color_words else f"{note.color} *{meaning}*")
    parts.append(local_date(note.created_at))
    if note.state is NoteState.DETACHED:
        parts.append("not in the present text")
    if options.links:
        parts.append(f"[{'passage' if note.passage else 'note'}]({note_link(note.id)})")
    return " · ".join(part for part in parts if part)


@lru_cache
def _tag(tag: str) -> str:
    return escape_line(f"#{one_line(tag)}")
