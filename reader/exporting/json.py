"""The note objects of the commands' JSON, as one array with a note a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from reader.domain.objects import note_json

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the array."""
    lead = "[\n"
    for article_id, group in groupby(notes, lambda note: note.article_id):
        article = articles(article_id)
        for note in group:
            yield lead + note_json(note, article)
            lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"
