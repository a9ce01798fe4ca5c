"""Storing what was imported: as a new article, as one that is known, or as its next revision."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.article import Article, Imported
from reader.domain.blocks import encode
from reader.domain.ids import new_id, now
from reader.domain.pages import Page, pages
from reader.library import hashes, outlines
from reader.library.hashes import FIELDS
from reader.library.placing import Ground, move_place, place_all
from reader.library.rows import dump
from reader.library.settling import article_hash, settle

if TYPE_CHECKING:
    import apsw


class Known(NamedTuple):
    """What of a stored article decides how an import is taken."""

    key: int
    id: str
    source: str | None
    revision: int
    content_hash: str


class Content(NamedTuple):
    """An imported article made ready to be stored; everything that takes time, before the transaction."""

    article: Article
    pages: list[tuple[Page, str]]
    outline: str
    hash: str


def prepare(imported: Imported) -> Content:
    """Return the content of `imported` as it will be stored, without asking the library."""
    article = Article(
        new_id(),
        imported.title,
        imported.source,
        imported.publisher,
        imported.byline,
        imported.published,
        imported.language,
        1,
        imported.blocks,
    )
    parts = [
        (page, dump(encode(article.blocks[page.first : page.last])))
        for page in pages(article.blocks, article.starts, len(article.text))
    ]
    whole = hashes.content_hash(_metadata(article), (text for _, text in parts))
    return Content(article, parts, outlines.pack(article.root), whole)


def find_known(connection: apsw.Connection, source: str | None, content_hash: str) -> Known | None:
    """Return the article that was imported from `source`, else one with the very same content.

    Another file that once had the same content, and has its own by now, is another article as long
    as the first file is there.
    """
    select = "SELECT article.key, id, article.source, revision, content_hash FROM article"
    row = None
    if source is not None:
        row = connection.execute(
            f"{select} JOIN source ON source.article_key = article.key WHERE source.source = ?", (source,)
        ).fetchone()
    if row is not None:
        known = Known(*row)
        if (
            known.content_hash == content_hash
            or known.source is None
            or known.source == source
            or not os.path.exists(known.source)
        ):
            return known
    row = connection.execute(
        f"{select} WHERE content_hash = ? ORDER BY deleted_at IS NOT NULL, key LIMIT 1", (content_hash,)
    ).fetchone()
    return Known(*row) if row else None


def store(connection: apsw.Connection, content: Content) -> tuple[str, str, int, int]:
    """Store what was imported: the article's id, `new`, `unchanged` or `revised`, notes moved, detached."""
    source = content.article.source
    known = find_known(connection, source, content.hash)
    moved = detached = 0
    if known is None:
        result, article_id, key = "new", content.article.id, insert(connection, content)
    else:
        result, article_id, key = "unchanged", known.id, known.key
        if known.content_hash != content.hash:
            result = "revised"
            moved, detached = revise(connection, known, content)
        connection.execute(
            "UPDATE article SET deleted_at = NULL WHERE key = ? AND deleted_at IS NOT NULL", (key,)
        )
    if source is not None:
        remember_source(connection, key, source)
    return article_id, result, moved, detached


def insert(connection: apsw.Connection, content: Content) -> int:
    """Store a new article and return its key."""
    article = content.article
    values = (
        article.id,
        article.source,
        *_metadata(article),
        "[]",
        1,
        content.hash,
        article.word_count,
        outlines.count(article.root),
        len(article.text),
        time := now(),
        article_hash(article.id, article.source, _metadata(article), "[]", 1, content.hash),
    )
    connection.execute(
        "INSERT INTO article(id, source, title, byline, publisher, published, language, corrected, revision,"
        " content_hash, word_count, section_count, length, imported_at, hash)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        values,
    )
    key = connection.last_insert_rowid()
    _insert_revision(connection, key, content, 1, time)
    return key


def revise(connection: apsw.Connection, known: Known, content: Content) -> tuple[int, int]:
    """Store `content` as the next revision of the article `known`: how many notes moved, are detached."""
    article, number = content.article, known.revision + 1
    _insert_revision(connection, known.key, content, number, now())
    source = known.source
    if article.source is not None and not (source and os.path.exists(source)):
        source = article.source
    connection.execute(
        "UPDATE article SET revision = ?, content_hash = ?, word_count = ?, section_count = ?, length = ?,"
        " source = ?, language = ? WHERE key = ?",
        (
            number,
            content.hash,
            article.word_count,
            outlines.count(article.root),
            len(article.text),
            source,
            article.language,
            known.key,
        ),
    )
    settle(connection, known.key)
    ground = Ground(connection, known.key, replace(article, id=known.id, revision=number))
    move_place(connection, ground, known.key)
    return place_all(connection, ground, known.key)


def remember_source(connection: apsw.Connection, key: int, source: str) -> None:
    """Remember that the article was imported from `source`, be it the first or another one."""
    connection.execute(
        "INSERT INTO source(source, article_key) VALUES (?, ?) ON CONFLICT(source) DO UPDATE"
        " SET article_key = excluded.article_key WHERE article_key <> excluded.article_key",
        (source, key),
    )
    connection.execute("UPDATE article SET source = ? WHERE key = ? AND source IS NULL", (source, key))
    if connection.changes():
        settle(connection, key)


def _insert_revision(
    connection: apsw.Connection, article_key: int, content: Content, number: int, time: str
) -> None:
    article = content.article
    metadata = _metadata(article)
    digest = revision_hash(content, number)
    connection.execute(
        "INSERT INTO revision(article_key, number, content_hash, imported_at, title, byline, publisher,"
        " published, language, hash, text, outline) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (article_key, number, content.hash, time, *metadata, digest, article.text, content.outline),
    )
    insert_pages(connection, connection.last_insert_rowid(), content)


def insert_pages(connection: apsw.Connection, revision_key: int, content: Content) -> None:
    """Store the pages of a revision that has none."""
    connection.executemany(
        "INSERT INTO page(revision_key, number, first, last, start, end, blocks) VALUES (?,?,?,?,?,?,?)",
        [
            (revision_key, page.number, page.first, page.last, page.start, page.end, blocks)
            for page, blocks in content.pages
        ],
    )


def revision_hash(content: Content, number: int) -> str:
    """Return the hash of the row of `content` as the revision `number`."""
    article = content.article
    return hashes.row_hash([number, content.hash, *_metadata(article), article.text, content.outline])


def _metadata(article: Article) -> list[str | None]:
    return [getattr(article, name) for name in FIELDS]
