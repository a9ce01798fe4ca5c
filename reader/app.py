"""The window's start: the session that the windows of one process share, and the way into it."""

from __future__ import annotations

import builtins
import gc
import os
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reader.desktop import APPLICATION_ID, SEARCH
from reader.errors import ReaderError
from reader.home import Home
from reader.translation import language, tr

if TYPE_CHECKING:
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    from reader.jobs.places import KnownPlaces
    from reader.jobs.pool import Pool
    from reader.library.library import Library
    from reader.window.vault import Vault

POLL_EVERY = 250  # milliseconds between two looks at what other processes wrote


class Session:
    """What all windows of a process share: home, settings, library, pool. The last window closes it.

    `library` is the GUI thread's, for look-ups by key or by page; whatever writes or is long goes
    through the `pool`.
    """

    def __init__(self, home: Home) -> None:
        from reader.domain.notes import name_colors
        from reader.library.library import Library
        from reader.settings import Settings
        from reader.window.bridge import Bridge
        from reader.window.desk.settings.appearance import Appearance

        self.home = home
        self.library: Library = Library.open(home)
        add_bundled(self.library)
        self.settings = Settings(_read(home.settings))
        name_colors(self.settings.items("colors"))
        self.bridge = Bridge()
        self.appearance = Appearance(self.settings)
        self.appearance.apply_to_application()
        self.windows: list[Any] = []  # the one used last is the last
        self._pool: Pool | None = None
        self._places: KnownPlaces | None = None
        self._vault: Vault | None = None
        self._timer: QTimer | None = None

    @property
    def pool(self) -> Pool:
        """The threads; started with the first task, so that the first paint does not wait for them."""
        if self._pool is None:
            from reader.jobs.pool import Pool

            self._pool = Pool(self.home, lambda library: library.subscribe(self.bridge.follow))
        return self._pool

    @property
    def places(self) -> KnownPlaces:
        """The names of all articles and sections; read when they are first asked for."""
        if self._places is None:
            from reader.jobs.places import KnownPlaces

            self._places = KnownPlaces()
            self.bridge.changed.connect(self._places.follow)
        return self._places

    @property
    def vault(self) -> Vault:
        """The folder that is kept up to date with the notes, if one is."""
        if self._vault is None:
            from reader.window.vault import Vault

            self._vault = Vault(self)
        return self._vault

    def watch(self) -> None:
        """Look from now on at what other processes commit; their changes arrive by the bridge."""
        from PySide6.QtCore import QTimer

        def look(library: Library) -> None:
            for change in library.poll():
                self.bridge.follow(change)

        def caught_up(_: None) -> None:
            # The writer looks from when it was opened on; what came before that, our own saw.
            for change in self.library.poll() if self.windows else ():
                self.bridge.changed.emit(change)

        if not self._timer:
            self.bridge.deliver(self.pool.write(lambda _: None), caught_up, _raise)
            self._timer = QTimer(self.bridge, interval=POLL_EVERY)
            self._timer.timeout.connect(lambda: self.pool.write(look))
            # Once a day; a home on a full disk says so at the next note, in words of its own.
            self.pool.read(lambda library: library.keep_notes_backup())
            self._timer.start()
            self.vault.start()

    def save_settings(self) -> None:
        """Write `settings.ini`, if anything in it was changed here."""
        if self.settings.is_changed:
            from reader.exporting.whole_file import write_whole

            write_whole(self.home.settings, [self.settings.merged(_read(self.home.settings))], force=True)

    def bring_last(self, window: object) -> None:
        """Note that `window` is the one that is used now: what a second start hands over goes to it."""
        self.windows.sort(key=lambda each: each is window)

    def end(self) -> None:
        """Close the windows that are open still: the display is gone, or the desktop's session."""
        for _ in range(2):  # one that could not save says so at first; here is nobody to be told
            for window in list(self.windows):
                window.close()

    def close(self) -> None:
        """Carry out what was asked for, then release the home."""
        if self._timer is not None:
            self._timer.stop()
        try:
            if self._vault is not None:
                self._vault.finish()
        finally:
            if self._pool is not None:
                self._pool.close()
                self._pool = None
            self.library.close()
        # No window is left that could say it, and nothing that a person wrote is among the settings.
        with suppress(ReaderError):
            self.save_settings()


