"""What the formats of notes share: ids that stay, times, text that can be kept, bundles by article."""

from __future__ import annotations

import re
import unicodedata
import uuid
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any

from reader.domain.ids import is_id
from reader.domain.note_bundles import ELSEWHERE, ImportedNotes, NoteBundle
from reader.domain.notes import COLORS, CONTEXT, DEFAULT_COLOR, Anchor, Note
from reader.translation import mark

# The ids of what came from elsewhere are made of what it is: the same note has the same id for ever.
_SPACE = uuid.UUID("5d0f7a52-6f2e-5b0c-9d0f-2a4c6b8e1f37")
_OWN_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?Z")
_FRACTION = re.compile(r"(\.\d{6})\d+")
_LONGEST_TITLE = 2000
MOST = 2**52  # no offset is larger
NO_ANNOTATION = mark("no annotation")


@dataclass
class Gathering:
    """Notes as they are gathered from a file, by article, and what was left out."""

    _bundles: dict[object, NoteBundle] = field(default_factory=dict)
    _notes: dict[object, list[Note]] = field(default_factory=dict)
    skipped: Counter[str] = field(default_factory=Counter)

    def add(self, key: object, note: Note, bundle: Callable[[], NoteBundle]) -> None:
        """Add a note to those of the article `key`, of which `bundle` tells where it is the first."""
        if key not in self._bundles:
            self._bundles[key] = bundle()
            self._notes[key] = []
        self._notes[key].append(note)

    def result(self, **more: Any) -> ImportedNotes:
        """Return what was gathered."""
        return ImportedNotes(
            tuple(replace(self._bundles[key], notes=tuple(notes)) for key, notes in self._notes.items()),
            tuple(self.skipped.items()),
            **more,
        )


def stable_id(*parts: object) -> str:
    """Return the id of a note that has none of ours: the same `parts` make the same id."""
    return str(uuid.uuid5(_SPACE, "\0".join(map(str, parts)).encode("utf-8", "replace").decode()))


def own_id(text: str, *parts: object) -> str:
    """Return `text` where it is an id as ours are, else one that is made of it, or of `parts`."""
    lower = text.lower()
    return lower if is_id(lower) else stable_id(*((text,) if text else parts))


def kept_text(value: object) -> str:
    """Return a text as it can be kept: nothing for what is none, no NUL, no half of a surrogate pair."""
    if not isinstance(value, str):
        return ""
    if "\0" in value:
        value = value.replace("\0", "")
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        value = value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def passage_text(value: object) -> str:
    """Return a quote or its context as articles hold their text: LF only, NFC."""
    text = kept_text(value)
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def line(value: object) -> str:
    """Return a text of one line: a title, a name."""
    return " ".join(kept_text(value).split())[:_LONGEST_TITLE]


def texts(value: object) -> list[str]:
    """Return the texts in a value that may be one or a list of them."""
    values = value if isinstance(value, list) else [value]
    return [text for text in map(kept_text, values) if text]


def offset(value: object) -> int:
    """Return a place in a text; 0 for what is none."""
    return value if type(value) is int and 0 <= value <= MOST else 0


def utc(value: object) -> str:
    """Return a time in UTC as it is kept; empty for what is none. One without a zone is UTC."""
    text = kept_text(value).strip()
    if _OWN_TIME.fullmatch(text):
        try:
            datetime.fromisoformat(text)
        except ValueError:
            return ""
        return text
    try:
        time = datetime.fromisoformat(_FRACTION.sub(r"\1", text[:64]))
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return ""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def color(value: object) -> str:
    """Return a colour of ours; the usual one for any other."""
    return value if isinstance(value, str) and value in COLORS else DEFAULT_COLOR


def passage(quote: object, prefix: object = "", suffix: object = "", start: int = 0, end: int = 0) -> Anchor:
    """Return the anchor of a passage noted elsewhere, without white space at its ends."""
    text, before, after = passage_text(quote), passage_text(prefix), passage_text(suffix)
    bare = text.strip()
    if bare:
        lead = len(text) - len(text.lstrip())
        before, after = before + text[:lead], text[lead + len(bare) :] + after
        start, end = (start + lead, start + lead + len(bare)) if end > start else (start, start)
    return Anchor(bare, before[-CONTEXT:], after[:CONTEXT], start, end, (), ELSEWHERE)


def title_of(address: str) -> str:
    """Return what an article is called of which only the address is known."""
    from urllib.parse import unquote

    plain = unquote(address.partition("#")[0].partition("?")[0], errors="replace").rstrip("/\\")
    name = re.split(r"[/\\]", plain)[-1] or address
    return line(re.sub(r"\.(?:html?|md|txt|pdf|epub)$", "", name)) or line(address) or "Notes"


def sources_of(addresses: Iterable[str]) -> tuple[str, ...]:
    """Return the sources that a library may know an article by, of the addresses that a note names."""
    from reader.domain.file_addresses import path_of
    from reader.domain.web_addresses import spellings
    from reader.errors import ReaderError

    found: list[str] = []
    for address in addresses:
        if address.lower().startswith("file:"):
            try:
                found.append(
                    path_of(address).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
                )
            except ReaderError:
                continue
        elif address.startswith("/"):
            found.append(address)
        else:
            found += spellings(address)
    return tuple(dict.fromkeys(found))
