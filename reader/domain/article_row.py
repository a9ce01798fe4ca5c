"""The article's row in a list.

A tuple, since a list makes a hundred thousand, and alone, since `reader list` imports no more of the model.
"""

from __future__ import annotations

from typing import NamedTuple


class ArticleRow(NamedTuple):
    """What a list needs to know of an article, without its blocks.

    `sections` is the number of sections below the root. Times are ISO 8601 in UTC with `Z`;
    `progress` is 0.0-1.0; `deleted_at` is set for what lies in the bin.
    """

    id: str
    title: str
    source: str | None
    publisher: str
    byline: str
    published: str | None
    language: str
    word_count: int
    revision: int
    imported_at: str
    sections: int
    notes_count: int
    progress: float = 0.0
    last_read_at: str | None = None
    deleted_at: str | None = None

    @property
    def is_awaited(self) -> bool:
        """Whether only notes on it are here, and its text is still to come."""
        return self.revision == 0
