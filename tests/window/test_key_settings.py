"""The key map as a reader changes it: by pressing keys, refused where taken, kept at once."""

from __future__ import annotations

import pytest

from reader.window.panels.key_settings import KeySettings
from tests.window.conftest import Hand


@pytest.fixture
def panel(hand: Hand) -> KeySettings:
    hand.press("Ctrl+,")
    panel = hand.find("keySettings")
    assert isinstance(panel, KeySettings)
    assert panel.isVisible()
    assert hand.focused.objectName() == "keySettingsField"
    return panel


def keys(hand: Hand, action_id: str) -> tuple[str, ...]:
    return hand.window.keymap.keys(action_id)


def kept(hand: Hand) -> str:
    file = hand.home / "settings.ini"
    return file.read_text("utf-8") if file.exists() else ""


def test_every_action_is_listed_and_found_by_its_name_or_its_key(hand, panel) -> None:
    titles = {panel.list.model().index(row).data() for row in range(panel.list.model().rowCount())}
    assert titles == {action.title for action in hand.window.keymap.actions.values()}
    hand.type("ctrl+h")
    assert panel.list.model().rowCount() == 1
    assert panel.list.currentIndex().data() == "Highlight"


def test_what_was_found_stays_while_a_key_is_changed(hand, panel) -> None:
    hand.type("highlight as")
    found = panel.list.model().rowCount()
    hand.press("Down", "Delete")
    assert panel.list.model().rowCount() == found
    assert keys(hand, "note.highlight-green") == ()


def test_a_new_key_is_recorded_by_pressing_it_and_acts_and_is_kept_at_once(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Enter", "Ctrl+Shift+Y")
    assert keys(hand, "note.highlight") == ("H", "Ctrl+H", "Ctrl+Shift+Y")
    assert "note.highlight = H | Ctrl+H | Ctrl+Shift+Y" in kept(hand)
    hand.press("Esc")
    hand.put("The Israeli government")
    hand.press("Ctrl+Shift+Y")
    assert hand.only_note().anchor is not None


def test_a_taken_key_is_refused_by_the_name_of_the_other_action(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Enter", "n")
    assert "“Note on the passage”" in panel.said
    assert keys(hand, "note.highlight") == ("H", "Ctrl+H")
    hand.press("q")
    assert keys(hand, "note.highlight")[-1] == "Q"


def test_a_key_that_the_window_knows_does_not_act_while_it_is_recorded(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Enter", "F9")
    assert "“Tree”" in panel.said
    assert hand.window.tree.isVisible()
    hand.press("Esc")
    assert panel.isVisible()
    assert keys(hand, "note.highlight") == ("H", "Ctrl+H")


def test_a_key_that_begins_longer_ones_waits_for_the_second(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Enter", "a", "x")
    assert keys(hand, "note.highlight")[-1] == "A, X"


def test_delete_takes_the_chosen_key_away_and_one_key_leads_back_to_the_default(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Left", "Delete")
    assert keys(hand, "note.highlight") == ("Ctrl+H",)
    hand.press("Delete", "Delete")
    hand.wait(lambda: "note.highlight = " in kept(hand))
    assert keys(hand, "note.highlight") == ()
    hand.press("Ctrl+Backspace")
    assert keys(hand, "note.highlight") == ("H", "Ctrl+H")
    assert "note.highlight" not in kept(hand)


def test_the_default_is_refused_while_another_action_has_it(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Left", "Delete")
    panel.field.setText("note.cycle")
    hand.press("Enter", "h")
    assert keys(hand, "note.cycle") == ("C", "H")
    panel.field.setText("note.highlight")
    hand.press("Ctrl+Backspace")
    assert "“Next note on this passage”" in panel.said
    assert keys(hand, "note.highlight") == ("Ctrl+H",)


def test_the_switch_turns_single_keys_off_in_every_window_and_is_kept(hand, panel) -> None:
    hand.window.bindings.actions["window.new"].trigger()
    panel.single_keys.click()
    assert "single_keys = no" in kept(hand)
    for window in hand.window.session.windows:
        assert window.keymap.active_keys("note.highlight") == ("Ctrl+H",)
    panel.single_keys.click()
    assert "single_keys" not in kept(hand)


def test_a_removed_key_stays_removed_after_a_new_start(hand, panel) -> None:
    hand.type("ctrl+h")
    hand.press("Delete", "Delete", "Esc")
    hand.close()
    hand.open()
    assert keys(hand, "note.highlight") == ()


def test_a_key_that_a_field_needs_acts_in_the_article_only(hand, panel) -> None:
    panel.field.setText("view.tree")
    hand.press("Enter", "Backspace")
    assert keys(hand, "view.tree") == ("F9", "Backspace")
    panel.field.setText("abc")
    hand.press("Backspace")
    assert panel.field.text() == "ab"
    hand.press("Esc")
    hand.press("Backspace")
    assert not hand.window.tree.isVisible()


@pytest.mark.parametrize(("key", "taken"), [("Delete", "Remove the note"), ("PgDown", "A page down")])
def test_a_key_of_two_names_is_one(hand, panel, key, taken) -> None:
    panel.field.setText("view.tree")
    hand.press("Enter", key)
    assert taken in panel.said
