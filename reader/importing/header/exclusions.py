"""Short lines that have the form of a heading and are none: salutations, captions, addresses and the like."""

from __future__ import annotations

import re
from enum import Enum

from reader.importing.header.bylines import byline
from reader.importing.header.header import header_line, is_date_line
from reader.importing.lines.calendars import MONTHS
from reader.importing.lines.characters import without_stars
from reader.importing.lines.phrases import (
    AGENCIES,
    BYLINE,
    CAPTIONS,
    CLOSINGS,
    CONTACTS,
    DATE,
    KICKERS,
    MORE,
    NUMBERED_CAPTIONS,
    PERHAPS_SALUTATIONS,
    READ_MORE,
    SALUTATIONS,
    SOURCE,
    STREETS,
    TITLE,
    alternatives,
    begins,
    first_words,
)
from reader.importing.lines.runs import Line, is_row


class Other(Enum):
    """What a short line is instead of a heading.

    An ASIDE may stand between a heading and its text (a byline, a caption). A line that stands APART
    is no text that a heading could be the heading of (an address, a salutation, a link).
    """

    ASIDE = "aside"
    APART = "apart"


_SALUTATION = re.compile(rf"{alternatives(SALUTATIONS)}(?:(?:\s|(?<=[一-鿿]))(?P<rest>.+))?$", re.IGNORECASE)
# Words that begin other lines too: `Liebe Nachbarn`, not `Liebe in Zeiten der Cholera`.
_PERHAPS_SALUTATION = re.compile(
    rf"(?i:{alternatives(PERHAPS_SALUTATIONS)})"
    r"(?:\s(?:[^\W\d_a-zà-ÿ][\w'’.-]*|und|and|et|y|e|all|zusammen|everyone|todos|tutti)){1,5}$"
)
_CLOSING = re.compile(rf"{alternatives(CLOSINGS)}[,.!،，。]?$", re.IGNORECASE)
_MORE = re.compile(
    rf"[*_]{{0,2}}(?:{alternatives(MORE)}[*_]{{0,2}}\s?(?:[:：>»→…]|\.\.\.)|{alternatives(READ_MORE)}[*_]{{0,2}}\s?(?:[:：>»→…]|\.\.\.|$))",
    re.IGNORECASE,
)
_KICKER = re.compile(rf"{alternatives(KICKERS)}[:.]?$", re.IGNORECASE)
_CAPTION = re.compile(
    rf"[(\[]?{alternatives(CAPTIONS)}(?:\s(?:by|courtesy(?:\sof)?|von|par|de))?\s?[:：/©|]"
    rf"|[(\[]?{alternatives(NUMBERED_CAPTIONS)}\s?\d{{1,3}}(?:[.\-]\d+)?\s?(?:[:.–—|：-]|\s|$)",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"\b(?:photo(?:graph)?s?|photographie|fotos?|images?|pictures?|illustrations?|maps?|credits?|crédits?)"
    r"(?:\sby|\scourtesy(?:\sof)?|\s?:)\s?\S"
    r"|Getty Images\)?$|©",
    re.IGNORECASE,
)
_AGENCY_AT_END = re.compile(r"/\s?(?:AP|AFP|Reuters|Getty|dpa|EPA|EFE|Xinhua)\)?$")
_CONTACT = re.compile(rf"{alternatives(CONTACTS)}\s?[:：]", re.IGNORECASE)
_REACHED = re.compile(
    r"https?://\S|\bwww\.\S|\S@\S+\.\w|\b[\w-]+\.(?:com|org|net|edu|gov|info|de|fr|es|uk|eu)(?:/\S*)?$"
)
_PHONE = re.compile(r"(?:\+\d|\(0\d|\b0\d)[\d\s()/-]{5,}\d")
_DATELINE = re.compile(
    rf"[^\W\d_][^()!?:;]{{1,60}}\s?[(（]{alternatives(AGENCIES)}[)）]\s?(?:[-–—:]|$)"
    r"|[^\Wa-z\d_][^()a-z!?:;]{1,40}[(（][^()]{2,30}[)）]\s?[-–—]"
)
_PLACE_AND_DAY = re.compile(r"[^\Wa-z\d_][^a-z()!?:;\d]{1,40},\s(.{3,30})$")
_IN_BRACKETS = re.compile(r"[(（\[［【].*[)）\]］】]$")
_FOOTNOTE = re.compile(r"\[[\w*†‡]{1,4}\]\s|[†‡¹²³]|\*{1,3}[^\s*]")
_STREET = re.compile(
    rf"(?:\d{{1,5}}[A-Za-z]?(?:[-/]\d+)?\s)?(?:The\s)?(?:[A-Z][\w.'’-]*\s){{1,3}}(?i:{alternatives(STREETS)})"
    r"(?:\s[NSEW]{1,2}\.?)?(?:\s\d{1,4}[a-z]?)?"
)
_ROOM = re.compile(
    r"(?:flat|apartment|apt\.?|unit|suite|floor|room|building|block|zimmer|etage|piso|bureau)\s\d{1,4}[a-z]?",
    re.IGNORECASE,
)
# These need a number, before or behind.
_OTHER_STREET = re.compile(
    r"(?:straße|strasse|str\.|gasse|platz|weg|allee|ufer|damm)\s\d{1,4}\s?[a-z]?\b"
    r"|(?:\d\s?(?:bis|ter)?,?\s)(?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|impasse)\s"
    r"|(?:^|,\s)(?:rue|calle|c/|avenida|avda\.|plaza|paseo|via|viale|piazza|corso|ул\.|улица|пр\.|проспект|οδός)"
    r"\s[^\d?!]{2,40}\d",
    re.IGNORECASE,
)
_POST_CODE = re.compile(
    r"^(?:[A-Z]{1,2}-)?(?!\d+00\s)\d{5}\s[A-ZÄÖÜÉ][\w'’-]+(?:[\s-][\w'’()/-]+){0,2}$"
    r"|,\s(?:[A-Z]{1,2}-)?\d{4,6}\s[A-ZÄÖÜÉ]\w+|,[^,]*\s\d{6}$|〒"
    r"|\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b[A-Z]{2}\s\d{5}(?:-\d{4})?\b"
    r"|\b(?:P\.?\s?O\.?\sBox|Postfach|Apartado(?:\sde\sCorreos)?)\s\d"
)
_CLOCK = re.compile(
    r"\d{1,2}[:.]\d{2}\s?(?:uhr|h|[ap]\.?m\.?)?(?:\s?[-–]\s?\d{1,2}[:.]\d{2})?\b\s?(?:[-–—:|]|$)",
    re.IGNORECASE,
)


