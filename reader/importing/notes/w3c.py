"""Web Annotations (W3C Recommendation of 2017) as JSON-LD: Reader's own, whole, and other people's.

Nothing is fetched: the names of the model are read as its context defines them, and where only an
address stands, the address is all there is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from reader.domain.ids import is_id
from reader.domain.note_bundles import NO_WORDS, ImportedNotes, NoteBundle
from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.importing.notes.json_ld import as_list, id_of, is_a, joined, unlisted, value_of, words_of
from reader.importing.notes.json_text import read_json
from reader.importing.notes.values import (
    NO_ANNOTATION,
    Gathering,
    color,
    kept_text,
    line,
    offset,
    own_id,
    passage,
    sources_of,
    stable_id,
    texts,
    title_of,
    utc,
)
from reader.translation import mark, tr

NO_TARGET = mark("an annotation of nothing")
ELSEWHERE = mark("the annotations stand at {address}, and nothing is fetched")

_NOTE, _ARTICLE = "reader://note/", "reader://article/"
_PARTS = ("items", "first", "next", "@graph")
_DEEPEST = 20  # selectors that refine each other
_TAGGING = ("tagging", "oa:tagging")
_WORDS_OF_TITLES = ("dcterms:title", "dc:title", "title", "schema:name", "name", "label", "rdfs:label")


def read(data: bytes, name: str, encoding: str) -> ImportedNotes:
    """Return the notes in `data`. Raises ReaderError."""
    gathering = Gathering()
    warnings: list[str] = []
    for value in _annotations(joined(unlisted(read_json(data))), warnings):
        if not isinstance(value, dict) or not is_a(value, "Annotation"):
            gathering.skipped[NO_ANNOTATION] += 1
            continue
        targets = as_list(value_of(value, "target"))
        made = False
        for number, target in enumerate(targets):
            made = _take(gathering, value, target, number) or made
        if not targets:
            gathering.skipped[NO_TARGET] += 1
    return gathering.result(warnings=tuple(dict.fromkeys(warnings)))


def _annotations(root: Any, warnings: list[str]) -> Iterator[Any]:
    """Yield what a document, a page or a collection holds, in order."""
    stack = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += reversed(value)
        elif not isinstance(value, dict) or is_a(value, "Annotation"):
            yield value
        elif parts := [value[name] for name in _PARTS if name in value]:
            for part in reversed(parts):
                if isinstance(part, str):
                    warnings.append(tr(ELSEWHERE, address=line(part)))
                else:
                    stack.append(part)
        elif not (is_a(value, "AnnotationPage") or is_a(value, "AnnotationCollection")):
            yield value


def _take(gathering: Gathering, value: dict[str, Any], target: Any, number: int) -> bool:
    """Gather the note that an annotation is on one of its targets; return whether it is one."""
    where = _target(target)
    if where is None:
        gathering.skipped[NO_TARGET] += 1
        return False
    note = _own(value, where) if _is_ours(value) else _foreign(value, where)
    if note.anchor is None and not note.body and not note.tags and "reader:section" not in value:
        gathering.skipped[NO_WORDS] += 1
        return False
    if number:
        # Of several targets each has a note of its own.
        note = replace(note, id=stable_id(note.id, number))
    gathering.add(where.address, note, lambda: _bundle(where))
    return True


# Targets


class _Target(NamedTuple):
    """What an annotation is on: the address, what is known of it, and the passage."""

    address: str
    facts: dict[str, Any]
    specific: dict[str, Any]


def _target(target: Any) -> _Target | None:
    facts: dict[str, Any] = {}
    specific: dict[str, Any] = {}
    if isinstance(target, dict):
        specific = target
        source = value_of(target, "source")
        facts = source if isinstance(source, dict) else {} if source else target
        target = id_of(source) if source else id_of(target)
    address = line(target)
    return _Target(address, facts, specific) if address or facts else None


def _bundle(where: _Target) -> NoteBundle:
    facts = where.facts
    article = kept_text(facts.get("reader:article")) or where.address
    article_id = article.removeprefix(_ARTICLE) if article.startswith(_ARTICLE) else ""
    sources = sources_of([where.address])
    title = next(filter(None, (words_of(facts.get(name)) for name in _WORDS_OF_TITLES)), "")
    return NoteBundle(
        title=title or title_of(where.address),
        notes=(),
        article_id=article_id if is_id(article_id) else "",
        sources=(kept_text(facts["reader:source"]),) if facts.get("reader:source") else sources,
        byline=words_of(facts.get("dcterms:creator")),
        publisher=words_of(facts.get("dcterms:publisher")),
        published=_day(facts.get("dcterms:issued")),
        language=words_of(facts.get("language")) if isinstance(facts.get("language"), str) else "",
    )


def _day(value: object) -> str | None:
    text = kept_text(value)
    return text if re.fullmatch(r"\d{4}-(?:0\d|1[0-2])-(?:[0-2]\d|3[01])", text) else None


def _selected(specific: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the quote and the position that choose the passage, of selectors that may refine each other.

    A position that refines something is one in that: in a quote it chooses a part of it, in an element
    of a page it says nothing of the whole text.
    """
    quote: dict[str, Any] = {}
    position: dict[str, Any] = {}
    selectors, is_whole = as_list(value_of(specific, "selector")), True
    for _ in range(_DEEPEST):
        further: list[Any] = []
        refining = False
        for selector in selectors:
            if not isinstance(selector, dict):
                continue
            if is_a(selector, "TextQuoteSelector"):
                quote = _narrowed(selector)
            elif is_a(selector, "TextPositionSelector") and is_whole:
                position = selector
            elif is_a(selector, "Choice"):
                further += as_list(value_of(selector, "items"))
            inner = as_list(value_of(selector, "refinedBy"))
            refining = refining or bool(inner)
            further += inner
        if not further:
            break
        # In a flat graph two may be refined by the same, and even by each other.
        selectors, is_whole = list({id(each): each for each in further}.values()), is_whole and not refining
    return quote, position


