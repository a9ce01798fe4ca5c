"""BibTeX: an entry an article, in UTF-8; what LaTeX would obey is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from reader.domain.links import article_link
from reader.exporting.layout import every_article, one_line
from reader.exporting.sources import Person, citation_key, day_read, persons, web_address

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_SPECIAL = re.compile(r"[\\{}%#$&_~^]")
_ESCAPED = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # `\{` would count for the braces that end a field
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the entries, and how many there are as a comment."""
    between = ""
    for article, _ in every_article(notes, articles):
        yield between + _entry(article)
        between = "\n"
    yield f"{between}% {articles.counted()}\n"


def _entry(article: ArticleRow) -> str:
    fields = {
        "author": " and ".join(map(_name, persons(article.byline))),
        "title": f"{{{_escaped(article.title)}}}",  # the inner braces keep its capitals
        "date": article.published or "",
        "year": (article.published or "")[:4],
        "month": (article.published or "")[5:7].lstrip("0"),
        "howpublished": _escaped(article.publisher),
        "language": _escaped(article.language),
        "url": web_address(article).replace("%", r"\%"),
        "urldate": day_read(article) if web_address(article) else "",
        "note": f"Revision {article.revision}, read {day_read(article)}",
        "reader": article_link(article.id),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{citation_key(article)},", *lines, "}", ""])


def _name(person: Person) -> str:
    family, given = _escaped(person.family), _escaped(person.given)
    # Braces around a name that does not come apart, and around any `and` in it.
    return f"{family}, {given}" if given else f"{{{family}}}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: _ESCAPED.get(match[0], f"\\{match[0]}"), one_line(text))
