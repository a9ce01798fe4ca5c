"""The pictures of the page that is shown, read beside it: the text never waits for them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.article_row import ArticleRow
from reader.domain.blocks import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from reader.domain.blocks import Block
    from reader.window.context import Context


class Picturing(QObject):
    """Reads, on a thread of its own, what a page has of pictures, and gives it to the view."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._asked: object = None
        context.reading.shown.connect(self._read)

    def _read(self) -> None:
        reading = self._context.reading
        article = reading.article
        addresses = picture_addresses(reading.blocks) if article is not None else []
        self._asked = asked = object()
        if article is None or not addresses or not reading.view.wants_pictures:
            return
        from reader.window.article.pictures import load_pictures

        folder, column = folder_of(article), reading.view.column

        def done(found: dict[str, QImage]) -> None:
            if self._asked is asked:
                reading.view.set_pictures(found)

        self._context.deliver(
            self._context.session.pool.job(lambda: load_pictures(addresses, folder, column)), done
        )


def picture_addresses(blocks: Sequence[Block]) -> list[str]:
    """Return the addresses of the pictures among `blocks`."""
    return [block.info for block in blocks if block.kind is BlockKind.FIGURE and block.info]


def folder_of(article: ArticleRow) -> Path | None:
    """Return the folder of the file that an article was imported from."""
    source = article.source
    return Path(source).parent if source is not None and os.path.isabs(source) else None
