"""Storing what was imported: as a new article, as one that is known, or as its next revision."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.article import Article, Imported
from reader.domain.blocks import encode
from reader.domain.ids import new_id, now
from reader.domain.pages import Page, pages
from reader.domain.titles import fold_title
from reader.domain.web_addresses import spellings
from reader.library import hashes, outlines
from reader.library.hashes import FIELDS
from reader.library.placing import Ground, move_place, place_all
from reader.library.rows import dump, fetch_all, fetch_one
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


def prepare(imported: Imported, article_id: str = "") -> Content:
    """Return the content of `imported` as it will be stored, without asking the library."""
    article = Article(
        article_id or new_id(),
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


def find_known(
    connection: apsw.Connection, source: str | None, content_hash: str, title: str, publisher: str
) -> Known | None:
    """Return the article that was imported from `source`, else one with the very same content.

    Another file that once had the same content, and has its own by now, is another article as long
    as the first file is there. Else it is the one whose notes wait for it: made at the address that is its
    `publisher`, or under its `title`.
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
    if row is None:
        key = _awaited(connection, title, publisher)
        row = connection.execute(f"{select} WHERE article.key = ?", (key,)).fetchone()
    return Known(*row) if row else None


def _awaited(connection: apsw.Connection, title: str, publisher: str) -> int | None:
    """Return the key of the article, outside of the bin, that is awaited: from that address, or so titled."""
    rows = fetch_all(
        connection,
        "SELECT key, title FROM article WHERE content_hash = ? AND deleted_at IS NULL",
        (hashes.AWAITED,),
    )
    if not rows:
        return None
    for address in spellings(publisher):
        found = fetch_all(connection, "SELECT article_key FROM source WHERE source = ?", (address,))
        if found and found[0][0] in dict(rows):
            return int(found[0][0])
    folded = fold_title(title)
    return next((key for key, other in rows if fold_title(other) == folded), None)


def store(connection: apsw.Connection, content: Content) -> tuple[str, str, int, int, int]:
    """Store what was imported: the article's id, `new`, `unchanged` or `revised`, and of the notes on it.

    These are how many moved, how many are detached, how many that waited for it have found their passage.
    """
    source = content.article.source
    known = find_known(connection, source, content.hash, content.article.title, content.article.publisher)
    moved = detached = found = 0
    if known is None:
        result, article_id, key = "new", content.article.id, insert(connection, content)
    else:
        result, article_id, key = "unchanged", known.id, known.key
        if known.content_hash != content.hash:
            result = "revised" if known.revision else "new"
            moved, detached = revise(connection, known, content)
            if not known.revision:
                waited = "SELECT count(*) FROM note WHERE article_key = ? AND deleted_at IS NULL"
                found = fetch_one(connection, waited, (key,))[0] - detached
                connection.execute("UPDATE article SET imported_at = ? WHERE key = ?", (now(), key))
        connection.execute(
            "UPDATE article SET deleted_at = NULL WHERE key = ? AND deleted_at IS NOT NULL", (key,)
        )
    if source is not None:
        remember_source(connection, key, source)
    return article_id, result, moved, detached, found


def insert(connection: apsw.Connection, content: Content, number: int = 1) -> int:
    """Store a new article, its first revision having the `number`, and return its key."""
    article = content.article
    values = (
        article.id,
        article.source,
        *_metadata(article),
        "[]",
        number,
        content.hash,
        article.word_count,
        outlines.count(article.root),
        len(article.text),
        time := now(),
        article_hash(article.id, article.source, _metadata(article), "[]", number, content.hash),
    )
    connection.execute(
        "INSERT INTO article(id, source, title, byline, publisher, published, language, corrected, revision,"
        " content_hash, word_count, section_count, length, imported_at, hash)"
        " VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        values,
    )
    key = connection.last_insert_rowid()
    insert_revision(connection, key, content, number, time)
    return key


def revise(connection: apsw.Connection, known: Known, content: Content) -> tuple[int, int]:
    """Store `content` as the next revision of the article `known`: how many notes moved, are detached."""
    article, number = content.article, known.revision + 1
    insert_revision(connection, known.key, content, number)
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


def insert_revision(
    connection: apsw.Connection, article_key: int, content: Content, number: int, time: str = ""
) -> None:
    """Store the revision `number` of an article, imported at `time` or now."""
    article = content.article
    metadata = _metadata(article)
    digest = revision_hash(content, number)
    connection.execute(
        "INSERT INTO revision(article_key, number, content_hash, imported_at, title, byline, publisher,"
        " published, language, hash, text, outline) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)",
        (article_key, number, content.hash, time or now(), *metadata, digest, article.text, content.outline),
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
