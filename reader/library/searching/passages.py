"""Passages like a given one, in all articles: whether something was said before, and when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reader.domain.searching.query import Query, Term
from reader.library.migrations.m0002_search import UNSPACED
from reader.library.searching.letters import fold, match_string, words_of
from reader.library.searching.search import Articles

if TYPE_CHECKING:
    import apsw

    from reader.domain.searching.hits import Hit

# The rarest words of a passage say what it is about, the other half stands everywhere.
_TELLING = 0.6
_LEAST, _MOST = 3, 10
_MOST_WORDS = 60
_SHARE = 0.5  # of the telling words, which a passage like it must have, and more than one where there are
_LENGTH = 360  # code points in which they must stand
_CANDIDATES = 200
# Of a run of unspaced letters each pair is a word.
_WORD = re.compile(f"(?=([{UNSPACED}]{{2}}))|(?<![^{UNSPACED}\\s])([^{UNSPACED}\\s]+)")


def passages_like(connection: apsw.Connection, text: str, besides: str, limit: int) -> list[Hit]:
    """Return the newest passages, at most `limit`, that share half of the telling words of `text`.

    There is none of the article `besides`.
    """
    terms = _telling(connection, text)
    if not terms:
        return []
    least = max(min(2, len(terms)), _SHARE * len(terms))
    articles = Articles(connection, Query((terms,)))
    found = (articles.found(key, rank, _LENGTH) for key, rank in articles.ranked(_CANDIDATES))
    hits = [
        each[0] for each in found if each is not None and each[0].article_id != besides and each[1] >= least
    ]
    # Stable: of one day, and of those without a date, the likest first.
    return sorted(hits, key=lambda hit: hit.published or "", reverse=True)[:limit]


def _telling(connection: apsw.Connection, text: str) -> tuple[Term, ...]:
    """Return the rarest words of `text` that stand in any article, in the order of the text."""
    counts: dict[str, int] = {}
    for pair, word in _WORD.findall(fold(words_of(text)).text):
        if len(counts) < _MOST_WORDS and (pair or word) not in counts:
            asked = match_string(Term(pair or word))
            ((counts[pair or word],),) = connection.execute(
                "SELECT count(*) FROM article_index WHERE article_index MATCH ?", (asked,)
            )
    most = min(_MOST, max(_LEAST, round(_TELLING * len(counts))))
    rarest = sorted((word for word in counts if counts[word]), key=lambda word: counts[word])[:most]
    return tuple(Term(word) for word in counts if word in rarest)
