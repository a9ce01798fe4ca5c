"""The whole article as one page of HTML, its passages marked and the notes in the margin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import escape
from typing import TYPE_CHECKING

from reader.domain.blocks import BlockKind, SpanKind
from reader.exporting.annotated import Annotated, Piece, Run
from reader.exporting.layout import clean, every_article
from reader.exporting.page import FOOT, article_facts, color_class, head, line_html, note_body, note_facts
from reader.exporting.rendering import text_html

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_STYLE = """\
mark { background: var(--mark); color: inherit; padding: .08em 0; border-radius: 2px; }
mark mark { box-shadow: 0 2px 0 var(--bar); }
.ref { font: .7em/1 system-ui, sans-serif; vertical-align: super; text-decoration: none; padding-left: .1em; }
aside.note { font-size: .86rem; margin: .4rem 0 1rem; }
aside.note .facts { font-size: .74rem; margin: 0; }
.item { margin: .35em 0 .35em calc(var(--depth) * 1.4em); }
.figure { text-align: center; color: var(--muted); }
@media (min-width: 72rem) { body { max-width: 66rem; padding-right: 22rem; }
  aside.note { float: right; clear: right; width: 18.5rem; margin: .3rem -20rem 1rem 0; } }
"""
_TAGS = {
    SpanKind.EMPHASIS: "em",
    SpanKind.STRONG: "strong",
    SpanKind.CODE: "code",
    SpanKind.SUPERSCRIPT: "sup",
    SpanKind.SUBSCRIPT: "sub",
    SpanKind.STRIKETHROUGH: "del",
}
_SAFE = re.compile(r"(?:https?://|mailto:|reader://)[^\x00-\x20\x7f]+")
_ALIGNED = {"c": "center", "r": "right"}


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the page."""
    has_begun = False
    if options.several:
        yield head("Annotated articles", style=_STYLE)
        has_begun = True
    for article, group in every_article(notes, articles):
        if not has_begun:
            yield head(article.title, article, _STYLE)
            has_begun = True
        yield from _article(article, Annotated(articles.whole(article.id), group), options)
    if not has_begun:
        yield head("Annotated articles", style=_STYLE) + "<p>No notes.</p>\n"
    yield f"<footer>{articles.counted()}</footer>\n{FOOT}"


def _article(row: ArticleRow, annotated: Annotated, options: ExportOptions) -> Iterator[str]:
    language = f' lang="{line_html(row.language)}"' if row.language else ""
    yield f'<main data-article="{row.id}"{language}>\n'
    has_title = any(block.kind is BlockKind.TITLE for block in annotated.article.blocks)
    top = article_facts(row) + "".join(_aside(note, options) for note in annotated.on_whole)
    if not has_title:
        yield f'<h1 dir="auto">{line_html(row.title)}</h1>\n{top}'
        top = ""
    for piece in annotated.pieces():
        yield _block(piece)
        if top and piece.block.kind is BlockKind.TITLE:
            yield top
            top = ""
        for note in (*piece.above, *_ended(piece)):
            yield _aside(note, options)
    if annotated.lost:
        yield "<hr>\n<h2>Notes whose passage is not in the present text</h2>\n"
        for note in annotated.lost:
            yield _aside(note, options, with_quote=True)
    yield "</main>\n"


def _aside(note: Note, options: ExportOptions, with_quote: bool = False) -> str:
    quote = ""
    if with_quote and note.passage is not None:
        quote = f'<blockquote class="quote" dir="auto">{text_html(note.passage.quote)}</blockquote>\n'
    tag = "article" if with_quote else "aside"
    facts = note_facts(note, options, place=with_quote)
    opening = f'<{tag} class="note {color_class(note)}" id="note-{note.id}">'
    return f"{opening}\n{quote}{note_body(note, 2)}{facts}</{tag}>\n"


def _ended(piece: Piece) -> Iterator[Note]:
    for run in piece.runs():
        yield from run.ended


def _block(piece: Piece) -> str:
    block = piece.block
    match block.kind:
        case BlockKind.TITLE:
            html = f'<h1 dir="auto">{_runs(piece.runs())}</h1>'
        case BlockKind.HEADING:
            tag = f"h{min(6, max(2, block.level))}"
            html = f'<{tag} dir="auto">{_runs(piece.runs())}</{tag}>'
        case BlockKind.CODE:
            html = f"<pre><code>{_runs(piece.runs(), keeps_lines=True)}</code></pre>"
        case BlockKind.TABLE:
            html = _table(piece)
        case BlockKind.RULE:
            html = "<hr>"
        case BlockKind.FIGURE:
            html = f'<p class="figure" dir="auto">{_runs(piece.runs())}</p>'
        case _:
            depth = min(block.level, 12)
            attributes = f' class="item" style="--depth: {depth}"' if depth else ""
            html = f'<p{attributes} dir="auto">{_runs(piece.runs())}</p>'
    quotes = min(block.quote, 12)
    return f"{'<blockquote>' * quotes}{html}{'</blockquote>' * quotes}\n"


def _table(piece: Piece) -> str:
    lines = ["<table>"]
    for number, row in enumerate(piece.cells()):
        tag = "td" if number else "th"
        cells = []
        for column, runs in enumerate(row):
            align = _ALIGNED.get(piece.block.info[column : column + 1], "")
            style = f' style="text-align: {align}"' if align else ""
            cells.append(f'<{tag}{style} dir="auto">{_runs(runs)}</{tag}>')
        lines.append(f"<tr>{''.join(cells)}</tr>")
    return "\n".join([*lines, "</table>"])


def _runs(runs: list[Run], keeps_lines: bool = False) -> str:
    return "".join(_run(run, keeps_lines) for run in runs)


def _run(run: Run, keeps_lines: bool) -> str:
    html = escape(clean(run.text)) if keeps_lines else text_html(run.text)
    for span in run.spans:
        if (tag := _TAGS.get(span.kind)) is not None:
            html = f"<{tag}>{html}</{tag}>"
        elif span.kind is SpanKind.LINK and _SAFE.fullmatch(span.target):
            html = f'<a href="{escape(span.target)}">{html}</a>'
    if run.text:
        for note in run.notes:
            html = f'<mark class="{color_class(note)}">{html}</mark>'
    return html + "".join(f'<a class="ref" href="#note-{note.id}">✎</a>' for note in run.ended if note.body)
