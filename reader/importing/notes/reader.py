"""Reader's own notes: the objects of its JSON, as an array or one a line."""

from __future__ import annotations

from typing import Any

from reader.domain.ids import is_id
from reader.domain.note_bundles import ImportedNotes, NoteBundle
from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.errors import ReaderError
from reader.importing.notes.json_text import read_json
from reader.importing.notes.values import (
    Gathering,
    color,
    kept_text,
    line,
    offset,
    own_id,
    texts,
    title_of,
    utc,
)
from reader.translation import mark, tr

NO_NOTE = mark("no note")
_REVISION = 1  # that of a text that was imported once; which one it was the objects do not say


def read(data: bytes, name: str, encoding: str) -> ImportedNotes:
    """Return the notes in `data`. Raises ReaderError."""
    values = read_json(data)
    if isinstance(values, dict):
        values = [values]
    if not isinstance(values, list):
        raise ReaderError(tr("there are no notes in it"))
    gathering = Gathering()
    for value in values:
        note = _note(value) if isinstance(value, dict) else None
        if note is None:
            gathering.skipped[NO_NOTE] += 1
        else:
            _add(gathering, value, note)
    return gathering.result()


def _add(gathering: Gathering, value: dict[str, Any], note: Note) -> None:
    key = kept_text(value.get("article_id")) or line(value.get("article_title"))
    gathering.add(key, note, lambda: _bundle(value))


def _bundle(value: dict[str, Any]) -> NoteBundle:
    source, article_id = kept_text(value.get("article_source")), kept_text(value.get("article_id"))
    return NoteBundle(
        title=line(value.get("article_title")) or title_of(source),
        notes=(),
        article_id=article_id if is_id(article_id) else "",
        sources=(source,) if source else (),
        published=_day(value.get("published")),
    )


def _note(value: dict[str, Any]) -> Note | None:
    quote, body = kept_text(value.get("quote")), kept_text(value.get("body"))
    path = tuple(texts(value.get("section_path")))
    if not quote and not body and not path and not value.get("id"):
        return None
    start, end = offset(value.get("start")), offset(value.get("end"))
    anchor = placement = None
    state = _state(value.get("state"))
    if quote:
        end = end if end > start else start + len(quote)
        prefix, suffix = kept_text(value.get("prefix")), kept_text(value.get("suffix"))
        anchor = Anchor(quote, prefix, suffix, start, end, path, _REVISION)
    if state is not NoteState.DETACHED:
        placement = Placement(state, anchor, 1.0)
    created, modified = utc(value.get("created_at")), utc(value.get("modified_at"))
    return Note(
        id=own_id(
            kept_text(value.get("id")), "reader", value.get("article_title"), quote, body, path, created
        ),
        article_id="",
        section_path=path,
        anchor=anchor,
        body=body,
        color=color(value.get("color")),
        tags=tuple(texts(value.get("tags"))),
        created_at=created or modified,
        modified_at=modified or created,
        placement=placement,
    )


def _state(value: object) -> NoteState:
    try:
        return NoteState(value) if isinstance(value, str) else NoteState.ANCHORED
    except ValueError:
        return NoteState.ANCHORED


def _day(value: object) -> str | None:
    from datetime import date

    try:
        return date.fromisoformat(kept_text(value)).isoformat()
    except ValueError:
        return None
