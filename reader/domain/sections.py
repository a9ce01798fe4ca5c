"""The section tree, derived from an article's headings."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from reader.domain.blocks import Block, BlockKind
from reader.domain.words import count_words


@dataclass(slots=True)
class Section:
    """A section with those below it. It has no identity but its path and its place.

    `level` is 1 for the root (the article itself) and one more than the parent's elsewhere, however
    far the headings' own levels jump. `path` are the titles from below the root to this one, `place`
    the position among the siblings at each step (`(2, 1)`: first section in the second). `start` and
    `end` are code points in the plain text, from the heading to the end of the last section below;
    `body` is where the text after the heading begins. `paragraphs` and `word_count` count what
    stands in the section and below it, without headings in `paragraphs`.

    Not frozen, since a tree of 200,000 sections is closed from the leaves up; treat it as a value.
    """

    title: str
    level: int
    path: tuple[str, ...]
    place: tuple[int, ...]
    start: int
    body: int
    end: int = 0
    paragraphs: int = 0
    word_count: int = 0
    sections: list[Section] = field(default_factory=list)

    def walk(self) -> Iterator[Section]:
        """Yield this section and all below it, in reading order."""
        stack = [self]
        while stack:
            section = stack.pop()
            yield section
            stack.extend(reversed(section.sections))

    def at(self, offset: int) -> Section:
        """Return the deepest section that holds the code point `offset`."""
        section = self
        while section.sections:
            index = bisect_right(section.sections, offset, key=lambda child: child.start) - 1
            if index < 0:
                break
            section = section.sections[index]
        return section

    @property
    def id(self) -> str:
        """The place as text (`2.1`), `0` for the root."""
        return ".".join(map(str, self.place)) or "0"


def section_tree(title: str, blocks: Sequence[Block], starts: Sequence[int], end: int) -> Section:
    """Return the root of the tree that the headings among `blocks` make.

    `starts` are the blocks' offsets, `end` the length of the plain text, in code points. A heading
    becomes the child of the nearest one before it whose level is smaller; where there is none, of
    the root. So jumps (h1 to h4) make one step, and a first heading deeper than later ones is their
    elder sibling.
    """
    root = Section(title, 1, (), (), 0, 0)
    open_sections: list[tuple[int, Section]] = [(0, root)]
    for block, start in zip(blocks, starts, strict=True):
        if block.kind is BlockKind.HEADING:
            start = min(start, end)  # a heading without text may close the article
            while open_sections[-1][0] >= block.level:
                _close(open_sections, start)
            parent = open_sections[-1][1]
            section = Section(
                block.text,
                parent.level + 1,
                (*parent.path, block.text),
                (*parent.place, len(parent.sections) + 1),
                start,
                min(start + len(block.text) + 2, end),
            )
            section.word_count = count_words(block.text)
            parent.sections.append(section)
            open_sections.append((block.level, section))
        else:
            section = open_sections[-1][1]
            section.word_count += count_words(block.text)
            section.paragraphs += block.is_read and block.kind is not BlockKind.TITLE
    while len(open_sections) > 1:
        _close(open_sections, end)
    root.end = end
    return root


def _close(open_sections: list[tuple[int, Section]], end: int) -> None:
    """End the innermost open section before `end` and add its counts to its parent's."""
    _, section = open_sections.pop()
    section.end = end
    parent = open_sections[-1][1]
    parent.word_count += section.word_count
    parent.paragraphs += section.paragraphs
