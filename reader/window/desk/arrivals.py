"""What comes from outside: files and links of a start, of a second start, dropped or pasted things."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl

from reader.desktop import SEARCH
from reader.errors import ReaderError
from reader.translation import tr

if TYPE_CHECKING:
    from reader.instance import HandedOver
    from reader.window.context import Context

_OUTSIDE = ("http", "https", "mailto")


class Arrivals(QObject):
    """Opens what a person hands to the window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context

    def open_arguments(self, arguments: Iterable[str]) -> None:
        """Import the files, go where the links lead, open the search; the last one is shown."""
        files = []
        for argument in arguments:
            if argument.startswith("reader:"):
                self.open_link(argument)
            elif argument.startswith(SEARCH):
                self._context.panels.open_search(argument.removeprefix(SEARCH))
            else:
                files.append(argument)
        self._context.filing.import_files(files)

    def receive(self, handed: HandedOver) -> None:
        """Take over what a second start was given, and come to the front."""
        from reader.window.startup import end_startup

        window = self._context.window
        window.setWindowState(window.windowState() & ~window.windowState().WindowMinimized)
        window.show()
        window.raise_()
        if handed.activation:
            os.environ["XDG_ACTIVATION_TOKEN"] = handed.activation  # Qt takes it from there on Wayland
        window.activateWindow()
        os.environ.pop("XDG_ACTIVATION_TOKEN", None)  # it serves once, and no program that we start
        end_startup(handed.startup_id, int(window.winId()))
        self.open_arguments(handed.arguments)

    def take_data(self, data: QMimeData) -> None:
        """Open dropped or pasted files, links or text."""
        urls = data.urls()
        if urls:
            ours = [url for url in urls if url.isLocalFile() or url.scheme() == "reader"]
            self.open_arguments([url.toLocalFile() if url.isLocalFile() else url.toString() for url in ours])
            if len(ours) < len(urls):
                self._context.window.say(
                    tr("Reader fetches nothing from the network. Save the page, then drop its file here.")
                )
        elif data.hasText():
            text = data.text()
            if text.startswith("reader:"):
                self.open_link(text.strip())
            elif text.strip():
                self._context.filing.import_text(text)

    def open_article(self, article_id: str) -> None:
        """Show an article chosen in the tree and give it the focus."""
        reading = self._context.reading
        if reading.article is None or reading.article.id != article_id:
            reading.show(article_id)
        reading.focus()

    def open_section(self, article_id: str, place: tuple[int, ...]) -> None:
        """Go to a section chosen in the tree."""
        reading = self._context.reading
        if reading.article is None or reading.article.id != article_id:
            reading.show(article_id)
        reading.go_to_place(place)
        reading.focus()

    def open_passage(self, article_id: str, start: int | None, note_id: str | None) -> None:
        """Show what a search found: the passage, and the note's card where it is a note."""
        reading = self._context.reading
        if reading.article is None or reading.article.id != article_id:
            reading.show(article_id, start)
        elif start is not None:
            reading.jump(start)
        if note_id is not None:
            self._context.noting.choose(note_id)
        reading.focus()

    def open_link(self, address: str) -> None:
        """Go where a `reader://` link leads; what is not in one of its three forms is refused."""
        from reader.domain import links

        library = self._context.session.library
        try:
            link = links.parse(address)
            if isinstance(link, links.NoteLink):
                note = library.note(link.note_id)
                self.open_passage(note.article_id, note.start, note.id)
            else:
                library.article_row(link.article_id)
                self.open_passage(link.article_id, None, None)
                if isinstance(link, links.SectionLink):
                    self._context.reading.go_to_section(link.path)
        except ReaderError as error:
            self._context.window.report(error)

    def offer_address(self, address: str) -> None:
        """Show where a link leads; it is opened in the browser only when asked for."""
        from PySide6.QtGui import QDesktopServices

        url = QUrl(address)
        if url.scheme().lower() in _OUTSIDE:
            self._context.window.say(
                url.toString(), tr("Open in the browser"), lambda: QDesktopServices.openUrl(url)
            )
            self._context.window.line.take_focus()
        else:
            self._context.window.say(tr("Reader does not open {address}", address=address))