def add_bundled(library: Library) -> None:
    """Add the user's guide and a dated briefing to a library that never had an article."""
    if library.article_rows() or library.article_rows(in_bin=True):
        return
    from reader.bundled import resources
    from reader.importing.registry import parse

    # The one imported last is shown first: the briefing.
    for name in ("users-guide.md", "2024-03-29-rafah-talks-and-court-order.txt"):
        library.store(parse((resources() / "articles" / name).read_bytes(), name))


def build_window(home: Path) -> QMainWindow:
    """Return a whole window on the home folder `home`, not yet shown.

    Expects a QApplication. Raises ReaderError where the home cannot be used. Closing the last window
    releases the home.
    """
    from reader.window.main_window import MainWindow

    return MainWindow(Session(Home(home)))


def start(home: Path, arguments: list[str], search: str | None = None) -> int:
    """Open the window on `home` with `arguments` (files and links); return the exit code.

    With `search` the library's search is open, for these words if there are any. Raises ReaderError
    where there is no display or the home cannot be used.
    """
    from reader.instance import Instance, hand_over

    gc.disable()  # what a start makes stays: to look through it for garbage would cost a tenth of the time
    arguments = [a if a.startswith("reader:") else os.path.abspath(a) for a in arguments]
    if search is not None:
        arguments.append(SEARCH + search)
    if hand_over(Home(home), arguments):
        return 0
    from reader.window.display import check_display

    check_display()
    application = make_application()
    session = Session(Home(home))
    instance = Instance(session.home)
    is_first = instance.claim()
    if not is_first and hand_over(session.home, arguments):
        session.close()
        return 0
    from reader.window.first_paint import FirstPaint
    from reader.window.main_window import MainWindow

    window = MainWindow(session)
    window.show()
    endings = ExitStack()

    def after_first_paint() -> None:
        from PySide6.QtGui import QIcon

        from reader.bundled import resources
        from reader.window.desk.settings.menu_entry import offer
        from reader.window.endings import watch_endings

        gc.freeze()
        gc.enable()
        endings.callback(watch_endings(application, session).close)
        application.setWindowIcon(QIcon(str(resources() / "icons" / "reader.svg")))
        if arguments:
            window.arrivals.open_arguments(arguments)
        else:
            offer(window.context)
        if is_first:  # else a window that has hung has the socket, and we open beside it
            instance.listen(lambda handed: session.windows[-1].arrivals.receive(handed))

    FirstPaint(window.view.viewport(), after_first_paint)
    code = application.exec()
    session.end()
    endings.close()
    instance.release()
    return code


def make_application() -> QApplication:
    """Return the QApplication, named for the desktop and in the one style that our palettes are made for."""
    from locale import getencoding

    # Not what the variables say: the locale that they name need not be there.
    if getencoding().upper() not in ("UTF-8", "UTF8"):
        os.environ["LC_ALL"] = "C.UTF-8"  # or Qt complains on stderr, and file names break
    from PySide6.QtGui import QGuiApplication
    from PySide6.QtWidgets import QApplication

    _leave_out_features()
    QGuiApplication.setDesktopFileName(APPLICATION_ID)
    # Qt makes the window's class of the first word and the name; the menu entry names the first. The
    # style as words: the class QStyle, which nothing else needs, would cost a start 5 ms.
    application = QApplication([APPLICATION_ID, "-style", "Fusion"])
    application.setApplicationName("Reader")
    if language() != "en":
        from reader.window.language import speak

        speak(application, language())
    return application


def _leave_out_features() -> None:
    """Give Python its own `__import__` back, which PySide6 replaces for `from __feature__ import …`.

    PySide6's reads the source of every module that is imported and keeps it in memory: 15 ms and 4 MB
    of a start, for a feature that Reader does not use.
    """
    own = getattr(builtins, "__orig_import__", None)
    if own is not None and builtins.__import__ is getattr(builtins, "__feature_import__", None):
        builtins.__import__ = own


def _raise(error: Exception) -> None:
    raise error


def _read(path: Path) -> str:
    """Return the text of a settings file; empty where there is none."""
    try:
        return path.read_text("utf-8", errors="replace")
    except FileNotFoundError:
        return ""
    except OSError as error:
        raise ReaderError(
            tr("the settings cannot be read ({reason})", reason=error.strerror), str(path)
        ) from None
