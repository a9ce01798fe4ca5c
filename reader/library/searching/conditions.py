"""A query as SQL: what the full-text index is asked for, and the condition for all the rest."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from reader.domain.searching.query import Field, Query, Term
from reader.library.searching.letters import match_string

Sql: TypeAlias = tuple[str, tuple[str, ...]]

_IN_ARTICLES = "article.key IN (SELECT rowid FROM article_index WHERE article_index MATCH ?)"
_IN_NOTES = "note.key IN (SELECT rowid FROM note_index WHERE note_index MATCH ?)"
_TAGGED = "EXISTS (SELECT 1 FROM json_each(note.tags) WHERE value = ? COLLATE NOCASE)"
_OF_A_NOTE = "article.key IN (SELECT article_key FROM note WHERE note.deleted_at IS NULL AND {})"
_LIKE = r"LIKE ? ESCAPE '\'"
_SOURCE = (
    f"(publisher {_LIKE} OR article.source {_LIKE}"
    f" OR article.key IN (SELECT article_key FROM source WHERE source.source {_LIKE}))"
)
# The first LIKE reads no JSON; numbers in the outline are no titles.
_SECTION_OF_ARTICLE = (
    f"EXISTS (SELECT 1 FROM revision WHERE article_key = article.key AND number = article.revision"
    f" AND outline {_LIKE}"
    f" AND EXISTS (SELECT 1 FROM json_tree(outline) WHERE type = 'text' AND value {_LIKE}))"
)
_SECTION_OF_NOTE = (
    "EXISTS (SELECT 1 FROM json_each(coalesce("
    "(SELECT section_path FROM placement WHERE placement.key = note.key), note.section_path))"
    f" WHERE value {_LIKE})"
)


@dataclass(frozen=True, slots=True)
class Condition:
    """`match` is what the index of the kind is asked for, empty for nothing; `where` is all the rest."""

    match: str
    where: str
    values: tuple[str, ...]


def article_condition(query: Query) -> Condition:
    """Return the condition for articles; `where` names the table `article`."""
    # A section's title is in the text too, so that the index says whose outlines are worth reading.
    titles = [(Term(term.value, prefix=True),) for term in sections_of(query)]
    return _condition(Query((*query.clauses, *titles)), (Field.TEXT, Field.TITLE), _article_term)


def sections_of(query: Query) -> list[Term]:
    """Return the terms that say in which section something must stand."""
    alone = (clause[0] for clause in query.clauses if len(clause) == 1)
    return [term for term in alone if term.field is Field.SECTION and not term.negated]


def note_condition(query: Query) -> Condition:
    """Return the condition for notes; `where` names the tables `note` and `article`."""
    return _condition(query, (Field.TEXT,), _note_term)


def whole_note_condition(query: Query) -> Sql:
    """Return the condition for notes with the question to the index in it, and its values."""
    condition = note_condition(query)
    if not condition.match:
        return condition.where, condition.values
    return f"{_IN_NOTES} AND {condition.where}", (condition.match, *condition.values)


def _condition(query: Query, indexed: tuple[Field, ...], to_sql: Callable[[Term], Sql]) -> Condition:
    """Return the condition for `query`; the index of its kind knows the fields `indexed`."""
    matched: list[str] = []
    excluded: list[tuple[str, tuple[Term, ...]]] = []
    where: list[str] = []
    values: list[str] = []
    for clause in query.clauses:
        asked = [_asked(term) for term in clause if term.field in indexed]
        if len(asked) == len(clause) and not any(term.negated for term in clause):
            matched.append(f"({' OR '.join(asked)})")
        elif len(asked) == len(clause) == 1:
            excluded.append((asked[0], clause))
        else:
            _add(clause, to_sql, where, values)
    match = " AND ".join(matched)
    if match and excluded:
        match = f"({match}) NOT ({' OR '.join(asked for asked, _ in excluded)})"
    else:
        # The index cannot be asked for all but something.
        for _, clause in excluded:
            _add(clause, to_sql, where, values)
    return Condition(match, " AND ".join(where) or ("1" if query.clauses else "0"), tuple(values))


def _add(
    clause: tuple[Term, ...], to_sql: Callable[[Term], Sql], where: list[str], values: list[str]
) -> None:
    """Add the condition that one of the terms of `clause` holds."""
    alternatives = []
    for term in clause:
        sql, more = to_sql(term)
        alternatives.append(f"NOT coalesce({sql}, 0)" if term.negated else sql)
        values.extend(more)
    where.append(f"({' OR '.join(alternatives)})")


def _asked(term: Term) -> str:
    phrase = match_string(term)
    return f"title : {phrase}" if term.field is Field.TITLE else phrase


def _article_term(term: Term) -> Sql:
    match term.field:
        case Field.TEXT:
            return _IN_ARTICLES, (_asked(term),)
        case Field.TAG:
            # The index holds tags too, so that few notes are looked at.
            return _OF_A_NOTE.format(f"{_IN_NOTES} AND {_TAGGED}"), (match_string(term), term.value)
        case Field.COLOR:
            return _OF_A_NOTE.format("color = ?"), (term.value,)
        case Field.HAS:
            return _OF_A_NOTE.format("1"), ()
        case Field.SECTION:
            return _SECTION_OF_ARTICLE, (
                _part(json.dumps(term.value, ensure_ascii=False)[1:-1]),
                _part(term.value),
            )
        case _:
            return _either_term(term)


def _note_term(term: Term) -> Sql:
    match term.field:
        case Field.TEXT:
            return _IN_NOTES, (_asked(term),)
        case Field.TAG:
            return _TAGGED, (term.value,)
        case Field.COLOR:
            return "note.color = ?", (term.value,)
        case Field.HAS:
            return "1", ()
        case Field.SECTION:
            return _SECTION_OF_NOTE, (_part(term.value),)
        case _:
            return _either_term(term)


def _either_term(term: Term) -> Sql:
    """Return the condition for what is asked of the article, be it the thing looked for or a note's."""
    match term.field:
        case Field.SOURCE:
            return _SOURCE, (_part(term.value),) * 3
        case Field.BEFORE:
            return "article.published < ?", (term.value,)
        case Field.AFTER:
            return "article.published >= ?", (term.value,)
        case _:
            return _IN_ARTICLES, (_asked(term),)


def _part(value: str) -> str:
    """Return the pattern of LIKE for a text that holds `value`."""
    for character in r"\%_":
        value = value.replace(character, f"\\{character}")
    return f"%{value}%"