_FIRST_WORDS = first_words(
    MORE,
    READ_MORE,
    SALUTATIONS,
    PERHAPS_SALUTATIONS,
    CLOSINGS,
    KICKERS,
    CAPTIONS,
    NUMBERED_CAPTIONS,
    CONTACTS,
)
_FIELD_WORDS = first_words(DATE, TITLE, BYLINE, SOURCE)
_DIGIT = re.compile(r"\d")
_YEAR = re.compile(r"\d{4}")


def not_heading(line: Line) -> Other | None:
    """Return what `line`, which has a heading's form, is instead; None if it may be a heading."""
    text = without_stars(line.bare)
    if is_row(line):
        return Other.APART
    return (
        (_by_words(text) if begins(text, _FIRST_WORDS) else None)
        or (_by_figures(text) if _DIGIT.search(text) else None)
        or _by_marks(text)
        or (Other.ASIDE if byline(text) or (begins(text, _FIELD_WORDS) and _is_field(line)) else None)
    )


def _by_words(text: str) -> Other | None:
    if _MORE.match(text) or is_closing(text) or is_salutation(text) or _CONTACT.match(text):
        return Other.APART
    return Other.ASIDE if _KICKER.match(text) or _CAPTION.match(text) else None


def _by_figures(text: str) -> Other | None:
    if is_address(text) or _PHONE.search(text):
        return Other.APART
    if _CLOCK.match(text) or _is_place_and_day(text):
        return Other.ASIDE
    return Other.ASIDE if _YEAR.search(text) and _is_date(text) else None


def _by_marks(text: str) -> Other | None:
    if "." in text or "@" in text or "/" in text:
        if _REACHED.search(text):
            return Other.APART
        if _AGENCY_AT_END.search(text):
            return Other.ASIDE
    if _FOOTNOTE.match(text) or (", " in text and is_address(text)):
        return Other.APART
    if ("(" in text or "（" in text) and _DATELINE.match(text):
        return Other.ASIDE
    return Other.ASIDE if _IN_BRACKETS.match(text) or _CREDIT.search(text) else None


def _is_field(line: Line) -> bool:
    found = header_line(line.text)
    return found is not None and found.named and not found.stays and found.rest == len(line.text)


def is_salutation(text: str) -> bool:
    """Whether a letter begins with the line `text`."""
    core = text.rstrip(",.:!،，：！ ")
    match = _SALUTATION.match(core)
    if match:
        rest = match["rest"] or ""
        return ":" not in rest and "?" not in rest and len(rest.split()) <= 7 and len(core) <= 60
    return _PERHAPS_SALUTATION.match(core) is not None and len(core) <= 60


def is_closing(text: str) -> bool:
    """Whether the line `text` is the formula above a signature."""
    return len(text) <= 60 and _CLOSING.match(text) is not None


def is_more(text: str) -> bool:
    """Whether the line `text` leads on to other texts."""
    return _MORE.match(text) is not None


def is_address(text: str) -> bool:
    """Whether the line `text` is an address, or a part of one that has a number or a comma."""
    if _DIGIT.search(text) and (_POST_CODE.search(text) or _OTHER_STREET.search(text)):
        return True
    first, *others = text.split(", ")
    if first[:1].isdigit() or first[-1:].isdigit():
        return _STREET.fullmatch(first) is not None or (bool(others) and _ROOM.fullmatch(first) is not None)
    return any(_STREET.fullmatch(part) for part in others)


def _is_place_and_day(text: str) -> bool:
    """Whether `text` is where and when a report was filed: `GENEVA, March 7`."""
    match = _PLACE_AND_DAY.match(text)
    words = [word.strip(".-–— ").casefold() for word in match[1].split()] if match else []
    return any(word in MONTHS for word in words) and any(word.isdigit() for word in words)


def _is_date(text: str) -> bool:
    """Whether `text` is a date in figures or after a word; a day with a named month may head an entry."""
    if not is_date_line(text):
        return False
    found = header_line(text)
    return found is None or found.named or not any(part.isalpha() for part in text.split())
