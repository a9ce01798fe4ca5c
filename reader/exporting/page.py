"""What pages of HTML share: a document by itself, from which nothing runs and to which nothing is loaded."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING

from reader.bundled import resources
from reader.domain.links import note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.layout import local_date, one_line
from reader.exporting.rendering import body_html

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

# Whatever might have come through: no script, no image, no font, no frame, no form.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
FOOT = "</body>\n</html>\n"


def head(title: str, article: ArticleRow | None = None, style: str = "") -> str:
    """Return the page up to the beginning of its body; of one `article` the page has language and id."""
    language = f' lang="{escape(article.language)}"' if article is not None and article.language else ""
    lines = [
        "<!DOCTYPE html>",
        f"<html{language}>",
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="generator" content="Reader">',
        f"<title>{line_html(title)}</title>",
        f"<style>\n{_style()}{style}</style>",
        "</head>",
        "<body>",
        "",
    ]
    if article is not None:
        lines.insert(6, f'<meta name="article" content="{escape(article.id)}">')
    return "\n".join(lines)


@cache
def _style() -> str:
    return (resources() / "templates" / "page.css").read_text("utf-8")


def line_html(text: str) -> str:
    """Return `text` as HTML in one line."""
    return escape(one_line(text))


def article_facts(article: ArticleRow) -> str:
    """Return what is known of an article, as one paragraph."""
    parts = [article.published, article.publisher, article.byline, article.source]
    return f'<p class="facts" dir="auto">{" · ".join(line_html(part) for part in parts if part)}</p>\n'


def note_facts(note: Note, options: ExportOptions, place: bool = False) -> str:
    """Return tags, colour, date and link of a note; with `place` its section first."""
    meaning = COLORS.get(note.color, "")
    parts = [line_html(f"#{tag}") for tag in note.tags if one_line(tag)]
    if place and note.section_path:
        parts.insert(0, line_html(" › ".join(note.section_path)))
    parts.append(line_html(meaning if options.color_words else f"{note.color} ({meaning})"))
    parts.append(
        f'<time datetime="{escape(note.created_at)}">{line_html(local_date(note.created_at))}</time>'
    )
    if note.state is NoteState.DETACHED:
        parts.append("not in the present text")
    if options.links:
        parts.append(f'<a href="{note_link(note.id)}">{"passage" if note.passage else "note"}</a>')
    return f'<p class="facts" dir="auto">{" · ".join(parts)}</p>\n'


def note_body(note: Note, level: int) -> str:
    """Return what was noted, its headings below `level`; empty for a highlight."""
    if not note.body.strip():
        return ""
    return f'<div class="body" dir="auto">\n{body_html(note.body, level)}\n</div>\n'


def color_class(note: Note) -> str:
    """Return the class of a note's colour."""
    return note.color if note.color in COLORS else "yellow"
