"""Blocks out of runs of lines that are no headings: prose, lists, tables, quotations, verse, code."""

from __future__ import annotations

import re
from itertools import groupby, pairwise

from reader.domain.blocks import Block, BlockKind
from reader.importing.lines.characters import ends_sentence
from reader.importing.lines.runs import UNWRAPPED, Layout, Line, Run
from reader.importing.plain.joining import join, paragraphs_of
from reader.importing.plain.listing import Lists, list_start
from reader.importing.plain.rules import is_rule

_TABS = re.compile(r"\s*\t\s*")
_GAP = re.compile(r"\S {2,}(?=\S)")
_BOX = re.compile(r"[|+│┌└├┬┴┼─═║╔╚╠]")
_QUOTED = re.compile(r"((?:>\s?)+)(?=\S|$)")
_FIGURE = re.compile(r"[-+−±]?[$€£¥]?\s?\d[\d.,\s]*\s?[%€$£¥]?$")
# In program text and tables set with spaces, a good part of what is seen is neither letter nor figure.
_CODE = re.compile(r"[=(){}\[\];<>$#@&|\\^`~_/+*]")
_SPEECH = frozenset("—–-\"“„«»‘'「『¿¡")
_BLANK = re.compile(r"[^\S\n]*\n\s*")
_UNDIVIDED = 20_000
# Less of an indent may be a slip.
_INDENT = 2
# Indented lines that are no wider are verse rather than a wrapped quotation.
_VERSE = 40


