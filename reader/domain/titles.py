"""Titles compared as people compare them."""

from __future__ import annotations

import re
import unicodedata


def fold_title(title: str) -> str:
    """Return what two ways of writing the same title have in common: letters and digits, no case.

    A title without any is compared as it stands, but for its white space.
    """
    plain = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"\w+", plain)) or " ".join(plain.split())
