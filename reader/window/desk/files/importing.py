"""What an import of files did, in one line; and how it reaches the library from beside the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from reader.errors import ReaderError
from reader.translation import digits, listing, tr, trn
from reader.window.isolating import joined

if TYPE_CHECKING:
    from concurrent.futures import Future

    from reader.domain.article import Imported
    from reader.domain.note_bundles import ImportedNotes
    from reader.jobs.imports import Outcome, Progress
    from reader.jobs.pool import Pool
    from reader.library.articles import Stored
    from reader.library.taking import Taken

_RESULTS: dict[str, Callable[[int], str]] = {
    "new": partial(trn, "{number} article new", "{number} articles new"),
    "revised": partial(trn, "{number} article revised", "{number} articles revised"),
    "unchanged": partial(trn, "{number} article unchanged", "{number} articles unchanged"),
}


@dataclass
class ImportSummary:
    """What an import of files did, for the line that says so."""

    articles: list[str] = field(default_factory=list)  # ids
    noted: list[str] = field(default_factory=list)  # ids of articles that got notes
    files: list[str] = field(default_factory=list)  # their paths
    results: dict[str, int] = field(default_factory=dict)
    errors: list[ReaderError] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    skipped: int = 0
    notes: int = 0  # that came in, so that there is something to undo

    def add(self, outcome: Outcome) -> None:
        """Take in what became of one file."""
        if outcome.error is not None:
            self.errors.append(outcome.error)
        if outcome.stored is not None:
            self._add_article(outcome.stored)
        if outcome.imported is not None:
            self.files += filter(None, [outcome.imported.source])
            self.remarks += outcome.imported.warnings
            self.remarks += [tr("{what} left out", what=what) for what in outcome.imported.omitted]
            if outcome.imported.encoding:
                self.remarks.append(tr("read as {encoding}", encoding=outcome.imported.encoding))
        if outcome.notes is not None:
            self.remarks += outcome.notes.warnings
        if outcome.taken is not None:
            self._add_notes(outcome.taken)

    def _add_article(self, stored: Stored) -> None:
        self.articles.append(stored.row.id)
        self.results[stored.result] = self.results.get(stored.result, 0) + 1
        if stored.found:
            self.remarks.append(
                trn(
                    "{number} note that waited has found its passage",
                    "{number} notes that waited have found their passages",
                    stored.found,
                )
            )
        if stored.detached:
            self.remarks.append(trn("{number} note detached", "{number} notes detached", stored.detached))

    def _add_notes(self, taken: Taken) -> None:
        self.noted += taken.article_ids
        self.notes += taken.added
        parts = [trn("{number} note added", "{number} notes added", taken.added)]
        if taken.added:
            parts.append(tr("{number} matched", number=digits(taken.matched)))
            parts.append(tr("{number} detached", number=digits(taken.detached)))
        self.remarks.append(listing(parts))
        self.remarks += [
            tr("{number} skipped: {reason}", number=digits(number), reason=tr(reason))
            for reason, number in taken.skipped
        ]

    def __str__(self) -> str:
        """Return one line for the reader."""
        parts = [_RESULTS[result](count) for result, count in self.results.items()]
        if self.skipped:
            parts.append(trn("{number} file skipped", "{number} files skipped", self.skipped))
        if self.errors:
            parts.append(
                trn(
                    "{number} file not read: {error}",
                    "{number} files not read, the first: {error}",
                    len(self.errors),
                    error=self.errors[0],
                )
                if len(self.errors) > 1
                else str(self.errors[0])
            )
        return joined(parts + self.remarks, " · ") or tr("Nothing to import there.")


class Writer:
    """Stands for the library in a job: what is stored is so by the writer, between other writes."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    def store_many(self, imports: Sequence[Imported]) -> list[Stored]:
        """Store what was imported, all in one transaction."""
        future: Future[list[Stored]] = self._pool.write(lambda library: library.store_many(imports))
        return future.result()

    def take_notes(
        self,
        imported: ImportedNotes,
        *,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Taken:
        """Take in notes, all in one transaction."""
        future: Future[Taken] = self._pool.write(
            lambda library: library.take_notes(imported, progress=progress, cancelled=cancelled)
        )
        return future.result()
