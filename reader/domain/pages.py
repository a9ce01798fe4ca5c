"""Pages: a long article is shown in runs of whole sections, any other as one page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reader.domain.blocks import Block, BlockKind

# 60,000 words of English fit one document that still jumps in a tenth of a second; a book is cut
# into pages that open as fast as a briefing does.
WHOLE = 360_000
PAGE = 48_000


@dataclass(frozen=True, slots=True)
class Page:
    """The blocks `first` to `last` (exclusive) that are shown together; `start`, `end` in code points."""

    number: int
    first: int
    last: int
    start: int
    end: int


def pages(blocks: Sequence[Block], starts: Sequence[int], end: int) -> list[Page]:
    """Return the pages of an article whose plain text is `end` code points long; at least one.

    A page ends before a heading once it holds PAGE code points; a section longer than twice that is
    cut between blocks.
    """
    if end <= WHOLE:
        return [Page(0, 0, len(blocks), 0, end)]
    cuts = [0]
    for index in range(1, len(blocks)):
        size = starts[index] - starts[cuts[-1]]
        if size >= (PAGE if blocks[index].kind is BlockKind.HEADING else 2 * PAGE):
            cuts.append(index)
    cuts.append(len(blocks))
    edges = [*(starts[cut] for cut in cuts[:-1]), end]
    return [Page(n, cuts[n], cuts[n + 1], edges[n], edges[n + 1]) for n in range(len(cuts) - 1)]
