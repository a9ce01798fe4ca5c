"""How dates and times are said in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import mark, tr

if TYPE_CHECKING:
    from datetime import datetime

COLOR_NAMES = {
    "yellow": mark("yellow"),
    "green": mark("green"),
    "blue": mark("blue"),
    "pink": mark("pink"),
    "violet": mark("violet"),
}
# Translators: the months as they stand in a date, between day and year.
_MONTHS = (
    *(mark("January"), mark("February"), mark("March"), mark("April"), mark("May"), mark("June")),
    *(mark("July"), mark("August"), mark("September"), mark("October"), mark("November"), mark("December")),
)


def long_date(published: str | None) -> str:
    """Return `29 March 2024` for `2024-03-29`; what is no such date comes back as it is."""
    if not published:
        return ""
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return published
    return tr("{day} {month} {year}", day=int(day), month=tr(_MONTHS[int(month) - 1]), year=year)


def moment(time: str, now: datetime | None = None) -> str:
    """Return when a time (ISO 8601, UTC) was: `today 09:14`, `yesterday 17:02`, `9 April`, `3 May 2023`."""
    from datetime import datetime

    try:
        then = datetime.fromisoformat(time).astimezone()
    except ValueError:
        return time
    today = (now or datetime.now().astimezone()).date()
    days = (today - then.date()).days
    if days in (0, 1):
        clock = f"{then:%H:%M}"
        return tr("yesterday {time}", time=clock) if days else tr("today {time}", time=clock)
    if then.year != today.year:
        return long_date(f"{then:%Y-%m-%d}")
    return tr("{day} {month}", day=then.day, month=tr(_MONTHS[then.month - 1]))
