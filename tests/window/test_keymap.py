import re

import pytest

from reader.settings import Settings
from reader.window.actions import ACTIONS
from reader.window.keymap import KeyMap


def keymap(text: str = "") -> KeyMap:
    return KeyMap(ACTIONS, Settings(text))


def test_ids_are_unique_and_every_action_says_what_it_is() -> None:
    assert len({row.id for row in ACTIONS}) == len(ACTIONS)
    for row in ACTIONS:
        assert re.fullmatch(r"[a-z]+\.[a-z-]+", row.id), row.id
        assert row.title
        assert row.run.__name__ == "run" or row.run.__doc__, row.id


def test_no_two_actions_share_a_default_key() -> None:
    keys = keymap()
    for row in ACTIONS:
        for key in row.keys:
            assert keys.conflict(row.id, key) is None, (row.id, key)


@pytest.mark.parametrize(
    ("key", "owner"),
    [
        ("Shift+Ctrl+F", "search.open"),
        ("ctrl++", "view.zoom-in"),
        ("Del", "note.remove"),
        ("PageDown", "page.next"),
        ("G", "article.top"),
    ],
)
def test_a_key_is_the_same_however_it_is_written(key: str, owner: str) -> None:
    other = keymap().conflict("help.about", key)
    assert other is not None
    assert other.id == owner


def test_every_action_has_a_key() -> None:
    assert [row.id for row in ACTIONS if not row.keys] == []


@pytest.mark.parametrize("mark", list("()[].,/?"))
def test_punctuation_keys_have_a_second_binding(mark: str) -> None:
    rows = [row for row in ACTIONS if any(key.split(", ")[-1] == mark for key in row.keys)]
    assert rows
    for row in rows:
        assert any(key.split(", ")[-1] not in "()[].,/?" for key in row.keys), row.id


def test_settings_change_keys() -> None:
    keys = keymap("[keys]\nnote.add = X | Ctrl+Alt+X\n")
    assert keys.keys("note.add") == ("X", "Ctrl+Alt+X")
    assert keys.problems == []


def test_a_taken_key_is_refused_by_the_name_of_the_other_action() -> None:
    keys = keymap()
    other = keys.set_keys("note.add", ("H",))
    assert other is not None
    assert other.title == "Highlight"
    assert keys.keys("note.add") == ("N", "Ctrl+M")


def test_the_beginning_of_a_longer_key_is_taken_too() -> None:
    other = keymap().conflict("note.add", "G")
    assert other is not None
    assert other.id == "article.top"


def test_a_clash_in_the_file_is_reported_and_skipped() -> None:
    keys = keymap("[keys]\nnote.add = H\nno.such = X\n")
    assert keys.keys("note.add") == ("N", "Ctrl+M")
    assert len(keys.problems) == 2


@pytest.mark.parametrize("line", ["???", "H | Ctrl+", "A, Foo", "Hyper+H"])
def test_what_is_no_key_is_reported_and_skipped(line: str) -> None:
    keys = keymap(f"[keys]\nnote.highlight = {line}\n")
    (problem,) = keys.problems
    assert "note.highlight" in problem
    assert f"“{line.split(' | ')[-1]}” is no key" in problem
    assert keys.keys("note.highlight") == ("H", "Ctrl+H")


def test_the_default_comes_back() -> None:
    settings = Settings("[keys]\nnote.add = X\n")
    keys = KeyMap(ACTIONS, settings)
    assert keys.set_keys("note.add", ("N", "Ctrl+M")) is None
    assert "note.add" not in settings.merged("[keys]\nnote.add = X\n")


def test_one_switch_turns_the_single_keys_off() -> None:
    keys = keymap("[keys]\nsingle_keys = no\n")
    assert keys.active_keys("note.add") == ("Ctrl+M",)
    assert keys.active_keys("line.next") == ("Down",)
    keys.single_keys = True
    assert keys.active_keys("note.add") == ("N", "Ctrl+M")
