"""From the menu entry to the window, by the desktop's own launcher."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from reader.desktop import APPLICATION_ID
from tests.e2e.conftest import Desktop, wait_until

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]


@pytest.fixture
def entry(desktop: Desktop) -> Path:
    """The entry as `reader desktop install` makes it for a user of that display."""
    for program, package in (("gio", "libglib2.0-bin"), ("xprop", "x11-utils")):
        if shutil.which(program) is None:
            pytest.skip(f"{program} is not installed (apt-get install {package})")
    desktop.environment["XDG_DATA_HOME"] = str(desktop.home / "data")
    desktop.environment["XDG_CONFIG_HOME"] = str(desktop.home / "config")
    return Path(desktop.reader("desktop", "install").strip())


def launch(desktop: Desktop, entry: Path, *arguments: str) -> None:
    """Start what the entry says, from a folder whose modules must not be taken for ours."""
    (desktop.home / "reader.py").write_text("raise SystemExit('the wrong reader')\n")
    environment = {name: value for name, value in desktop.environment.items() if name != "PYTHONPATH"}
    command = ["gio", "launch", str(entry), *arguments]
    subprocess.run(command, env=environment, cwd=desktop.home, check=True, timeout=60)


def test_the_entry_opens_a_file_in_a_window_that_belongs_to_it(desktop: Desktop, entry: Path) -> None:
    story = desktop.home / "a story 100%.md"
    story.write_text("# The Quay\n\nEleven barges lie there.\n")
    launch(desktop, entry, str(story))
    wait_until(lambda: desktop.focused_title().startswith("The Quay"), "the article's window")
    seen = subprocess.run(
        ["xprop", "-id", desktop.focused_window(), "WM_CLASS", "_NET_WM_NAME", "_KDE_NET_WM_DESKTOP_FILE"],
        env=desktop.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert f'WM_CLASS(STRING) = "{APPLICATION_ID}"' in seen
    assert f'_KDE_NET_WM_DESKTOP_FILE(UTF8_STRING) = "{APPLICATION_ID}"' in seen
    # A second start of the entry comes to the same window.
    other = desktop.home / "other.txt"
    other.write_text("The Gate\n\nIt leaks.\n")
    launch(desktop, entry, str(other))
    wait_until(lambda: desktop.focused_title().startswith("The Gate"), "the second article")
    desktop.key("ctrl+q")
    wait_until(lambda: desktop.focused_title() == "", "the end")


def test_a_second_start_comes_to_the_front_and_ends_its_launchers_waiting(desktop: Desktop) -> None:
    if shutil.which("xev") is None:
        pytest.skip("xev is not installed (apt-get install x11-utils)")
    desktop.start_reader()
    reader = desktop.focused_window()
    other = subprocess.Popen(["xev"], env=desktop.environment, stdout=subprocess.DEVNULL)
    desktop.readers.append(other)
    wait_until(lambda: desktop.focused_title() == "Event Tester", "the other window in front")
    desktop.key("x")  # used just now: the window manager has a reason to keep it in front
    heard = desktop.home / "heard"
    with heard.open("wb") as file:
        listener = subprocess.Popen(
            ["xev", "-root", "-event", "property"], env=desktop.environment, stdout=file
        )
    desktop.readers.append(listener)
    wait_until(lambda: b"PropertyNotify" in heard.read_bytes() or _poke(desktop), "the listener")
    desktop.environment["DESKTOP_STARTUP_ID"] = "panel-1-quay_TIME4000000000"
    story = desktop.home / "quay.md"
    story.write_text("# The Quay\n\nEleven barges lie there.\n")
    desktop.reader_start_that_ends(str(story))
    wait_until(lambda: desktop.focused_window() == reader, "Reader in front")
    wait_until(lambda: desktop.focused_title().startswith("The Quay"), "the article")
    wait_until(lambda: b"(_NET_STARTUP_INFO_BEGIN)" in heard.read_bytes(), "the end of the start")


def _poke(desktop: Desktop) -> bool:
    """Change a property of the root window, so that who listens there hears something."""
    command = ["xprop", "-root", "-f", "POKE", "8s", "-set", "POKE", "x"]
    subprocess.run(command, env=desktop.environment, check=True)
    return False
