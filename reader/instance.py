"""One process a home: a second start hands its files and links to the running window.

The lock file in the home decides who is first; the socket only carries. A socket left by a killed
process is in nobody's way: the next one that gets the lock replaces it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.home import Home

if TYPE_CHECKING:
    import socket

    from PySide6.QtCore import QLockFile, QSocketNotifier

LONGEST_MESSAGE = 64 * 1024  # bytes
ANSWER_WITHIN = 2.0  # seconds
_LONGEST_PATH = 107  # bytes that a socket's path may have on Linux
_ANSWER = b"ok\n"


class HandedOver(NamedTuple):
    """What a second start was given: `arguments`, and how its launcher knows it.

    `activation` is Wayland's leave to come to the front, `startup_id` the name that X launchers wait
    under; both empty where there was none.
    """

    arguments: list[str]
    activation: str = ""
    startup_id: str = ""


def socket_path(home: Home) -> Path:
    """Return where the socket of `home` is: in it, or in XDG_RUNTIME_DIR where that path is too long."""
    path = home.folder / "reader.sock"
    if len(os.fsencode(path)) <= _LONGEST_PATH:
        return path
    import hashlib  # loads OpenSSL: 5 MB

    name = hashlib.blake2b(os.fsencode(home.folder), digest_size=8).hexdigest()
    return Path(os.environ.get("XDG_RUNTIME_DIR", "/tmp")) / f"reader-{name}.sock"


def hand_over(home: Home, arguments: list[str]) -> bool:
    """Give `arguments` (absolute paths and links) to the window that runs on `home`.

    Returns whether one took them; False where there is none, it does not answer, or it is another
    user's.
    """
    path = socket_path(home)
    if not path.exists():
        return False
    import json
    import socket

    if not hasattr(socket, "AF_UNIX"):
        return False
    message = json.dumps(
        {
            "arguments": arguments,
            "activation": os.environ.get("XDG_ACTIVATION_TOKEN", ""),
            "startup_id": os.environ.get("DESKTOP_STARTUP_ID", ""),
        }
    ).encode()
    if len(message) >= LONGEST_MESSAGE:
        return False
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
            client.settimeout(ANSWER_WITHIN)
            client.connect(str(path))
            if not _is_ours(client):
                return False
            client.sendall(message + b"\n")
            return client.recv(len(_ANSWER)) == _ANSWER
    except OSError:
        return False


class Instance:
    """The first process of a home: holds its lock, listens on its socket. Needs a QCoreApplication."""

    def __init__(self, home: Home) -> None:
        self._home = home
        self._lock: QLockFile | None = None
        self._server: socket.socket | None = None
        self._notifier: QSocketNotifier | None = None

    def claim(self) -> bool:
        """Take the home's lock; False where another living process has it."""
        from PySide6.QtCore import QLockFile

        self._home.folder.mkdir(parents=True, exist_ok=True)
        lock = QLockFile(str(self._home.folder / "reader.lock"))
        lock.setStaleLockTime(0)  # only a dead owner makes it stale, never its age
        if not lock.tryLock(0):
            return False
        self._lock = lock
        return True

    def listen(self, receive: Callable[[HandedOver], None]) -> None:
        """Call `receive` for each later start. Only after `claim`."""
        import socket

        from PySide6.QtCore import QSocketNotifier

        if not hasattr(socket, "AF_UNIX"):
            return
        path = socket_path(self._home)
        path.unlink(missing_ok=True)
        server = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        before = os.umask(0o177)
        try:
            server.bind(str(path))
        finally:
            os.umask(before)
        server.listen(8)
        server.setblocking(False)
        self._server = server
        self._notifier = QSocketNotifier(server.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: self._accept(receive))

    def release(self) -> None:
        """Close the socket and give the lock back."""
        if self._notifier is not None:
            self._notifier.setEnabled(False)
        if self._server is not None:
            self._server.close()
            socket_path(self._home).unlink(missing_ok=True)
        if self._lock is not None:
            self._lock.unlock()
        self._notifier = self._server = self._lock = None

    def _accept(self, receive: Callable[[HandedOver], None]) -> None:
        assert self._server is not None
        try:
            client, _ = self._server.accept()
        except OSError:
            return
        with client:
            # The message is there at once or the sender is not one of ours: nobody may hold up the window.
            client.settimeout(0.2)
            message = _read_message(client) if _is_ours(client) else None
            if message is None:
                return
            client.sendall(_ANSWER)
        receive(message)


def _read_message(client: socket.socket) -> HandedOver | None:
    """Return the message of a later start, None where it is not in our form."""
    import json

    data = b""
    try:
        while not data.endswith(b"\n"):
            part = client.recv(LONGEST_MESSAGE)
            data += part
            if not part or len(data) > LONGEST_MESSAGE:
                return None
        message = json.loads(data)
    except (OSError, ValueError):
        return None
    if not isinstance(message, dict):
        return None
    arguments = message.get("arguments")
    names: list[Any] = [message.get("activation"), message.get("startup_id")]
    if not isinstance(arguments, list) or not all(isinstance(a, str) for a in [*arguments, *names]):
        return None
    return HandedOver(arguments, *names)


def _is_ours(peer: socket.socket) -> bool:
    """Whether the process at the other end belongs to this user; True where the system cannot tell."""
    import socket
    import struct

    if not hasattr(socket, "SO_PEERCRED"):
        return True
    _, user, _ = struct.unpack(
        "3i", peer.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    )
    return bool(user == os.getuid())
