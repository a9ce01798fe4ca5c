"""CSL-JSON: an item an article, for pandoc, Zotero and every processor of citation styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.objects import to_json
from reader.exporting.layout import every_article
from reader.exporting.sources import csl_item

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the array, an item a line."""
    lead = "[\n"
    for article, _ in every_article(notes, articles):
        yield lead + to_json(csl_item(article))
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"
