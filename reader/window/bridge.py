"""From the pool's threads to the GUI thread: the library's changes, and the results of tasks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.domain.changes import Change

Result = TypeVar("Result")


class Bridge(QObject):
    """Lives on the GUI thread; `follow` and the futures call it from any."""

    changed = Signal(object)
    _arrived = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._arrived.connect(lambda call: call(), Qt.ConnectionType.QueuedConnection)

    def follow(self, change: Change) -> None:
        """Take a `Change` from the library's thread; `changed` is emitted on the GUI thread."""
        self._arrived.emit(lambda: self.changed.emit(change))

    def call(self, function: Callable[[], None]) -> None:
        """Run `function` on the GUI thread, soon."""
        self._arrived.emit(function)

    def deliver(
        self,
        future: Future[Result],
        done: Callable[[Result], None] | None,
        failed: Callable[[Exception], None],
    ) -> None:
        """Call `done` with the result, or `failed` with the error, on the GUI thread."""

        def arrived(future: Future[Any]) -> None:
            error = future.exception()
            if isinstance(error, Exception):
                self._arrived.emit(lambda: failed(error))
            elif error is not None:
                raise error
            elif done is not None:
                self._arrived.emit(lambda: done(future.result()))

        future.add_done_callback(arrived)
