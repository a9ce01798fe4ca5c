"""The menu entry of this installation, for what this Reader opens, on the home that it was asked for."""

from __future__ import annotations

import os
from pathlib import Path

from reader import desktop
from reader.errors import ReaderError
from reader.home import Home, usual_folder
from reader.importing.registry import FORMATS


def add(home: Home, *, system: bool = False) -> Path:
    """Make or renew the entry and return its path. One for all users leaves the home to each of them.

    Raises ReaderError.
    """
    types = dict.fromkeys(media_type for each in FORMATS for media_type in each.media_types)
    # A desktop starts programs without what a shell's environment says, so another home is named.
    is_usual = system or home.folder == usual_folder()
    path: Path = desktop.platform().install(
        types, () if is_usual else ("--home", os.fspath(home.folder)), system=system
    )
    return path


def take_out(*, system: bool = False) -> bool:
    """Remove the entry and all that came with it; return whether there was one. Raises ReaderError."""
    return bool(desktop.platform().remove(system=system))


def is_wanting() -> bool:
    """Whether this user has no entry and could have one."""
    try:
        return not desktop.platform().is_installed()
    except ReaderError:
        return False
