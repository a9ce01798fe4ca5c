"""Texts in many languages, with the code pages that each was kept in before Unicode (`old_encodings.txt`)."""

from __future__ import annotations

from pathlib import Path

_TABLE = Path(__file__).parents[1] / "data" / "old_encodings.txt"


def samples() -> list[tuple[str, str, str]]:
    """Return (language and length, encoding, text) for every text in every encoding."""
    found = []
    for entry in _TABLE.read_text("utf-8").split("\n\n"):
        head, short, long = entry.strip().split("\n")
        language, _, encodings = head.partition(": ")
        for encoding in encodings.split():
            found += [(f"{language}, short", encoding, short), (f"{language}, long", encoding, long)]
    return found
