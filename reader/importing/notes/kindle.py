"""What a Kindle writes down of highlights and notes: `My Clippings.txt`, in the language it is set to.

A clipping is four parts, closed by a line of `=`: the book with its author, a line that says what it is,
where and when, an empty line, the words. The file only grows: what was changed on the device stands there
again, below; the last of such is the one that is meant.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import dropwhile

from reader.domain.note_bundles import ImportedNotes, NoteBundle
from reader.domain.notes import Note
from reader.domain.titles import fold_title
from reader.errors import ReaderError
from reader.importing.encoding.decoding import decode
from reader.importing.lines.calendars import MONTHS, WEEKDAYS
from reader.importing.notes.kindle_words import (
    AFTERNOON,
    ANY,
    ARTICLE,
    BOOKMARK,
    HIGHLIGHT,
    LONGEST_LABEL,
    MORNING,
    NOTE,
    PAGE,
    PLACE,
    kind_of,
    without_limit,
)
from reader.importing.notes.values import Gathering, line, passage, stable_id
from reader.translation import mark, tr

BOOKMARKS = mark("bookmarks, which hold no words")
OLDER = mark("older versions of a highlight or note that follows in the file")
UNREAD = mark("no clipping that Reader can read")
LIMITED = mark("highlights that the publisher's limit left without words")

_END = re.compile(r"={10,}")
_LABEL = re.compile(r"\s{0,3}[-–—]\s*\S")
# Code points that a location and a page stand for, about: what comes first, and where to look first.
_LOCATION, _PAGE = 128, 1800
_NEAR = 40  # clippings that are compared with one
_ALIKE = 60


@dataclass
class _Clipping:
    """One clipping; `start` and `end` are locations, 0 for none, `page` is 0 for none."""

    kind: str
    page: int
    start: int
    end: int
    time: str
    text: str
    number: int  # in the file
    words: list[str] = field(default_factory=list)  # of notes on it

    @property
    def place(self) -> int:
        return self.start * _LOCATION or self.page * _PAGE


@dataclass
class _Book:
    title: str
    author: str
    clippings: list[_Clipping] = field(default_factory=list)


def read(data: bytes, name: str, encoding: str) -> ImportedNotes:
    """Return the notes in `data`. Raises ReaderError."""
    decoded = decode(data, encoding)
    gathering = Gathering()
    books: dict[tuple[str, str], _Book] = {}
    for number, (title_line, label, text) in enumerate(_records(decoded.text, gathering)):
        title, author = _title(title_line)
        book = books.setdefault((fold_title(title), author), _Book(title, author))
        clipping = _clipping(label, text, number, gathering)
        if clipping is not None:
            book.clippings.append(clipping)
    if not books:
        raise ReaderError(tr("there are no clippings in it"))
    for book in books.values():
        _take(gathering, book)
    return gathering.result(encoding=decoded.encoding, warnings=decoded.warnings)


# Reading


def _records(text: str, gathering: Gathering) -> Iterator[tuple[str, str, str]]:
    """Yield title, label and words of each clipping.

    Words that hold a line of `=` themselves are put together again.
    """
    last: tuple[str, str, str] | None = None
    for lines in _parted(text):
        lines = list(dropwhile(_is_blank, lines))
        if len(lines) > 1 and _LABEL.match(lines[1]):
            if last is not None:
                yield last
            last = lines[0], lines[1], "\n".join(lines[2:]).strip()
        elif last is not None and any(each.strip() for each in lines):
            title, label, words = last
            last = title, label, "\n".join((words, "=" * 10, *lines)).strip()
        elif lines:
            gathering.skipped[UNREAD] += 1
    if last is not None:
        yield last


def _is_blank(text: str) -> bool:
    return not text.strip()


def _parted(text: str) -> Iterator[list[str]]:
    lines: list[str] = []
    for each in text.split("\n"):
        if _END.fullmatch(each.strip()):
            yield lines
            lines = []
        else:
            lines.append(each)
    yield lines


def _title(text: str) -> tuple[str, str]:
    """Return a book's title and its author, who stands in the last brackets."""
    text = line(text.lstrip("\ufeff"))
    depth = 0
    for at in range(len(text) - 1, -1, -1):
        if text[at] in ")）":
            depth += 1
        elif text[at] in "(（" and depth:
            depth -= 1
            if not depth:
                title, author = text[:at].strip(), text[at + 1 : -1].strip()
                return (title, author) if title else (text, "")
        if not depth:
            break
    return text or "Kindle", ""


def _clipping(label: str, text: str, number: int, gathering: Gathering) -> _Clipping | None:
    where, _, when = label[:LONGEST_LABEL].replace("｜", "|").rpartition("|")
    if not where:
        where, when = label, ""
    folded = where.casefold()
    page, _ = _found(PAGE.search(folded))
    start, end = _found(PLACE.search(folded))
    if not page and not start:
        start, end = _found(([None, *ANY.finditer(folded)])[-1])  # a language that is not ours
    kind = kind_of(folded)
    if kind == BOOKMARK or (not kind and not text):
        gathering.skipped[BOOKMARKS] += 1
        return None
    if kind in (HIGHLIGHT, ARTICLE, ""):
        kind = HIGHLIGHT if kind or end > start else NOTE
        text = without_limit(text)
    if not text.strip():
        gathering.skipped[LIMITED if kind == HIGHLIGHT else UNREAD] += 1
        return None
    return _Clipping(kind, page, start, end, _time(when), text, number)


