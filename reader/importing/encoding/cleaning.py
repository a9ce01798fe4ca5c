"""Text as the model holds it: only LF, no control characters, normalised to NFC."""

from __future__ import annotations

import re
import unicodedata

from reader.translation import trn

# More combining marks on one letter than any script has; normalising a run is quadratic in its length.
MARKS = 30

_CR = re.compile("\r\n?")
_LINE_ENDS = str.maketrans({"\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n\n"})
_OTHER_LINE_END = re.compile("[\x0b\x0c\x85\u2028\u2029]")
# C0 and C1 without tab and line feed, noncharacters (a PDF's hyphen arrives as U+FFFE), surrogates,
# and what encloses annotations. Only of the first plane: with one character beyond it the search in
# every text takes six times as long.
_UNWANTED = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb\ufffe\uffff]"
)
_ASCII_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A}) + b"\x7f"
# What may be a run of marks: no mark is a word character to Python.
_MARKS = re.compile(rf"[^\w\s\x00-\x7f]{{{MARKS + 1},}}")


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """Return `text` as the model holds it, and what a person should know about the difference.

    CR, CRLF, NEL, VT, FF and U+2028 become LF, U+2029 two; other control characters, noncharacters
    and byte order marks go; the rest is normalised to NFC, with runs of combining marks cut at
    MARKS. Tabs stay.
    """
    warnings = []
    if text.isascii() and not _has_controls(text):
        return text, ()
    if "\r" in text:
        text = _CR.sub("\n", text)
    if _OTHER_LINE_END.search(text):
        text = text.translate(_LINE_ENDS)
    text, controls = _UNWANTED.subn("", text)
    if controls:
        warnings.append(
            trn("{number} control character left out", "{number} control characters left out", controls)
        )
    text = text.replace("\ufeff", "")
    text, marks = normalised(text)
    if marks:
        warnings.append(
            trn(
                "{number} combining mark left out: more than {most} on one letter",
                "{number} combining marks left out: more than {most} on one letter",
                marks,
                most=MARKS,
            )
        )
    return text, tuple(warnings)


def _has_controls(text: str) -> bool:
    """Whether the ASCII `text` has any control characters but tab and line feed; faster than a search."""
    return len(text.encode("ascii").translate(None, _ASCII_CONTROLS)) != len(text)


def normalised(text: str) -> tuple[str, int]:
    """Return `text` in NFC with runs of combining marks cut at MARKS, and how many marks that cost."""
    if text.isascii():
        return text, 0
    dropped = 0
    if _MARKS.search(text):
        before = len(text)
        text = _MARKS.sub(lambda run: _cut_marks(run[0]), text)
        dropped = before - len(text)
    return unicodedata.normalize("NFC", text), dropped


def _cut_marks(run: str) -> str:
    """Return `run` without the marks that exceed MARKS in a row."""
    kept = []
    marks = 0
    for character in run:
        marks = marks + 1 if unicodedata.category(character)[0] == "M" else 0
        if marks <= MARKS:
            kept.append(character)
    return "".join(kept)
