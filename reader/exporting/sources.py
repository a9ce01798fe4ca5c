"""Articles as sources to be cited: a key that stays, names of persons, the day."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.domain.links import article_link
from reader.exporting.layout import local_date, one_line

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow

_AND = re.compile(r"\s*(?:[;·|]|,?\s+(?:and|und|et|y|e|en)\s+|\s&\s|,\s+(?=\S+\s))\s*")
_BY = re.compile(r"(?i)(?:by|von|par|por|di)\s+(?=\S)")
# Words that belong to a family name that follows them.
_PARTICLES = frozenset(["von", "van", "de", "der", "den", "del", "della", "di", "da", "du", "la", "le", "zu"])
_SKIPPED = frozenset(["the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los", "un", "une"])


class Person(NamedTuple):
    """A name; one that does not come apart (a newsroom, a name of one word) is `family` alone."""

    family: str
    given: str = ""


def persons(byline: str) -> list[Person]:
    """Return the persons that a byline names, in order."""
    line = _BY.sub("", one_line(byline), count=1) if _BY.match(one_line(byline)) else one_line(byline)
    return [_person(name) for name in _AND.split(line) if name]


def _person(name: str) -> Person:
    words = name.split(" ")
    if len(words) == 2 and words[0].endswith(",") and len(words[0]) > 1:
        return Person(words[0][:-1], words[1])
    if not 2 <= len(words) <= 5 or "," in name or words[0].lower() in _SKIPPED:
        return Person(name)
    at = len(words) - 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return Person(" ".join(words[at:]), " ".join(words[:at]))


def citation_key(article: ArticleRow) -> str:
    """Return a key to cite by: name, year, word of the title, and of the id what makes it the only one.

    It is the same in every export, whatever else is exported.
    """
    people = persons(article.byline)
    name = people[0].family if people else article.publisher
    words = [word for word in map(_ascii, article.title.split()) if word and word not in _SKIPPED]
    parts = (_ascii(name), (article.published or "")[:4], words[0] if words else "")
    return "-".join([part[:20] for part in parts if part] + [article.id[-8:]])


def _ascii(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", plain.lower())


def web_address(article: ArticleRow) -> str:
    """Return the address in the web that the article came from; empty if it came from elsewhere."""
    source = article.source or ""
    return source if re.fullmatch(r"https?://[^\s{}<>\\\x00-\x20\x7f]+", source) else ""


def day_read(article: ArticleRow) -> str:
    """Return the day, `YYYY-MM-DD`, on which the text was read last, or came in."""
    return local_date(article.last_read_at or article.imported_at)


def csl_item(article: ArticleRow) -> dict[str, Any]:
    """Return an article as an item of CSL-JSON."""
    address = web_address(article)
    item: dict[str, Any] = {
        "id": citation_key(article),
        "type": _type(article),
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


def _type(article: ArticleRow) -> str:
    # To CSL an `article` is a preprint, and styles say so.
    if web_address(article):
        return "webpage"
    return "article-newspaper" if article.publisher and article.published else "document"


def _date(day: str) -> dict[str, Any]:
    return {"date-parts": [[int(part) for part in day.split("-")]]}
