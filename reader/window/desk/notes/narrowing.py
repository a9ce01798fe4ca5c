"""The cards that the notes column shows: those of the article, or what its filter leaves."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.notes import Note, NoteFilter
from reader.translation import digits, tr, trn
from reader.window.notes.filter import ARTICLE, EVERYWHERE, SECTION

if TYPE_CHECKING:
    from reader.domain.changes import Change
    from reader.jobs.export_requests import Recipe
    from reader.library.library import Library
    from reader.window.context import Context

_MOST = 300  # cards


class Narrowing(QObject):
    """Asks the library for what is typed, and keeps in sight what was written meanwhile."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._cards = context.window.cards
        self._bar = self._cards.filter
        self._found: list[Note] | None = None  # None: nothing narrows the cards
        self._titles: dict[str, str] = {}
        self._before: set[str] = set()  # the article's notes when it was asked; those added later stay
        self._let_in: set[str] = set()
        self._article = ""  # that was asked about
        self._section: tuple[str, ...] = ()
        self._asked = 0
        context.noting.narrow = self.narrow
        self._bar.changed.connect(self._ask)
        self._bar.left.connect(self._leave)
        self._bar.entered.connect(self._enter)
        self._cards.missing.connect(self._let_note_in)
        context.reading.shown.connect(self._article_shown)
        context.reading.moved.connect(self._moved)
        context.session.bridge.changed.connect(self._follow)

    @property
    def in_force(self) -> Recipe | None:
        """What is shown now, as what can be exported; None where nothing narrows the cards."""
        from reader.jobs.export_requests import FILTER, Recipe

        article, where = self._context.reading.article, self._bar.where
        if self._found is None:
            return None
        is_here = article is not None and where != EVERYWHERE
        path = self._context.reading.section_path if where == SECTION else ()
        return Recipe(FILTER, article.id if is_here and article else "", path, query=_query(self._bar.words))

    def open(self) -> None:
        """Give the focus to the field; where it has it, look in the next wider place."""
        if self._bar.field.hasFocus():
            self._bar.step_scope()
        self._bar.show()
        self._show()
        self._bar.field.setFocus()
        self._bar.field.selectAll()

    def narrow(self, notes: list[Note]) -> list[Note]:
        """Return what is to be shown where `notes` are those of the article, in reading order."""
        if self._found is None:
            return notes
        article = self._context.reading.article
        here = {note.id: note for note in notes}
        meant = {note.id for note in self._found} | here.keys() - self._before | self._let_in
        own = [note for note in notes if note.id in meant]
        where = self._bar.where
        if where == SECTION:
            path = self._context.reading.section_path
            return [n for n in own if _path(n)[: len(path)] == path or n.id in self._let_in]
        if where == ARTICLE or article is None:
            return own
        shown, are_in = [], False
        for note in self._found:
            if note.article_id != article.id:
                shown.append(note)
            elif not are_in:
                shown += own
                are_in = True
        return shown if are_in else [*own, *shown]

    # Asking

    def _ask(self) -> None:
        self._asked += 1
        reading, noting = self._context.reading, self._context.noting
        words, where = self._bar.words, self._bar.where
        self._before, self._let_in = {note.id for note in noting.notes}, set()
        self._article = reading.article.id if reading.article is not None else ""
        self._section = reading.section_path
        if not words and where == ARTICLE:
            self._found = None
            self._show()
            return
        number = self._asked
        article = reading.article
        ids = (article.id,) if article is not None and where != EVERYWHERE else ()

        def task(library: Library) -> tuple[list[Note], dict[str, str]]:
            chosen = NoteFilter(article_ids=ids, query=_query(words))
            found = list(islice(library.notes(chosen), _MOST))
            articles = {note.article_id for note in found} if where == EVERYWHERE else set()
            return found, {article_id: library.article_row(article_id).title for article_id in articles}

        def done(answer: tuple[list[Note], dict[str, str]]) -> None:
            if number == self._asked:
                self._found, self._titles = answer
                self._show()

        self._context.read(task, done)

    def _show(self) -> None:
        noting = self._context.noting
        notes = self.narrow(noting.notes)
        is_on = self._found is not None
        self._cards.set_titles(self._titles if self._bar.where == EVERYWHERE and is_on else {})
        self._cards.set_empty_filter(
            tr("No note fits") if is_on else "", tr("Esc in the filter shows all again.")
        )
        self._cards.set_notes(notes)
        self._cards.set_current(noting.current.id if noting.current else None)
        if len(notes) >= _MOST:
            self._bar.show_count(tr("more than {number} notes", number=digits(len(notes))))
        else:
            self._bar.show_count(trn("{number} note", "{number} notes", len(notes)))

    def _moved(self) -> None:
        section = self._context.reading.section_path
        if self._found is not None and self._bar.where == SECTION and section != self._section:
            self._section = section
            self._let_in = set()
            self._show()

    def _article_shown(self) -> None:
        article = self._context.reading.article
        if article is not None and article.id == self._article:  # it is shown anew: its facts, a page
            self._ask_again()
        else:
            self._ask()

    def _follow(self, change: Change) -> None:
        # While one writes, the card stays, whether or not its new words fit.
        if self._found is not None and "note" in change.kinds and self._cards.list.editor is None:
            self._ask_again()

    def _ask_again(self) -> None:
        """Ask the same of a library that may have changed; what was written meanwhile stays in sight."""
        let_in = self._let_in | {n.id for n in self._context.noting.notes if n.id not in self._before}
        self._ask()
        self._let_in = let_in

    def _let_note_in(self, note_id: str) -> None:
        self._let_in.add(note_id)
        self._show()

    # Leaving

    def _enter(self) -> None:
        self._cards.enter()

    def _leave(self) -> None:
        self._bar.reset()
        self._bar.hide()
        self._ask()
        self._context.reading.focus()


def _path(note: Note) -> tuple[str, ...]:
    return note.passage.section_path if note.passage is not None else note.section_path


def _query(words: str) -> str:
    """Return what is asked for while `words` are typed: the last one may be a beginning."""
    from reader.domain.searching.query import parse

    if not parse(words).clauses:
        return ""
    last = words.split()[-1]
    is_open = last[-1].isalnum() and ":" not in last and words.count('"') % 2 == 0 and last != "OR"
    return f"{words}*" if is_open else words
