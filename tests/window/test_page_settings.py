"""The page as a reader sets it: seen at once, kept per home."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPushButton

from reader.window.panels.page_settings import PageSettings
from tests.window.conftest import Hand


@pytest.fixture
def panel(hand: Hand) -> PageSettings:
    hand.press("F12")
    panel = hand.find("pageSettings")
    assert isinstance(panel, PageSettings)
    assert panel.isVisible()
    assert hand.focused is panel.face
    return panel


def kept(hand: Hand) -> str:
    return (hand.home / "settings.ini").read_text("utf-8")


def shown(hand: Hand):
    return hand.view._look.style


def test_size_lines_and_column_are_seen_at_once_and_kept(hand, panel) -> None:
    hand.press("Tab", "Up", "Tab", "Down", "Tab", "Up")
    assert (shown(hand).size, shown(hand).line_height, shown(hand).column) == (19, 1.4, 70)
    for line in ("size = 19", "line_height = 1.4", "column = 70"):
        assert line in kept(hand)
    hand.close()
    hand.open()
    assert (shown(hand).size, shown(hand).line_height, shown(hand).column) == (19, 1.4, 70)


def test_a_typed_size_counts_when_it_is_whole(hand, panel) -> None:
    panel.size_.setFocus()
    panel.size_.selectAll()
    hand.type("24")
    assert shown(hand).size == 18
    hand.press("Enter")
    assert shown(hand).size == 24
    assert panel.isVisible()


def test_a_face_is_chosen_or_typed(hand, panel) -> None:
    face = QFontDatabase.families()[-1]
    panel.face.lineEdit().selectAll()
    hand.type(face)
    hand.press("Enter")
    assert shown(hand).faces[0] == face
    assert f"face = {face}" in kept(hand)


def test_a_face_that_is_not_installed_is_kept_and_said(hand, panel) -> None:
    usual = shown(hand).faces
    panel.face.lineEdit().selectAll()
    hand.type("No Such Face")
    hand.press("Tab")
    assert shown(hand).faces == ("No Such Face", *usual)
    assert "not installed" in panel._problem.text()
    assert panel._problem.isVisible()


def test_the_theme_follows_the_choice_and_the_choice_the_action(hand, panel) -> None:
    panel.themes.setFocus()
    hand.type("dark")
    panel.themes.activated.emit(panel.themes.currentIndex())
    assert hand.window.appearance.theme.name == "dark"
    hand.press("Alt+Shift+2")
    hand.window.bindings.actions["theme.sepia"].trigger()
    assert panel.themes.currentData() == "sepia"


def test_the_place_stays_and_everything_goes_back_to_what_it_was(hand, panel) -> None:
    place = hand.position
    hand.press("Tab", "Up", "Up", "Up")
    assert hand.position == place
    panel.findChildren(QPushButton)[-2].click()
    assert shown(hand) == type(shown(hand))()
    assert "size" not in kept(hand)
    assert panel.size_.value() == 18
    hand.press("Esc")
    assert not panel.isVisible()
    assert hand.view.hasFocus()
