"""How notes look on paper, alike in every document: the styles by name, in points and millimetres."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reader.exporting.documents.paragraphs import Paragraph

INK, MUTED, LINK, CODE_GROUND = "22211e", "66625a", "1f5f99", "f4f2ec"
BARS = {"yellow": "b58900", "green": "3d8b37", "blue": "2f74b5", "pink": "c2416b", "violet": "7a56c2"}
MARGINS = (25, 22, 25, 22)  # of an A4 page: left, top, right, bottom
LINE = 1.25  # lines
LIST_STEP = 7  # millimetres that a list in a list is further in
MARKS = "•◦▪"  # of lists, of lists in them, and so on
BAR_WIDTH, BAR_GAP = 2.25, 9  # points: beside a quote


class Style(NamedTuple):
    """`size`, `before` and `after` are points, `indent` millimetres, `base` the style it follows."""

    name: str
    base: str
    size: float
    before: float = 0
    after: float = 0
    indent: float = 0
    bold: bool = False
    italic: bool = False
    color: str = INK
    is_code: bool = False
    is_centered: bool = False
    keeps_next: bool = False


_SIZES = (16, 13.5, 12, 11.5, 11, 11, 10.5, 10.5, 10.5)
HEADINGS = tuple(
    Style(
        f"Heading {level}",
        "Normal",
        size,
        before=max(10, 20 - 2 * level),
        after=4,
        bold=level < 5,
        italic=level >= 5,
        keeps_next=True,
    )
    for level, size in enumerate(_SIZES, 1)
)
STYLES = (
    Style("Title", "Normal", 22, after=4, bold=True, keeps_next=True),
    Style("Reader Source", "Normal", 9.5, after=14, color=MUTED),
    *HEADINGS,
    Style("Quote", "Normal", 11, before=9, after=5, indent=4, italic=True, keeps_next=True),
    *(Style(f"Quote {color}", "Quote", 11, color=bar) for color, bar in BARS.items()),
    Style("Reader Note", "Normal", 11, after=5),
    Style("Reader Note Quote", "Reader Note", 11, after=5, indent=8, color=MUTED),
    Style("Reader List", "Reader Note", 11, after=3),
    Style("Reader Code", "Reader Note", 9.5, after=6, is_code=True),
    Style("Reader Rule", "Reader Note", 11, before=4, after=6, color=MUTED, is_centered=True),
    Style("Reader Facts", "Normal", 8.5, after=12, color=MUTED),
)
_KINDS = {
    "title": "Title",
    "source": "Reader Source",
    "note": "Reader Note",
    "note-quote": "Reader Note Quote",
    "code": "Reader Code",
    "rule": "Reader Rule",
    "facts": "Reader Facts",
}
BY_NAME = {style.name: style for style in STYLES}


def style_of(paragraph: Paragraph) -> str:
    """Return the name of the style of a paragraph."""
    if paragraph.kind == "heading":
        return HEADINGS[paragraph.level - 1].name
    if paragraph.kind == "quote":
        return f"Quote {paragraph.color}"
    if paragraph.items and paragraph.kind == "note":
        return "Reader List"
    return _KINDS[paragraph.kind]
