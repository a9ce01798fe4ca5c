"""Letters on what is in sight, and where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.domain.blocks import BlockKind
from reader.domain.motions import Cursor
from reader.domain.plain_text import block_starts

if TYPE_CHECKING:
    from reader.window.context import Context


class Following(QObject):
    """Goes to what is in sight by a letter, and follows links and footnotes."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._reading = context.reading
        view = context.reading.view
        view.link_clicked.connect(self.follow_link)
        view.label_chosen.connect(self._label_chosen)
        view.footnote_clicked.connect(self._show_footnote)

    def show_labels(self) -> None:
        """Put letters on links and notes in sight; while selecting, on every sentence's start."""
        start, end = self._reading.view.visible_range()
        targets: list[tuple[int, object]]
        if self._reading.cursor.anchor is not None:
            targets = [(s, ("sentence", s, e)) for s, e in self._reading.text.sentences_between(start, end)]
        else:
            targets = [(link[0], ("link", link[1])) for link in self._reading.text.links_between(start, end)]
            targets += [
                (note.start, ("note", note.id))
                for note in self._context.noting.notes
                if note.start is not None and start <= note.start < end
            ]
        if targets:
            self._reading.view.show_labels(sorted(targets, key=lambda target: target[0]))
        else:
            self._context.window.say("No link and no note is in sight.")

    def _label_chosen(self, target: tuple[str, ...]) -> None:
        kind, *rest = target
        if kind == "note":
            self._context.noting.choose(rest[0])
        elif kind == "link":
            self.follow_link(rest[0])
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

    def _show_footnote(self, label: str) -> None:
        """Go to the footnote `label`; Back leads to where it is referred to."""
        reading = self._reading
        assert reading.page is not None
        starts = block_starts(reading.blocks, reading.page.start)
        for block, start in zip(reading.blocks, starts, strict=True):
            if block.kind is BlockKind.PARAGRAPH and block.info == label:
                reading.jump(start)
                return
        self._context.window.say(f"The footnote [{label}] is not on this page.")

    def _follow_fragment(self, name: str) -> None:
        """Go to the heading that `#name` means, by the rule that Markdown hosts use for headings."""
        wanted = name.casefold().replace("-", " ").strip()
        for section in self._reading.root.walk() if self._reading.root is not None else ():
            if "".join(c for c in section.title.casefold() if c.isalnum() or c in " _") == wanted:
                self._reading.jump(section.start)
                return
        self._context.window.say(f"There is no section “{name}” in this article.")
