"""Which article is shown, and where in it one is: pages, cursor, selection, places one has been."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from reader.domain.article_row import ArticleRow
from reader.domain.blocks import Block
from reader.domain.motions import Cursor, ReadingText
from reader.domain.pages import Page
from reader.domain.plain_text import block_starts
from reader.domain.sections import Section
from reader.errors import ReaderError
from reader.translation import tr
from reader.window.article.header import article_header
from reader.window.desk.reading.history import History
from reader.window.desk.reading.turning import Motion, Turning

if TYPE_CHECKING:
    from reader.domain.changes import Change
    from reader.window.article.view import ArticleView
    from reader.window.context import Context

SAVE_AFTER = 1000  # milliseconds from the first unsaved move
_WORDS = 80  # code points at the cursor by which its place is found in another revision


class Reading(QObject):
    """The reading of one window. All offsets are code points of the article's plain text.

    `shown` says that another article, page or revision is shown, `moved` that cursor or selection are
    elsewhere, `stepped(unit)` that a motion by a unit was asked for.
    """

    shown = Signal()
    moved = Signal()
    stepped = Signal(str)

    def __init__(self, context: Context, view: ArticleView) -> None:
        super().__init__(context.window)
        self._context = context
        self.view = view
        self.article: ArticleRow | None = None
        self.root: Section | None = None
        self.page: Page | None = None
        self.blocks: tuple[Block, ...] = ()
        self.text = ReadingText((), ())
        self.pages: list[Page] = []
        self._full_text: str | None = None
        self._matches: tuple[list[tuple[int, int]], int] = ([], -1)
        self._history = History()
        self._turning = Turning(context, self)
        self._unwritten: dict[str, int] = {}  # places that are on their way to the disk
        self._unsaved = QTimer(self, singleShot=True, interval=SAVE_AFTER)
        self._unsaved.timeout.connect(self.save)
        view.cursor_changed.connect(self._cursor_changed)

    # Which article

    def show_first(self) -> None:
        """Show the article that was read last, where reading stopped; else say what to do."""
        article_id = self._context.session.library.last_read()
        if article_id is None:
            self._show_nothing()
        else:
            self.show(article_id, remember=False)

    def show(self, article_id: str, offset: int | None = None, *, remember: bool = True) -> None:
        """Show an article, at `offset` or where reading stopped."""
        library = self._context.session.library
        try:
            article = library.article_row(article_id)
        except ReaderError as error:
            self._context.window.report(error)
            return
        if article.deleted_at:
            where = ReaderError(tr("it is in the bin"), article.title, tr("bring it back with Go › Bin"))
            self._context.window.report(where)
            return
        if remember:
            self.remember()
        self.save()
        self.article, self.root = article, library.outline(article_id)
        self.pages, self._full_text = library.pages(article_id), None
        if offset is None:
            offset = self._unwritten.get(article_id, library.reading(article_id).offset)
        self.show_page(self._page_of(offset))
        self._place(offset)
        self._unsaved.start()

    def _show_nothing(self) -> None:
        self.article = self.root = self.page = None
        self.pages, self._full_text, self.text = [], None, ReadingText((), ())
        self.view.show_empty()
        self.shown.emit()
        self.moved.emit()

    def _page_of(self, offset: int) -> Page:
        return next((page for page in reversed(self.pages) if page.start <= offset), self.pages[0])

    def show_page(self, page: Page) -> None:
        """Show another page of the article; the cursor is left to the caller."""
        assert self.article is not None
        blocks = self._context.session.library.page_blocks(self.article.id, page.number)
        self.page = page
        self.blocks = blocks
        self.text = ReadingText(blocks, block_starts(blocks, page.start), self.article.language)
        header = article_header(self.article) if page.number == 0 else None
        self.view.show_page(header, blocks, page.start)
        self.show_matches(*self._matches)
        self.shown.emit()

    def follow(self, change: Change) -> None:
        """Take over what was changed in the shown article: title, revision, or that it is in the bin."""
        if self.article is None:
            if "article" in change.kinds:
                self.show_first()
            return
        if "article" not in change.kinds or (
            change.article_ids and self.article.id not in change.article_ids
        ):
            return
        library = self._context.session.library
        try:
            row = library.article_row(self.article.id)
        except ReaderError:
            row = None
        if row is None or row.deleted_at:
            self.article = None
            self.show_first()
        elif row.revision != self.article.revision:
            self.show(row.id, self._place_now(row), remember=False)
        elif article_header(row) != article_header(self.article) and self.page is not None:
            self.article = row
            cursor = self.cursor
            self.show_page(self.page)
            self.view.set_cursor(cursor, reveal=True)
        else:
            self.article = row
            self.shown.emit()

    def _place_now(self, row: ArticleRow) -> int:
        """Return where, in the present revision, the words at the cursor stand."""
        from reader.domain.anchoring.placing import anchor, place

        assert self.article is not None
        offset = self.cursor.position
        library = self._context.session.library
        before, after = library.article(row.id, self.article.revision), library.article(row.id)
        words = anchor(before.text, offset, min(len(before.text), offset + _WORDS), (), before.revision)
        found = place(words, after, before.text).anchor
        if found is not None:
            return found.start
        return round(offset / max(1, len(before.text)) * len(after.text))

    # Where in it

    @property
    def cursor(self) -> Cursor:
        """The reading cursor, with the other end of the selection where one is under way."""
        return self.view.cursor

    @property
    def selection(self) -> tuple[int, int] | None:
        """The selected code points, half open; None where nothing is selected."""
        start, end = self.cursor.selection
        return (start, end) if end > start else None

    @property
    def full_text(self) -> str:
        """The plain text of the whole article."""
        if self._full_text is None:
            self._full_text = self._context.session.library.text(self.article.id) if self.article else ""
        return self._full_text

    @property
    def section_path(self) -> tuple[str, ...]:
        """The titles of the section at the cursor, without the article's own."""
        return self.root.at(self.cursor.position).path if self.root is not None else ()

    @property
    def section_place(self) -> tuple[int, ...]:
        """The place in the tree of the section at the cursor."""
        return self.root.at(self.cursor.position).place if self.root is not None else ()

    @property
    def progress(self) -> float:
        """How much of the article lies before the end of the block at the cursor, 0.0-1.0."""
        if self.root is None or not self.root.end:
            return 0.0
        return min(1.0, self.text.block_range(self.cursor.position)[1] / self.root.end)

    def section_start(self, path: tuple[str, ...]) -> int:
        """Return where the section `path` begins, 0 where there is none of that path."""
        section = self._section(path)
        return section.start if section is not None else 0

    def _section(self, path: tuple[str, ...]) -> Section | None:
        if self.root is None or not path:
            return None
        return next((section for section in self.root.walk() if section.path == path), None)

    # Moving

    def go(self, offset: int) -> None:
        """Put the cursor at `offset`, turning the page where it is on another."""
        if self.page is None:
            return
        page = self._page_of(offset)
        if page.number != self.page.number:
            self.show_page(page)
        self._place(offset)

    def _place(self, offset: int) -> None:
        self.view.set_cursor(Cursor(self.text.clamp(offset), None), reveal=True)

    def jump(self, offset: int) -> None:
        """Go to `offset` and remember the place one comes from."""
        self.remember()
        self.go(offset)

    def go_to_section(self, path: tuple[str, ...]) -> None:
        """Go to the heading of the section `path`; with an empty path to the top."""
        self.jump(self.section_start(path))

    def go_to_place(self, place: tuple[int, ...]) -> None:
        """Go to the heading of the section at `place` in the tree."""
        section = self.root
        for number in place:
            if section is None or number > len(section.sections):
                return
            section = section.sections[number - 1]
        if section is not None:
            self.jump(section.start)

    def move(self, unit: Motion, count: int) -> None:
        """Move by `count` units (back where negative); a selection under way is extended."""
        self._turning.move(unit, count)
        self.stepped.emit(unit)

    # Other articles, places one has been

    def step_article(self, count: int, *, wrap: bool = False, without: str = "") -> None:
        """Show the article `count` further down the tree (up where negative)."""
        everything = [row.id for row in self._context.window.tree.rows()]
        if everything in ([], [without]):  # the filter hides the others
            everything = [row.id for row in self._context.session.library.article_rows()]
        rows = [article_id for article_id in everything if article_id != without]
        if not rows:
            self._show_nothing()
            return
        here = self.article.id if self.article else ""
        if here in rows:
            index = rows.index(here) + count
        else:
            index = everything.index(here) if here in everything else 0
        if wrap:
            index = min(max(index, 0), len(rows) - 1)
        if 0 <= index < len(rows):
            self.show(rows[index])
        else:
            self._context.window.say(
                tr("This is the last article.") if count > 0 else tr("This is the first article.")
            )

    def can_step(self, count: int) -> bool:
        """Whether there is a place to go back (negative) or forward to."""
        return self._history.can_step(count)

    def history_step(self, count: int) -> None:
        """Go back (negative) or forward among the places one has been."""
        place = self._history.step(count, self.here)
        if place is None:
            return
        article_id, offset = place
        if self.article is not None and article_id == self.article.id:
            self.go(offset)
        else:
            self.show(article_id, offset, remember=False)

    @property
    def here(self) -> tuple[str, int] | None:
        """The article and the offset one is at."""
        return (self.article.id, self.cursor.position) if self.article is not None else None

    def remember(self) -> None:
        """Keep the place one is at among those that one can go back to."""
        here = self.here
        if here is not None:
            self._history.add(here)

    def focus(self) -> None:
        """Give the focus to the article."""
        self.view.setFocus()

    def show_matches(self, matches: list[tuple[int, int]], current: int) -> None:
        """Mark what was found, the match `current` strongly."""
        self._matches = matches, current
        self.view.set_matches(matches, current)

    # Keeping the place

    def _cursor_changed(self) -> None:
        self._turning.forget_offer()
        if self.article is not None and not self._unsaved.isActive():
            self._unsaved.start()
        self.moved.emit()

    def save(self) -> None:
        """Have the reading position written, if it was not."""
        if not self._unsaved.isActive() and self.sender() is not self._unsaved:
            return
        self._unsaved.stop()
        article, offset, progress = self.article, self.cursor.position, self.progress
        if article is not None:
            self._unwritten[article.id] = offset
            self._context.write(
                lambda library: library.set_reading(article.id, offset, progress),
                lambda _: self._unwritten.pop(article.id, None),
            )
