"""Identifiers and times."""

from __future__ import annotations

import os
import time


def new_id() -> str:
    """Return a UUID of version 7 (RFC 9562, method 3): ids made one after the other sort by time.

    The 12 bits after the milliseconds count fractions of 250 ns, less than a call takes.
    """
    milliseconds, fraction = divmod(time.time_ns() // 250, 4000)
    tail = int.from_bytes(os.urandom(8), "big") & (2**62 - 1)
    value = milliseconds << 80 | 7 << 76 | fraction << 64 | 2 << 62 | tail
    digits = f"{value:032x}"
    return f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}"


def is_id(text: str) -> bool:
    """Whether `text` has the form of an id."""
    import re

    return re.fullmatch(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", text) is not None


def now() -> str:
    """Return the present time, ISO 8601 in UTC with milliseconds and `Z`."""
    from datetime import UTC, datetime

    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
