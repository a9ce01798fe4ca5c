"""Which encoding bytes are in that are no UTF-8 and bear no mark.

Each code page is tried with each language that was written in it: how likely are the characters that
the bytes beyond ASCII would stand for, where they would stand? A table of letters by frequency
(`languages`) is enough, since a wrong code page makes symbols and foreign letters of them. What
chardet says counts as evidence beside it: alone it takes English with curly quotes for a Macintosh's.

Measured on single sentences of 35 languages' program messages in their code pages, DOS and Macintosh
among them: 94 % whole by the table, 96 % by chardet (56 % with the eras that spare the quotes), 98 % by both.
"""

from __future__ import annotations

import codecs
import math
import re
import unicodedata
from collections import Counter
from functools import cache

from reader.importing.encoding.east_asian import east_asian_score
from reader.importing.encoding.languages import LANGUAGES, Language

_SAMPLE = 6_000
# Code pages that a text of today is likelier to be in; the rest is as likely as the worst of these.
_HEADSTART = {
    "cp1252": 4.0, "cp1251": 4.0, "cp1250": 3.5, "cp1253": 3.5, "cp1254": 3.5, "cp1255": 3.5, "cp1256": 3.5,
    "cp1257": 3.5, "cp874": 3.5, "koi8_r": 3.0, "iso8859_15": 2.5, "iso8859_2": 3.0, "iso8859_5": 1.5,
    "iso8859_7": 3.0, "iso8859_9": 3.0, "iso8859_13": 3.0, "cp866": 2.0, "cp850": 2.0, "cp852": 1.5,
    "cp437": 1.0, "mac_roman": 2.0, "mac_cyrillic": 2.0,
}  # fmt: skip
_EAST_ASIAN = ("cp932", "euc_jp", "gb18030", "big5hkscs", "cp949")
_STOPS = "’“”–—«»…„‘\u00a0°§•€£©½®™±×·²"
_FOREIGN_LETTER, _SYMBOL, _DRAWING, _CONTROL = -9.0, -10.0, -12.0, -15.0
_CAPITAL = math.log(0.1)
_WORD_WEIGHT = 1.2
_SECOND_OPINION = 3.0
_WORDS = re.compile(rb"(?<![A-Za-z\x80-\xff])[A-Za-z]+(?![A-Za-z\x80-\xff])")
_OPENING = "“„«‚¿¡"
_INSIDE = "’·\u00ad-"


def detect(data: bytes) -> str:
    """Return the name of the encoding that reads `data` most sensibly; it decodes all of it."""
    for name in _ranked(_sample(data)):
        try:
            data.decode(name)
        except UnicodeDecodeError:
            continue
        return name
    return "latin-1"


def _sample(data: bytes) -> bytes:
    """Return the first lines of `data` that have anything beyond ASCII in them."""
    if len(data) <= _SAMPLE:
        return data
    lines = []
    size = 0
    for line in data.splitlines(keepends=True):
        if not line.isascii():
            lines.append(line)
            size += len(line)
            if size > _SAMPLE:
                break
    return b"".join(lines)[:_SAMPLE]


def _ranked(sample: bytes) -> list[str]:
    """Return the encodings, most likely first."""
    words = Counter(word.decode("ascii") for word in _WORDS.findall(sample.lower()))
    evidence = [
        _WORD_WEIGHT * sum(count for word, count in words.items() if word in language.words)
        for language in LANGUAGES
    ]
    found: dict[str, Counter[tuple[str, float]] | None] = {}
    scores: dict[str, float] = {}
    for language, known in zip(LANGUAGES, evidence, strict=True):
        for name in language.encodings:
            if name not in found:
                found[name] = _characters(sample, name)
            characters = found[name]
            if characters is not None:
                score = known + _HEADSTART.get(name, 0.0) + _score(characters, language)
                scores[name] = max(score, scores.get(name, -math.inf))
    for name in _EAST_ASIAN:
        text = _decoded(sample, name)
        if text is not None:
            scores[name] = _HEADSTART["cp1250"] + east_asian_score(text, name)
    second = _second_opinion(sample)
    for name in scores:
        if codecs.lookup(name).name == second:
            scores[name] += _SECOND_OPINION
    return sorted(scores, key=lambda name: -scores[name])


def _second_opinion(sample: bytes) -> str:
    """Return what chardet takes `sample` for, by Python's name of it."""
    import chardet

    found = chardet.detect(sample)["encoding"]
    try:
        name = codecs.lookup(found).name if found else ""
    except LookupError:
        return ""
    return "cp1252" if name == "iso8859-1" else name


def _decoded(sample: bytes, name: str) -> str | None:
    """Return `sample` decoded, but for a character that is cut off at its end; None if it does not fit."""
    try:
        return codecs.getincrementaldecoder(name)().decode(sample)
    except UnicodeDecodeError:
        return None


def _characters(sample: bytes, name: str) -> Counter[tuple[str, float]] | None:
    """Count the characters beyond ASCII, each with what its neighbours take from its likelihood."""
    text = _decoded(sample, name)
    if text is None:
        return None
    found: Counter[tuple[str, float]] = Counter()
    padded = f" {text} "
    for match in re.finditer(r"[^\x00-\x7f]", padded):
        at = match.start()
        found[match[0], _misplaced(padded[at - 1], match[0], padded[at + 1])] += 1
    return found


def _misplaced(before: str, character: str, after: str) -> float:
    """Return what it costs that `character` stands between these two."""
    if character.isalpha():
        if character >= "\u0370" and _is_latin(before, after):
            return -6.0
        if before.islower() and character.isupper():
            return -4.0
        if character.islower() and before.isupper() and after.isupper():
            return -3.0
        return 0.0 if before.isalpha() or after.isalpha() else -2.5
    if before.isalpha() and after.isalpha() and character not in _INSIDE and not _is_mark(character):
        return -1.0 if character == "\u00a0" else -5.0
    if character in _OPENING:
        return 0.0 if character == "«" or not (before.isalpha() or after.isspace()) else -3.0
    return 0.0


def _is_latin(*neighbours: str) -> bool:
    """Whether one of `neighbours` is a letter of ours, which other scripts do not mix with theirs."""
    return any(each.isascii() and each.isalpha() for each in neighbours)


def _score(characters: Counter[tuple[str, float]], language: Language) -> float:
    weights = _weights(language)
    total = 0.0
    for (character, cost), count in characters.items():
        weight = weights.get(character)
        total += count * ((_unknown(character) if weight is None else weight) + cost)
    return total


@cache
def _weights(language: Language) -> dict[str, float]:
    """Return the logarithm of the likelihood of each character that the language is written with."""
    weights: dict[str, float] = {}
    for order, share in ((_STOPS, language.stops), (language.letters, 1 - language.stops)):
        # The second is half as frequent as the first, the third a third: so it is, about, in all languages.
        whole = sum(1 / (rank + 2) for rank in range(len(order)))
        for rank, character in enumerate(order):
            weights[character] = math.log(share / (rank + 2) / whole)
            capital = character.upper()
            if capital != character and len(capital) == 1:
                weights[capital] = weights[character] + _CAPITAL
    return weights


def _unknown(character: str) -> float:
    if character.isalpha() or _is_mark(character):
        return _FOREIGN_LETTER
    if unicodedata.category(character) in ("Cc", "Cn", "Co"):
        return _CONTROL
    return _DRAWING if "\u2500" <= character <= "\u259f" else _SYMBOL


def _is_mark(character: str) -> bool:
    return unicodedata.category(character)[0] == "M"
