"""A file of an Obsidian vault that a person writes in too: what Reader wrote is renewed, the rest stays."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from reader.exporting.obsidian import digest

_HEAD = re.compile(r"> \[!note\|(.*?) ([0-9a-f]{8})\][+-]?(?: (.*))?")
_BLOCK_ID = re.compile(r"\^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})[ \t]*")
_OURS = frozenset(["title", "published", "source", "publisher", "byline", "article"])
_COUNT = re.compile(r"notes: \d+")
_KEY = re.compile(r"([^\s:#][^:]*):(?:\s|$)")
_CHANGED = "> [!warning] Changed here and in Reader: this is what stood here"
_GONE = "> [!warning] Deleted in Reader after it was changed here"


@dataclass
class _Block:
    """A note's callout; `between` stands before its id, `tail` below it, up to the next block."""

    id: str
    lines: list[str]
    between: list[str] = field(default_factory=list)
    tail: list[str] = field(default_factory=list)

    @property
    def written(self) -> str:
        """The digits of what Reader wrote."""
        match = _HEAD.fullmatch(self.lines[0])
        return match[2] if match is not None else ""

    @property
    def is_edited(self) -> bool:
        match = _HEAD.fullmatch(self.lines[0])
        return match is None or digest(match[3] or "", self.lines[1:]) != match[2]

    def all_lines(self) -> list[str]:
        return [*self.lines, *(self.between or [""]), f"^{self.id}", *self.tail]


def merge(old: str, new: str, alive: Set[str]) -> str:
    """Return the file that holds the notes of `new` and all that a person wrote in `old`.

    Blocks stay in the order in which they stand. One that a person changed stays as it is while the
    note is as it was; where both changed, the person's text is kept below the new block. Notes that
    are not in `new` but `alive` stay, others go.
    """
    front, before, blocks = _read(old)
    new_front, _, new_blocks = _read(new)
    fresh = {block.id: block for block in new_blocks}
    merged: list[_Block] = []
    for block in blocks:
        rest = _renew(block, fresh.get(block.id), alive)
        if rest is None:
            merged.append(block)
        else:
            _append(merged[-1].tail if merged else before, rest)
    _insert(merged, new_blocks)
    lines = [*_properties(front, _counted(new_front, len(merged))), *before]
    for block in merged:
        if lines and lines[-1].strip():
            lines.append("")
        lines += block.all_lines()
    text = "\n".join(lines).rstrip("\n")
    return old if text == old.rstrip("\n") else f"{text}\n"


def _read(text: str) -> tuple[list[str], list[str], list[_Block]]:
    """Return the lines of the properties, those before the first block, and the blocks."""
    lines = text.rstrip("\n").split("\n")
    front: list[str] = []
    if lines[0] == "---" and "---" in lines[1:]:
        end = lines.index("---", 1) + 1
        front, lines = lines[:end], lines[end:]
    before: list[str] = []
    blocks: list[_Block] = []
    rest = before
    seen: set[str] = set()
    for line in lines:
        match = _BLOCK_ID.fullmatch(line)
        block = _cut(rest, match[1]) if match is not None and match[1] not in seen else None
        if block is None:
            rest.append(line)
        else:
            seen.add(block.id)
            blocks.append(block)
            rest = block.tail
    return front, before, blocks


def _cut(lines: list[str], block_id: str) -> _Block | None:
    """Take the last callout of ours out of the end of `lines`."""
    for at in range(len(lines) - 1, -1, -1):
        if _HEAD.fullmatch(lines[at]):
            end = at + 1
            while end < len(lines) and lines[end].startswith(">"):
                end += 1
            block = _Block(block_id, lines[at:end], lines[end:])
            del lines[at:]
            return block
    return None


def _renew(block: _Block, fresh: _Block | None, alive: Set[str]) -> list[str] | None:
    """Bring a block up to date; where it is to go, return what a person wrote in it and below it."""
    if fresh is None:
        if block.id in alive:
            return None
        kept = [_GONE, *block.lines[1:]] if block.is_edited else []
        written = [line for line in block.between if line.strip()]
        return [*kept, *([""] if kept and written else []), *written, *block.tail]
    if not block.is_edited:
        block.lines = fresh.lines
    elif block.written != fresh.written:
        block.tail[:0] = ["", _CHANGED, *block.lines[1:]]
        block.lines = fresh.lines
    return None


def _append(lines: list[str], more: list[str]) -> None:
    while more and not more[0].strip():
        more = more[1:]
    if more and lines and lines[-1].strip():
        lines.append("")
    lines += more


def _insert(merged: list[_Block], new_blocks: list[_Block]) -> None:
    """Put the blocks that are not there yet behind the one that they follow in the article."""
    present = {block.id for block in merged}
    previous = ""
    for block in new_blocks:
        if block.id not in present:
            at = next((place for place, each in enumerate(merged) if each.id == previous), -1)
            block.tail = []
            if at >= 0:
                above = merged[at]
                cut = _own_section(above.tail)
                block.tail = above.tail[cut:]
                del above.tail[cut:]
            merged.insert(at + 1, block)
            if block.tail or at + 2 < len(merged):
                block.tail[:0] = [] if block.tail and not block.tail[0].strip() else [""]
        previous = block.id


def _own_section(tail: list[str]) -> int:
    """Return where, in what stands below a block, a person begins another section; else its end."""
    for at, line in enumerate(tail):
        if line.lstrip().startswith(("```", "~~~")):
            break
        if re.match(r"#{1,6} ", line):
            return at
    return len(tail)


def _counted(front: list[str], notes: int) -> list[str]:
    """Return our properties with the number of `notes` that the file then holds."""
    return [f"notes: {notes}" if _COUNT.fullmatch(line) else line for line in front]


def _properties(old: list[str], new: list[str]) -> list[str]:
    """Return the properties: ours as they are now, a person's own where they stand."""
    if not old:
        return new
    ours = _entries(new)
    theirs = _entries(old)
    if not all(_COUNT.fullmatch(line) for line in theirs.get("notes", [])):
        ours.pop("notes", None)  # a property of theirs that has the same name
    lines = ["---"]
    for name, entry in theirs.items():
        lines += ours.pop(name, [] if name in _OURS else entry)
    for entry in ours.values():
        lines += entry
    return [*lines, "---"]


def _entries(front: list[str]) -> dict[str, list[str]]:
    """Return the lines of each property by its name; what belongs to none stands under an empty name."""
    entries: dict[str, list[str]] = {}
    name = ""
    for line in front[1:-1]:
        if match := _KEY.match(line):
            name = match[1].strip("\"'")
        entries.setdefault(name, []).append(line)
    return entries
