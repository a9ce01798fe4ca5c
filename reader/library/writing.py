"""How the library writes: one transaction, then word of it; steps that can be undone."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Self, TypeVar

import apsw

from reader.errors import ReaderError
from reader.library.connection import open_connection
from reader.library.faults import Faults
from reader.library.journal import Journal
from reader.translation import tr

if TYPE_CHECKING:
    from pathlib import Path
    from types import TracebackType

    from reader.domain.changes import Change
    from reader.home import Home
    from reader.library.undo import History

Result = TypeVar("Result")


class Connected:
    """A connection with its journal, its followers and its undo: what `Library` stands on."""

    def __init__(self, home: Home, *, read_only: bool, origin: str) -> None:
        self._home = home
        self._read_only = read_only
        self._origin = origin
        self._faults = Faults(home.library)
        self._followers: list[Callable[[Change], None]] = []
        self._history: History | None = None
        self._connection = open_connection(home, read_only=read_only)
        self._is_suspect = False
        try:
            with self._faults:
                self._journal = Journal(self._connection)
        except BaseException:
            self._connection.close()
            raise
        self._file = _identity(home.library)

    def close(self) -> None:
        """End the connection; nothing can be asked of it any more."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def subscribe(self, follower: Callable[[Change], None]) -> None:
        """Call `follower` after each COMMIT that changed something, in the thread that wrote."""
        self._followers.append(follower)

    def poll(self) -> list[Change]:
        """Return what others committed since the last poll; microseconds when nothing. Tells no follower."""
        with self._faults:
            return self._journal.poll(self._connection)

    # Undo

    @property
    def can_undo(self) -> bool:
        """Whether this library has a step to undo."""
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        """Whether this library has a step to do again."""
        return self._history is not None and self._history.can_redo

    def undo(self) -> str | None:
        """Undo the last step and return its name (`note`, `rename`, …), None where there is none.

        ReaderError where another program changed the same since; the step is given up then.
        """
        return self._step(backward=True)

    def redo(self) -> str | None:
        """Do the step undone last again, as `undo`."""
        return self._step(backward=False)

    # For the library's methods

    def _do(
        self,
        act: Callable[[apsw.Connection], Result],
        label: str,
        origin: str,
        merge: tuple[str, ...] | None = None,
    ) -> Result:
        """Write as `_write` does, as a step that can be undone."""
        from reader.library.undo import History, Step, follow

        history = self._history = self._history or History()
        changeset = b""

        def followed(connection: apsw.Connection) -> Result:
            nonlocal changeset
            session = follow(connection)
            try:
                result = act(connection)
                changeset = session.changeset()
            finally:
                session.close()
            return result

        return self._write(followed, origin, lambda: history.push(Step(label, changeset, merge)))

    def _step(self, *, backward: bool) -> str | None:
        from reader.library.undo import ConflictError, apply

        history = self._history
        step = history.step(backward=backward) if history is not None else None
        if history is None or step is None:
            return None
        label, changeset = step
        try:
            self._write(
                lambda connection: apply(connection, changeset, label),
                "",
                lambda: history.go(backward=backward),
            )
        except ConflictError:
            history.give_up(backward=backward)
            raise
        return label

    def _write(
        self,
        act: Callable[[apsw.Connection], Result],
        origin: str,
        then: Callable[[], object] = lambda: None,
    ) -> Result:
        """Run `act` in one transaction; when it is committed do `then`, and tell what it changed."""
        self._check_in_place()
        if self._is_suspect:
            self._reconnect()
        connection = self._connection
        with self._faults:
            try:
                connection.execute("BEGIN IMMEDIATE")
                self._journal.begin(connection)
                result = act(connection)
                change = self._journal.change(connection, origin or self._origin)
                connection.execute("COMMIT")
            except BaseException as error:
                self._is_suspect = isinstance(error, apsw.IOError)
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        then()
        if change is not None:
            self._journal.committed(change)
            for follower in self._followers:
                follower(change)
        return result

    def _check_in_place(self) -> None:
        """ReaderError where the file is no longer the one that was opened."""
        if _identity(self._home.library) != self._file:
            # SQLite would write on into the file without a name, and say nothing.
            raise ReaderError(
                tr("the home was removed or replaced while Reader runs; nothing was saved"),
                str(self._home.folder),
                tr("copy what you need, put the home back, and start Reader again"),
            )

    def _reconnect(self) -> None:
        """Go on with a new connection after an error of the disk.

        After a failed sync the kernel may have dropped what it could not write, so that the connection's
        view of the log is not the disk's.
        """
        connection = open_connection(self._home, read_only=self._read_only)
        self._connection.close()
        self._connection = connection
        self._journal.look_again()
        self._is_suspect = False


def _identity(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another under the same name; None where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino
