"""Pieces: the runs of lines once more divided, so that what may be a heading is a piece of its own."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reader.importing.header.exclusions import Other, is_address, not_heading
from reader.importing.lines.characters import columns, ends_sentence, trimmed, without_stars
from reader.importing.lines.runs import SHORT_LINE, Layout, Line, Run, is_row, make_line
from reader.importing.lines.shapes import HEADING_COLUMNS, Shape, shape_of
from reader.importing.plain.rules import is_rule

_UNDERLINE = re.compile(r"(?:={2,}|-{3,}|~{3,}|\^{3,})$")
_UNDERLINE_LEVELS = {"=": 1, "-": 2, "~": 3, "^": 4}
_HASHES = re.compile(r"(#{1,6})\s+(\S.*?)(?:\s+#+)?$")
# Between the heads of two columns.
_GAP = re.compile(r"\S {3,}\S")
_LIST_MARKER = re.compile(r"(?:[-*+•‣◦▪●○·–—>|]|\(?\w{1,3}[.)])\s")
_LONGEST_MARKED = 200
# A line further in than this is a heading only if it is set in the middle, in capitals or numbered.
_INDENT = 4
# The first line of a heading in capitals that takes two is at least this wide.
_WRAPPED = 30


@dataclass(slots=True)
class Piece:
    """A run of lines, or one line of it that may be a heading.

    `mark` is the level that an underline or `#` marks give it, 0 without any. `shape` is set where
    it is one line with the form of a heading, `other` where that line is known to be something
    else, `is_text` where the first line is known to be text. `is_heading` is decided by
    `headings.choose`, `level` by `levels.give_levels`.
    """

    lines: Run
    mark: int = 0
    shape: Shape | None = None
    other: Other | None = None
    is_text: bool = False
    is_heading: bool = False
    level: int = 0

    @property
    def line(self) -> Line:
        """The first line."""
        return self.lines[0]

    @property
    def title(self) -> str:
        """What the piece says as a heading."""
        return heading_text(" ".join(line.text for line in self.lines))


def heading_text(line: str) -> str:
    """Return what `line` says as a heading or a title: nothing invisible at its ends, no stars around it."""
    return without_stars(trimmed(line)).replace("\t", " ")


def _are_one_heading(lines: Run) -> bool:
    """Whether `lines` are a heading in capitals that was wrapped."""
    return len(lines) == 2 and lines[0].width >= _WRAPPED and all(line.bare.isupper() for line in lines)


def marked_apart(found: list[Run]) -> list[Piece]:
    """Return the pieces of the runs `found`; a line that is underlined or has `#` marks is its own."""
    pieces: list[Piece] = []
    for run in found:
        at = 0
        while at < len(run):
            line, mark, used = _marked(run, at)
            if line is None:
                pieces.append(Piece(run[at:] if at else run))
                break
            pieces.append(Piece([line], mark))
            at += used
    return pieces


def _marked(run: Run, at: int) -> tuple[Line | None, int, int]:
    """Return the heading that begins at `at` in `run`, the level of its mark and the lines it takes."""
    line = run[at]
    first = line.bare
    if line.width > _LONGEST_MARKED:
        return None, 0, 0
    below = run[at + 1] if at + 1 < len(run) else None
    if first[0] == "#":
        match = _HASHES.match(line.text)
        # One below the other they are the comments of a program.
        if match and not is_rule(first) and not (below and below.bare.startswith(match[1] + " ")):
            return make_line(match[2]), len(match[1]), 1
    elif below is None:
        return None, 0, 0
    elif _UNDERLINE.match(first):
        closing = run[at + 2].bare if at + 2 < len(run) else ""
        if closing[:1] == first[0] and _UNDERLINE.match(closing) and _may_be_underlined(below):
            return below, _UNDERLINE_LEVELS[first[0]], 3
    elif (
        _UNDERLINE.match(below.bare)
        and _may_be_underlined(line)
        and (len(below.bare) * 2 >= line.width or not ends_sentence(first))
    ):
        return line, _UNDERLINE_LEVELS[below.bare[0]], 2
    return None, 0, 0


def _may_be_underlined(line: Line) -> bool:
    return (
        line.width <= _LONGEST_MARKED
        and any(map(str.isalnum, line.bare))
        and not is_row(line)
        and not _GAP.search(line.text)
        and not _LIST_MARKER.match(line.bare[:2])
    )


def leads_apart(pieces: list[Piece], layout: Layout) -> list[Piece]:
    """Return `pieces` with each heading that stands directly above its text in a piece of its own.

    It is in capitals or numbered, or in Title Case where the text is not hard-wrapped, and the line
    below is clearly longer. The shapes of single lines are set, too.
    """
    apart: list[Piece] = []
    for piece in pieces:
        if piece.mark or piece.is_text:
            apart.append(piece)
        elif len(piece.lines) == 1 or _are_one_heading(piece.lines):
            _set_shape(piece, layout)
            apart.append(piece)
        elif leads(piece.lines, layout):
            lead = Piece(piece.lines[:1])
            lead.shape = shape_of(lead.line)
            apart += (lead, Piece(piece.lines[1:]))
        else:
            apart.append(piece)
    return apart


def leads(lines: Run, layout: Layout) -> bool:
    """Whether the first of `lines` is a heading directly above its text."""
    line, below = lines[0], lines[1]
    if line.width > HEADING_COLUMNS or below.width < max(line.width * 1.25, line.width + 8):
        return False
    if below.bare[0].islower() or _LIST_MARKER.match(below.bare) or is_row(below):
        return False
    if is_address(below.bare) or (below.width <= SHORT_LINE and not ends_sentence(lines[-1].bare)):
        return False
    shape = shape_of(line)
    if shape is None or (layout.is_wrapped and layout.is_forced(line, below)):
        return False
    numbered = shape.number is not None and not shape.number.is_loose
    strong = shape.is_caps or numbered or (shape.is_title_case and not layout.is_wrapped)
    return strong and not_heading(line) is None


def _set_shape(piece: Piece, layout: Layout) -> None:
    line = piece.line if len(piece.lines) == 1 else make_line(piece.title)
    shape = shape_of(line) if line else None
    if line is None or shape is None:
        return
    indent = line.indent - layout.margin
    if indent >= _INDENT and not (shape.is_caps or shape.number or _is_centred(line, layout)):
        return
    piece.other = not_heading(line)
    if piece.other is None:
        piece.shape = shape


def _is_centred(line: Line, layout: Layout) -> bool:
    """Whether as much is free at the right of `line` as at its left, in a text of that width."""
    right = min(layout.width, 100) + layout.margin - line.indent - columns(line.bare)
    return abs(right - (line.indent - layout.margin)) <= 6
