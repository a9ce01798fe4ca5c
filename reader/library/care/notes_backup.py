"""Backups of the notes alone: one small file a day, kept for a year at growing distances.

JSON, a line a row, compressed: the articles' rows without their texts, the notes, the reading positions,
each with all its columns and hash, so that a repair takes from it what is damaged. The last line counts.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import apsw

from reader.domain.ids import new_id
from reader.library import hashes
from reader.library.care.rescue import Rescue
from reader.library.durability import sync_folder
from reader.library.faults import file_faults
from reader.library.migrations import migrate
from reader.library.rows import fetch_all

if TYPE_CHECKING:
    from reader.home import Home

_TABLES = ("article", "note", "reading")
_DAYS, _WEEKS, _MONTHS = 7, 4, 12


def keep_notes_backup(connection: apsw.Connection, home: Home) -> Path | None:
    """Write today's backup of the notes and return it; None if there is one, or no note to keep.

    Older ones go but for the last 7, one of each of the last 4 weeks and one of each of the last 12
    months that have any. A library that has a damaged note makes no backup, so that no good one goes.
    """
    path = home.backups / f"notes-{date.today().isoformat()}.jsonl.gz"
    if path.exists() or not fetch_all(connection, "SELECT 1 FROM note LIMIT 1"):
        return None
    with file_faults(path):
        return _keep(connection, path)


def _keep(connection: apsw.Connection, path: Path) -> Path | None:
    import gzip

    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}-{new_id()}")
    try:
        with temporary.open("wb") as raw:
            with gzip.open(raw, "wt", encoding="utf-8", compresslevel=6) as file:
                is_sound = _write(connection, file)
            raw.flush()
            os.fsync(raw.fileno())
        if not is_sound:
            return None
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)
    for old in _superfluous(path.parent.glob("notes-*.jsonl.gz")):
        old.unlink(missing_ok=True)
    return path


def open_notes_backup(path: Path) -> apsw.Connection:
    """Return a backup as a library in memory, its articles without texts.

    ValueError, OSError or EOFError where the file is damaged.
    """
    import gzip

    connection = apsw.Connection(":memory:")
    migrate(connection)
    rescue = Rescue(connection)
    count, is_whole = 0, False
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            entry = json.loads(line)
            if "table" not in entry:
                is_whole = entry == {"count": count}
                break
            rescue.put(entry.pop("table"), entry.pop("key"), entry)
            count += 1
    if not is_whole:
        raise ValueError(f"{path}: the end is missing")
    return connection


def _write(connection: apsw.Connection, file: Any) -> bool:
    """Write all rows as they are at one moment; return whether every note's hash was right."""
    count = 0
    connection.execute("BEGIN DEFERRED")
    try:
        for table in _TABLES:
            for row in _rows(connection, table):
                if (
                    table == "note"
                    and hashes.row_hash([row[name] for name in hashes.NOTE.split(", ")]) != row["hash"]
                ):
                    return False
                file.write(json.dumps({"table": table, **row}, ensure_ascii=False) + "\n")
                count += 1
    finally:
        connection.execute("COMMIT")
    file.write(json.dumps({"count": count}) + "\n")
    return True


def _rows(connection: apsw.Connection, table: str) -> Iterator[dict[str, Any]]:
    names = [column[1] for column in fetch_all(connection, f"PRAGMA table_info({table})")]
    for row in connection.execute(f"SELECT * FROM {table} ORDER BY key"):
        yield dict(zip(names, row, strict=True))


def _superfluous(files: Iterable[Path]) -> list[Path]:
    """Return those of the dated files that are no longer kept."""
    dated: dict[date, Path] = {}
    for file in files:
        try:
            dated[date.fromisoformat(file.name.removeprefix("notes-").partition(".")[0])] = file
        except ValueError:
            continue  # not one of ours
    newest_first = sorted(dated, reverse=True)
    kept = set(newest_first[:_DAYS])
    for most, period in (
        (_WEEKS, lambda day: day.isocalendar()[:2]),
        (_MONTHS, lambda day: (day.year, day.month)),
    ):
        last: dict[Any, date] = {}
        for day in newest_first:
            last.setdefault(period(day), day)
        kept.update(list(last.values())[:most])
    return [file for day, file in dated.items() if day not in kept]
