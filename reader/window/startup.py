"""Under X, what a launcher waits for: that the start it announced is over, and the window in front.

The messages of the start-up notification protocol; Qt sends them for the process that was launched,
but not for a window that takes over what another process was launched with.
"""

from __future__ import annotations

import re
import struct

from PySide6.QtGui import QGuiApplication, QNativeInterface

_CLIENT_MESSAGE = 33
_PROPERTY_CHANGE = 1 << 22
_SUBSTRUCTURE = 1 << 19 | 1 << 20
_FROM_APPLICATION = 1
_LONGEST = 20  # bytes of one message


def end_startup(startup_id: str, window: int) -> None:
    """Say that the start `startup_id` is over, and ask for the X window `window` to come to the front.

    The time in the id is that of the click, which a window manager does not take for stolen focus.
    Nothing happens where there is no X, or no id.
    """
    application = QGuiApplication.instance()
    assert isinstance(application, QGuiApplication)
    native = application.nativeInterface()
    if not startup_id or not isinstance(native, QNativeInterface.QX11Application):
        return
    x = _X(native.connection(), window)
    words = startup_id.replace("\\", "\\\\").replace('"', '\\"')
    text = f'remove: ID="{words}"'.encode() + b"\0"
    for at in range(0, len(text), _LONGEST):
        name = "_NET_STARTUP_INFO" if at else "_NET_STARTUP_INFO_BEGIN"
        x.send(name, 8, text[at : at + _LONGEST], _PROPERTY_CHANGE)
    if clicked := re.search(r"_TIME(\d+)$", startup_id):
        time = int(clicked[1]) & 0xFFFFFFFF
        x.send("_NET_ACTIVE_WINDOW", 32, struct.pack("=2I", _FROM_APPLICATION, time), _SUBSTRUCTURE)
    x.flush()


class _X:
    """Messages about one window to the root it is on, by Qt's own connection."""

    def __init__(self, connection: int, window: int) -> None:
        import ctypes

        self._c = ctypes
        self._xcb = ctypes.CDLL("libxcb.so.1")
        self._libc = ctypes.CDLL(None)
        self._connection = ctypes.c_void_p(connection)
        self._window = window
        self._root = self._answer("get_geometry", ctypes.c_uint32(window))

    def _answer(self, request: str, *arguments: object) -> int:
        """Return the third word of the answer: an atom's number, a geometry's root; 0 for none."""
        cookie = getattr(self._xcb, f"xcb_{request}")(self._connection, *arguments)
        ask = getattr(self._xcb, f"xcb_{request}_reply")
        ask.restype = self._c.c_void_p
        reply = ask(self._connection, self._c.c_uint(cookie), None)
        if not reply:
            return 0
        (word,) = struct.unpack_from("=8xI", self._c.string_at(reply, 12))
        self._libc.free(self._c.c_void_p(reply))
        return int(word)

    def send(self, name: str, width: int, data: bytes, mask: int) -> None:
        """Send one message, named by its atom, of numbers `width` bits wide."""
        atom = self._answer("intern_atom", self._c.c_uint8(0), self._c.c_uint16(len(name)), name.encode())
        event = struct.pack("=BBHII20s", _CLIENT_MESSAGE, width, 0, self._window, atom, data)
        self._xcb.xcb_send_event(
            self._connection, self._c.c_uint8(0), self._c.c_uint32(self._root), self._c.c_uint32(mask), event
        )

    def flush(self) -> None:
        """Have all of it sent now."""
        self._xcb.xcb_flush(self._connection)
