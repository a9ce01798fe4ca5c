"""Lines, the runs of them between blank lines, and how the whole text is laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from reader.importing.lines.characters import bare, columns, ends_sentence, trimmed

_TAB = 4
# A line wider than this was not wrapped by hand or by a mail program.
UNWRAPPED = 120
# What is beyond that is read, but no longer looked at line by line: a million lines take seconds.
MAX_LINES, MAX_RUNS = 1_000_000, 500_000
# A run of lines none of which is wider looks like verse or an address, not like wrapped prose.
SHORT_LINE = 50


class Line(NamedTuple):
    """One line that is not blank.

    `text` is what stands in it, without white space and invisible characters at either end; `bare`
    the same for recognition (see `characters.bare`). `indent` and `width` are columns, those before
    the text and its own.
    """

    text: str
    bare: str
    indent: int
    width: int


Run = list[Line]

# A tab that only stands between a number or a bullet and what follows parts no cells.
_AFTER_NUMBER = re.compile(r"[^\s\w]?\w{0,8}(?:\.\w{1,3})*[^\s\w]?\t+")


def is_row(line: Line) -> bool:
    """Whether `line` is a row of a table: cells parted by tabs."""
    if "\t" not in line.text:
        return False
    match = _AFTER_NUMBER.match(line.text)
    return "\t" in line.text[match.end() if match and not match[0].strip().isalpha() else 0 :]


def make_line(raw: str) -> Line | None:
    """Return `raw` as a Line, or None if there is nothing to see in it."""
    seen = bare(raw)
    if not seen:
        return None
    text = trimmed(raw)
    indent = _columns_of(raw[: raw.index(text)]) if raw[0] != text[0] else 0
    return Line(text, seen, indent, columns(seen))


def _columns_of(space: str) -> int:
    column = 0
    for character in space:
        if character == "\t":
            column += _TAB - column % _TAB
        elif character.isspace():
            column += 2 if character == "\u3000" else 1
    return column


def runs(text: str) -> tuple[list[Run], str]:
    """Return the runs of lines in `text` that stand between blank lines, in order, and what is left.

    After MAX_RUNS of them, or MAX_LINES lines, the rest of the text is returned as it is.
    """
    found: list[Run] = []
    run: Run = []
    raw_lines = text.split("\n", MAX_LINES)
    left = [raw_lines.pop()] if len(raw_lines) > MAX_LINES else []
    for index, raw in enumerate(raw_lines):
        line = make_line(raw)
        if line is not None:
            run.append(line)
        elif run:
            found.append(run)
            run = []
            if len(found) == MAX_RUNS:
                left = [*raw_lines[index:], *left]
                break
    if run:
        found.append(run)
    return found, "\n".join(left)


@dataclass(frozen=True, slots=True)
class Layout:
    """How the text is set.

    `width` is the column at which its lines were wrapped (the width that few lines exceed);
    `is_wrapped` whether they were, by hand or by a program; `a_line_each` whether a paragraph is
    one line, however long; `margin` the indent that every line has.
    """

    width: int
    is_wrapped: bool
    a_line_each: bool
    margin: int

    def is_forced(self, line: Line, following: Line) -> bool:
        """Whether `line` was broken because the next word did not fit."""
        word = following.bare[: self.width + 1].partition(" ")[0]
        return line.width + 1 + columns(word) > self.width * 0.85


def layout_of(found: list[Run]) -> Layout:
    """Return how the text that `found` are the runs of is set."""
    widths = sorted(line.width for run in found for line in run)
    if not widths:
        return Layout(UNWRAPPED, False, False, 0)
    # The first line of a text may have a leading space of its own.
    indents = [line.indent for run in found for line in run][1 if len(widths) > 1 else 0 :]
    long = sum(width for width in widths if width > UNWRAPPED)
    a_line_each = long * 2 > sum(widths)
    width = widths[int(len(widths) * 0.95) if len(widths) > 20 else -1]
    layout = Layout(width, False, a_line_each, min(indents))
    if a_line_each or width > UNWRAPPED:
        return layout
    breaks = forced = 0
    for run in found:
        for line, following in pairwise(run):
            breaks += 1
            forced += layout.is_forced(line, following)
    is_wrapped = breaks > 1 and forced * 2 > breaks and width > SHORT_LINE // 2
    return Layout(width, is_wrapped, False, layout.margin)


def paragraphs_apart(found: list[Run], layout: Layout) -> list[Run]:
    """Return the runs of a text whose paragraphs are lines with hardly a blank one between, a line each."""
    lines = sum(map(len, found))
    if not layout.a_line_each or lines < 3 or len(found) * 2 > lines:
        return found
    return [[line] for run in found for line in run] if _stand_alone(found) else found


def _stand_alone(found: list[Run]) -> bool:
    """Whether the long lines end as paragraphs do."""
    long = [line for run in found for line in run if line.width > UNWRAPPED]
    return sum(ends_sentence(line.bare) for line in long) * 4 > len(long) * 3
