"""Finding in the article that is shown."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reader.domain.searching.finding import TakesLongError, find_all
from reader.translation import tr

if TYPE_CHECKING:
    from reader.window.context import Context

_AT_ONCE = 0.04  # seconds that an expression is waited for; what takes longer goes on in a thread
_TYPING = 200  # milliseconds after the last key until it does: each letter may make another such expression


class Finding(QObject):
    """The find bar's search. `matches` are code points of the plain text, half open."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self.matches: list[tuple[int, int]] = []
        self._index = -1
        self._from = self._found = -1  # where one began to look, and where that led to
        self._searched: tuple[str, int] | None = None  # the article and revision that `matches` are of
        self._slow: Callable[[], list[tuple[int, int]]] | None = None  # what a thread is to look for, or does
        self._then: Callable[[], None] = self._tell
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_TYPING)
        self._pause.timeout.connect(self._find_in_thread)
        bar = context.window.find_bar
        bar.query_changed.connect(self._search)
        bar.next_asked.connect(lambda: self.step(1))
        bar.previous_asked.connect(lambda: self.step(-1))
        bar.closed.connect(self.close)
        context.reading.shown.connect(self._search_again)

    def open(self) -> None:
        """Show the bar with the selected words, if any are selected."""
        reading = self._context.reading
        selected = ""
        if reading.selection is not None:
            start, end = reading.selection
            selected = reading.full_text[start:end]
        self._context.window.find_bar.open("" if "\n" in selected else selected)

    def close(self) -> None:
        """Take the marks away and go back to the text, at the match where one is."""
        self._slow = None
        self.matches = []
        self._context.reading.show_matches([], -1)
        self._context.reading.focus()

    def step(self, count: int) -> None:
        """Go `count` matches on (back where negative), round the ends."""
        if self.matches:
            self._index = (self._index + count) % len(self.matches)
            self._show()
            self._from = self._found

    def _search(self) -> None:
        """Find all matches; the first one from the cursor on is the current one."""
        self._find(self._show)

    def _find(self, then: Callable[[], None]) -> None:
        """Look for what stands in the bar, now or in a thread; `then` shows what was found."""
        bar = self._context.window.find_bar
        self._searched = self._shown()
        self._slow = None
        self._then = then
        look = partial(
            find_all,
            self._context.reading.full_text,
            bar.text,
            case=bar.case_sensitive,
            word=bar.whole_word,
            regular=bar.regular_expression,
        )
        try:
            found = look(seconds=_AT_ONCE) if bar.regular_expression else look()
        except TakesLongError:
            self._show_problem(tr("Looking…"))
            self._slow = look
            self._pause.start()
        except ValueError as error:
            self._show_problem(str(error))
        else:
            self._take(found)

    def _find_in_thread(self) -> None:
        """Go on with what was not found at once, unless something else is looked for by now."""
        look, context = self._slow, self._context
        if look is None:
            return

        def found(matches: list[tuple[int, int]]) -> None:
            if self._slow is look:
                self._take(matches)

        def failed(error: Exception) -> None:
            if not isinstance(error, TakesLongError):
                context.window.report(error)
            elif self._slow is look:
                self._show_problem(str(error))

        context.deliver(context.session.pool.job(look), found, failed)

    def _take(self, matches: list[tuple[int, int]]) -> None:
        self.matches = matches
        position = self._context.reading.cursor.position
        if position != self._found:
            self._from = position
        self._index = next((i for i, (start, _) in enumerate(matches) if start >= self._from), 0)
        self._then()

    def _show_problem(self, problem: str) -> None:
        self.matches = []
        self._context.window.find_bar.set_result(0, 0, problem)
        self._context.reading.show_matches([], -1)

    def _search_again(self) -> None:
        # The place is left to whoever turned to another article; a page of the same one has its marks.
        is_other = self._searched != self._shown()
        if self._context.window.find_bar.isVisible() and is_other:
            self._find(self._tell)

    def _shown(self) -> tuple[str, int] | None:
        article = self._context.reading.article
        return (article.id, article.revision) if article is not None else None

    def _show(self) -> None:
        # What is not found, while one still types, leads back to where one began.
        reading = self._context.reading
        if self.matches:
            reading.go(self.matches[self._index][0])
        elif reading.cursor.position == self._found:
            reading.go(self._from)
        self._found = reading.cursor.position
        self._tell()

    def _tell(self) -> None:
        number = self._index + 1 if self.matches else 0
        self._context.window.find_bar.set_result(number, len(self.matches), "")
        self._context.reading.show_matches(self.matches, self._index)
