"""A real X display of its own for each test, with a window manager, and keys pressed as a hand does."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NEEDED = ("Xvfb", "openbox", "xdotool")
PATIENCE = 30.0  # seconds that a slow machine may take for anything


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Ask `condition` until it holds; fail with `what` was waited for."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            pytest.fail(f"waited in vain: {what}")


class Desktop:
    """One X display and the programs on it."""

    def __init__(self, number: str, home: Path, server: subprocess.Popen[bytes]) -> None:
        self.home = home
        self.server = server
        self.environment = {
            **os.environ,
            "DISPLAY": f":{number}",
            "QT_QPA_PLATFORM": "xcb",
            "HOME": str(home),
            "PYTHONPATH": str(ROOT),
        }
        self.environment.pop("READER_HOME", None)
        self.readers: list[subprocess.Popen[bytes]] = []

    def wait_for_manager(self) -> None:
        """Wait for the window manager: a window that comes before it gets no focus."""
        wait_until(lambda: self._xdotool("get_num_desktops").returncode == 0, "the window manager")

    def start_reader(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Start Reader and wait for its window to have the focus."""
        reader = subprocess.Popen(
            [sys.executable, "-m", "reader", "--home", str(self.home / "reader"), *arguments],
            env=self.environment,
            cwd=self.home,
        )
        self.readers.append(reader)
        # By its process: the title of one that was killed stays a moment.
        wait_until(lambda: self._focused_process() == reader.pid, "Reader's window")
        return reader

    def reader_start_that_ends(self, *arguments: str) -> None:
        """Start Reader where its window runs already; it hands over and ends well."""
        command = [sys.executable, "-m", "reader", "--home", str(self.home / "reader"), *arguments]
        subprocess.run(command, env=self.environment, check=True, timeout=PATIENCE, cwd=self.home)

    def focused_title(self) -> str:
        """Return the title of the window that has the focus; empty while the focus is on its way."""
        window = self.focused_window()
        return self._xdotool("getwindowname", window).stdout.strip() if window else ""

    def focused_window(self) -> str:
        """Return the X id of the window that has the focus; empty while the focus is on its way.

        The server gives the keys to one window, and the manager says a moment later which one it is.
        """
        focused, active = (self._xdotool(ask).stdout.strip() for ask in ("getwindowfocus", "getactivewindow"))
        return focused if focused == active else ""

    def _focused_process(self) -> int:
        window = self.focused_window()
        found = self._xdotool("getwindowpid", window).stdout.strip() if window else ""
        return int(found) if found.isdecimal() else 0

    def key(self, *keys: str) -> None:
        """Press keys, by their X names, one after the other."""
        self._xdotool("key", "--delay", "60", *keys)

    def place_window(self, left: int, top: int, width: int, height: int) -> None:
        """Move and resize the window that has the focus."""
        window = self.focused_window()
        self._xdotool("windowsize", "--sync", window, str(width), str(height))
        self._xdotool("windowmove", "--sync", window, str(left), str(top))

    def type(self, text: str) -> None:
        """Type `text`."""
        self._xdotool("type", "--delay", "25", text)

    def reader(self, *arguments: str) -> str:
        """Run one of Reader's commands on the same home and return what it prints."""
        command = [sys.executable, "-m", "reader", "--home", str(self.home / "reader"), *arguments]
        return subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=True, cwd=self.home
        ).stdout

    def _xdotool(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["xdotool", *words], env=self.environment, capture_output=True, text=True, check=False
        )


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """A display that is gone after the test, and an empty home."""
    missing = [program for program in NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"a real window needs {', '.join(missing)} (apt-get install xvfb openbox xdotool)")
    reading, writing = os.pipe()
    # Without -noreset the server begins anew when its last client goes, be it a look by xdotool.
    screen = ["-screen", "0", "1360x860x24", "-nolisten", "tcp", "-noreset"]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), *screen], pass_fds=[writing], stderr=subprocess.DEVNULL
    )
    os.close(writing)
    with os.fdopen(reading) as pipe:
        number = pipe.readline().strip()
    place = Desktop(number, tmp_path, server)
    manager = subprocess.Popen(["openbox"], env=place.environment, stderr=subprocess.DEVNULL)
    try:
        place.wait_for_manager()
        yield place
    finally:
        for process in (*place.readers, manager, server):
            if process.poll() is None:
                process.kill()
            process.wait()
