"""Who wrote it: lines such as `By Jane Doe, City Desk`, told apart from titles such as `By the Numbers`."""

from __future__ import annotations

import re

from reader.importing.lines.calendars import WEEKDAYS
from reader.importing.lines.phrases import JOINERS, PARTICLES, WHERE, WRITER_AT_END, WRITERS, alternatives

_LONGEST = 120
_BY = re.compile(
    r"(?:(?:text|words|story|written|reported|reporting|compiled|a report|an article|photos?|pictures) by|by"
    r"|von|par|por|door|di|av|от|από)\s(?=\S)",
    re.IGNORECASE,
)
_CJK = re.compile(
    r"(?:文|文字|撰文|作者|记者|記者|本报记者|本報記者|编辑|編輯|责任编辑)\s?[:：/／|｜\s]\s?([^\s。，！？,.:：]{2,12}(?:[\s、][^\s。，！？,.:：]{2,12}){0,3})$"
)
_ROLE_AT_END = re.compile(
    rf"(?:,|\s[-–—|])\s(?:[\w-]+\s){{0,3}}{alternatives(WRITER_AT_END)}$", re.IGNORECASE
)
_OUR = frozenset(("our", "unserem", "unserer", "notre", "nuestro"))
_ARTICLES = frozenset(("the", "a", "an", "der", "die", "das", "le", "la", "el"))


def byline(line: str) -> str:
    """Return whom `line` (bare) names as its writer, without `By`; empty if it is no byline.

    After `By` stands at least one name of two words or a known agency, nothing in lower case but
    what belongs to names. `Jane Doe, Staff Writer` needs no `By`.
    """
    if len(line) > _LONGEST:
        return ""
    match = _CJK.match(line)
    if match:
        return match[1]
    match = _BY.match(line)
    if match:
        names = line[match.end() :]
        return names if _are_names(names) else ""
    match = _ROLE_AT_END.search(line) if ", " in line or " - " in line or " – " in line else None
    return line if match and is_name(line[: match.start()].split()) else ""


def _are_names(text: str) -> bool:
    if any(character.isdigit() or character in '?!:;"“”«»' for character in text) or text.endswith(
        (",", "-")
    ):
        return False
    head, *tail = re.split(r",\s|\s[-–—|/]\s|\s?[/|]\s?", text.rstrip("."))
    words = head.split()
    if not words or words[0].casefold() in WEEKDAYS:
        return False
    if len(words) == 1 or words[0].casefold() in _OUR:
        # `By our correspondent in Cairo`: the place is no part of who it is.
        return any(word.casefold() in WRITERS for word in words[:4])
    people: list[list[str]] = [[]]
    for word in words:
        if word.casefold() in WHERE and len(people[-1]) > 1:
            break
        if word in JOINERS and len(people[-1]) > 1:
            people.append([])
        else:
            people[-1].append(word)
    if not is_name(people[0]) or not all(is_name(person) or _is_role(person) for person in people[1:]):
        return False
    return len(words) <= 14 and all(
        part[:1].isupper() or not part[:1].islower() or _is_role(part.split()) for part in tail
    )


def is_name(words: list[str]) -> bool:
    """Whether `words` are a person's name: two to six, each with a capital but for `von` and the like."""
    if not 2 <= len(words) <= 6 or words[0].casefold() in (
        "the",
        "a",
        "an",
        "der",
        "die",
        "das",
        "le",
        "la",
        "el",
    ):
        return False
    capitals = [word for word in words if word[0].isupper() or (word[0].isalpha() and not word[0].islower())]
    rest = [word for word in words if word not in capitals]
    return len(capitals) >= 2 and all(
        word in PARTICLES or word.startswith(("d'", "al-", "el-")) for word in rest
    )


def _is_role(words: list[str]) -> bool:
    return not words or words[-1].casefold() in WRITERS
