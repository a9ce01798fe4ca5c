"""Logseq: an outline of blocks, a block a note with the note's id as its own, what was noted below it.

One article is a page with properties; of several each is a block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.links import article_link, note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.body import contained
from reader.exporting.escaping import escape_heading, escape_lines
from reader.exporting.layout import by_article, clean, local_date, new_headings, one_line

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

_NOTHING = "\u200b"
# Macros, which run, references and tags; Markdown's own marks are escaped before.
_OBEYED = re.compile(r"\{(?=\{)|\((?=\()")
_TAG = re.compile(r"(?<!\\)#(?=[^\s#])")
_PROPERTY = re.compile(r"^(\s*(?:[-*+]\s+)?[^\s:`]+:)(?=:(?:\s|$))", re.MULTILINE)
_NO_TAG = re.compile(r"[,#\[\]{}\"]+")


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the page."""
    first = True
    for article, group in by_article(notes, articles):
        is_page = first and not options.several
        yield _page(article) if is_page else _article_block(article)
        first = False
        above = 0 if is_page else 1
        path: tuple[str, ...] = ()
        for note in group:
            depth = above
            if options.grouped:
                for level, title in new_headings(path, note.section_path):
                    yield _block(above + level - 1, [f"{'#' * min(level + 1, 6)} {_heading(title)}"])
                path = note.section_path
                depth += len(path)
            yield from _note(note, depth, options)


def _page(article: ArticleRow) -> str:
    return "\n".join([*_properties(("title", article.title), *_facts(article)), "", ""])


def _article_block(article: ArticleRow) -> str:
    return _block(0, [f"# {_heading(article.title)}", *_properties(("id", article.id), *_facts(article))])


def _facts(article: ArticleRow) -> list[tuple[str, str]]:
    return [
        ("published", article.published or ""),
        ("publisher", article.publisher),
        ("author", article.byline),
        ("source", article.source or ""),
        ("reader", article_link(article.id)),
    ]


def _note(note: Note, depth: int, options: ExportOptions) -> Iterator[str]:
    lines = _properties(
        ("id", note.id),
        ("color", note.color),
        ("meaning", COLORS.get(note.color, "")),
        ("tags", ", ".join(filter(None, map(_tag, note.tags)))),
        ("created", local_date(note.created_at)),
        ("section", "" if options.grouped else " › ".join(note.section_path)),
        ("state", "" if note.state is NoteState.ANCHORED else note.state.value),
        ("link", f"[passage]({note_link(note.id)})" if options.links else ""),
    )
    body = clean(note.body).strip("\n")
    text = _PROPERTY.sub(rf"\g<1>{_NOTHING}", _OBEYED.sub(rf"\g<0>{_NOTHING}", contained(body, 1)))
    if note.passage is None:
        yield _block(depth, [*lines, *text.split("\n")])
        return
    quote = (f"> {_escaped(line)}".rstrip(" ") for line in escape_lines(clean(note.passage.quote)))
    yield _block(depth, [*lines, *quote])
    if body.strip():
        yield _block(depth + 1, text.split("\n"))


def _block(depth: int, lines: list[str]) -> str:
    """Return a block; a list in it is no block of its own, since it stands deeper than the dash."""
    indent = "\t" * depth
    rest = (f"{indent}  {line}" if line.strip() else "" for line in lines[1:])
    return "\n".join([f"{indent}- {lines[0]}".rstrip(" "), *rest, ""])


def _properties(*pairs: tuple[str, str]) -> list[str]:
    """Return the lines of the properties that have a value; they stand first where no title does."""
    return [
        f"{name}:: {value}" for name, value in ((name, one_line(value)) for name, value in pairs) if value
    ]


def _heading(title: str) -> str:
    return _escaped(escape_heading(one_line(title)))


def _escaped(markdown: str) -> str:
    """Return escaped Markdown with that escaped, too, which means something to Logseq alone."""
    text = _TAG.sub(r"\#", _OBEYED.sub(rf"\g<0>{_NOTHING}", markdown))
    return text.replace("::", f":{_NOTHING}:")


def _tag(tag: str) -> str:
    return one_line(_NO_TAG.sub(" ", tag))
