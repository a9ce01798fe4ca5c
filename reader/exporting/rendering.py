"""A note's Markdown as HTML of which nothing runs, and nothing is fetched from anywhere."""

from __future__ import annotations

import re
from functools import cache
from html import escape
from typing import TYPE_CHECKING

from reader.exporting.layout import clean

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_DEEPEST = 6
# One line in which no Markdown can be, as most notes are; it needs no parser.
_PLAIN = re.compile(r"[^\W\d_](?:[\w ,.;:?()’“”…–—]*[\w.;?()’“”…–—])?")


def is_plain(body: str) -> bool:
    """Return whether `body` is one line that means the same with Markdown and without."""
    return _PLAIN.fullmatch(body) is not None and "_" not in body


def body_html(body: str, level: int = 0) -> str:
    """Return the Markdown `body` as HTML, its headings below a heading of `level`.

    HTML in it is shown as text; an image becomes a link to it; a link that would run is no link.
    """
    if is_plain(body):
        return f"<p>{body}</p>"
    tokens = tokens_of(clean(body))
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(_DEEPEST, level + int(token.tag[1]))}"
    return str(_parser().renderer.render(tokens, _parser().options, {})).strip("\n")


def tokens_of(body: str) -> list[Token]:
    """Return what the Markdown `body` says; links that would run are text already."""
    return _parser().parse(body)


def text_html(text: str) -> str:
    """Return `text` as HTML that shows it, line ends kept."""
    return escape(clean(text)).replace("\n", "<br>")


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 60}).enable(["table", "strikethrough"])
    # Without images `![x](y)` reads as an exclamation mark and a link.
    return parser.disable("image")
