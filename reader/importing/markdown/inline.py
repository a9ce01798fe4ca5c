"""What stands inside a block of Markdown: its content becomes plain text and spans."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any, NamedTuple

from markdown_it.token import Token

from reader.domain.blocks import Span, SpanKind
from reader.importing.encoding.cleaning import clean, normalised
from reader.importing.markdown.parser import markdown_parser
from reader.importing.markdown.raw_html import BREAKING, UNREAD, tag_name
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
_BLANKS = re.compile(r"[ \t]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
# An image that is its own file.
_EMBEDDED = re.compile(
    r"!\[([^\[\]\\]*)\]\((data:image/(?:png|jpeg|gif|webp|bmp);base64,[A-Za-z0-9+/=%]+)\)\s*"
)
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "ftp:", "reader:")
_OPENING = {
    "em_open": SpanKind.EMPHASIS,
    "strong_open": SpanKind.STRONG,
    "s_open": SpanKind.STRIKETHROUGH,
    "link_open": SpanKind.LINK,
}
_CLOSING = frozenset(("em_close", "strong_close", "s_close", "link_close"))
_HTML_SPANS = {
    "sup": SpanKind.SUPERSCRIPT,
    "sub": SpanKind.SUBSCRIPT,
    "em": SpanKind.EMPHASIS,
    "i": SpanKind.EMPHASIS,
    "strong": SpanKind.STRONG,
    "b": SpanKind.STRONG,
    "del": SpanKind.STRIKETHROUGH,
    "s": SpanKind.STRIKETHROUGH,
    "code": SpanKind.CODE,
    "kbd": SpanKind.CODE,
}
_AROUND_IMAGES = frozenset(("softbreak", "hardbreak", "link_open", "link_close"))

Spans = tuple[Span, ...]


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
        run = _Run()
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
        run = _Run()
        self._append(run, tokens)
        return run.finish()

    def _append(self, run: _Run, tokens: Sequence[Token]) -> None:
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
                    _html(run, name)

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


def safe_target(address: str) -> str:
    """Return `address` if it is one of the web, of mail, of Reader or of a place beside it, else nothing."""
    scheme = _SCHEME.match(address)
    return "" if scheme and scheme[0].lower() not in _SAFE_SCHEMES else address


class _Run:
    """A block's text as it grows. Offsets are code points."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.opened: list[tuple[SpanKind, int, str]] = []
        # Where each tag that is open began; in HTML they need not be nested.
        self.html_open: dict[str, int] = {}
        # What white space would follow here is folded into what stands before it.
        self._after_space = True

    def add(self, text: str) -> None:
        """Append `text`, its blanks folded."""
        if "  " in text or "\t" in text:
            text = _BLANKS.sub(" ", text)
        if self._after_space and text.startswith(" "):
            text = text[1:]
        if text:
            self.parts.append(text)
            self.length += len(text)
            self._after_space = text[-1] == " "

    def add_span(self, text: str, kind: SpanKind, target: str) -> None:
        """Append `text` as it stands, under a span of its own."""
        start = self.length
        self.parts.append(text)
        self.length += len(text)
        self._after_space = text.endswith(" ")
        self.mark(kind, start, target)

    def break_line(self) -> None:
        """Begin a new line, unless the text is at the beginning of one."""
        if (
            self.parts
            and self.parts[-1].endswith(" ")
            and (not self.spans or self.spans[-1].end < self.length)
        ):
            self.parts[-1] = self.parts[-1][:-1]
            self.length -= 1
        if self.length and not self.parts[-1].endswith("\n"):
            self.parts.append("\n")
            self.length += 1
        self._after_space = True

    def close(self) -> None:
        """End the span that was opened last."""
        kind, start, target = self.opened.pop()
        if kind is not SpanKind.LINK:
            self.mark(kind, start, "")
        elif target := safe_target(target):
            self.mark(kind, start, target)

    def mark(self, kind: SpanKind, start: int, target: str = "") -> None:
        """Put a span over what was appended since `start`."""
        if self.length > start:
            self.spans.append(Span(start, self.length, kind, target))

    def finish(self) -> tuple[str, Spans]:
        """Return the text without white space at its end, and the spans in order."""
        text = "".join(self.parts).rstrip()
        # An entity may stand for a mark on the letter before it, as may what followed a tag.
        whole = normalised(text)[0]
        if not self.spans:
            return whole, ()
        spans = _fitting(sorted(self.spans, key=lambda span: (span.start, -span.end)), len(text))
        return (text, spans) if whole == text else _normalised_spans(text, spans)


def _fitting(spans: Sequence[Span], length: int) -> Spans:
    """Return `spans` with none reaching beyond `length`."""
    if spans and max(span.end for span in spans) <= length:
        return tuple(spans)
    cut = (Span(s.start, min(s.end, length), s.kind, s.target) for s in spans)
    return tuple(span for span in cut if span.start < span.end)


def _normalised_spans(text: str, spans: Spans) -> tuple[str, Spans]:
    """Return `text` in NFC between the ends of `spans`, and these moved along."""
    edges = sorted({0, len(text), *(s.start for s in spans), *(s.end for s in spans)})
    runs = []
    moved = {0: 0}
    for start, end in pairwise(edges):
        runs.append(normalised(text[start:end])[0])
        moved[end] = moved[start] + len(runs[-1])
    return "".join(runs), tuple(Span(moved[s.start], moved[s.end], s.kind, s.target) for s in spans)


def _unmarked(content: str) -> str:
    """Return the text of a content that has no markup but its line ends."""
    if not _has_blanks(content):
        return content.replace("\n", " ").rstrip()
    parts = []
    for line in content.split("\n"):
        parts.append(_BLANKS.sub(" ", line).strip(" "))
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


def _html(run: _Run, name: str) -> None:
    """Do what the tag `name` does to a run of text."""
    bare = name.removeprefix("/")
    if bare == "br":
        run.break_line()
    elif bare in BREAKING or bare in ("td", "th"):
        run.add(" ")
    elif bare in _HTML_SPANS:
        if name == bare:
            run.html_open[bare] = run.length
        elif bare in run.html_open:
            run.mark(_HTML_SPANS[bare], run.html_open.pop(bare))


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
