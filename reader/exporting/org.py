"""Org: a headline an article, a section and a note, with their ids and facts as properties."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from reader.domain.links import article_link, note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.layout import by_article, new_headings, one_line
from reader.exporting.org_text import NOTHING, org_body, org_line, org_lines

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

# What stands in notes is text: no subscripts, footnotes or LaTeX.
HEAD = "#+TITLE: Notes\n#+OPTIONS: ^:nil f:nil tex:nil todo:nil pri:nil\n"
LONGEST = 60  # characters of a passage in its headline
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_KEYWORD = re.compile(r"[A-Z]{2,}(?:[ \t]|$)|\[#")
_NO_TAG = re.compile(r"[^\w@#%]+")


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the document."""
    yield HEAD
    for article, group in by_article(notes, articles):
        yield _article(article)
        path: tuple[str, ...] = ()
        for note in group:
            level = 2
            if options.grouped:
                for depth, title in new_headings(path, note.section_path):
                    yield f"\n{_headline(depth + 1, title)}\n"
                path = note.section_path
                level = len(path) + 2
            yield _note(note, level, options)


def _article(article: ArticleRow) -> str:
    facts = {
        "ID": article.id,
        "PUBLISHED": article.published,
        "PUBLISHER": article.publisher,
        "BYLINE": article.byline,
        "SOURCE": article.source,
        "LINK": article_link(article.id),
    }
    return f"\n{_headline(1, article.title)}\n{_drawer(facts)}"


def _note(note: Note, level: int, options: ExportOptions) -> str:
    facts = {
        "ID": note.id,
        "COLOR": f"{note.color} {COLORS.get(note.color, '')}".strip(),
        "CREATED": _time(note.created_at),
        "STATE": "" if note.state is NoteState.ANCHORED else note.state.value,
        "SECTION": "" if options.grouped else " › ".join(note.section_path),
        "LINK": note_link(note.id) if options.links else "",
    }
    quote = note.passage.quote if note.passage is not None else ""
    text = f"\n{_headline(level, quote or note.body or 'Note', _tags(note), LONGEST)}\n{_drawer(facts)}"
    if quote:
        text += "\n".join(["#+begin_quote", *org_lines(quote), "#+end_quote", ""])
    if note.body.strip():
        text += "\n".join([*([""] if quote else []), *org_body(note.body), ""])
    return text


def _headline(level: int, title: str, tags: str = "", longest: int = 0) -> str:
    words = one_line(title)
    if longest and len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0] + "…"
    text = org_line(words)
    if _KEYWORD.match(text):
        text = NOTHING + text
    if text.endswith(":"):
        text += NOTHING
    return f"{'*' * level} {text or NOTHING}{tags}"


def _tags(note: Note) -> str:
    tags = [tag for tag in (_NO_TAG.sub("_", one_line(tag)) for tag in note.tags) if tag]
    return f" :{':'.join(tags)}:" if tags else ""


def _drawer(facts: Mapping[str, str | None]) -> str:
    lines = [f":{name}: {one_line(value)}" for name, value in facts.items() if value and one_line(value)]
    return "\n".join([":PROPERTIES:", *lines, ":END:", ""])


def _time(time: str) -> str:
    """Return an ISO time as an inactive time stamp of here."""
    try:
        here = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return f"[{here:%Y-%m-%d} {_DAYS[here.weekday()]} {here:%H:%M}]"
