"""Which of the lines that look like headings are headings: decided by what stands around them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from reader.importing.header.bylines import is_name
from reader.importing.header.exclusions import Other, is_closing, is_more, not_heading
from reader.importing.lines.characters import ends_sentence
from reader.importing.lines.numbering import Number, number_of
from reader.importing.lines.runs import SHORT_LINE, is_row
from reader.importing.lines.shapes import HEADING_COLUMNS
from reader.importing.plain.pieces import Piece
from reader.importing.plain.rules import is_rule

_LABEL = re.compile(r"([^:：]{1,30})[:：]\s")
_POSTSCRIPT = re.compile(r"(?:P\.?\s?P?\.?\s?S\b\.?|PD\b|NB\b)", re.IGNORECASE)
# A text this long is no teaser of another article.
_TEASER = 120
# So many short lines directly above one more are no headings without text.
_SERIES = 2


def choose(pieces: list[Piece]) -> None:
    """Decide `is_heading` for each of `pieces`.

    A marked line always is one. Another with a heading's form is one if text follows, or a deeper
    heading; asides such as bylines and captions may stand between. Items of a numbered list,
    signatures, speakers' names and links to other texts are none.
    """
    empty_sections = _sort_out_lists(pieces)
    _sort_out_signatures(pieces)
    _sort_out_speakers(pieces)
    below: Piece | None = None
    is_text = False
    for index in range(len(pieces) - 1, -1, -1):
        piece = pieces[index]
        if piece.mark or (piece.shape and (is_text or index in empty_sections or _is_above(piece, below))):
            piece.is_heading = True
            below, is_text = piece, False
        elif piece.shape is None:
            other = _other(piece, is_last=below is None and not is_text)
            if other is None:
                below, is_text = piece, True
            elif other is Other.APART:
                below, is_text = None, False
    _sort_out_teasers(pieces)
    _sort_out_series(pieces)


def _other(piece: Piece, *, is_last: bool) -> Other | None:
    """Return what `piece` is, which has no heading's form; None if it is text."""
    line = piece.line
    if piece.other is not None:
        return piece.other
    if len(piece.lines) == 1:
        if is_rule(line.bare):
            return Other.ASIDE
        return not_heading(line) if line.width <= HEADING_COLUMNS and not ends_sentence(line.bare) else None
    if not is_last or len(piece.lines) > 8:
        return None
    # A name and an address at the end: short lines without any stop.
    plain = all(each.width <= SHORT_LINE and each.bare[-1].isalnum() for each in piece.lines)
    return Other.APART if plain and not any(map(is_row, piece.lines)) else None


def _is_above(piece: Piece, below: Piece | None) -> bool:
    """Whether the heading `below`, with no text between, is deeper than `piece`."""
    if below is None or below.shape is None or piece.shape is None:
        return False
    upper, lower = _firm(piece.shape.number), _firm(below.shape.number)
    if upper and lower:
        return upper.style != lower.style or len(lower.parts) > len(upper.parts)
    if lower:
        return lower.parts[-1] == 1
    return upper is not None or (piece.shape.is_caps and not below.shape.is_caps)


def _firm(number: Number | None) -> Number | None:
    return None if number is None or number.is_loose else number


def _sort_out_lists(pieces: list[Piece]) -> set[int]:
    """Take from the items of numbered lists the form of headings.

    Numbered pieces that follow each other with no text between are a list, unless their numbers go
    on before or after: then they are sections, and the indices of those without text are returned.
    """
    numbers = [None if piece.mark else _firm(number_of(piece.line.bare[:40])) for piece in pieces]
    places: defaultdict[tuple[str, tuple[int, ...]], list[int]] = defaultdict(list)
    for index, number in enumerate(numbers):
        if number and pieces[index].shape:
            places[number.style, number.parts].append(index)
    sections: set[int] = set()
    start = 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and _follows(numbers[end - 1], numbers[end]):
            end += 1
        first, last = numbers[start], numbers[end - 1]
        if end - start > 1 and first and last:
            before = (*first.parts[:-1], first.parts[-1] - 1)
            after = (*last.parts[:-1], last.parts[-1] + 1)
            earlier, later = places.get((first.style, before)), places.get((last.style, after))
            goes_on = bool((earlier and earlier[0] < start) or (later and later[-1] >= end))
            if goes_on and all(piece.shape for piece in pieces[start:end]):
                sections.update(range(start, end - 1))
            else:
                for piece in pieces[start:end]:
                    piece.shape = None
        start = end
    return sections


