"""What follows from the rest of an article's row, and is brought in order after it was changed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reader.library import hashes
from reader.library.hashes import FIELDS
from reader.library.rows import fetch_one, load

if TYPE_CHECKING:
    import apsw


def settle(connection: apsw.Connection, key: int) -> None:
    """Bring in order what follows from the rest of an article's row.

    A field that was not corrected by hand is the present revision's; the hash is the row's.
    """
    row = connection.execute(f"SELECT {hashes.ARTICLE}, hash FROM article WHERE key = ?", (key,)).fetchone()
    if row is None:
        return
    article_id, source, *fields, corrected, number, content_hash, stored = row
    imported = fetch_one(
        connection,
        f"SELECT {', '.join(FIELDS)} FROM revision WHERE article_key = ? AND number = ?",
        (key, number),
    )
    by_hand = load(corrected)
    wanted = [
        field if name in by_hand else imported[index]
        for index, (name, field) in enumerate(zip(FIELDS, fields, strict=True))
    ]
    digest = article_hash(article_id, source, wanted, corrected, number, content_hash)
    if wanted != fields or digest != stored:
        connection.execute(
            f"UPDATE article SET {', '.join(f'{name} = ?' for name in FIELDS)}, hash = ? WHERE key = ?",
            (*wanted, digest, key),
        )


def article_hash(
    article_id: str,
    source: str | None,
    metadata: Sequence[str | None],
    corrected: str,
    revision: int,
    content_hash: str,
) -> str:
    """Return the hash of an article's row; `metadata` are the FIELDS."""
    return hashes.row_hash([article_id, source, *metadata, corrected, revision, content_hash])
