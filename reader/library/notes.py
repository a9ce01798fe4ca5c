"""Notes: keeping them, reading them back in reading order, choosing some of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.library import hashes
from reader.library.rows import clean, dump, fetch_all, fetch_one, load
from reader.translation import tr

if TYPE_CHECKING:
    from array import array

    import apsw

    from reader.domain.notes import Anchor, Note, NoteFilter

_SELECT = (
    "SELECT note.id, article.id, note.section_path, note.quote, note.prefix, note.suffix, note.start,"
    " note.end, anchor_path, anchor_revision, body, color, tags, created_at, modified_at,"
    " coalesce(note.deleted_at, article.deleted_at), state, score, placement.section_path, placement.start,"
    " placement.end, placement.quote, placement.prefix, placement.suffix, placement.revision"
    " FROM note JOIN article ON article.key = article_key LEFT JOIN placement ON placement.key = note.key"
)
# Article order, then where the passage stands, or stood where it is gone.
_ORDER = (
    " ORDER BY article.published DESC, article.key DESC, coalesce(placement.start, note.start, 0), note.key"
)
_CHUNK = 500  # rows a statement, so that no reader keeps the write-ahead log from being emptied


def key_of(connection: apsw.Connection, note_id: str) -> int:
    """Return the key of the note, in the bin or not; ReaderError where there is none."""
    row = connection.execute("SELECT key FROM note WHERE id = ?", (note_id,)).fetchone()
    if row is None:
        raise ReaderError(tr("there is no such note"), note_id)
    return int(row[0])


def note(connection: apsw.Connection, note_id: str) -> Note:
    """Return one note, in the bin or not."""
    return _maker()(fetch_one(connection, f"{_SELECT} WHERE note.key = ?", (key_of(connection, note_id),)))


def notes(connection: apsw.Connection, chosen: NoteFilter | None) -> Generator[Note, None, None]:
    """Yield the chosen notes in reading order.

    Which ones is settled at the first; those that go while one reads are left out.
    """
    keys = _chosen_keys(connection, chosen)
    for at in range(0, len(keys), _CHUNK):
        part = keys[at : at + _CHUNK].tolist()
        marks = ",".join("?" * len(part))
        rows = fetch_all(connection, f"{_SELECT} WHERE note.key IN ({marks}) {_ORDER}", part)
        yield from map(_maker(), rows)


def _chosen_keys(connection: apsw.Connection, chosen: NoteFilter | None) -> array[int]:
    """Return the keys of the chosen notes in reading order, as small as they can be: there may be many."""
    from array import array

    from reader.domain.notes import NoteFilter

    chosen = chosen or NoteFilter()
    where = ["(coalesce(note.deleted_at, article.deleted_at) IS NULL) = ?"]
    bindings: list[Any] = [not chosen.in_bin]
    for column, ids in (("article.id", chosen.article_ids), ("note.id", chosen.note_ids)):
        if ids:
            where.append(f"{column} IN (SELECT value FROM json_each(?))")
            bindings.append(json.dumps(ids))
    for tag in chosen.tags:
        where.append("EXISTS (SELECT 1 FROM json_each(tags) WHERE value = ?)")
        bindings.append(tag)
    if chosen.color:
        where.append("color = ?")
        bindings.append(chosen.color)
    if chosen.since:
        where.append("modified_at >= ?")
        bindings.append(_utc(chosen.since))
    if chosen.query:
        from reader.domain.searching.query import parse
        from reader.library.searching.conditions import whole_note_condition

        condition, values = whole_note_condition(parse(chosen.query))
        where.append(f"({condition})")
        bindings.extend(values)
    cursor = connection.execute(
        "SELECT note.key, coalesce(placement.section_path, note.section_path)"
        " FROM note JOIN article ON article.key = article_key LEFT JOIN placement ON placement.key = note.key"
        f" WHERE {' AND '.join(where)} {_ORDER}",
        bindings,
    )
    if not chosen.section:
        return array("q", (key for key, _ in cursor))
    part = chosen.section.casefold()
    return array("q", (key for key, path in cursor if any(part in title.casefold() for title in load(path))))


def _utc(since: str) -> str:
    """Return a date, or a time of any zone, as the times are stored; a date begins where one lives."""
    from datetime import UTC, datetime

    try:
        time = datetime.fromisoformat(since.strip())
    except ValueError:
        raise ReaderError(tr("this is no date"), since, tr("write it as 2024-03-29")) from None
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@cache
def _maker() -> Callable[[Sequence[Any]], Note]:
    """Return what makes a note of a row of `_SELECT`."""
    from reader.domain.notes import Anchor, Note, NoteState, Placement

    states = {state.value: state for state in NoteState}

    def make(row: Sequence[Any]) -> Note:
        # fmt: off
        (
            note_id, article_id, path, quote, prefix, suffix, start, end, anchor_path, revision,
            body, color, tags, created_at, modified_at, deleted_at,
            state, score, placed_path, at, until, found, before, after, in_revision,
        ) = row
        # fmt: on
        anchor = placed = placement = None
        if quote is not None:
            anchor = Anchor(quote, prefix, suffix, start, end, load(anchor_path), revision)
        if state is not None:
            if (
                at == start
                and until == end
                and in_revision == revision
                and found == quote
                and before == prefix
                and after == suffix
                and placed_path == anchor_path
            ):
                placed = anchor  # in the revision on which it was noted
            elif found is not None:
                placed = Anchor(found, before, after, at, until, load(placed_path), in_revision)
            placement = Placement(states[state], placed, score)
        return Note(
            note_id,
            article_id,
            load(path if placed_path is None else placed_path),
            anchor,
            body,
            color,
            load(tags),
            created_at,
            modified_at,
            deleted_at,
            placement,
        )

    return make


# Writing


def add(connection: apsw.Connection, made: Note) -> tuple[int, str]:
    """Store a note and return its key and id; once more the same is no second note.

    ReaderError where its article is not there, lies in the bin, or the colour has no name.
    """
    from reader.domain.ids import new_id, now

    row = connection.execute(
        "SELECT key, deleted_at FROM article WHERE id = ?", (made.article_id,)
    ).fetchone()
    if row is None:
        raise ReaderError(tr("there is no such article"), made.article_id)
    article_key, deleted_at = row
    if deleted_at is not None:
        raise ReaderError(tr("the article lies in the bin"), made.article_id, tr("restore it first"))
    anchor, time = made.anchor, now()
    columns: dict[str, Any] = {
        "id": made.id or new_id(),
        "section_path": dump(made.section_path),
        **_anchor_columns(anchor),
        "body": clean(made.body),
        "color": _color(made.color),
        "tags": _tags(made.tags),
        "created_at": made.created_at or time,
    }
    digest = hashes.row_hash(list(columns.values()))
    columns |= {
        "article_key": article_key,
        "modified_at": made.modified_at or time,
        "deleted_at": made.deleted_at,
        "hash": digest,
    }
    connection.execute(
        f"INSERT INTO note({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        f" ON CONFLICT(id) DO UPDATE SET {', '.join(f'{name} = excluded.{name}' for name in columns)}",
        list(columns.values()),
    )
    return key_of(connection, columns["id"]), columns["id"]


def edit(
    connection: apsw.Connection,
    key: int,
    body: str | None,
    color: str | None,
    tags: Sequence[str] | None,
    anchor: Anchor | None,
) -> None:
    """Change what is given of a note. What it is already is no change, and leaves its time."""
    changes: dict[str, Any] = {}
    if body is not None:
        changes["body"] = clean(body)
    if color is not None:
        changes["color"] = _color(color)
    if tags is not None:
        changes["tags"] = _tags(tags)
    if anchor is not None:
        changes |= {"section_path": dump(anchor.section_path), **_anchor_columns(anchor)}
    if not changes:
        return
    stored = fetch_one(connection, f"SELECT {', '.join(changes)} FROM note WHERE key = ?", (key,))
    if list(stored) == list(changes.values()):
        return
    from reader.domain.ids import now

    changes["modified_at"] = now()
    connection.execute(
        f"UPDATE note SET {', '.join(f'{name} = ?' for name in changes)} WHERE key = ?",
        (*changes.values(), key),
    )
    rehash(connection, key)


def edit_marks(
    connection: apsw.Connection,
    note_id: str,
    color: str | None,
    add_tags: Sequence[str],
    drop_tags: Sequence[str],
) -> bool:
    """Give a note a colour, more tags and fewer; return whether that changed it."""
    key = key_of(connection, note_id)
    before = note(connection, note_id)
    kept = [tag for tag in before.tags if tag not in drop_tags]
    tags = [*kept, *(tag for tag in add_tags if tag not in kept)]
    edit(connection, key, None, color, tags, None)
    return note(connection, note_id) != before


def rehash(connection: apsw.Connection, key: int) -> None:
    """Bring the row's hash up to date, where there is the row."""
    row = connection.execute(f"SELECT {hashes.NOTE}, hash FROM note WHERE key = ?", (key,)).fetchone()
    if row is not None:
        *values, stored = row
        digest = hashes.row_hash(values)
        if digest != stored:
            connection.execute("UPDATE note SET hash = ? WHERE key = ?", (digest, key))


