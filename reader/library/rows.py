"""Reading and writing rows: whole answers, JSON columns, text that can be stored."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import apsw

if TYPE_CHECKING:
    from collections.abc import Iterable


def fetch_one(connection: apsw.Connection, sql: str, bindings: Sequence[Any] = ()) -> tuple[Any, ...]:
    """Return the one row that there must be; that it is missing is damage."""
    row = connection.execute(sql, bindings).fetchone()
    if row is None:
        raise apsw.CorruptError(f"a row is missing: {sql}")
    return tuple(row)


def fetch_all(connection: apsw.Connection, sql: str, bindings: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
    """Return all rows at once: a statement left open keeps the write-ahead log from being emptied."""
    return connection.execute(sql, bindings).fetchall()


def dump(values: Iterable[Any]) -> str:
    """Return a list as it is stored."""
    return json.dumps(list(values), ensure_ascii=False, separators=(",", ":"))


@lru_cache(maxsize=1024)  # a thousand notes stand in a few sections
def load(text: str) -> tuple[str, ...]:
    """Return a stored list of texts."""
    return () if text == "[]" else tuple(json.loads(text))


def clean(text: str) -> str:
    """Return `text` without what cannot be stored: halves of surrogate pairs, as typed bytes may hold."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text
