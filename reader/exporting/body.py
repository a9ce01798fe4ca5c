"""A note's own Markdown, kept from breaking the document that it is put into.

A body stays as it was written, but for what would reach beyond it: its headings are moved below the
section they stand in, a block of code without an end is ended, and raw HTML, which a browser would
obey, is escaped, so that it is shown.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from reader.exporting.escaping import escape_lines, keep_signs

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

# Without any of these a body cannot reach beyond itself, and needs no parser.
_SUSPECT = re.compile(
    r"<[A-Za-z/!?]|^[ ]{0,3}(?:#{1,6}(?:[ \t]|$)|```|~~~|=+[ \t]*$|-+[ \t]*$)|(?:>[ ]?){20}", re.MULTILINE
)
_MARK = re.compile(r"[<#`~=>-]")  # found, or not, ten times as fast
_TRIES = 6  # taking one tag away may bring another to light
_DEEPEST = 60  # nested deeper than that, parsers differ
_MAX_NESTING = 100
_AFTER = ["", "after"]  # a paragraph that must stand by itself when the body is followed by it


def contained(body: str, level: int) -> str:
    """Return the Markdown `body` for use below a heading of `level`, parted from others by blank lines."""
    if not _MARK.search(body) or not _SUSPECT.search(body):
        return body
    lines = body.split("\n")
    for _ in range(_TRIES):
        tokens, env = _parse(lines)
        if max(token.level for token in tokens) > _DEEPEST:
            break
        if not _escape_html(lines, tokens, env):
            _end_fence(lines, tokens)
            _lower_headings(lines, tokens, level)
            return "\n".join(lines)
    return "\n".join(escape_lines(body))


def _parse(lines: list[str]) -> tuple[list[Token], dict[str, object]]:
    env: dict[str, object] = {}
    return _parser().parse("\n".join(lines + _AFTER), env), env


@cache
def _parser() -> MarkdownIt:
    """Return a parser that reads blocks; `_tags` reads what is inside one."""
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import html_inline

    def noting_where(state: StateInline, silent: bool) -> bool:
        start = state.pos
        found = html_inline(state, silent)
        # The text of an image is read by itself, and never becomes HTML.
        if found and not silent and state.src == state.env["source"]:
            state.env["tags"].append(start)
        return found

    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING})
    parser.core.ruler.disable("inline")
    parser.inline.ruler.at("html_inline", noting_where)
    return parser


def _tags(text: str, env: dict[str, object]) -> list[int]:
    """Return where in the inline `text` a tag begins."""
    tags: list[int] = []
    if "<" in text:
        _parser().inline.parse(text, _parser(), {**env, "source": text, "tags": tags}, [])
    return tags


def _escape_html(lines: list[str], tokens: list[Token], env: dict[str, object]) -> bool:
    """Escape the HTML in `lines` and say whether there was any."""
    found = False
    for token in tokens:
        if token.map is None:
            continue
        first, last = token.map
        if token.type == "html_block":
            lines[first] = lines[first].replace("<", "\\<", 1)
            found = True
        elif token.type == "inline" and (tags := _tags(token.content, env)):
            # The parser gives places in the paragraph without the marks before its lines. None of these
            # marks is a `<`, so that the paragraph's third one is the third one of the lines.
            ordinals = {token.content.count("<", 0, tag) for tag in tags}
            _escape_angles(lines, first, last, ordinals)
            found = True
    return found


def _escape_angles(lines: list[str], first: int, last: int, ordinals: set[int]) -> None:
    parts = "\n".join(lines[first:last]).split("<")
    text = parts[0]
    for ordinal, part in enumerate(parts[1:]):
        text += ("\\<" if ordinal in ordinals else "<") + part
    lines[first:last] = text.split("\n")


def _end_fence(lines: list[str], tokens: list[Token]) -> None:
    """End a block of code that would take in what follows."""
    last = tokens[-1]
    if last.type == "fence":
        lines.append(last.markup)


def _lower_headings(lines: list[str], tokens: list[Token], level: int) -> None:
    """Move the headings below `level`; those in quotations and lists are no part of the outline."""
    for index in range(len(tokens) - 1, -1, -1):
        token = tokens[index]
        if token.type != "heading_open" or token.level or token.map is None:
            continue
        first, last = token.map
        wanted = min(6, level + int(token.tag[1]))
        if token.markup in ("=", "-"):
            text = " ".join(line.strip() for line in tokens[index + 1].content.split("\n"))
            lines[first:last] = [f"{'#' * wanted} {keep_signs(text)}"]
        else:
            lines[first] = lines[first].replace(token.markup, "#" * wanted, 1)
