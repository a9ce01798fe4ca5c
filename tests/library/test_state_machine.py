"""Any order of importing, noting, deleting, restoring, revising, undoing leaves a sound library."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from library_samples import imported

from reader.domain.anchoring.placing import anchor
from reader.domain.ids import new_id
from reader.domain.notes import Note, NoteState
from reader.errors import ReaderError
from reader.home import Home
from reader.library import hashes
from reader.library.library import Library

SENTENCES = (
    "The judges ordered that the crossing be opened without delay.",
    "Both ministries said that they would study the text.",
    "Negotiators met for the third time in the port city.",
    "Nobody had expected a word of it in the capital.",
    "Rain fell on the tents for the fourth night running.",
)
# What of which article or note: its value. Absent is None.
State = dict[tuple[str, str], Any]
Step = dict[tuple[str, str], tuple[Any, Any]]


class Machine(RuleBasedStateMachine):
    """The library beside a model of it: a flat state, and steps as what they changed from and to."""

    articles = Bundle("articles")
    notes = Bundle("notes")

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.library = Library.open(Home(Path(self.folder.name)))
        self.state: State = {}
        self.done: list[Step] = []
        self.undone: list[Step] = []
        self.sentences: dict[str, set[str]] = {}
        self.article_of: dict[str, str] = {}

    def teardown(self) -> None:
        self.library.close()
        self.folder.cleanup()

    def _step(self, changes: State) -> None:
        step = {key: (self.state.get(key), new) for key, new in changes.items() if self.state.get(key) != new}
        if step:
            self.done.append(step)
            self.undone.clear()
            self.state |= changes

    @rule(
        target=articles,
        number=st.integers(0, 2),
        order=st.permutations(SENTENCES),
        count=st.integers(1, len(SENTENCES)),
    )
    def store(self, number: int, order: list[str], count: int) -> str:
        text = f"# Number {number}\n\n## First\n\n" + "\n\n".join(order[:count])
        id = self.library.store(imported(text, source=f"/{number}.md")).row.id
        self.state.setdefault((id, "title"), "")
        self.state[id, "deleted"] = False
        self.sentences[id] = set(order[:count])
        return id

    @rule(target=notes, article=articles, sentence=st.sampled_from(SENTENCES), body=st.text("ab", max_size=2))
    def note(self, article: str, sentence: str, body: str) -> str:
        text = self.library.text(article)
        start = text.find(sentence)
        id = new_id()
        if start >= 0 and not self.state[article, "deleted"]:
            revision = self.library.article_row(article).revision
            made = anchor(text, start, start + len(sentence), ("First",), revision)
            self.library.add_note(Note(id, article, ("First",), made, body))
            self.article_of[id] = article
            self._step({(id, "quote"): sentence, (id, "body"): body, (id, "deleted"): False})
        return id

    def _is_there(self, note: str) -> bool:
        return self.state.get((note, "quote")) is not None

    @rule(note=notes, body=st.text("cd", max_size=2))
    def edit(self, note: str, body: str) -> None:
        if self._is_there(note):
            # An origin of its own each time, so that each edit is a step.
            self.library.edit_note(note, body=body, origin=new_id())
            self._step({(note, "body"): body})

    @rule(article=articles, title=st.sampled_from(("Mine", "Ours")))
    def correct(self, article: str, title: str) -> None:
        self.library.correct(article, title=title)
        self._step({(article, "title"): title})

    @rule(article=articles, deleted=st.booleans())
    def bin_article(self, article: str, deleted: bool) -> None:
        (self.library.delete if deleted else self.library.restore)([article])
        self._step({(article, "deleted"): deleted})

    @rule(note=notes, deleted=st.booleans())
    def bin_note(self, note: str, deleted: bool) -> None:
        if self._is_there(note):
            (self.library.delete if deleted else self.library.restore)([note])
            changes = {(note, "deleted"): deleted}
            if not deleted:
                changes[self.article_of[note], "deleted"] = False
            self._step(changes)

    @rule()
    def undo(self) -> None:
        assert self.library.can_undo == bool(self.done)
        if not self.done:
            assert self.library.undo() is None
            return
        step = self.done.pop()
        if self._go(self.library.undo, {key: (new, old) for key, (old, new) in step.items()}):
            self.undone.append(step)

    @rule()
    def redo(self) -> None:
        assert self.library.can_redo == bool(self.undone)
        if not self.undone:
            assert self.library.redo() is None
            return
        step = self.undone.pop()
        if self._go(self.library.redo, step):
            self.done.append(step)

    def _go(self, go: Any, step: Step) -> bool:
        """Make a step where all is as it was left: an import may have taken something out of the bin."""
        if any(self.state.get(key) != old for key, (old, _) in step.items()):
            with pytest.raises(ReaderError, match="changed elsewhere"):
                go()
            return False
        assert go()
        self.state |= {key: new for key, (_, new) in step.items()}
        return True

    @invariant()
    def nothing_is_lost_or_doubled(self) -> None:
        rows = [*self.library.article_rows(), *self.library.article_rows(in_bin=True)]
        assert sorted(row.id for row in rows) == sorted(self.sentences)
        for row in rows:
            assert bool(row.deleted_at) == self.state[row.id, "deleted"]
            assert row.title == (self.state[row.id, "title"] or f"Number {str(row.source)[1]}")
        shown = set()
        for id, article in self.article_of.items():
            if not self._is_there(id):
                with pytest.raises(ReaderError):
                    self.library.note(id)
                continue
            note = self.library.note(id)
            assert note.anchor is not None
            assert (note.anchor.quote, note.body) == (self.state[id, "quote"], self.state[id, "body"])
            deleted = self.state[id, "deleted"] or self.state[article, "deleted"]
            assert bool(note.deleted_at) == deleted
            if not deleted:
                shown.add(id)
        listed = [note.id for note in self.library.notes()]
        assert sorted(listed) == sorted(shown)

    @invariant()
    def a_note_stands_on_its_own_passage_or_none(self) -> None:
        for note in (self.library.note(id) for id in self.article_of if self._is_there(id)):
            assert note.anchor is not None
            present = note.anchor.quote in self.sentences[note.article_id]
            assert note.state is (NoteState.ANCHORED if present else NoteState.DETACHED)
            if present:
                assert self.library.text(note.article_id)[note.start : note.end] == note.anchor.quote

    @invariant()
    def the_file_is_sound(self) -> None:
        connection = self.library._connection
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA quick_check").fetchall() == [("ok",)]
        for index in ("article_index", "note_index"):
            connection.execute(f"INSERT INTO {index}({index}, rank) VALUES ('integrity-check', 1)")
        for table, columns in (
            ("note", hashes.NOTE),
            ("article", hashes.ARTICLE),
            ("revision", hashes.REVISION),
        ):
            for *values, stored in connection.execute(f"SELECT {columns}, hash FROM {table}").fetchall():
                assert hashes.row_hash(values) == stored


TestLibrary = Machine.TestCase
TestLibrary.settings = settings(max_examples=20, stateful_step_count=25, deadline=None)