class Blocks:
    """Makes blocks of runs of lines, one run after the other; a list may go on over blank lines."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lists = Lists(layout)

    def other(self) -> None:
        """Say that something else than a run of lines stands here, a heading for one."""
        self._lists.close()

    def of(self, lines: Run) -> list[Block]:
        """Return the blocks that the run `lines` makes."""
        if all(is_rule(line.bare) for line in lines):
            self._lists.close()
            return [Block(BlockKind.RULE, line.text) for line in lines]
        if len(lines) > 1 and any(is_rule(line.bare) for line in lines) and not _is_ruled_table(lines):
            return [block for part in _parts(lines) for block in self.of(part)]
        start = list_start(lines, in_list=self._lists.depth > 0)
        if start == len(lines):
            return self._without_list(lines)
        blocks = self._without_list(lines[:start]) if start else []
        items, rest = self._lists.items(lines[start:])
        blocks += items
        return blocks + (self._without_list(rest) if rest else [])

    def _without_list(self, lines: Run) -> list[Block]:
        if self._lists.holds(lines[0]):
            depth = self._lists.depth
            return [
                Block(BlockKind.PARAGRAPH, text, level=depth) for text in paragraphs_of(lines, self._layout)
            ]
        self._lists.close()
        blocks: list[Block] = []
        for part, is_table in _tables_apart(lines):
            blocks += [_table(part)] if is_table else self._prose(part)
        return blocks

    def _prose(self, lines: Run) -> list[Block]:
        if len(lines) > 1:
            if _are_quoted(lines):
                return _quotation(lines, self._layout)
            if all(_BOX.match(line.bare) for line in lines) or _is_ruled_table(lines):
                return [_as_it_stands(lines)]
            indent = min(line.indent for line in lines)
            if indent >= _INDENT and self._are_paragraphs(lines):
                return [Block(BlockKind.PARAGRAPH, line.text) for line in lines]
            if indent - self._layout.margin >= _INDENT:
                return [_indented(lines)]
        return [Block(BlockKind.PARAGRAPH, text) for text in paragraphs_of(lines, self._layout)]

    def _are_paragraphs(self, lines: Run) -> bool:
        """Whether `lines`, all indented, are a paragraph each: nearly all end as one does."""
        if self._layout.a_line_each and max(line.width for line in lines) > UNWRAPPED:
            return True
        ends = sum(ends_sentence(line.bare) or line.bare[0] in _SPEECH for line in lines)
        return ends * 5 >= len(lines) * 4


def _indented(lines: Run) -> Block:
    """Return the block that is set off by an indent: a quotation, joined if it was wrapped, or code."""
    seen = sum(len(line.bare) for line in lines)
    if sum(len(_CODE.findall(line.bare)) for line in lines) * 20 > seen:
        return _as_it_stands(lines)
    own = Layout(max(line.width for line in lines), True, False, 0)
    forced = sum(own.is_forced(before, line) for before, line in pairwise(lines))
    is_wrapped = own.width > _VERSE and forced * 5 >= (len(lines) - 1) * 3
    return Block(BlockKind.QUOTE, join(lines, "" if is_wrapped else "\n"), quote=1)


def _tables_apart(lines: Run) -> list[tuple[Run, bool]]:
    """Return `lines` in parts, each with whether it is a table: two rows or more of cells parted by tabs."""
    parts: list[tuple[Run, bool]] = []
    start = 0
    while start < len(lines):
        cells = lines[start].text.count("\t") and len(_TABS.split(lines[start].text))
        end = start + 1
        while end < len(lines) and _cells(lines[end]) == cells:
            end += 1
        is_table = cells > 1 and end - start > 1
        if parts and not is_table and not parts[-1][1]:
            parts[-1][0].extend(lines[start:end])
        else:
            parts.append((lines[start:end], is_table))
        start = end
    return parts


def _cells(line: Line) -> int:
    return len(_TABS.split(line.text)) if "\t" in line.text else 0


def _table(lines: Run) -> Block:
    rows = [_TABS.split(line.text) for line in lines]
    columns = zip(*rows[1:], strict=True)
    info = "".join("r" if all(_FIGURE.match(cell) for cell in column) else "l" for column in columns)
    return Block(BlockKind.TABLE, "\n".join("\t".join(row) for row in rows), info=info)


def undivided(text: str) -> list[Block]:
    """Return paragraphs that hold `text` with its line ends, each of as many lines as fit one."""
    text = _BLANK.sub("\n", text).strip()
    blocks: list[Block] = []
    start = 0
    while start < len(text):
        end = text.find("\n", start + _UNDIVIDED)
        end = len(text) if end < 0 else end
        blocks.append(Block(BlockKind.PARAGRAPH, text[start:end]))
        start = end + 1
    return blocks


def _parts(lines: Run) -> list[Run]:
    """Return `lines` cut before and after each rule among them."""
    return [list(part) for _, part in groupby(lines, lambda line: is_rule(line.bare))]


def _is_ruled_table(lines: Run) -> bool:
    """Whether the rules among `lines` stand in a table that is set with spaces."""
    rows = [line for line in lines if not is_rule(line.bare)]
    return len(rows) > 1 and (_has_columns(rows) or all(_BOX.match(line.bare) for line in rows))


def _are_quoted(lines: Run) -> bool:
    """Whether each of `lines` begins with `>` and at least one goes on after it."""
    matches = [_QUOTED.match(line.bare) for line in lines]
    return all(matches) and any(
        match and match.end() < len(line.bare) for match, line in zip(matches, lines, strict=True)
    )


def _quotation(lines: Run, layout: Layout) -> list[Block]:
    """Return the quotations of lines that each begin with `>`, as mail programs set them."""
    blocks: list[Block] = []
    depth = 0
    part: Run = []
    for line in (*lines, None):
        match = _QUOTED.match(line.bare) if line else None
        level = match[1].count(">") if match else 0
        text = line.bare[match.end() :] if line and match else ""
        if part and (level != depth or not text):
            blocks += [Block(BlockKind.QUOTE, each, quote=depth) for each in paragraphs_of(part, layout)]
            part = []
        depth = level
        if line and text:
            part.append(line._replace(text=text, bare=text, indent=0))
    return blocks


def _has_columns(lines: Run) -> bool:
    """Whether `lines` are rows whose cells begin one below the other, set with spaces."""
    common: set[int] | None = None
    for line in lines:
        starts = {match.end() + line.indent for match in _GAP.finditer(line.bare[:200])}
        common = starts if common is None else common & starts
        if not common:
            return False
    return True


def _as_it_stands(lines: Run) -> Block:
    """Return `lines` with their breaks and what each is indented more than the first to the left."""
    margin = min(line.indent for line in lines)
    return Block(BlockKind.CODE, "\n".join(" " * (line.indent - margin) + line.text for line in lines))
