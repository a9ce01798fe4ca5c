"""Counting words, and the minutes they take to read."""

from __future__ import annotations

import re

WORDS_PER_MINUTE = 230
# Scripts written without spaces: each character counts as half a word, as translators reckon.
# Compiled only once a text asks for it.
_UNSPACED = "[\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"


def count_words(text: str) -> int:
    """Return the number of words in `text`: what white space parts, two characters where nothing does."""
    count = len(text.split())
    if not text.isascii():
        count += len(re.findall(_UNSPACED, text)) // 2
    return count


def reading_minutes(words: int) -> int:
    """Return the whole minutes that `words` take, at least 1 for any words at all."""
    return max(1, round(words / WORDS_PER_MINUTE)) if words else 0
