"""Full text: an index over articles and one over notes, kept by triggers alone.

Each index is FTS5 over a view, which says what is indexed: the title and the present revision's text
of every article, what a note holds, nothing of what lies in the bin. A trigger before a change takes
out what the view shows, one after it puts in what it shows then; so importing, editing, the bin and
a changeset that is applied in any order leave the index right, whatever program writes.

Scripts written without spaces are found by parts of words: a run of such letters is indexed as its
pairs, `停火協議` as `停火 火協 協議 議` (the last letter alone, so that every letter begins a word and
one letter is found too). That is done by SQL and not by a function of ours, which other programs
would lack. `reader/library/searching/letters.py` does the same to what is looked for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw

# Thai, Lao, Burmese, Khmer, Hangul, kana, Bopomofo, ideographs; without their digits and punctuation.
UNSPACED = (
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ebd\u0ec0-\u0ece\u0edc-\u0edf\u1000-\u103f\u1050-\u108f\u109a-\u109d"
    "\u1100-\u11ff\u1780-\u17d3\u17d7\u17dc\u17dd\u3005-\u3007\u3041-\u3096\u309d-\u309f\u30a1-\u30fa"
    "\u30fc-\u30ff\u3105-\u312f\u3131-\u318e\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff"
    "\uff66-\uff9f\U00020000-\U0003ffff"
)
# A cheap first look for all of them: no letter of other living scripts lies between, but some marks do.
_PERHAPS = "\u0e01-\u17ff\u2e80-\U0003ffff"
# Soft hyphen, zero width space, joiners and their like: they stand inside of words.
IGNORED = "\u00ad\u200b\u200c\u200d\u2060\ufeff"


def spread(text: str) -> str:
    """Return the SQL for `text` (SQL too) with runs of unspaced letters as their pairs.

    The text is cut into pieces of 200, by way of longer ones, since finding a place in UTF-8 takes as
    long as the text before it; each piece has one letter more, to look at (the last one a blank). Only
    pieces with unspaced letters are taken apart.
    """
    for character in IGNORED:
        text = f"replace({text}, char({ord(character)}), '')"
    unspaced = f"GLOB '[{UNSPACED}]'"
    return f"""CASE WHEN octet_length({text}) = length({text}) OR {text} NOT GLOB '*[{_PERHAPS}]*' THEN {text}
    ELSE (
        WITH RECURSIVE long(n, part, rest) AS (
            SELECT 0, substr(whole, 1, 20001), substr(whole, 20001) FROM (SELECT {text} || ' ' AS whole)
            UNION ALL SELECT n + 1, substr(rest, 1, 20001), substr(rest, 20001) FROM long
            WHERE substr(rest, 2, 1) <> ''
        ), short(n, m, part, rest) AS (
            SELECT n, 0, substr(part, 1, 201), substr(part, 201) FROM long
            UNION ALL SELECT n, m + 1, substr(rest, 1, 201), substr(rest, 201) FROM short
            WHERE substr(rest, 2, 1) <> ''
        ), piece(n, m, part, size) AS MATERIALIZED (
            SELECT n, m, part, CASE WHEN part GLOB '*[{_PERHAPS}]*' THEN length(part) - 1 ELSE 0 END
            FROM short
        ), place(i) AS MATERIALIZED (
            SELECT 0 UNION ALL SELECT i + 1 FROM place WHERE i < 200
        )
        SELECT group_concat(
            CASE WHEN i = 0 THEN substr(part, 1, length(part) - 1)
            WHEN substr(part, i, 1) NOT {unspaced} THEN substr(part, i, 1)
            WHEN substr(part, i + 1, 1) {unspaced} THEN ' ' || substr(part, i, 2)
            ELSE ' ' || substr(part, i, 1) || ' ' END, '' ORDER BY n, m, i)
        FROM piece CROSS JOIN place WHERE i BETWEEN min(size, 1) AND size
    ) END"""


VIEWS = f"""
CREATE VIEW article_words(key, number, title, text) AS
    SELECT article.key, number, {spread("article.title")}, {spread("text")}
    FROM article JOIN revision ON revision.article_key = article.key AND number = article.revision
    WHERE article.deleted_at IS NULL;
CREATE VIEW note_words(key, article_key, text) AS
    SELECT key, article_key, {spread("held")} FROM (
        SELECT note.key, article_key, concat_ws(char(10), body, quote, tags) AS held
        FROM note JOIN article ON article.key = article_key
        WHERE note.deleted_at IS NULL AND article.deleted_at IS NULL
    );
"""
# Marks belong to words: Thai and Hindi vowels are marks.
_TOKENS = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'"
_OPTIONS = f'content_rowid = key, tokenize = "{_TOKENS}"'
# Without the index of prefixes `con*` takes up to half a second in 100,000 articles; a library grows by
# a tenth with it.
INDEXES = f"""
CREATE VIRTUAL TABLE article_index USING fts5(title, text, content = article_words, prefix = 3, {_OPTIONS});
CREATE VIRTUAL TABLE note_index USING fts5(text, content = note_words, prefix = 3, {_OPTIONS});
INSERT INTO article_index(article_index, rank) VALUES ('rank', 'bm25(6.0, 1.0)');
INSERT INTO article_index(article_index) VALUES ('rebuild');
INSERT INTO note_index(note_index) VALUES ('rebuild');
"""


def _triggers(table: str, index: str, columns: str, chosen: str, changed: str) -> str:
    """Return the triggers that keep `index` right when rows of `table` change.

    `columns` are the columns of the index; `chosen` is the SQL condition that chooses rows of the
    index's view for the row `{row}`; `changed` names the columns of `table` that matter to it.
    """
    view = index.replace("index", "words")
    out = (
        f"INSERT INTO {index}({index}, rowid, {columns})"
        f" SELECT 'delete', key, {columns} FROM {view} WHERE {chosen.format(row='old')};"
    )
    into = (
        f"INSERT INTO {index}(rowid, {columns})"
        f" SELECT key, {columns} FROM {view} WHERE {chosen.format(row='new')};"
    )
    update = f"UPDATE OF {changed} ON {table} WHEN " + " OR ".join(
        f"old.{column} IS NOT new.{column}" for column in changed.split(", ")
    )
    return f"""
CREATE TRIGGER {table}_insert_{index} AFTER INSERT ON {table} BEGIN {into} END;
CREATE TRIGGER {table}_before_{index} BEFORE {update} BEGIN {out} END;
CREATE TRIGGER {table}_after_{index} AFTER {update} BEGIN {into} END;
CREATE TRIGGER {table}_delete_{index} BEFORE DELETE ON {table} BEGIN {out} END;
"""


def migrate(connection: apsw.Connection) -> None:
    """Make the views, the indexes and their triggers, and index what is there."""
    connection.execute(VIEWS)
    connection.execute(INDEXES)
    for table, index, columns, chosen, changed in (
        ("article", "article_index", "title, text", "key = {row}.key", "title, revision, deleted_at"),
        (
            "revision",
            "article_index",
            "title, text",
            "key = {row}.article_key AND number = {row}.number",
            "article_key, number, text",
        ),
        ("note", "note_index", "text", "key = {row}.key", "article_key, body, quote, tags, deleted_at"),
        # A note lies in the bin with its article, and goes with it.
        ("article", "note_index", "text", "article_key = {row}.key", "deleted_at"),
    ):
        connection.execute(_triggers(table, index, columns, chosen, changed))
