"""Reading what can be read of a library, damaged or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import apsw

Row = tuple[Any, ...]

# Text that is no UTF-8 is damage too, and no error of SQLite's.
FAULTS = (apsw.Error, UnicodeDecodeError)
_AT_ONCE = 200
# Behind a page that cannot be read the next one is found by trying one key after the other.
_MOST_TRIED = 5_000


class TableReader:
    """Reads a table by its keys and goes on behind what cannot be read."""

    def __init__(self, connection: apsw.Connection, table: str, columns: Sequence[str]) -> None:
        self._connection = connection
        self._table = table
        self._columns = columns
        self.is_whole = True  # whether all rows that were come to were read, and their text was UTF-8

    def __iter__(self) -> Iterator[Row]:
        """Yield the key and the columns of each row that can be read, in the order of the keys.

        What is no UTF-8 in a text has U+FFFD in its place.
        """
        if self._read(1, 0) is None:
            # The schema itself cannot be read: no key will lead anywhere.
            self.is_whole = False
            return
        key, limit, tried = 1, _AT_ONCE, 0
        while tried < _MOST_TRIED:
            rows = self._read(key, limit)
            if rows and rows[-1][0] < key:
                break  # the keys are out of order, and would lead round and round
            if rows is not None:
                yield from rows
                if len(rows) < limit:
                    return
                key, limit, tried = rows[-1][0] + 1, min(2 * limit, _AT_ONCE), 0
                continue
            self.is_whole = False
            if limit > 1:
                limit = max(1, limit // 4)
                continue
            next_key = self._next_key(key)
            if next_key is None:
                key, tried = key + 1, tried + 1
            elif next_key < key:
                break
            else:
                yield from self._read(next_key, 1, lenient=True) or ()
                key = next_key + 1
        self.is_whole = False

    def _read(self, key: int, limit: int, *, lenient: bool = False) -> list[Row] | None:
        """Return at most `limit` rows from `key` on; None if one of them cannot be read."""
        columns = ", ".join(
            f"iif(typeof({column}) = 'text', CAST({column} AS BLOB), {column})" if lenient else column
            for column in self._columns
        )
        try:
            rows = self._connection.execute(
                f"SELECT rowid, {columns} FROM {self._table} WHERE rowid >= ? ORDER BY rowid LIMIT ?",
                (key, limit),
            ).fetchall()
        except FAULTS:
            return None
        if lenient:
            return [
                tuple(value.decode(errors="replace") if isinstance(value, bytes) else value for value in row)
                for row in rows
            ]
        return rows

    def _next_key(self, key: int) -> int | None:
        """Return the first key from `key` on, -1 if there is none; None if its page cannot be read."""
        try:
            row = self._connection.execute(
                f"SELECT rowid FROM {self._table} WHERE rowid >= ? ORDER BY rowid LIMIT 1", (key,)
            ).fetchone()
        except FAULTS:
            return None
        return row[0] if row else -1
