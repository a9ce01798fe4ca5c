"""What an action may know and do: the parts of one window."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from reader.window.actions.row import Needs

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.app import Session
    from reader.library.library import Library
    from reader.window.desk.exports.citing import Citing
    from reader.window.desk.exports.exporting import Exporting
    from reader.window.desk.exports.vaulting import Vaulting
    from reader.window.desk.files.filing import Filing
    from reader.window.desk.floating import Floating
    from reader.window.desk.focusing import Focusing
    from reader.window.desk.notes.narrowing import Narrowing
    from reader.window.desk.notes.noting import Noting
    from reader.window.desk.notes.several import Several
    from reader.window.desk.printing.printing import Printing
    from reader.window.desk.reading.finding import Finding
    from reader.window.desk.reading.following import Following
    from reader.window.desk.reading.reading import Reading
    from reader.window.desk.reading.selecting import Selecting
    from reader.window.desk.settings.adjusting import Adjusting
    from reader.window.main_window import MainWindow


Result = TypeVar("Result")


class Context:
    """Passed to every action; a test passes one with fakes."""

    window: MainWindow
    session: Session
    reading: Reading
    selecting: Selecting
    following: Following
    noting: Noting

    # What no first paint needs is made when it is first asked for.

    @cached_property
    def focusing(self) -> Focusing:
        """The focus among the parts of the window."""
        from reader.window.desk.focusing import Focusing

        return Focusing(self)

    @cached_property
    def finding(self) -> Finding:
        """Finding in the article."""
        from reader.window.desk.reading.finding import Finding

        return Finding(self)

    @cached_property
    def filing(self) -> Filing:
        """Articles into the library and out of it."""
        from reader.window.desk.files.filing import Filing

        return Filing(self)

    @cached_property
    def citing(self) -> Citing:
        """Citations."""
        from reader.window.desk.exports.citing import Citing

        return Citing(self)

    @cached_property
    def exporting(self) -> Exporting:
        """Exports."""
        from reader.window.desk.exports.exporting import Exporting

        return Exporting(self)

    @cached_property
    def several(self) -> Several:
        """Several notes at once."""
        from reader.window.desk.notes.several import Several

        return Several(self)

    @cached_property
    def vaulting(self) -> Vaulting:
        """The folder that is kept up to date."""
        from reader.window.desk.exports.vaulting import Vaulting

        return Vaulting(self)

    @cached_property
    def adjusting(self) -> Adjusting:
        """The settings."""
        from reader.window.desk.settings.adjusting import Adjusting

        return Adjusting(self)

    @cached_property
    def narrowing(self) -> Narrowing:
        """The filter of the notes column."""
        from reader.window.desk.notes.narrowing import Narrowing

        return Narrowing(self)

    @cached_property
    def printing(self) -> Printing:
        """Printing."""
        from reader.window.desk.printing.printing import Printing

        return Printing(self)

    @cached_property
    def panels(self) -> Floating:
        """The panels that float over the window."""
        from reader.window.desk.floating import Floating

        return Floating(self)

    def write(
        self,
        task: Callable[[Library], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `task` on the writer, after all that was asked for before; then as `deliver`."""
        self.deliver(self.session.pool.write(task), done, failed)

    def read(
        self,
        task: Callable[[Library], Result],
        done: Callable[[Result], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `task` on a reading thread; then as `deliver`."""
        self.deliver(self.session.pool.read(task), done, failed)

    def deliver(
        self,
        future: Future[Result],
        done: Callable[[Result], object] | None,
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Call `done` with the result, or `failed` (else the window's line) with what is wrong.

        On the GUI thread, and only while the window is open: its parts end with it.
        """
        window = self.window

        def arrived(result: Result) -> None:
            if done is not None and window.is_open:
                done(result)

        def went_wrong(error: Exception) -> None:
            if window.is_open:
                (failed or window.report)(error)

        self.session.bridge.deliver(future, arrived, went_wrong)

    def has(self, need: Needs) -> bool:
        """Whether what an action needs is there now."""
        match need:
            case Needs.ARTICLE:
                return self.reading.article is not None
            case Needs.SELECTION:
                return self.reading.selection is not None
            case Needs.NOTE:
                return self.noting.current is not None
            case Needs.BACK:
                return self.reading.can_step(-1)
            case Needs.FORWARD:
                return self.reading.can_step(1)
            case Needs.MATCHES:
                return bool(self.finding.matches)
            case Needs.EXPORT:
                return self.exporting.has_exported
            case Needs.VAULT:
                return self.session.vault.folder is not None
            case Needs.NOTHING:
                return True
