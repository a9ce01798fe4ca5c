from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette

from reader.window.columns import Columns


def open_columns(hand) -> tuple[bool, bool]:
    return hand.window.tree.isVisible(), hand.window.cards.isVisible()


def test_f9_and_shift_f9_hide_and_show(hand):
    hand.press("F9")
    assert open_columns(hand) == (False, True)
    hand.press("Shift+F9")
    assert open_columns(hand) == (False, False)
    hand.press("F9", "Shift+F9")
    assert open_columns(hand) == (True, True)
    assert hand.view.hasFocus()


def test_f11_hides_both_and_shows_both(hand):
    hand.press("F11")
    assert open_columns(hand) == (False, False)
    hand.press("F11")
    assert open_columns(hand) == (True, True)
    hand.press("F9", "F11")
    assert open_columns(hand) == (False, False)
    hand.press("F11")
    assert open_columns(hand) == (True, True)


def test_the_focus_in_a_column_that_is_hidden_goes_to_the_article(hand):
    hand.press("F6", "F6")
    assert not hand.view.hasFocus()
    hand.press("F11")
    assert hand.view.hasFocus()
    hand.press("F11")
    hand.put("The order comes")
    hand.press("n")
    hand.type("kept")
    hand.press("Shift+F9")
    assert hand.view.hasFocus()
    assert hand.only_note().body == "kept"


def test_hidden_columns_and_widths_are_remembered(hand):
    splitter = hand.window.findChild(Columns)
    splitter.moveSplitter(350, 1)
    widths = splitter.sizes()
    hand.press("F9")
    hand.close()
    hand.open()
    hand.window.resize(1360, 860)  # the test's screen is smaller, and a window is kept within one
    assert open_columns(hand) == (False, True)
    hand.press("F9")
    assert open_columns(hand) == (True, True)
    hand.wait(lambda: all(hand.window.findChild(Columns).sizes()))
    assert hand.window.findChild(Columns).sizes() == pytest.approx(widths, abs=4)


def test_a_note_shows_its_column(hand):
    hand.press("F11")
    hand.put("The order comes")
    hand.press("n")
    assert hand.focused.objectName() == "noteEditor"
    assert hand.window.cards.isVisible()
    hand.type("seen")
    hand.press("Esc")
    assert hand.only_note().body == "seen"


def test_the_filter_shows_its_column(hand):
    hand.press("F9", "Ctrl+L")
    assert hand.focused.objectName() == "libraryFilter"
    assert hand.window.tree.isVisible()


def test_the_columns_step_aside_in_a_narrow_window(hand):
    hand.window.resize(800, 600)
    hand.wait(lambda: open_columns(hand) == (True, False))
    hand.window.resize(560, 600)
    hand.wait(lambda: open_columns(hand) == (False, False))
    hand.window.resize(1360, 860)
    hand.wait(lambda: open_columns(hand) == (True, True))


def test_the_article_keeps_room_to_be_read(hand):
    before = hand.window.findChild(Columns).sizes()
    hand.window.resize(950, 700)
    hand.wait(lambda: hand.view.width() >= 470)
    assert open_columns(hand) == (True, True)
    hand.window.resize(1360, 860)
    hand.wait(lambda: hand.window.findChild(Columns).sizes() == before)


def test_notes_are_written_in_a_narrow_window_too(hand):
    hand.window.resize(700, 600)
    hand.wait(lambda: not hand.window.cards.isVisible())
    hand.put("The order comes")
    hand.press("n")
    assert hand.focused.objectName() == "noteEditor"
    hand.type("narrow")
    hand.press("Esc")
    assert hand.only_note().body == "narrow"


def test_notes_that_come_back_have_the_colours_of_the_theme(hand):
    notes = hand.window.columns.widget(2)
    if not notes.isVisible():
        hand.press("Shift+F9")
    hand.window.bindings.actions["theme.light"].trigger()
    hand.window.bindings.actions["theme.dark"].trigger()
    before = notes.grab().toImage().pixelColor(2, 2)
    hand.press("Shift+F9")
    notes.setPalette(QPalette(QColor("white")))  # as Qt's style sheets may, with a palette from before
    hand.press("Shift+F9")
    assert notes.grab().toImage().pixelColor(2, 2) == before


def test_in_a_narrow_window_one_side_column_makes_room_for_the_other(hand):
    hand.window.resize(700, 600)
    hand.wait(lambda: open_columns(hand) == (True, False))
    hand.put("The order comes")
    hand.press("n")
    assert hand.focused.objectName() == "noteEditor"
    assert open_columns(hand) == (False, True)
    assert hand.view.width() >= 470
    hand.press("Ctrl+L")
    assert hand.focused.objectName() == "libraryFilter"
    assert open_columns(hand) == (True, False)
    hand.window.resize(1360, 860)
    hand.wait(lambda: open_columns(hand) == (True, True))


# The focus


def test_f6_goes_round_tree_article_notes(hand):
    names = []
    for _ in range(3):
        hand.press("F6")
        names.append(hand.focused.objectName())
    assert names == ["notesList", "sectionTree", "articleView"]
    names = []
    for _ in range(3):
        hand.press("Shift+F6")
        names.append(hand.focused.objectName())
    assert names == ["sectionTree", "notesList", "articleView"]


