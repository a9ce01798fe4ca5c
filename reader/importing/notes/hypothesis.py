"""Hypothesis: what its interface answers to a search, what its sidebar exports, or the bare annotations."""

from __future__ import annotations

from typing import Any

from reader.domain.note_bundles import NO_WORDS, ImportedNotes, NoteBundle
from reader.domain.notes import Anchor, Note
from reader.errors import ReaderError
from reader.importing.notes.json_text import read_json
from reader.importing.notes.values import (
    NO_ANNOTATION,
    Gathering,
    kept_text,
    line,
    offset,
    passage,
    sources_of,
    stable_id,
    texts,
    title_of,
    utc,
)
from reader.translation import mark, tr

REPLY = mark("a reply to an annotation that is not in the file")


def read(data: bytes, name: str, encoding: str) -> ImportedNotes:
    """Return the notes in `data`. Raises ReaderError.

    A reply stands below the words of the annotation that it answers, with the name of who wrote it.
    """
    rows, replies = _rows(read_json(data))
    gathering = Gathering()
    threads: dict[str, list[dict[str, Any]]] = {}
    first: list[dict[str, Any]] = []
    for row in rows:
        if not isinstance(row, dict) or not ({"uri", "target", "references", "text"} & set(row)):
            gathering.skipped[NO_ANNOTATION] += 1
        elif texts(row.get("references")):
            replies.append(row)
        else:
            first.append(row)
    known = {kept_text(row.get("id")) for row in first}
    for reply in replies:
        root = texts(reply.get("references"))
        if isinstance(reply, dict) and root and root[0] in known:
            threads.setdefault(root[0], []).append(reply)
        else:
            gathering.skipped[REPLY] += 1
    for row in first:
        _take(gathering, row, threads.get(kept_text(row.get("id")), []))
    return gathering.result()


def _rows(value: Any) -> tuple[list[Any], list[dict[str, Any]]]:
    """Return the annotations of a document, and the replies that it has beside them."""
    replies: list[dict[str, Any]] = []
    if isinstance(value, dict):
        replies = [reply for reply in _list(value.get("replies")) if isinstance(reply, dict)]
        value = next((value[name] for name in ("rows", "annotations") if name in value), [value])
    if not isinstance(value, list):
        raise ReaderError(tr("there are no notes in it"))
    return value, replies


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _take(gathering: Gathering, row: dict[str, Any], replies: list[dict[str, Any]]) -> None:
    anchor, body = _anchor(row), kept_text(row.get("text")).strip("\n")
    for reply in sorted(replies, key=lambda each: utc(each.get("created"))):
        words = kept_text(reply.get("text")).strip()
        if words:
            body = "\n\n".join(filter(None, (body, f"{_who(reply)}: {words}")))
    tags = tuple(texts(row.get("tags")))
    address = _address(row)
    if anchor is None and not body and not tags:
        gathering.skipped[NO_WORDS] += 1
        return
    created, updated = utc(row.get("created")), utc(row.get("updated"))
    name = kept_text(row.get("id"))
    quote = anchor.quote if anchor is not None else ""
    note = Note(
        id=stable_id("hypothesis", name) if name else stable_id("hypothesis", address, quote, body, created),
        article_id="",
        section_path=(),
        anchor=anchor,
        body=body,
        tags=tags,
        created_at=created or updated,
        modified_at=max(updated, *(utc(reply.get("updated")) for reply in replies), created),
    )
    gathering.add(address or _title(row), note, lambda: _bundle(row, address))


def _who(reply: dict[str, Any]) -> str:
    info = reply.get("user_info")
    shown = line(info.get("display_name")) if isinstance(info, dict) else ""
    return shown or line(reply.get("user")).removeprefix("acct:").partition("@")[0] or tr("Reply")


def _address(row: dict[str, Any]) -> str:
    address = line(row.get("uri"))
    for target in _list(row.get("target")):
        if not address and isinstance(target, dict):
            address = line(target.get("source"))
    return address


def _title(row: dict[str, Any]) -> str:
    document = row.get("document")
    titles = document.get("title") if isinstance(document, dict) else None
    return next(filter(None, map(line, texts(titles))), "")


def _bundle(row: dict[str, Any], address: str) -> NoteBundle:
    return NoteBundle(
        title=_title(row) or title_of(address),
        notes=(),
        sources=sources_of([address]),
    )


def _anchor(row: dict[str, Any]) -> Anchor | None:
    """Return the passage: its words, and where they stood in the page's text (only a hint in another)."""
    quote: dict[str, Any] = {}
    position: dict[str, Any] = {}
    for target in _list(row.get("target")):
        for selector in _list(target.get("selector")) if isinstance(target, dict) else []:
            kind = selector.get("type") if isinstance(selector, dict) else None
            if kind == "TextQuoteSelector":
                quote = quote or selector
            elif kind == "TextPositionSelector":
                position = position or selector
    if not kept_text(quote.get("exact")).strip():
        return None
    return passage(
        quote.get("exact"),
        quote.get("prefix"),
        quote.get("suffix"),
        offset(position.get("start")),
        offset(position.get("end")),
    )
