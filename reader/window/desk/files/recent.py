"""Files that were opened last: in the settings for us, in the desktop's list for every program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.file_addresses import address_of, path_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reader.settings import Settings
    from reader.window.context import Context

MOST = 10
_SECTION = "recent"


def recent_files(settings: Settings) -> list[str]:
    """Return the paths of the files that were opened last, the latest first."""
    kept = sorted((int(name), text) for name, text in settings.items(_SECTION).items() if name.isdecimal())
    paths = []
    for _, address in kept:
        try:
            paths.append(path_of(address))
        except ReaderError:
            continue  # edited by hand
    return list(dict.fromkeys(paths))[:MOST]


def remember(context: Context, paths: Sequence[str]) -> None:
    """Keep that `paths` (absolute) were opened, the last of them as the latest."""
    settings = context.session.settings
    new = list(dict.fromkeys(reversed(paths)))[:MOST]
    if not new:
        return
    files = [*new, *(path for path in recent_files(settings) if path not in new)][:MOST]
    for number, path in enumerate(files, 1):
        settings.set(_SECTION, str(number), address_of(path))
    context.deliver(context.session.pool.job(lambda: _tell_desktop(new)), None)


def _tell_desktop(paths: list[str]) -> None:
    from reader.desktop.recent import add_recent
    from reader.importing.registry import PLAIN, by_suffix

    add_recent((path, (by_suffix(path) or PLAIN).media_types[0]) for path in reversed(paths))
