"""The formats of notes that can be imported, known by what stands in a file and not by its name.

To add one: a module here with `read(data, name, encoding) -> ImportedNotes`, and its row in NOTE_FORMATS.
"""

from __future__ import annotations

import re
from importlib import import_module
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, cast

from reader.errors import ReaderError
from reader.importing.files import HEAD
from reader.importing.notes.json_text import head_of_json
from reader.translation import mark, tr

if TYPE_CHECKING:
    from reader.domain.note_bundles import ImportedNotes

JSON_SUFFIXES = (".json", ".jsonl", ".jsonld", ".ndjson")


class NoteFormat(NamedTuple):
    """A format: every one of `signs` stands at its beginning (a pattern); `loader` is `"module:function"`."""

    name: str
    title: str
    signs: tuple[str, ...]
    loader: str
    is_json: bool = True

    def read(self, data: bytes, name: str = "", encoding: str = "") -> ImportedNotes:
        """Return the notes in `data`; `name` is the file's own name, if it has one. Raises ReaderError."""
        module, _, function = self.loader.partition(":")
        return cast("ImportedNotes", getattr(import_module(module), function)(data, name, encoding))


_ANNOTATION = (
    r'"@context"\s*:[^{}]{0,400}?(?:anno\.jsonld|ns/oa)'
    r'|"@?type"\s*:\s*(?:\[\s*)?"(?:oa:|[^"\s]*[/#])?Annotation'
)
# Every quantifier is bounded, or begins at a line's start: a hostile file must not take for ever.
_CLIPPING = r"(?m)(?:\A|^={10,}[ \t]*\r?\n)\s*[^\n]+\n([ \t]{0,3}[-–—][^\n]*\d[^\n]*)"
_HYPOTHESIS = r'"user"\s*:\s*"acct:|"export_userid"\s*:|"rows"\s*:\s*\[|"uri"\s*:'
_HAS_TARGETS = r'"target"\s*:|"total"\s*:|"annotations"\s*:'
W3C = NoteFormat("w3c", mark("Web Annotations"), (_ANNOTATION,), "reader.importing.notes.w3c:read")
READER = NoteFormat(
    "reader",
    mark("Reader's notes"),
    (r'"article_(?:id|title)"\s*:|\A\s*\[\s*\]\s*\Z', r'"(?:quote|section_path)"\s*:|\A\s*\[\s*\]\s*\Z'),
    "reader.importing.notes.reader:read",
)
HYPOTHESIS = NoteFormat(
    "hypothesis", "Hypothesis", (_HYPOTHESIS, _HAS_TARGETS), "reader.importing.notes.hypothesis:read"
)
KINDLE = NoteFormat(
    "kindle",
    mark("Kindle clippings"),
    (_CLIPPING, r"(?m)^={10,}\s*$"),
    "reader.importing.notes.kindle:read",
    is_json=False,
)
NOTE_FORMATS: tuple[NoteFormat, ...] = (W3C, READER, HYPOTHESIS, KINDLE)
_DATED = re.compile(r"\d[^|]*\|[^|]*\b(?:19|20)\d\d\b[^|]*\d:\d\d")


def pick_notes(name: str, data: bytes) -> NoteFormat | None:
    """Return the format of the notes in a file called `name` that begins with `data`; None for an article.

    ReaderError where it is JSON by its name and holds nothing that Reader takes for notes.
    """
    json = head_of_json(data[:HEAD])
    is_named = name.lower().endswith(JSON_SUFFIXES)
    text = json or _plain(data[:HEAD])
    for each in NOTE_FORMATS:
        if each.is_json == bool(json) and all(re.search(sign, text) for sign in each.signs):
            if each is KINDLE and not _has_label(text):
                continue
            return each
    if is_named and data.strip():
        if text.lstrip()[:1] not in ("{", "["):
            raise ReaderError(tr("this is no JSON, as its name says"), remedy=tr("name it as what it is"))
        raise ReaderError(
            tr("there are no notes in this JSON that Reader knows"),
            remedy=tr("it takes its own, Web Annotations and those of Hypothesis"),
        )
    return None


def holds_notes(name: str, head: bytes) -> bool:
    """Whether a file of this name and beginning holds notes; never raises."""
    try:
        return pick_notes(name, head) is not None
    except ReaderError:
        return False


def _plain(head: bytes) -> str:
    encoding = "utf-16" if head[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return head.decode(encoding, "replace")


def _has_label(text: str) -> bool:
    """Whether a line below a book's title says what it is in a Kindle's words, or at least its time."""
    from reader.importing.notes.kindle_words import LONGEST_LABEL, kind_of

    labels = (found[1][:LONGEST_LABEL] for found in islice(re.finditer(_CLIPPING, text), 100))
    return any(kind_of(label.casefold()) or _DATED.search(label) for label in labels)
