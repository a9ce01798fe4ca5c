"""Which parts of Python and Qt the bundle holds, by the paths that they have in it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import PurePath

# Packages whose modules or data are found by name at run time, where no analysis of imports sees them.
WHOLE = ("reader", "chardet", "citeproc", "docx", "odfdo", "rapidfuzz", "sentencex")
# What the libraries import only for uses that Reader has not. No TLS: Reader has no network; Python's
# hashes do without OpenSSL, its UUIDs without libuuid.
EXCLUDED = (
    "PySide6.QtNetwork",
    "_bz2",
    "_curses",
    "_hashlib",
    "_lzma",
    "_multiprocessing",
    "_pyrepl",
    "_sqlite3",
    "_ssl",
    "_tkinter",
    "_uuid",
    "apsw.aio",
    "apsw.shell",
    "apsw.tests",
    "curses",
    "ensurepip",
    "idlelib",
    "lib2to3",
    "lxml.html",
    "multiprocessing",
    "packaging",
    "pip",
    "pkg_resources",
    "pydoc",
    "pydoc_data",
    "readline",
    "setuptools",
    "sqlite3",
    "ssl",
    "test",
    "tkinter",
    "turtle",
    "unittest",
    "xmlrpc",
)
# Qt's plugins that a window of Reader may load. X11 and Wayland are both native; what draws by OpenGL,
# on a bare frame buffer or by GTK is left out, as are network, SQL and QML.
PLUGINS = {
    "iconengines": {"libqsvgicon"},
    "imageformats": {"libqgif", "libqico", "libqjpeg", "libqsvg", "libqwebp"},
    "platforminputcontexts": {
        "libcomposeplatforminputcontextplugin",
        "libibusplatforminputcontextplugin",
    },
    "platforms": {"libqminimal", "libqoffscreen", "libqwayland", "libqxcb"},
    "platformthemes": {"libqxdgdesktopportal"},
    "printsupport": {"libcupsprintersupport"},
    "wayland-decoration-client": {"libadwaita", "libbradient"},
    "wayland-shell-integration": {"libxdg-shell"},
}
_SYSTEM = ("/lib", "/usr/lib")  # what a distribution has, it also keeps up to date: our package depends on it
_TRANSLATION = re.compile(r"qtbase_\w+\.qm\Z")


def is_kept(target: str, source: str) -> bool:
    """Whether the bundle holds the file `source` as `target`, Qt's libraries aside (see `reached`)."""
    path = PurePath(target)
    if path.parts[0].endswith(".dist-info"):
        # The version, which some ask for, and the licences; not where pip installed it from, and when.
        return path.parts[1] in ("METADATA", "licenses") or path.name.startswith("LICEN")
    if source.startswith(_SYSTEM) and path.name.startswith("lib"):
        return path.name.startswith("libpython")
    if path.parts[:2] != ("PySide6", "Qt"):
        return True
    if path.parts[2] == "plugins":
        return path.name.partition(".")[0] in PLUGINS.get(path.parts[3], ())
    if path.parts[2] == "translations":
        return bool(_TRANSLATION.match(path.name))
    return path.parts[2] == "lib"


def reached(targets: Iterable[str], needed: Callable[[str], Iterable[str]]) -> set[str]:
    """Return of `targets` all but the libraries of Qt that nothing else among them needs.

    `needed` gives the names of the libraries that a file is linked to.
    """
    libraries = {PurePath(each).name: each for each in targets if each.startswith("PySide6/Qt/lib/")}
    found: set[str] = set()
    waiting = [each for each in targets if each not in libraries.values()]
    while waiting:
        target = waiting.pop()
        if target not in found:
            found.add(target)
            waiting += [libraries[name] for name in needed(target) if name in libraries]
    return found
