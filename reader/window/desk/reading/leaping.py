"""Going to any article or section of the library by a few letters of its name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from reader.translation import tr
from reader.window.isolating import joined
from reader.window.panels.palette import PaletteRow
from reader.window.wording import long_date

if TYPE_CHECKING:
    from reader.domain.searching.places import Found
    from reader.window.context import Context
    from reader.window.panels.palette import Palette


class Leaping:
    """Asks the names of the library, on a reading thread, for what is typed in the palette."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._asked = 0  # the number of the last question; older ones are given up

    def open(self, palette: Palette) -> None:
        """Open the palette on the places; the names are read now, if they were not."""
        places = self._context.session.places
        palette.open_asking(
            partial(self._ask, palette),
            tr("Articles and sections"),
            tr("Where to?"),
            tr("There are no articles yet."),
        )
        if not places.is_filled:
            # What was typed meanwhile is asked once more, now of all sections.
            self._context.read(places.fill, lambda _: self._ask(palette, palette.field.text()))

    def _ask(self, palette: Palette, query: str) -> None:
        self._asked += 1
        number, places = self._asked, self._context.session.places
        self._context.read(
            lambda library: places.find(library, query, lambda: number == self._asked),
            lambda found: self._answer(palette, query, found),
        )

    def _answer(self, palette: Palette, query: str, found: list[Found] | None) -> None:
        if found is not None:
            palette.show_found(query, [(self._row(each), each.matched) for each in found])

    def _row(self, found: Found) -> PaletteRow:
        arrivals = self._context.window.arrivals
        if not found.place:
            return PaletteRow(
                found.title, partial(arrivals.open_article, found.row.id), long_date(found.row.published)
            )
        return PaletteRow(
            found.title, partial(arrivals.open_section, found.row.id, found.place), joined(found.above, " › ")
        )
