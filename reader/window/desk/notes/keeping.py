"""Changes of notes on their way to the disk: what is under way, and what could not be written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from reader.errors import ReaderError
from reader.translation import trn

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.domain.notes import Note
    from reader.library.library import Library
    from reader.window.context import Context


AGAIN_AFTER = 5_000  # milliseconds till what could not be written is tried again


class Keeping:
    """Writes the notes of one window and says on their cards how it went.

    What could not be written is kept, whatever article is shown, and tried again. `settled` is called
    after each change, `gone` before that where the note is not as it was shown.
    """

    def __init__(
        self, context: Context, origin: str, settled: Callable[[], None], gone: Callable[[], None]
    ) -> None:
        self._context = context
        self._origin = origin
        self._settled, self._gone = settled, gone
        self._pending = 0
        self._kept: dict[str, Note | None] = {}  # as each shall be on disk, till it is; None: removed
        self._failed: set[str] = set()
        self._last: dict[str, Future[object]] = {}  # of each note, till it is on disk
        self._was_told = False
        self._again = QTimer(context.window, singleShot=True, interval=AGAIN_AFTER)
        self._again.timeout.connect(self.try_again)

    @property
    def is_busy(self) -> bool:
        """Whether a change is under way: what is shown runs ahead of the library."""
        return self._pending > 0

    def has_failed(self, note_id: str) -> bool:
        """Whether the last change of a note is not on disk, and none is under way that brings it there."""
        return note_id in self._failed

    def kept(self, note_id: str) -> Note | None:
        """Return a note as it shall be on disk, where it is not there yet."""
        return self._kept.get(note_id)

    def merged(self, notes: Iterable[Note], article_id: str) -> list[Note]:
        """Return `notes`, which the library has of an article, with what is not yet on disk."""
        kept = dict(self._kept)
        found = [now for note in notes if (now := kept.pop(note.id, note)) is not None]
        return [
            *found,
            *(note for note in kept.values() if note is not None and note.article_id == article_id),
        ]

    def unsaved_elsewhere(self, article_id: str) -> int:
        """Return how many notes could not be written that are not of this article."""
        kept = [self._kept.get(note_id) for note_id in self._failed]
        return sum(note is not None and note.article_id != article_id for note in kept)

    def try_again(self) -> None:
        """Write once more what could not be written."""
        for note_id in list(self._failed):
            note = self._kept.get(note_id)
            if note is not None:
                self.write_again(note)

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

    def write(
        self, note_id: str, note: Note | None, task: Callable[[Library], object], *, is_new: bool = False
    ) -> None:
        """Have `task` carried out, which makes a note (one that `is_new`) be as `note`; None: removes it."""
        cards = self._context.window.cards
        cards.set_saved(note_id, False, "")
        self._pending += 1
        self._kept[note_id] = note

        def done(_: object) -> None:
            self._failed.discard(note_id)
            self._was_told = False
            self._settle(note_id, future)
            cards.set_saved(note_id, True, "")
            self._end()

        def failed(error: Exception) -> None:
            if note is not None and (is_new or self.has_failed(note_id) or self._is_there(note_id)):
                is_news = note_id not in self._failed
                self._failed.add(note_id)
                self._again.start()
                cards.set_saved(note_id, False, str(error))
            else:  # undone meanwhile, or still there: what is shown is not so
                is_news = True
                self._settle(note_id, future)
                self._gone()
            self._end()
            if is_news:
                self._context.window.report(error)

        self._last[note_id] = future = self._context.session.pool.write(task)
        self._context.deliver(future, done, failed)

    def write_again(self, note: Note) -> None:
        """Have the whole of a note written, of which something could not be."""

        def task(library: Library) -> Note:
            library.add_note(note, self._origin)  # no second one where it is there
            return library.edit_note(
                note.id,
                body=note.body,
                color=note.color,
                tags=note.tags,
                anchor=note.anchor if note.placement is None else None,
                origin=self._origin,
            )

        self.write(note.id, note, task)

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
            self._kept.pop(note_id, None)
