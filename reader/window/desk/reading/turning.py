"""Moving the reading cursor by a unit, over the edges of pages, sections and the article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reader.domain.motions import Cursor
from reader.domain.units import Unit
from reader.translation import tr

if TYPE_CHECKING:
    from reader.window.context import Context
    from reader.window.desk.reading.reading import Reading

Step = Unit | Literal["line", "page"]
Motion = Step | Literal["top", "bottom"]


class Turning:
    """Moves the cursor of a reading; where a page ends it goes on on the next one."""

    def __init__(self, context: Context, reading: Reading) -> None:
        self._context = context
        self._reading = reading
        self._offered: tuple[str, int] | None = None  # where the next article was offered last

    def forget_offer(self) -> None:
        """The cursor is elsewhere: the end of the article is said again before it is left."""
        self._offered = None

    def move(self, unit: Motion, count: int) -> None:
        """Move by `count` units (back where negative); a selection under way is extended."""
        if unit == "top" or unit == "bottom":
            self._to_edge(unit)
            return
        for _ in range(abs(count)):
            if not self._step(unit, 1 if count > 0 else -1):
                self._at_edge(unit, count)
                break

    def _step(self, unit: Step, direction: int) -> bool:
        """Move by one unit, over the edge of the page where need be; False at the article's edge."""
        cursor = self._reading.cursor
        moved: Cursor | None
        if unit == "line":
            moved = self._reading.view.line_move(cursor, direction)
        elif unit == "page":
            moved = self._reading.view.page_move(cursor, direction)
        else:
            moved = self._reading.text.move(cursor, unit, direction)
        if moved is not None and moved != cursor:
            self._reading.view.set_cursor(moved, reveal=True)
            return True
        return self._turn(unit, direction)

    def _turn(self, unit: Step, direction: int) -> bool:
        """Go on by `unit` on the next page (the one before); False where there is none further."""
        cursor, page = self._reading.cursor, self._reading.page
        if page is None:
            return False
        number = page.number + direction
        while 0 <= number < len(self._reading.pages):
            self._reading.show_page(self._reading.pages[number])
            place = self._first(unit, cursor.anchor) if direction > 0 else self._last(unit, cursor.anchor)
            if place is not None:
                self._reading.view.set_cursor(Cursor(place, cursor.anchor), reveal=True)
                return True
            number += direction
        if self._reading.page is not page:  # no section begins any more
            self._reading.show_page(page)
            self._reading.view.set_cursor(cursor, reveal=True)
        return False

    def _first(self, unit: Step, anchor: int | None) -> int | None:
        """Return where a motion by `unit` comes to on this page from the one before."""
        top = self._reading.text.top
        if unit == "line" or unit == "page" or (anchor is not None and anchor > top):
            return top
        if anchor is None and (unit != "section" or self._reading.text.heading_at(top) is not None):
            return top
        moved = self._reading.text.move(Cursor(top, anchor), unit, 1)
        return moved.position if moved is not None else None

    def _last(self, unit: Step, anchor: int | None) -> int | None:
        """Return where a motion back by `unit` comes to on this page from the one behind."""
        end = self._reading.text.end
        if unit == "line" or (anchor is not None and anchor < end):
            return end
        if unit == "page" or unit == "paragraph":
            return self._reading.text.bottom
        moved = self._reading.text.move(Cursor(end, anchor), unit, -1)
        return moved.position if moved is not None else None

    def _to_edge(self, edge: Literal["top", "bottom"]) -> None:
        if self._reading.page is None:
            return
        self._reading.remember()
        selected_from = self._reading.cursor.anchor
        page = self._reading.pages[0 if edge == "top" else -1]
        if page.number != self._reading.page.number:
            self._reading.show_page(page)
        place = self._reading.text.top if edge == "top" else self._reading.text.bottom
        if edge == "bottom" and selected_from is not None:
            place = self._reading.text.end
        self._reading.view.set_cursor(Cursor(place, selected_from), reveal=True)

    def _at_edge(self, unit: Step, count: int) -> None:
        if unit == "page" and count > 0 and self._offered == self._reading.here:
            self._go_on()
        elif unit == "page" and count > 0:
            self._offered = self._reading.here
            self._context.window.say(tr("This is the end."), tr("Next article"), self._go_on)
        elif unit == "section" and count < 0:
            self._to_edge("top")

    def _go_on(self) -> None:
        """Show the next article; the line that offered it has been answered."""
        self._context.window.line.put_away()
        self._reading.step_article(1)
