"""What stands above an article's text and is no part of it."""

from __future__ import annotations

from typing import NamedTuple

from reader.window.wording import counted, long_date


class ArticleHeader(NamedTuple):
    """The title (shown where none stands in the text), and what the muted line below it says.

    `published` is `YYYY-MM-DD` or empty, `source` a publisher or a file's name.
    """

    title: str = ""
    published: str = ""
    minutes: int = 0
    source: str = ""
    byline: str = ""

    @property
    def line(self) -> str:
        """The muted line: byline, date, minutes, source, as far as they are known."""
        minutes = counted(self.minutes, "minute") if self.minutes else ""
        parts = (self.byline, long_date(self.published), minutes, self.source)
        return "  ·  ".join(part for part in parts if part)
