"""Whether a library is whole: what SQLite can check, and what it cannot know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any

import apsw

from reader.library import hashes
from reader.library.rows import fetch_all
from reader.library.salvage import FAULTS, TableReader

_TOLD = 10  # of one kind; more are only said to be there
INDEXES = ("article_index", "note_index")
_INDEXED = 2  # the version of the schema that brought them


def check(connection: apsw.Connection) -> list[str]:
    """Return what is wrong with the library, a line each; nothing if it is sound. It reads all of it.

    While the full-text indexes are checked (seconds, in 100,000 articles) others wait to write; on a
    read-only connection that part is left out.
    """
    findings: list[str] = []
    for name, part in _PARTS.items():
        found = part(connection)
        try:
            findings += islice(found, _TOLD)
            if next(found, None) is not None:
                findings.append(f"{name}: and more of this kind")
        except apsw.BusyError:
            raise
        except FAULTS as error:
            findings.append(f"{name}: this cannot be read ({error})")
    return findings


def _file(connection: apsw.Connection) -> Iterator[str]:
    for (message,) in fetch_all(connection, "PRAGMA integrity_check"):
        if message != "ok":
            yield f"file: {message}"


def _references(connection: apsw.Connection) -> Iterator[str]:
    for table, key, parent, _ in fetch_all(connection, "PRAGMA foreign_key_check"):
        yield f"file: row {key} of {table} belongs to no {parent}"


def _search(connection: apsw.Connection) -> Iterator[str]:
    if connection.pragma("query_only") or connection.pragma("user_version") < _INDEXED:
        return
    for index in INDEXES:
        try:
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        except apsw.CorruptError as error:
            yield f"search: the index of {index.partition('_')[0]}s is not in step ({error})"


def _articles(connection: apsw.Connection) -> Iterator[str]:
    return _hashed(connection, "article", hashes.ARTICLE, lambda row: f"article {row[1]}")


def _revisions(connection: apsw.Connection) -> Iterator[str]:
    def name(row: Any) -> str:
        return f"article {_article_id(connection, row[0])}, revision {row[1]}"

    return _hashed(connection, "revision", hashes.REVISION, name)


def _notes(connection: apsw.Connection) -> Iterator[str]:
    return _hashed(connection, "note", hashes.NOTE, lambda row: f"note {row[1]}")


def _hashed(
    connection: apsw.Connection, table: str, columns: str, name: Callable[[Any], str]
) -> Iterator[str]:
    reader = TableReader(connection, table, [*columns.split(", "), "hash"])
    for row in reader:
        if hashes.row_hash(row[1:-1]) != row[-1]:
            yield f"{name(row)}: the content is not what was stored"
    if not reader.is_whole:
        yield f"{table}s: some cannot be read"


def _pages(connection: apsw.Connection) -> Iterator[str]:
    """Compare the blocks with what was imported: a revision's own hash is of its text."""
    reader = TableReader(connection, "revision", ["number", "content_hash", *hashes.FIELDS])
    for key, number, content_hash, *fields in reader:
        pages = fetch_all(
            connection, "SELECT blocks FROM page WHERE revision_key = ? ORDER BY number", (key,)
        )
        if hashes.content_hash(fields, (blocks for (blocks,) in pages)) != content_hash:
            yield f"article {_article_id(connection, key)}, revision {number}: the blocks are not as stored"


def _present(connection: apsw.Connection) -> Iterator[str]:
    rows = fetch_all(
        connection,
        "SELECT article.id FROM article LEFT JOIN revision ON article_key = article.key"
        " AND number = article.revision WHERE article.content_hash IS NOT revision.content_hash"
        " OR article.length <> length(text)",
    )
    for (article_id,) in rows:
        yield f"article {article_id}: the present revision is not there"


def _places(connection: apsw.Connection) -> Iterator[str]:
    rows = fetch_all(
        connection,
        "SELECT note.id FROM note JOIN article ON article.key = note.article_key LEFT JOIN placement"
        " ON placement.key = note.key LEFT JOIN revision ON revision.article_key = article.key"
        " AND number = article.revision WHERE placement.revision IS NOT article.revision"
        " OR placement.end IS NOT NULL AND substr(text, placement.start + 1, placement.end - placement.start)"
        " IS NOT placement.quote",
    )
    for (note_id,) in rows:
        yield f"note {note_id}: its place in the text is not right"


def _article_id(connection: apsw.Connection, revision_key: int) -> str:
    rows = fetch_all(
        connection,
        "SELECT id FROM article JOIN revision ON article_key = article.key WHERE revision.key = ?",
        (revision_key,),
    )
    return rows[0][0] if rows else "unknown"


_PARTS: dict[str, Callable[[apsw.Connection], Iterator[str]]] = {
    "file": _file,
    "references": _references,
    "search": _search,
    "articles": _articles,
    "revisions": _revisions,
    "notes": _notes,
    "blocks": _pages,
    "present revisions": _present,
    "places": _places,
}
