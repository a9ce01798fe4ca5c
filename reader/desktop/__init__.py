"""How the desktop knows Reader: menu entry, icons, file types, links, recent documents.

A module a platform, with `install`, `remove` and `is_installed`; a platform without one says how to
start Reader instead.
"""

from __future__ import annotations

import sys
from types import ModuleType

from reader.errors import ReaderError
from reader.translation import tr

# The one name for the desktop entry, the icon, the window class and the Wayland application id.
APPLICATION_ID = "io.github.reader_desktop.reader"
# Leads the words to search for among the files and links of a start; no absolute path begins so.
SEARCH = "--search="


def platform() -> ModuleType:
    """Return the module of the platform we run on. ReaderError where there is none yet."""
    if sys.platform.startswith(("linux", "freebsd")):
        from reader.desktop import linux

        return linux
    raise ReaderError(
        tr("on this system Reader cannot add itself to the applications menu yet"),
        remedy=tr("start it by `reader` or `{executable} -m reader`", executable=sys.executable),
    )
