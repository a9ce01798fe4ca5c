"""Where a window opens: where it was left, and always where it can be seen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMargins, QPoint, QRect
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

SIZE = (1360, 860)  # of a first window, where the screen has the room
_HERE = QPoint(0, 0)
_ASIDE = QPoint(32, 32)  # from the window that another one is opened from
_FRAME = QMargins(4, 32, 4, 4)  # what a window manager may put around one, unknown till it is shown


def kept_place(window: QWidget) -> str:
    """Return place, size and state of `window` as a text for the settings."""
    return window.saveGeometry().toBase64().toStdString()


def put(window: QWidget, kept: str) -> None:
    """Put a window that is not shown yet where it was when `kept` was made, as far as there is a screen."""
    window.resize(*SIZE)
    known = bool(kept) and window.restoreGeometry(QByteArray.fromBase64(kept.encode()))
    if known and (window.isMaximized() or window.isFullScreen()):
        return  # fills a screen that there is: Qt takes another where the one of then is gone
    _move(window, is_placed=known)


def put_beside(window: QWidget, other: QWidget) -> None:
    """Put a window that is not shown yet a little aside of `other`, as large, with the same state."""
    window.restoreGeometry(other.saveGeometry())
    if window.isMaximized() or window.isFullScreen():
        return
    _move(window, _ASIDE, is_placed=True)


def _move(window: QWidget, aside: QPoint = _HERE, *, is_placed: bool) -> None:
    rooms = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    frame = window.geometry().translated(aside).marginsAdded(_FRAME)
    fitted = inside(frame, rooms).marginsRemoved(_FRAME)
    if is_placed and fitted != window.geometry():
        window.setGeometry(fitted)  # not `move`, which is about the frame: it would drift by its title
    elif not is_placed:
        window.resize(fitted.size())  # the window manager finds the best place


def inside(frame: QRect, rooms: Sequence[QRect]) -> QRect:
    """Return `frame` moved, and shrunk where need be, into the one of `rooms` that it is nearest to."""
    if not rooms:
        return frame
    room = max(rooms, key=lambda each: (_shared(frame, each), -_distance(frame.center(), each)))
    width, height = min(frame.width(), room.width()), min(frame.height(), room.height())
    left = min(max(frame.left(), room.left()), room.left() + room.width() - width)
    top = min(max(frame.top(), room.top()), room.top() + room.height() - height)
    return QRect(left, top, width, height)


def _shared(frame: QRect, room: QRect) -> int:
    both = frame.intersected(room)
    return both.width() * both.height() if both.isValid() else 0


def _distance(point: QPoint, room: QRect) -> int:
    beside = max(room.left() - point.x(), point.x() - room.right(), 0)
    return beside + max(room.top() - point.y(), point.y() - room.bottom(), 0)
