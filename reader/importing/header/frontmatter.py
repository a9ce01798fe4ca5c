"""Front matter: the YAML between two lines of dashes at the head of a text.

YAML's events are read, not its values: nothing is constructed, nothing is expanded, and a date is
the text that was written.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from reader.importing.encoding.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Iterable

    import yaml

# What is longer is no front matter.
_MAX = 64_000
_MATTER = re.compile(r"---[ \t]*\n(.*?\n)?(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_KEY = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[^\W\d][\w .-]*[\"']?[ \t]*:(?:\s|\Z)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*\Z")
_NOTHING = frozenset(("", "~", "null", "Null", "NULL"))
_TITLE = ("title", "headline")
_DATE = ("date", "published", "publication_date", "pubdate", "datum", "fecha")
_AUTHOR = ("author", "authors", "byline", "by")
_PUBLISHER = ("publisher", "source", "publication", "site", "url", "link")
_LANGUAGES = ("lang", "language", "locale")


class FrontMatter(NamedTuple):
    """What is used of it; `date` as it is written, `unused` the names of the other keys."""

    title: str = ""
    date: str = ""
    byline: str = ""
    publisher: str = ""
    language: str = ""
    unused: tuple[str, ...] = ()


class Split(NamedTuple):
    """A text without its front matter. `broken` is what was meant as such but is no sound YAML."""

    matter: FrontMatter | None
    broken: str
    body: str


def split_front_matter(text: str) -> Split:
    """Part `text` (with LF only) from its front matter; without any, `body` is all of it."""
    match = _MATTER.match(text, 0, _MAX) if text.startswith("---") else None
    source = match[1] if match else None
    if match is None or not source or not _KEY.match(source):
        return Split(None, "", text)
    entries = _entries(source)
    if entries is None:
        return Split(None, match[0].rstrip("\n"), text[match.end() :])
    return Split(_matter(entries), "", text[match.end() :])


def _matter(entries: dict[str, list[str]]) -> FrontMatter:
    used: set[str] = set()

    def first(names: Iterable[str]) -> list[str]:
        for name in names:
            if name in entries:
                used.add(name)
                return entries[name]
        return []

    title = " ".join(" ".join(first(_TITLE)).split())
    date = " ".join(first(_DATE)[:1])
    byline = ", ".join(first(_AUTHOR))
    publisher = ", ".join(first(_PUBLISHER))
    language = "".join(first(_LANGUAGES)[:1]).replace("_", "-")
    unused = tuple(name for name in entries if name not in used)
    return FrontMatter(title, date, byline, publisher, language if _LANGUAGE.match(language) else "", unused)


def _entries(source: str) -> dict[str, list[str]] | None:
    """Return the scalars and lists of scalars of the mapping `source`, by keys in lower case; None if broken.

    A value of any other shape has its key and no text.
    """
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries: dict[str, list[str]] = {}
    depth = 0
    is_list = False
    key: str | None = None
    values: list[str] = []
    try:
        for event in yaml.parse(source, loader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "tag", None) is not None:
                return None
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if depth == 1 and not isinstance(event, yaml.MappingStartEvent):
                    return None
                if depth == 2 and key is None:
                    return None
                # A mapping, and whatever is deeper, says nothing that is used here.
                is_list = depth == 2 and isinstance(event, yaml.SequenceStartEvent)
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                is_list = False if depth > 1 else is_list
                if depth == 1:
                    assert key is not None
                    entries[key] = values
                    key, values = None, []
            elif isinstance(event, yaml.ScalarEvent):
                if depth == 1 and key is None:
                    key = event.value.strip().lower()
                elif depth == 1:
                    entries[key or ""] = _scalar(event)
                    key = None
                elif depth == 2 and is_list:
                    values += _scalar(event)
    except yaml.YAMLError:
        return None
    return entries or None


def _scalar(event: yaml.ScalarEvent) -> list[str]:
    """Return the text of a scalar, none for YAML's nothing."""
    text = event.value.strip()
    if text in _NOTHING and event.implicit[0]:
        return []
    # An escape in quotes may stand for anything.
    text = " ".join(clean(text)[0].split())
    return [text] if text else []
