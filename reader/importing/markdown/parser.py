"""markdown-it set up for us: what it leaves out is kept, and no text makes it slow.

The parser's own limits drop text without a word, its block tokens for a long file fill the memory,
and a paragraph's every line is asked whether it begins something else. So the block parser is our
subclass; the rules it runs are the library's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, cast

from markdown_it import MarkdownIt, rules_block, rules_inline
from markdown_it.parser_block import ParserBlock, RuleFuncBlockType
from markdown_it.parser_inline import ParserInline, RuleFuncInlineType
from markdown_it.rules_block import StateBlock, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def, footnote_inline, footnote_ref

# A quotation is one level, a list two. Three frames of Python a level leave room for every caller.
MAX_NESTING = 100
# Each quotation looks at all its lines again, so lines times depth is what it costs.
MAX_QUOTED_LINES = 1_000_000
# Lines at which every rule may be tried before the rest of a file is taken for paragraphs.
MAX_STEPS = 300_000
# Block tokens held before they are handed on.
_FLUSH = 3_000

# What a line that begins a block, or underlines one, begins with; all other lines are a paragraph's.
_BLOCK_STARTS = frozenset("`~>*-_+#<|:[=0123456789")
_INLINE_STARTS = re.compile(r"[\n\\`~*_\[!^<&\]]")
_UNDERLINE = re.compile(r"(=+|-+)[ \t]*")


class BlockState(StateBlock):
    """The library's state, with flags for the lines that cannot begin a block, and what was spent."""

    def __init__(self, text: str, md: MarkdownIt, env: dict[str, Any], sink: Callable[[list[Token]], None]):
        super().__init__(text, md, env, [])
        self.sink = sink
        self.steps = 0
        self.quoted_lines = 0
        self.too_deep = False
        first = [start + shift for start, shift in zip(self.bMarks, self.tShift, strict=True)]
        self.plain = [
            start < end and text[start] not in _BLOCK_STARTS
            for start, end in zip(first, self.eMarks, strict=True)
        ]
        # A table's head may begin with anything.
        self.piped: set[int] = set()
        if "|" in text:
            for line, (start, end) in enumerate(zip(first, self.eMarks, strict=True)):
                if text.find("|", start, end) >= 0:
                    self.piped.add(line)
                    self.plain[line] = False

    @property
    def is_spent(self) -> bool:
        """Whether the file has so many blocks that the rest of it is taken for paragraphs."""
        return self.steps > MAX_STEPS


class _BlockParser(ParserBlock):
    """The library's loop over the blocks, which keeps what is nested too deep as text.

    It runs only the rules that a line's first character may begin.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rules_at: dict[str, tuple[RuleFuncBlockType, ...]] = {
            "`": (rules_block.fence,),
            "~": (rules_block.fence,),
            ">": (rules_block.blockquote,),
            "*": (rules_block.hr, rules_block.list_block),
            "-": (rules_block.hr, rules_block.list_block),
            "_": (rules_block.hr,),
            "+": (rules_block.list_block,),
            "[": (footnote_def, rules_block.reference),
            "<": (rules_block.html_block,),
            "#": (rules_block.heading,),
            **dict.fromkeys("0123456789", (rules_block.list_block,)),
        }

    def rules_for(self, state: BlockState, line: int) -> tuple[RuleFuncBlockType, ...]:
        """Return the rules that may find a block at `line`, in the library's order, but for paragraphs."""
        if state.is_code_block(line):
            return (rules_block.code,)
        # In lists and quotations a line begins after their markers.
        rules = self.rules_at.get(state.src[state.bMarks[line] + state.tShift[line]], ())
        return (_table, *rules) if line in state.piped else rules

    def tokenize(self, state: StateBlock, start: int, end: int) -> None:
        assert isinstance(state, BlockState)
        if state.parentType == "blockquote":
            state.quoted_lines += end - start
        is_deep = state.level >= MAX_NESTING or state.quoted_lines > MAX_QUOTED_LINES
        line = start
        had_empty = False
        while line < end:
            state.line = line = state.skipEmptyLines(line)
            if line >= end or state.sCount[line] < state.blkIndent:
                break
            if is_deep or state.is_spent:
                state.too_deep |= is_deep
                _push_paragraph(state, line, _text_end(state, line, end))
            elif state.plain[line] and not state.is_code_block(line):
                paragraph(state, line, end, False)
            else:
                state.steps += 1
                for rule in self.rules_for(state, line):
                    if rule(state, line, end, False):
                        break
                else:
                    paragraph(state, line, end, False)
            # From here on as in the library: whether a list is tight hangs on it.
            state.tight = not had_empty
            line = state.line
            if line - 1 < end and state.isEmpty(line - 1):
                had_empty = True
            if line < end and state.isEmpty(line):
                had_empty = True
                line += 1
                state.line = line
            # In the middle of lists and quotations too: their rules look back at no token but to mark
            # paragraphs as tight, which means nothing here.
            if len(state.tokens) > _FLUSH:
                state.sink(state.tokens)
                state.tokens.clear()


def paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Read a paragraph or a heading that is underlined: the library's two rules in one pass."""
    assert isinstance(state, BlockState)
    rules_for = cast(_BlockParser, state.md.block).rules_for
    parent = state.parentType
    state.parentType = "paragraph"
    level = 0
    line = start + 1
    last = state.lineMax
    plain, indents, indent = state.plain, state.sCount, state.blkIndent
    while line < last:
        if state.isEmpty(line):
            break
        # A line deep enough for code goes on with the paragraph; below zero, a quotation's rule
        # has found that it does.
        if not plain[line] and indents[line] - indent <= 3:
            if line < end and indents[line] >= indent:
                underline = _UNDERLINE.fullmatch(
                    state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line]
                )
                if underline:
                    level = 1 if underline[1][0] == "=" else 2
                    break
            state.steps += 1
            if (
                indents[line] >= 0
                and not state.is_spent
                and any(
                    # A definition needs a paragraph's end before it.
                    rule is not rules_block.reference and rule(state, line, last, True)
                    for rule in rules_for(state, line)
                )
            ):
                break
        line += 1
    state.parentType = parent
    _push_paragraph(state, start, line, level)
    return True


def _table(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Run the library's rule, and note on each row's token the cells that its head has no column for.

    GFM leaves them out; a text that vanishes is worse than a table with a ragged edge.
    """
    first = len(state.tokens)
    if not table(state, start, end, silent):
        return False
    if not silent:
        columns = 0
        for token in state.tokens[first:]:
            if token.type == "th_open":
                columns += 1
            elif token.type == "tr_open" and token.map and token.map[0] > start:
                line = token.map[0]
                text = state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]]
                if text.count("|") >= columns:
                    cells = escapedSplit(text.strip().removeprefix("|"))
                    token.meta = {"extra": [cell.strip() for cell in cells[columns:] if cell.strip()]}
    return True


def _text_end(state: BlockState, start: int, end: int) -> int:
    """Return the line after the last one that is text of one paragraph, whatever it begins with."""
    line = start + 1
    while line < end and not state.isEmpty(line) and state.sCount[line] >= state.blkIndent:
        line += 1
    return line


def _push_paragraph(state: StateBlock, start: int, end: int, level: int = 0) -> None:
    """Push the lines from `start` to `end` (exclusive): a paragraph, or a heading with its underline.

    A paragraph is its content alone, without the tokens that open and close it: nobody reads these.
    """
    state.line = end + 1 if level else end
    if level:
        state.push("heading_open", f"h{level}", 1)
    token = state.push("inline", "", 0)
    token.content = state.getLines(start, end, state.blkIndent, False).strip(" \t\n")
    token.map = [start, end]
    if level:
        state.push("heading_close", f"h{level}", -1)


class _InlineParser(ParserInline):
    """The library's loop over a block's characters, which runs only the rules that one may begin.

    The library asks every rule at every punctuation mark.
    """

    def __init__(self) -> None:
        super().__init__()
        self.rules_at: dict[str, tuple[RuleFuncInlineType, ...]] = {
            "\n": (rules_inline.newline,),
            "\\": (rules_inline.escape,),
            "`": (rules_inline.backtick,),
            "~": (rules_inline.strikethrough.tokenize,),
            "*": (rules_inline.emphasis.tokenize,),
            "_": (rules_inline.emphasis.tokenize,),
            "[": (rules_inline.link, footnote_ref),
            "!": (rules_inline.image,),
            "^": (footnote_inline,),
            "<": (rules_inline.autolink, rules_inline.html_inline),
            "&": (rules_inline.entity,),
            # Begins nothing, but whoever looks for the end of a label must be shown it.
            "]": (),
        }

    def tokenize(self, state: StateInline) -> None:
        source, end = state.src, state.posMax
        is_open = state.level < state.md.options["maxNesting"]
        while state.pos < end:
            start = state.pos
            match = _INLINE_STARTS.search(source, start, end)
            stop = match.start() if match else end
            if stop > start:
                state.append_pending(source[start:stop])
                state.pos = stop
            elif not is_open or not any(rule(state, False) for rule in self.rules_at[source[start]]):
                state.append_pending(source[start])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def skipToken(self, state: StateInline) -> None:
        start = state.pos
        known = state.cache.get(start)
        if known is not None:
            state.pos = known
            return
        if state.level >= state.md.options["maxNesting"]:
            state.pos = state.posMax
        else:
            match = _INLINE_STARTS.search(state.src, start, state.posMax)
            stop = match.start() if match else state.posMax
            if stop > start:
                state.pos = stop
            else:
                state.level += 1
                found = any(rule(state, True) for rule in self.rules_at[state.src[start]])
                state.level -= 1
                if not found:
                    state.pos += 1
        state.cache[start] = state.pos


@lru_cache(maxsize=1)
def markdown_parser() -> MarkdownIt:
    """Return the one parser; it holds nothing of any text, so threads may share it."""
    # In line, links and images are what nests; the preset's limit of twenty drops nothing there.
    md = MarkdownIt("commonmark")
    md.block = _BlockParser()
    md.inline = _InlineParser()
    md.block.ruler.enableOnly(
        [
            "table",
            "code",
            "fence",
            "blockquote",
            "hr",
            "list",
            "reference",
            "html_block",
            "heading",
            "paragraph",
        ]
    )
    # The plugin as a whole would move the definitions to the end and drop those that nothing refers to.
    md.block.ruler.before("reference", "footnote_def", footnote_def, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("table", _table, {"alt": ["paragraph", "reference"]})
    md.block.ruler.at("paragraph", paragraph)
    # It joins neighbouring texts and counts levels; we do the one and have no use for the other.
    md.inline.ruler2.disable("fragments_join")
    # What addresses may be opened is decided where spans are made; a text must not hang on it.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    return md


def parse_blocks(text: str, env: dict[str, Any], sink: Callable[[list[Token]], None]) -> BlockState:
    """Give the block tokens of `text` to `sink`, run by run, and the definitions to `env`."""
    md = markdown_parser()
    state = BlockState(text, md, env, sink)
    md.block.tokenize(state, 0, state.lineMax)
    sink(state.tokens)
    return state
