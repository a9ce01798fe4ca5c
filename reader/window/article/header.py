"""What stands above an article's text and is no part of it."""

from __future__ import annotations

from typing import NamedTuple

from reader.domain.article_row import ArticleRow
from reader.domain.words import reading_minutes
from reader.translation import tr, trn
from reader.window.isolating import joined
from reader.window.wording import long_date


class ArticleHeader(NamedTuple):
    """The title (shown where none stands in the text), and what the muted line below it says.

    `published` is `YYYY-MM-DD` or empty, `source` a publisher or a file's name.
    """

    title: str = ""
    published: str = ""
    minutes: int = 0
    source: str = ""
    byline: str = ""
    is_awaited: bool = False

    @property
    def line(self) -> str:
        """The muted line: byline, date, minutes, source, as far as they are known."""
        if self.is_awaited:
            awaited = tr("Its text is not here yet. Import it, and its notes find their passages.")
            return joined((self.byline, awaited), "  ·  ", below=self.title)
        minutes = trn("{number} minute", "{number} minutes", self.minutes) if self.minutes else ""
        parts = (self.byline, long_date(self.published), minutes, self.source)
        return joined(parts, "  ·  ", below=self.title)


def article_header(article: ArticleRow) -> ArticleHeader:
    """Return what stands above the article's text: title, date, minutes, publisher or file."""
    source = article.publisher or (article.source or "").rstrip("/").rpartition("/")[2]
    return ArticleHeader(
        title=article.title,
        published=article.published or "",
        minutes=reading_minutes(article.word_count),
        source=source,
        byline=article.byline,
        is_awaited=article.is_awaited,
    )
