"""Whether a window can be opened here, asked before Qt would end the process without a word."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from reader.errors import ReaderError
from reader.translation import mark, tr

# What a window needs on a bare Debian or Ubuntu, by the library that is found missing first.
PACKAGES = (
    "libglib2.0-0 libgl1 libegl1 libxkbcommon0 libfontconfig1 libdbus-1-3 "
    "libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
_NO_SCREEN = ("offscreen", "minimal", "vnc")
_INSTEAD = mark("start Reader from a desktop session, or use its commands (reader --help)")


def check_display() -> None:
    """Raise ReaderError if Qt lacks a system library, or if there is no display to open a window on."""
    try:
        from PySide6 import QtWidgets  # noqa: F401
    except ImportError as error:
        raise _missing(str(error)) from None
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform.startswith(_NO_SCREEN):
        return
    if platform and not (_qt_folder() / "plugins" / "platforms" / f"libq{platform}.so").exists():
        raise ReaderError(tr("Qt has no such platform"), platform, tr("unset QT_QPA_PLATFORM"))
    if platform.startswith("wayland") or (not platform and os.environ.get("WAYLAND_DISPLAY")):
        if _is_wayland_there():
            return
        if platform:
            raise ReaderError(tr("there is no Wayland display to open a window on"), remedy=tr(_INSTEAD))
    if not os.environ.get("DISPLAY"):
        raise ReaderError(tr("there is no display to open a window on"), remedy=tr(_INSTEAD))
    import ctypes

    try:
        ctypes.CDLL(str(_qt_folder() / "plugins" / "platforms" / "libqxcb.so"))
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError as error:
        raise _missing(str(error)) from None
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(None, None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise ReaderError(
            tr("the display does not answer"),
            os.environ["DISPLAY"],
            tr("check DISPLAY, or use Reader's commands (reader --help)"),
        )


def _is_wayland_there() -> bool:
    """Whether the Wayland display that Qt would take answers; Qt ends the process if it does not."""
    import socket

    if os.environ.get("WAYLAND_SOCKET"):
        return True  # an open one was handed to us; to try it would use it up
    name = os.environ.get("WAYLAND_DISPLAY") or "wayland-0"
    with socket.socket(socket.AF_UNIX) as display:
        try:
            display.connect(os.path.join(os.environ.get("XDG_RUNTIME_DIR", ""), name))
        except OSError:
            return False
    return True


def _qt_folder() -> Path:
    import PySide6

    return Path(PySide6.__path__[0]) / "Qt"


def _missing(message: str) -> ReaderError:
    library = message.partition(":")[0]
    return ReaderError(
        tr("a system library that Qt needs is missing ({library})", library=library),
        remedy=tr("on Debian or Ubuntu: {command}", command=f"sudo apt-get install {PACKAGES}"),
    )
