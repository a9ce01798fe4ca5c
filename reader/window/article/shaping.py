"""How a block is shown: its face and shape, its letters, and the parts that a long one is cut into."""

from __future__ import annotations

import re
import unicodedata

from reader.domain.blocks import Block, BlockKind
from reader.window.article.look import BODY, BOXED, CAPTION, CODE, TITLE, Look, Shape

# Qt's time for one line of text grows with the square of its length: 5 MB without a space, and the
# window is dead for minutes. So no display block is longer than this.
LONGEST = 10_000

# Latin, Greek, Cyrillic with their dashes, quotes and signs hold nothing of the three sets below, which are
# compiled when a text first holds anything else: that takes longer than to open most articles.
_UNUSUAL = re.compile("[^\x00-\x0c\x0e-\u058f\u2010-\u2027\u20ac\u2122]")
# What Qt takes for its own marks in a document (ends of blocks and frames, pictures), and half pairs.
_UNSHOWN = "[\r\u2029\ufdd0\ufdd1\ufffc\ud800-\udfff]"
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
# Scripts whose letters reach further up and down than one and a half times their size.
_TALL = "[\u0590-\u1cff\ua800-\uabff\ufb1d-\ufeff]"
_BULLETS = ("- ", "* ", "+ ")
LINE_END = "\u2028"  # a line end inside of a block


def shown_text(block: Block) -> str:
    """Return the letters that stand for `block.text` on the page: as many, each as wide in UTF-16."""
    text = block.text
    if "\n" in text:
        text = text.replace("\n", LINE_END)
    if block.marker in _BULLETS:
        text = "• " + text[2:]
    elif block.kind is BlockKind.RULE:
        text = re.sub(r"[^\s·]", "·", text) if text.isascii() else text
    return text if _is_usual(text) else re.sub(_UNSHOWN, "\ufffd", text)


def _is_usual(text: str) -> bool:
    return text.isascii() or _UNUSUAL.search(text) is None


def has_right_to_left(text: str) -> bool:
    """Whether any letter of `text` runs from right to left."""
    return not _is_usual(text) and re.search(_RIGHT_TO_LEFT, text) is not None


def runs_right_to_left(text: str) -> bool:
    """Whether the first letter of `text` that has a direction runs from right to left, as Qt decides."""
    if not has_right_to_left(text):
        return False
    for letter in text:
        direction = unicodedata.bidirectional(letter)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False


def face_of(block: Block) -> str:
    """Return the name of the face that a block is set in."""
    match block.kind:
        case BlockKind.TITLE:
            return TITLE
        case BlockKind.HEADING:
            return f"heading{min(max(block.level, 1), 4)}"
        case BlockKind.CODE:
            return CODE
        case BlockKind.FIGURE:
            return CAPTION
    return BODY


def shape_of(block: Block, following: Block | None, look: Look) -> Shape:
    """Return the shape of a block that `following` comes after."""
    text = block.text
    indent = 0 if block.kind is BlockKind.HEADING else block.level
    hang = 0.0
    if block.marker:
        hang = look.marker_width("• " if block.marker in _BULLETS else block.marker)
        indent = max(indent, 1)
    elif block.info and block.kind is BlockKind.PARAGRAPH:  # a footnote's second paragraph
        indent = max(indent, 1)
    is_close = following is not None and (
        (following.kind is BlockKind.LIST_ITEM and block.level > 0)
        or (following.kind in BOXED and block.kind in BOXED)
    )
    is_plain = _is_usual(text)
    return Shape(
        face_of(block),
        block.kind,
        indent,
        block.quote,
        hang,
        is_close=is_close,
        is_rtl=not is_plain and runs_right_to_left(text),
        is_tall=not is_plain and re.search(_TALL, text) is not None,
    )


def column_shares(rows: list[list[str]], columns: int) -> list[float]:
    """Return the percentage of a table's width that each column gets, by the length of its texts."""
    lengths = [4.0] * columns
    for row in rows:
        for column, text in enumerate(row):
            # A long cell is broken into lines; it shall not take the room of all others.
            lengths[column] = max(lengths[column], min(len(text), 40) ** 0.8)
    return [100 * length / sum(lengths) for length in lengths]
