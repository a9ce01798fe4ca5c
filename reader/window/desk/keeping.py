"""Changes of notes on their way to the disk: what is under way, and what could not be written."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.translation import trn

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.domain.notes import Note
    from reader.library.library import Library
    from reader.window.context import Context


class Keeping:
    """Writes the notes of one window and says on their cards how it went.

    `settled` is called after each change, `gone` before that where the note was there no more.
    """

    def __init__(
        self, context: Context, origin: str, settled: Callable[[], None], gone: Callable[[], None]
    ) -> None:
        self._context = context
        self._origin = origin
        self._settled, self._gone = settled, gone
        self._pending = 0
        self._failed: set[str] = set()
        self._last: dict[str, Future[object]] = {}  # of each note, till it is on disk
        self._was_told = False

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way: what is shown runs ahead of the library."""
        return self._pending > 0

    def has_failed(self, note_id: str) -> bool:
        """Whether the last change of a note is not on disk, and none is under way that brings it there."""
        return note_id in self._failed

    def may_leave(self) -> bool:
        """Wait for what is under way; False, once, where something could not be written and would be lost."""
        errors = [error for future in self._last.values() if (error := future.exception())]
        if not errors or self._was_told:
            return True
        self._was_told = True
        self._context.window.say(
            trn(
                "{number} note is not saved ({error}). Close again to leave without.",
                "{number} notes are not saved ({error}). Close again to leave without.",
                len(errors),
                error=errors[0],
            )
        )
        return False

    def write(self, note_id: str, task: Callable[[Library], object], *, is_new: bool = False) -> None:
        """Have `task`, a change of one note (or one that `is_new`), carried out by the writer."""
        cards = self._context.window.cards
        cards.set_saved(note_id, False, "")
        self._pending += 1

        def done(_: object) -> None:
            self._failed.discard(note_id)
            self._was_told = False
            self._settle(note_id, future)
            cards.set_saved(note_id, True, "")
            self._end()

        def failed(error: Exception) -> None:
            if is_new or self.has_failed(note_id) or self._is_there(note_id):
                self._failed.add(note_id)
            else:  # undone meanwhile: what is shown is no note any more
                self._settle(note_id, future)
                self._gone()
            cards.set_saved(note_id, False, str(error))
            self._end()
            self._context.window.report(error)

        self._last[note_id] = future = self._context.session.pool.write(task)
        self._context.deliver(future, done, failed)

    def write_again(self, note: Note) -> None:
        """Have the whole of a note written, of which something could not be."""

        def task(library: Library) -> Note:
            library.add_note(note, self._origin)  # no second one where it is there
            return library.edit_note(
                note.id, body=note.body, color=note.color, tags=note.tags, origin=self._origin
            )

        self.write(note.id, task)

    def _is_there(self, note_id: str) -> bool:
        try:
            self._context.session.library.note(note_id)
        except ReaderError:
            return False
        return True

    def _end(self) -> None:
        self._pending -= 1
        self._settled()

    def _settle(self, note_id: str, change: Future[object]) -> None:
        """Forget a change of which nothing can be lost any more, unless another came after it."""
        if self._last.get(note_id) is change:
            del self._last[note_id]
