"""The vault that a session keeps up to date: when it is written, how that went, what is to be said."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, QTimer, Signal

from reader.errors import ReaderError
from reader.translation import tr

if TYPE_CHECKING:
    from reader.app import Session
    from reader.domain.changes import Change
    from reader.exporting.registry import ExportOptions
    from reader.jobs.auto_export import Outcome

QUIET = 1_000  # milliseconds without a change until the vault follows
RETRY = 5_000  # milliseconds until what could not be written is tried again
PATIENCE = 3.0  # seconds that closing waits for the vault; the next start does the rest
_SECTION = "export"
_OPTIONS = ("links", "color_words", "color_emoji", "highlights")


class VaultState(Enum):
    """How the vault stands."""

    OFF = "off"
    FRESH = "fresh"
    BUSY = "busy"
    FAILED = "failed"
    ELSEWHERE = "elsewhere"  # another process keeps it


class Vault(QObject):
    """One for the windows of a process. `changed` when `state` is another; `failed(text)` once a problem.

    `exported(text)` answers `export_now`.
    """

    changed = Signal()
    failed = Signal(str)
    exported = Signal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.state = VaultState.OFF
        self.problem = ""
        self._is_asked = self._is_again = self._is_whole = False
        self._future: Future[Outcome] | None = None
        self._ending = threading.Event()
        self._lock: QLockFile | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._run)
        session.bridge.changed.connect(self._follow)

    @property
    def folder(self) -> Path | None:
        """The folder that is kept up to date; None for none."""
        path = self._session.settings.get(_SECTION, "vault", "")
        return Path(os.path.expanduser(path)) if path else None

    def start(self) -> None:
        """Catch up with what changed while nobody looked, and follow from now on."""
        if self.folder is not None:
            self._set(VaultState.BUSY)
            self._timer.start(0)

    def keep(self, folder: Path, options: ExportOptions) -> None:
        """Keep `folder` up to date from now on, written with `options`."""
        settings = self._session.settings
        before = (self.folder, self._options)
        settings.set(_SECTION, "vault", str(folder))
        for name in _OPTIONS:
            settings.set(_SECTION, f"vault_{name}", getattr(options, name))
        self._is_whole = before != (self.folder, self._options)  # what is there already may look otherwise
        self._save_settings()
        self.start()

    def stop(self) -> None:
        """Leave the folder as it is from now on."""
        self._session.settings.set(_SECTION, "vault", None)
        self._save_settings()
        self._timer.stop()
        self._release()
        self._set(VaultState.OFF)

    def export_now(self) -> None:
        """Write what has changed at once, and say so."""
        self._is_asked = True
        self._timer.start(0)

    def finish(self) -> None:
        """Write what has changed before the home is released, for PATIENCE at most."""
        self._timer.stop()
        if self.folder is None or not self._has_lock():
            return
        until = time.monotonic() + PATIENCE
        pool = self._session.pool
        try:
            pool.write(lambda _: None).result(PATIENCE)
            if self._future is not None:
                self._future.result(max(0.0, until - time.monotonic()))
            pool.job(self._task()).result(max(0.0, until - time.monotonic()))
        except TimeoutError:
            self._ending.set()
        except ReaderError:
            pass  # it was said, or is at the next start
        finally:
            self._release()

    # Following

    def _follow(self, change: Change) -> None:
        if self.state is not VaultState.OFF and change.kinds & {"note", "article", "tag"}:
            if self.state is VaultState.FRESH:
                self._set(VaultState.BUSY)
            self._timer.start(QUIET)

    def _run(self) -> None:
        if self.folder is None or not self._session.windows:
            return
        if self._future is not None:
            self._is_again = True
            return
        if not self._has_lock():
            self._set(VaultState.ELSEWHERE)
            self._timer.start(RETRY)
            return
        self._set(VaultState.BUSY)
        self._future = self._session.pool.job(self._task())
        self._session.bridge.deliver(self._future, self._done, self._failed)

    def _task(self) -> Callable[[], Outcome]:
        """Return what writes all that changed, and tells the writer that it is done.

        It is a job of its own: a disk that hangs holds up no other reader, nor the end of the program.
        """
        from reader.exporting.registry import by_name
        from reader.jobs.auto_export import export_changes

        folder, options, home, pool = self.folder, self._options, self._session.home, self._session.pool
        is_whole, self._is_whole = self._is_whole, False
        assert folder is not None

        def task() -> Outcome:
            from reader.library.library import Library

            with Library.open(home, read_only=True) as library:
                outcome = export_changes(
                    library,
                    folder,
                    by_name("obsidian"),
                    options,
                    is_whole=is_whole,
                    is_ending=self._ending.is_set,
                )
            if outcome.since is not None:
                pool.write(outcome.since.done)
            return outcome

        return task

    @property
    def _options(self) -> ExportOptions:
        from reader.exporting.registry import ExportOptions

        usual, get = ExportOptions(), self._session.settings.get
        chosen = {name: get(_SECTION, f"vault_{name}", getattr(usual, name)) for name in _OPTIONS}
        return usual._replace(**chosen)

    def _done(self, outcome: Outcome) -> None:
        report = outcome.report
        if report is not None and report.errors:
            self._failed(report.errors[0])
            return
        self._future = None
        self.problem = ""
        if self._is_again:
            self._is_again = False
            self._timer.start(0)
        elif self.state is VaultState.BUSY and not self._timer.isActive():
            self._set(VaultState.FRESH)
        if self._is_asked:
            self._is_asked = False
            if report is None:
                self.exported.emit(tr("The vault is up to date."))
            else:
                self.exported.emit(tr("Exported {report} to {path}.", report=report, path=self.folder))

    def _failed(self, error: Exception) -> None:
        self._future = None
        self._is_again = False
        if not isinstance(error, ReaderError):
            self._set(VaultState.FAILED)
            raise error
        text = str(error)
        is_new = text != self.problem or self._is_asked
        self.problem, self._is_asked = text, False
        if self.state is not VaultState.OFF:
            self._set(VaultState.FAILED)
            self._timer.start(RETRY)
            if is_new:
                said = tr("The vault was not written: {problem}. It is tried again.", problem=text)
                self.failed.emit(said)

    def _set(self, state: VaultState) -> None:
        if state is not self.state:
            self.state = state
            self.changed.emit()

    # One process a vault

    def _has_lock(self) -> bool:
        if self._lock is None:
            lock = QLockFile(str(self._session.home.folder / "vault.lock"))
            lock.setStaleLockTime(0)  # however long it is held
            # Where no lock can be made, as on a full disk, there is nobody to be kept out by one.
            if lock.tryLock(0) or lock.error() != QLockFile.LockError.LockFailedError:
                self._lock = lock
        return self._lock is not None

    def _release(self) -> None:
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None

    def _save_settings(self) -> None:
        try:
            self._session.save_settings()
        except ReaderError as error:
            self.failed.emit(str(error))
