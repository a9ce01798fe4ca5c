"""The JSON objects that commands and exports print: one shape each, with keys that stay."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from json.encoder import encode_basestring as _text
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.domain.searching.hits import Hit
    from reader.domain.sections import Section

_ENCODER = json.JSONEncoder(ensure_ascii=False)
# What json leaves as it is and a terminal, an editor or UTF-8 would stumble over; in JSON text these
# stand inside strings only.
_HIDDEN = re.compile("[\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_NO_PASSAGE = '"quote": null, "prefix": null, "suffix": null, "start": null, "end": null'


def to_json(value: Any) -> str:
    """Return `value` as one line of JSON, readable, with every control character escaped."""
    return _shown(_ENCODER.encode(value))


def _shown(text: str) -> str:
    """Return JSON text with what is hidden escaped; most has nothing, which is told at once."""
    if text.isprintable():
        return text
    return _HIDDEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def article_object(row: ArticleRow) -> dict[str, Any]:
    """Return the object of an article, without its text."""
    return {
        "id": row.id,
        "title": row.title,
        "source": row.source,
        "publisher": row.publisher,
        "byline": row.byline,
        "published": row.published,
        "language": row.language,
        "word_count": row.word_count,
        "revision": row.revision,
        "imported_at": row.imported_at,
        "sections": row.sections,
        "notes_count": row.notes_count,
    }


def section_object(section: Section) -> dict[str, Any]:
    """Return the object of a section and of all below it."""
    return {
        "id": section.id,
        "title": section.title,
        "level": section.level,
        "path": list(section.path),
        "paragraphs": section.paragraphs,
        "word_count": section.word_count,
        "sections": [section_object(child) for child in section.sections],
    }


def note_object(note: Note, article: ArticleRow) -> dict[str, Any]:
    """Return the object of a note on `article`: where its passage stands now, in code points."""
    passage = note.passage
    return {
        "id": note.id,
        "article_id": note.article_id,
        "article_title": article.title,
        "article_source": article.source,
        "published": article.published,
        "section_path": list(note.section_path),
        "quote": passage.quote if passage else None,
        "prefix": passage.prefix if passage else None,
        "suffix": passage.suffix if passage else None,
        "start": note.start,
        "end": note.end,
        "body": note.body,
        "color": note.color,
        "tags": list(note.tags),
        "created_at": note.created_at,
        "modified_at": note.modified_at,
        "state": note.state.value,
    }


def note_json(note: Note, article: ArticleRow) -> str:
    """Return `to_json(note_object(note, article))` in a third of the time: exports have many notes."""
    passage = note.passage
    place = _NO_PASSAGE
    if passage is not None:
        start, end = note.start, note.end
        place = (
            f'"quote": {_text(passage.quote)}, "prefix": {_text(passage.prefix)},'
            f' "suffix": {_text(passage.suffix)}, "start": {"null" if start is None else start},'
            f' "end": {"null" if end is None else end}'
        )
    return _shown(
        f'{{"id": {_text(note.id)}, {_article_json(article)}, "section_path": {_list(note.section_path)},'
        f' {place}, "body": {_text(note.body)}, "color": {_text(note.color)}, "tags": {_list(note.tags)},'
        f' "created_at": {_text(note.created_at)}, "modified_at": {_text(note.modified_at)},'
        f' "state": "{note.state}"}}'
    )


@lru_cache(maxsize=16)
def _article_json(article: ArticleRow) -> str:
    names = {
        "article_id": article.id,
        "article_title": article.title,
        "article_source": article.source,
        "published": article.published,
    }
    return _ENCODER.encode(names)[1:-1]


@lru_cache(maxsize=1024)
def _list(texts: tuple[str, ...]) -> str:
    return _ENCODER.encode(texts)


def hit_object(hit: Hit) -> dict[str, Any]:
    """Return the object of something that a search found."""
    return {
        "kind": hit.kind,
        "article_id": hit.article_id,
        "note_id": hit.note_id,
        "title": hit.title,
        "section_path": list(hit.section_path),
        "start": hit.start,
        "end": hit.end,
        "snippet": hit.snippet,
        "score": hit.score,
    }
