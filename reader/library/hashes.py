"""Hashes of what a row holds: they see the damage inside a row that SQLite's own checks miss.

Each is computed over the stored column values, so that a check needs to decode nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.library.rows import dump

# The content hash of an article whose text is awaited: it has none, and is found by this.
AWAITED = "awaited"
# What an import gives an article beside its blocks.
FIELDS = ("title", "byline", "publisher", "published", "language")
# What is hashed of each table, in this order. A migration that changes one of these rehashes.
ARTICLE = "id, source, title, byline, publisher, published, language, corrected, revision, content_hash"
REVISION = "number, content_hash, title, byline, publisher, published, language, text, outline"
NOTE = (
    "id, section_path, quote, prefix, suffix, start, end, anchor_path, anchor_revision,"
    " body, color, tags, created_at"
)


def row_hash(values: Sequence[str | int | None]) -> str:
    """Return the hash of the stored `values`, those of ARTICLE, REVISION or NOTE."""
    return _digest([dump(values)])


def content_hash(fields: Sequence[str | None], pages: Iterable[str]) -> str:
    """Return the hash of a revision's content: its FIELDS and the stored blocks of its pages.

    It is the same whichever way the blocks are cut into pages.
    """
    return _digest([dump(fields), *(page[1:-1] + "," for page in pages)])


def _digest(parts: Iterable[str]) -> str:
    """Return BLAKE2b, 20 bytes in hexadecimal digits, of the texts in `parts` one after the other."""
    from hashlib import blake2b  # 3 ms, which no list needs

    digest = blake2b(digest_size=20)
    for part in parts:
        digest.update(part.encode())
    return digest.hexdigest()
