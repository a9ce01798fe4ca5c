"""How deep each heading lies: by its marks, by its number, by what it stands between."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from reader.importing.lines.numbering import Number
from reader.importing.plain.pieces import Piece

_DEEPEST = 6
# The title is the first level, as in a page or in Markdown, so sections begin at the second.
_TOP = 2


class _Heading(NamedTuple):
    """A heading, its place among the pieces, and the number before it if that is one."""

    place: int
    piece: Piece
    number: Number | None

    @property
    def is_caps(self) -> bool:
        return self.piece.shape is not None and self.piece.shape.is_caps


def give_levels(pieces: list[Piece]) -> None:
    """Set `level` of each heading among `pieces`.

    Marks say it themselves. Ways of numbering rank by where they first appear, `3.2` below `3`.
    Headings without either are alike, at the top; among numbered ones they belong to the section
    they stand in if another numbered one follows, below marked ones always.
    """
    places = [place for place, piece in enumerate(pieces) if piece.is_heading]
    numbers = _sound_numbers([pieces[place] for place in places])
    headings = [_Heading(at, pieces[at], number) for at, number in zip(places, numbers, strict=True)]
    above = max((heading.piece.mark for heading in headings), default=0) or _TOP - 1
    for heading, rank in zip(headings, _ranks(headings), strict=True):
        heading.piece.level = heading.piece.mark or min(above + rank, _DEEPEST)


def _sound_numbers(headings: list[Piece]) -> list[Number | None]:
    """Return the numbers of `headings`, without those that are part of the wording (`12 Angry Men`)."""
    numbers = [piece.shape.number if piece.shape and not piece.mark else None for piece in headings]
    known = {(number.style, number.parts) for number in numbers if number}
    parents = {(style, parts[:-1]) for style, parts in known if len(parts) > 1}

    def is_sound(number: Number) -> bool:
        if len(number.parts) == 1 and not number.is_loose:
            return True
        *head, last = number.parts
        beside = any((number.style, (*head, value)) in known for value in (last - 1, last + 1))
        return beside or (number.style, tuple(head)) in known or (number.style, number.parts) in parents

    return [number if number and is_sound(number) else None for number in numbers]


def _ranks(headings: list[_Heading]) -> list[int]:
    """Return how far below the top each of `headings` stands, 1 for the top itself."""
    # Where a heading stands directly above another of a kind, its kind is the upper one throughout.
    plain_above = any(not upper.number and lower.number for upper, lower in _neighbours(headings))
    caps_above = any(
        upper.is_caps and not (lower.is_caps or upper.number or lower.number)
        for upper, lower in _neighbours(headings)
    )
    last_top = _last_top(headings)
    styles: dict[str, int] = {}
    ranks: list[int] = []
    seen_caps = is_nested = False
    numbered = 0
    for at, heading in enumerate(headings):
        rank = 1
        if heading.number:
            depth = len(heading.number.parts) - 1
            above = max(ranks[-1] - depth, 0) if styles else int(plain_above)
            numbered = rank = styles.setdefault(heading.number.style, above + 1) + depth
        elif numbered and not plain_above and (at < last_top or is_nested):
            rank, is_nested = numbered + 1, True
        elif caps_above:
            seen_caps |= heading.is_caps
            rank = 2 if seen_caps and not heading.is_caps else 1
        ranks.append(rank)
    return ranks


def _neighbours(headings: list[_Heading]) -> Iterator[tuple[_Heading, _Heading]]:
    """Yield the pairs of headings without marks that have no text between them."""
    for upper, lower in pairwise(headings):
        if upper.place + 1 == lower.place and not upper.piece.mark and not lower.piece.mark:
            yield upper, lower


def _last_top(headings: list[_Heading]) -> int:
    """Return which of `headings` is the last one numbered as the first numbered one is; -1 if none is."""
    tops = [
        (at, each.number.style)
        for at, each in enumerate(headings)
        if each.number and len(each.number.parts) == 1
    ]
    return max((at for at, style in tops if style == tops[0][1]), default=-1)
