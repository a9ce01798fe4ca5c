"""Letters on what is in sight, and where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from reader.domain.blocks import Block, BlockKind
from reader.domain.motions import Cursor
from reader.domain.plain_text import block_starts
from reader.translation import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.library.library import Library
    from reader.window.context import Context


class Following(QObject):
    """Goes to what is in sight by a letter, and follows links and footnotes.

    `labelled(labels)` is emitted when there are letters to choose by.
    """

    labelled = Signal(list)

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._reading = context.reading
        view = context.reading.view
        view.link_clicked.connect(self.follow_link)
        view.label_chosen.connect(self._label_chosen)
        view.footnote_clicked.connect(self._show_footnote)

    def show_labels(self) -> None:
        """Put letters on links, footnotes and notes in sight; while selecting, on every sentence's start."""
        start, end = self._reading.view.visible_range()
        targets: list[tuple[int, object]]
        if self._reading.cursor.anchor is not None:
            targets = [(s, ("sentence", s, e)) for s, e in self._reading.text.sentences_between(start, end)]
        else:
            text = self._reading.text
            targets = [(at, ("link", link)) for at, link in text.links_between(start, end)]
            targets += [(at, ("footnote", label, at)) for at, label in text.footnotes_between(start, end)]
            targets += [
                (note.start, ("note", note.id))
                for note in self._context.noting.notes
                if note.start is not None and start <= note.start < end
            ]
        if targets:
            self.labelled.emit(self._reading.view.show_labels(sorted(targets, key=lambda target: target[0])))
        else:
            self._context.window.say(tr("No link and no note is in sight."))

    def _label_chosen(self, target: tuple[str, ...]) -> None:
        kind, *rest = target
        if kind == "note":
            self._context.noting.choose(rest[0])
        elif kind == "link":
            self.follow_link(rest[0])
        elif kind == "footnote":
            self._show_footnote(rest[0], int(rest[1]))
        else:
            begin, end = int(rest[0]), int(rest[1])
            first = self._reading.cursor.anchor if self._reading.cursor.anchor is not None else begin
            self._reading.view.set_cursor(Cursor(end if begin >= first else begin, first), reveal=True)

    def follow_link(self, target: str) -> None:
        """Go where a link leads: inside the article at once, outside only after a key."""
        if target.startswith("#"):
            self._follow_fragment(target[1:])
        elif target.startswith("reader:"):
            self._context.window.arrivals.open_link(target)
        else:
            self._context.window.arrivals.offer_address(target)

    def _show_footnote(self, label: str, at: int) -> None:
        """Show the footnote `label` beside the reference at the offset `at`."""
        reading = self._reading
        article, page = reading.article, reading.page
        assert article is not None
        assert page is not None
        found = _footnote(reading.blocks, page.start, label)
        if found is not None:
            self._open_footnote(at, *found)
            return

        def task(library: Library) -> tuple[str, int] | None:
            pages = library.pages(article.id)
            # Footnotes stand behind what refers to them, mostly at the end.
            for other in sorted(pages, key=lambda each: (each.number < page.number, -each.number)):
                found = _footnote(library.page_blocks(article.id, other.number), other.start, label)
                if found is not None:
                    return found
            return None

        def done(found: tuple[str, int] | None) -> None:
            if found is None:
                self._context.window.say(tr("There is no footnote [{label}] in this article.", label=label))
            elif reading.article is not None and reading.article.id == article.id:
                self._open_footnote(at, *found)

        self._context.read(task, done)

    def _open_footnote(self, at: int, text: str, start: int) -> None:
        from PySide6.QtGui import QFont

        from reader.window.panels.footnote import FootnotePanel

        window = self._context.window
        theme, style = window.appearance.theme, window.appearance.style
        panel = self._context.panels.keep("footnote", lambda: FootnotePanel(window, theme))
        assert isinstance(panel, FootnotePanel)
        face = QFont(list(style.faces))
        face.setPixelSize(round(style.size * 0.9))
        panel.open(text, self._reading.view.place_of(at), face, lambda: self._go_to_footnote(start))

    def _go_to_footnote(self, start: int) -> None:
        self._reading.jump(start)
        self._reading.focus()

    def _follow_fragment(self, name: str) -> None:
        """Go to the heading that `#name` means, by the rule that Markdown hosts use for headings."""
        wanted = name.casefold().replace("-", " ").strip()
        for section in self._reading.root.walk() if self._reading.root is not None else ():
            if "".join(c for c in section.title.casefold() if c.isalnum() or c in " _") == wanted:
                self._reading.jump(section.start)
                return
        self._context.window.say(tr("There is no section “{name}” in this article.", name=name))


def _footnote(blocks: Sequence[Block], start: int, label: str) -> tuple[str, int] | None:
    """Return the text of the footnote `label` and its offset; None where it is not among `blocks`."""
    starts = block_starts(blocks, start)
    found = [
        (block.text, begin)
        for block, begin in zip(blocks, starts, strict=True)
        if block.kind is BlockKind.PARAGRAPH and block.info == label
    ]
    return ("\n\n".join(text for text, _ in found), found[0][1]) if found else None
