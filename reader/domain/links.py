"""Links to articles, sections and notes: `reader://article/ID`, `…/section/ID/PATH`, `…/note/ID`.

Titles in a section's path are percent-encoded and parted by `/`. Anything else is refused, since a
link comes from outside: another program, a text, a web page.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from reader.errors import ReaderError
from reader.translation import tr

_SCHEME = "reader://"
_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_LONGEST = 8000
_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_ALLOWED = re.compile(r"[A-Za-z0-9._~!$&'()*+,;=:@%-]+")


@dataclass(frozen=True, slots=True)
class ArticleLink:
    """Leads to an article."""

    article_id: str


@dataclass(frozen=True, slots=True)
class SectionLink:
    """Leads to a section, named by the titles from below the article's root."""

    article_id: str
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoteLink:
    """Leads to a note and its passage."""

    note_id: str


Link = ArticleLink | SectionLink | NoteLink


def parse(address: str) -> Link:
    """Return where `address` leads; ReaderError if it is none of the three forms."""
    if not address.startswith(_SCHEME) or len(address) > _LONGEST:
        raise _refused(address)
    kind, *parts = address.removeprefix(_SCHEME).split("/")
    if not parts or not _ID.fullmatch(parts[0]):
        raise _refused(address)
    identity, *titles = parts
    if kind == "note" and not titles:
        return NoteLink(identity)
    if kind == "article" and not titles:
        return ArticleLink(identity)
    if kind == "section" and titles:
        return SectionLink(identity, tuple(_decoded(title, address) for title in titles))
    raise _refused(address)


def article_link(article_id: str) -> str:
    """Return the link to an article."""
    return f"{_SCHEME}article/{article_id}"


def section_link(article_id: str, path: tuple[str, ...]) -> str:
    """Return the link to a section; to the article where `path` is empty."""
    from urllib.parse import quote

    if not path:
        return article_link(article_id)
    return f"{_SCHEME}section/{article_id}/{'/'.join(quote(title, safe='') for title in path)}"


def note_link(note_id: str) -> str:
    """Return the link to a note."""
    return f"{_SCHEME}note/{note_id}"


def _decoded(title: str, address: str) -> str:
    """Return one title of a path, which is percent-encoded UTF-8 without control characters.

    Line ends and tabs may be: a heading can hold them.
    """
    from urllib.parse import unquote_to_bytes

    if not _ALLOWED.fullmatch(title) or _PERCENT.search(title):
        raise _refused(address)
    try:
        text = unquote_to_bytes(title).decode("utf-8")
    except UnicodeDecodeError:
        raise _refused(address) from None
    if any(unicodedata.category(character) == "Cc" and character not in "\n\t" for character in text):
        raise _refused(address)
    return text


def _refused(address: str) -> ReaderError:
    shown = "".join(c if c.isprintable() else "?" for c in address[:80])
    return ReaderError(
        tr("not a link that Reader knows"),
        shown,
        tr("it takes reader://article/ID, reader://section/ID/TITLE and reader://note/ID"),
    )
