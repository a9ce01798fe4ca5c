"""What pages of HTML share: a document by itself, from which nothing runs and to which nothing is loaded."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

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
_STYLE = """\
:root { color-scheme: light dark; --ground: #fdfcf9; --text: #22211e; --muted: #66625a; --line: #ddd8cd;
  --link: #1f5f99; --yellow: #fbe9a0; --green: #cdeec6; --blue: #cbe3f8; --pink: #fad3de; --violet: #e3d8f6;
  --yellow-bar: #b58900; --green-bar: #3d8b37; --blue-bar: #2f74b5; --pink-bar: #c2416b;
  --violet-bar: #7a56c2; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #1c1b19; --text: #e4e0d8; --muted: #a39d92;
  --line: #3b3934; --link: #8fc1ee; --yellow: #55491a; --green: #27472a; --blue: #233f58; --pink: #562c3b;
  --violet: #3f3360; --yellow-bar: #d9b43c; --green-bar: #7fc279; --blue-bar: #7db4e6; --pink-bar: #ea8aa9;
  --violet-bar: #b39ae8; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 3rem 1.25rem 4rem; max-width: 44rem; background: var(--ground);
  color: var(--text); font: 1.0625rem/1.55 Georgia, "Noto Serif", serif; overflow-wrap: break-word; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2.2em 0 .6em; font-weight: 600; }
h1 { font-size: 1.8rem; margin-top: 0; } h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; }
h4, h5, h6 { font-size: 1rem; }
a { color: var(--link); }
.facts, footer { color: var(--muted); font: .82rem/1.5 system-ui, sans-serif; }
.facts a, footer a { color: inherit; }
.note { margin: 1.4rem 0; padding-left: 1rem; border-left: 4px solid var(--bar); break-inside: avoid; }
.note blockquote.quote { margin: 0 0 .6rem; font-style: italic; }
.note > :last-child { margin-bottom: 0; }
.note .body { margin: .6rem 0; }
.yellow { --bar: var(--yellow-bar); --mark: var(--yellow); }
.green { --bar: var(--green-bar); --mark: var(--green); }
.blue { --bar: var(--blue-bar); --mark: var(--blue); } .pink { --bar: var(--pink-bar); --mark: var(--pink); }
.violet { --bar: var(--violet-bar); --mark: var(--violet); }
pre, code { font-family: ui-monospace, monospace; font-size: .9em; }
pre { overflow-x: auto; padding: .8em; border: 1px solid var(--line); border-radius: 4px; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { padding: .3em .7em; border: 1px solid var(--line); }
hr { border: 0; border-top: 1px solid var(--line); margin: 2rem 0; }
footer { margin-top: 3rem; padding-top: .8rem; border-top: 1px solid var(--line); }
@media print { :root { --ground: #fff; --text: #000; --muted: #444; --line: #bbb; --link: #000; }
  body { max-width: none; padding: 0; font-size: 10.5pt; } h1, h2, h3, h4 { break-after: avoid; }
  .note, mark { print-color-adjust: exact; -webkit-print-color-adjust: exact; } }
@page { margin: 2cm; }
"""
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
        f"<style>\n{_STYLE}{style}</style>",
        "</head>",
        "<body>",
        "",
    ]
    if article is not None:
        lines.insert(6, f'<meta name="article" content="{escape(article.id)}">')
    return "\n".join(lines)


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
