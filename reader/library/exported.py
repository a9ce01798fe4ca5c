"""What an export had seen when it was made, and what changed since then.

An export leaves a mark in the journal: a row of the kind `export` with the place it wrote to and the last
row that it had seen. So the mark is copied, restored and lost with the changes it is about, and no clock
is asked. When it is pruned, so are changes after it, and everything may have changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.changes import Since
from reader.library.journal import EXPORT
from reader.library.rows import fetch_all

if TYPE_CHECKING:
    import apsw


def mark(connection: apsw.Connection, place: str, sequence: int) -> None:
    """Remember that what was written to `place` holds what the journal told up to `sequence`."""
    connection.execute(
        "INSERT INTO journal(kind, article_id, note_id) VALUES (?, ?, ?)", (EXPORT, str(sequence), place)
    )


def changed_since(connection: apsw.Connection, place: str) -> Since:
    """Return what changed since the last mark of `place`."""
    first, last = connection.execute("SELECT min(sequence), max(sequence) FROM journal").fetchone() or (0, 0)
    marked = connection.execute(
        "SELECT max(CAST(article_id AS INTEGER)) FROM journal WHERE kind = ? AND note_id = ?", (EXPORT, place)
    ).fetchone()
    seen = marked[0] if marked is not None else None
    # Row by row from there to here, else some were pruned; a library put back from a copy ends before it.
    if seen is None or not (first or 0) - 1 <= seen <= (last or 0):
        return Since(last or 0, None, None)
    rows = fetch_all(
        connection,
        "SELECT kind, article_id, note_id FROM journal WHERE sequence > ? AND sequence <= ?"
        " AND kind NOT IN ('reading', 'export')",
        (seen, last or 0),
    )
    if any(not article_id for _, article_id, _ in rows):  # an article was undone that had notes
        return Since(last, None, None)
    return Since(
        last or 0,
        frozenset(note_id for _, _, note_id in rows if note_id),
        frozenset(article_id for _, article_id, _ in rows),
    )
