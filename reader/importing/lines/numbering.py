"""Numbers before headings: `3.2 Method`, `II.`, `Chapter 4`, `第三章`."""

from __future__ import annotations

import re
from typing import NamedTuple

_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_CJK_DIGITS = {digit: value for value, digit in enumerate("一二三四五六七八九", start=1)}
_ORDINALS = {
    word: value
    for value, words in enumerate(
        (
            "one first eins erster un une premier première uno primero primera",
            "two second zwei zweiter deux deuxième dos segundo segunda",
            "three third drei dritter trois troisième tres tercero tercera",
            "four fourth vier vierter quatre quatrième cuatro cuarto cuarta",
            "five fifth fünf fünfter cinq cinquième cinco quinto quinta",
            "six sixth sechs sechster sixième seis sexto sexta",
            "seven seventh sieben siebter sept septième siete séptimo",
            "eight eighth acht achter huit huitième ocho octavo",
            "nine ninth neun neunter neuf neuvième nueve noveno",
            "ten tenth zehn zehnter dix dixième diez décimo",
        ),
        start=1,
    )
    for word in words.split()
}
_ROMAN = re.compile(r"(?=[IVXLC])(?:C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
_NUMBER = re.compile(
    r"(?P<deep>\d{1,3}(?:\.\d{1,3}){1,5})[.):]?(?=\s)"
    r"|(?P<plain>\d{1,3})(?:[.)](?=\s|$|[^\W\d])|(?=\s))"
    r"|[(（](?P<bracket>\d{1,3})[)）]"
    r"|(?P<roman>[IVXLC]{1,7})(?:[.)](?=\s|$)|(?=\s[^\Wa-z\d_])|$)"
    r"|(?P<letter>[A-Z])[.)](?=\s)|[(](?P<small>[a-z])[)](?=\s)|(?P<low>[a-z])[)](?=\s)"
    r"|(?P<word>(?i:chapter|part|section|lesson|kapitel|teil|abschnitt|chapitre|partie|capítulo|parte|sección|capitolo"
    r"|глава|часть|раздел|κεφάλαιο|μέρος|अध्याय|भाग|الفصل|الجزء|القسم))\s(?P<count>\d{1,3}|[IVXLC]{1,7}|[^\W\d_]+)\b"
    r"|第(?P<cjk>[一二三四五六七八九十百\d]{1,4})(?P<unit>[章节節部篇回条])"
    r"|(?P<listed>[一二三四五六七八九十]{1,3})[、．.]|[（(](?P<inner>[一二三四五六七八九十]{1,3})[）)]"
    r"|(?P<wide>\d{1,3})[、．]|§\s?(?P<paragraph>\d{1,4})"
)


class Number(NamedTuple):
    """A number before a heading.

    `style` tells the ways of numbering apart, `parts` are its figures (`3.2`: 3 and 2), `end` is
    where the words begin. `is_loose`: nothing but a space follows, as in `12 Angry Men`.
    """

    style: str
    parts: tuple[int, ...]
    end: int
    is_loose: bool = False


def number_of(line: str) -> Number | None:
    """Return the number that `line` (bare) begins with, or None."""
    match = _NUMBER.match(line)
    if match is None:
        return None
    kind = match.lastgroup or ""
    end = match.end()
    while end < len(line) and line[end] in " :–—-":
        end += 1
    if kind == "count":
        value = _count(match["count"])
        return Number(match["word"].casefold(), (value,), end) if value else None
    if kind == "deep":
        return Number("decimal", tuple(map(int, match["deep"].split("."))), end)
    if kind in ("plain", "wide", "bracket", "paragraph"):
        is_loose = kind == "plain" and match.end() == match.end("plain")
        style = {"plain": "decimal", "wide": "decimal"}.get(kind, kind)
        return Number(style, (int(match[kind]),), end, is_loose)
    if kind == "roman":
        return _roman_number(match, line, end)
    if kind in ("letter", "small", "low"):
        letter = match[kind]
        return Number("letter" if letter.isupper() else "small", (ord(letter.lower()) - 96,), end)
    if kind == "unit":
        return Number(match["unit"], (_count(match["cjk"]),), end)
    return Number(kind, (_count(match[kind]),), end)


def _roman_number(match: re.Match[str], line: str, end: int) -> Number | None:
    roman = match["roman"]
    value = _roman(roman)
    is_loose = match.end() == match.end("roman")
    if not value or (is_loose and len(roman) == 1):
        # `I` and `C` alone are words or letters.
        return None
    if roman in "CL":
        return Number("letter", (ord(roman) - 64,), end)
    return Number("roman", (value,), end, is_loose and end < len(line))


def _count(text: str) -> int:
    """Return the number that `text` says in figures, Roman or Chinese ones or a word; 0 if none."""
    if text.isdecimal():
        return int(text)
    if text[0] in _CJK_DIGITS or text[0] in "十百":
        head, ten, tail = text.rpartition("十")
        return (_CJK_DIGITS.get(head, 1) * 10 if ten else 0) + _CJK_DIGITS.get(tail, 0)
    return _ORDINALS.get(text.casefold(), 0) or _roman(text.upper())


def _roman(text: str) -> int:
    """Return the value of the Roman number `text`, 0 if it is none."""
    if not text or not _ROMAN.match(text):
        return 0
    total = 0
    for figure, following in zip(text, text[1:] + " ", strict=True):
        value = _ROMAN_VALUES[figure]
        total += -value if _ROMAN_VALUES.get(following, 0) > value else value
    return total
