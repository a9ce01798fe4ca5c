"""Articles: reading them back, correcting them by hand, the bin."""

from __future__ import annotations

import json
from collections.abc import Generator, Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.article_row import ArticleRow
from reader.errors import ReaderError
from reader.library.rows import clean, dump, fetch_one, load
from reader.translation import tr

if TYPE_CHECKING:
    import apsw

    from reader.domain.article import Article
    from reader.domain.blocks import Block
    from reader.domain.pages import Page
    from reader.domain.sections import Section


class Stored(NamedTuple):
    """What storing an import came to: `result` is `new`, `unchanged` or `revised`.

    After a revision `moved` notes stand on a passage whose words changed, `detached` ones on none.
    Where notes waited for the article, `found` ones have found their passages.
    """

    row: ArticleRow
    result: str
    moved: int = 0
    detached: int = 0
    found: int = 0


# The columns in the order of ArticleRow's fields.
_ROW = (
    "SELECT article.id, title, source, publisher, byline, published, language, word_count, revision,"
    " imported_at, section_count, (SELECT count(*) FROM note WHERE note.article_key = article.key"
    " AND note.deleted_at IS NULL), coalesce(progress, 0.0), last_read_at, deleted_at"
    " FROM article LEFT JOIN reading ON reading.article_key = article.key"
)


def key_of(connection: apsw.Connection, article_id: str) -> int:
    """Return the key of the article, in the bin or not; ReaderError where there is none."""
    row = connection.execute("SELECT key FROM article WHERE id = ?", (article_id,)).fetchone()
    if row is None:
        raise ReaderError(tr("there is no such article"), article_id, tr("`reader list` shows what there is"))
    return int(row[0])


def article_row(connection: apsw.Connection, article_id: str) -> ArticleRow:
    """Return the row of one article, in the bin or not."""
    key = key_of(connection, article_id)
    return ArticleRow(*fetch_one(connection, f"{_ROW} WHERE article.key = ?", (key,)))


def find_article_row(connection: apsw.Connection, article_id: str) -> ArticleRow | None:
    """Return the row of one article, in the bin or not; None where there is none."""
    row = connection.execute(f"{_ROW} WHERE article.id = ?", (article_id,)).fetchone()
    return ArticleRow(*row) if row is not None else None


def article_rows(connection: apsw.Connection, in_bin: bool) -> list[ArticleRow]:
    """Return all articles, or what lies in the bin: newest date first, then undated ones, newest first."""
    where = "WHERE deleted_at IS NOT NULL" if in_bin else "WHERE deleted_at IS NULL"
    # +: sorting what was read in the table's order is twice as fast as reading by way of the index.
    rows = connection.execute(f"{_ROW} {where} ORDER BY +published DESC, article.key DESC")
    return list(map(ArticleRow._make, rows))


def article(connection: apsw.Connection, article_id: str, revision: int | None) -> Article:
    """Return the whole article in its present, or the given, revision."""
    from reader.domain.article import Article
    from reader.domain.blocks import decode

    row = article_row(connection, article_id)
    number = row.revision if revision is None else revision
    key = _revision_key(connection, article_id, number)
    blocks: list[Block] = []
    for (page,) in connection.execute(
        "SELECT blocks FROM page WHERE revision_key = ? ORDER BY number", (key,)
    ):
        blocks.extend(decode(json.loads(page)))
    return Article(
        row.id,
        row.title,
        row.source,
        row.publisher,
        row.byline,
        row.published,
        row.language,
        number,
        tuple(blocks),
    )


def text(connection: apsw.Connection, article_id: str, revision: int | None = None) -> str:
    """Return the plain text of the present, or the given, revision."""
    key = _revision_key(connection, article_id, revision)
    return str(fetch_one(connection, "SELECT text FROM revision WHERE key = ?", (key,))[0])


def outline(connection: apsw.Connection, article_id: str, revision: int | None = None) -> Section:
    """Return the root of the section tree of the present, or the given, revision."""
    from reader.library import outlines

    key = _revision_key(connection, article_id, revision)
    title, packed = fetch_one(
        connection,
        "SELECT article.title, outline FROM revision JOIN article ON article.key = article_key"
        " WHERE revision.key = ?",
        (key,),
    )
    return outlines.unpack(title, packed)


