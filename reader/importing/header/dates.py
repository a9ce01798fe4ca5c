"""Dates as people write them at the head of a text, read without guessing.

ISO and other dates that begin with the year, named months in the languages of `calendars`, and
`2024年6月3日`. Of `d/m/y` and dotted dates only those are read whose day is over 12, so that no
order of reading them gives another day.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.importing.lines.calendars import MONTHS, WEEKDAYS

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# No date with its weekday, time and zone is longer; what follows is never looked at.
_LONGEST = 120

_YEAR_FIRST = re.compile(r"(\d{4})(\s?[-/.‐‑–]\s?)(\d{1,2})\2(\d{1,2})(?![\d/‐‑–]|[-.]\d)")
_YEAR_LAST = re.compile(r"(\d{1,2})(\s?[-/.‐‑–]\s?)(\d{1,2})\2(\d{4})(?![\d/])")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})(?![\d.,/-])")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日号號일]")
# A month's name may hold combining marks (Hindi), which are no word characters.
_NAME = r"([^\W\d_][^\s\d.,/()‐‑–—-]{1,14})"
_DAY_FIRST = re.compile(
    r"(?:the\s)?(\d{1,2})(?:st|nd|rd|th|er|re|ª|º|°|η|ης)?(?:\.?\s|[./‐‑-]|\.)(?:of\s|de\s|d['’]|di\s)?\s?"
    + _NAME
    + r"(?:\.?,?\s|[.,/‐‑-])(?:de\s|del\s)?\s?(\d{4})(?!\d)(?:\s?г\.)?",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    _NAME + r"(?:\.?\s|\.)(?:the\s)?(\d{1,2})(?:st|nd|rd|th)?(?:\s?,\s?|\s)(\d{4})(?!\d)", re.IGNORECASE
)
_YEAR_FIRST_NAMED = re.compile(r"(\d{4})[\s,.-]\s?" + _NAME + r"\.?[\s-](\d{1,2})(?:st|nd|rd|th)?(?![\d:])")
_WEEKDAY = re.compile(
    r"\(?([^\W\d_][^\s\d.,()]{0,14})\)?(?:[.,،]{0,2}\s(?:den\s|the\s|le\s|de\s)?|,)\s?", re.IGNORECASE
)
# A weekday after the date must be set apart: `2024-03-29 Sunday trading…` goes on with the text.
_WEEKDAY_AFTER = re.compile(
    r"(?:\s?[(（]\s?([^\W\d_][^\s\d(（)）]{0,14})\s?[)）]|(?:,\s?|\s)([^\W\d_][^\s\d.,]{0,14})(?=\s?(?:[-–—:|,.]|$))"
    r"|\s?((?:星期|周)[一二三四五六日天]|[月火水木金土日]曜日|[월화수목금토일]요일))"
)
_AROUND = r"(?:[,،]?\s(?:(?:at|à|um|a las|às|alle|kl\.?|,|-|–|\||в)\s)?|T|,)\s?"
_TIME = re.compile(
    rf"{_AROUND}(?:"
    r"\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?(?:[ap]\.?\s?m\b\.?|uhr\b|hrs?\b|h\b))?"
    r"|\d{1,2}(?:\.\d{2})?\s?(?:[ap]\.?\s?m\b\.?|uhr\b)"
    r"|\d{1,2}\s?h(?:\s?\d{2}\b|(?=\s?(?:[-–—|]|$)))"
    r"|\d{1,2}[时時点點](?:\d{1,2}分?)?"
    r"|\d{4}\s?(?=(?:gmt|utc|hrs|z)\b)"
    r")(?![:\d])",
    re.IGNORECASE,
)
_ZONE = re.compile(
    r"\s?[(\[]?(?:(?:(?:UTC|GMT|Z|[A-Z]{1,3}[SD]T|[ECMP]T|CET|CEST|MEZ|MESZ|JST|MSK)\b)(?:\s?[+−-]\d{1,2}(?::?\d{2})?)?"
    r"|[+−-]\d{2}(?::?\d{2})?\b|Z\b)[)\]]?"
)
# A zone may follow an ISO date that has no time: 2024-03-29Z, 2024-03-29+01:00.
_ZONE_ALONE = re.compile(r"(?:Z\b|[+−]\d{2}:\d{2}\b)")


class FoundDate(NamedTuple):
    """A date at the beginning of a text.

    `published` is `YYYY-MM-DD`, or empty where the date is ambiguous or impossible; `end` the code
    point after it, its time, its zone and its weekday.
    """

    published: str
    end: int


def find_date(text: str) -> FoundDate | None:
    """Return the date that `text` begins with, after a weekday at most; None if it begins otherwise."""
    head = text[:_LONGEST]
    start = 0
    weekday = _WEEKDAY.match(head)
    if weekday and weekday[1].casefold() in WEEKDAYS:
        start = weekday.end()
    found = _numeric(head, start) or _named(head, start)
    if found is None:
        return None
    published, end = found
    after = _WEEKDAY_AFTER.match(head, end)
    if after and (after[3] or (after[1] or after[2]).casefold() in WEEKDAYS):
        end = after.end()
    time = _TIME.match(head, end)
    if time:
        zone = _ZONE.match(head, time.end())
        end = zone.end() if zone else time.end()
    else:
        zone = _ZONE_ALONE.match(head, end)
        end = zone.end() if zone else end
    return FoundDate(published, end)


def whole_date(text: str) -> str | None:
    """Return the date that all of `text` is, as `YYYY-MM-DD`; None where it is none or ambiguous."""
    text = " ".join(text.split())
    found = find_date(text)
    return found.published or None if found and not text[found.end :].strip(" .") else None


def is_part_of_date(text: str) -> bool:
    """Whether `text` is a date without its year or day: `March 2024`, `29 March`, `Friday`."""
    words = text[:_LONGEST].replace(",", " ").split()
    named = [word.strip(".").casefold() for word in words if not word.strip(".").isdigit()]
    return (
        0 < len(words) < 5
        and 0 < len(named) < 3
        and all(name in MONTHS or name in WEEKDAYS for name in named)
    )


def _numeric(text: str, start: int) -> tuple[str, int] | None:
    match = _YEAR_FIRST.match(text, start) or _CJK.match(text, start) or _COMPACT.match(text, start)
    if match:
        year, month, day = int(match[1]), int(match[match.re.groups - 1]), int(match[match.re.groups])
        return _iso(year, month, day), match.end()
    match = _YEAR_LAST.match(text, start)
    if match:
        day, month, year = int(match[1]), int(match[3]), int(match[4])
        if month > 12:
            day, month = month, day
        return _iso(year, month, day) if day > 12 else "", match.end()
    return None


def _named(text: str, start: int) -> tuple[str, int] | None:
    for pattern, year_at, month_at, day_at in (
        (_DAY_FIRST, 3, 2, 1),
        (_MONTH_FIRST, 3, 1, 2),
        (_YEAR_FIRST_NAMED, 1, 2, 3),
    ):
        match = pattern.match(text, start)
        month = MONTHS.get(match[month_at].casefold()) if match else None
        if match and month:
            return _iso(int(match[year_at]), month, int(match[day_at])), match.end()
    return None


def _iso(year: int, month: int, day: int) -> str:
    """Return the day as `YYYY-MM-DD`, or an empty string if there is no such day."""
    if year < 1000 or not 1 <= month <= 12 or not 1 <= day <= _DAYS[month - 1]:
        return ""
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return "" if (month, day) == (2, 29) and not leap else f"{year:04}-{month:02}-{day:02}"
