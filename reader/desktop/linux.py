"""The menu entry on Linux and other freedesktop systems, for one user or for all."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from reader.bundled import resources
from reader.desktop import APPLICATION_ID
from reader.desktop.associations import add_behind, present_programs, says_nothing, take_out
from reader.desktop.entry import make_entry, value_of
from reader.desktop.files import bytes_of, missing_folders, put, text_of
from reader.desktop.launching import start_command
from reader.desktop.places import SYSTEM, config_home, data_folders, data_home
from reader.domain.file_addresses import address_of, path_of
from reader.errors import ReaderError
from reader.translation import tr

ENTRY = f"{APPLICATION_ID}.desktop"
SCHEME = "x-scheme-handler/reader"
_PATIENCE = 60  # seconds for a program that renews a cache
# What is copied, from `resources/` to a data folder.
COPIES = {
    f"desktop/{APPLICATION_ID}.metainfo.xml": f"metainfo/{APPLICATION_ID}.metainfo.xml",
    "icons/reader.svg": f"icons/hicolor/scalable/apps/{APPLICATION_ID}.svg",
    "icons/reader-48.png": f"icons/hicolor/48x48/apps/{APPLICATION_ID}.png",
    "icons/reader-128.png": f"icons/hicolor/128x128/apps/{APPLICATION_ID}.png",
}


def install(media_types: Iterable[str], arguments: Sequence[str] = (), *, system: bool = False) -> Path:
    """Make or renew the menu entry and return its path.

    It starts this very Reader with `arguments`, and opens `media_types` and `reader://` links, each
    behind the program that has it now. `system` makes it for all users. ReaderError where it cannot
    be written.
    """
    place = _Place(system)
    types = [*media_types, SCHEME]
    with _errors(system):
        template = text_of(resources() / "desktop" / ENTRY)
        before = text_of(place.entry)
        made = _made(before) + [path for path in place.missing() if path not in _made(before)]
        present = present_programs(place.folders, ENTRY)
        held = {each: present[each] for each in types if each in present}
        associated = take_out(text_of(place.list), ENTRY, _added(before))
        associated, added = add_behind(associated, ENTRY, held)
        kept = {"Made": ";".join(address_of(str(path)) for path in made), "Added": ";".join(added)}
        free = [each for each in types if each not in held]
        entry = make_entry(template, start_command(), arguments, free, kept)
        for source, target in COPIES.items():
            put(place.data / target, (resources() / source).read_bytes())
        if associated != text_of(place.list):
            put(place.list, bytes_of(associated))
        put(place.entry, entry.encode())
        place.refresh()
    return place.entry


def remove(*, system: bool = False) -> bool:
    """Take away all that `install` made; return whether there was anything. ReaderError where it stays."""
    place = _Place(system)
    with _errors(system):
        entry = text_of(place.entry)
        was_there = False
        for path in (place.entry, *(place.data / target for target in COPIES.values())):
            with suppress(FileNotFoundError):
                path.unlink()
                was_there = True
        before = text_of(place.list)
        associated = take_out(before, ENTRY, _added(entry))
        if associated != before:
            put(place.list, bytes_of(associated))
        if was_there:
            place.refresh()
        for path in reversed(_made(entry)):
            if path in (place.cache, place.list):
                if says_nothing(text_of(path)):
                    path.unlink(missing_ok=True)
            else:
                with suppress(OSError):  # others have put something in it, or taken it away
                    path.rmdir()
    return was_there


def is_installed() -> bool:
    """Whether there is a menu entry of Reader, this one or another, that this user sees."""
    return any((folder / "applications" / ENTRY).exists() for folder in data_folders())


class _Place:
    """The files and folders of an installation for this user, or for all."""

    def __init__(self, system: bool) -> None:
        self.data = SYSTEM if system else data_home()
        self.entry = self.data / "applications" / ENTRY
        self.cache = self.entry.with_name("mimeinfo.cache")
        self.list = self.entry.with_name("mimeapps.list") if system else config_home() / "mimeapps.list"
        folders = data_folders()
        self.folders = folders[1:] if system else folders

    def missing(self) -> list[Path]:
        """Return what an installation will make besides its own files: folders, a cache, a list."""
        paths = [self.data / target for target in COPIES.values()] + [self.cache, self.list]
        found = [folder for path in paths for folder in missing_folders(path)]
        found += [path for path in (self.cache, self.list) if not path.exists()]
        return list(dict.fromkeys(found))

    def refresh(self) -> None:
        """Have what others keep about menu entries and icons renewed."""
        if self.entry.parent.is_dir():
            _run(["update-desktop-database"], "-q", str(self.entry.parent))
        icons = self.data / "icons" / "hicolor"
        if icons.is_dir():
            os.utime(icons)  # a cache that is older than the folder is not believed
            if (icons / "icon-theme.cache").exists():
                _run(["gtk-update-icon-cache", "gtk4-update-icon-cache"], "-q", "-f", "-t", str(icons))


def _run(programs: list[str], *arguments: str) -> None:
    """Run the first of `programs` that there is; without one, the desktop finds out by itself."""
    program = next(filter(None, map(shutil.which, programs)), None)
    if program:
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(
                [program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                timeout=_PATIENCE,
                check=False,
            )


def _made(entry: str) -> list[Path]:
    """Return what the installation of `entry` made besides its own files."""
    return [Path(path_of(each)) for each in value_of(entry, "X-Reader-Made").split(";") if each]


def _added(entry: str) -> list[str]:
    """Return the types that had no associations before the installation of `entry`."""
    return value_of(entry, "X-Reader-Added").split(";")


@contextmanager
def _errors(system: bool) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = tr("this cannot be changed ({reason})", reason=error.strerror or type(error).__name__)
        remedy = tr("an administrator may, with sudo") if system else ""
        raise ReaderError(what, os.fsdecode(error.filename or ""), remedy) from None