def headings(connection: apsw.Connection) -> Generator[tuple[str, list[tuple[str, int]]], None, None]:
    """Yield the titles of the sections and their depths for each article outside the bin that has any."""
    from reader.library import outlines

    for article_id, packed in connection.execute(
        "SELECT article.id, outline FROM article JOIN revision ON article_key = article.key"
        " AND number = article.revision WHERE deleted_at IS NULL AND section_count ORDER BY article.key DESC"
    ):
        yield article_id, list(outlines.titles(packed))


def article_pages(connection: apsw.Connection, article_id: str) -> list[Page]:
    """Return the pages of the present revision, without their blocks."""
    from reader.domain.pages import Page

    key = _revision_key(connection, article_id, None)
    rows = connection.execute(
        "SELECT number, first, last, start, end FROM page WHERE revision_key = ? ORDER BY number", (key,)
    )
    return [Page(*row) for row in rows]


def page_blocks(connection: apsw.Connection, article_id: str, number: int) -> tuple[Block, ...]:
    """Return the blocks of one page of the present revision; ReaderError where there is no such page."""
    from reader.domain.blocks import decode

    key = _revision_key(connection, article_id, None)
    row = connection.execute(
        "SELECT blocks FROM page WHERE revision_key = ? AND number = ?", (key, number)
    ).fetchone()
    if row is None:
        raise ReaderError(tr("the article has no page {number}", number=number), article_id)
    return decode(json.loads(row[0]))


def _revision_key(connection: apsw.Connection, article_id: str, revision: int | None) -> int:
    row = connection.execute(
        "SELECT revision.key FROM article JOIN revision ON article_key = article.key"
        " AND number = coalesce(?, article.revision) WHERE article.id = ?",
        (revision, article_id),
    ).fetchone()
    if row is None:
        key_of(connection, article_id)
        raise ReaderError(tr("the article has no revision {revision}", revision=revision), article_id)
    return int(row[0])


# By hand


def correct(connection: apsw.Connection, article_id: str, changes: Mapping[str, str]) -> None:
    """Correct fields by hand, so that imports leave them alone.

    `changes` are of `title`, `published`, `byline`, `publisher`. An empty date, byline or publisher
    clears it; an empty title gives back the imported one.
    """
    from reader.library.settling import settle

    key = key_of(connection, article_id)
    (stored,) = fetch_one(connection, "SELECT corrected FROM article WHERE key = ?", (key,))
    corrected = set(load(stored))
    for name, text in changes.items():
        value: str | None = " ".join(clean(text).split())
        if name == "title" and not value:
            corrected.discard(name)
            continue
        if name == "published":
            value = _date(value) if value else None
        corrected.add(name)
        connection.execute(f"UPDATE article SET {name} = ? WHERE key = ?", (value, key))
    names = dump(sorted(corrected))
    connection.execute("UPDATE article SET corrected = ? WHERE key = ?", (names, key))
    settle(connection, key)


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ReaderError(tr("this is no date"), text, tr("write it as 2024-03-29")) from None


def set_deleted(connection: apsw.Connection, ids: Iterable[str], deleted: bool) -> tuple[int, int]:
    """Put articles and notes into the bin or take them out: how many articles, how many notes.

    An article takes its notes along by lying there itself, so that notes which were deleted before stay
    deleted when it comes back. A note that is restored brings its article back.
    """
    from reader.domain.ids import now

    time = now()
    counts = [0, 0]
    for each in dict.fromkeys(ids):
        row = connection.execute("SELECT key FROM article WHERE id = ?", (each,)).fetchone()
        if row is not None:
            counts[0] += _mark(connection, "article", row[0], time if deleted else None)
            continue
        row = connection.execute("SELECT key, article_key FROM note WHERE id = ?", (each,)).fetchone()
        if row is None:
            raise ReaderError(tr("there is no such article or note"), each)
        changed = _mark(connection, "note", row[0], time if deleted else None)
        if not deleted:
            changed = _mark(connection, "article", row[1], None) or changed
        counts[1] += changed
    return counts[0], counts[1]


def _mark(connection: apsw.Connection, table: str, key: int, time: str | None) -> bool:
    """Set or clear `deleted_at` and say whether that was a change."""
    connection.execute(
        f"UPDATE {table} SET deleted_at = ?1 WHERE key = ?2 AND (deleted_at IS NULL) <> (?1 IS NULL)",
        (time, key),
    )
    return bool(connection.changes())
