"""The first schema: articles with their revisions and pages, notes and their places, reading, the journal.

Every table has an explicit `key INTEGER PRIMARY KEY` beside the UUID: changesets need one, and undoing a
delete would renumber rows without. Wide columns stand last, so that lists never read them. Lists
(`corrected`, paths, `tags`) are JSON; offsets are code points; times ISO 8601 in UTC with `Z`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import apsw

SCHEMA = """
CREATE TABLE article (
    key INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source TEXT,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT,
    language TEXT NOT NULL,
    corrected TEXT NOT NULL,        -- names of the fields that were corrected by hand
    revision INTEGER NOT NULL,      -- the number of the present one
    content_hash TEXT NOT NULL,     -- that revision's
    word_count INTEGER NOT NULL,
    section_count INTEGER NOT NULL, -- below the root
    length INTEGER NOT NULL,        -- of the plain text
    imported_at TEXT NOT NULL,
    deleted_at TEXT,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX article_content ON article(content_hash);
CREATE INDEX article_order ON article(published, key);
CREATE INDEX article_bin ON article(deleted_at) WHERE deleted_at IS NOT NULL;

-- Every path or address that an article was imported from.
CREATE TABLE source (
    key INTEGER PRIMARY KEY,
    source TEXT NOT NULL UNIQUE,
    article_key INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE
) STRICT;
CREATE INDEX source_article ON source(article_key);

-- What was imported, as it was imported: corrections by hand are the article's.
CREATE TABLE revision (
    key INTEGER PRIMARY KEY,
    article_key INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    content_hash TEXT NOT NULL,
    imported_at TEXT NOT NULL,
    title TEXT NOT NULL,
    byline TEXT NOT NULL,
    publisher TEXT NOT NULL,
    published TEXT,
    language TEXT NOT NULL,
    hash TEXT NOT NULL,
    text TEXT NOT NULL,
    outline TEXT NOT NULL,
    UNIQUE (article_key, number)
) STRICT;

-- The blocks of a revision, in the runs that a window shows at once.
CREATE TABLE page (
    key INTEGER PRIMARY KEY,
    revision_key INTEGER NOT NULL REFERENCES revision(key) ON DELETE CASCADE,
    number INTEGER NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    blocks TEXT NOT NULL,
    UNIQUE (revision_key, number)
) STRICT;

-- What a person made. quote to anchor_revision are its anchor, NULL for a note on a section or the whole.
-- A note lies in the bin when it or its article has deleted_at. AUTOINCREMENT, since the key of a note that
-- was undone must stay free for its redo.
CREATE TABLE note (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    article_key INTEGER NOT NULL REFERENCES article(key) ON DELETE CASCADE,
    section_path TEXT NOT NULL,
    quote TEXT,
    prefix TEXT,
    suffix TEXT,
    start INTEGER,
    end INTEGER,
    anchor_path TEXT,
    anchor_revision INTEGER,
    body TEXT NOT NULL,
    color TEXT NOT NULL,
    tags TEXT NOT NULL,
    created_at TEXT NOT NULL,
    modified_at TEXT NOT NULL,
    deleted_at TEXT,
    hash TEXT NOT NULL
) STRICT;
CREATE INDEX note_article ON note(article_key, deleted_at);

-- Where each note stands in the present revision. Derived from the note and the revision, so that undo
-- never touches it: it is made again after an undo. A note that is detached has no start; quote to
-- suffix are NULL for a note on a section or the whole.
CREATE TABLE placement (
    key INTEGER PRIMARY KEY REFERENCES note(key) ON DELETE CASCADE,
    revision INTEGER NOT NULL,
    state TEXT NOT NULL,
    score REAL NOT NULL,
    section_path TEXT NOT NULL,
    start INTEGER,
    end INTEGER,
    quote TEXT,
    prefix TEXT,
    suffix TEXT
) STRICT;

CREATE TABLE reading (
    key INTEGER PRIMARY KEY,
    article_key INTEGER NOT NULL UNIQUE REFERENCES article(key) ON DELETE CASCADE,
    offset INTEGER NOT NULL,
    progress REAL NOT NULL,
    last_read_at TEXT NOT NULL
) STRICT;
CREATE INDEX reading_last ON reading(last_read_at);

-- What changed, for those who follow. Filled by triggers, so that no writer can forget it.
CREATE TABLE journal (
    sequence INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    article_id TEXT NOT NULL,
    note_id TEXT
) STRICT;
"""


def _journal(table: str, event: str) -> str:
    """Return the triggers that write the journal for `event` on `table`."""
    row = "old" if event == "DELETE" else "new"
    article = f"{row}.id" if table == "article" else f"(SELECT id FROM article WHERE key = {row}.article_key)"
    note = f"{row}.id" if table == "note" else "NULL"
    # coalesce: when an article goes, its rows in other tables go after it.
    record = (
        "INSERT INTO journal(kind, article_id, note_id) VALUES ('{}', coalesce(" + article + ", ''), {});"
    )
    triggers = (
        f"CREATE TRIGGER {table}_{event.lower()}_journal AFTER {event} ON {table}"
        f" BEGIN {record.format(table, note)} END;"
    )
    if table == "note":
        condition = "old.tags IS NOT new.tags OR old.deleted_at IS NOT new.deleted_at"
        when = condition if event == "UPDATE" else f"{row}.tags <> '[]'"
        triggers += (
            f"CREATE TRIGGER tag_{event.lower()}_journal AFTER {event} ON note WHEN {when}"
            f" BEGIN {record.format('tag', note)} END;"
        )
    return triggers


# A placement is new together with its note, which the note's own trigger tells.
MOVED = """
CREATE TRIGGER placement_update_journal AFTER UPDATE ON placement BEGIN
    INSERT INTO journal(kind, article_id, note_id)
        SELECT 'note', article.id, note.id FROM note JOIN article ON article.key = note.article_key
        WHERE note.key = new.key;
END;
"""


def migrate(connection: apsw.Connection) -> None:
    """Make the tables, their indexes and the journal's triggers."""
    connection.execute(SCHEMA)
    for table in ("article", "note", "reading"):
        for event in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(_journal(table, event))
    connection.execute(MOVED)
