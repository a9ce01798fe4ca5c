"""A note's own Markdown as paragraphs of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reader.exporting.documents.paragraphs import DEEPEST, Item, Paragraph, Run
from reader.exporting.rendering import is_plain, tokens_of

if TYPE_CHECKING:
    from markdown_it.token import Token


def body_paragraphs(body: str, level: int, lists: Iterator[int]) -> Iterator[Paragraph]:
    """Yield the paragraphs of the Markdown `body`, its headings below a heading of `level`.

    `lists` numbers the lists of the document. HTML is shown as text, an image becomes a link to it, and
    a table stands as it was typed.
    """
    if is_plain(body):
        yield Paragraph("note", (Run(body),))
        return
    yield from _Walk(body, level, lists).paragraphs()


class _Walk:
    """What a walk along the tokens of a body knows at each of them."""

    def __init__(self, body: str, level: int, lists: Iterator[int]) -> None:
        self._lines = body.split("\n")
        self._tokens = tokens_of(body)
        self._level = level
        self._numbers = lists
        self._lists: list[Item] = []  # those that are open; `number` is that of the next item
        self._items: list[Item] = []
        self._is_new = False  # the next paragraph is the first of its item
        self._quotes = 0
        self._heading = 0
        self._tables = 0

    def paragraphs(self) -> Iterator[Paragraph]:
        for token in self._tokens:
            if self._opens_or_closes(token):
                continue
            if token.type == "list_item_close":
                if self._is_new:
                    yield self._paragraph("note", ())
                self._items.pop()
            elif token.type == "table_open":
                first, last = token.map or (0, 0)
                yield self._paragraph(
                    "code", (Run("\n".join(self._lines[first:last]).strip("\n"), code=True),)
                )
            elif self._tables:
                continue
            elif token.type == "inline":
                yield self._of_inline(token)
            elif token.type in ("fence", "code_block"):
                yield self._paragraph("code", (Run(token.content.rstrip("\n"), code=True),))
            elif token.type == "hr":
                yield self._paragraph("rule", ())

    def _opens_or_closes(self, token: Token) -> bool:
        """Follow what contains others; say whether that is all that the token is."""
        kind = token.type
        if kind in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            first = int(start if start is not None else 1)
            self._lists.append(Item(next(self._numbers), first, kind[0] == "b"))
        elif kind in ("bullet_list_close", "ordered_list_close"):
            self._lists.pop()
        elif kind == "list_item_open":
            item = self._lists[-1]
            self._items.append(item)
            self._lists[-1] = item._replace(number=item.number + 1)
            self._is_new = True
        elif kind in ("blockquote_open", "blockquote_close"):
            self._quotes += token.nesting
        elif kind in ("heading_open", "heading_close"):
            self._heading = int(token.tag[1]) if token.nesting > 0 else 0
        elif kind in ("table_open", "table_close"):
            self._tables += token.nesting
            return token.nesting < 0
        else:
            return False
        return True

    def _paragraph(self, kind: str, runs: tuple[Run, ...], level: int = 0) -> Paragraph:
        continues = bool(self._items) and not self._is_new
        self._is_new = False
        return Paragraph(kind, runs, level, items=tuple(self._items), continues=continues, keep=bool(level))

    def _of_inline(self, token: Token) -> Paragraph:
        runs = tuple(_runs(token.children or []))
        if not self._heading:
            return self._paragraph("note-quote" if self._quotes else "note", runs)
        if self._quotes or self._items:  # no part of the document's outline
            return self._paragraph("note", tuple(run._replace(bold=True) for run in runs))
        return self._paragraph("heading", runs, min(self._level + self._heading, DEEPEST))


def _runs(tokens: list[Token]) -> Iterator[Run]:
    """Yield the runs of inline tokens; neighbours that look alike are one."""
    look = Run("")
    depths = {"strong": 0, "em": 0, "s": 0}
    text = ""
    for token in tokens:
        name, _, end = token.type.rpartition("_")
        before = look
        if name in depths:
            depths[name] += token.nesting
            look = Run("", depths["strong"] > 0, depths["em"] > 0, False, depths["s"] > 0, look.link)
        elif name == "link":
            look = look._replace(link=str(token.attrGet("href") or "") if end == "open" else "")
        if look != before and text:
            yield before._replace(text=text)
            text = ""
        if token.type == "code_inline":
            if text:
                yield look._replace(text=text)
                text = ""
            yield look._replace(text=token.content, code=True)
        elif token.type == "softbreak":
            text += " "
        elif token.type == "hardbreak":
            text += "\n"
        else:
            text += token.content
    if text:
        yield look._replace(text=text)
