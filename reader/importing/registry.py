"""The formats that can be imported, and which of them a file is in.

To add one: a module here with `read(data, name, encoding) -> Imported`, and its row in FORMATS.
"""

from __future__ import annotations

import re
from dataclasses import replace
from importlib import import_module
from typing import NamedTuple, cast

from reader.domain.article import Imported
from reader.domain.cutting import LONGEST_BLOCK, cut_giants
from reader.errors import ReaderError
from reader.importing.encoding.binary import binary_kind, not_text
from reader.translation import tr


class Format(NamedTuple):
    """A format: `suffixes` in lower case with their dot, `loader` as `"module:function"`."""

    name: str
    title: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    loader: str

    def read(self, data: bytes, name: str = "", encoding: str = "") -> Imported:
        """Import `data`; `name` is the file's own name, if it has one. Raises ReaderError."""
        module, _, function = self.loader.partition(":")
        return cast(Imported, getattr(import_module(module), function)(data, name, encoding))


PLAIN = Format(
    "text", "Plain text", (".txt", ".text"), ("text/plain",), "reader.importing.plain.article:read"
)
MARKDOWN = Format(
    "markdown",
    "Markdown",
    (".md", ".markdown", ".mdown"),
    ("text/markdown",),
    "reader.importing.markdown.article:read",
)
FORMATS: tuple[Format, ...] = (PLAIN, MARKDOWN)

_BY_SUFFIX = {suffix: each for each in FORMATS for suffix in each.suffixes}
_SUFFIX = re.compile(r"\.[^./\\]*\Z")
_FRONT_MATTER = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n\s*[A-Za-z][\w -]*:")
_PAGE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype\s+html|html)\b", re.IGNORECASE)


def by_suffix(name: str) -> Format | None:
    """Return the format that the file name `name` promises, or None: a folder's other files are skipped."""
    match = _SUFFIX.search(name)
    return _BY_SUFFIX.get(match[0].lower()) if match else None


def pick(name: str, head: bytes) -> Format:
    """Return the format of a file called `name` (may be empty) that begins with `head`.

    A suffix decides; where it says nothing, text is taken for plain text, or for Markdown if it
    begins with front matter. Raises ReaderError for binary data and for HTML.
    """
    kind = binary_kind(head)
    if kind:
        raise not_text(kind)
    found = by_suffix(name)
    if found is not None:
        return found
    if _PAGE.match(head):
        raise ReaderError(
            tr("HTML pages cannot be imported"), remedy=tr("save the page as plain text or Markdown first")
        )
    return MARKDOWN if _FRONT_MATTER.match(head) else PLAIN


def parse(data: bytes, name: str = "", encoding: str = "") -> Imported:
    """Import `data` in whatever format it is; `name` is the file's own name. Raises ReaderError."""
    imported = pick(name, data[:4096]).read(data, name, encoding)
    if any(len(block.text) > LONGEST_BLOCK for block in imported.blocks):
        return replace(imported, blocks=cut_giants(imported.blocks))
    return imported
