"""The window: three columns, a menu bar, a status bar, and the wiring between the parts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from reader.errors import ReaderError
from reader.translation import tr
from reader.window.actions import ACTIONS
from reader.window.actions.bind import Bindings
from reader.window.article.view import ArticleView
from reader.window.columns import Columns
from reader.window.context import Context
from reader.window.counting import Counting
from reader.window.desk.notes.noting import Noting
from reader.window.desk.reading.following import Following
from reader.window.desk.reading.picturing import Picturing
from reader.window.desk.reading.reading import Reading
from reader.window.desk.reading.selecting import Selecting
from reader.window.first_paint import FirstPaint
from reader.window.isolating import isolated
from reader.window.key_texts import shown_key
from reader.window.keymap import KeyMap
from reader.window.notes.column import NotesColumn
from reader.window.place import kept_place, put, put_beside
from reader.window.status import Status
from reader.window.thing_menus import ThingMenus
from reader.window.tree.column import TreeColumn

if TYPE_CHECKING:
    from reader.app import Session
    from reader.domain.changes import Change
    from reader.domain.sections import Section
    from reader.window.desk.files.arrivals import Arrivals
    from reader.window.panels.find import FindBar
    from reader.window.panels.line import LinePanel


class MainWindow(QMainWindow):
    """One window of a session."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setObjectName("mainWindow")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.session = session
        session.windows.append(self)
        self.is_open = True
        self._build()
        self._wire()
        put(self, session.settings.get("window", "place", ""))
        self.context.reading.show_first()
        self.view.setFocus()
        FirstPaint(self.view.viewport(), self._complete)
        problems = session.settings.problems + self.keymap.problems
        if problems:
            self.later(
                lambda: self.say(tr("Skipped in settings.ini: {problems}", problems="; ".join(problems)))
            )

    # Building

    def _build(self) -> None:
        session, self.appearance = self.session, self.session.appearance
        theme = self.appearance.theme
        library = session.library
        self.tree = TreeColumn(theme, self._outline, library.note_counts)
        self.view = ArticleView(theme, self.appearance.style)
        self.cards = NotesColumn(theme)
        middle = QWidget()
        middle.setAccessibleName(tr("Article"))
        self._middle = layout = QVBoxLayout(middle)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.view)
        middle.setFocusProxy(self.view)
        self.columns = Columns(session.settings, self.tree, middle, self.cards)
        self.setCentralWidget(self.columns)
        for first, second in pairwise((self.tree.filter, self.tree.tree, self.view, self.cards.list)):
            self.setTabOrder(first, second)
        self.status = Status()
        self.setStatusBar(self.status)
        self.context = context = Context()
        context.window, context.session = self, session
        context.reading = Reading(context, self.view)
        Picturing(context)
        context.selecting = Selecting(context)
        context.following = Following(context)
        context.noting = Noting(context)
        self.keymap = KeyMap(ACTIONS, session.settings)
        self.counting = Counting(self.view, self.keymap)
        self.bindings = Bindings(self, self.view, ACTIONS, self.keymap, context)
        self.bindings.fill(self.menuBar())

    # What no first paint needs is made when it is first asked for.

    @cached_property
    def arrivals(self) -> Arrivals:
        """Opens what comes from outside."""
        from reader.window.desk.files.arrivals import Arrivals

        return Arrivals(self.context)

    @cached_property
    def find_bar(self) -> FindBar:
        """The bar above the article."""
        from reader.window.panels.find import FindBar

        bar = FindBar(self.appearance.theme)
        self._middle.insertWidget(0, bar)
        return bar

    @cached_property
    def line(self) -> LinePanel:
        """The line that says what happened."""
        from reader.window.panels.line import LinePanel

        line = LinePanel(self, self.appearance.theme)
        line.left.connect(self.view.setFocus)
        return line

    def _outline(self, article_id: str) -> Section:
        """Return the sections of an article; those of the one being read are there already."""
        reading, library = self.context.reading, self.session.library
        if reading.root is not None and reading.article == library.article_row(article_id):
            return reading.root
        return library.outline(article_id)

    def _complete(self) -> None:
        if not self.is_open:
            return
        from reader.window.field_keys import FieldKeys

        FieldKeys(self, self.bindings.field_keys)
        self._tell_assistive_programs()
        self.session.watch()
        self.context.vaulting.show()

    def _tell_assistive_programs(self) -> None:
        from reader.window.accessible import tell_qt
        from reader.window.desk.reading.telling import Telling

        tell_qt(self.view, self.cards)
        Telling(self.context)

    def _wire(self) -> None:
        context, tree = self.context, self.tree
        tree.set_rows(self.session.library.article_rows())
        tree.article_chosen.connect(lambda article_id: self.arrivals.open_article(article_id))
        tree.section_chosen.connect(lambda *section: self.arrivals.open_section(*section))
        tree.left.connect(context.reading.focus)
        self.cards.left.connect(context.reading.focus)
        self.cards.list.several_asked.connect(lambda *asked: context.several.act(*asked))
        self.cards.list.several_menu_asked.connect(lambda point: context.several.open_menu(point))
        ThingMenus(context)
        self.view.zoom_asked.connect(self.appearance.zoom)
        context.reading.moved.connect(self.show_place)
        context.reading.shown.connect(self._show_title)
        context.noting.changed.connect(self.show_place)
        self.session.bridge.changed.connect(self.follow)
        self.appearance.changed.connect(self._take_appearance)
        self._show_keys()

    def _show_keys(self) -> None:
        self.tree.set_keys(self._first_key("tree.filter"), self._first_key("file.open"))
        self.cards.set_keys(self._first_key("note.highlight"), self._first_key("note.add"))

    def _first_key(self, action_id: str) -> str:
        keys = self.keymap.active_keys(action_id)
        return shown_key(keys[0]) if keys else ""

    # What is shown

    def follow(self, change: Change) -> None:
        """Bring everything up to date with what this or another process committed."""
        library = self.session.library
        if change.kinds & {"article", "note", "reading"}:
            if change.article_ids:
                found = [library.find_article_row(article_id) for article_id in change.article_ids]
                rows = [row for row in found if row is not None and not row.deleted_at]
                gone = set(change.article_ids) - {row.id for row in rows}
                for article_id in change.article_ids:
                    if change.kinds & {"article", "note"}:
                        self.tree.forget_counts(article_id)
                    if "article" in change.kinds:
                        self.tree.forget_outline(article_id)
                self.tree.update_rows(rows, gone)
            else:
                self.tree.set_rows(library.article_rows())
        self.context.reading.follow(change)
        self.context.noting.follow(change)

    def _show_title(self) -> None:
        article = self.context.reading.article
        self.setWindowTitle(f"{' '.join(article.title.split())} — Reader" if article else "Reader")

    def show_place(self) -> None:
        """Show in the status bar and in the tree where one is."""
        reading = self.context.reading
        if reading.article is None:
            self.status.show_nothing()
            self.tree.set_current(None)
            return
        left = round(reading.article.word_count * (1 - reading.progress))
        notes = len(self.context.noting.notes)
        key = self._first_key("help.keys")
        self.status.show_place(reading.section_path, reading.progress, left, notes, key)
        self.tree.set_current(reading.article.id, reading.section_place)

    def _take_appearance(self) -> None:
        theme = self.appearance.theme
        self.view.set_style(theme, self.appearance.style)
        for part in (self.tree, self.cards, self.context.panels):
            part.set_theme(theme)
        for name in ("find_bar", "line"):
            if name in self.__dict__:
                getattr(self, name).set_theme(theme)

    # What actions ask of the window

    def say(self, text: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Show one line for a while, with a button that does `act`."""
        self.line.say(text, button, act)

    def report(self, error: Exception) -> None:
        """Say what is wrong with the world; anything else is our bug and goes its way to the log."""
        if not isinstance(error, ReaderError):
            raise error
        text = str(ReaderError(error.what, isolated(error.subject), error.remedy))
        self.say(text[:1].upper() + text[1:])

    def escape(self) -> None:
        """Drop the innermost thing under way: count, panel, selection, marks of a search."""
        if self.counting.drop():
            return
        if self.context.panels.close_all():
            pass
        elif self.context.reading.cursor.anchor is not None:
            self.context.selecting.drop_selection()
        elif "find_bar" in self.__dict__ and self.find_bar.isVisible():
            self.find_bar.close_bar()
        else:
            self.line.put_away()

    def toggle_single_keys(self) -> None:
        """Turn the keys without Ctrl or Alt off, or on again."""
        self.context.adjusting.set_single_keys(not self.keymap.single_keys)

    def apply_keys(self) -> None:
        """Let the keys act that are set now, and show them where keys are shown."""
        self.bindings.apply_keys()
        self._show_keys()
        self.show_place()

    def new_window(self) -> None:
        """Open another window on the same library."""
        window = MainWindow(self.session)
        article = self.context.reading.article
        if article is not None:
            window.context.reading.show(article.id, self.context.reading.cursor.position, remember=False)
        put_beside(window, self)
        window.show()

    def quit(self) -> None:
        """Close all windows."""
        for window in list(self.session.windows):
            window.close()

    def later(self, function: Callable[[], object]) -> None:
        """Call `function` once the events at hand are done."""
        QTimer.singleShot(0, self, function)

    # Events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, links and text."""
        if self.arrivals.takes(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        self.arrivals.take_data(event.mimeData())
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        """Save when the window is left; follow what is changed in the desktop's settings."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ThemeChange:
            self.later(self.appearance.follow_system)
        if event.type() == QEvent.Type.ActivationChange and self in self.session.windows:
            if self.isActiveWindow():
                self.session.bring_last(self)
            else:
                self.save_now()

    def save_now(self) -> None:
        """Have what is typed and where one is written at once."""
        self.cards.save_now()
        self.context.noting.save_now()
        self.context.reading.save()

    def keep_place(self) -> None:
        """Note in the settings where the window is, and its columns, for the next start."""
        self.columns.save()
        self.session.settings.set("window", "place", kept_place(self))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save everything; the last window releases the home."""
        self.save_now()
        if not self.context.noting.keeping.may_leave():
            event.ignore()
            return
        self.keep_place()
        self.is_open = False
        if "printing" in self.context.__dict__:
            self.context.printing.stop()
        if self in self.session.windows:
            self.session.windows.remove(self)
            self.session.bridge.changed.disconnect(self.follow)
        if not self.session.windows:
            self.session.close()
        event.accept()
