"""Any order of notes coming in, articles arriving, editing, the bin, undo and redo leaves a sound library."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from library_samples import imported

from reader.domain.ids import new_id
from reader.domain.note_bundles import ELSEWHERE, ImportedNotes, NoteBundle
from reader.domain.notes import Anchor, Note, NoteFilter, NoteState
from reader.errors import ReaderError
from reader.home import Home
from reader.library.library import Library

SENTENCES = (
    "The judges ordered that the crossing be opened without delay.",
    "Negotiators met for the third time in the port city.",
    "Rain fell on the tents for the fourth night running.",
)
NAMES = ("Number 0", "Number 1", "Number 2")


def note_on(name: str, sentence: str) -> Note:
    """Return the one note that there is on a sentence of an article, always the same."""
    number = NAMES.index(name) * len(SENTENCES) + SENTENCES.index(sentence)
    place = Anchor(sentence, "", "", 0, 0, (), ELSEWHERE)
    time = f"2024-01-01T00:00:0{number}.000Z"
    return Note(f"0192aaaa-0000-7000-8000-{number:012}", "", (), place, f"{number}", "yellow", (), time, time)


Kept = dict[str, tuple[str, bool]]


class Machine(RuleBasedStateMachine):
    """The library beside what undo and redo must bring back: which notes there are, and their words."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.library = Library.open(Home(Path(self.folder.name)))
        self.past: list[Kept] = []
        self.future: list[Kept] = []
        self.may_fail = False  # an import took something out of the bin, which a step may stumble over

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    def _kept(self) -> Kept:
        """Return the words of each note that is there, and whether it lies in the bin by itself or not."""
        rows = self.library._connection.execute(
            "SELECT id, body, deleted_at IS NOT NULL FROM note"
        ).fetchall()
        return {id: (body, bool(deleted)) for id, body, deleted in rows}

    def _step(self, act: Any) -> Any:
        before = self._kept()
        result = act()
        if self._kept() != before:
            self.past.append(before)
            self.future.clear()
        return result

    @rule(
        names=st.lists(st.sampled_from(NAMES), max_size=2, unique=True),
        sentences=st.sets(st.sampled_from(SENTENCES), min_size=1),
    )
    def take(self, names: list[str], sentences: set[str]) -> None:
        bundles = [
            NoteBundle(
                name, tuple(note_on(name, each) for each in sorted(sentences)), sources=(f"/{name}.md",)
            )
            for name in names
        ]
        before = set(self._kept())
        wanted = {note.id for bundle in bundles for note in bundle.notes}
        taken = self._step(lambda: self.library.take_notes(ImportedNotes(tuple(bundles))))
        assert taken.added + taken.left_out == len(wanted)
        assert set(self._kept()) - before <= wanted
        assert taken.added == len(set(self._kept()) - before)

    @rule(name=st.sampled_from(NAMES), count=st.integers(0, 3), by_source=st.booleans())
    def store(self, name: str, count: int, by_source: bool) -> None:
        deleted = {row.id for row in self.library.article_rows(in_bin=True)}
        text = f"# {name}\n\nIt begins.\n\n" + "\n\n".join(SENTENCES[:count])
        row = self.library.store(imported(text, source=f"/{name}.md" if by_source else "/elsewhere.md")).row
        self.may_fail = self.may_fail or row.id in deleted
        assert not row.is_awaited

    @rule(at=st.integers(0, 8), body=st.text("ab", max_size=2))
    def edit(self, at: int, body: str) -> None:
        kept = sorted(self._kept())
        if kept:
            id = kept[at % len(kept)]
            self._step(lambda: self.library.edit_note(id, body=body, origin=new_id()))

    @rule(at=st.integers(0, 8))
    def delete(self, at: int) -> None:
        kept = sorted(self._kept())
        if kept:
            id = kept[at % len(kept)]
            self._step(lambda: self.library.delete([id]))

    @rule(forward=st.booleans())
    def go(self, forward: bool) -> None:
        stack, other = (self.future, self.past) if forward else (self.past, self.future)
        before = self._kept()
        try:
            label = self.library.redo() if forward else self.library.undo()
        except ReaderError:
            assert self.may_fail
            stack.pop()
            return
        if label is not None:
            assert self._kept() == stack.pop()
            other.append(before)
        else:
            assert not stack

    @invariant()
    def it_is_sound(self) -> None:
        assert self.library.check() == []
        rows = {row.id: row for in_bin in (False, True) for row in self.library.article_rows(in_bin)}
        for in_bin in (False, True):
            for note in self.library.notes(NoteFilter(in_bin=in_bin)):
                row = rows[note.article_id]
                assert note.anchor is not None
                text = self.library.text(row.id)
                assert (note.state is NoteState.ANCHORED) == (note.anchor.quote in text)
                if note.start is not None:
                    assert text[note.start : note.end] == note.anchor.quote
        noted = {
            note.article_id
            for in_bin in (False, True)
            for note in self.library.notes(NoteFilter(in_bin=in_bin))
        }
        assert all(id in noted for id, row in rows.items() if row.is_awaited)


TestTaking = Machine.TestCase
TestTaking.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
