"""What an export counts: the notes it was asked for, those it wrote, what it left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.notes import NoteState
from reader.errors import ReaderError
from reader.exporting.registry import HIGHLIGHTS, ExportFormat, ExportOptions
from reader.translation import digits, tr, trn

if TYPE_CHECKING:
    from reader.domain.notes import Note


class Report(NamedTuple):
    """What an export did: notes written, of how many asked for, highlights left out, files that hold them.

    `broken` counts the notes whose quote is not as long as its passage; `errors` says which files of
    a folder could not be written, their notes not being among those `written`. `articles` counts the
    articles of a format that writes those; of its `sources` it writes nothing else.
    """

    written: int
    total: int
    left_out: int = 0
    broken: int = 0
    paths: tuple[Path, ...] = ()
    errors: tuple[ReaderError, ...] = ()
    articles: int | None = None
    unit: str = "notes"

    def __str__(self) -> str:
        """Return the one line that says it: `37 of 37 notes, every quote whole`."""
        return self._said(tr, trn, digits)

    def in_english(self) -> str:
        """Return the same as it stands in files, which are the same for everybody."""
        return self._said(_untranslated, _plural, "{:,}".format)

    def _said(
        self, tr: Callable[[str], str], trn: Callable[..., str], digits: Callable[[int], str], /
    ) -> str:
        if self.unit == "sources":
            return trn("{number} source", "{number} sources", self.articles or 0)
        written = digits(self.written)
        facts = [
            trn("{written} of {number} note", "{written} of {number} notes", self.total, written=written)
        ]
        if self.left_out:
            facts.append(
                trn(
                    "{number} highlight without text left out",
                    "{number} highlights without text left out",
                    self.left_out,
                )
            )
        if self.errors:
            facts.append(trn("{number} file not written", "{number} files not written", len(self.errors)))
        if self.broken:
            facts.append(trn("{number} quote not whole", "{number} quotes not whole", self.broken))
        elif not self.left_out and not self.errors:
            facts.append(tr("every quote whole"))
        if self.articles is not None:
            facts.append(trn("in {number} article", "in {number} articles", self.articles))
        # Translators: the comma between the things of a list, and the blank after it.
        return tr(", ").join(facts)


def _untranslated(text: str, /) -> str:
    return text


def _plural(one: str, several: str, number: int, /, **values: object) -> str:
    return (one if number == 1 else several).format(number=f"{number:,}", **values)


class Tally:
    """Lets through the notes that are to be written, and counts."""

    def __init__(self, format: ExportFormat, options: ExportOptions, asked: Sequence[str] = ()) -> None:
        self._highlights = options.highlights or HIGHLIGHTS not in format.options
        self._unit = format.unit
        self._articles = set(asked)
        self.total = self.written = self.left_out = self.broken = 0

    def chosen(self, notes: Iterable[Note]) -> Iterator[Note]:
        """Yield those of the `notes` that are to be written."""
        detached = NoteState.DETACHED
        article_id = ""
        for note in notes:
            self.total += 1
            if not self._highlights and not note.body.strip():
                self.left_out += 1
                continue
            self.written += 1
            if note.article_id != article_id:
                article_id = note.article_id
                self._articles.add(article_id)
            passage = note.passage
            if passage is not None and note.state is not detached:
                self.broken += passage.end - passage.start != len(passage.quote)
            yield note

    def give_up(self, rest: Iterator[Note]) -> None:
        """Count the `rest` of the notes, none of which was written."""
        for _ in rest:
            pass
        self.written = self.broken = 0
        self._articles.clear()

    def add(self, part: Tally) -> None:
        """Count what a part of the export counted."""
        self._articles |= part._articles
        self.total += part.total
        self.written += part.written
        self.left_out += part.left_out
        self.broken += part.broken

    def report(self, paths: tuple[Path, ...] = ()) -> Report:
        """Return what has been counted so far."""
        articles = len(self._articles) if self._unit != "notes" else None
        report = Report(self.written, self.total, self.left_out, self.broken, paths)
        return report._replace(articles=articles, unit=self._unit)
