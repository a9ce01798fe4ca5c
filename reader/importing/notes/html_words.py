"""The words of a piece of HTML: what a person reads, block under block.

Annotations hold a few tags, from anywhere: they are read in one pass, in time by their length, which
Python's own parser does not promise.
"""

from __future__ import annotations

import re
from html import unescape

_BLOCK_NAMES = (
    "address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header"
    " hr li main nav ol p pre section table tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HIDDEN = frozenset(("script", "style", "template", "head", "title", "noscript"))
_TIGHT = frozenset(("li", "tr", "dt", "dd"))
# A comment, a declaration, or a tag with its name.
_MARKUP = re.compile(r"<!--.*?(?:-->|\Z)|<[!?][^<>]*>?|<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?", re.DOTALL)


def words_of_html(html: str) -> str:
    """Return the text of `html`, its blocks parted by blank lines, items and rows by line ends."""
    words = _Words()
    at = 0
    while (match := _MARKUP.search(html, at)) is not None:
        words.add(html[at : match.start()])
        at = match.end()
        name = (match[2] or "").lower()
        if name in _HIDDEN and not match[1]:
            end = re.compile(rf"</{name}", re.IGNORECASE).search(html, at)
            at = end.start() if end is not None else len(html)
        elif name:
            words.tag(name, is_end=bool(match[1]))
    words.add(html[at:])
    return re.sub(r"\n{3,}", "\n\n", "".join(words.parts)).strip()


class _Words:
    """The text so far."""

    def __init__(self) -> None:
        self.parts: list[str] = []

    def add(self, text: str) -> None:
        """Take in the text between two tags."""
        text = re.sub(r"[ \t\r\n\f]+", " ", unescape(text))
        if not self.parts or self.parts[-1].endswith("\n"):
            text = text.lstrip(" ")
        if text:
            self.parts.append(text)

    def tag(self, name: str, *, is_end: bool) -> None:
        """Take in a tag."""
        if name == "br":
            self.parts.append("\n")
        elif name in ("td", "th") and is_end:
            self.parts.append(" ")
        elif name in _BLOCKS:
            if self.parts and not self.parts[-1].endswith("- "):
                self.parts[-1] = self.parts[-1].rstrip(" ")
                self.parts.append("\n" if name in _TIGHT else "\n\n")
            if name == "li" and not is_end:
                self.parts.append("- ")
