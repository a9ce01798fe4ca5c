"""How a reader wants the page: face, size, line height, width of the column."""

from __future__ import annotations

from typing import NamedTuple

from reader.window.themes import TEXT_FACES


class PageStyle(NamedTuple):
    """The text's faces, the first that is there being used; `size` in pixels; the rest follows from it.

    `line_height` is a multiple of `size`, `column` the width of the text in average characters.
    """

    faces: tuple[str, ...] = TEXT_FACES
    size: int = 18
    line_height: float = 1.5
    column: int = 68
