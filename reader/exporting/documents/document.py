"""Notes as a document: one list of paragraphs that the formats of word processors and of paper share.

A format says only how each kind of paragraph looks. A document is held in memory: all three formats need
the whole of it, for what they put together in the end or because they count its pages.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.links import article_link, note_link
from reader.domain.notes import COLORS, DEFAULT_COLOR, NoteState
from reader.exporting.documents.document_body import body_paragraphs
from reader.exporting.documents.paragraphs import DEEPEST, Paragraph, Run, plain, plain_line
from reader.exporting.layout import by_article, local_date, new_headings

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

SEVERAL = "Notes on several articles"
_SHORT = 300  # characters of a paragraph that is no loss to a page
_BEGINNING = "1980-01-01T00:00:00.000Z"  # of what has no notes; no archive knows an earlier day


class Document(NamedTuple):
    """A whole document; `article_id` and `language` are empty where it has several.

    `at` is when the youngest of its notes was changed, so that the same notes give the same document.
    """

    title: str
    language: str
    article_id: str
    at: str
    paragraphs: list[Paragraph]


def document(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Document:
    """Return the notes as a document."""
    rows: dict[str, ArticleRow] = {}
    at = _BEGINNING

    def looked_up(article_id: str) -> ArticleRow:
        return rows.setdefault(article_id, articles(article_id))

    def seen() -> Iterator[Note]:
        nonlocal at
        for note in notes:
            at = max(at, note.modified_at, note.created_at)
            yield note

    paragraphs = [*written(seen(), looked_up, options), *_counts(articles)]
    first = next(iter(rows.values()), None)
    if options.several or first is None:
        languages = {row.language for row in rows.values()}
        language = languages.pop() if len(languages) == 1 else ""
        return Document(SEVERAL if rows else "Notes", language, "", at, paragraphs)
    return Document(plain_line(first.title), first.language, first.id, at, paragraphs)


def written(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[Paragraph]:
    """Yield the paragraphs of the document, in memory that does not grow with the notes."""
    lists = count(1)
    above = 0  # levels of heading that the articles themselves take
    if options.several:
        above = 1
        yield Paragraph("title", (Run(SEVERAL),))
    is_empty = True
    for article, group in by_article(notes, articles):
        title = (Run(plain_line(article.title)),)
        if options.several or not is_empty:
            above = 1
            yield Paragraph("heading", title, 1, keep=True)
        else:
            yield Paragraph("title", title)
        is_empty = False
        if facts := _source(article, options):
            yield Paragraph("source", facts)
        path: tuple[str, ...] = ()
        for note in group:
            level = above
            if options.grouped:
                yield from _headings(article, path, note.section_path, above)
                path = note.section_path
                level = min(above + len(path), DEEPEST)
            yield from _note(note, level, lists, options)
    if is_empty:
        yield Paragraph("note", (Run("No notes."),))


def text(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield what stands in the document, as a person reads it in a window: for the preview."""
    for paragraph in chain(written(notes, articles, options), _counts(articles)):
        lead = "  " * len(paragraph.items)
        if paragraph.items and not paragraph.continues:
            item = paragraph.items[-1]
            lead = lead[2:] + ("• " if item.is_bullet else f"{item.number}. ")
        elif paragraph.kind in ("quote", "note-quote"):
            lead = "│ "
        first = f"{'—' * paragraph.level} " if paragraph.level else lead
        later = f"\n{lead if lead.strip() == '│' else ' ' * len(lead)}"
        words = "* * *" if paragraph.kind == "rule" else paragraph.text
        yield first + words.replace("\n", later) + "\n\n"


def _counts(articles: Articles) -> Iterator[Paragraph]:
    """Yield what is said at the end, once all notes were written."""
    yield Paragraph("source", (Run(articles.counted()),))


def _source(article: ArticleRow, options: ExportOptions) -> tuple[Run, ...]:
    runs = []
    for part in (article.published, article.publisher, article.byline, article.source):
        if part:
            link = part if part is article.source and re.match(r"https?://", part) else ""
            runs.append(Run(plain_line(part), link=link))
    if options.links:
        runs.append(Run("article", link=article_link(article.id)))
    return _joined(runs)


def _headings(
    article: ArticleRow, before: tuple[str, ...], path: tuple[str, ...], above: int
) -> Iterator[Paragraph]:
    if before and not path:
        # What belongs to the whole comes after a section only where its passage is lost.
        yield Paragraph("heading", (Run(plain_line(article.title)),), above + 1, keep=True)
    for depth, title in new_headings(before, path):
        yield Paragraph("heading", (Run(plain_line(title)),), min(above + depth, DEEPEST), keep=True)


def _note(note: Note, level: int, lists: Iterator[int], options: ExportOptions) -> Iterator[Paragraph]:
    if note.passage is not None:
        color = note.color if note.color in COLORS else DEFAULT_COLOR
        yield Paragraph("quote", (Run(plain(note.passage.quote).strip("\n")),), color=color, keep=True)
    if note.body.strip():
        body = list(body_paragraphs(plain(note.body), level, lists))
        yield from body[:-1]
        # A long one may be divided between pages; a short one takes the facts below it along.
        yield from (last._replace(keep=len(last.text) < _SHORT) for last in body[-1:])
    yield _facts(note, options)


def _facts(note: Note, options: ExportOptions) -> Paragraph:
    meaning = COLORS.get(note.color, "")
    runs = [Run(f"#{tag}") for each in note.tags if (tag := plain_line(each))]
    if not options.grouped and note.section_path:
        runs.insert(0, Run(plain_line(" › ".join(note.section_path))))
    runs.append(Run(meaning if options.color_words else f"{note.color} ({meaning})"))
    runs.append(Run(local_date(note.created_at)))
    if note.state is NoteState.DETACHED:
        runs.append(Run("not in the present text"))
    if options.links:
        runs.append(Run("passage" if note.passage else "note", link=note_link(note.id)))
    return Paragraph("facts", _joined(runs))


def _joined(runs: list[Run]) -> tuple[Run, ...]:
    parts: list[Run] = []
    for run in runs:
        parts += [Run(" · "), run] if parts else [run]
    return tuple(parts)
