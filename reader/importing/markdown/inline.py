"""What stands inside a block of Markdown: its content becomes plain text and spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from markdown_it.token import Token

from reader.domain.blocks import Span, SpanKind
from reader.importing.encoding.cleaning import clean
from reader.importing.markdown.parser import markdown_parser
from reader.importing.markdown.raw_html import UNREAD, tag_name
from reader.importing.markdown.run import BLANKS, Run, Spans, safe_target
from reader.translation import tr

# Without any of these a content is its own text; most paragraphs are.
_MARKUP = re.compile(r"[\\`*_\[<&~]")
_NOT_SIMPLE = re.compile(r"[\\`\[<&~]")
_EMPHASIS = re.compile(r"(\*\*?|__?)(?=\w)([^*_]+)(?<=\w)\1(?=[\s.,;:!?)]|\Z)")
# Each of these may cost a rule's run. A long book has a tenth of it.
MAX_MARKS = 500_000
_MARKS = re.compile(r"[\\`*_~\[\]<&!]")
# A content with more characters or marks than these is read in pieces, so that what is quadratic in
# their number stays small.
_PIECE = 32_000
_PIECE_MARKS = 2_000
# An image that is its own file.
_EMBEDDED = re.compile(
    r"!\[([^\[\]\\]*)\]\((data:image/(?:png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=%]+)\)\s*"
)
_OPENING = {
    "em_open": SpanKind.EMPHASIS,
    "strong_open": SpanKind.STRONG,
    "s_open": SpanKind.STRIKETHROUGH,
    "link_open": SpanKind.LINK,
}
_CLOSING = frozenset(("em_close", "strong_close", "s_close", "link_close"))
_AROUND_IMAGES = frozenset(("softbreak", "hardbreak", "link_open", "link_close"))


class Figure(NamedTuple):
    """An image that stands alone: its description and its address (empty where that is no address)."""

    text: str
    address: str


class InlineReader:
    """Reads the contents of one file's blocks, in their order; `env` holds its definitions.

    `inline_notes` collects the footnotes written where they are referred to, as (number, tokens),
    until the caller takes them; `omitted` the kinds of what was left out.
    """

    def __init__(self, env: dict[str, Any]) -> None:
        self.env = env
        self.inline_notes: list[tuple[int, list[Token]]] = []
        self.omitted: set[str] = set()
        self._marks = 0

    @property
    def is_spent(self) -> bool:
        """Whether the file has so many marks that those of the rest are text."""
        return self._marks > MAX_MARKS

    def read(self, content: str) -> tuple[str, Spans]:
        """Return the text of `content` and its spans; only hard line breaks are line feeds in it."""
        if _MARKUP.search(content) is None or self.is_spent:
            return _unmarked(content), ()
        simple = _simply_emphasised(content)
        if simple is not None:
            return simple
        run = Run()
        for tokens in self._tokens(content):
            self._append(run, tokens)
        return run.finish()

    def figures(self, content: str) -> list[Figure]:
        """Return the images of `content` if it has nothing else in it, not counting links around them."""
        if (embedded := _EMBEDDED.fullmatch(content)) is not None:
            return [Figure(embedded[1].strip(), embedded[2])]  # so long that no parser need look at it
        if not content.startswith(("![", "[![")) or self.is_spent or len(content) > _PIECE:
            return []
        figures = []
        for token in chain.from_iterable(self._tokens(content)):
            if token.type == "image":
                text, _ = self.assemble(token.children or [])
                address = safe_target(str(token.attrs["src"]))
                figures.append(Figure(text or str(token.attrs.get("title", "")), address))
            elif token.type not in _AROUND_IMAGES and token.content.strip():
                return []
        return figures

    def assemble(self, tokens: Sequence[Token]) -> tuple[str, Spans]:
        """Return the text and the spans that `tokens` make."""
        run = Run()
        self._append(run, tokens)
        return run.finish()

    def _append(self, run: Run, tokens: Sequence[Token]) -> None:
        """Add to `run` what `tokens` say."""
        last_ends: dict[str, int] = {}
        unread = ""
        for index, token in enumerate(tokens):
            kind = token.type
            if unread:
                if kind == "html_inline" and tag_name(token.content) == "/" + unread:
                    unread = ""
            elif kind == "text":
                run.add(token.content)
            elif kind == "text_special":
                run.add(_special(token.content))
            elif kind == "softbreak":
                run.add(" ")
            elif kind == "hardbreak":
                run.break_line()
            elif kind in _OPENING:
                run.opened.append((_OPENING[kind], run.length, str(token.attrs.get("href", ""))))
            elif kind in _CLOSING:
                run.close()
            elif kind == "code_inline":
                run.add_span(token.content, SpanKind.CODE, "")
            elif kind == "image":
                run.add(self.assemble(token.children or [])[0])
            elif kind == "footnote_ref":
                run.add_span(*self._reference(token))
            elif kind == "html_inline":
                name = tag_name(token.content)
                if name in UNREAD and _last_end(tokens, name, last_ends) > index:
                    unread = name
                    self.omitted.add(tr(UNREAD[name]))
                else:
                    run.take_tag(name)

    def _tokens(self, content: str) -> Iterator[list[Token]]:
        """Yield the tokens of `content`, those of one piece after the other."""
        marks = _cost(content)
        md = markdown_parser()
        if len(content) <= _PIECE and marks <= _PIECE_MARKS:
            self._marks += marks
            yield md.inline.parse(content, md, self.env, [])
            return
        # Where marks are many the pieces are short.
        size = min(_PIECE, len(content) * _PIECE_MARKS // max(marks, 1) + 1)
        for piece in _cut(content, size):
            if self.is_spent:
                yield [Token("text", "", 0, content=piece.replace("\n", " "))]
            else:
                self._marks += _cost(piece)
                yield md.inline.parse(piece, md, self.env, [])

    def _reference(self, token: Token) -> tuple[str, SpanKind, str]:
        """Return the text, kind and target of a reference to a footnote."""
        number = token.meta["id"] + 1
        if "label" in token.meta:
            return f"[{number}]", SpanKind.FOOTNOTE, token.meta["label"]
        self.inline_notes.append((number, self.env["footnotes"]["list"][number - 1]["tokens"]))
        return f"[{number}]", SpanKind.FOOTNOTE, inline_label(number)


def inline_label(number: int) -> str:
    """Return the label of a footnote that is written where it is referred to: no other may be like it."""
    return f"^{number}"


def _unmarked(content: str) -> str:
    """Return the text of a content that has no markup but its line ends."""
    if not _has_blanks(content):
        return content.replace("\n", " ").rstrip()
    parts = []
    for line in content.split("\n"):
        parts.append(BLANKS.sub(" ", line).strip(" "))
        parts.append("\n" if line.endswith("  ") else " ")
    return "".join(parts[:-1]).rstrip()


def _cost(content: str) -> int:
    """Return how many marks `content` has; a bracket is looked at three times as often as any other."""
    return len(_MARKS.findall(content)) + 2 * content.count("[")


def _has_blanks(content: str) -> bool:
    """Whether there is white space in `content` that is to be folded, or may break a line."""
    return "  " in content or "\t" in content or "\n " in content or " \n" in content


def _simply_emphasised(content: str) -> tuple[str, Spans] | None:
    """Return what `read` does if `content` has no markup but words emphasised one by one, else None.

    A mark between white space and a letter can only open, one between a letter and a stop can only
    close, and where these alternate they are pairs: most emphasis is of this kind.
    """
    if _NOT_SIMPLE.search(content) or _has_blanks(content):
        return None
    parts: list[str] = []
    spans = []
    position = length = marks = 0
    for match in _EMPHASIS.finditer(content):
        mark, inner = match[1], match[2]
        if match.start() and not content[match.start() - 1].isspace():
            return None
        parts += (content[position : match.start()], inner)
        start = length + match.start() - position
        length = start + len(inner)
        spans.append(Span(start, length, SpanKind.STRONG if len(mark) == 2 else SpanKind.EMPHASIS))
        marks += 2 * len(mark)
        position = match.end()
    if marks != content.count("*") + content.count("_"):
        return None
    parts.append(content[position:])
    return "".join(parts).replace("\n", " ").rstrip(), tuple(spans)


def _special(text: str) -> str:
    """Return what an escape or an entity stands for, as far as the model holds it."""
    if text.isprintable():
        return text
    text, _ = clean(text)
    return " " if text in ("\n", "\n\n", "\t") else text


def _last_end(tokens: Sequence[Token], name: str, found: dict[str, int]) -> int:
    """Return where the last end tag of `name` stands, -1 for nowhere; `found` remembers it."""
    if name not in found:
        ends = (
            i for i, t in enumerate(tokens) if t.type == "html_inline" and tag_name(t.content) == "/" + name
        )
        found[name] = max(ends, default=-1)
    return found[name]


def _cut(content: str, size: int) -> Iterator[str]:
    """Yield `content` in pieces of at most `size`, parted at white space where there is some."""
    start = 0
    while len(content) - start > size:
        end = max(content.rfind("\n", start + 1, start + size), content.rfind(" ", start + 1, start + size))
        end = end if end > start else start + size
        yield content[start:end]
        start = end
    yield content[start:]
