"""An article laid out and drawn for paper on a thread of its own, with its progress told and Cancel."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QThread, QTimer, Signal

from reader.translation import tr
from reader.window.article.printing import CancelledError, PrintedArticle, Told

if TYPE_CHECKING:
    from reader.window.context import Context

SAID_AFTER = 300  # milliseconds: what takes less says nothing


class PrintJob(QThread):
    """Makes a `PrintedArticle`, gives it to `work` and drops it, all on this thread.

    `done` gets the result of `work`, on the GUI thread, `failed` what is wrong with the world; neither
    where it was cancelled. While it lasts the window's line says how far it is.
    """

    _advanced = Signal(int, int)

    def __init__(
        self,
        context: Context,
        make: Callable[[], PrintedArticle],
        work: Callable[[PrintedArticle, Told], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        super().__init__(context.window)
        self._context = context
        self._make, self._work = make, work
        self._done, self._failed = done, failed
        self._result: Any = None
        self._error: Exception | None = None
        self._is_cancelled = False
        self._is_slow = False
        self._pages = (0, 0)
        self._advanced.connect(self._advance)
        self.finished.connect(self._end)
        self._slow = QTimer(self, singleShot=True, interval=SAID_AFTER)
        self._slow.timeout.connect(self._begin_saying)

    def begin(self) -> None:
        """Start; the line says so where it takes long."""
        self._slow.start()
        self.start()

    def cancel(self) -> None:
        """Stop at the next whole step."""
        self._is_cancelled = True

    def run(self) -> None:
        """What the thread does."""
        try:
            article = self._make()
            self._tell(0, 0)
            self._result = self._work(article, self._tell)
        except CancelledError:
            pass
        except Exception as error:
            self._error = error

    def _tell(self, done: int, total: int) -> None:
        if self._is_cancelled:
            raise CancelledError
        if total and (done, total) != self._pages:
            self._pages = done, total
            self._advanced.emit(done, total)

    def _begin_saying(self) -> None:
        self._is_slow = self.isRunning()
        self._advance(*self._pages)

    def _advance(self, done: int, total: int) -> None:
        if not self._is_slow or self._is_cancelled or not self.isRunning():
            return
        text = (
            tr("Laying out page {number} of {total}…", number=done + 1, total=total)
            if total
            else tr("Laying out the article…")
        )
        self._context.window.line.show_progress(text, done, total, self.cancel)

    def _end(self) -> None:
        self._slow.stop()
        if self._context.window.is_open:
            if self._is_slow:
                self._context.window.line.put_away()
            if self._error is not None:
                self._failed(self._error)
            elif not self._is_cancelled:
                self._done(self._result)
        self.deleteLater()


def stop_all(parent: QObject) -> None:
    """Cancel what is under way for a window that closes, and wait for the step it is in."""
    for job in parent.findChildren(PrintJob):
        job.cancel()
        job.wait()
