"""Lines joined to paragraphs: what was wrapped becomes one line again, what was not stays apart."""

from __future__ import annotations

import re
from itertools import pairwise

from reader.importing.lines.characters import ends_sentence, is_wide
from reader.importing.lines.runs import SHORT_LINE, UNWRAPPED, Layout, Line, Run

_HYPHENS = "-‐"
# Without a space before them they have none behind.
_TIGHT = "—–/"
# After a hyphen at the line's end they continue a suspended one: `Wirtschafts- und Finanzfragen`.
_SUSPENDED = re.compile(r"(?:und|oder|bzw|sowie|and|or|to|et|ou|y|o|en|of|bis|à|e)\b")
_SPEECH = re.compile(r"[\"“„«»‘「『—–]|-\s")
# Addresses of mail and pages begin in lower case and continue nothing.
_REACHED = re.compile(r"@|://|^www\.")
_PUNCTUATION_WIDE = frozenset("“”‘’…—·%")


def paragraphs_of(lines: Run, layout: Layout) -> list[str]:
    """Return the paragraphs that `lines` are, each in one line but for breaks that are meant.

    A new one begins at an indented line, at a speaker's turn and, where paragraphs are a line each,
    with each line. Short lines that nothing forced to end keep their breaks: verse, an address.
    """
    groups: list[Run] = [[lines[0]]]
    base = min(line.indent for line in lines)
    is_hanging = _is_hanging(lines, base)
    for line in lines[1:]:
        before = groups[-1][-1]
        if (is_hanging and before.indent > line.indent) or (
            not (is_hanging and line.indent > base) and _begins_paragraph(before, line, base, layout)
        ):
            groups.append([line])
        else:
            groups[-1].append(line)
    return [join(group, "\n" if not is_hanging and _is_verse(group, layout) else "") for group in groups]


def _is_hanging(lines: Run, base: int) -> bool:
    """Whether the first line of each paragraph begins further to the left than the others."""
    indented = [at for at, line in enumerate(lines) if line.indent > base]
    return (
        bool(indented) and indented[0] > 0 and not any(ends_sentence(lines[at - 1].bare) for at in indented)
    )


def join(lines: Run, separator: str = "") -> str:
    """Return `lines` as one text; `separator` between them, or what belongs there if it is empty."""
    if len(lines) == 1:
        return lines[0].text
    if separator:
        return separator.join(line.text for line in lines)
    parts = [lines[0].text]
    for line in lines[1:]:
        parts.append(_between(parts[-1], line.text))
        parts.append(line.text)
    return "".join(parts)


def _between(before: str, after: str) -> str:
    """Return what stands between two lines of a paragraph: a space, or nothing."""
    last, first = before[-1], after[0]
    above = before[-2:-1]
    if last in _HYPHENS and above.isalnum() and first.isalnum():
        return " " if _SUSPENDED.match(after) else ""
    if last in _TIGHT and above and not above.isspace():
        return ""
    return "" if _are_unspaced(last, first) else " "


def _are_unspaced(last: str, first: str) -> bool:
    """Whether a line of a script without spaces was broken between `last` and `first`; Korean has spaces."""
    wide = [each for each in (last, first) if is_wide(each) and not "\uac00" <= each <= "\ud7a3"]
    others = [each for each in (last, first) if each not in wide]
    return bool(wide) and all(each in _PUNCTUATION_WIDE or each.isdigit() for each in others)


def _begins_paragraph(before: Line, line: Line, base: int, layout: Layout) -> bool:
    is_forced = layout.is_forced(before, line)
    if line.indent > base and (ends_sentence(before.bare) or not (is_forced or line.bare[0].islower())):
        return True
    if layout.a_line_each and (max(before.width, line.width) > UNWRAPPED or ends_sentence(before.bare)):
        return True
    return _SPEECH.match(line.bare) is not None and not is_forced and ends_sentence(before.bare)


def _is_verse(lines: Run, layout: Layout) -> bool:
    """Whether `lines` are short and nothing made them end where they do."""
    widest = max(line.width for line in lines)
    if len(lines) == 1 or widest > SHORT_LINE:
        return False
    # Nobody wraps at less than half the width of the text, and a sentence would end.
    is_narrow = widest * 2 <= layout.width and not ends_sentence(lines[-1].bare)
    stops = 0
    for before, line in pairwise(lines):
        continues = line.bare[0].islower() and not is_narrow and not _REACHED.search(line.bare)
        if continues or before.bare[-1] in _HYPHENS or layout.is_forced(before, line):
            return False
        stops += ends_sentence(before.bare)
    return stops * 2 < len(lines)
