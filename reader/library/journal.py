"""What changed: the journal that triggers write, read back as one `Change` a commit or a poll."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.library.rows import fetch_all

if TYPE_CHECKING:
    import apsw

    from reader.domain.changes import Change

# Whoever was away longer is told that everything may have changed.
_KEPT = 20_000
_PRUNED = 1_000  # once in so many rows
EXPORT = "export"  # the kind of rows that are marks of `exported.py`


class Journal:
    """Where one connection stands in the journal."""

    def __init__(self, connection: apsw.Connection) -> None:
        # In this order: a commit in between is seen twice rather than never.
        self._version = connection.pragma("data_version")
        self._seen = _last(connection)
        self._foreign: list[Change] = []

    def begin(self, connection: apsw.Connection) -> None:
        """Note, inside a transaction, what others wrote before it."""
        self._read_foreign(connection)

    def change(self, connection: apsw.Connection, origin: str) -> Change | None:
        """Return what the transaction has written since `begin`, None for nothing; ask it before COMMIT."""
        last = _last(connection)
        if last == self._seen:
            return None
        if last // _PRUNED != self._seen // _PRUNED:
            connection.execute("DELETE FROM journal WHERE sequence <= ?", (last - _KEPT,))
        return _change(connection, self._seen, last, origin)

    def committed(self, change: Change) -> None:
        """Go on behind the own `change`."""
        self._seen = change.sequence

    def poll(self, connection: apsw.Connection) -> list[Change]:
        """Return what other connections committed since the last poll. Costs microseconds when nothing."""
        version = connection.pragma("data_version")
        if version != self._version:
            self._version = version
            self._read_foreign(connection)
        changes, self._foreign = self._foreign, []
        return changes

    def look_again(self) -> None:
        """Read the journal at the next poll in any case: the connection is another one."""
        self._version = -1

    def _read_foreign(self, connection: apsw.Connection) -> None:
        last = _last(connection)
        if last != self._seen:
            self._foreign.append(_change(connection, self._seen, last, ""))
            self._seen = last


def _last(connection: apsw.Connection) -> int:
    row = connection.execute("SELECT max(sequence) FROM journal").fetchone()
    return (row[0] if row else None) or 0


def _change(connection: apsw.Connection, after: int, last: int, origin: str) -> Change:
    """Return the journal's rows `after` to `last` as one change; without ids where some are pruned."""
    from reader.domain.changes import Change

    rows = fetch_all(
        connection,
        "SELECT kind, article_id, note_id FROM journal WHERE sequence > ? AND sequence <= ?",
        (after, last),
    )
    if len(rows) != last - after:
        return Change(
            frozenset(("article", "note", "reading", "tag")), frozenset(), frozenset(), last, origin
        )
    return Change(
        frozenset(kind for kind, _, _ in rows),
        frozenset(article for kind, article, _ in rows if article and kind != EXPORT),
        frozenset(note for kind, _, note in rows if note and kind != EXPORT),
        last,
        origin,
    )
