"""The notes of the article that is shown, which of them is current, and going from one to the next."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.domain.notes import Note, NoteFilter, NoteState
from reader.translation import tr, trn
from reader.window.article.marks import Mark
from reader.window.desk.notes.keeping import Keeping

if TYPE_CHECKING:
    from reader.domain.changes import Change
    from reader.window.context import Context


class ShownNotes(QObject):
    """The notes of one window. `notes` are in reading order; `current` is the one that keys act on."""

    changed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self.notes: list[Note] = []
        self._places: list[tuple[int, int, Note]] = []  # of those that have a passage
        self.current: Note | None = None
        self._just_marked: str | None = None
        self._is_stale = False
        self._shown: tuple[str, int] | None = None  # the article that `notes` are of, and its revision
        self.narrow: Callable[[list[Note]], list[Note]] | None = None  # what the column's filter leaves
        self._origin = f"window {id(self)}"
        self.keeping = Keeping(context, self._origin, self._reload_when_settled, self._expect_others)
        context.window.cards.note_chosen.connect(self.choose)
        context.reading.shown.connect(self._article_shown)
        context.reading.moved.connect(self._cursor_moved)
        context.reading.view.mark_clicked.connect(self.choose)

    # What is shown

    def _article_shown(self) -> None:
        article = self._context.reading.article
        if self._shown != ((article.id, article.revision) if article else None):
            self.reload()  # else it is another page, for which notes and marks hold too
            self._say_unsaved(article.id if article else "")

    def _say_unsaved(self, article_id: str) -> None:
        number = self.keeping.unsaved_elsewhere(article_id)
        if number:
            text = trn(
                "{number} note of another article is not saved. It is kept and tried again.",
                "{number} notes of other articles are not saved. They are kept and tried again.",
                number,
            )
            self._context.window.say(text, tr("Try now"), self.keeping.try_again)

    def reload(self) -> None:
        """Read the notes of the shown article anew."""
        article = self._context.reading.article
        shown = (article.id, article.revision) if article else None
        self._shown = shown
        if article is None:
            self._take([])
            return
        found = list(self._context.session.library.notes(NoteFilter(article_ids=(article.id,))))
        merged = self.keeping.merged(found, article.id)
        self._take(found if merged == found else sorted(merged, key=self._place))

    def save_now(self) -> None:
        """Try again to write what could not be written."""
        self.keeping.try_again()

    def follow(self, change: Change) -> None:
        """Take over what this or another process changed."""
        article = self._context.reading.article
        touched = not change.article_ids or (article is not None and article.id in change.article_ids)
        is_ours = change.origin == self._origin  # shown already, before it was written
        if touched and "note" in change.kinds and not is_ours:
            self._is_stale = True
            self._reload_when_settled()

    @property
    def is_busy(self) -> bool:
        """Whether what is shown runs ahead of the library."""
        return self.keeping.is_busy

    def _expect_others(self) -> None:
        self._is_stale = True

    def _reload_when_settled(self) -> None:
        if self._is_stale and not self.is_busy:
            self._is_stale = False
            self.reload()

    def _take(self, notes: list[Note]) -> None:
        """Show `notes`; nothing is drawn anew that did not change."""
        if notes == self.notes:
            return
        self.notes = notes
        self._places = [
            (start, end, note)
            for note in notes
            if (start := note.start) is not None and (end := note.end) is not None
        ]
        self._context.window.cards.set_notes(self.narrow(notes) if self.narrow else notes)
        self._context.reading.view.set_marks(
            [Mark(note.id, start, end, note.color, bool(note.body)) for start, end, note in self._places]
        )
        self._set_current((self.note(self.current.id) if self.current else None) or self._at_cursor())
        self.changed.emit()

    def note(self, note_id: str) -> Note | None:
        """Return a note of the shown article by its id."""
        return next((note for note in self.notes if note.id == note_id), None)

    def _under_cursor(self) -> list[Note]:
        """Return the notes whose passage holds the cursor, the shortest passage first."""
        position = self._context.reading.cursor.position
        held = [place for place in self._places if place[0] <= position < place[1]]
        return [note for _, _, note in sorted(held, key=lambda place: place[1] - place[0])]

    def _at_cursor(self) -> Note | None:
        return next(iter(self._under_cursor()), None)

    def _cursor_moved(self) -> None:
        self._just_marked = None
        if self.current is not None and self._context.reading.cursor.anchor is not None:
            return  # a selection that began in a note may become its passage
        held = self._under_cursor()
        if self.current not in held:
            self._set_current(held[0] if held else None)

    def _set_current(self, note: Note | None) -> None:
        self.current = note
        self._context.window.cards.set_current(note.id if note else None)
        self._context.reading.view.set_current_note(note.id if note else None)

    # Choosing one

    def choose(self, note_id: str) -> None:
        """Put the cursor on a note's passage, or on its section, and mark its card."""
        note = self.note(note_id) or self._turn_to(note_id)
        if note is None:
            return
        reading = self._context.reading
        if note.start is not None:
            reading.go(note.start)
        elif note.anchor is None:
            reading.go_to_section(note.section_path)
        self._set_current(note)

    def _turn_to(self, note_id: str) -> Note | None:
        """Show the article of a card from another one, at the passage."""
        other = self._context.window.cards.note(note_id)
        if other is None:
            return None
        self._context.reading.show(other.article_id, other.start)
        return self.note(note_id)

    def step(self, count: int) -> None:
        """Go `count` notes on (back where negative) from the cursor."""
        reading = self._context.reading
        places = sorted(
            (self._place(note), number, note)
            for number, note in enumerate(self.notes)
            if note.state is not NoteState.DETACHED
        )
        here = (reading.cursor.position, -1)
        if self.current is not None and self.current in self.notes:
            here = (self._place(self.current), self.notes.index(self.current))
        after = [note for start, number, note in places if (start, number) > here]
        before = [note for start, number, note in places if (start, number) < here]
        if count > 0 and after:
            self.choose(after[min(count, len(after)) - 1].id)
        elif count < 0 and before:
            self.choose(before[max(count, -len(before))].id)
        else:
            self._context.window.say(
                tr("This is the last note.") if count > 0 else tr("This is the first note.")
            )

    def _place(self, note: Note) -> int:
        """Return where a note stands in the text, for one without passage the start of its section."""
        return (
            note.start if note.start is not None else self._context.reading.section_start(note.section_path)
        )

    def cycle(self) -> None:
        """Choose the next of the notes under the cursor."""
        held = self._under_cursor()
        if self.current in held and len(held) > 1:
            self._set_current(held[(held.index(self.current) + 1) % len(held)])

    def focus_card(self) -> None:
        """Give the focus to the notes column, on the current card."""
        self._context.focusing.focus_notes()
