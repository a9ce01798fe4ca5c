"""What a person types for an article or a note, and which one is meant."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from reader.errors import ReaderError
from reader.library.rows import fetch_all
from reader.translation import tr, trn

if TYPE_CHECKING:
    import apsw

_SHORTEST = 4  # digits of an id's end
_LISTED = 8


class AmbiguousError(ReaderError):
    """What was typed means more than one article or note."""


def resolve(connection: apsw.Connection, reference: str, in_bin: bool) -> str:
    """Return the id of the article that is meant.

    An id; a path that was imported, absolute or as seen from here; the end of an id; part of a
    title (a whole one before a part). What lies in the bin is meant only where nothing else is, or the
    other way round with `in_bin`.
    """
    typed = _as_text(reference.strip())
    row = connection.execute(
        "SELECT id FROM article WHERE id = ?1"
        " UNION ALL SELECT id FROM source JOIN article ON article.key = article_key WHERE source.source = ?1"
        " UNION ALL SELECT id FROM source JOIN article ON article.key = article_key WHERE source.source = ?2",
        (typed, _as_text(os.path.abspath(os.path.expanduser(reference)))),
    ).fetchone()
    if row is not None:
        return str(row[0])
    found = _by_end_or_title(connection, typed, in_bin) if typed else []
    if not found:
        raise ReaderError(tr("no such article"), reference, tr("`reader list` shows what there is"))
    return _only(reference, found)


def resolve_note(connection: apsw.Connection, reference: str, in_bin: bool) -> str:
    """Return the id of the note whose id, or end of one, is `reference`."""
    typed = _as_text(reference.strip().lower())
    rows = fetch_all(
        connection,
        "SELECT note.id, coalesce(nullif(body, ''), quote, section_path),"
        " coalesce(note.deleted_at, article.deleted_at) IS NOT NULL"
        " FROM note JOIN article ON article.key = article_key"
        " WHERE note.id = ?1 OR (length(?1) >= ?2 AND substr(note.id, -length(?1)) = ?1)",
        (typed, _SHORTEST),
    )
    found = [(note, text) for note, text, _ in rows if note == typed] or _preferred(rows, in_bin)
    if not found:
        raise ReaderError(tr("no such note"), reference, tr("`reader notes` shows what there is"))
    return _only(reference, found)


def _by_end_or_title(connection: apsw.Connection, typed: str, in_bin: bool) -> list[tuple[Any, ...]]:
    """Return id and title of the articles whose id ends, or whose title holds, what was typed."""
    folded = typed.casefold()
    rows = fetch_all(connection, "SELECT id, title, deleted_at IS NOT NULL FROM article ORDER BY key")
    whole = [row for row in rows if row[1].casefold() == folded]
    return _preferred(whole, in_bin) or _preferred(
        [
            row
            for row in rows
            if folded in row[1].casefold() or (len(folded) >= _SHORTEST and row[0].endswith(folded))
        ],
        in_bin,
    )


def _preferred(rows: Sequence[tuple[Any, ...]], in_bin: bool) -> list[tuple[Any, ...]]:
    """Return those rows that lie in the bin, or do not, as is asked; the others where there is none."""
    return [row[:2] for row in rows if bool(row[2]) == in_bin] or [row[:2] for row in rows]


def _only(reference: str, found: Sequence[tuple[Any, ...]]) -> str:
    """Return the id in `found`; ReaderError that names the candidates where there are several."""
    if len(found) == 1:
        return str(found[0][0])
    named = [f"{_short(text)} ({each[-8:]})" for each, text in found[:_LISTED]]
    if len(found) > _LISTED:
        named.append(trn("{number} more", "{number} more", len(found) - _LISTED))
    raise AmbiguousError(
        tr("more than one is meant: {names}", names=", ".join(named)), reference, tr("give the end of an id")
    )


def _as_text(typed: str) -> str:
    r"""Return what was typed, with bytes that are no UTF-8 as sources have them: `\xff`."""
    return typed.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
