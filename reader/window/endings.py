"""Every way in which the program ends, and what is saved then."""

from __future__ import annotations

import faulthandler
import signal
import socket
import sys
import traceback
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import IO, Protocol

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QApplication

from reader.errors import ReaderError
from reader.home import Home
from reader.jobs.pool import Pool

_PATIENCE = 2.0  # seconds that the end of the desktop's session waits for the disk


class _Window(Protocol):
    def save_now(self) -> None: ...
    def keep_place(self) -> None: ...


class _Session(Protocol):
    home: Home
    windows: list[_Window]

    @property
    def pool(self) -> Pool: ...
    def save_settings(self) -> None: ...


class Endings:
    """Signals, logout and exceptions of one running program; `close` puts everything back."""

    def __init__(self, application: QApplication, session: _Session) -> None:
        self._session = session
        self._hook = sys.excepthook
        sys.excepthook = self._log_exception
        self._log: IO[str] | None = None
        # A Python signal handler runs when Python next does, which may be seconds later in Qt's loop;
        # the wake-up socket makes Qt's loop turn at once.
        self._ours, theirs = socket.socketpair()
        self._ours.setblocking(False)
        theirs.setblocking(False)
        self._theirs = theirs
        signal.set_wakeup_fd(theirs.fileno(), warn_on_full_buffer=False)
        for name in ("SIGTERM", "SIGHUP", "SIGINT"):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: None)
        self._notifier = QSocketNotifier(self._ours.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._on_signal)
        application.aboutToQuit.connect(self.save_now)
        application.commitDataRequest.connect(self.commit)
        self._log_crashes()

    def save_now(self) -> None:
        """Commit what is typed in any window."""
        for window in list(self._session.windows):
            window.save_now()

    def commit(self) -> None:
        """Have everything on the disk, for the desktop's session ends and may leave no time for more."""
        self.save_now()
        for window in self._session.windows:
            window.keep_place()
        with suppress(ReaderError):
            self._session.save_settings()
        with suppress(TimeoutError):
            self._session.pool.write(lambda _: None).result(_PATIENCE)

    def close(self) -> None:
        """Give signals and exceptions back."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
        sys.excepthook = self._hook
        self._ours.close()
        self._theirs.close()
        if self._log is not None:
            faulthandler.disable()
            self._log.close()

    def _log_crashes(self) -> None:
        """Send crashes of the interpreter itself into the log."""
        with suppress(OSError):  # no log can be kept there: no reason not to read
            self._log = self._open()
            faulthandler.enable(self._log)

    def _open(self) -> IO[str]:
        self._session.home.logs.mkdir(parents=True, exist_ok=True)
        return (self._session.home.logs / "reader.log").open("a", encoding="utf-8")

    def _on_signal(self) -> None:
        self._ours.recv(64)
        self.save_now()
        QApplication.closeAllWindows()
        QApplication.quit()

    def _log_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self.save_now()
        with self._open() as log:
            log.write(f"{datetime.now().astimezone().isoformat()}\n")
            traceback.print_exception(kind, error, trace, file=log)
        self._hook(kind, error, trace)


def watch_endings(application: QApplication, session: _Session) -> Endings:
    """Save on every way out of the program, from now on."""
    return Endings(application, session)
