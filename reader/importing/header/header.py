"""The lines before the first paragraph that say title, writer, source and date.

Shared by the text formats: each gives the lines one after the other, takes what a line says into
the article's fields and stops at the first line that `header_line` knows nothing of.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from reader.importing.header.bylines import byline
from reader.importing.header.dates import find_date, is_part_of_date, whole_date
from reader.importing.lines.characters import bare, offset_in
from reader.importing.lines.phrases import BYLINE, DATE, KICKERS, OTHER, SOURCE, TITLE, UPDATED, alternatives

# Stars around a label are left from Markdown.
_LABEL = re.compile(r"[*_]{0,2}([^\W\d_][^:：]{0,30}?)\s?[*_]{0,2}[:：][*_]{0,2}\s*(?=\S)")
_FIELDS: dict[str, str] = {
    **dict.fromkeys(OTHER, "other"),
    **dict.fromkeys(SOURCE, "publisher"),
    **dict.fromkeys(BYLINE, "byline"),
    **dict.fromkeys(TITLE, "title"),
}
_DATE_WORD = re.compile(
    rf"[*_]{{0,2}}{alternatives(DATE)}[*_]{{0,2}}(?:\s(?:on|am|vom|den|le|el|il|em|the))?(\s?[:：|][*_]{{0,2}}\s?|\s?[-–—.]\s|\s|(?=\d))",
    re.IGNORECASE,
)
# Of these words none begins a sentence that a date goes on with, as `Published 3 June 1953 in…` does.
_SAYS_DATE = re.compile("date|datum|fecha|дата", re.IGNORECASE)
_UPDATED = re.compile(rf"{alternatives(UPDATED)}(?:\s(?:on|am|le|el))?\s?[:：]?\s", re.IGNORECASE)
_BRACKETED = re.compile(r"[(\[（【]([^()\[\]（）【】]{6,60})[)\]）】]")
# An article before a date that stands for itself: Le 29 mars 2024.
_ARTICLE = re.compile(r"(?:le|den|am|el|the|il|on)\s", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s?(?:--|[-–—:：|•·])\s*|\s?[.,;]\s+|[.,;]$|\s+|$")
_SET_APART = re.compile(r"\s?(?:--|[-–—:：|•·])")
_PLACE = re.compile(r"([^\W\d_][^\d,:;.!?|]{1,40}),\s(?:den\s|le\s|the\s|a\s|em\s)?")
_PARTS = re.compile(r"\s?[|•·]\s?")
_BEFORE_DATE = re.compile(r"(?:,|\s[-–—|•·/]|\s(?:on|am|le|el))\s")
_KICKER = re.compile(rf"(?:embargoed.{{0,60}}|{alternatives(KICKERS)})[:.!]?$", re.IGNORECASE)
_LONGEST_VALUE = 200
# No header line that is followed by text on the same line reaches further into it.
_HEAD = 400


class HeaderLine(NamedTuple):
    """What one line of the header block says.

    `published` is `YYYY-MM-DD`. `rest` is the code point in the line where the text begins that
    follows a date, the line's length if nothing follows. `stays`: the line belongs to the header
    but remains in the text, since no field takes all of it (`To: all staff`, an ambiguous date).
    `named`: a word says what the line is; else only its form does.
    """

    rest: int
    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    stays: bool = False
    named: bool = True


def header_line(line: str) -> HeaderLine | None:
    """Return what `line` says as part of a header block, or None if it is no part of one."""
    text = bare(line[:_HEAD])
    found = _read(text)
    if found is None:
        return None
    if found.rest >= len(text):
        # A line that goes on beyond what was looked at is no header line but for its date.
        return found._replace(rest=len(line)) if len(line) <= _HEAD else None
    return found._replace(rest=offset_in(line, found.rest))


def is_date_line(line: str) -> bool:
    """Whether all of `line` (bare) is a date, be it ambiguous or impossible."""
    word = _DATE_WORD.match(line)
    start = word.end() if word else 0
    found = find_date(line[start:]) if len(line) <= _HEAD else None
    return found is not None and not line[start + found.end :].strip(" .,;:")


def _read(text: str) -> HeaderLine | None:
    return (
        _dated(text) or _bracketed(text) or _labelled(text) or _signed(text) or _of_parts(text) or _kept(text)
    )


def _dated(text: str) -> HeaderLine | None:
    """Read a line that begins with a date, after a word for it or without one."""
    word = _DATE_WORD.match(text)
    start = word.end() if word else 0
    article = None if word else _ARTICLE.match(text)
    if article:
        start = article.end()
    found = find_date(text[start:])
    if found is None:
        return None
    end = start + found.end
    separator = _SEPARATOR.match(text, end)
    rest = text[separator.end() :] if separator else text[end:]
    if not found.published or (find_date(rest) and not word):
        # Ambiguous, impossible, or a span of days.
        return HeaderLine(len(text), stays=True, named=bool(word)) if not rest or found.published else None
    more = (_signed(rest) or _labelled(rest)) if rest else None
    if more and more.rest == len(rest) and not more.stays:
        return more._replace(rest=len(text), published=found.published, named=bool(word))
    sure = word is not None and (word[1].strip() or _SAYS_DATE.match(word[0]))
    if separator is None or (rest and not sure and not _parted(text[end:], rest, article is not None)):
        # `29 March 2024, Geneva` says no more than the day, but not all of it has a field.
        names = text[end] == "," and len(rest) < 40 and all(word[0].isupper() for word in rest.split())
        return HeaderLine(len(text), published=found.published, stays=True, named=False) if names else None
    return HeaderLine(separator.end(), published=found.published, named=bool(word))


def _bracketed(text: str) -> HeaderLine | None:
    """Read a line that begins with a date in brackets: `(29 March 2024)`, `[Date: 2024-03-29]`."""
    match = _BRACKETED.match(text)
    found = _dated(match[1]) if match else None
    if match is None or found is None or found.stays or found.rest < len(match[1]):
        return None
    end = match.end()
    while end < len(text) and text[end] in " :–—-":
        end += 1
    return found._replace(rest=end)


def _parted(after: str, rest: str, needs_mark: bool) -> bool:
    """Whether what follows a date without a word is a text of its own, not the sentence's next word."""
    if _SET_APART.match(after):
        return True
    return not needs_mark and not rest[0].islower() and after[0] in " ."


