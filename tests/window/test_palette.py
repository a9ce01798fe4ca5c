from __future__ import annotations

import pytest
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester

from reader.importing.registry import parse
from reader.window.actions import ACTIONS
from reader.window.panels.palette import ROW, PaletteRow


def rows(hand, name: str = "paletteList") -> list[PaletteRow]:
    model = hand.find(name).model()
    return [model.index(row, 0).data(ROW) for row in range(model.rowCount())]


@pytest.mark.parametrize("key", ["Ctrl+K", "Ctrl+Shift+P"])
def test_the_palette_opens_with_the_focus_in_its_field(hand, key):
    hand.press(key)
    assert hand.find("commandPalette").isVisible()
    assert hand.focused.objectName() == "paletteField"
    assert rows(hand)
    hand.press("Esc")
    assert hand.view.hasFocus()


def test_dark_finds_the_theme(hand):
    hand.press("Ctrl+K")
    hand.type("dark")
    assert rows(hand)[0].title == "Theme: dark"
    hand.press("Return")
    assert hand.window.appearance.theme.name == "dark"
    assert hand.view.hasFocus()
    assert not hand.find("commandPalette").isVisible()
    hand.close()
    hand.open()
    assert hand.window.appearance.theme.name == "dark"


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("tree", "Tree"),
        ("notes", "Notes"),
        ("focus mode", "Focus mode"),
        ("export", "Export notes…"),
        ("search", "Search the library…"),
        ("bin", "Bin"),
        ("sepia", "Theme: sepia"),
    ],
)
def test_every_theme_and_panel_is_found(hand, typed, title):
    hand.press("Ctrl+K")
    hand.type(typed)
    assert title in [row.title for row in rows(hand)[:3]]


def test_an_action_is_run_in_the_article(hand):
    hand.put("The order comes")
    hand.press("Ctrl+K")
    hand.type("note on the passage")
    hand.press("Return")
    assert hand.focused.objectName() == "noteEditor"
    hand.press("Esc")
    hand.only_note()


def test_what_does_not_apply_says_why_and_does_nothing(hand):
    hand.press("Ctrl+K")
    hand.type("edit the note")
    row = rows(hand)[0]
    assert (row.title, row.why_not) == ("Edit the note", "no note is under the cursor")
    hand.press("Return")
    assert hand.find("commandPalette").isVisible()


def test_those_that_apply_come_first_and_the_last_used_on_top(hand):
    hand.press("Ctrl+K")
    hand.type("dark")
    hand.press("Return", "Ctrl+K")
    assert rows(hand)[0].title == "Theme: dark"
    apply = [not row.why_not for row in rows(hand)]
    assert apply == sorted(apply, reverse=True)


def test_keys_are_shown(hand):
    hand.press("Ctrl+K")
    hand.type("highlight")
    row = next(row for row in rows(hand) if row.title == "Highlight")
    assert row.keys == ("H", "Ctrl+H")


