"""Selecting: a passage to mark, to note, to copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader.domain.motions import Cursor
from reader.translation import tr

if TYPE_CHECKING:
    from reader.domain.notes import Anchor
    from reader.domain.units import Unit
    from reader.window.context import Context


class Selecting(QObject):
    """The selection of one window; it is the reading cursor's other end."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._reading = context.reading

    def passage(self) -> Anchor | None:
        """Return the selection, else the sentence at the cursor, as an anchor."""
        if self._reading.article is None or self._reading.root is None:
            return None
        from reader.domain.anchoring.placing import anchor

        start, end = self._reading.selection or self._reading.text.sentence_at(self._reading.cursor.position)
        text = self._reading.full_text
        while start < end and text[end - 1].isspace():
            end -= 1
        while start < end and text[start].isspace():
            start += 1
        if start == end:
            return None
        return anchor(text, start, end, self._reading.root.at(start).path, self._reading.article.revision)

    def start_selecting(self) -> None:
        """Begin a selection at the cursor, or drop the one under way."""
        cursor = self._reading.cursor
        anchored = cursor.position if cursor.anchor is None else None
        self._reading.view.set_cursor(Cursor(cursor.position, anchored), reveal=False)

    def select_sentence(self) -> None:
        """Select the sentence at the cursor; with a selection, one more."""
        self._reading.view.set_cursor(self._reading.text.select_sentence(self._reading.cursor), reveal=True)

    def select_unit(self, unit: Unit) -> None:
        """Select the sentence, paragraph or section at the cursor."""
        if unit == "section" and self._reading.root is not None:
            section = self._reading.root.at(self._reading.cursor.position)
            start = section.start
            # Without the blank lines that part it from the next one.
            words = self._reading.full_text[start : section.end].rstrip()
            end = self._reading.text.clamp(start + len(words))
        else:
            start, end = self._reading.text.unit_at(self._reading.cursor.position, unit)
        self._reading.view.set_cursor(Cursor(end, start), reveal=True)

    def select_all(self) -> None:
        """Select the whole article, all of its pages."""
        reading = self._reading
        if reading.root is None:
            return
        if reading.text.end == reading.root.end and reading.page is not None and reading.page.number == 0:
            reading.view.set_cursor(Cursor(reading.text.end, 0), reveal=False)
        else:
            reading.view.set_cursor(Cursor(reading.cursor.position, 0), reveal=False)
            reading.move("bottom", 1)

    def swap_ends(self) -> None:
        """Exchange the two ends of the selection."""
        self._reading.view.set_cursor(self._reading.cursor.swapped(), reveal=True)

    def drop_selection(self, position: int | None = None) -> None:
        """Select nothing; the cursor goes to `position`, else stays."""
        place = self._reading.cursor.position if position is None else position
        self._reading.view.set_cursor(
            Cursor(self._reading.text.clamp(place), None), reveal=position is not None
        )

    def copy(self) -> None:
        """Copy the selected text."""
        if self._reading.selection is not None:
            start, end = self._reading.selection
            QGuiApplication.clipboard().setText(self._reading.full_text[start:end])
            self._context.window.say(tr("Copied."))

    def copy_with_source(self) -> None:
        """Copy the selection, else the sentence, as `“quote” (publisher or title, date, section)`."""
        passage = self.passage()
        if passage is None or self._reading.article is None:
            return
        where = [
            self._reading.article.publisher or self._reading.article.title,
            self._reading.article.published,
            *passage.section_path[-1:],
        ]
        QGuiApplication.clipboard().setText(
            f"“{passage.quote}” ({', '.join(part for part in where if part)})"
        )
        self._context.window.say(tr("Copied with its source."))
