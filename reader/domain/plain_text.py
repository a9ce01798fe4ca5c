"""The one rule by which an article's blocks become its plain text.

The texts of the blocks, in order, parted by one blank line (two line feeds). A block without text
takes no place. Every position anywhere is a code-point offset into this string.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reader.domain.blocks import Block

SEPARATOR = "\n\n"


def plain_text(blocks: Iterable[Block]) -> str:
    """Return the plain text of `blocks`, without a line end at its close."""
    return SEPARATOR.join(block.text for block in blocks if block.text)


def block_starts(blocks: Sequence[Block], start: int = 0) -> list[int]:
    """Return the offset of each block in the plain text, the first one being at `start`.

    Offsets are code points. An empty block has the offset at which the next one begins.
    """
    starts = []
    for block in blocks:
        starts.append(start)
        if block.text:
            start += len(block.text) + len(SEPARATOR)
    return starts
