from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QLineEdit, QWidget

OPENING = {
    "commandPalette": "Ctrl+K",
    "searchPanel": "Ctrl+Shift+F",
    "exportDialog": "Ctrl+E",
    "findBar": "Ctrl+F",
    "keySheet": "F1",
    "properties": "Alt+Return",
    "about": "Shift+F1",
}


def open_everything(hand) -> None:
    hand.put("The order comes")
    hand.press("n")
    for key in OPENING.values():
        hand.press(key)
        hand.press("Esc")
    hand.press("t")
    hand.press("Esc", "n")


def test_every_object_name_of_the_contract_is_there(hand):
    open_everything(hand)
    for name in (
        "libraryFilter",
        "sectionTree",
        "articleView",
        "notesList",
        "noteEditor",
        "findBar",
        "findField",
        "searchPanel",
        "searchField",
        "searchResults",
        "commandPalette",
        "paletteField",
        "paletteList",
        "exportDialog",
        "statusPosition",
    ):
        assert len(hand.window.findChildren(QWidget, name)) == 1, name
    for name in ("libraryFilter", "findField", "searchField", "paletteField"):
        assert isinstance(hand.find(name), QLineEdit)
    for name in ("sectionTree", "notesList", "paletteList", "searchResults"):
        view = hand.find(name)
        assert isinstance(view, QAbstractItemView)
        assert view.model() is not None
    assert hand.window.objectName() == "mainWindow"


def test_every_focusable_widget_has_an_accessible_name(hand):
    open_everything(hand)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {widget.parent().objectName()}"
        for widget in hand.window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not widget.accessibleName()
        and not getattr(widget, "text", lambda: "")()
        and not widget.objectName().startswith("qt_")
        and widget.focusProxy() is None
    ]
    assert nameless == []


@pytest.mark.parametrize("name", sorted(OPENING))
def test_a_panel_stands_inside_the_window_at_any_size(hand, name):
    for width, height in ((1360, 860), (700, 480), (420, 320)):
        hand.window.resize(width, height)
        hand.view.setFocus()
        hand.press(OPENING[name])
        panel = hand.find(name)
        assert panel.isVisible()
        assert panel.width() <= width + 48
        assert panel.height() <= height + 48
        hand.press("Esc")
        assert not panel.isVisible()
        assert hand.view.hasFocus()


def test_panels_follow_the_window(hand):
    hand.press("Ctrl+K")
    panel = hand.find("commandPalette")
    hand.window.resize(600, 500)
    hand.wait(lambda: panel.geometry().right() <= 600 + 24)


@pytest.mark.parametrize("name", sorted(OPENING))
def test_every_panel_in_every_theme(hand, name):
    for digit in "1234":
        hand.press(f"Alt+Shift+{digit}", OPENING[name])
        assert not hand.find(name).grab().isNull()
        hand.press("Esc")


def test_keys_typed_in_a_panel_do_nothing_below_it(hand):
    start = hand.position
    hand.press("Shift+F1")
    hand.press("j", "h", "n", "Delete")
    hand.press("Esc")
    hand.wait_saved()
    assert hand.position == start
    assert hand.notes() == []


def test_one_panel_at_a_time(hand):
    hand.press("Alt+Return", "Ctrl+K", "Ctrl+Shift+F", "Ctrl+E")
    shown = [name for name in OPENING if hand.window.findChild(QWidget, name) and hand.find(name).isVisible()]
    assert shown == ["exportDialog"]


def test_a_message_goes_after_a_while_and_the_next_one_stands_instead(hand):
    hand.window.say("One")
    hand.window.say("Two")
    assert hand.said == "Two"
    hand.press("Esc")
    assert hand.said == ""


def test_a_long_message_is_whole_and_a_very_long_one_has_an_end(hand):
    hand.window.say("One")
    line = hand.find("line")
    low = line.height()
    long = "this file cannot be written; " * 6 + "make room on the disk"
    hand.window.say(long)
    label = line.findChild(QLabel)
    assert label.text() == long
    assert label.heightForWidth(label.width()) <= label.height() < 4 * low
    hand.window.say(long * 100)
    assert label.text().endswith("…")
    assert line.height() < 5 * low
    hand.window.say("Two")
    assert line.height() == low


def test_progress_can_be_cancelled(hand):
    asked = []
    hand.window.line.show_progress("Importing, 1 of 3", 1, 3, lambda: asked.append(True))
    line = hand.find("line")
    button = next(child for child in line.children() if hasattr(child, "click"))
    assert button.text() == "Cancel"
    button.click()
    assert asked == [True]


def test_a_title_is_never_rich_text(hand):
    article = hand.store("<b>Bold</b> <img src=x> title\n\nIt was late. It rained.\n", "x.txt")
    hand.window.arrivals.open_article(article)
    hand.press("Alt+Return", "Esc", "Ctrl+J", "Esc", "Ctrl+E", "Esc")
    assert hand.window.windowTitle().startswith("<b>Bold</b>")


def test_settings_that_cannot_be_read_are_said(hand):
    hand.close()
    (hand.home / "settings.ini").write_text("[keys]\nnote.add = H\n[page]\nsize = huge\n")
    hand.open()
    hand.wait(lambda: "settings.ini" in hand.said)
    assert "size = huge" in hand.said
    hand.put("The order comes")
    hand.press("n")
    assert hand.focused.objectName() == "noteEditor"
