"""What a row of the tree says, and in which order rows stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from reader.domain.article_row import ArticleRow
from reader.translation import tr, trn
from reader.window.wording import long_date


def newest_first(rows: Iterable[ArticleRow]) -> list[ArticleRow]:
    """Return `rows` by their date, the newest first, the undated last; then by time of import."""
    return sorted(rows, key=rank, reverse=True)


def rank(row: ArticleRow) -> tuple[str, str]:
    """Return what rows are sorted by, the largest first."""
    return row.published or "", row.imported_at


def details(row: ArticleRow, *, with_sections: bool = True) -> list[str]:
    """Return the parts of the muted line below a title, in reading order."""
    parts = [long_date(row.published), row.publisher]
    if row.is_awaited:
        parts.append(tr("not here yet"))
    if row.sections and with_sections:
        parts.append(trn("{number} section", "{number} sections", row.sections))
    if row.notes_count:
        parts.append(trn("{number} note", "{number} notes", row.notes_count))
    return [part for part in parts if part]


def steps(old: list[str], new: list[str]) -> tuple[set[str], list[int]]:
    """Return which ids to take out of `old`, and at which places of `new` to put ids in, to get `new`.

    Taken out first, put in afterwards by rising place. An id that changed its place is in both.
    """
    wanted, present = set(new), set(old)
    out = {key for key in old if key not in wanted}
    kept_old = [key for key in old if key in wanted]
    kept_new = [key for key in new if key in present]
    out |= _moved(kept_old, kept_new)
    return out, [place for place, key in enumerate(new) if key not in present or key in out]


def _moved(old: list[str], new: list[str]) -> set[str]:
    """Return ids without which both orders are the same; one where one moved."""
    moved: set[str] = set()
    i = j = 0
    while i < len(old) and j < len(new):
        if old[i] in moved:
            i += 1
        elif new[j] in moved:
            j += 1
        elif old[i] == new[j]:
            i, j = i + 1, j + 1
        elif _next(old, i, moved) == new[j]:
            moved.add(old[i])
        else:
            moved.add(new[j])
    return moved


def _next(keys: list[str], at: int, without: Collection[str]) -> str | None:
    return next((key for key in keys[at + 1 : at + 3] if key not in without), None)
