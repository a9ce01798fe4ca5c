"""However it ends, what was typed is there, and the next start shows the same article at the same place."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable

import pytest

from tests.e2e.conftest import Desktop, wait_until

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]
SOON = 5.0  # seconds; it takes a tenth of one here, and a busy machine has its own time
Reader = subprocess.Popen[bytes]


def notes(desktop: Desktop) -> list[dict[str, object]]:
    found = json.loads(desktop.reader("notes", "--json"))
    assert isinstance(found, list)
    return found


def bodies(desktop: Desktop) -> list[object]:
    return [note["body"] for note in notes(desktop)]


def close_by_the_manager(desktop: Desktop, reader: Reader) -> None:
    desktop.key("alt+F4")


def end_the_server(desktop: Desktop, reader: Reader) -> None:
    desktop.server.kill()


def send(number: signal.Signals) -> Callable[[Desktop, Reader], None]:
    return lambda desktop, reader: reader.send_signal(number)


@pytest.mark.parametrize(
    ("end", "code"),
    [
        pytest.param(close_by_the_manager, 0, id="Alt+F4"),
        pytest.param(send(signal.SIGTERM), 0, id="SIGTERM"),
        pytest.param(send(signal.SIGHUP), 0, id="SIGHUP"),
        pytest.param(send(signal.SIGINT), 0, id="SIGINT"),
        pytest.param(end_the_server, 1, id="the server's end"),
    ],
)
def test_an_end_in_the_middle_of_a_sentence(
    desktop: Desktop, end: Callable[[Desktop, Reader], None], code: int
) -> None:
    reader = desktop.start_reader()
    desktop.key("bracketright", "bracketright", "j", "n")
    desktop.type("half a sent")
    begin = time.monotonic()
    end(desktop, reader)
    assert reader.wait(timeout=30) == code
    assert time.monotonic() - begin < SOON
    assert bodies(desktop) == ["half a sent"]
    home = desktop.home / "reader"
    assert "place = " in (home / "settings.ini").read_text("utf-8")
    assert sorted(path.name for path in home.iterdir() if path.name.startswith("reader.")) == []
    assert not (home / "library.sqlite3-wal").exists()


def test_the_same_place_again(desktop: Desktop) -> None:
    reader = desktop.start_reader()
    desktop.key("bracketright", "bracketright", "j")
    reader.send_signal(signal.SIGTERM)
    assert reader.wait(timeout=30) == 0
    desktop.start_reader()
    assert desktop.focused_title().startswith("Rafah talks and court order")
    desktop.key("h")
    wait_until(lambda: bool(notes(desktop)), "the highlight")
    assert str(notes(desktop)[0]["quote"]).startswith("The International Court of Justice has ordered")


def test_a_kill_in_the_middle_of_typing(desktop: Desktop) -> None:
    reader = desktop.start_reader()
    desktop.key("j", "n")
    desktop.type("what was typed before")
    # Saved a quarter of a second after the first unsaved key; nothing of an earlier word is lost.
    wait_until(lambda: bodies(desktop) == ["what was typed before"], "the words on the disk")
    desktop.type(" and")
    reader.kill()
    reader.wait()
    assert str(bodies(desktop)[0]).startswith("what was typed before")
    begin = time.monotonic()
    desktop.start_reader()
    # The dead one's socket and lock are in nobody's way.
    assert time.monotonic() - begin < SOON
    other = desktop.home / "quay.md"
    other.write_text("# The Quay\n\nEleven barges lie there.\n")
    desktop.reader_start_that_ends(str(other))
    wait_until(lambda: desktop.focused_title().startswith("The Quay"), "the file in the new window")
    assert "sound" in desktop.reader("check")


def test_two_windows_are_one_process_and_show_the_same_notes(desktop: Desktop) -> None:
    reader = desktop.start_reader()
    first = desktop.focused_window()
    desktop.key("ctrl+shift+n")
    wait_until(lambda: desktop.focused_window() not in ("", first), "the second window")
    second = desktop.focused_window()
    desktop.key("shift+j")  # its own article
    wait_until(lambda: desktop.focused_title().startswith("Reading with Reader"), "another article")
    desktop.key("j", "n")
    desktop.type("in the second")
    wait_until(lambda: bodies(desktop) == ["in the second"], "its note")
    desktop.key("Escape", "ctrl+w")
    wait_until(lambda: desktop.focused_window() == first, "the first window")
    assert second != first
    assert reader.poll() is None
    assert desktop.focused_title().startswith("Rafah talks")
    desktop.key("j", "n")
    desktop.type("in the first")
    reader.send_signal(signal.SIGTERM)
    assert reader.wait(timeout=30) == 0
    assert sorted(map(str, bodies(desktop))) == ["in the first", "in the second"]


def rectangle(desktop: Desktop) -> tuple[int, int, int, int]:
    """Where the window with the focus is, without its frame: left, top, width, height in pixels."""
    if shutil.which("xwininfo") is None:
        pytest.skip("xwininfo is not installed (apt-get install x11-utils)")
    found = subprocess.run(
        ["xwininfo", "-id", desktop.focused_window()],
        env=desktop.environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    pattern = r"(?:Absolute upper-left [XY]|Width|Height):\s+(-?\d+)"
    left, top, width, height = map(int, re.findall(pattern, found))
    return left, top, width, height


def test_a_window_that_would_be_larger_than_the_screen_is_all_in_sight(desktop: Desktop) -> None:
    desktop.environment["QT_SCALE_FACTOR"] = "1.5"  # then the screen has 907 by 573
    desktop.start_reader()
    left, top, width, height = rectangle(desktop)
    assert left >= 0
    assert top >= 0
    assert left + width <= 1360
    assert top + height <= 860


def test_a_window_stays_where_it_was_put(desktop: Desktop) -> None:
    reader = desktop.start_reader()
    desktop.place_window(100, 80, 900, 600)
    wait_until(lambda: rectangle(desktop)[2:] == (900, 600), "the size")
    before = rectangle(desktop)
    for _ in range(2):
        desktop.key("ctrl+q")
        assert reader.wait(timeout=30) == 0
        reader = desktop.start_reader()
        assert rectangle(desktop) == before
