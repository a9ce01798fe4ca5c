"""The threads beside the GUI thread: one that writes, some that read, and one for each long job.

A library connection belongs to one thread. The writer's makes every change, one after the other;
each reading thread has its own.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any, TypeVar

from reader.home import Home
from reader.library.library import Library

Result = TypeVar("Result")
_Task = tuple[Callable[[Library], Any], "Future[Any]"]
READERS = 2
PATIENCE = 0.5  # seconds that closing waits for jobs: a hostile text may take half a minute to read


class Pool:
    """The threads of one home. `on_open` gets the writer's library, in its thread, before the first task."""

    def __init__(self, home: Home, on_open: Callable[[Library], None]) -> None:
        self._writes: SimpleQueue[_Task | None] = SimpleQueue()
        self._reads: SimpleQueue[_Task | None] = SimpleQueue()
        self._jobs: list[threading.Thread] = []
        self._ending = threading.Event()
        self._closed = threading.Event()
        self._threads = [threading.Thread(target=_serve, name="writer", args=(home, self._writes, on_open))]
        for number in range(READERS):
            name = f"reader {number}"
            self._threads.append(
                threading.Thread(target=_serve, name=name, args=(home, self._reads, None), daemon=True)
            )
        for thread in self._threads:
            thread.start()

    def write(self, task: Callable[[Library], Result]) -> Future[Result]:
        """Run `task` on the writer, after all that was asked for before."""
        return _refuse() if self._closed.is_set() else _put(self._writes, task)

    def read(self, task: Callable[[Library], Result]) -> Future[Result]:
        """Run `task` on a reading thread."""
        return _refuse() if self._closed.is_set() else _put(self._reads, task)

    def job(self, task: Callable[[], Result]) -> Future[Result]:
        """Run a long `task` on a thread of its own; it asks `is_ending` now and then.

        Nothing but `write` may change what is kept: a task that is in one long step is left behind when
        the pool is closed, and what it asks for then is refused.
        """
        future: Future[Result] = Future()

        def run() -> None:
            try:
                future.set_result(task())
            except BaseException as error:
                future.set_exception(error)

        thread = threading.Thread(target=run, name="job", daemon=True)
        self._jobs = [job for job in self._jobs if job.is_alive()] + [thread]
        thread.start()
        return future

    @property
    def is_ending(self) -> bool:
        """Whether the pool is being closed: a long job stops at the next whole step."""
        return self._ending.is_set()

    def close(self) -> None:
        """Let jobs stop, for PATIENCE; carry out every write that was asked for; end the threads."""
        self._ending.set()
        deadline = time.monotonic() + PATIENCE
        for job in self._jobs:
            job.join(max(0.0, deadline - time.monotonic()))
        self._closed.set()
        self._writes.put(None)
        for _ in range(READERS):
            self._reads.put(None)
        for thread in self._threads:
            thread.join()


def _refuse() -> Future[Any]:
    """Return the future of a task that nobody carries out any more."""
    future: Future[Any] = Future()
    future.cancel()
    return future


def _put(queue: SimpleQueue[_Task | None], task: Callable[[Library], Result]) -> Future[Result]:
    future: Future[Result] = Future()
    queue.put((task, future))
    return future


def _serve(home: Home, queue: SimpleQueue[_Task | None], on_open: Callable[[Library], None] | None) -> None:
    """Carry out tasks on a library of this thread's own until a None comes."""
    library: Library | None = None
    while (entry := queue.get()) is not None:
        task, future = entry
        try:
            if library is None:
                library = Library.open(home)
                if on_open is not None:
                    on_open(library)
            future.set_result(task(library))
        except BaseException as error:
            future.set_exception(error)
    if library is not None:
        library.close()
