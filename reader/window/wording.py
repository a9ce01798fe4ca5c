"""How dates, times and counts are said in the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(published: str | None) -> str:
    """Return `29 March 2024` for `2024-03-29`; what is no such date comes back as it is."""
    if not published:
        return ""
    year, _, rest = published.partition("-")
    month, _, day = rest.partition("-")
    if not (month.isdecimal() and day.isdecimal() and 1 <= int(month) <= 12):
        return published
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def counted(number: int, noun: str) -> str:
    """Return `1 note`, `4 notes`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


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
        return f"{'yesterday' if days else 'today'} {then:%H:%M}"
    date = f"{then.day} {_MONTHS[then.month - 1]}"
    return date if then.year == today.year else f"{date} {then.year}"
