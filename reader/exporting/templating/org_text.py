"""Text and Markdown as Org: what Org would read as markup is text, what Markdown marks is marked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from reader.exporting.layout import clean, one_line
from reader.exporting.rendering import is_plain

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

# Org's own escape: it counts as space, and is not seen.
NOTHING = "\u200b"
_OPENING = re.compile(r"(?<![^\s\-({'\"\[])([*/_=~+])(?=\S)")
_OBJECT = re.compile(
    r"\[(?=\[|fn:|cite)|<(?=<|\S+:|\d{4}-\d\d-|%%\()|\{(?=\{\{)|\\(?=[A-Za-z(\[])|@(?=@)|(?<=\S)[_^](?=\{)"
)
_ELEMENT = re.compile(
    r"[ \t]*(?:\*+[ \t]|\*+$|#|:|\||[-+](?:[ \t]|$)|\w+[.)](?:[ \t]|$)|-{5}|\\begin|%%\(|\[fn:"
    r"|(?:CLOCK|DEADLINE|SCHEDULED|CLOSED):)"
)
_KEYWORD = re.compile(r"[A-Z]{2,}(?:[ \t]|$)|\[#")
_NO_TAG = re.compile(r"[^\w@#%]+")
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MARKS = {"em": "/", "strong": "*", "s": "+"}


def org_lines(text: str) -> list[str]:
    """Return plain text as lines of Org that show just that text."""
    return [_line(_text(line)) for line in clean(text).split("\n")]


def org_title(text: str, longest: int = 0) -> str:
    """Return `text` in one line for use in a headline; `longest` cuts it after a word."""
    words = one_line(text)
    if longest and len(words) > longest:
        words = words[:longest].rsplit(" ", 1)[0] + "…"
    title = _text(words)
    if _KEYWORD.match(title):
        title = NOTHING + title
    return (title + NOTHING if title.endswith(":") else title) or NOTHING


def org_tags(tags: Iterable[str]) -> str:
    """Return tags for the end of a headline, with the space before them; empty for none."""
    names = [name for name in (_NO_TAG.sub("_", one_line(tag)) for tag in tags) if name]
    return f" :{':'.join(names)}:" if names else ""


def org_drawer(facts: Mapping[str, str]) -> str:
    """Return the properties that have a value as a drawer."""
    lines = [f":{name}: {line}" for name, value in facts.items() if (line := one_line(value))]
    return "\n".join([":PROPERTIES:", *lines, ":END:"])


def org_time(time: str) -> str:
    """Return an ISO time as an inactive time stamp of here."""
    try:
        here = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return ""
    return f"[{here:%Y-%m-%d} {_DAYS[here.weekday()]} {here:%H:%M}]"


def org_body(body: str) -> list[str]:
    """Return the Markdown `body` as lines of Org."""
    if is_plain(body):
        return [_line(body)]
    from markdown_it.tree import SyntaxTreeNode

    return _blocks(SyntaxTreeNode(_parser().parse(clean(body))), quoted=False)


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "maxNesting": 60}).enable(["table", "strikethrough"])


def _text(text: str) -> str:
    text = _OPENING.sub(rf"\g<1>{NOTHING}", text)
    return _OBJECT.sub(rf"\g<0>{NOTHING}", text)


def _line(line: str) -> str:
    return NOTHING + line if _ELEMENT.match(line) else line


def _blocks(parent: SyntaxTreeNode, quoted: bool) -> list[str]:
    lines: list[str] = []
    is_tight = False
    for node in parent.children:
        part = _block(node, quoted)
        if lines and part and not is_tight:
            lines.append("")
        is_tight = node.type == "paragraph" and node.hidden
        lines += part
    return lines


def _block(node: SyntaxTreeNode, quoted: bool) -> list[str]:
    kind = node.type
    if kind == "heading":
        return [f"*{_inline(node).replace('*', '')}*"]
    if kind in ("fence", "code_block"):
        code = node.content.rstrip("\n").split("\n")
        language = node.info.split()[0] if node.info.split() else "text"
        escaped = (f",{line}" if re.match(r",*(?:\*|#\+)", line) else line for line in code)
        return [f"#+begin_src {language}", *escaped, "#+end_src"]
    if kind == "blockquote":
        # One does not stand in another, there.
        inner = _blocks(node, quoted=True)
        return inner if quoted else ["#+begin_quote", *inner, "#+end_quote"]
    if kind in ("bullet_list", "ordered_list"):
        return _list(node, quoted)
    if kind == "hr":
        return ["-----"]
    if kind == "table":
        return _table(node)
    return [_line(line) for line in _inline(node).split("\n")]


def _list(node: SyntaxTreeNode, quoted: bool) -> list[str]:
    lines: list[str] = []
    number = int(node.attrs.get("start", 1))
    for item in node.children:
        marker = f"{number}. " if node.type == "ordered_list" else "- "
        number += 1
        inner = _blocks(item, quoted) or [""]
        lines.append(marker + inner[0])
        lines += [" " * len(marker) + line if line else "" for line in inner[1:]]
    return lines


def _table(node: SyntaxTreeNode) -> list[str]:
    lines: list[str] = []
    for part in node.children:
        for table_row in part.children:
            cells = [_inline(cell).replace("|", "\\vert{}").replace("\n", " ") for cell in table_row.children]
            lines.append(f"| {' | '.join(cells)} |")
        if part.type == "thead":
            lines.append(f"|{'+'.join('---' for _ in part.children[0].children)}|")
    return lines


def _inline(node: SyntaxTreeNode) -> str:
    text, was_marked = "", False
    for child in node.children:
        piece = _piece(child)
        # A mark counts only beside a space or a stop; this is a space that is not seen.
        before, after = text[-1:], piece[:1]
        opens = child.type in (*_MARKS, "code_inline") and before.isalnum()
        if opens or (was_marked and after.isalnum()) or (before and before == after and before in "*/+~="):
            text += NOTHING
        was_marked = child.type in (*_MARKS, "code_inline")
        text += piece
    return text


def _piece(node: SyntaxTreeNode) -> str:
    kind = node.type
    if kind in _MARKS:
        return f"{_MARKS[kind]}{_inline(node)}{_MARKS[kind]}"
    if kind == "code_inline":
        mark = next((mark for mark in "~=" if mark not in node.content), "")
        return f"{mark}{node.content}{mark}" if mark and node.content.strip() else _text(node.content)
    if kind in ("link", "image"):
        address = str(node.attrs.get("href") or node.attrs.get("src") or "")
        shown = (_inline(node) if kind == "link" else _text(node.content)).replace("[", "(").replace("]", ")")
        address = address.replace("[", "%5B").replace("]", "%5D")
        return f"[[{address}][{shown}]]" if shown and address else shown or f"[[{address}]]"
    if kind == "softbreak":
        return "\n"
    if kind == "hardbreak":
        return "\\\\\n"
    return _inline(node) if node.children else _text(node.content)
