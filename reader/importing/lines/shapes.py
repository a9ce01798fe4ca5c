"""The form of a heading: what a line must look like, wherever it stands, to be one."""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.importing.lines.characters import CLOSERS, OPENERS, QUESTION_MARKS, SENTENCE_ENDS, without_stars
from reader.importing.lines.numbering import Number, number_of
from reader.importing.lines.phrases import PARTICLES
from reader.importing.lines.runs import Line

HEADING_COLUMNS, HEADING_WORDS = 90, 14
TITLE_COLUMNS, TITLE_WORDS = 150, 26

_NO_START = frozenset("-–—•·‣◦▪●○∙*+>|=~_/\\@©…,;.:)]}%&^`")
_NO_END = frozenset(",:;，：；、،؛-–—|/\\&+=<(（[{")
_GREEK = re.compile("[\u0370-\u03ff\u1f00-\u1fff]")
# The last word's full stop does not end a sentence: `Trade With the U.S.`, `Telland Glass Inc.`
_ABBREVIATED = re.compile(
    r"(?:\b(?:[^\W\d_]\.){2,}|\b(?:Inc|Ltd|Co|Corp|Bros|Jr|Sr|St|vs|etc|al|Dept|Univ|No|Nr|Mt|Ave|Rd|Blvd)\.)$"
)
# A new sentence inside the line; the words before the full stop are no abbreviations.
_NEXT_SENTENCE = re.compile(
    r"(?<!\bProf)(?<!\bCapt)(?<!\bapprox)(?<!\bGov)(?<!\bSen)(?<!\bGen)(?<!\bRep)(?<!\bRev)(?<!\bHon)(?<!\bSgt)"
    r"(?<!\bbzw)(?<!\busw)(?<!\bvgl)(?<!\bVol)(?<!\bDept)(?<!\bEst)"
    r"(?<=[^\W\d_A-Z]{3})[.!…][\"'”’»)]?\s+[\"'“‘«(¿¡]?[^\W\d_a-z]|[。！；।॥۔]"
)
_STOP = re.compile("[.!…。！；।॥۔]")
_QUOTES = "\"“”„«»‘’‚‹›「」『』'"
_DIALOGUE = re.compile(
    rf"[\"“„«»‘‚‹›「『'][^{_QUOTES}]*(?:[’'][^\W\d_][^{_QUOTES}]*)*[,.!?…。！？،؟;—–-]\s?[\"”“«»’‘‹›」』'](?:$|\W)"
)
_SPOKEN = re.compile(r"[,:：]\s?[\"“„«»「『‹›](?=.*[\"”“«»」』‹›])")
_QUOTE_THEN_VERB = re.compile(r"[\"“„«»「『](\S+\s){2,}\S+\s?[\"”“«»」』]\s[a-zà-ÿ]")
_OPEN_QUOTE = frozenset('"“„«»「『')
_SPEAKER = re.compile(r"[QAF]\s?[:.：]\s|(?:Q&A|FAQ)?\s?(?:问|答)[:：]")
_LETTER = re.compile(r"[^\W\d_]")
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’.-](?=\w)|[\u0300-\u036f])*")


class Shape(NamedTuple):
    """A line that has the form of a heading, and which: ALL CAPS, Title Case, numbered."""

    is_caps: bool
    is_title_case: bool
    number: Number | None


def shape_of(line: Line, *, is_first: bool = False) -> Shape | None:
    """Return the form of heading that `line` has, or None if a heading does not look so.

    `is_first`: the line stands before any paragraph, where a title may be longer than a heading and
    end with an exclamation mark.
    """
    if line.width > (TITLE_COLUMNS if is_first else HEADING_COLUMNS):
        return None
    text = without_stars(line.bare)
    number = number_of(text)
    words = text[number.end :] if number else text
    if number and words[:1].islower() and not number.is_loose and text[0].isupper() and text[1:2].islower():
        number, words = None, text  # `Section 4 in Practice` names it, `Section 4: Boats` is numbered
    if not words:
        # A number alone heads a section if it cannot be a mere figure.
        return None if number is None or number.is_loose else Shape(True, True, number)
    if text.count(" ") >= (TITLE_WORDS if is_first else HEADING_WORDS) or not _LETTER.search(words):
        return None
    if words[-1] == "." and not _ABBREVIATED.search(words):
        # Most lines leave here.
        return None
    is_caps = words.isupper()
    is_title_case = is_caps or _is_title_case(words)
    if not _begins(words, is_title_case) or not _ends(words, is_title_case, is_first):
        return None
    if sum(map(str.isdigit, words)) > len(words) // 2 or _speaks(words, is_title_case):
        return None
    if not is_title_case and _STOP.search(words) and _NEXT_SENTENCE.search(words, 0, len(words) - 1):
        return None
    return Shape(is_caps, is_title_case, number)


def _begins(words: str, is_title_case: bool) -> bool:
    """Whether `words` begin as a heading does: not in lower case, not with a dash or a bullet."""
    if words[0] in _NO_START:
        return False
    core = words.lstrip(OPENERS + "#$€£¥§№ ")
    if not core:
        return False
    if not core[0].islower() or "ა" <= core[0] <= "ჿ":
        # Georgian letters count as lower case, but no sentence begins with their capitals.
        return True
    first, _, rest = core.partition(" ")
    # `iPhone Sales Fall`, `von der Leyen Visits`, `d'Artagnan's Return`.
    return any(map(str.isupper, first)) or (is_title_case and first in PARTICLES and bool(rest))


def _ends(words: str, is_title_case: bool, is_first: bool) -> bool:
    """Whether `words` end as a heading may: not as a sentence, not as if something followed."""
    last = words[-1]
    if last in _NO_END:
        return last == ";" and _GREEK.search(words) is not None
    core = words.rstrip(CLOSERS + " ")
    if not core:
        return False
    end = core[-1]
    if end in QUESTION_MARKS or (end == ";" and _GREEK.search(core)):
        return True
    if end not in SENTENCE_ENDS:
        return True
    if end == "." and is_title_case:
        return _ABBREVIATED.search(core) is not None
    if end in "!！" and core.rstrip("!！")[-1:] in QUESTION_MARKS:
        return True
    return end in "!！" and is_first and core.count(" ") >= 2


def _speaks(words: str, is_title_case: bool) -> bool:
    """Whether `words` are what somebody says, or a question put to somebody."""
    if _SPEAKER.match(words) or (words[0] in _QUOTES and _DIALOGUE.match(words)):
        return True
    if words[0] in _OPEN_QUOTE and not any(mark in _QUOTES for mark in words[1:]):
        return True
    return not is_title_case and (
        _SPOKEN.search(words) is not None or _QUOTE_THEN_VERB.match(words) is not None
    )


def _is_title_case(words: str) -> bool:
    """Whether each word of four letters or more has a capital, and one at least beside a short first one."""
    found = _WORD.findall(words)
    if not found or not found[0][0].isupper():
        return False
    long = [word for word in found if len(word) > 3]
    return all(not word[0].islower() or any(map(str.isupper, word)) for word in long) and (
        len(found) == 1 or any(word[0].isupper() for word in found[1:])
    )
