"""Whether a window can be opened, asked of what the environment says."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.window.display import check_display

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there always is one")


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))


@pytest.mark.parametrize(
    ("variables", "message"),
    [
        ({}, "no display"),
        ({"WAYLAND_DISPLAY": "wayland-7"}, "no display"),
        ({"QT_QPA_PLATFORM": "wayland"}, "no Wayland display"),
        ({"QT_QPA_PLATFORM": "nonsense"}, "Qt has no such platform"),
    ],
)
def test_without_a_display_it_is_one_error(
    variables: dict[str, str], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ReaderError, match=message):
        check_display()


def test_a_wayland_display_that_answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-7")
    with socket.socket(socket.AF_UNIX) as display:
        display.bind(str(tmp_path / "wayland-7"))
        display.listen()
        check_display()


def test_no_screen_is_needed_offscreen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    check_display()
