"""The home: one folder with everything that a person made. Nothing else is written to."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APPLICATION = "reader-desktop"


class Home:
    """The paths of one home. Making the object touches nothing on disk."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @property
    def library(self) -> Path:
        """The SQLite file with articles, notes and reading positions."""
        return self.folder / "library.sqlite3"

    @property
    def backups(self) -> Path:
        """The folder of backups that Reader makes by itself."""
        return self.folder / "backups"

    @property
    def settings(self) -> Path:
        """The settings file, readable and editable by hand."""
        return self.folder / "settings.ini"

    @property
    def templates(self) -> Path:
        """The folder of a person's own export formats."""
        return self.folder / "templates"

    @property
    def logs(self) -> Path:
        """The folder of log files."""
        return self.folder / "logs"


def default_folder() -> Path:
    """Return the platform's user data folder for Reader, or what `READER_HOME` names."""
    named = os.environ.get("READER_HOME")
    return Path(named).expanduser().absolute() if named else usual_folder()


def usual_folder() -> Path:
    """Return the platform's user data folder for Reader."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
        return (Path(base) if base else Path.home() / "AppData" / "Local") / APPLICATION
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / APPLICATION
    # The XDG base directory specification: a relative XDG_DATA_HOME is to be ignored.
    base = os.environ.get("XDG_DATA_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".local" / "share") / APPLICATION
