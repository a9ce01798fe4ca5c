"""What templates can do with a text, besides Jinja's own filters: make it safe to stand in a format."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from reader.domain.objects import to_json
from reader.exporting.body import contained
from reader.exporting.escaping import HARMLESS, escape_heading, escape_line, escape_lines
from reader.exporting.front_matter import yaml_text
from reader.exporting.layout import one_line
from reader.exporting.page import line_html
from reader.exporting.rendering import body_html, text_html
from reader.exporting.table import cell
from reader.exporting.templating.logseq_text import (
    logseq_block,
    logseq_body,
    logseq_heading,
    logseq_lines,
    logseq_tags,
)
from reader.exporting.templating.org_text import (
    org_body,
    org_drawer,
    org_lines,
    org_tags,
    org_time,
    org_title,
)

_LONGEST_LINE = 72  # of the marks below a title


def underlined(title: str, mark: str = "=") -> str:
    """Return a title in one line, and a line of marks as long as it below."""
    title = one_line(title)
    return f"{title}\n{mark[:1] * max(3, min(len(title), _LONGEST_LINE))}"


def quoted(text: str, mark: str = "> ") -> str:
    """Return `text` with `mark` before each line."""
    if "\n" not in text:
        return mark + text
    return "\n".join(f"{mark}{line}".rstrip(" ") for line in text.split("\n"))


def facts(parts: Iterable[str], between: str = " · ") -> str:
    """Return those of the `parts` that are not empty in one line."""
    return between.join(line for line in map(one_line, parts) if line)


def _markdown(text: str) -> str:
    return text if HARMLESS.fullmatch(text) else "\n".join(escape_lines(text))


@lru_cache(maxsize=1024)  # tags and titles come again and again
def _markdown_line(text: str) -> str:
    return escape_line(one_line(text))


def _markdown_heading(text: str) -> str:
    return escape_heading(one_line(text))


def _org(text: str) -> str:
    return "\n".join(org_lines(text))


def _org_body(text: str) -> str:
    return "\n".join(org_body(text))


FILTERS: dict[str, Callable[..., Any]] = {
    "one_line": one_line,
    "underlined": underlined,
    "quoted": quoted,
    "facts": facts,
    "markdown": _markdown,
    "markdown_line": _markdown_line,
    "markdown_heading": _markdown_heading,
    "markdown_body": contained,
    "yaml": yaml_text,
    "html": text_html,
    "html_line": line_html,
    "html_body": body_html,
    "org": _org,
    "org_body": _org_body,
    "org_title": org_title,
    "org_tags": org_tags,
    "org_drawer": org_drawer,
    "org_time": org_time,
    "logseq": logseq_lines,
    "logseq_heading": logseq_heading,
    "logseq_body": logseq_body,
    "logseq_tags": logseq_tags,
    "logseq_block": logseq_block,
    "json": to_json,
    "csv": cell,
}
