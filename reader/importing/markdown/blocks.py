"""Markdown's block tokens become drafts of our blocks, and those, once all definitions are known, blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from markdown_it.common.utils import unescapeAll
from markdown_it.token import Token

from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.errors import ReaderError
from reader.importing.markdown.inline import InlineReader, inline_label
from reader.importing.markdown.raw_html import UNREAD, paragraphs
from reader.importing.markdown.run import Spans
from reader.translation import digits, tr

BULLET = "• "
RULE = "* * *"
MAX_BLOCKS = 1_000_000
_TASKS = {"[ ]": "☐ ", "[x]": "☑ ", "[X]": "☑ "}
_ALIGNMENTS = {"text-align:center": "c", "text-align:right": "r"}
_LANGUAGE = 40


class Draft(NamedTuple):
    """A block whose content is still Markdown, unless it `is_literal`; `rows` are those of a table."""

    kind: BlockKind
    content: str
    level: int = 0
    quote: int = 0
    marker: str = ""
    info: str = ""
    is_literal: bool = False
    is_strong: bool = False
    begins_note: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


class Drafter:
    """Takes block tokens run by run and keeps a draft for each block in them."""

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.omitted: set[str] = set()
        self._lists: list[int | None] = []
        self._quote = 0
        self._heading = 0
        # The label of the footnote whose definition this is, and whether nothing of it was read yet.
        self._note = ""
        self._note_begins = False
        # What stands before the content of the item that has just begun.
        self._marker = ""
        self._rows: list[list[str]] = []
        self._alignments: list[str] = []
        # A script that was opened in raw HTML, and the number of drafts before it.
        self._hidden = ""
        self._hidden_at = 0

    def take(self, tokens: Sequence[Token]) -> None:
        """Add the drafts that `tokens` make. Raises ReaderError for more than MAX_BLOCKS in all."""
        # A run never ends inside a table.
        in_table = False
        for token in tokens:
            kind = token.type
            if kind == "inline":
                if in_table:
                    self._rows[-1].append(token.content)
                else:
                    self._text(token.content)
            elif kind == "heading_open":
                self._heading = int(token.tag[1])
            elif kind == "heading_close":
                self._heading = 0
            elif kind == "tr_open":
                self._rows.append([])
                extra = token.meta.get("extra", ())
            elif kind == "tr_close":
                self._rows[-1].extend(extra)
            elif kind == "th_open":
                self._alignments.append(_ALIGNMENTS.get(str(token.attrs.get("style")), "l"))
            elif kind in ("table_open", "table_close"):
                in_table = kind == "table_open"
                if not in_table:
                    self._table()
            elif not kind.startswith(("td_", "th_", "tbody", "thead")):
                self._structure(token)
        if len(self.drafts) > MAX_BLOCKS:
            raise ReaderError(
                tr("it has more than {max_blocks} paragraphs", max_blocks=digits(MAX_BLOCKS)),
                remedy=tr("split it into parts"),
            )

    def _structure(self, token: Token) -> None:
        """Enter or leave a list, quotation or footnote, or add a block that has no inline content."""
        kind = token.type
        if kind == "list_item_open":
            self._item(token)
        elif kind == "list_item_close":
            self._own_line()
        elif kind in ("bullet_list_open", "ordered_list_open"):
            self._own_line()
            self._lists.append(int(token.attrs.get("start", 1)) if kind[0] == "o" else None)
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "blockquote_open":
            self._own_line()
            self._quote += 1
        elif kind == "blockquote_close":
            self._quote -= 1
        elif kind == "footnote_reference_open":
            self._own_line()
            self._note, self._note_begins = token.meta["label"], True
        elif kind == "footnote_reference_close":
            self._own_line()
            self._note = ""
        elif kind in ("fence", "code_block"):
            language = unescapeAll(token.info).split()
            info = language[0][:_LANGUAGE] if language else ""
            self._add(BlockKind.CODE, token.content.strip("\n").rstrip(), info)
        elif kind == "hr":
            self._add(BlockKind.RULE, RULE)
        elif kind == "html_block":
            self._html(token.content)

    def _item(self, token: Token) -> None:
        number = self._lists[-1]
        if number is None:
            self._marker = BULLET
        else:
            self._marker = f"{number}{token.markup} "
            self._lists[-1] = number + 1

    def _own_line(self) -> None:
        """Give the marker of an item or a footnote a block of its own if no text comes to stand beside it."""
        if self._marker or self._note_begins:
            self._text("")

    def _text(self, content: str, *, is_literal: bool = False) -> None:
        """Add a paragraph or heading of whatever kind it is where it stands."""
        if self._hidden:
            content = self._unhidden(content)
        marker, self._marker = self._marker, ""
        if marker and content[:3] in _TASKS and content[3:4] in (" ", "\t", "\n"):
            marker = _TASKS[content[:3]] if marker == BULLET else marker + _TASKS[content[:3]]
            content = content[4:].lstrip()
        kind, level, info = BlockKind.PARAGRAPH, len(self._lists), ""
        begins_note = False
        if marker:
            kind = BlockKind.LIST_ITEM
        elif self._note:
            info, begins_note, self._note_begins = self._note, self._note_begins, False
        elif self._quote:
            kind = BlockKind.QUOTE
        elif self._heading and not self._lists:
            kind, level = BlockKind.HEADING, self._heading
        # A heading inside a quotation, a list or a footnote is no section of the article.
        is_strong = self._heading > 0 and kind is not BlockKind.HEADING
        if content or marker or begins_note:
            self.drafts.append(
                Draft(kind, content, level, self._quote, marker, info, is_literal, is_strong, begins_note)
            )

    def _add(self, kind: BlockKind, content: str, info: str = "") -> None:
        """Add a block that is not read for markup and has a line of its own."""
        self._own_line()
        if content:
            self.drafts.append(Draft(kind, content, len(self._lists), self._quote, "", info, is_literal=True))

    def _table(self) -> None:
        self._own_line()
        rows = tuple(tuple(row) for row in self._rows)
        info = "".join(self._alignments)
        self.drafts.append(Draft(BlockKind.TABLE, "", len(self._lists), self._quote, "", info, rows=rows))
        self._rows.clear()
        self._alignments.clear()

    def _html(self, source: str) -> None:
        """Add what stands between the tags of `source`."""
        if self._hidden:
            source = self._unhidden(source)
        found, omitted, opened, opened_at = paragraphs(source)
        self.omitted |= omitted
        for index, (text, is_pre) in enumerate(found):
            if opened and index == opened_at:
                self._hide(opened)
            if is_pre:
                self._add(BlockKind.CODE, text)
            else:
                self._text(text, is_literal=True)
        if opened and opened_at == len(found):
            self._hide(opened)

    def _hide(self, name: str) -> None:
        self._hidden, self._hidden_at = name, len(self.drafts)

    def _unhidden(self, content: str) -> str:
        """Return `content` from the end tag on that it has of the script that is open, and drop that script.

        A blank line ends most kinds of raw HTML, so a script may reach over several blocks.
        """
        end = re.search(rf"</{self._hidden}\s*>", content, re.IGNORECASE)
        if end is None:
            return content
        del self.drafts[self._hidden_at :]
        self.omitted.add(tr(UNREAD[self._hidden]))
        self._hidden = ""
        return content[end.end() :].lstrip()


def blocks_of(drafts: Sequence[Draft], inline: InlineReader) -> list[Block]:
    """Return the blocks that `drafts` make, with each footnote numbered in the order of references."""
    blocks: list[Block] = []
    definitions: list[tuple[int, str]] = []
    spans: Spans
    for kind, content, level, quote, marker, info, is_literal, is_strong, begins_note, rows in drafts:
        if kind is BlockKind.PARAGRAPH and not (info or is_literal) and (figures := inline.figures(content)):
            blocks.extend(Block(BlockKind.FIGURE, f.text, (), level, quote, "", f.address) for f in figures)
            continue
        if is_literal:
            text, spans = content, ()
        elif rows:
            text, spans = _table_text(rows, inline)
        else:
            text, spans = inline.read(content)
        if kind is BlockKind.HEADING:
            text = text.replace("\n", " ")
        elif is_strong and text:
            spans = (Span(0, len(text), SpanKind.STRONG), *spans)
        if begins_note:
            definitions.append((len(blocks), info))
        if text or marker or begins_note:
            block = Block(kind, text, spans, level, quote, "", info)
            blocks.append(_with_marker(block, marker) if marker else block)
        if inline.inline_notes:
            blocks.extend(_inline_notes(inline, level, quote))
    _number(blocks, definitions, inline)
    return blocks


def _inline_notes(inline: InlineReader, level: int, quote: int) -> list[Block]:
    """Return the paragraphs of the footnotes that were written inside a block, those in themselves too."""
    blocks = []
    for number, tokens in inline.inline_notes:
        text, spans = inline.assemble(tokens)
        note = Block(BlockKind.PARAGRAPH, text, spans, level, quote, "", inline_label(number))
        blocks.append(_with_marker(note, f"[{number}] "))
    inline.inline_notes.clear()
    return blocks


def _number(blocks: list[Block], definitions: Sequence[tuple[int, str]], inline: InlineReader) -> None:
    """Put the number before each definition; those that nothing refers to come after the others."""
    if not definitions:
        return
    footnotes = inline.env["footnotes"]
    last = len(footnotes["list"])
    numbers: dict[str, int] = {}
    for index, label in definitions:
        known = footnotes["refs"].get(":" + label, -1)
        if known < 0 and label not in numbers:
            last += 1
            numbers[label] = last
        number = known + 1 if known >= 0 else numbers[label]
        blocks[index] = _with_marker(blocks[index], f"[{number}] ")


def _with_marker(block: Block, marker: str) -> Block:
    """Return `block` with `marker` before its text; alone it loses its space."""
    if not block.text:
        marker = marker.rstrip()
    shift = len(marker)
    spans = tuple(Span(s.start + shift, s.end + shift, s.kind, s.target) for s in block.spans)
    text = marker + block.text
    return Block(block.kind, text, spans, block.level, block.quote, marker, block.info)


def _table_text(rows: Sequence[Sequence[str]], inline: InlineReader) -> tuple[str, Spans]:
    """Return the text of a table, a line a row, its cells parted by tabs, and the spans of all cells."""
    parts: list[str] = []
    spans: list[Span] = []
    position = 0
    for row in rows:
        for column, cell in enumerate(row):
            if parts:
                parts.append("\t" if column else "\n")
                position += 1
            text, found = inline.read(cell)
            parts.append(text.replace("\n", " "))
            spans.extend(Span(s.start + position, s.end + position, s.kind, s.target) for s in found)
            position += len(text)
    text = "".join(parts).rstrip()
    return text, tuple(spans)
