"""Where a freedesktop system keeps things, by the XDG base directory specification."""

from __future__ import annotations

import os
from pathlib import Path

SYSTEM = Path("/usr/local/share")  # what an administrator installs by hand, for all users


def data_home() -> Path:
    """Return the user's own data folder."""
    return _folder("XDG_DATA_HOME", ".local/share")


def config_home() -> Path:
    """Return the user's own folder of settings."""
    return _folder("XDG_CONFIG_HOME", ".config")


def data_folders() -> list[Path]:
    """Return the data folders, the user's own first, then the system's in their order."""
    named = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    return [data_home(), *(Path(folder) for folder in named.split(":") if os.path.isabs(folder))]


def _folder(variable: str, usual: str) -> Path:
    # A relative path is to be ignored, says the specification.
    named = os.environ.get(variable, "")
    return Path(named) if os.path.isabs(named) else Path.home() / usual