def _labelled(text: str) -> HeaderLine | None:
    match = _LABEL.match(text)
    if not match:
        return None
    label, value = match[1].casefold(), text[match.end() :]
    field = _FIELDS.get(label)
    if field is None or len(value) > _LONGEST_VALUE:
        return None
    if field == "other":
        return HeaderLine(len(text), stays=True)
    if field == "byline":
        name, published = _split_date(value)
        return HeaderLine(len(text), byline=name, published=published)
    if field == "title":
        return HeaderLine(len(text), title=value)
    return HeaderLine(len(text), publisher=value)


def _signed(text: str) -> HeaderLine | None:
    """Read a byline, with or without a date behind it."""
    name, published = _split_date(text)
    name = byline(name)
    return HeaderLine(len(text), byline=name, published=published, named=False) if name else None


def _split_date(text: str) -> tuple[str, str]:
    """Return `text` without the date at its end, and that date; the whole and nothing if there is none."""
    if len(text) <= _LONGEST_VALUE:
        for match in _BEFORE_DATE.finditer(text):
            tail = text[match.end() :]
            word = _DATE_WORD.match(tail)
            published = whole_date(tail[word.end() :] if word else tail)
            if published:
                return text[: match.start()], published
    return text, ""


def _of_parts(text: str) -> HeaderLine | None:
    """Read `World | 29 March 2024 | By Jane Doe` and `Geneva, 29 March 2024`."""
    if len(text) > _LONGEST_VALUE:
        return None
    place = _PLACE.match(text)
    if place and len(place[1].split()) <= 4 and not place[1][0].islower():
        published = whole_date(text[place.end() :])
        if published:
            return HeaderLine(len(text), published=published, stays=True, named=False)
    parts = _PARTS.split(text)
    if len(parts) == 1:
        return None
    said = [part and (_dated(part) or _labelled(part) or _signed(part)) for part in parts]
    known = [each for each in said if each and each.rest]
    if not any(each.published for each in known):
        return None
    return HeaderLine(
        len(text),
        byline=next((each.byline for each in known if each.byline), ""),
        publisher=next((each.publisher for each in known if each.publisher), ""),
        published=next(each.published for each in known if each.published),
        stays=len(known) < len(parts),
        named=False,
    )


def _kept(text: str) -> HeaderLine | None:
    """Recognise what belongs to a header and says nothing, or not enough, for a field of the article."""
    if len(text) > _LONGEST_VALUE:
        return None
    updated = _UPDATED.match(text)
    if updated:
        published = whole_date(text[updated.end() :])
        return HeaderLine(len(text), published=published, stays=True) if published else None
    word = _DATE_WORD.match(text)
    unread = word is not None and word[1].strip("*_ ") in (":", "：") and len(text) < 60
    return (
        HeaderLine(len(text), stays=True) if unread or _KICKER.match(text) or is_part_of_date(text) else None
    )
