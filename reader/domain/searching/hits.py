"""What a search found."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or a note that a query found. All positions are code points.

    `kind` is `article` or `note`; `note_id` is None for an article. `title` and `published` are the
    article's. `start` and `end` are the passage in the article's plain text: the words found, or
    what a note stands on; None where only the title was found, or a note has no passage or is
    detached. `section_path` is where that is. `snippet` is some text around the words found, one
    line; `marks` are their places in it. `score` is the greater the better the hit.
    """

    kind: str
    article_id: str
    note_id: str | None
    title: str
    published: str | None
    section_path: tuple[str, ...]
    start: int | None
    end: int | None
    snippet: str
    marks: tuple[tuple[int, int], ...]
    score: float
