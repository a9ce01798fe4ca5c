"""What the window does for the desktop: the applications menu, recent files, the search from outside."""

from __future__ import annotations

import os
import sys

import pytest

from reader.desktop import APPLICATION_ID, SEARCH
from reader.desktop.places import data_home
from reader.instance import HandedOver
from reader.window.desk.files.recent import MOST, recent_files
from reader.window.desk.settings.menu_entry import offer

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the desktops of Linux")


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """A user who has nothing yet."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "system"))
    return tmp_path


def entry():
    return data_home() / "applications" / f"{APPLICATION_ID}.desktop"


def test_added_to_the_menu_and_taken_out_by_keys(hand) -> None:
    hand.press("Ctrl+Alt+A")
    hand.wait(lambda: hand.said == "Reader is in the applications menu.")
    assert str(hand.home) in entry().read_text("utf-8")
    hand.press("Ctrl+Alt+Shift+A")
    hand.wait(lambda: hand.said == "Reader is no longer in the applications menu.")
    assert not entry().exists()


def test_the_menu_is_offered_once(hand) -> None:
    offer(hand.window.context)
    hand.wait(lambda: "applications menu" in hand.said)
    hand.window.line._clicked()
    hand.wait(lambda: entry().exists())
    hand.wait(lambda: hand.said == "Reader is in the applications menu.")
    hand.window.line.hide()
    hand.close()
    hand.open()
    offer(hand.window.context)
    hand.wait_saved()
    assert hand.said == ""


def test_who_has_an_entry_is_offered_none(hand, folders) -> None:
    (folders / "system/applications").mkdir(parents=True)
    (folders / "system/applications" / entry().name).touch()
    offer(hand.window.context)
    hand.window.session.pool.job(lambda: None).result(10)
    hand.qtbot.wait(50)
    assert hand.said == ""


def test_opened_files_are_offered_again(hand, tmp_path) -> None:
    names = [f"{number} ä%.md" for number in range(MOST + 2)]
    for name in names:
        (tmp_path / name).write_text(f"# Story {name}\n\nOne sentence.\n")
    hand.window.context.filing.import_files([str(tmp_path / name) for name in names[:-1]])
    hand.wait(lambda: recent_files(hand.window.session.settings))
    hand.window.context.filing.import_files([str(tmp_path / names[-1]), str(tmp_path / names[3])])
    last = [names[3], names[-1], *(name for name in reversed(names[:-1]) if name != names[3])][:MOST]
    hand.wait(lambda: recent_files(hand.window.session.settings) == [str(tmp_path / name) for name in last])
    hand.wait(lambda: (data_home() / "recently-used.xbel").exists())
    hand.close()
    hand.open()
    hand.press("Ctrl+Alt+O")
    shown = hand.find("paletteList").model()
    assert [shown.index(row, 0).data() for row in range(shown.rowCount())] == last
    hand.press("Down", "Enter")
    hand.wait(lambda: hand.window.windowTitle().startswith(f"Story {names[-1]}"))
    hand.wait(lambda: recent_files(hand.window.session.settings)[0] == str(tmp_path / names[-1]))


def test_a_search_from_outside_opens_the_panel(hand) -> None:
    hand.window.arrivals.receive(HandedOver([SEARCH]))
    field = hand.find("searchField")
    assert field.isVisible()
    hand.window.arrivals.receive(HandedOver([f"{SEARCH}land crossings"]))
    assert field.text() == "land crossings"


def test_a_second_start_brings_wayland_s_leave_to_the_window(hand, monkeypatch) -> None:
    seen = []
    monkeypatch.setattr(
        hand.window, "activateWindow", lambda: seen.append(os.environ["XDG_ACTIVATION_TOKEN"])
    )
    hand.window.arrivals.receive(HandedOver([], "token"))
    assert seen == ["token"]
    assert "XDG_ACTIVATION_TOKEN" not in os.environ
