"""Sentences: where each begins and ends in one block's text.

A line end or a tab ends a unit, so a line of code, a line of verse and a cell of a table are each
their own. Within a line sentencex proposes and the rules here and in `rules` dispose. All
offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property

from reader.domain.sentences import rules
from reader.domain.sentences.proposals import PIECE, proposals
from reader.domain.sentences.speech import Enclosed, enclosed

_UNIT = re.compile(r"[^\n\t\v\f\r\x85\u2028\u2029]+")
# Marks that end a sentence whatever follows, and marks that want a space after them.
_HARD = "。｡！？।॥؟۔։።፧፨။។៕༎"
_MARK = re.compile(
    rf"(?P<marks>[.!?…‼-⁉;{_HARD}]+)"
    r"(?P<closing>(?:\s?»(?=[\s.,;!?)]|$)|[\"'”’»«“‘›‹)\]}」』）】》〉〗])*)"
    r"(?:\[\d{1,3}\]|[⁰-⁹¹²³]+)*"  # references to footnotes
)
_WORD_BEFORE = re.compile(r"(?:[^\W\d_][\u0300-\u036f\u0900-\u0963’']*|\.(?=[^\W\d_])|[°ºª])+\s?$")
_NEXT_WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_DIGITS = re.compile(r"\d+$")
_DASH = re.compile(r"[-–—―]+\s?")
_LETTERS = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}$|[^\W\d_]$|([A-Z])\1$")
_ROMAN = re.compile(r"[IVXLCDM]+$")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uff00-\uffef]")
_THAI_GAP = re.compile(r"(?<=[\u0e00-\u0e7f]) +(?=[\u0e00-\u0e7f])")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
_GERSHAYIM = ('"', "״")  # before the last letter of a Hebrew acronym
_LONG = 20_000
_CLEAR_END = re.compile(r"(?<=[a-z]{3}[.!?])\s(?=[A-Z][a-z])|(?<=[。！？।؟])(?=[^\W\d_])")
_SPACE = re.compile(r"\s")
_ASCII_MARK = re.compile(r"[.!?;]")


def sentences(text: str, start: int = 0, language: str = "") -> list[tuple[int, int]]:
    """Return the half-open ranges of the sentences of one block, from `start` on.

    Each reaches from its first character that is no white space to its closing mark; together
    they hold every such character. `start` leaves out a list item's marker. `language` is a
    BCP 47 tag, where it is known. Never raises.
    """
    found: list[tuple[int, int]] = []
    for low, high in pieces(text, start):
        found += sentences_in(text, low, high, language)
    return found


def pieces(text: str, start: int = 0) -> list[tuple[int, int]]:
    """Return ranges of `text`, from `start` on, of which each can be cut into sentences by itself.

    One range, unless the text is very long: whoever wants one sentence of a book in a single line
    need not cut the whole book. A range ends after a line or a sentence, or at least at a space.
    """
    found = []
    while len(text) - start > 2 * _LONG:
        low, high = start + _LONG, start + 2 * _LONG
        end = text.rfind("\n", low, high)
        if end < 0:
            clear = list(_CLEAR_END.finditer(text, high - 4000, high))
            space = clear[-1] if clear else _SPACE.search(text, high)
            end = space.start() if space else len(text)
        found.append((start, end))
        start = end
    if start < len(text):
        found.append((start, len(text)))
    return found


def sentences_in(text: str, start: int, end: int, language: str = "") -> list[tuple[int, int]]:
    """Return the sentences of `text[start:end]`, one of `pieces`, as ranges of `text`."""
    found: list[tuple[int, int]] = []
    for unit in _UNIT.finditer(text, start, end):
        line = unit.group()
        if line.isascii() and not _ASCII_MARK.search(line):
            low = len(line) - len(line.lstrip())
            high = len(line.rstrip())
            if low < high:
                found.append((unit.start() + low, unit.start() + high))
        else:
            found += _Line(line, language).sentences(unit.start())
    return found


class _Line:
    """One line of text while it is cut into sentences."""

    def __init__(self, text: str, language: str) -> None:
        self.text = text
        self.language = language
        self.enclosed: Enclosed = enclosed(text)
        self._proposed: dict[int, frozenset[int]] = {}

    @cached_property
    def has_case(self) -> bool:
        """Whether the line has capitals."""
        return self.text.lower() != self.text

    def sentences(self, offset: int) -> Iterator[tuple[int, int]]:
        """Yield the sentences of the line, shifted by `offset`."""
        text = self.text
        begin = len(text) - len(text.lstrip())
        for end in self._ends(begin):
            if begin < end:
                yield offset + begin, offset + end
            begin = end
            while begin < len(text) and text[begin].isspace():
                begin += 1
        end = len(text.rstrip())
        if begin < end:
            yield offset + begin, offset + end

    def _ends(self, begin: int) -> Iterator[int]:
        """Yield the ends of all sentences but the last."""
        text = self.text
        spaces = _thai_spaces(text)
        space = next(spaces, None)
        for match in _MARK.finditer(text):
            while space is not None and space[0] < match.start():
                if self._ends_thai(begin, *space):
                    yield space[0]
                    begin = space[1]
                space = next(spaces, None)
            end = self._end_of(match)
            following = _skip_spaces(text, end)
            if following == len(text):
                break
            if self._ends_here(begin, match, end, following):
                yield end
                begin = following
        while space is not None:
            if self._ends_thai(begin, *space):
                yield space[0]
                begin = space[1]
            space = next(spaces, None)

    def _end_of(self, match: re.Match[str]) -> int:
        """Return where the marks and what closes with them end: a mark that opens does not."""
        for at in range(*match.span("closing")):
            if at in self.enclosed.openings:
                return len(self.text[:at].rstrip()) if at > match.end("marks") else at
        return match.end()

    def _ends_here(self, begin: int, match: re.Match[str], end: int, following: int) -> bool:
        """Whether the marks at `match`, closed at `end`, end the sentence that began at `begin`."""
        text, marks = self.text, match["marks"]
        if self.enclosed.holds(match.start(), end):
            return False
        closed = end > match.end("marks")
        opening = self.enclosed.pairs.get(min(end, match.end("closing")) - 1) if closed else None
        if opening is not None and text[opening] in "([{（【" and text[begin:opening].strip():
            return False  # a bracket inside a sentence, not one of its own
        hard = marks[-1] in _HARD or (marks[-1] in "!?" and bool(_UNSPACED.match(text, end)))
        if not hard and end == following:
            return False
        if ";" in marks and not (match.start() and _GREEK.match(text[match.start() - 1])):
            return False
        dash = _DASH.match(text, following)
        after = dash.end() if dash else following
        if closed and rules.SAID_WITHOUT_CASE.match(text, after):
            return False
        if text[after : after + 1].islower():
            return self._begins_small(marks, after)
        if closed and marks[-1] in "!?…" and rules.SAID_AFTER_QUESTION.match(text, after):
            return False
        if hard or marks[-1] in "!?…;" or len(marks) > 1 or closed:
            return not (set(marks) == {"…"} and end == following)
        return self._full_stop_ends(begin, match.start(), following)

    def _begins_small(self, marks: str, after: int) -> bool:
        """Whether a sentence begins with the small letter at `after`."""
        if re.match(r"[a-z]{1,2}[A-Z]", self.text[after : after + 3]):
            return True  # iPhone
        if marks[-1] in "।॥؟۔。！？":
            return True
        # Who writes no capitals at all still ends sentences.
        return not self.has_case and len(marks) == 1 and marks in ".!?"

    def _full_stop_ends(self, begin: int, stop: int, following: int) -> bool:
        """Whether the full stop at `stop` is more than the sign of an abbreviation."""
        text = self.text
        word = text[text.rfind(" ", begin, stop) + 1 : stop]
        if len(word) > 5 and word.isascii() and word.isalpha() and word not in rules.LONG:
            return True
        word_match = _WORD_BEFORE.search(text, max(begin, stop - 40), stop)
        next_match = _NEXT_WORD.match(text, following)
        upcoming = next_match.group() if next_match else ""
        starts = upcoming in rules.STARTERS and not text.startswith(".", following + len(upcoming))
        numeric = text[following].isdigit()
        if word_match is None:
            return self._number_ends(begin, stop, following, upcoming)
        word = word_match.group().rstrip()
        lead = text[max(begin, word_match.start() - 24) : word_match.start()]
        if "\u0e00" <= word[-1] <= "\u0e7f":
            return False  # Thai has no full stop; this is an abbreviation
        if word in rules.LEADING:
            return False
        if word in rules.CLOSING or f"{lead.strip()[-2:]}{word}" in rules.CLOSING:
            return not numeric or word not in rules.BEFORE_NUMBER
        if word in rules.CALENDAR:
            return not numeric and upcoming not in rules.MONTHS
        if _LETTERS.match(word):
            return self._initial_ends(word, lead, upcoming, starts, numeric)
        if word in rules.EITHER:
            return starts
        if word in rules.BEFORE_NUMBER:
            return not numeric and not (_ROMAN.match(upcoming) and len(upcoming) < 5 and not starts)
        if len(word) > 5:
            return True
        return self._is_proposed(following)

    def _number_ends(self, begin: int, stop: int, following: int, upcoming: str) -> bool:
        """Whether the full stop ends a sentence where no word stands before it."""
        head = self.text[max(begin, stop - 40) : stop]
        digits = _DIGITS.search(head)
        if digits is None:
            return True
        if len(digits.group()) <= 3 and len(digits.group()) == stop - begin:
            return False  # "3. The third rule"
        if len(digits.group()) > 2:
            return True
        lead = head[: digits.start()].split()[-1:]
        return upcoming not in rules.MONTHS and not (lead and lead[0] in rules.ORDINAL_LEADS)

    def _initial_ends(self, word: str, lead: str, upcoming: str, starts: bool, numeric: bool) -> bool:
        """Whether an initial, or letters with full stops between them, close the sentence."""
        before = lead.split()[-1:] or [""]
        has_case = len(word) > 1 or word.islower() or word.isupper()
        if not has_case and lead[-1:] in _GERSHAYIM and lead[-2:-1].isalpha():
            return not numeric  # the last letter of an acronym, which is written without full stops
        if not has_case and before[0][-1:].isdigit():
            # An Arabic era after a year: more of the sentence follows, unless it says "and" or "then".
            return upcoming.startswith("و") or upcoming == "ثم"
        if len(word) == 1 and (before[0] in rules.LETTER_LEADS or before[0][-1:].isdigit()):
            return not numeric and (len(upcoming) > 1 or starts)
        if word == "в" and _ROMAN.match(before[0]):
            return True
        if not has_case:
            return False  # a letter of a script without case
        return starts and (len(word) > 1 or word.isupper())

    def _is_proposed(self, following: int) -> bool:
        """Whether sentencex begins a sentence at `following`."""
        piece = following // PIECE
        if piece not in self._proposed:
            self._proposed[piece] = proposals(self.text, piece, self.language)
        return following in self._proposed[piece]

    def _ends_thai(self, begin: int, space: int, following: int) -> bool:
        """Whether the space between Thai letters ends a sentence."""
        if self.enclosed.holds(space, following):
            return False
        head = self.text[max(begin, space - 8) : space]
        if rules.THAI_PARTICLE.search(head):
            return True
        return space - begin >= rules.THAI_LONG and not rules.THAI_ONWARD.match(self.text, following)


def _thai_spaces(text: str) -> Iterator[tuple[int, int]]:
    if text.isascii():
        return iter(())
    return (match.span() for match in _THAI_GAP.finditer(text))


def _skip_spaces(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at
