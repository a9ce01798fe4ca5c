"""What changed in a library, told to whoever follows it, after COMMIT and never before."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Change:
    """One committed operation.

    `kinds` are of `article`, `note`, `reading`, `tag`, `export` (nothing but that something was
    written somewhere: it names no ids); `note_ids` and `article_ids` name what
    changed (a note's article is always among `article_ids`; both empty: assume everything did).
    `sequence` is the journal's last row; `origin` the text that the caller gave, so that the editor
    which caused a change keeps its cursor; `""` for another process.
    """

    kinds: frozenset[str]
    article_ids: frozenset[str]
    note_ids: frozenset[str]
    sequence: int
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Since:
    """What changed since an export to some place: notes, and articles or their notes, gone ones too.

    `sequence` is the journal's last row by then. None for ids: nothing is known of such an export, or it
    was so long ago that everything may have changed.
    """

    sequence: int
    note_ids: frozenset[str] | None
    article_ids: frozenset[str] | None
