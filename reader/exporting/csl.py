"""CSL-JSON: an item an article, for pandoc, Zotero and every processor of citation styles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from reader.domain.links import article_link
from reader.domain.objects import to_json
from reader.exporting.layout import every_article, one_line
from reader.exporting.sources import citation_key, day_read, persons, web_address

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the array, an item a line."""
    lead = "[\n"
    for article, _ in every_article(notes, articles):
        yield lead + to_json(_item(article))
        lead = ",\n"
    yield "[]\n" if lead == "[\n" else "\n]\n"


def _item(article: ArticleRow) -> dict[str, Any]:
    address = web_address(article)
    item: dict[str, Any] = {
        "id": citation_key(article),
        "type": "webpage" if address else "article",
        "title": one_line(article.title),
    }
    if people := persons(article.byline):
        item["author"] = [
            {"family": person.family, "given": person.given} if person.given else {"literal": person.family}
            for person in people
        ]
    if article.published:
        item["issued"] = _date(article.published)
    for name, value in (
        ("container-title", one_line(article.publisher)),
        ("language", article.language),
        ("URL", address),
    ):
        if value:
            item[name] = value
    item["accessed"] = _date(day_read(article))
    item["version"] = f"revision {article.revision}"
    item["custom"] = {"reader": article_link(article.id)}
    return item


def _date(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}
