"""What an export format may ask of a library, for one filter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from reader.domain.notes import NoteFilter
from reader.errors import ReaderError

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.domain.article_row import ArticleRow
    from reader.exporting.registry import ExportFormat
    from reader.jobs.counting import Tally
    from reader.library.library import Library


class ExportSource:
    """The articles of `library`, as `format` may see them when it exports the notes `chosen`."""

    def __init__(self, library: Library, chosen: NoteFilter, format: ExportFormat) -> None:
        self.library = library
        self.chosen = chosen
        self.format = format
        self.tally: Tally | None = None
        self._asked: Sequence[str] | None = None

    def __call__(self, article_id: str, /) -> ArticleRow:
        """Return the row of an article."""
        return self.library.article_row(article_id)

    def asked(self) -> Sequence[str]:
        """Return the ids of the articles asked for with or without notes, in reading order.

        These are none for a format of notes, and where the filter looks at notes.
        """
        if self._asked is None:
            self._asked = self._found() if self.format.unit != "notes" else ()
        return self._asked

    @cached_property
    def asked_set(self) -> frozenset[str]:
        """The same, to look one up."""
        return frozenset(self.asked())

    def _found(self) -> Sequence[str]:
        return [row.id for row in self.rows()] if self.has_all_notes else ()

    @property
    def has_all_notes(self) -> bool:
        """Whether the filter chooses articles only, with whatever notes they have."""
        return self.chosen == NoteFilter(article_ids=self.chosen.article_ids)

    def rows(self) -> list[ArticleRow]:
        """Return the rows of the articles that the filter names, of all where it names none."""
        named = self.chosen.article_ids
        return [row for row in self.library.article_rows() if not named or row.id in named]

    def counted(self) -> str:
        """Return what has been written so far: `37 of 37 notes, every quote whole`."""
        return self.tally.report().in_english() if self.tally is not None else ""

    def only(self, article_id: str, also_without_notes: bool, tally: Tally) -> ExportSource:
        """Return the same for a file that has this article alone, and is counted by `tally`."""
        part = ExportSource(self.library, self.chosen, self.format)
        part.tally = tally
        part._asked = (article_id,) if also_without_notes else ()
        part.__dict__["names"] = self.names
        return part

    def whole(self, article_id: str, /) -> Article:
        """Return a whole article in its present revision."""
        return self.library.article(article_id)

    def file_name(self, article_id: str, /) -> str | None:
        """Return the name, without suffix, of the article's file in a folder; None for no article."""
        return self.names.get(article_id)

    def article_of(self, note_id: str, /) -> str | None:
        """Return the id of the article that a note is on; None for no note."""
        try:
            return self.library.note(note_id).article_id
        except ReaderError:
            return None

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of all articles' files by id, without suffix."""
        from reader.exporting.file_names import names_of

        # All articles, so that a name does not depend on which notes are chosen.
        rows = [*self.library.article_rows(), *self.library.article_rows(in_bin=True)]
        return names_of(sorted((row.id, row.title) for row in rows))