def _narrowed(quote: dict[str, Any]) -> dict[str, Any]:
    """Return the part of a quote that a position in it chooses, else the quote."""
    exact = words_of(value_of(quote, "exact"), lines=True)
    for inner in as_list(value_of(quote, "refinedBy")):
        if isinstance(inner, dict) and is_a(inner, "TextPositionSelector"):
            start, end = offset(inner.get("start")), offset(inner.get("end"))
            if start < end <= len(exact):
                before, after = (words_of(value_of(quote, name), lines=True) for name in ("prefix", "suffix"))
                return {
                    "exact": exact[start:end],
                    "prefix": before + exact[:start],
                    "suffix": exact[end:] + after,
                }
    return quote


# Notes


def _foreign(value: dict[str, Any], where: _Target) -> Note:
    quote, position = _selected(where.specific)
    exact = words_of(value_of(quote, "exact"), lines=True)
    start, end = offset(position.get("start")), offset(position.get("end"))
    anchor = None
    if exact.strip() or end > start:
        prefix, suffix = (words_of(value_of(quote, name), lines=True) for name in ("prefix", "suffix"))
        anchor = passage(exact, prefix, suffix, start, end)
    body, tags = _bodies(value)
    created, modified = utc(value_of(value, "created")), utc(value_of(value, "modified"))
    return Note(
        id=_note_id(value, where, exact, body, created),
        article_id="",
        section_path=(),
        anchor=anchor,
        body=body,
        tags=tags,
        created_at=created or modified,
        modified_at=modified or created,
    )


def _own(value: dict[str, Any], where: _Target) -> Note:
    """Return a note of ours, with all that the model has no word for."""
    body, tags = _bodies(value)
    path = tuple(texts(value.get("reader:section")))
    now = _passage(where.specific)
    noted = value.get("reader:noted")
    anchor = _passage(noted) if isinstance(noted, dict) else now
    state, score = value.get("reader:state"), value.get("reader:score")
    placement = None
    if state in ("anchored", "moved") and not (anchor is not None and now is None):
        likeness = float(score) if isinstance(score, int | float) and 0 <= score <= 1 else 1.0
        placement = Placement(NoteState(state), now, likeness)
    created, modified = utc(value.get("created")), utc(value.get("modified"))
    return Note(
        id=_note_id(value, where, anchor.quote if anchor else "", body, created),
        article_id="",
        section_path=path,
        anchor=anchor,
        body=body,
        color=color(value.get("reader:color")),
        tags=tags,
        created_at=created or modified,
        modified_at=modified or created,
        deleted_at=utc(value.get("reader:deleted")) or None,
        placement=placement,
    )


def _passage(specific: dict[str, Any]) -> Anchor | None:
    quote, position = _selected(specific)
    exact = kept_text(quote.get("exact"))
    if not exact:
        return None
    start, end = offset(position.get("start")), offset(position.get("end"))
    return Anchor(
        exact,
        kept_text(quote.get("prefix")),
        kept_text(quote.get("suffix")),
        start,
        end if end > start else start + len(exact),
        tuple(texts(specific.get("reader:section"))),
        offset(specific.get("reader:revision")),
    )


def _note_id(value: dict[str, Any], where: _Target, quote: str, body: str, created: str) -> str:
    address = id_of(value).removeprefix(_NOTE).removeprefix("urn:uuid:")
    return own_id(address, "w3c", where.address, quote, body, created)


def _bodies(value: dict[str, Any]) -> tuple[str, tuple[str, ...]]:
    """Return the words and the tags of an annotation."""
    words: list[str] = []
    tags: list[str] = []
    all_tags = any(each in _TAGGING for each in as_list(value_of(value, "motivation")))
    bodies = [*as_list(value_of(value, "body")), *as_list(value_of(value, "bodyValue"))]
    for body in bodies:
        purposes: list[Any] = []
        is_html = False
        if isinstance(body, dict):
            if is_a(body, "Choice"):
                items = as_list(value_of(body, "items"))
                body = items[0] if items and isinstance(items[0], dict) else body
            purposes = as_list(value_of(body, "purpose"))
            is_html = "html" in kept_text(value_of(body, "format")).lower()
            text = words_of(value_of(body, "value") or body.get("chars") or body.get("cnt:chars"), lines=True)
            text = text or id_of(value_of(body, "source")) or id_of(body)
        else:
            text = kept_text(body)
        if is_html:
            from reader.importing.notes.html_words import words_of_html

            text = words_of_html(text)
        is_tag = any(each in _TAGGING for each in purposes) or (all_tags and not purposes)
        if text.strip() or (text and _is_ours(value)):
            (tags if is_tag else words).append(text)
    return "\n\n".join(words), tuple(tags)


def _is_ours(value: dict[str, Any]) -> bool:
    return any(key.startswith("reader:") for key in value)
