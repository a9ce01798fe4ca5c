"""Raw HTML inside another format: the tags go, the text between them stays, scripts and styles do not.

This is no HTML importer. It finds tags in a text in linear time, whatever the text holds.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from reader.importing.encoding.cleaning import clean
from reader.translation import mark, tr

# Quoted values that hold a `<` are left to the fall-back below: so no tag is looked for beyond the next one.
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)(?:[^<>\"']|\"[^<\"]*\"|'[^<']*')*>")
_NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9-]*)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
# What stands in these is not read.
UNREAD = {"script": mark("scripts"), "style": mark("style sheets")}
# A tag of these ends a paragraph.
BREAKING = frozenset(
    """
    address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption
    figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hr html legend li main menu nav ol
    optgroup option p pre search section summary table tbody textarea tfoot thead title tr ul
    """.split()  # noqa: SIM905 (names are read, not quotes)
)
_CELLS = frozenset(("td", "th"))


class Piece(NamedTuple):
    """A run of text between tags (`tag` empty), or a tag: its name in lower case, `/` before it at an end."""

    text: str
    tag: str


def pieces(source: str) -> Iterator[Piece]:
    """Yield the texts and tags of `source` in order; comments, declarations and instructions are left out.

    A `<` that begins none of these is text.
    """
    start = position = 0
    # Where an end was looked for in vain there is none further on either.
    absent: set[str] = set()
    while (position := source.find("<", position)) >= 0:
        tag, end = _tag_at(source, position, absent)
        if end < 0:
            position += 1
            continue
        if position > start:
            yield Piece(source[start:position], "")
        if tag:
            yield Piece("", tag)
        start = position = end
    if start < len(source):
        yield Piece(source[start:], "")


def tag_name(tag: str) -> str:
    """Return the name of one whole tag such as `<br />` (`br`) or `</B>` (`/b`), else an empty string."""
    match = _NAME.match(tag)
    if match is None:
        return ""
    return ("/" if tag[1] == "/" else "") + match[1].lower()


def _tag_at(source: str, start: int, absent: set[str]) -> tuple[str, int]:
    """Return the tag at `start` (empty for what is no tag but is left out) and its end, -1 for text."""
    if source.startswith("<!--", start):
        # `<!-->` and `<!--->` are whole comments.
        for short in ("<!-->", "<!--->"):
            if source.startswith(short, start):
                return "", start + len(short)
        return "", _end_of("-->", source, start + 4, absent)
    if source.startswith("<![CDATA[", start):
        return "", _end_of("]]>", source, start + 9, absent)
    if source.startswith("<?", start):
        return "", _end_of("?>", source, start + 2, absent)
    if source.startswith("<!", start) and source[start + 2 : start + 3].isalpha():
        return "", _end_of(">", source, start + 3, absent)
    match = _TAG.match(source, start)
    if match:
        return tag_name(match[0]), match.end()
    match = _NAME.match(source, start)
    if match is None:
        return "", -1
    return tag_name(match[0]), _end_of(">", source, match.end(), absent)


def _end_of(closing: str, source: str, start: int, absent: set[str]) -> int:
    """Return the offset after `closing`, or -1; not looked for again once it was absent."""
    if closing in absent:
        return -1
    found = source.find(closing, start)
    if found < 0:
        absent.add(closing)
        return -1
    return found + len(closing)


class Paragraphs(NamedTuple):
    """The paragraphs of a run of HTML (text, whether it is preformatted), and what was left out of it.

    `open` is the name of a tag whose content is not read and whose end is not in this run, `open_at`
    the number of paragraphs before it.
    """

    texts: list[tuple[str, bool]]
    omitted: set[str]
    open: str = ""
    open_at: int = 0


def paragraphs(source: str) -> Paragraphs:
    """Return what `source` says: entities decoded, `<br>` a line feed, white space folded but in `pre`.

    A script that is never closed hides nothing: its text stays.
    """
    found: list[tuple[str, bool]] = []
    omitted: set[str] = set()
    parts: list[str] = []
    is_pre = False
    unread = ""
    hidden, hidden_at = "", 0
    runs = list(pieces(source))
    last_end = {run.tag: index for index, run in enumerate(runs) if run.tag[1:] in UNREAD}
    for index, (text, tag) in enumerate(runs):
        if unread:
            if tag == "/" + unread:
                unread = ""
        elif text:
            parts.append(html.unescape(text) if is_pre else _SPACE.sub(" ", html.unescape(text)))
        elif tag in UNREAD:
            if last_end.get("/" + tag, -1) > index:
                unread = tag
                omitted.add(tr(UNREAD[tag]))
            elif not hidden:
                _finish(parts, is_pre, found)
                hidden, hidden_at = tag, len(found)
        elif tag == "br":
            parts.append("\n")
        elif tag in _CELLS:
            parts.append(" ")
        elif tag.removeprefix("/") in BREAKING:
            _finish(parts, is_pre, found)
            if tag.removeprefix("/") == "pre":
                is_pre = tag == "pre"
    _finish(parts, is_pre, found)
    return Paragraphs(found, omitted, hidden, hidden_at)


def _finish(parts: list[str], is_pre: bool, found: list[tuple[str, bool]]) -> None:
    """Make a paragraph of `parts`, unless there is nothing in them."""
    if not parts:
        return
    # What an entity stands for was in no text that was cleaned.
    text, _ = clean("".join(parts))
    parts.clear()
    if is_pre:
        text = text.strip("\n").rstrip()
    else:
        lines = (_SPACE.sub(" ", line).strip() for line in text.split("\n"))
        text = "\n".join(line for line in lines if line)
    if text:
        found.append((text, is_pre))
