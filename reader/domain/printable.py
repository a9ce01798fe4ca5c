"""Names and titles as they may be shown: nothing in them moves a cursor or turns the line round."""

from __future__ import annotations

import re

# C0, C1, the line ends of Unicode, what changes the direction of what follows, and lone surrogates
# (bytes of a file name that are no text).
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\u2028\u2029\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(text: str) -> str:
    r"""Return `text` with control characters, direction marks and surrogates as escapes (`\u202e`)."""
    return re.sub(_UNPRINTABLE, _escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if 0xDC80 <= code <= 0xDCFF:
        # Python's stand-in for the byte of a file name that is not UTF-8.
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
