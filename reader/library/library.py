"""The one face of the library. Each method delegates to the module of its subject."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from typing import TYPE_CHECKING

import apsw

from reader.library import articles, notes, references
from reader.library.articles import Stored as Stored
from reader.library.writing import Connected
from reader.translation import mark

if TYPE_CHECKING:
    from pathlib import Path

    from reader.domain.article import Article, ArticleRow, Imported
    from reader.domain.blocks import Block
    from reader.domain.changes import Since
    from reader.domain.note_bundles import ImportedNotes
    from reader.domain.notes import Anchor, Note, NoteFilter
    from reader.domain.pages import Page
    from reader.domain.searching.hits import Hit
    from reader.domain.sections import Section
    from reader.home import Home
    from reader.library.reading import Reading
    from reader.library.taking import Taken


class Library(Connected):
    """One connection to the library of a home, for one thread.

    Ids are those of articles and notes; one that is not there is a ReaderError, as is whatever is wrong
    with the file or the disk. Every method that writes does so in one transaction and tells the
    subscribers after it, with `origin` (or the library's own), so that whoever caused the change knows
    it. What a person did with a note, and corrections and deletions of articles, can be undone.
    """

    @classmethod
    def open(cls, home: Home, *, read_only: bool = False, origin: str = "") -> Library:
        """Open the library of `home`; it is made if absent, but for `read_only`.

        ReaderError where the home or the file cannot be used; both are then as they were.
        """
        return cls(home, read_only=read_only, origin=origin)

    # Articles

    def store(self, imported: Imported) -> Stored:
        """Store an import: a new article, one that is known and the same, or its next revision.

        Known is what came from the same source, else what has the very same content; out of the bin it
        comes back. A revision's notes are found again in the same transaction.
        """
        return self.store_many([imported])[0]

    def store_many(self, imports: Sequence[Imported]) -> list[Stored]:
        """Store several imports as `store` does, all in one transaction.

        A commit waits for the disk three times as long as an article takes to be written.
        """
        from reader.library.storing import prepare, store

        contents = [prepare(imported) for imported in imports]

        def act(connection: apsw.Connection) -> list[Stored]:
            done = [store(connection, content) for content in contents]
            return [
                Stored(articles.article_row(connection, id), result, moved, detached, found)
                for id, result, moved, detached, found in done
            ]

        return self._write(act, "")

    def article(self, id: str, revision: int | None = None) -> Article:
        """Return the whole article in its present, or the given, revision."""
        with self._faults:
            return articles.article(self._connection, id, revision)

    def article_row(self, id: str) -> ArticleRow:
        """Return the row of one article, in the bin or not."""
        with self._faults:
            return articles.article_row(self._connection, id)

    def find_article_row(self, id: str) -> ArticleRow | None:
        """Return the row of one article; None where it is gone, as one is that notes waited for."""
        with self._faults:
            return articles.find_article_row(self._connection, id)

    def article_rows(self, in_bin: bool = False) -> list[ArticleRow]:
        """Return all articles, or what lies in the bin: newest date first, undated last, newest first."""
        with self._faults:
            return articles.article_rows(self._connection, in_bin)

    def outline(self, id: str) -> Section:
        """Return the root of the section tree, without reading blocks."""
        with self._faults:
            return articles.outline(self._connection, id)

    def headings(self) -> Generator[tuple[str, list[tuple[str, int]]], None, None]:
        """Yield, for each article outside the bin that has any, the titles of its sections, and how deep.

        In reading order, 1 being the depth below the article; the articles imported last come first.
        """
        with self._faults:
            yield from articles.headings(self._connection)

    def pages(self, id: str) -> list[Page]:
        """Return the pages of the present revision, without their blocks."""
        with self._faults:
            return articles.article_pages(self._connection, id)

    def page_blocks(self, id: str, number: int) -> tuple[Block, ...]:
        """Return the blocks of one page of the present revision."""
        with self._faults:
            return articles.page_blocks(self._connection, id, number)

    def text(self, id: str) -> str:
        """Return the plain text of the present revision."""
        with self._faults:
            return articles.text(self._connection, id)

    def resolve(self, reference: str, in_bin: bool = False) -> str:
        """Return the id that an id, an end of one, an imported path or part of a title means.

        `in_bin` prefers what lies in the bin. ReaderError for none, and for several, which it names.
        """
        with self._faults:
            return references.resolve(self._connection, reference, in_bin)

    def resolve_note(self, reference: str, in_bin: bool = False) -> str:
        """Return the id of the note that an id, or the end of one, means."""
        with self._faults:
            return references.resolve_note(self._connection, reference, in_bin)

    def correct(
        self,
        id: str,
        *,
        title: str | None = None,
        published: str | None = None,
        byline: str | None = None,
        publisher: str | None = None,
        origin: str = "",
    ) -> None:
        """Correct what is given by hand; it survives imports.

        An empty date, byline or publisher clears it; an empty title gives back the imported one.
        """
        given = {"title": title, "published": published, "byline": byline, "publisher": publisher}
        changes = {name: value for name, value in given.items() if value is not None}
        self._do(
            lambda connection: articles.correct(connection, id, changes),
            mark("rename") if list(changes) == ["title"] else mark("properties"),
            origin,
        )

    def delete(self, ids: Iterable[str], origin: str = "") -> int:
        """Put articles (with their notes) and notes into the bin; return how many were not there yet."""
        return self._move(ids, origin, deleted=True)

    def restore(self, ids: Iterable[str], origin: str = "") -> int:
        """Take articles and notes out of the bin; return how many lay there.

        Notes that were deleted before their article stay; a note brings its article back.
        """
        return self._move(ids, origin, deleted=False)

    def _move(self, ids: Iterable[str], origin: str, *, deleted: bool) -> int:
        def act(connection: apsw.Connection) -> int:
            return sum(articles.set_deleted(connection, ids, deleted))

        return self._do(act, mark("delete") if deleted else mark("restore"), origin)

    # Notes

    def add_note(self, note: Note, origin: str = "") -> Note:
        """Keep a note and return it with its id, times and place. The same id again is no second note."""

        def act(connection: apsw.Connection) -> Note:
            from reader.library.placing import place_notes

            key, note_id = notes.add(connection, note)
            place_notes(connection, [key])
            return notes.note(connection, note_id)

        return self._do(act, mark("note") if note.body else mark("highlight"), origin)

    def take_notes(
        self,
        imported: ImportedNotes,
        *,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
        origin: str = "",
    ) -> Taken:
        """Take in the notes of another program or library, all in one transaction, as one step to undo.

        They go to the article of the same id, source or title, and are found in it as after a revision;
        where there is none they wait under its title. What is here already stays as it is. `progress`
        is told the notes done and the notes in all; ReaderError where `cancelled` says so, nothing
        being changed.
        """
        from reader.library.taking import take

        return self._do(
            lambda connection: take(connection, imported, progress, cancelled), mark("import"), origin
        )

    def edit_note(
        self,
        id: str,
        *,
        body: str | None = None,
        color: str | None = None,
        tags: Sequence[str] | None = None,
        anchor: Anchor | None = None,
        origin: str = "",
    ) -> Note:
        """Change what is given of a note and return it; a new `anchor` puts it on another passage.

        Edits of one body by one origin that follow each other are undone together.
        """

        def act(connection: apsw.Connection) -> Note:
            key = notes.key_of(connection, id)
            notes.edit(connection, key, body, color, tags, anchor)
            if anchor is not None:
                from reader.library.placing import place_notes

                place_notes(connection, [key])
            return notes.note(connection, id)

        only_body = body is not None and color is None and tags is None and anchor is None
        return self._do(act, mark("edit"), origin, ("body", id, origin) if only_body else None)

    def edit_notes(
        self,
        ids: Iterable[str],
        *,
        color: str | None = None,
        add_tags: Sequence[str] = (),
        drop_tags: Sequence[str] = (),
        origin: str = "",
    ) -> int:
        """Change colour and tags of several notes in one step; return how many notes became others."""

        def act(connection: apsw.Connection) -> int:
            return sum(notes.edit_marks(connection, id, color, add_tags, drop_tags) for id in ids)

        return self._do(act, mark("edit"), origin)

    def note(self, id: str) -> Note:
        """Return one note, in the bin or not."""
        with self._faults:
            return notes.note(self._connection, id)

    def notes(self, chosen: NoteFilter | None = None) -> Generator[Note, None, None]:
        """Yield the chosen notes, or all, in reading order; they are read a few hundred at a time."""
        with self._faults:
            yield from notes.notes(self._connection, chosen)

    def tags(self) -> list[tuple[str, int]]:
        """Return every tag in use and the number of its notes, by name."""
        with self._faults:
            return notes.tags(self._connection)

    def note_counts(self, article_id: str) -> dict[tuple[str, ...], int]:
        """Return how many notes stand in each section itself (not below it), by its path."""
        with self._faults:
            return notes.note_counts(self._connection, articles.key_of(self._connection, article_id))

    # What was exported

    def changed_since(self, place: str) -> Since:
        """Return what changed since `mark_export` was last called for `place`, a text of the caller's."""
        from reader.library.exported import changed_since

        with self._faults:
            return changed_since(self._connection, place)

    def mark_export(self, place: str, sequence: int) -> None:
        """Remember that `place` holds all up to `sequence`, which `changed_since` gave before."""
        from reader.library.exported import mark

        self._write(lambda connection: mark(connection, place, sequence), "")

    # Reading

    def reading(self, id: str) -> Reading:
        """Return how far the article was read."""
        from reader.library.reading import reading

        with self._faults:
            return reading(self._connection, articles.key_of(self._connection, id))

    def set_reading(self, id: str, offset: int, progress: float, origin: str = "") -> None:
        """Remember where reading stopped: a code point, and 0.0-1.0. It is no step to undo."""
        from reader.library.reading import set_reading

        self._write(
            lambda connection: set_reading(connection, articles.key_of(connection, id), offset, progress),
            origin,
        )

    def last_read(self) -> str | None:
        """Return the article read last, else the one imported last, else None."""
        from reader.library.reading import last_read

        with self._faults:
            return last_read(self._connection)

    # Finding

    def search(self, query: str, kinds: Iterable[str] = ("article", "note"), limit: int = 50) -> list[Hit]:
        """Return the best hits among articles and notes, best first, nothing of the bin.

        What may stand in `query` says `reader.domain.searching.query`; none is ever an error.
        """
        from reader.library.searching.search import search

        with self._faults:
            return search(self._connection, query, kinds, limit)

    def passages_like(self, text: str, besides: str = "", limit: int = 50) -> list[Hit]:
        """Return the passages that share the telling words of `text`, newest first, none of `besides`."""
        from reader.library.searching.passages import passages_like

        with self._faults:
            return passages_like(self._connection, text, besides, limit)

    # Care

    def backup(self, path: Path | None = None) -> Path:
        """Write a checked copy of the library to `path`, else into the home's backups; return where.

        ReaderError where `path` exists, or the library is damaged.
        """
        from reader.library.care.backup import backup

        with self._faults:
            return backup(self._connection, self._home, path)

    def check(self) -> list[str]:
        """Return what is wrong with the library, a line each: nothing if it is sound. It reads all of it."""
        from reader.library.soundness import check

        with self._faults:
            return check(self._connection)

    def keep_notes_backup(self) -> Path | None:
        """Write today's backup of the notes into the home; None if it is there, or there are no notes."""
        from reader.library.care.notes_backup import keep_notes_backup

        with self._faults:
            return keep_notes_backup(self._connection, self._home)

    @staticmethod
    def restore_from(home: Home, file: Path) -> Path | None:
        """Make the copy `file` the library of `home`; return where the present one was set aside.

        ReaderError where `file` is no sound library, or anybody has the present one open.
        """
        from reader.library.care.backup import restore

        return restore(home, file)

    @staticmethod
    def repair(home: Home) -> list[str]:
        """Make a sound library of a damaged one and say what was done, a line each; nothing if it is sound.

        The damaged one is set aside. ReaderError where anybody has it open, or nothing can be read.
        """
        from reader.library.care.recovery import repair

        return repair(home)
