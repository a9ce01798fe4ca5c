"""What comes from outside: files and links of a start, of a second start, dropped or pasted things."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication

from reader.desktop import SEARCH
from reader.errors import ReaderError
from reader.translation import tr

if TYPE_CHECKING:
    from reader.instance import HandedOver
    from reader.window.context import Context

_OUTSIDE = ("http", "https", "mailto")
_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST_PATHS = 64 * 1024  # characters that may be a list of paths; anything longer is a text


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

    def paste(self) -> None:
        """Open what the clipboard holds."""
        data = QGuiApplication.clipboard().mimeData()
        if data is not None and self.takes(data):
            self.take_data(data)
        else:
            self._context.window.say(tr("The clipboard holds no text, file or link."))

    def takes(self, data: QMimeData) -> bool:
        """Whether there may be something to open in `data`."""
        return data.hasUrls() or data.hasText() or data.hasHtml()

    def take_data(self, data: QMimeData) -> None:
        """Open dropped or pasted files, links or text."""
        urls = data.urls()
        if urls:
            ours = [url for url in urls if url.isLocalFile() or url.scheme() == "reader"]
            self.open_arguments([url.toLocalFile() if url.isLocalFile() else url.toString() for url in ours])
            if len(ours) < len(urls):
                self._say_unfetched()
        else:
            self._take_text(data.text() if data.hasText() else _plain(data.html()))

    def _take_text(self, text: str) -> None:
        """Open what `text` names: a link, or files by their paths; make an article of any other."""
        lines = text.split("\n") if len(text) <= _LONGEST_PATHS else []
        if things := [thing for line in lines if (thing := line.strip())]:
            if all(map(_is_named, things)):
                self.open_arguments(_path(thing) for thing in things)
                return
            if len(things) == 1 and _ADDRESS.fullmatch(things[0]):
                self._say_unfetched()
                return
        if text.strip():
            self._context.filing.import_text(text)

    def _say_unfetched(self) -> None:
        self._context.window.say(
            tr("Reader fetches nothing from the network. Save the page, then drop its file here.")
        )

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


def _is_named(text: str) -> bool:
    """Whether `text` is a link of ours, or names a file or folder that is there."""
    if text.startswith("reader://"):
        return not re.search(r"\s", text)
    return text.startswith(("/", "file:/")) and os.path.exists(_path(text))


def _path(text: str) -> str:
    """Return a file's address as its path, anything else as it is."""
    return QUrl(text).toLocalFile() if text.startswith("file:/") else text


def _plain(html: str) -> str:
    """Return the text of `html`, a blank line between two of its blocks."""
    from PySide6.QtGui import QTextDocument

    document = QTextDocument()
    document.setHtml(html)
    blocks = []
    block = document.begin()
    while block.isValid():
        blocks.append(block.text().replace("\u2028", "\n"))
        block = block.next()
    return "\n\n".join(blocks)