def _found(match: re.Match[str] | None) -> tuple[int, int]:
    """Return the numbers from and to of a place; the second may be cut short, as in `680-82`."""
    numbers = [each for each in match.groups() if each and each.isdecimal()] if match else []
    if not numbers:
        return 0, 0
    first, last = numbers[0], numbers[-1]
    if int(last) < int(first) and len(last) < len(first):
        last = first[: -len(last)] + last
    return int(first), max(int(first), int(last))


def _time(text: str) -> str:
    """Return a time as a Kindle writes it, which is that of the clock on the wall, in UTC."""
    clock = re.search(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?", text)
    hour, minute, second = (int(each or 0) for each in clock.groups()) if clock else (0, 0, 0)
    if clock:
        if AFTERNOON.search(text) and hour < 12:
            hour += 12
        elif MORNING.search(text) and hour == 12:
            hour = 0
        text = f"{text[: clock.start()]} {text[clock.end() :]}"
    numbers = [int(each) for each in re.findall(r"\d{1,4}", text)]
    names = [each.casefold() for each in re.findall(r"[^\W\d_]{3,}", text)]
    month = next((MONTHS[each] for each in names if each in MONTHS and each not in WEEKDAYS), 0)
    try:
        if re.search(r"\d{4}\s?[年년]", text):
            year, month, day = numbers[:3]
        elif month:
            day, year = (numbers[1], numbers[0]) if numbers[0] > 31 else numbers[:2]
        else:
            return ""
        year += 2000 if year < 100 else 0
        time = datetime(year, month, day, hour, minute, second).astimezone(UTC)
    except (ValueError, IndexError, OverflowError, OSError):
        return ""
    return time.isoformat(timespec="milliseconds").replace("+00:00", "Z")


# Putting together


def _take(gathering: Gathering, book: _Book) -> None:
    """Gather the notes of one book, in the order in which they stand in it."""
    highlights = _last_versions([each for each in book.clippings if each.kind == HIGHLIGHT])
    remarks = _last_versions([each for each in book.clippings if each.kind == NOTE])
    gathering.skipped[OLDER] += len(book.clippings) - len(highlights) - len(remarks)
    if not gathering.skipped[OLDER]:
        del gathering.skipped[OLDER]
    alone = []
    places = [each.place for each in highlights]
    for remark in remarks:
        passage_of = _highlight_of(remark, highlights, places)
        if passage_of is None:
            alone.append(remark)
        else:
            passage_of.words.append(remark.text)
            passage_of.time = max(passage_of.time, remark.time)
    bundle = NoteBundle(book.title, (), byline=_byline(book.author))
    key = fold_title(book.title), book.author
    for clipping in sorted(highlights + alone, key=lambda each: (each.place, each.number)):
        gathering.add(key, _note(key, clipping), lambda: bundle)


def _last_versions(clippings: list[_Clipping]) -> list[_Clipping]:
    """Return those that no later one replaces: at the same place, with the same words, more or fewer."""
    kept: list[_Clipping] = []
    for clipping in sorted(clippings, key=lambda each: (each.place, each.number)):
        for at in range(len(kept) - 1, max(-1, len(kept) - 1 - _NEAR), -1):
            if _is_version(clipping, kept[at]):
                other = kept.pop(at)
                clipping = max(clipping, other, key=lambda each: each.number)
                break
        kept.append(clipping)
    return kept


def _is_version(one: _Clipping, other: _Clipping) -> bool:
    if one.start and other.start:
        if one.start > other.end or other.start > one.end:
            return False
    elif one.page != other.page:
        return False
    first, second = (" ".join(each.text.split()) for each in (one, other))
    if first in second or second in first:
        return True
    if one.kind == HIGHLIGHT or one.start != other.start:
        return False
    from rapidfuzz.fuzz import ratio

    return bool(ratio(first[:1000], second[:1000]) >= _ALIKE)


def _highlight_of(remark: _Clipping, highlights: list[_Clipping], places: list[int]) -> _Clipping | None:
    """Return the highlight that a note is on: the one that ends where the note stands, or holds it.

    `highlights` stand in the order of their `places`.
    """
    at = bisect_right(places, remark.place)
    near = highlights[max(0, at - _NEAR) : at]
    if remark.start:
        holding = (each for each in near if each.start and each.start <= remark.start <= each.end)
        return min(
            holding,
            key=lambda each: (each.end - remark.start, abs(each.number - remark.number)),
            default=None,
        )
    beside = (
        each
        for each in near
        if not each.start and each.page == remark.page and abs(each.number - remark.number) == 1
    )
    return next(beside, None)


def _note(key: tuple[str, str], clipping: _Clipping) -> Note:
    is_highlight = clipping.kind == HIGHLIGHT
    place = clipping.place
    return Note(
        id=stable_id(
            "kindle", *key, clipping.kind, clipping.page, clipping.start, clipping.end, clipping.text
        ),
        article_id="",
        section_path=(),
        anchor=replace(passage(clipping.text), start=place, end=place + len(clipping.text))
        if is_highlight
        else None,
        body="\n\n".join(clipping.words) if is_highlight else clipping.text,
        created_at=clipping.time,
        modified_at=clipping.time,
    )


def _byline(author: str) -> str:
    """Return the authors as they are said: `Adams, Douglas;Carwardine, Mark` the other way round."""
    names = []
    for name in author.split(";"):
        family, comma, given = name.partition(",")
        names.append(
            f"{given.strip()} {family.strip()}"
            if comma and "," not in given and given.strip()
            else name.strip()
        )
    return ", ".join(each for each in names if each)
