"""Text and Markdown as Logseq takes it: an outline of blocks, in which nothing runs or refers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.exporting.body import contained
from reader.exporting.escaping import escape_heading, escape_lines
from reader.exporting.layout import one_line

_NOTHING = "\u200b"
# Macros, which run, references and tags; Markdown's own marks are escaped before.
_OBEYED = re.compile(r"\{(?=\{)|\((?=\()")
_TAG = re.compile(r"(?<!\\)#(?=[^\s#])")
_PROPERTY = re.compile(r"^(\s*(?:[-*+]\s+)?[^\s:`]+:)(?=:(?:\s|$))", re.MULTILINE)
_NO_TAG = re.compile(r"[,#\[\]{}\"]+")


def logseq_lines(text: str) -> str:
    """Return plain text as Markdown that shows just that text in Logseq."""
    return "\n".join(map(_escaped, escape_lines(text)))


def logseq_heading(title: str) -> str:
    """Return a title for use after the marks of a heading."""
    return _escaped(escape_heading(one_line(title)))


def logseq_body(body: str) -> str:
    """Return a note's Markdown so that it stays in its block."""
    return _PROPERTY.sub(rf"\g<1>{_NOTHING}", _OBEYED.sub(rf"\g<0>{_NOTHING}", contained(body, 1)))


def logseq_tags(tags: Iterable[str]) -> str:
    """Return the value of the property `tags`."""
    return ", ".join(filter(None, (one_line(_NO_TAG.sub(" ", tag)) for tag in tags)))


def logseq_block(text: str, depth: int) -> str:
    """Return `text` as a block; a list in it is no block of its own, since it stands deeper than the dash."""
    indent = "\t" * depth
    first, *rest = text.removesuffix("\n").split("\n")
    lines = (f"{indent}  {line}" if line.strip() else "" for line in rest)
    return "\n".join([f"{indent}- {first}".rstrip(" "), *lines, ""])


def _escaped(markdown: str) -> str:
    """Return escaped Markdown with that escaped, too, which means something to Logseq alone."""
    text = _TAG.sub(r"\#", _OBEYED.sub(rf"\g<0>{_NOTHING}", markdown))
    return text.replace("::", f":{_NOTHING}:")
