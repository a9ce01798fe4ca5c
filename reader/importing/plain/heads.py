"""The header block of a plain text: what stands before its first paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field

from reader.domain.blocks import Block, BlockKind
from reader.importing.header.exclusions import not_heading
from reader.importing.header.header import HeaderLine, header_line, is_date_line
from reader.importing.lines.numbering import number_of
from reader.importing.lines.runs import SHORT_LINE, Layout, Line, Run, make_line
from reader.importing.lines.shapes import Shape, shape_of
from reader.importing.plain.joining import join
from reader.importing.plain.pieces import Piece, heading_text, leads
from reader.importing.plain.rules import is_rule

# Of two lines that one title was wrapped into, the first is at least this wide.
_WRAPPED_TITLE = 45


@dataclass(slots=True)
class Head:
    """The fields of a header block, the blocks that stay of it, and the pieces below it."""

    title: str = ""
    byline: str = ""
    publisher: str = ""
    published: str = ""
    blocks: list[Block] = field(default_factory=list)
    rest: list[Piece] = field(default_factory=list)


def read_head(pieces: list[Piece], layout: Layout) -> Head:
    """Return the header block of the text whose pieces are `pieces`.

    Title, byline, date and source stand in any order; the first line that is none of them is the
    first paragraph or heading, and with it the rest begins. A title needs a text below it.
    """
    head = Head()
    for index, piece in enumerate(pieces):
        is_last = index == len(pieces) - 1
        if piece.mark:
            if head.title or is_last or not _is_marked_title(pieces, index):
                head.rest = pieces[index:]
                return head
            _put_title(head, piece.title)
            continue
        below = _read_lines(head, piece.lines, layout, _Around(pieces, index))
        if below:
            head.rest = [below, *pieces[index + 1 :]]
            return head
    return head


@dataclass(slots=True)
class _Around:
    """The pieces, and which of them is being read."""

    pieces: list[Piece]
    index: int

    @property
    def is_last(self) -> bool:
        return self.index == len(self.pieces) - 1


def _read_lines(head: Head, lines: Run, layout: Layout, around: _Around) -> Piece | None:
    """Take from `lines` what belongs to the header; return those that do not as a piece."""
    at = 0
    while at < len(lines):
        line = lines[at]
        below = lines[at + 1] if at + 1 < len(lines) else None
        found = header_line(line.text)
        if found and not _goes_on(found, line, below) and _takes(head, found):
            _fill(head, found)
            if found.stays:
                head.blocks.append(Block(BlockKind.PARAGRAPH, line.text))
            rest = make_line(line.text[found.rest :])
            if rest is None:
                at += 1
                continue
            # What follows a date is the title if a blank line follows it, else the lede begins.
            if below is None and not head.title and not around.is_last and _titled(rest):
                _put_title(head, heading_text(rest.text))
                return None
            return Piece([rest, *lines[at + 1 :]], is_text=True)
        if is_rule(line.bare) and len(lines) == 1 and not around.is_last:
            head.blocks.append(Block(BlockKind.RULE, line.text))
            at += 1
            continue
        if _is_subtitle(head, lines, around):
            head.blocks.append(Block(BlockKind.PARAGRAPH, line.text))
            return None
        used = 0 if head.title else _title_lines(lines[at:], layout, around)
        if not used and at == 0 and _is_letterhead(lines, around):
            head.blocks.append(Block(BlockKind.PARAGRAPH, join(lines, "\n")))
            return None
        if not used:
            # Below header lines a line does not stand alone, so it is no heading.
            return Piece(lines[at:], is_text=at > 0)
        _put_title(head, heading_text(" ".join(each.text for each in lines[at : at + used])))
        at += used
    return None


def _is_subtitle(head: Head, lines: Run, around: _Around) -> bool:
    """Whether `lines` are one without a stop, below the title and above a further header line."""
    if not head.title or len(lines) > 1 or around.is_last or shape_of(lines[0], is_first=True) is None:
        return False
    below = around.pieces[around.index + 1].line
    found = header_line(below.text)
    if found is None or found.stays or found.title or found.rest < len(below.text):
        return False
    return _takes(head, found)


def _is_letterhead(lines: Run, around: _Around) -> bool:
    """Whether `lines` are a sender's name and address: short ones without a stop, above a header line."""
    if len(lines) == 1 or around.is_last or header_line(around.pieces[around.index + 1].line.text) is None:
        return False
    return all(line.width <= SHORT_LINE and line.bare[-1].isalnum() for line in lines)


def _goes_on(found: HeaderLine, line: Line, below: Line | None) -> bool:
    """Whether `line` only begins as a header line does, and its sentence goes on in the line `below`."""
    return (
        below is not None
        and found.rest == len(line.text)
        and not found.named
        and below.bare[0].islower()
        and header_line(below.text) is None
    )


def _takes(head: Head, found: HeaderLine) -> bool:
    """Whether each field that `found` names is still free."""
    if found.stays:
        return True
    return not (
        (found.title and head.title)
        or (found.byline and head.byline)
        or (found.publisher and head.publisher)
        or (found.published and head.published)
    )


def _fill(head: Head, found: HeaderLine) -> None:
    if found.title:
        _put_title(head, found.title)
    head.byline = head.byline or found.byline
    head.publisher = head.publisher or found.publisher
    head.published = head.published or found.published


def _put_title(head: Head, text: str) -> None:
    head.title = text
    head.blocks.append(Block(BlockKind.TITLE, text))


def _title_lines(lines: Run, layout: Layout, around: _Around) -> int:
    """Return how many of `lines` are the article's title: 0, 1, or 2 where it was wrapped."""
    line = lines[0]
    shape = _titled(line)
    if shape is None or _is_numbered_section(shape, around):
        return 0
    if len(lines) == 1:
        return 0 if around.is_last else 1
    below = header_line(lines[1].text)
    if (below and not below.title) or leads(lines, layout):
        return 1
    in_capitals = shape.is_caps and lines[1].bare.isupper()
    if not (in_capitals or line.width >= _WRAPPED_TITLE) or len(lines) > 2 or around.is_last:
        return 0
    whole = make_line(f"{line.text} {lines[1].text}")
    wrapped = _titled(whole) if whole else None
    return 2 if wrapped and wrapped.is_title_case else 0


def _titled(line: Line) -> Shape | None:
    """Return the form of the title that `line` looks like, or None."""
    shape = shape_of(line, is_first=True)
    return shape if shape and not is_date_line(line.bare) and not_heading(line) is None else None


def _is_numbered_section(shape: Shape, around: _Around) -> bool:
    """Whether the number before a line is the first of several: then it is a section's, not the title's."""
    number = shape.number
    if number is None:
        return False
    following = (*number.parts[:-1], number.parts[-1] + 1), (*number.parts, 1)
    for piece in around.pieces[around.index + 1 :]:
        other = number_of(piece.line.bare[:40])
        if other and other.style == number.style and other.parts in following:
            return True
    return False


def _is_marked_title(pieces: list[Piece], index: int) -> bool:
    """Whether the marked line at `index` is the title: no later one has a higher mark."""
    mark = pieces[index].mark
    return all(piece.mark >= mark for piece in pieces[index + 1 :] if piece.mark)
