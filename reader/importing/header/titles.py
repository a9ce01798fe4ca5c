"""A title for a text that brings none: its file's name where that says something, else its first clause."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.domain.blocks import Block, BlockKind
from reader.importing.lines.characters import CLOSERS, bare, columns, is_wide
from reader.importing.lines.phrases import EMPTY_NAMES

_LONGEST = 70
# A clause shorter than this says too little to stand for the text.
_SHORTEST = 24
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]{0,9}$")
_PARTS = re.compile(r"(?:[\s_+~,;()\[\]{}–—-]|%20|(?<=\w\w)\.(?=\w\w))+")
# In a name with spaces the other marks are meant.
_SPACES = re.compile(r"(?:[\s_]|%20)+")
_EDGES = " .,;_–—-"
_DATE = re.compile(
    r"(?<!\d)(?:\d{4}[-_. ]\d{1,2}[-_. ]\d{1,2}|\d{1,2}[-_. ]\d{1,2}[-_. ]\d{4}|(?:19|20)\d{6})(?!\d)"
)
_TIME = re.compile(r"(?<!\d)T?\d{1,2}[-:.]\d{2}(?:[-:.]\d{2})?(?!\d)")
_COUNTER = re.compile(r"(?:[\s_-]*\(\d+\)|[\s_-]+(?:\d{1,2}|v\d+|copy|final|draft))+$", re.IGNORECASE)
_MARKS = ".,;:()[]{}'\""
_WORD = re.compile(r"[^\W\d_]+")
_HEX = re.compile(r"(?=.*\d)[0-9a-fA-F]{6,}$")
_HASH = re.compile(r"(?=.*\d)[0-9a-fA-F-]{16,}$")
_VOWEL = re.compile("[aeiouyàâäáåãæèéêëìíîïòóôöõøœùúûü]", re.IGNORECASE)
_SENTENCE_END = re.compile(rf"[.!?…](?=[{re.escape(CLOSERS)}]*(?:\s|$))|[。！？؟।]")
_PAUSE = re.compile(r"[,;:،؛](?=\s)|[，；：、]|\s[–—-](?=\s)|—|\s\(")
# `and` ends a clause where another verb follows; so do the words that begin a subordinate one.
_CONJUNCTION = re.compile(
    r"\s(?=and\s\w+(?:[^s\W]s|ed)\b|(?:because|while|whereas|although|weil|während|obwohl"
    r"|parce que|tandis que|porque|mientras)\s)"
)


def fallback_title(name: str, blocks: Iterable[Block]) -> str:
    """Return a title for an article without one; `name` is its file's name, or empty.

    The name is used where it holds words that are not only about being a file; else the first
    clause of the first block that has any letters, shortened at a word; else whatever there is.
    """
    title = title_from_name(name)
    if title:
        return title
    texts = [block.text for block in blocks if block.is_read and block.kind is not BlockKind.HEADING]
    for text in texts:
        if _WORD.search(text, 0, 1000):
            return first_clause(text)
    return first_clause(texts[0]) if texts else name


def title_from_name(name: str) -> str:
    """Return the words of the file name `name`, readable, or an empty string if they say nothing."""
    stem = _SUFFIX.sub("", bare(name))
    stem = _TIME.sub(" ", _DATE.sub(" ", stem)) if _DATE.search(stem) else stem
    stem = _COUNTER.sub("", stem).strip(_EDGES)
    words = [word for word in (_SPACES if " " in stem else _PARTS).split(stem) if word]
    if _HASH.match(stem) or not any(_says_something(word.strip(_MARKS)) for word in words):
        return ""
    title = " ".join(words)
    return title[0].upper() + title[1:]


def _says_something(word: str) -> bool:
    """Whether `word`, a part of a file's name, is a word of its own and not one about files."""
    letters = _WORD.findall(word)
    if not letters or _HEX.match(word) or word.casefold() in EMPTY_NAMES:
        return False
    if len(letters) > 1 and any(character.isdigit() for character in word):
        # Letters and digits by turns: made by a machine.
        return False
    core = letters[0].casefold()
    if core in EMPTY_NAMES or core.startswith("tmp"):
        return False
    return len(core) > 2 and bool(_VOWEL.search(core)) if core.isascii() else len(core) > 1


def first_clause(text: str) -> str:
    """Return the first clause of `text`, at most 70 columns, cut at a word with an ellipsis if need be."""
    head = " ".join(bare(text[:1000]).split())
    limit = _limit(head)
    end = _SENTENCE_END.search(head)
    sentence = head[: end.end()] if end else head
    if len(sentence) <= limit:
        return sentence.rstrip(".。 ") or sentence
    ends = [
        match.start() for pattern in (_PAUSE, _CONJUNCTION) for match in pattern.finditer(head, 0, limit + 2)
    ]
    cut = max((at for at in ends if columns(head[:at]) >= _SHORTEST and at <= limit), default=0)
    if cut:
        return head[:cut].rstrip()
    space = head.rfind(" ", 0, limit + 1)
    return head[: space if space > limit // 2 else limit].rstrip(" ,;:–—-") + "…"


def _limit(text: str) -> int:
    """Return how many code points of `text` fit the longest title: wide characters count twice."""
    room = _LONGEST
    for index, character in enumerate(text):
        room -= 2 if is_wide(character) else 1
        if room < 0:
            return index
    return len(text)
