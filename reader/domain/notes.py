"""Notes and highlights, the anchors that hold them to a passage, and the filter that chooses some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

CONTEXT = 32  # code points of prefix and of suffix that an anchor keeps

# What the five colours mean as long as a person has not named them otherwise; the colours stay.
USUAL_COLORS: Mapping[str, str] = {
    "yellow": "mark",
    "green": "agree",
    "blue": "fact",
    "pink": "question",
    "violet": "quote",
}
COLORS: dict[str, str] = dict(USUAL_COLORS)  # what they mean now, in one home; `name_colors` says it
LONGEST_COLOR_NAME = 30  # code points
DEFAULT_COLOR = "yellow"


def is_color_name(name: str) -> bool:
    """Whether a colour can be called `name`: words of letters and digits, which stand in every export."""
    return 0 < len(name) <= LONGEST_COLOR_NAME and name.replace(" ", "").replace("-", "").isalnum()


def name_colors(names: Mapping[str, str]) -> None:
    """Have the colours mean what a person named them, by colour; the usual where that is no name.

    Like the language it holds for the whole process, whose windows are all on one home.
    """
    for color, usual in USUAL_COLORS.items():
        name = " ".join(names.get(color, "").split())
        COLORS[color] = name if is_color_name(name) else usual


class NoteState(StrEnum):
    """How a note's passage was found in the present revision."""

    ANCHORED = "anchored"
    MOVED = "moved"
    DETACHED = "detached"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A passage in one revision: W3C TextQuoteSelector and TextPositionSelector in one.

    `quote` is exactly `text[start:end]` of that revision, `prefix` and `suffix` the up to CONTEXT
    code points before and after it; `start` and `end` are code points; `section_path` the titles
    from below the article's root.
    """

    quote: str
    prefix: str
    suffix: str
    start: int
    end: int
    section_path: tuple[str, ...]
    revision: int


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a note stands in the present revision. `anchor` is None only when DETACHED.

    `score` is 0.0-1.0, how alike the passage found is to the one that was noted.
    """

    state: NoteState
    anchor: Anchor | None
    score: float


@dataclass(frozen=True, slots=True)
class Note:
    """A note, or a highlight (a note without body).

    `anchor` is the passage as the person chose it, never changed by a revision; `placement` is where
    it stands now. Both are None for a note on the section named by `section_path`, or, where that is
    empty, on the whole article. `body` is Markdown. `tags` keep their order. Times are ISO 8601 in
    UTC with `Z`; a note with `deleted_at` lies in the bin.
    """

    id: str
    article_id: str
    section_path: tuple[str, ...]
    anchor: Anchor | None
    body: str = ""
    color: str = DEFAULT_COLOR
    tags: tuple[str, ...] = ()
    created_at: str = ""
    modified_at: str = ""
    deleted_at: str | None = None
    placement: Placement | None = None

    @property
    def passage(self) -> Anchor | None:
        """The passage as it reads now; as it was noted where the note is detached."""
        if self.placement is not None and self.placement.anchor is not None:
            return self.placement.anchor
        return self.anchor

    @property
    def state(self) -> NoteState:
        """ANCHORED, MOVED or DETACHED."""
        return self.placement.state if self.placement is not None else NoteState.ANCHORED

    @property
    def start(self) -> int | None:
        """Where the passage begins in the present revision; None if there is none or it is detached."""
        passage = self.passage
        return passage.start if passage is not None and self.state is not NoteState.DETACHED else None

    @property
    def end(self) -> int | None:
        """Where the passage ends, exclusive; None if there is none or it is detached."""
        passage = self.passage
        return passage.end if passage is not None and self.state is not NoteState.DETACHED else None


@dataclass(frozen=True, slots=True)
class NoteFilter:
    """Which notes are meant; every field that is set must hold. The empty filter means all.

    `section` is part of a title in the section path, `since` a `YYYY-MM-DD` or ISO time (created or
    modified at or after), `query` words as in the search field, `in_bin` the deleted ones only.
    """

    article_ids: tuple[str, ...] = ()
    note_ids: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    color: str = ""
    section: str = ""
    since: str = ""
    query: str = ""
    in_bin: bool = False
