"""Articles that are awaited: notes on them were imported, their text was not.

Such an article has the revision 0, which is empty; its notes are detached, and are read, exported,
searched and deleted as all others. When its text comes, from the same source or under the same title,
it becomes the first revision, and the notes find their passages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.article import Imported
from reader.library.hashes import AWAITED, FIELDS
from reader.library.rows import clean
from reader.library.storing import Content, insert, insert_revision, prepare, remember_source

if TYPE_CHECKING:
    import apsw

    from reader.domain.note_bundles import NoteBundle

AWAITED_REVISION = 0


def expect(connection: apsw.Connection, bundle: NoteBundle) -> int:
    """Store an article that is awaited and return its key."""
    source = clean(bundle.sources[0]) if bundle.sources else None
    fields = Imported(
        clean(bundle.title),
        (),
        source,
        clean(bundle.publisher),
        clean(bundle.byline),
        bundle.published,
        clean(bundle.language),
    )
    key = insert(connection, _content(fields, bundle.article_id), AWAITED_REVISION)
    for each in reversed(bundle.sources):
        remember_source(connection, key, clean(each))
    return key


def complete(connection: apsw.Connection, key: int) -> None:
    """Give an awaited article, whose row came back by a step that was done again, what belongs to it."""
    row = connection.execute(
        f"SELECT id, source, {', '.join(FIELDS)} FROM article WHERE key = ? AND revision = ? AND NOT EXISTS"
        " (SELECT 1 FROM revision WHERE article_key = article.key)",
        (key, AWAITED_REVISION),
    ).fetchone()
    if row is None:
        return
    article_id, source, title, byline, publisher, published, language = row
    fields = Imported(title, (), source, publisher, byline, published, language)
    insert_revision(connection, key, _content(fields, article_id), AWAITED_REVISION)
    if source is not None:
        remember_source(connection, key, source)


def give_up(connection: apsw.Connection, key: int) -> None:
    """Forget an awaited article; not one whose text came, or which has notes."""
    connection.execute(
        "DELETE FROM article WHERE key = ? AND revision = ? AND NOT EXISTS"
        " (SELECT 1 FROM note WHERE article_key = article.key)",
        (key, AWAITED_REVISION),
    )


def _content(fields: Imported, article_id: str) -> Content:
    content = prepare(fields, article_id)
    return content._replace(hash=AWAITED)