def test_f6_leaves_the_editor_and_saves(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("left by F6")
    hand.press("F6")
    assert hand.focused.objectName() == "sectionTree"
    assert hand.only_note().body == "left by F6"


def test_f6_with_a_hidden_column(hand):
    hand.press("F9", "F6")
    assert hand.focused.objectName() == "notesList"
    hand.press("F6")
    assert hand.view.hasFocus()


@pytest.mark.parametrize(
    "keys",
    [
        ("Ctrl+L",),
        ("F6",),
        ("F6", "F6"),
        ("Ctrl+K",),
        ("Ctrl+J",),
        ("Ctrl+F",),
        ("Ctrl+Shift+F",),
        ("Ctrl+E",),
        ("F1",),
        ("Ctrl+Shift+B",),
        ("F2",),
        ("Alt+Return",),
        ("Shift+F1",),
        ("n",),
        ("h", "t"),
        ("h", "Return"),
        ("n", "Ctrl+K"),
        ("n", "Ctrl+Shift+F"),
        ("Ctrl+L", "Ctrl+E"),
        ("Ctrl+E", "Tab"),
        ("Ctrl+E", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab", "Tab"),
        ("Ctrl+Shift+F", "Tab"),
        ("Alt+Return", "Tab", "Tab"),
        ("Ctrl+F", "Tab"),
        ("Ctrl+E", "Ctrl+K"),
        ("Tab",),
        ("Tab", "Tab"),
    ],
)
def test_esc_always_leads_back_to_the_article(hand, keys):
    hand.put("The order comes")
    hand.press(*keys)
    for _ in range(3):
        if hand.view.hasFocus():
            break
        hand.press("Esc")
    assert hand.view.hasFocus()
    panels = ("commandPalette", "searchPanel", "exportDialog", "properties", "tags", "about", "keySheet")
    hand.press("Esc", "Esc")
    assert [
        name for name in panels if hand.window.findChild(object, name) and hand.find(name).isVisible()
    ] == []


def test_esc_from_the_lines_button(hand):
    hand.press("h", "Delete")
    line = hand.find("line")
    button = next(child for child in line.children() if hasattr(child, "click"))
    button.setFocus(Qt.FocusReason.TabFocusReason)
    hand.press("Esc")
    assert hand.view.hasFocus()


def test_tab_goes_through_the_window_and_comes_back(hand):
    seen = []
    for _ in range(12):
        hand.press("Tab")
        if hand.view.hasFocus():
            break
        seen.append(hand.focused.objectName())
    assert hand.view.hasFocus()
    assert {"notesList", "sectionTree", "libraryFilter"} <= set(seen)


# The filter


def test_ctrl_l_narrows_the_tree_and_enter_opens_the_first(hand):
    hand.press("Ctrl+L")
    hand.type("reading with")
    assert [row.title for row in hand.window.tree.rows()] == ["Reading with Reader"]
    hand.press("Return")
    assert hand.window.windowTitle().startswith("Reading with Reader")
    assert hand.view.hasFocus()


def test_esc_in_the_filter_shows_everything_again(hand):
    hand.press("Ctrl+L")
    hand.type("zzz")
    assert hand.window.tree.rows() == []
    hand.press("Esc")
    assert len(hand.window.tree.rows()) == 2
    assert hand.view.hasFocus()


def test_letters_typed_in_the_tree_go_into_the_filter(hand):
    hand.window.tree.tree.setFocus()
    hand.press("r")
    assert hand.focused.objectName() == "libraryFilter"
    assert hand.focused.text() == "r"


# The text


def test_zoom(hand):
    size = hand.window.appearance.style.size
    hand.press("Ctrl++")
    assert hand.window.appearance.style.size > size
    hand.press("Ctrl+=", "Ctrl+-", "Ctrl+-")
    assert hand.window.appearance.style.size == size
    hand.press("Ctrl+-")
    assert hand.window.appearance.style.size < size
    hand.press("Ctrl+0")
    assert hand.window.appearance.style.size == size


def test_zoom_keeps_the_place_and_is_remembered(hand):
    start = hand.put("Israel denies this")
    hand.press("Ctrl++", "Ctrl++", "Ctrl++", "Ctrl++")
    assert hand.position == start
    first, last = hand.view.visible_range()
    assert first <= start < last
    size = hand.window.appearance.style.size
    hand.close()
    hand.open()
    assert hand.window.appearance.style.size == size
    assert hand.position == start


@pytest.mark.parametrize(
    ("digit", "name"),
    [("1", "light"), ("2", "sepia"), ("3", "dark"), ("4", "high-contrast"), ("5", "high-contrast-light")],
)
def test_themes_have_keys(hand, digit, name):
    start = hand.put("Israel denies this")
    hand.press(f"Alt+Shift+{digit}")
    assert hand.window.appearance.theme.name == name
    assert hand.position == start


def test_a_theme_while_one_writes(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("before")
    hand.press("Alt+Shift+3")
    hand.wait(lambda: [note.body for note in hand.notes()] == ["before"])
    assert hand.focused.objectName() == "noteEditor"
    hand.type(" after")
    hand.press("Esc")
    assert hand.only_note().body == "before after"
