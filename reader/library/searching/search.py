"""Full-text search over articles and notes, best first."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any

from reader.domain.searching.hits import Hit
from reader.domain.searching.query import Query, parse
from reader.library import outlines
from reader.library.rows import load
from reader.library.searching.conditions import Condition, article_condition, note_condition, sections_of
from reader.library.searching.letters import Finder
from reader.library.searching.snippets import LENGTH, Excerpt, Place, excerpt

if TYPE_CHECKING:
    import apsw

    from reader.domain.sections import Section

# Of a word that nearly all of 100,000 articles hold, ranking takes a tenth of a second; so only as
# many are ranked, those that came last: fewer where each is looked at for other conditions too.
_MOST_RANKED = 10_000
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

    The words of a query are read by `reader.domain.searching.query.parse`; nothing in it is an error.
    """
    query, chosen = parse(text), set(kinds)
    sought = [kind(connection, query) for name, kind in _KINDS.items() if name in chosen]
    if not query.clauses or limit < 1:
        return []
    ranked = [(rank, key, each) for each in sought for key, rank in each.ranked(limit)]
    # Stable: what is equally good stays as it came, newest first.
    ranked.sort(key=lambda row: row[0])
    hits = (each.hit(key, rank) for rank, key, each in ranked)
    return list(islice((hit for hit in hits if hit is not None), limit))


class Articles:
    """The articles that a query means."""

    def __init__(self, connection: apsw.Connection, query: Query) -> None:
        self._connection = connection
        self._has_words = bool(query.words)
        self._finder = Finder(query.words)
        self._condition = article_condition(query)
        self._sections = [term.value.casefold() for term in sections_of(query)]

    def ranked(self, limit: int) -> list[tuple[Any, ...]]:
        """Return keys and ranks (the smaller the better) of the best ones."""
        condition = self._condition
        if condition.match:
            # Some are no hits, since the words stand in other sections.
            most = limit * (4 if self._sections else 1)
            return _ranked(self._connection, "article_index", _ARTICLES, condition, most)
        return self._connection.execute(
            f"SELECT key, 0.0 FROM article WHERE deleted_at IS NULL AND {condition.where}"
            " ORDER BY published DESC, key DESC LIMIT ?",
            (*condition.values, limit),
        ).fetchall()

    def hit(self, key: int, rank: float) -> Hit | None:
        """Return the article as a hit; None if it is none, or was deleted meanwhile."""
        found = self.found(key, rank, LENGTH)
        return found[0] if found is not None else None

    def found(self, key: int, rank: float, length: int) -> tuple[Hit, int] | None:
        """Return the hit, and how many terms stand in its snippet of about `length` code points."""
        row = self._connection.execute(
            "SELECT article.id, article.title, article.published, text, outline FROM article JOIN revision"
            " ON article_key = article.key AND number = article.revision WHERE article.key = ?",
            (key,),
        ).fetchone()
        if row is None:
            return None
        article_id, title, published, text, outline = row
        places = _places(self._finder, text)
        root = outlines.unpack(title, outline) if places or self._sections else None
        if root and self._sections:
            places = _within(root, places, self._sections, self._has_words)
            if not places:
                return None
        part = excerpt(text, places, length)
        start, end = part.found or (None, None)
        path = root.at(start).path if root and start is not None else ()
        hit = Hit(
            "article", article_id, None, title, published, path, start, end, part.snippet, part.marks, -rank
        )
        return hit, part.terms


class _Notes:
    """The notes that a query means."""

    def __init__(self, connection: apsw.Connection, query: Query) -> None:
        self._connection = connection
        self._finder = Finder(query.words)
        self._condition = note_condition(query)

    def ranked(self, limit: int) -> list[tuple[Any, ...]]:
        """Return keys and ranks (the smaller the better) of the best ones."""
        condition = self._condition
        if condition.match:
            return _ranked(self._connection, "note_index", _NOTES, condition, limit)
        return self._connection.execute(
            "SELECT note.key, 0.0 FROM note JOIN article ON article.key = note.article_key"
            f" WHERE note.deleted_at IS NULL AND article.deleted_at IS NULL AND {condition.where}"
            " ORDER BY note.key DESC LIMIT ?",
            (*condition.values, limit),
        ).fetchall()

    def hit(self, key: int, rank: float) -> Hit | None:
        """Return the note as a hit; None if it was deleted meanwhile."""
        row = self._connection.execute(
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
            return None
        article_id, note_id, title, published, path, start, end, body, quote, tags = row
        part = _best_of(self._finder, (body, quote, " ".join(load(tags))))
        return Hit(
            "note",
            article_id,
            note_id,
            title,
            published,
            load(path),
            start,
            end,
            part.snippet,
            part.marks,
            -rank,
        )


_KINDS: dict[str, type[Articles] | type[_Notes]] = {"article": Articles, "note": _Notes}


def _ranked(
    connection: apsw.Connection, index: str, tables: str, condition: Condition, limit: int
) -> list[tuple[Any, ...]]:
    """Return keys and ranks of the best rows, of many that match the best of those that came last."""
    most = _MOST_FILTERED
    if condition.where == "1":
        tables, most = index, _MOST_RANKED
    # Ranked while they are found: a beginning is put together from all its words each time it is asked for.
    return connection.execute(
        f"SELECT key, score FROM (SELECT {index}.rowid AS key, {index}.rank AS score FROM {tables}"
        f" WHERE {index} MATCH ? AND {condition.where} ORDER BY {index}.rowid DESC LIMIT {most})"
        " ORDER BY score, key DESC LIMIT ?",
        (condition.match, *condition.values, limit),
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
