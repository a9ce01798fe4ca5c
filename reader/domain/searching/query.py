"""The search field's words as a value. Reading them never fails: what is malformed is read as words.

- `word`, `"words in this order"`, `begin*`; every one of them must be found (without its closing quote a
  phrase is its words, the first of which keeps its `title:` or `-`)
- `-word` must not be found; `one OR other`: either (OR binds closer than the blank)
- `title:word`, `tag:name`, `color:name`, `section:words`, `source:words`, quoted where they hold blanks
- `before:2024-04-01` (earlier than that day), `after:2024-04-01` (that day or later), also `2024-04`
  and `2024`: by the date on which the article was published
- `has:note`: only articles with notes, and the notes
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from reader.domain.notes import COLORS

# A pasted page is no query; what stands beyond this many terms is not looked for.
MOST_TERMS = 64

_QUOTES = {ord(mark): '"' for mark in "“”„‟«»"}
# Controls and lone surrogates reach a query from the command line; they are no part of any word.
_UNREADABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_TERM = re.compile(
    r"""(?P<minus>-)? (?:(?P<field>(?i:tag|color|section|title|source|before|after|has)):)?
        (?: "(?P<quoted>[^"]*)"(?P<star>\*)?  |  "?(?P<bare>[^\s"]+) )""",
    re.VERBOSE,
)
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")


class Field(StrEnum):
    """What a term is compared with; TEXT is all text of an article or note."""

    TEXT = ""
    TITLE = "title"
    TAG = "tag"
    COLOR = "color"
    SECTION = "section"
    SOURCE = "source"
    BEFORE = "before"
    AFTER = "after"
    HAS = "has"


@dataclass(frozen=True, slots=True)
class Term:
    """One condition.

    `value` holds words that follow each other (the last one a beginning where `prefix`), or what a
    filter compares with; a letter or digit is always in it.
    """

    value: str
    field: Field = Field.TEXT
    negated: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for: of every clause at least one term must hold. Without clauses: nothing."""

    clauses: tuple[tuple[Term, ...], ...] = ()

    @property
    def words(self) -> tuple[Term, ...]:
        """The terms whose words stand in the text of what was found."""
        terms = (term for clause in self.clauses for term in clause)
        return tuple(term for term in terms if term.field is Field.TEXT and not term.negated)


def parse(text: str) -> Query:
    """Return what `text` asks for."""
    text = unicodedata.normalize("NFC", _UNREADABLE.sub(" ", text)).translate(_QUOTES)
    clauses: list[tuple[Term, ...]] = []
    either = False
    matches = list(_TERM.finditer(text))[:MOST_TERMS]
    for index, match in enumerate(matches):
        joins = match[0] == "OR" and not either and bool(clauses) and index + 1 < len(matches)
        term = None if joins else _term(match)
        if term and either:
            clauses[-1] += (term,)
        elif term:
            clauses.append((term,))
        either = joins
    return Query(tuple(clauses))


def while_typing(text: str) -> str:
    """Return the query that is meant while `text` is being typed: its last word may be a beginning.

    From three letters on, since shorter beginnings stand for half of a large library.
    """
    last = re.search(r"(?:^|\s|\btitle:)([^\W_]{3,})$", text)
    return f"{text}*" if last and text.count('"') % 2 == 0 and last[1] != "OR" else text


def _term(match: re.Match[str]) -> Term | None:
    """Return the term that `match` is; None if it holds nothing that can be found."""
    value: str = match["bare"] if match["quoted"] is None else match["quoted"]
    prefix = match["star"] is not None
    if match["quoted"] is None and value.endswith("*"):
        value, prefix = value.rstrip("*"), True
    value = value.strip()
    field = Field((match["field"] or "").lower())
    compared = _compared(field, value)
    if match["field"] and not compared:
        # `color:purple` filters nothing, so it is looked for as it stands.
        field, compared = Field.TEXT, f"{match['field']}:{value}"
    if not _findable(compared):
        return None
    prefix = prefix and field in (Field.TEXT, Field.TITLE)
    return Term(compared, field, match["minus"] is not None, prefix)


def _compared(field: Field, value: str) -> str:
    """Return what the filter `field` compares with; empty if `value` makes no sense to it."""
    if field is Field.COLOR:
        names = {meaning.casefold(): color for color, meaning in COLORS.items()}
        return (names | {color: color for color in COLORS}).get(value.casefold(), "")
    if field is Field.HAS:
        return "note" if value.lower() in ("note", "notes") else ""
    if field in (Field.BEFORE, Field.AFTER):
        return value if _DATE.fullmatch(value) else ""
    return value if _findable(value) else ""


def _findable(value: str) -> bool:
    """Return whether `value` holds a letter or digit."""
    return any(character.isalnum() for character in value)
