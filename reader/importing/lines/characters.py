"""Characters as a person sees them: what has no width, what is wide, what ends a sentence."""

from __future__ import annotations

import re

# Format characters and variation selectors: none of them is seen, all may stand inside a word.
INVISIBLE = (
    "\u00ad\u034f\u061c\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
_SEEN_BY_NOBODY = re.compile(f"[{INVISIBLE}]+")
_WORTHLESS = re.compile(
    "[\u00ad\u180e\u2060\ufeff]|(?<![\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf])\u200b"
    "|\u200b(?![\u0e00-\u109f\u1780-\u17ff\u1950-\u1aaf])"
)
# Spaces, and what is invisible at the ends of a line; variation selectors and tags belong to the
# character before them.
_AT_EDGES = (
    "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u202f\u205f\u3000\u00ad\u061c\u180e\ufeff"
    + "".join(map(chr, (*range(0x2000, 0x2010), *range(0x2028, 0x202F), *range(0x2060, 0x2070))))
)
_SPACE = re.compile(r"\s")
_WIDE = re.compile(
    "[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001f64f\U0001f900-\U0001f9ff\U00020000-\U0003fffd]"
)
_STARS = re.compile(r"(\*\*|__)(?=\S)([^*_]+)(?<=\S)\1$")
OPENERS = "\"'“”„‚‘’«‹»›「『《〈【（［([{¿¡"
CLOSERS = "\"'”’“‘»›«‹」』》〉】）］)]}*_"
SENTENCE_ENDS = ".!…。！．｡।॥۔։።᙮။៕"
QUESTION_MARKS = "?？؟՞፧⸮"


def tidy(text: str) -> str:
    """Return `text` without the invisible characters that only hinder finding and quoting.

    Soft hyphens, word joiners and stray byte order marks go everywhere, zero-width spaces but
    where both neighbours are of a script that breaks its lines by them. Joiners, direction marks and
    variation selectors stay inside a line: they change how the letters beside them look or run.
    """
    return text if text.isascii() else _WORTHLESS.sub("", text)


def trimmed(text: str) -> str:
    """Return `text` without spaces and invisible characters at its ends; inside they stay."""
    return text.strip() if text.isascii() else text.strip(_AT_EDGES)


def bare(line: str) -> str:
    """Return `line` for recognition: no invisible characters, each space a plain one, none at the ends."""
    if line.isascii():
        return _SPACE.sub(" ", line).strip() if "\t" in line else line.strip()
    return _SPACE.sub(" ", _SEEN_BY_NOBODY.sub("", line)).strip()


def offset_in(line: str, offset: int) -> int:
    """Return where in `line` the code point `offset` of `bare(line)` stands; its end is the line's."""
    index = 0
    while index < len(line) and (line[index].isspace() or _SEEN_BY_NOBODY.match(line, index)):
        index += 1
    if line.isascii():
        return min(index + offset, len(line))
    while index < len(line):
        if not _SEEN_BY_NOBODY.match(line, index):
            if not offset:
                return index
            offset -= 1
        index += 1
    return index


def columns(text: str) -> int:
    """Return the columns that `text` takes in a fixed-width face: wide characters take two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def is_wide(character: str) -> bool:
    """Whether `character` is of a script written without spaces and set in squares."""
    return _WIDE.match(character) is not None


def ends_sentence(line: str) -> bool:
    """Whether `line` (bare) ends as a sentence does, closing quotes and brackets left aside."""
    core = line.rstrip(CLOSERS + " ")
    return core[-1:] in SENTENCE_ENDS + QUESTION_MARKS if core else False


def without_stars(text: str) -> str:
    """Return `text` without the stars that all of it stands in, as in Markdown: `**The Lock**`."""
    match = _STARS.match(text)
    return match[2] if match else text
