"""An article with its notes in their places: which parts of a block are marked, and where notes end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from reader.domain.plain_text import SEPARATOR

if TYPE_CHECKING:
    from reader.domain.article import Article
    from reader.domain.blocks import Block, Span
    from reader.domain.notes import Note


class Run(NamedTuple):
    """Text of one look: the `spans` and the `notes` on all of it; `ended` are the notes that end with it."""

    text: str
    spans: tuple[Span, ...]
    notes: tuple[Note, ...]
    ended: tuple[Note, ...]


class Piece(NamedTuple):
    """A block with the notes on it; `start` in code points of the text, `above` are those on its section."""

    block: Block
    start: int
    notes: tuple[Note, ...]
    above: tuple[Note, ...]

    def runs(self, first: int = 0, last: int | None = None, following: int | None = None) -> list[Run]:
        """Return the text between `first` and `last` (code points in the block) as runs.

        A note that ends before `following`, where what comes next begins, ends with the last run.
        """
        text = self.block.text
        last = len(text) if last is None else last
        following = last + len(SEPARATOR) + 1 if following is None else following
        cuts = {first, last}
        for span in self.block.spans:
            cuts |= {span.start, span.end}
        for note in self.notes:
            cuts |= {_start(note) - self.start, _end(note) - self.start}
        places = sorted(cut for cut in cuts if first <= cut <= last)
        if len(places) == 1:
            places.append(last)
        here = [(note, _start(note) - self.start, _end(note) - self.start) for note in self.notes]
        runs = []
        for at, end in pairwise(places):
            spans = tuple(span for span in self.block.spans if span.start < end and span.end > at)
            ended = (note for note, _, to in here if at < to <= end or (end == last and end < to < following))
            marked = tuple(note for note, begin, to in here if begin < end and to > at)
            runs.append(Run(text[at:end], spans, marked, tuple(ended)))
        return runs

    def cells(self) -> list[list[list[Run]]]:
        """Return the runs of a table by row and cell."""
        rows = []
        at = 0
        for line in self.block.text.split("\n"):
            row = []
            for cell in line.split("\t"):
                end = at + len(cell)
                is_last = end == len(self.block.text)
                row.append(self.runs(at, end, None if is_last else end + 2))
                at = end + 1
            rows.append(row)
        return rows


class Annotated:
    """An `article` with `notes`: `on_whole` those on all of it, `lost` those whose place is not there."""

    def __init__(self, article: Article, notes: Iterable[Note]) -> None:
        self.article = article
        self.on_whole: list[Note] = []
        self.lost: list[Note] = []
        self._placed: list[Note] = []
        self._on_section: dict[int, list[Note]] = {}
        sections: dict[tuple[str, ...], int] = {}
        for section in article.root.walk():
            sections.setdefault(section.path, section.start)
        for note in notes:
            passage, start, end = note.passage, note.start, note.end
            if passage is None and not note.section_path:
                self.on_whole.append(note)
            elif passage is None and note.section_path in sections:
                self._on_section.setdefault(sections[note.section_path], []).append(note)
            elif passage is None or start is None or article.text[start:end] != passage.quote:
                self.lost.append(note)
            else:
                self._placed.append(note)
        self._placed.sort(key=_start)

    def pieces(self) -> Iterator[Piece]:
        """Yield the blocks that have text, with what stands on each."""
        open_notes: list[Note] = []
        at = 0
        for block, start in zip(self.article.blocks, self.article.starts, strict=True):
            if not block.text:
                continue
            end = start + len(block.text)
            while at < len(self._placed) and _start(self._placed[at]) < end + len(SEPARATOR):
                open_notes.append(self._placed[at])
                at += 1
            above = self._on_section.pop(start, ())
            yield Piece(block, start, tuple(open_notes), tuple(above))
            open_notes = [note for note in open_notes if _end(note) > end + len(SEPARATOR)]


def _start(note: Note) -> int:
    return note.start or 0


def _end(note: Note) -> int:
    return note.end or 0
