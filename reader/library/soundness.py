"""Whether a library is whole: what SQLite can check, and what it cannot know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import islice
from typing import Any

import apsw

from reader.domain.notes import NoteState
from reader.library import hashes
from reader.library.migrations import MIGRATIONS, migrate
from reader.library.rows import fetch_all, fetch_one, load
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
    parts = _PARTS
    if 0 < connection.pragma("user_version") < len(MIGRATIONS):
        # An older library: of its tables and hashes only SQLite knows.
        parts = {name: part for name, part in _PARTS.items() if part in (_file, _references)}
    for name, part in parts.items():
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


def _schema(connection: apsw.Connection) -> Iterator[str]:
    with closing(apsw.Connection(":memory:")) as new:
        migrate(new)
        expected = dict(fetch_all(new, "SELECT name, sql FROM sqlite_schema"))
    for name, sql in fetch_all(connection, "SELECT name, sql FROM sqlite_schema"):
        if name in expected and expected.pop(name) != sql:
            yield f"file: the schema of {name} is not what Reader made"
    for name in expected:
        yield f"file: {name} is not there"


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
        yield f"{table}s: some of them cannot be read"


def _pages(connection: apsw.Connection) -> Iterator[str]:
    for key, number in TableReader(connection, "revision", ["number"]):
        if not has_right_pages(connection, key):
            yield f"article {_article_id(connection, key)}, revision {number}: the blocks are not as stored"


def has_right_pages(connection: apsw.Connection, key: int) -> bool:
    """Return whether the blocks of the revision are what was imported, page after page without a gap.

    A revision's own hash is of its text.
    """
    content_hash, *fields = fetch_one(
        connection, f"SELECT content_hash, {', '.join(hashes.FIELDS)} FROM revision WHERE key = ?", (key,)
    )
    pages = fetch_all(
        connection,
        "SELECT number, first, start, last, end, iif(json_valid(blocks), json_array_length(blocks), -1),"
        " blocks FROM page WHERE revision_key = ? ORDER BY number",
        (key,),
    )
    expected = (0, 0, 0)
    for number, first, start, last, end, count, _ in pages:
        if (number, first, start) != expected or last - first != count:
            return False
        expected = number + 1, last, end
    if content_hash == hashes.AWAITED:
        return expected == (1, 0, 0)
    return bool(hashes.content_hash(fields, (page[-1] for page in pages)) == content_hash)


def _present(connection: apsw.Connection) -> Iterator[str]:
    rows = fetch_all(
        connection,
        "SELECT article.id FROM article LEFT JOIN revision ON article_key = article.key"
        " AND number = article.revision WHERE article.content_hash IS NOT revision.content_hash"
        " OR article.length <> length(text) OR article.length <> (SELECT max(end) FROM page"
        " WHERE revision_key = revision.key)",
    )
    for (article_id,) in rows:
        yield f"article {article_id}: the present revision is not there"


def _places(connection: apsw.Connection) -> Iterator[str]:
    """Compare where each note stands with the text; these rows have no hash, they can be made anew."""
    for (key,) in fetch_all(connection, "SELECT DISTINCT article_key FROM note"):
        revision, text = fetch_one(
            connection,
            "SELECT revision, text FROM article JOIN revision ON article_key = article.key"
            " AND number = article.revision WHERE article.key = ?",
            (key,),
        )
        for (note,) in fetch_all(connection, "SELECT key FROM note WHERE article_key = ?", (key,)):
            try:
                is_right = _is_right_place(connection, note, revision, text)
            except (*FAULTS, ValueError):
                is_right = False
            if not is_right:
                (note_id,) = fetch_one(connection, "SELECT id FROM note WHERE key = ?", (note,))
                yield f"note {note_id}: its place in the text is not right"


def _is_right_place(connection: apsw.Connection, note: int, revision: int, text: str) -> bool:
    placed_in, state, path, start, end, quote, *_ = fetch_one(
        connection,
        "SELECT revision, state, section_path, start, end, quote, prefix, suffix FROM placement"
        " WHERE key = ?",
        (note,),
    )
    if placed_in != revision or not all(isinstance(title, str) for title in load(path)):
        return False
    if NoteState(state) is NoteState.DETACHED or end is None:
        return quote is None
    return bool(0 <= start <= end and text[start:end] == quote)


def _rest(connection: apsw.Connection) -> Iterator[str]:
    """Read what has no hash."""
    for (table,) in fetch_all(
        connection, "SELECT name FROM pragma_table_list WHERE type = 'table' AND strict"
    ):
        columns = [row[1] for row in fetch_all(connection, f"PRAGMA table_info({table})")]
        reader = TableReader(connection, table, columns)
        for _ in reader:
            pass
        if not reader.is_whole:
            yield f"{table}: some of it cannot be read"


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
    "schema": _schema,
    "search": _search,
    "articles": _articles,
    "revisions": _revisions,
    "notes": _notes,
    "blocks": _pages,
    "present revisions": _present,
    "places": _places,
    "rest": _rest,
}
