"""Gathering rows from several libraries, damaged ones and backups, into a new one."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import apsw

from reader.library import hashes
from reader.library.salvage import TableReader

if TYPE_CHECKING:
    from reader.library.care.leaves import Leaves

# What a row is known by, whatever its key. In this order each row comes after what it belongs to.
IDENTITY = {
    "article": ("id",),
    "source": ("source",),
    "revision": ("article_key", "number"),
    "page": ("revision_key", "number"),
    "note": ("id",),
    "reading": ("article_key",),
}
_PARENT = {
    "source": ("article_key", "article"),
    "revision": ("article_key", "article"),
    "page": ("revision_key", "revision"),
    "note": ("article_key", "article"),
    "reading": ("article_key", "article"),
}
_HASHED = {
    "article": hashes.ARTICLE.split(", "),
    "revision": hashes.REVISION.split(", "),
    "note": hashes.NOTE.split(", "),
}

Values = dict[str, Any]


class Rescue:
    """A new library that is being filled. Rows whose hash is wrong are put aside as `suspects`."""

    def __init__(self, new: apsw.Connection) -> None:
        self.new = new
        self.suspects: dict[str, dict[int, Values]] = {table: {} for table in _HASHED}
        self._columns = {
            table: [row[1] for row in new.execute(f"PRAGMA table_info({table})") if row[1] != "key"]
            for table in IDENTITY
        }

    def take_own(self, damaged: apsw.Connection) -> bool:
        """Take all that can be read of the damaged library; return whether that was everything."""
        is_whole = True
        for table, columns in self._columns.items():
            reader = TableReader(damaged, table, columns)
            for key, *values in reader:
                row = dict(zip(columns, values, strict=True))
                if self._is_right(table, row):
                    self.put(table, key, row)
                else:
                    self.suspects[table][key] = row
            is_whole &= reader.is_whole
        return is_whole

    def take_leaves(self, leaves: Leaves) -> None:
        """Take rows that no tree leads to any more; of several versions of a note the last one."""
        tables = {len(columns): table for table, columns in self._columns.items()}
        lost: dict[str, dict[tuple[Any, ...], tuple[int, Values]]] = {table: {} for table in IDENTITY}
        wrong: list[tuple[str, int, Values]] = []
        for key, (first, *values) in leaves.records():
            table = tables.get(len(values))
            # The key itself is not in the record.
            if table is None or first is not None:
                continue
            row = dict(zip(self._columns[table], values, strict=True))
            if not self._is_right(table, row):
                wrong.append((table, key, row))
            elif self._find(table, row) is None:
                identity = tuple(row[name] for name in IDENTITY[table])
                other = lost[table].get(identity)
                if other is None or other[1].get("modified_at", "") <= row.get("modified_at", ""):
                    lost[table][identity] = key, row
        for table, found in lost.items():
            for key, row in found.values():
                if not self._is_older(table, key, row):
                    self.put(table, key, row)
        for table, key, row in wrong:
            if not self.has_key(table, key):
                self.suspects[table].setdefault(key, row)

    def has_key(self, table: str, key: int) -> bool:
        """Return whether the new library has a row under `key`."""
        return bool(self.new.execute(f"SELECT 1 FROM {table} WHERE key = ?", (key,)).fetchall())

    def take_backup(self, backup: apsw.Connection, *, only_suspects: bool) -> Counter[str]:
        """Take what is still missing from a backup, or only what there is in the place of suspects.

        Return how many rows came from it, by table.
        """
        keys: dict[str, dict[int, int]] = {table: {} for table in IDENTITY}
        taken: Counter[str] = Counter()
        for table, columns in self._columns.items():
            for key, *values in TableReader(backup, table, columns):
                row = dict(zip(columns, values, strict=True))
                if table in _PARENT:
                    column, parent = _PARENT[table]
                    if row[column] not in keys[parent]:
                        continue
                    row[column] = keys[parent][row[column]]
                place = self._find(table, row)
                is_wanted = not only_suspects or table == "page" or key in self.suspects.get(table, ())
                if (
                    place is None
                    and is_wanted
                    and self._is_right(table, row)
                    and not self._is_older(table, key, row)
                ):
                    place = self.put(table, key, row)
                    taken[table] += place is not None
                if place is not None:
                    keys[table][key] = place
        return taken

    def put(self, table: str, key: int | None, row: Values) -> int | None:
        """Put a row into the new library and return its key there; None if it is refused."""
        columns = ["key", *row]
        statement = f"INSERT INTO {table}({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
        # Another row may have the key by now.
        for attempt in (key, None):
            try:
                self.new.execute(statement, (attempt, *row.values()))
            except (apsw.ConstraintError, apsw.MismatchError, apsw.TooBigError):
                continue
            return self.new.last_insert_rowid()
        return None

    def _find(self, table: str, row: Values) -> int | None:
        """Return the key under which the new library has the row already."""
        names = IDENTITY[table]
        found = self.new.execute(
            f"SELECT key FROM {table} WHERE {' AND '.join(f'{name} = ?' for name in names)}",
            [row[name] for name in names],
        ).fetchone()
        return found[0] if found else None

    def _is_older(self, table: str, key: int, row: Values) -> bool:
        """Return whether the suspect in its place is of another time: a wrong letter is the lesser loss."""
        suspect = self.suspects.get(table, {}).get(key)
        return table == "note" and suspect is not None and suspect["modified_at"] != row["modified_at"]

    def _is_right(self, table: str, row: Values) -> bool:
        """Return whether the row's hash is right, or it has none."""
        if table not in _HASHED:
            return True
        try:
            return bool(hashes.row_hash([row[name] for name in _HASHED[table]]) == row["hash"])
        except TypeError:  # a blob, in a column of a damaged record
            return False
