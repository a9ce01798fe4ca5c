"""Web Annotations (W3C Recommendation of 2017) as JSON-LD: one collection with one page.

What the model has no word for (colour, state, section, revision, and the passage as it was first noted) is
kept under names of our own, so that nothing of a note is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Any

from reader.domain.file_addresses import address_of
from reader.domain.links import article_link, note_link
from reader.domain.objects import to_json
from reader.exporting.layout import by_article

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Anchor, Note
    from reader.exporting.registry import ExportOptions

_SECTION = {"@id": "reader:section", "@container": "@list"}  # its order matters
# `reader:color` and its like are whole IRIs: a prefix of the name of our own scheme would be taken for it.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"reader:section": _SECTION}]
COLLECTION = "reader://notes"
_WEB = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20\x7f]+")


def export(
    notes: Iterable[Note], articles: Callable[[str], ArticleRow], options: ExportOptions
) -> Iterator[str]:
    """Yield the collection, an annotation a line."""
    page = f'{{"id": "{COLLECTION}/1", "type": "AnnotationPage", "partOf": "{COLLECTION}", "startIndex": 0'
    lead = f'{{"@context": {to_json(CONTEXT)},\n"id": "{COLLECTION}", "type": "AnnotationCollection",\n'
    lead += f'"first": {page}, "items": [\n'
    total = 0
    for article, group in by_article(notes, articles):
        source = _source(article)
        for note in group:
            yield lead + to_json(_annotation(note, source))
            lead = ",\n"
            total += 1
    # The number comes last, since it is known last.
    yield f'{lead if not total else ""}\n]}},\n"total": {total}}}\n'


def _source(article: ArticleRow) -> dict[str, Any]:
    source: dict[str, Any] = {
        "id": _address(article),
        "type": "Text",
        "dcterms:title": article.title,
        "reader:article": article_link(article.id),
    }
    for name, value in (
        ("dcterms:creator", article.byline),
        ("dcterms:publisher", article.publisher),
        ("dcterms:issued", article.published),
        ("language", article.language),
    ):
        if value:
            source[name] = value
    return source


def _address(article: ArticleRow) -> str:
    """Return an IRI of the article: where it came from, else the link to it."""
    source = article.source or ""
    if _WEB.fullmatch(source):
        return source
    if source.startswith("/"):
        return address_of(source)
    path = PureWindowsPath(source)
    return path.as_uri() if path.is_absolute() else article_link(article.id)


def _annotation(note: Note, source: dict[str, Any]) -> dict[str, Any]:
    annotation: dict[str, Any] = {
        "id": note_link(note.id),
        "type": "Annotation",
        "motivation": "commenting" if note.body or note.passage is None else "highlighting",
        "created": note.created_at,
        "modified": note.modified_at,
    }
    bodies = [_textual(tag, "tagging") for tag in note.tags]
    if note.body:
        bodies.insert(0, {**_textual(note.body, "commenting"), "format": "text/markdown"})
    if bodies:
        annotation["body"] = bodies
    target: dict[str, Any] = {"type": "SpecificResource", "source": source}
    if note.passage is not None:
        target |= _passage(note.passage)
    annotation["target"] = target
    annotation["reader:section"] = list(note.section_path)
    annotation["reader:color"] = note.color
    annotation["reader:state"] = note.state.value
    if note.placement is not None:
        annotation["reader:score"] = note.placement.score
    if note.anchor is not None:
        annotation["reader:noted"] = _passage(note.anchor)
    if note.deleted_at:
        annotation["reader:deleted"] = note.deleted_at
    return annotation


def _textual(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "purpose": purpose}


def _passage(anchor: Anchor) -> dict[str, Any]:
    """Return a passage by its words and by its place (code points); either finds it."""
    quote = {"exact": anchor.quote, "prefix": anchor.prefix, "suffix": anchor.suffix}
    return {
        "selector": [
            {"type": "TextQuoteSelector", **quote},
            {"type": "TextPositionSelector", "start": anchor.start, "end": anchor.end},
        ],
        "reader:revision": anchor.revision,
        "reader:section": list(anchor.section_path),
    }