def _follows(number: Number | None, following: Number | None) -> bool:
    return (
        number is not None
        and following is not None
        and number.style == following.style
        and number.parts[:-1] == following.parts[:-1]
        and number.parts[-1] + 1 == following.parts[-1]
    )


def _sort_out_signatures(pieces: list[Piece]) -> None:
    """Find the names below a closing formula, and those above a postscript or a line about the writer."""
    for index, piece in enumerate(pieces):
        line = piece.lines[-1]
        if line.width <= HEADING_COLUMNS and is_closing(line.bare):
            at = index + 1
            while (
                at < len(pieces) and pieces[at].shape and (at == index + 1 or not _has_text(pieces, at + 1))
            ):
                _set_apart(pieces[at])
                at += 1
        elif (
            index and pieces[index - 1].shape and _is_below_name(piece.line.bare, pieces[index - 1].line.bare)
        ):
            _set_apart(pieces[index - 1])


def _is_below_name(text: str, name: str) -> bool:
    """Whether `text` is a postscript below a signature, or says who it is whose `name` stands above it."""
    if _POSTSCRIPT.match(text):
        return True
    return text.startswith(name + " ") and is_name(name.split())


def _has_text(pieces: list[Piece], index: int) -> bool:
    return (
        index < len(pieces) and pieces[index].shape is None and not _POSTSCRIPT.match(pieces[index].line.bare)
    )


def _set_apart(piece: Piece) -> None:
    piece.shape = None
    piece.other = Other.APART


def _sort_out_speakers(pieces: list[Piece]) -> None:
    """Take the form of headings from what is said in turns: `Doe: Why now?`, by two speakers or more."""
    labels = [_LABEL.match(piece.line.bare[:40]) for piece in pieces]
    counts = Counter(match[1] for match in labels if match)
    speakers = {label for label, count in counts.items() if count > 1 and not any(map(str.isdigit, label))}
    if len(speakers) > 1:
        for piece, match in zip(pieces, labels, strict=True):
            if match and match[1] in speakers and not piece.mark:
                piece.shape = None


def _sort_out_teasers(pieces: list[Piece]) -> None:
    """Take back the headings below `Read more:` that only a teaser follows."""
    is_after = False
    for index, piece in enumerate(pieces):
        if piece.is_heading and is_after and not piece.mark:
            below = pieces[index + 1] if index + 1 < len(pieces) else None
            if below is None or sum(line.width for line in below.lines) < _TEASER:
                piece.is_heading = False
            else:
                is_after = False
        elif piece.shape is None and piece.line.width <= HEADING_COLUMNS and is_more(piece.line.bare):
            is_after = True


def _sort_out_series(pieces: list[Piece]) -> None:
    """Take back the heading that ends a series of short lines: they are verse, or an address.

    Of a table of contents the last line may be a heading, the first of those that are listed.
    """
    start = 0
    listed: set[str] = set()
    for index, piece in enumerate(pieces):
        if piece.is_heading:
            is_plain = not piece.mark and piece.shape is not None and piece.shape.number is None
            if is_plain and index - start >= _SERIES and piece.line.bare not in listed:
                piece.is_heading = False
            start = index + 1
        elif piece.shape is None:
            start = index + 1
        else:
            listed.add(piece.line.bare)
