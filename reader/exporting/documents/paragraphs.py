"""Paragraphs of a document, whatever program it is for: their kinds, and runs of letters that look alike."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from reader.exporting.layout import clean, one_line

DEEPEST = 9  # word processors know no lower heading
_ILLEGAL = re.compile("[\ud800-\udfff\ufffe\uffff]")  # in XML, besides the control characters


class Run(NamedTuple):
    """Characters that look alike. A line feed ends a line, not the paragraph; `link` is an address."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    struck: bool = False
    link: str = ""


class Item(NamedTuple):
    """A place in a list: which of the document's lists, and the number there, which bullets do not show."""

    list: int
    number: int
    is_bullet: bool


class Paragraph(NamedTuple):
    """A paragraph of a kind, which is what a format has a style for.

    Kinds: `title`, `source` (what is known of an article), `heading` (of `level` 1 to DEEPEST), `quote`
    (in `color`), `note` (what was noted), `note-quote`, `code`, `rule` and `facts` (of a note, at its end).
    `items` are the places in the lists that it stands in, outermost first; one that `continues` an item
    has no mark of its own. `keep`: it stands on the page of the next one.
    """

    kind: str
    runs: tuple[Run, ...]
    level: int = 0
    color: str = ""
    items: tuple[Item, ...] = ()
    continues: bool = False
    keep: bool = False

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)

    @property
    def is_rtl(self) -> bool:
        """Whether it is read from right to left, by its first letter."""
        return is_rtl(self.text)


def plain_line(text: str) -> str:
    """Return `text` in one line, without what XML has no place for."""
    return _ILLEGAL.sub("", one_line(text))


def plain(text: str) -> str:
    """Return `text` without what XML has no place for; line feeds and tabs stay."""
    return _ILLEGAL.sub("", clean(text))


def is_rtl(text: str) -> bool:
    """Return whether the first letter of `text` is one of a script that runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
