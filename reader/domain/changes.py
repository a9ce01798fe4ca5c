"""What changed in a library, told to whoever follows it, after COMMIT and never before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One committed operation.

    `kinds` are of `article`, `note`, `reading`, `tag`; `note_ids` and `article_ids` name what
    changed (a note's article is always among `article_ids`; both empty: assume everything did).
    `sequence` is the journal's last row; `origin` the text that the caller gave, so that the editor
    which caused a change keeps its cursor; `""` for another process.
    """

    kinds: frozenset[str]
    article_ids: frozenset[str]
    note_ids: frozenset[str]
    sequence: int
    origin: str = ""
