"""Undo and redo: what a person did, as SQLite changesets. Inverted one is the undo, itself the redo.

Only `article` and `note` are followed: what follows from them (placements, index, journal) is made
again or by triggers. Other connections may write in between: what they changed of the same row is a
conflict, which is said and leaves everything as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, cast

import apsw

from reader.errors import ReaderError
from reader.library.awaiting import complete, give_up
from reader.library.notes import rehash
from reader.library.placing import place_notes
from reader.library.rows import fetch_all
from reader.library.settling import settle
from reader.translation import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

_TABLES = ("article", "note")
# Columns that follow from others: that they differ is no conflict, they are made again.
_DERIVED = {"article": ("hash",), "note": ("hash", "modified_at")}
_MOST = 500  # steps kept


class Step(NamedTuple):
    """One thing that a person did. Steps with the same `merge` key that follow each other are one."""

    label: str
    changeset: bytes
    merge: tuple[str, ...] | None = None


class History:
    """The steps that can be undone, and those that can be done again."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self._may_merge = False

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step to do again."""
        return bool(self._undone)

    def push(self, step: Step) -> None:
        """Remember a step that was committed."""
        if not step.changeset:
            return
        self._undone.clear()
        if self._may_merge and step.merge is not None and self._done and self._done[-1].merge == step.merge:
            last = self._done.pop()
            step = step._replace(changeset=apsw.Changeset.concat(last.changeset, step.changeset))
        self._done.append(step)
        del self._done[:-_MOST]
        self._may_merge = True

    def step(self, *, backward: bool) -> tuple[str, bytes] | None:
        """Return the label of the next step back (or forward again) and the changeset that makes it."""
        steps = self._done if backward else self._undone
        if not steps:
            return None
        changeset = steps[-1].changeset
        return steps[-1].label, bytes(apsw.Changeset.invert(changeset)) if backward else changeset

    def go(self, *, backward: bool) -> None:
        """Remember that the step was made."""
        if backward:
            self._undone.append(self._done.pop())
        else:
            self._done.append(self._undone.pop())
        self._may_merge = False

    def give_up(self, *, backward: bool) -> None:
        """Forget the step: it would fail for ever, and stand before those that can be made."""
        (self._done if backward else self._undone).pop()


class ConflictError(ReaderError):
    """What was to be undone has been changed by another program since."""


def follow(connection: apsw.Connection) -> apsw.Session:
    """Return a session that follows what is written from now on."""
    session = apsw.Session(connection, "main")
    for table in _TABLES:
        session.attach(table)
    return session


def apply(connection: apsw.Connection, changeset: bytes, label: str) -> None:
    """Apply `changeset`, inside a transaction, and make again what follows from it; or ConflictError."""
    columns = {
        table: [row[1] for row in connection.execute(f"PRAGMA table_info({table})")] for table in _TABLES
    }

    def conflict(reason: int, change: apsw.TableChange) -> int:
        if reason == apsw.SQLITE_CHANGESET_DATA and change.op == "UPDATE" and change.conflict is not None:
            differing = {
                name
                for name, old, present in zip(
                    columns[change.name], change.old or (), change.conflict, strict=True
                )
                if old is not apsw.no_change and old != present
            }
            if differing <= set(_DERIVED[change.name]):
                return apsw.SQLITE_CHANGESET_REPLACE
        return apsw.SQLITE_CHANGESET_ABORT

    def is_applied(change: apsw.TableChange) -> bool:
        # An awaited article goes after its notes, and only while no other one stands in it.
        if change.name != "article" or change.op == "UPDATE":
            return True
        row = change.new
        return row is not None and not fetch_all(
            connection, "SELECT 1 FROM article WHERE key = ?", (cast(int, row[0]),)
        )

    touched = _touched(changeset)
    try:
        apsw.Changeset.apply(changeset, connection, filter_change=is_applied, conflict=conflict)
    except (apsw.AbortError, apsw.ConstraintError) as error:
        raise ConflictError(
            tr("this cannot be undone or done again, since it was changed elsewhere meanwhile"), tr(label)
        ) from error
    for key in touched["article"]:
        give_up(connection, key)
        complete(connection, key)
        settle(connection, key)
    for key in touched["note"]:
        rehash(connection, key)
    place_notes(connection, touched["note"])


def _touched(changeset: bytes) -> dict[str, list[int]]:
    """Return the keys of the rows that `changeset` changes, by table."""
    touched: dict[str, list[int]] = {table: [] for table in _TABLES}
    changes: Iterable[Any] = apsw.Changeset.iter(changeset)
    for change in changes:
        touched[change.name].append((change.new if change.op == "INSERT" else change.old)[0])
    return touched
