"""Reading positions: where a person stopped, how far that is, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import apsw

FINISHED = 0.98  # the last lines of a page are in sight before they are reached


class Reading(NamedTuple):
    """How far an article was read. `offset` is a code point in its plain text, `progress` 0.0-1.0."""

    offset: int = 0
    progress: float = 0.0
    last_read_at: str | None = None

    @property
    def state(self) -> str:
        """`unread`, `started` or `finished`."""
        if self.last_read_at is None:
            return "unread"
        return "finished" if self.progress >= FINISHED else "started"


def reading(connection: apsw.Connection, article_key: int) -> Reading:
    """Return how far the article was read."""
    row = connection.execute(
        "SELECT offset, progress, last_read_at FROM reading WHERE article_key = ?", (article_key,)
    ).fetchone()
    return Reading(*row) if row else Reading()


def set_reading(connection: apsw.Connection, article_key: int, offset: int, progress: float) -> None:
    """Remember the place. `progress` is brought into 0.0-1.0, `offset` not below 0."""
    from reader.domain.ids import now

    connection.execute(
        "INSERT INTO reading(article_key, offset, progress, last_read_at) VALUES (?, ?, ?, ?)"
        " ON CONFLICT(article_key) DO UPDATE SET"
        " offset = excluded.offset, progress = excluded.progress, last_read_at = excluded.last_read_at",
        (article_key, max(0, offset), min(1.0, max(0.0, progress)), now()),
    )


def move_reading(connection: apsw.Connection, article_key: int, offset: int) -> None:
    """Put the place elsewhere after a revision; nothing was read by that."""
    connection.execute("UPDATE reading SET offset = ? WHERE article_key = ?", (offset, article_key))


def last_read(connection: apsw.Connection) -> str | None:
    """Return the id of the article that was read last, else of the one imported last, else None."""
    row = (
        connection.execute(
            "SELECT article.id FROM reading JOIN article ON article.key = reading.article_key"
            " WHERE article.deleted_at IS NULL ORDER BY reading.last_read_at DESC LIMIT 1"
        ).fetchone()
        or connection.execute(
            "SELECT id FROM article WHERE deleted_at IS NULL ORDER BY imported_at DESC, key DESC LIMIT 1"
        ).fetchone()
    )
    return str(row[0]) if row else None
