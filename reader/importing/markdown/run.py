"""The text of a block as it grows out of what its inline markup says, and its spans."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reader.domain.blocks import Span, SpanKind
from reader.importing.encoding.cleaning import normalised
from reader.importing.markdown.raw_html import BREAKING

BLANKS = re.compile(r"[ \t]+")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//|\\\\")
_SAFE_SCHEMES = ("http:", "https:", "mailto:", "ftp:", "reader:")
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

Spans = tuple[Span, ...]


def safe_target(address: str) -> str:
    """Return `address` if it is one of the web, of mail, of Reader or of a place beside it, else nothing."""
    scheme = _SCHEME.match(address)
    return "" if scheme and scheme[0].lower() not in _SAFE_SCHEMES else address


class Run:
    """A block's text as it grows. Offsets are code points."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.spans: list[Span] = []
        self.opened: list[tuple[SpanKind, int, str]] = []
        # Where each tag that is open began; in HTML they need not be nested.
        self._tags: dict[str, int] = {}
        # What white space would follow here is folded into what stands before it.
        self._after_space = True

    def add(self, text: str) -> None:
        """Append `text`, its blanks folded."""
        if "  " in text or "\t" in text:
            text = BLANKS.sub(" ", text)
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

    def take_tag(self, name: str) -> None:
        """Do what the HTML tag `name` does to the text."""
        bare = name.removeprefix("/")
        if bare == "br":
            self.break_line()
        elif bare in BREAKING or bare in ("td", "th"):
            self.add(" ")
        elif bare in _HTML_SPANS:
            if name == bare:
                self._tags[bare] = self.length
            elif bare in self._tags:
                self.mark(_HTML_SPANS[bare], self._tags.pop(bare))

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
