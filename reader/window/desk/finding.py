"""Finding in the article that is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.finding import find_all

if TYPE_CHECKING:
    from reader.window.context import Context


class Finding(QObject):
    """The find bar's search. `matches` are code points of the plain text, half open."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self.matches: list[tuple[int, int]] = []
        self._index = -1
        self._from = self._found = -1  # where one began to look, and where that led to
        self._searched: tuple[str, int] | None = None  # the article and revision that `matches` are of
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
        if self._find():
            self._show()

    def _find(self) -> bool:
        """Look for what stands in the bar; False where that is no expression."""
        bar = self._context.window.find_bar
        self._searched = self._shown()
        try:
            self.matches = find_all(
                self._context.reading.full_text,
                bar.text,
                case=bar.case_sensitive,
                word=bar.whole_word,
                regular=bar.regular_expression,
            )
        except ValueError as error:
            self.matches = []
            bar.set_result(0, 0, str(error))
            self._context.reading.show_matches([], -1)
            return False
        position = self._context.reading.cursor.position
        if position != self._found:
            self._from = position
        self._index = next((i for i, (start, _) in enumerate(self.matches) if start >= self._from), 0)
        return True

    def _search_again(self) -> None:
        # The place is left to whoever turned to another article; a page of the same one has its marks.
        is_other = self._searched != self._shown()
        if self._context.window.find_bar.isVisible() and is_other and self._find():
            self._tell()

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
