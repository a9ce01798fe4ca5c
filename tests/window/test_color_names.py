"""What the colours mean, named by the person."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel

from reader.__main__ import main
from reader.domain.notes import COLORS, name_colors


@pytest.fixture(autouse=True)
def usual_names() -> Iterator[None]:
    yield
    name_colors({})


def title(hand, color: str) -> str:
    return hand.window.findChild(QAction, f"note.highlight-{color}").text()


def rename(hand, number: int, name: str) -> None:
    """Name the colour `number`, counted from 0, in the panel."""
    hand.press("Ctrl+F12")
    for _ in range(number):
        hand.press("Tab")
    hand.press("Ctrl+A")
    hand.type(name)
    hand.press("Enter")


def test_a_new_name_is_in_menus_settings_and_exports(hand, capsys: pytest.CaptureFixture[str]) -> None:
    hand.press("j", "s", "h", "3")
    hand.only_note()
    rename(hand, 2, "Evidence")
    assert COLORS["blue"] == "Evidence"
    assert title(hand, "blue") == "Highlight as “Evidence” (blue)"
    assert "blue = Evidence" in hand.window.session.home.settings.read_text()
    name_colors({})  # another process begins with the usual ones
    assert main(["--home", str(hand.home), "export", "--format", "markdown", "--color", "evidence"]) == 0
    assert "blue *Evidence*" in capsys.readouterr().out
    assert main(["--home", str(hand.home), "notes", "--query", "color:Evidence", "--json"]) == 0
    assert '"color": "blue"' in capsys.readouterr().out


def test_the_usual_name_comes_back_by_an_empty_field(hand) -> None:
    rename(hand, 0, "to do")
    assert title(hand, "yellow") == "Highlight as “to do” (yellow)"
    hand.press("Ctrl+F12", "Ctrl+A", "Delete", "Enter")
    assert title(hand, "yellow") == "Highlight as mark (yellow)"
    assert "yellow" not in hand.window.session.home.settings.read_text()


@pytest.mark.parametrize(
    ("name", "said"), [("a*b", "letters"), ("Fact", "another colour"), ("green", "another")]
)
def test_what_is_no_name_is_refused(hand, name: str, said: str) -> None:
    rename(hand, 0, name)
    panel = hand.find("colorNames")
    assert panel.isVisible()
    assert any(said in label.text() for label in panel.findChildren(QLabel))
    assert COLORS["yellow"] == "mark"


def test_the_names_of_the_settings_hold_from_the_start(hand) -> None:
    hand.window.close()
    hand.window.session.home.settings.write_text("[colors]\nviolet = Voices\npink = <b>\n")
    hand.open()
    assert title(hand, "violet") == "Highlight as “Voices” (violet)"
    assert COLORS["pink"] == "question"
