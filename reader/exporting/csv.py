"""CSV by RFC 4180: a row a note, with the keys of the note objects as columns.

Every cell is quoted, and none is what a spreadsheet program would run as a formula.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reader.domain.objects import note_object
from reader.exporting.layout import by_article, one_line
from reader.exporting.table import row

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import ExportOptions

COLUMNS = (
    *("id", "article_id", "article_title", "article_source", "published", "section_path"),
    *("quote", "prefix", "suffix", "start", "end", "body", "color", "tags"),
    *("created_at", "modified_at", "state"),
)


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the rows; the first one names the columns."""
    yield row(COLUMNS)
    for article, group in by_article(notes, articles):
        for note in group:
            values = note_object(note, article)
            values["section_path"] = " › ".join(map(one_line, note.section_path))
            values["tags"] = ", ".join(map(one_line, note.tags))
            yield row(_cell(values[name]) for name in COLUMNS)


def _cell(value: Any) -> str:
    return "" if value is None else str(value)
