"""Full-text search over articles and notes, best first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.domain.hits import Hit
from reader.domain.query import Field, Query, parse
from reader.library import outlines
from reader.library.conditions import Condition, article_condition, note_condition
from reader.library.letters import Finder
from reader.library.snippets import LENGTH, Excerpt, Place, excerpt

if TYPE_CHECKING:
    import apsw

    from reader.domain.sections import Section

# Of a word that nearly all of 100,000 articles hold, ranking takes a tenth of a second; so only as
# many are ranked, those that came last: fewer where each is looked at for other conditions too.
_MOST_RANKED = 20_000
_MOST_FILTERED = 4_000
# A word stands in a book thousands of times; the best place is looked for among the first ones.
_MOST_PLACES = 500

_ARTICLES = "article_index CROSS JOIN article ON article.key = article_index.rowid"
_NOTES = (
    "note_index CROSS JOIN note ON note.key = note_index.rowid"
    " CROSS JOIN article ON article.key = note.article_key"
)


def search(connection: apsw.Connection, text: str, kinds: Iterable[str], limit: int) -> list[Hit]:
    """Return the at most `limit` best hits for `text` among `kinds` (`article`, `note`).

    The words of a query are read by `reader.domain.query.parse`; nothing in it is an error.
    """
    query, chosen = parse(text), set(kinds)
    hits: list[Hit] = []
    if query.clauses and limit > 0:
        if "article" in chosen:
            hits.extend(hit for hit, _ in islice(article_hits(connection, query, limit), limit))
        if "note" in chosen:
            hits.extend(_notes(connection, query, limit))
    # Stable: what is equally good stays as it came, newest first.
    return sorted(hits, key=lambda hit: -hit.score)[: max(0, limit)]


def article_hits(
    connection: apsw.Connection, query: Query, limit: int, length: int = LENGTH
) -> Iterator[tuple[Hit, int]]:
    """Yield articles, best first, each with how many terms stand in its snippet of about `length`."""
    finder = Finder(query.words)
    sections = [
        clause[0].value.casefold()
        for clause in query.clauses
        if len(clause) == 1 and clause[0].field is Field.SECTION and not clause[0].negated
    ]
    condition = article_condition(query)
    if condition.match:
        # Some are dropped below, where the words stand in other sections.
        ranked = _ranked(connection, "article_index", _ARTICLES, condition, limit * (4 if sections else 1))
    else:
        ranked = connection.execute(
            f"SELECT key, 0.0 FROM article WHERE deleted_at IS NULL AND {condition.where}"
            " ORDER BY published DESC, key DESC LIMIT ?",
            (*condition.values, limit),
        ).fetchall()
    for key, rank in ranked:
        row = connection.execute(
            "SELECT article.id, article.title, article.published, text, outline FROM article JOIN revision"
            " ON article_key = article.key AND number = article.revision WHERE article.key = ?",
            (key,),
        ).fetchone()
        if row is None:
            continue  # deleted meanwhile by another program
        article_id, title, published, body, outline = row
        places = _places(finder, body)
        root = outlines.unpack(title, outline) if places or sections else None
        if root and sections:
            places = _within(root, places, sections, bool(query.words))
            if not places:
                continue
        part = excerpt(body, places, length)
        start, end = part.found or (None, None)
        path = root.at(start).path if root and start is not None else ()
        hit = Hit(
            "article", article_id, None, title, published, path, start, end, part.snippet, part.marks, -rank
        )
        yield hit, part.terms


def _notes(connection: apsw.Connection, query: Query, limit: int) -> Iterator[Hit]:
    finder = Finder(query.words)
    condition = note_condition(query)
    if condition.match:
        ranked = _ranked(connection, "note_index", _NOTES, condition, limit)
    else:
        ranked = connection.execute(
            "SELECT note.key, 0.0 FROM note JOIN article ON article.key = note.article_key"
            f" WHERE note.deleted_at IS NULL AND article.deleted_at IS NULL AND {condition.where}"
            " ORDER BY note.key DESC LIMIT ?",
            (*condition.values, limit),
        ).fetchall()
    for key, rank in ranked:
        row = connection.execute(
            "SELECT article.id, note.id, article.title, article.published,"
            " coalesce(placement.section_path, note.section_path),"
            # A section's note has a start, for the order, and no end.
            " iif(placement.end IS NULL, NULL, placement.start), placement.end,"
            " note.body, coalesce(note.quote, ''), note.tags"
            " FROM note JOIN article ON article.key = note.article_key"
            " LEFT JOIN placement ON placement.key = note.key WHERE note.key = ?",
            (key,),
        ).fetchone()
        if row is None:
            continue
        article_id, note_id, title, published, path, start, end, body, quote, tags = row
        part = _best_of(finder, (body, quote, " ".join(json.loads(tags))))
        yield Hit(
            "note",
            article_id,
            note_id,
            title,
            published,
            tuple(json.loads(path)),
            start,
            end,
            part.snippet,
            part.marks,
            -rank,
        )


def _ranked(
    connection: apsw.Connection, index: str, tables: str, condition: Condition, limit: int
) -> list[tuple[Any, ...]]:
    """Return keys and ranks (the smaller the better) of the best rows, of many the ones that came last."""
    most = _MOST_FILTERED
    if condition.where == "1":
        tables, most = index, _MOST_RANKED
    where = f"FROM {tables} WHERE {index} MATCH ? AND {condition.where}"
    values = (condition.match, *condition.values)
    first = connection.execute(
        f"SELECT {index}.rowid {where} ORDER BY {index}.rowid DESC LIMIT 1 OFFSET {most}", values
    ).fetchone()
    return connection.execute(
        f"SELECT {index}.rowid, {index}.rank {where} AND {index}.rowid > ? ORDER BY {index}.rank LIMIT ?",
        (*values, first[0] if first else -1, limit),
    ).fetchall()


def _places(finder: Finder, text: str) -> list[Place]:
    return list(islice(finder.find(text), _MOST_PLACES))


def _best_of(finder: Finder, texts: tuple[str, ...]) -> Excerpt:
    """Return the excerpt of that text which has most of what is looked for, the first of such."""
    parts = [excerpt(text, _places(finder, text)) for text in texts if text]
    return max(parts, key=lambda part: part.terms, default=Excerpt(""))


def _within(root: Section, places: list[Place], sections: list[str], has_words: bool) -> list[Place]:
    """Return those of `places` that stand in all of `sections`; without words, such a section's title."""

    def is_meant(section: Section) -> bool:
        titles = [title.casefold() for title in section.path]
        return all(any(part in title for title in titles) for part in sections)

    if has_words:
        return [place for place in places if is_meant(root.at(place[0]))]
    first = next(filter(is_meant, root.walk()), None)
    return [(first.start, first.start + len(first.title), 1)] if first else []