def test_from_the_note_editor_and_from_fields(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("text that stays")
    hand.press("Home", "Ctrl+K")
    assert hand.focused.objectName() == "paletteField"
    hand.press("Esc")
    assert hand.only_note().body == "text that stays"
    for key, name in (("Ctrl+L", "libraryFilter"), ("Ctrl+F", "findField")):
        hand.view.setFocus()
        hand.press(key)
        assert hand.focused.objectName() == name
        hand.type("abc")
        hand.press("Home", "Ctrl+K")
        assert hand.focused.objectName() == "paletteField", name
        hand.press("Esc")
        assert hand.find(name).text() == "abc"


def test_it_closes_when_it_is_left(hand):
    hand.press("Ctrl+K")
    hand.view.setFocus()
    assert not hand.find("commandPalette").isVisible()


# Articles and sections


def wait_for(hand, title: str) -> list[PaletteRow]:
    """Wait till `title` is the first row; return all."""
    hand.qtbot.waitUntil(lambda: bool(found := rows(hand)) and found[0].title == title)
    return rows(hand)


def test_ctrl_j_goes_to_a_section(hand):
    hand.press("Ctrl+J")
    assert hand.focused.objectName() == "paletteField"
    found = wait_for(hand, "Rafah talks and court order")
    assert {"Rafah talks and court order", "Reading with Reader"} <= {row.title for row in found}
    hand.type("humanitarian access")
    wait_for(hand, "The Court's Order and Humanitarian Access")
    hand.press("Return")
    assert hand.text[hand.position :].startswith("The Court's Order")
    assert hand.view.hasFocus()


def test_ctrl_j_goes_to_an_article(hand):
    hand.press("Ctrl+J")
    hand.type("reading with")
    hand.press("Return")  # before anything was found: it goes where the answer leads
    hand.qtbot.waitUntil(lambda: hand.window.windowTitle().startswith("Reading with Reader"))
    assert hand.view.hasFocus()


def test_ctrl_j_knows_what_came_and_went_since(hand):
    hand.press("Ctrl+J")
    wait_for(hand, "Rafah talks and court order")
    hand.press("Esc")
    with hand.library() as library:
        new = library.store(parse(b"# Walrus\n\n## Tusks of ivory\n\nText.", "walrus.md")).row
    hand.qtbot.waitUntil(lambda: any(row.id == new.id for row in hand.window.tree.rows()))
    hand.press("Ctrl+J")
    hand.type("tusks")
    found = wait_for(hand, "Tusks of ivory")
    assert found[0].detail == "Walrus"
    hand.press("Esc")
    with hand.library() as library:
        library.delete([new.id])
    hand.qtbot.waitUntil(lambda: all(row.id != new.id for row in hand.window.tree.rows()))
    hand.press("Ctrl+J")
    hand.type("tusks of")
    hand.qtbot.waitUntil(lambda: hand.find("commandPalette").nothing.startswith("Nothing fits"))
    assert not rows(hand)


def test_ctrl_j_drops_the_answer_to_an_older_word(hand):
    hand.press("Ctrl+J")
    wait_for(hand, "Rafah talks and court order")
    panel = hand.find("commandPalette")
    hand.type("reading")
    panel.show_found("rafah", [(PaletteRow("Rafah", lambda: None), [])])
    assert all(row.title != "Rafah" for row in rows(hand))


# All keys


@pytest.mark.parametrize("key", ["?", "F1"])
def test_the_sheet_of_keys(hand, key):
    hand.press(key)
    titles = [row.title for row in rows(hand, "keySheetList")]
    assert set(titles) >= {row.title for row in ACTIONS if row.menu}
    hand.type("sentence")
    found = rows(hand, "keySheetList")
    assert any(row.title == "Next sentence" and ")" in row.keys for row in found)
    hand.press("Esc")
    assert hand.view.hasFocus()


# The bin


def test_the_bin_brings_back_a_note_and_an_article(hand):
    hand.press("n")
    hand.type("thrown away")
    hand.press("Esc", "Delete")
    hand.wait(lambda: len(hand.notes(in_bin=True)) == 1)
    hand.press("Ctrl+Shift+B")
    assert [row.title for row in rows(hand)] == ["thrown away"]
    hand.press("Return")
    hand.wait(lambda: [note.body for note in hand.window.context.noting.notes] == ["thrown away"])
    assert hand.view.hasFocus()
    title = hand.window.context.reading.article.title
    hand.press("Ctrl+Shift+D")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 1)
    hand.press("Ctrl+Shift+B")
    assert [row.title for row in rows(hand)] == [title]
    hand.press("Return")
    hand.wait(lambda: hand.window.tree.model.rowCount() == 2)
    hand.press("Ctrl+Shift+B")
    assert rows(hand) == []


# The registry


def test_every_action_is_found_by_its_id_and_stands_in_a_menu(hand):
    in_menus: set[str] = set()

    def walk(menu) -> None:
        for action in menu.actions():
            if action.menu() is not None:
                walk(action.menu())
            elif not action.isSeparator():
                in_menus.add(action.objectName())

    walk(hand.window.menuBar())
    for row in ACTIONS:
        action = hand.window.findChild(QAction, row.id)
        assert action is not None, row.id
        assert action.text() == row.title
        assert row.id in in_menus or not row.menu, row.id


def test_menus_show_what_applies_and_keys_still_say_why_not(hand):
    menu = next(a.menu() for a in hand.window.menuBar().actions() if a.text() == "&Note")
    edit = hand.window.findChild(QAction, "note.edit")
    menu.aboutToShow.emit()
    assert not edit.isEnabled()
    menu.aboutToHide.emit()
    hand.wait(edit.isEnabled)


def test_the_model_is_sound(hand):
    hand.press("Ctrl+K")
    model = hand.find("paletteList").model()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hand.type("note")
    hand.type("qqqq")
    hand.press("Esc", "Ctrl+J", "Esc")
    assert tester is not None
