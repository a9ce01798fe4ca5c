"""Words as the full-text index knows them: what FTS5 is asked for, and where that stands in a text.

FTS5 says which rows match, but its own `highlight` reads all of a long text to mark a word, and the
index of unspaced scripts is not the text. So the few texts that are shown are searched once more here.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from reader.domain.searching.query import Term

# What the index was made with. Who changes these in a later migration imports them from that one.
from reader.library.migrations.m0002_search import IGNORED, UNSPACED

_UNSPACED_RUN = re.compile(f"[{UNSPACED}]+")
_DROPPED = re.compile(f"[{IGNORED}\u0300-\u036f]")
_SEGMENT = re.compile(rf"[{UNSPACED}]+|[^{UNSPACED}\s]+")
_SPACED = rf"(?![{UNSPACED}])[^\W_]"  # a letter or digit of a script with spaces
_BEFORE = re.compile(_SPACED)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in lower case without diacritics, and which code points of the text are not in it."""

    text: str
    dropped: Sequence[int] = ()  # the n-th dropped code point's place less n

    def place(self, offset: int) -> int:
        """Return the place in the whole text of the code point at `offset` in the folded one."""
        return offset + bisect_right(self.dropped, offset)


def fold(text: str) -> Folded:
    """Return `text` as it is compared: case, diacritics, soft hyphens and joiners make no difference."""
    if text.isascii():
        return Folded(text.lower())
    # The one letter whose lower case is two code points.
    folded = text.replace("\u0130", "i").lower()
    dropped: list[int] = []
    for character in set(folded):
        simple = _simple(character)
        if simple != character:
            folded = folded.replace(character, simple)
    if _DROPPED.search(folded):
        dropped = [match.start() - n for n, match in enumerate(_DROPPED.finditer(folded))]
        folded = _DROPPED.sub("", folded)
    return Folded(folded, dropped)


@lru_cache(maxsize=4096)
def _simple(character: str) -> str:
    """Return the letter below the diacritics of `character`, itself if it has none."""
    if character == "ς":
        return "σ"
    apart = unicodedata.normalize("NFD", character)
    return apart[0] if all("\u0300" <= mark <= "\u036f" for mark in apart[1:]) else character


def words_of(text: str) -> str:
    """Return `text` with a blank in the place of all that is no letter, digit or mark of one."""
    text = _DROPPED.sub("", text)
    return "".join(c if c.isalnum() or unicodedata.category(c)[0] == "M" else " " for c in text).strip()


def match_string(term: Term) -> str:
    """Return what FTS5 is asked for to find the words of `term`, as one phrase in quotation marks."""
    words, prefix = words_of(term.value), term.prefix

    def pairs(run: re.Match[str]) -> str:
        letters = run[0]
        return " " + " ".join(letters[i : i + 2] for i in range(len(letters))) + " "

    last = re.search(f"[{UNSPACED}]+$", words)
    if last:
        # The run goes on in the text, or ends there: the last letter alone is not asked for, unless
        # it is the only one, which begins a pair or stands alone.
        prefix = len(last[0]) == 1
        end = last[0] if prefix else pairs(last).rstrip().rpartition(" ")[0]
        words = _UNSPACED_RUN.sub(pairs, words[: last.start()]) + " " + end
    else:
        words = _UNSPACED_RUN.sub(pairs, words)
    return f'"{words.strip()}"' + (" *" if prefix else "")


class Finder:
    """Finds the words of some terms in texts."""

    def __init__(self, terms: Iterable[Term]) -> None:
        patterns = [pattern for term in terms if (pattern := _pattern(term))]
        self._pattern = re.compile("|".join(f"({pattern})" for pattern in patterns)) if patterns else None

    def find(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Yield start and end (code points in `text`) and the number of the term of each place."""
        if self._pattern is None:
            return
        folded = fold(text)
        for match in self._pattern.finditer(folded.text):
            start, end = match.span()
            # That no letter stands before is asked here: the expression is fastest if it begins with one.
            if start and _BEFORE.match(folded.text, start - 1) and not _UNSPACED_RUN.match(match[0]):
                continue
            yield folded.place(start), folded.place(end - 1) + 1, match.lastindex or 0


def _pattern(term: Term) -> str:
    """Return the regular expression that finds `term` in a folded text, but for what stands before it."""
    pattern, was_spaced, is_spaced = "", False, False
    for segment in _SEGMENT.findall(fold(words_of(term.value)).text):
        is_spaced = not _UNSPACED_RUN.match(segment)
        if pattern:
            # Between two scripts nothing need stand.
            pattern += r"[\W_]+" if was_spaced and is_spaced else r"[\W_]*"
        pattern += re.escape(segment)
        was_spaced = is_spaced
    if not is_spaced:
        return pattern
    return pattern + (f"(?:{_SPACED})*" if term.prefix else f"(?!{_SPACED})")
