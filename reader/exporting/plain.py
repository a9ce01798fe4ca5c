"""Plain text to read or paste: titles underlined, each quote whole, the note below it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.links import article_link, note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.layout import by_article, clean, local_date, one_line

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

LONGEST_LINE = 72  # of the marks below a title


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the text."""
    between = ""
    for article, group in by_article(notes, articles):
        yield between + _head(article)
        between = "\n\n"
        path: tuple[str, ...] = ()
        for note in group:
            if options.grouped and note.section_path != path:
                path = note.section_path
                yield "\n" + _underlined(" › ".join(path) or article.title, "-")
            yield "\n" + _note(note, options)


def _head(article: ArticleRow) -> str:
    parts = [article.published, article.publisher, article.byline, article.source]
    facts = " · ".join(one_line(part) for part in parts if part)
    lines = [facts] if facts else []
    return _underlined(article.title, "=") + "\n".join([*lines, article_link(article.id), ""])


def _underlined(title: str, mark: str) -> str:
    title = one_line(title)
    return f"{title}\n{mark * max(3, min(len(title), LONGEST_LINE))}\n"


def _note(note: Note, options: ExportOptions) -> str:
    parts: list[str] = []
    if note.passage is not None:
        parts.append(f"“{clean(note.passage.quote)}”")
    body = clean(note.body).strip("\n")
    if body.strip():
        parts.append(body)
    return "\n\n".join([*parts, _facts(note, options)]) + "\n"


def _facts(note: Note, options: ExportOptions) -> str:
    meaning = COLORS.get(note.color, "")
    parts = [f"#{one_line(tag)}" for tag in note.tags]
    if not options.grouped and note.section_path:
        parts.insert(0, one_line(" › ".join(note.section_path)))
    parts.append(meaning if options.color_words else f"{note.color} ({meaning})")
    parts.append(local_date(note.created_at))
    if note.state is NoteState.DETACHED:
        parts.append("not in the present text")
    if options.links:
        parts.append(note_link(note.id))
    return " · ".join(parts)
