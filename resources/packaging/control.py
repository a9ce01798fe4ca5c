"""The package's fields: what the bundle needs of a Debian or Ubuntu, found in the bundle itself."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from elf import is_elf, needed, versions

NAME = "reader-desktop"
MAINTAINER = "The Reader developers <reader-desktop@localhost>"
# The package that has a library. With an alternative where Debian 13 and Ubuntu 24.04 renamed it (t64).
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libcups.so.2": "libcups2t64 | libcups2",
    "libdbus-1.so.3": "libdbus-1-3",
    "libffi.so.8": "libffi8",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
_LIBC = {"libc.so.6", "libdl.so.2", "libm.so.6", "libpthread.so.0", "librt.so.1", "libutil.so.1"}
_LIBSTDCXX = "libstdc++.so.6"
_GCC = {28: "10", 29: "11", 30: "12", 31: "13", 32: "13.2", 33: "14", 34: "15"}  # of GLIBCXX_3.4.N
# What Qt loads only where it is wanted, and does without otherwise.
_OPTIONAL = ("printsupport",)
# Faces that the window is drawn with, and what tells a desktop about new entries and types of files.
_WANTED = (
    "desktop-file-utils",
    "fonts-inter",
    "fonts-noto-core",
    "hicolor-icon-theme",
    "shared-mime-info",
    "xdg-utils",
)


def control(bundle: Path, version: str, architecture: str, kilobytes: int) -> str:
    """Return the file `control`. ValueError where the bundle needs a library whose package is not known."""
    depends, recommends = relations(bundle)
    return f"""\
Package: {NAME}
Version: {version}
Architecture: {architecture}
Maintainer: {MAINTAINER}
Installed-Size: {kilobytes}
Depends: {", ".join(depends)}
Recommends: {", ".join(recommends)}
Section: text
Priority: optional
Description: read long articles closely and take the notes along
 Reader is for people who read long articles closely and use what they read:
 analysts, students, journalists, researchers. It shows a tree of sections, the
 article and the notes in one window, and keeps them in one file of the user's.
 .
 Every action has a key, down to selecting the exact sentence. Notes keep their
 place when an article is revised, and are exported to many formats from the
 window or from scripts. Reader uses no network.
 .
 This package brings its own Python and Qt.
"""


def relations(bundle: Path) -> tuple[list[str], list[str]]:
    """Return what the package depends on and what it recommends. ValueError as for `control`."""
    objects = [path for path in bundle.rglob("*") if path.is_file() and is_elf(path)]
    own = {path.name for path in objects}
    newest: dict[str, tuple[int, ...]] = {}
    hard: set[str] = set()
    soft: set[str] = set()
    for path in objects:
        (soft if any(part in _OPTIONAL for part in path.parts) else hard).update(needed(path))
        for name, version in versions(path).items():
            newest[name] = max(version, newest.get(name, version))
    floor = ".".join(map(str, newest["GLIBC"]))
    depends = {f"libc6 (>= {floor})", *_packages(hard - own)}
    if _LIBSTDCXX in hard:
        depends.add(f"libstdc++6 (>= {_GCC[newest['GLIBCXX'][-1]]})")
    return sorted(depends), sorted({*_WANTED, *_packages(soft - own)} - depends)


def _packages(libraries: Iterable[str]) -> set[str]:
    rest = {name for name in libraries if name not in _LIBC and not name.startswith("ld-linux")}
    rest.discard(_LIBSTDCXX)
    unknown = sorted(rest - PACKAGES.keys())
    if unknown:
        raise ValueError(f"name the packages of these libraries in control.py: {', '.join(unknown)}")
    return {PACKAGES[name] for name in rest}