def _anchor_columns(anchor: Anchor | None) -> dict[str, Any]:
    names = ("quote", "prefix", "suffix", "start", "end")
    if anchor is None:
        return dict.fromkeys((*names, "anchor_path", "anchor_revision"))
    return {
        **{name: getattr(anchor, name) for name in names},
        "anchor_path": dump(anchor.section_path),
        "anchor_revision": anchor.revision,
    }


def _color(name: str) -> str:
    from reader.domain.notes import COLORS

    if name not in COLORS:
        raise ReaderError(
            tr("there is no such colour"), name, tr("there are {names}", names=", ".join(COLORS))
        )
    return name


def _tags(tags: Sequence[str]) -> str:
    """Return the tags as stored."""
    return dump(tidy_tags(tags))


def tidy_tags(tags: Sequence[str]) -> tuple[str, ...]:
    """Return `tags` in their order, each once, without blanks at their ends."""
    cleaned = (" ".join(clean(tag).split()) for tag in tags)
    return tuple(tag for tag in dict.fromkeys(cleaned) if tag)


# Counting


def tags(connection: apsw.Connection) -> list[tuple[str, int]]:
    """Return every tag in use with the number of its notes, by name."""
    rows = connection.execute(
        "SELECT value, count(*) FROM note JOIN article ON article.key = article_key, json_each(tags)"
        " WHERE note.deleted_at IS NULL AND article.deleted_at IS NULL GROUP BY value"
    )
    return sorted(((str(tag), int(count)) for tag, count in rows), key=lambda each: each[0].casefold())


def note_counts(connection: apsw.Connection, article_key: int) -> dict[tuple[str, ...], int]:
    """Return how many notes stand in each section itself, by its path; those gone count in their old one."""
    rows = connection.execute(
        "SELECT coalesce(placement.section_path, note.section_path) AS path, count(*)"
        " FROM note LEFT JOIN placement ON placement.key = note.key"
        " WHERE article_key = ? AND deleted_at IS NULL GROUP BY path",
        (article_key,),
    )
    return {load(path): int(count) for path, count in rows}
