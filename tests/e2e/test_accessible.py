"""The window as a screen reader meets it: over AT-SPI, on a bus of its own, by the calls that Orca makes."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Desktop, wait_until

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = Path("/usr/bin/python3")
NEEDED = "apt-get install dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0"
NOTE = "Which meeting? The one of 25 March."


class ScreenReader:
    """Asks what `screen_reader.py` answers."""

    def __init__(self, environment: dict[str, str]) -> None:
        environment = {name: value for name, value in environment.items() if name != "PYTHONPATH"}
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, Path(__file__).with_name("screen_reader.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.announced: list[str] = []
        self.carets: list[int] = []
        self.selections = 0

    def ask(self, *question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        result = json.loads(self._process.stdout.readline())
        assert "error" not in result, (question, result)
        return result["answer"]

    def listen(self) -> None:
        for kind, detail, data, _ in self.ask("heard"):
            if kind == "object:announcement":
                self.announced.append(data)
            elif kind == "object:text-caret-moved":
                self.carets.append(detail)
            elif kind == "object:text-selection-changed":
                self.selections += 1

    def hears(self, words: str) -> bool:
        """Whether something with these words was said since the last call that found any."""
        self.listen()
        found = any(words in said for said in self.announced)
        if found:
            self.announced.clear()
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def screen_reader(desktop: Desktop) -> Iterator[ScreenReader]:
    """A session bus and an accessibility bus of the test's own, Reader's window, and who listens to it."""
    check = "import pyatspi, gi; gi.require_version('Atspi', '2.0')"
    if (
        not (shutil.which("dbus-daemon") and LAUNCHER.exists() and SYSTEM_PYTHON.exists())
        or subprocess.run([SYSTEM_PYTHON, "-c", check], stderr=subprocess.DEVNULL, check=False).returncode
    ):
        pytest.skip(f"no AT-SPI here ({NEEDED})")
    desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    desktop.environment["LC_ALL"] = "C.UTF-8"
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=desktop.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    launcher = subprocess.Popen(
        [LAUNCHER, "--launch-immediately"], env=desktop.environment, stderr=subprocess.DEVNULL
    )
    reader = ScreenReader(desktop.environment)
    desktop.start_reader()
    try:
        wait_until(lambda: reader.ask("is_there"), "Reader on the accessibility bus")
        yield reader
    finally:
        reader.end()
        for process in (launcher, bus):
            process.kill()
            process.communicate()
