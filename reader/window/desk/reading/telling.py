"""What a screen reader is told while one reads: what a step came to, and the notes on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.translation import listing, tr
from reader.window.spoken import is_heard, kind_of, mark_words, say_aloud
from reader.window.wording import COLOR_NAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.domain.notes import Note
    from reader.window.article.labels import Label
    from reader.window.context import Context
    from reader.window.desk.reading.turning import Motion


class Telling(QObject):
    """Speaks for one window.

    A screen reader follows the caret by itself where an arrow key moves it. It says nothing of steps by
    other keys, nor of what is only drawn.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._known: dict[str, Note] = {}
        self._article = ""
        self._told: str | None = None  # the note that was told of last
        context.reading.stepped.connect(self._stepped)
        context.reading.moved.connect(self._moved)
        context.noting.changed.connect(self._notes_changed)
        context.following.labelled.connect(self._labelled)
        self._notes_changed()

    def _say(self, text: str) -> None:
        say_aloud(self._context.reading.view, text)

    def _stepped(self, unit: Motion) -> None:
        """Say what the reading cursor stands on after a step by `unit`."""
        reading = self._context.reading
        if not is_heard() or unit == "line" or not reading.blocks:
            return
        text, position = reading.text, reading.cursor.position
        start, end = block = text.block_range(position)
        if unit == "word" or unit == "sentence":
            start, end = text.unit_at(position, unit)
        shown = reading.view.page.blocks[reading.view.page.block_at(position)]
        kind = kind_of(shown.kind, shown.level) if (start, end) == block else ""
        words = reading.full_text[start:end]
        self._say(f"{words}, {kind}" if kind else words)

    def _moved(self) -> None:
        """Say which note the reading cursor came to."""
        current = self._context.noting.current
        if (current.id if current else None) == self._told:
            return
        self._told = current.id if current else None
        if current is not None:
            note = mark_words(current.color, has_body=bool(current.body))
            self._say(f"{note}: {current.body}" if current.body else note)

    def _labelled(self, labels: Sequence[Label]) -> None:
        """Say which letter stands for what."""
        if is_heard():
            self._say(listing(f"{label.code.upper()}: {self._target(label)}" for label in labels))

    def _target(self, label: Label) -> str:
        assert isinstance(label.target, tuple)
        kind, first, *rest = label.target
        if kind == "note":
            note = self._known[first]
            assert note.passage is not None
            return f"{mark_words(note.color, has_body=bool(note.body))}: {note.body or note.passage.quote}"
        if kind == "sentence":
            return self._context.reading.full_text[first : rest[0]]
        return self._context.reading.view.parts.link_at(label.offset)

    def _notes_changed(self) -> None:
        """Say what became of a note of the article that is shown."""
        article = self._context.reading.article
        before, self._known = self._known, {note.id: note for note in self._context.noting.notes}
        if article is None or article.id != self._article:
            self._article = article.id if article is not None else ""
            return
        for note_id, note in self._known.items():
            old = before.get(note_id)
            if old is None:
                self._told = note_id
                self._say(mark_words(note.color, has_body=bool(note.body)))
            elif old.color != note.color:
                self._say(tr(COLOR_NAMES[note.color]))
