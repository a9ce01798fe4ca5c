"""Articles and their sections by a few letters of their names: the whole library's, kept ready."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from threading import Lock
from typing import NamedTuple

from reader.domain.article_row import ArticleRow
from reader.domain.searching.fuzzy import MOST, fit, likely, nearly

_FEW = 10  # where fewer names hold the words as they were typed, misspelt ones are looked for too
_CHUNK = 1_000  # names that are compared at once, which takes 2 ms; other threads come in between
_BREAK = "\n"


class Found(NamedTuple):
    """An article (`place` is empty) or a section of it, as a name that was found.

    `above` are the titles it stands under, the article's first; `matched` code points of `title`.
    """

    row: ArticleRow
    place: tuple[int, ...]
    title: str
    above: tuple[str, ...]
    matched: list[int]


class _Entry(NamedTuple):
    """An article's name and its sections' names, a line each, and how deep each stands."""

    row: ArticleRow
    names: str
    folded: str
    depths: Sequence[int]


_Line = tuple[_Entry, int]
_Wanted = Callable[[], bool]


class Places:
    """The names of all articles and sections; any thread may read or change it."""

    def __init__(self) -> None:
        self._entries: dict[str, _Entry] = {}
        self._ordered: tuple[_Entry, ...] | None = ()
        self._lock = Lock()

    def put(self, row: ArticleRow) -> None:
        """Add an article, or take over what changed of it; its sections stay."""
        with self._lock:
            known = self._entries.get(row.id)
            names = known.names.split(_BREAK)[1:] if known is not None else []
            self._set(row, names, known.depths if known is not None else b"\0")

    def put_sections(self, article_id: str, sections: Iterable[tuple[str, int]]) -> None:
        """Give an article that is here its sections: titles and depths, 1 below it, in reading order."""
        pairs = [(" ".join(name.split()), depth) for name, depth in sections]
        depths: Sequence[int] = [0, *(depth for _, depth in pairs)]
        depths = bytes(depths) if max(depths) < 256 else depths
        with self._lock:
            known = self._entries.get(article_id)
            if known is not None:
                self._set(
                    known.row, [name for name, _ in pairs], bytes(depths) if max(depths) < 256 else depths
                )

    def _set(self, row: ArticleRow, sections: list[str], depths: Sequence[int]) -> None:
        names = _BREAK.join([" ".join(row.title.split()), *sections])
        self._entries[row.id] = _Entry(row, names, names.casefold(), depths)
        self._ordered = None

    def remove(self, article_id: str) -> None:
        """Forget an article."""
        with self._lock:
            if self._entries.pop(article_id, None) is not None:
                self._ordered = None

    def rows(self) -> dict[str, ArticleRow]:
        """Return the articles by their ids."""
        with self._lock:
            return {article_id: entry.row for article_id, entry in self._entries.items()}

    def find(self, query: str, is_wanted: _Wanted = lambda: True, most: int = MOST) -> list[Found] | None:
        """Return what fits `query`, the best first and among equals the one read last; None: not wanted.

        Best is the very name, then what begins with the query, then what has all its words, at the
        beginning of words before inside them, then what is nearly the same. Of an empty query: the
        articles that were read last.
        """
        entries = self._by_time()
        words = query.casefold().split()
        if not words:
            return [_found(entry, 0, []) for entry in entries[:most]]
        lines: dict[tuple[str, int], _Line] = {}
        likely_ones = [entry for entry in entries if all(word in entry.folded for word in words)]
        for pattern in _patterns(words):
            for line in islice(_matching(pattern, likely_ones), most + len(lines)):
                lines.setdefault((line[0].row.id, line[1]), line)
            if len(lines) >= most or not is_wanted():
                break
        if len(lines) < _FEW:
            for line in _similar(words, entries, is_wanted):
                lines.setdefault((line[0].row.id, line[1]), line)
        if not is_wanted():
            return None
        return [_found(*line, words) for line in islice(lines.values(), most)]

    def _by_time(self) -> tuple[_Entry, ...]:
        with self._lock:
            if self._ordered is None:
                entries = sorted(self._entries.values(), key=_time, reverse=True)
                self._ordered = tuple(entries)
            return self._ordered


def _time(entry: _Entry) -> tuple[str, str]:
    return entry.row.last_read_at or "", entry.row.imported_at


def _patterns(words: list[str]) -> Iterator[re.Pattern[str]]:
    """Yield what a line is looked for by, the best first."""
    together = r"\W+".join(map(re.escape, words))
    yield re.compile(rf"^{together}$", re.MULTILINE)
    yield re.compile(rf"^{together}.*$", re.MULTILINE)
    for before in (r"(?<!\w)", ""):
        heads = "".join(rf"(?=.*{before}{re.escape(word)})" for word in words)
        yield re.compile(rf"^{heads}.*$", re.MULTILINE)


def _matching(pattern: re.Pattern[str], entries: Iterable[_Entry]) -> Iterator[_Line]:
    for entry in entries:
        number = last = 0
        for match in pattern.finditer(entry.folded):
            number += entry.folded.count(_BREAK, last, match.start())
            last = match.start()
            yield entry, number


def _similar(words: list[str], entries: Sequence[_Entry], is_wanted: _Wanted) -> list[_Line]:
    """Return the lines that hold the letters in order or nearly the words, the best first."""
    query = " ".join(words)
    scored: list[tuple[float, _Line]] = []
    for names, lines in _chunks(entries):
        if not is_wanted():
            return []
        for number in likely(words, names):
            found = fit(words, names[number])
            if found is not None:
                scored.append((found[0], lines[number]))
        # Below what holds all the letters, however far apart.
        scored += [(score - 1, lines[number]) for number, score in nearly(query, names)]
    scored.sort(key=lambda pair: -pair[0])
    return [line for _, line in scored]


def _chunks(entries: Iterable[_Entry]) -> Iterator[tuple[list[str], list[_Line]]]:
    names: list[str] = []
    lines: list[_Line] = []
    for entry in entries:
        mine = entry.folded.split(_BREAK)
        names += mine
        lines += [(entry, number) for number in range(len(mine))]
        if len(names) >= _CHUNK:
            yield names, lines
            names, lines = [], []
    yield names, lines


def _found(entry: _Entry, number: int, words: list[str]) -> Found:
    names = entry.names.split(_BREAK)
    titles: list[str] = []
    place: list[int] = []
    for line in range(number + 1):
        depth = entry.depths[line]
        titles = [*titles[:depth], names[line]]
        before = place[depth - 1] if 0 < depth <= len(place) else 0
        place = [*place[: depth - 1], before + 1] if depth else []
    matched = fit(words, names[number]) if words else None
    return Found(entry.row, tuple(place), names[number], tuple(titles[:-1]), matched[1] if matched else [])
