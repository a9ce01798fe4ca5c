"""JSON Lines: the note objects of the commands' JSON, one a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.objects import note_json
from reader.exporting.layout import by_article

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the lines."""
    for article, group in by_article(notes, articles):
        for note in group:
            yield note_json(note, article) + "\n"
