"""File names that every platform takes, made from titles."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

MOST_BYTES = 120  # of 255 that file systems allow, so that folders and copies have room

# What Windows, macOS or Linux forbid, what Obsidian has no links to, and what shows a name as another one.
_FORBIDDEN = re.compile(
    '[<>:"/\\\\|?*#^\\[\\]\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]'
)
# Windows keeps these for devices, whatever the suffix.
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?")


def safe_name(title: str) -> str:
    """Return a file name, without suffix, for `title`: never empty, hidden, reserved or long."""
    name = " ".join(_FORBIDDEN.sub(" ", unicodedata.normalize("NFC", title)).split())
    name = name.lstrip(".~-– ")
    if len(name.encode()) > MOST_BYTES:
        name = name.encode()[:MOST_BYTES].decode(errors="ignore")
        at_word = name.rfind(" ")
        name = name[:at_word] if at_word > MOST_BYTES // 3 else name
    name = name.rstrip(". ")
    if _RESERVED.fullmatch(name):
        name = f"_{name}"
    return name or "Untitled"


def names_of(titles: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return a name for each id of `titles` (id, title), no two alike even where case does not count.

    The first of several that would have the same name has it, the others the end of their id with it:
    in the order of ids, which is that of time, names stay whatever comes later.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for each, title in titles:
        name = safe_name(title)
        if name.casefold() in taken:
            name = f"{name} ({each[-8:]})"
        taken.add(name.casefold())
        names[each] = name
    return names
