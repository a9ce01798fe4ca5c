"""Copying a passage as a citation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from reader.errors import ReaderError
from reader.translation import tr

if TYPE_CHECKING:
    from reader.exporting.citation import Citation
    from reader.library.library import Library
    from reader.window.context import Context

_SECTION = "citation"


class Citing:
    """Citations of one window; the style that was used last is kept in the settings."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def copy(self, style_name: str = "") -> None:
        """Copy the selection, else the sentence, with its citation, in a style or in the one used last."""
        from reader.exporting.citation import STYLES, cite, place_in

        settings = self._context.session.settings
        name = style_name or settings.get(_SECTION, "style", STYLES[0].name)
        style = next((each for each in STYLES if each.name == name), STYLES[0])
        shown, passage = self._context.reading.article, self._context.selecting.passage()
        if shown is None or passage is None:
            return
        article_id = shown.id

        def task(library: Library) -> Citation:
            section, paragraph = place_in(library.article(article_id), passage.start)
            return cite(library.article_row(article_id), passage.quote, section, paragraph, style)

        def done(citation: Citation) -> None:
            data = QMimeData()
            data.setText(citation.text)
            data.setHtml(citation.html)
            QGuiApplication.clipboard().setMimeData(data)
            self._context.window.say(tr("Copied as a citation in {style}.", style=tr(style.title)))

        self._context.read(task, done)
        if style_name and settings.get(_SECTION, "style", STYLES[0].name) != style_name:
            settings.set(_SECTION, "style", style_name)
            try:
                self._context.session.save_settings()
            except ReaderError as error:
                self._context.window.report(error)
