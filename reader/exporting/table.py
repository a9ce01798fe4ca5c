"""Rows of comma-separated values by RFC 4180, safe to open in a spreadsheet program."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.exporting.layout import clean

# What a spreadsheet program takes for a formula, also after space, and in the wide forms of East Asia.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def row(cells: Iterable[str]) -> str:
    """Return one row, every cell quoted, with its line end (CR LF)."""
    return ",".join(map(cell, cells)) + "\r\n"


def cell(text: str) -> str:
    """Return one cell, quoted and harmless."""
    return '"' + harmless(clean(text)).replace('"', '""') + '"'


def harmless(cell: str) -> str:
    """Return `cell` with an apostrophe before it where it would be run as a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell
