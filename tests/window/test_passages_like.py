"""When was this said before? Passages like the sentence at the cursor, the newest first."""

from __future__ import annotations

import pytest

from tests.window.conftest import Hand

OLD = (
    "Date: {date}\n\n{title}\n\nThe weather was fine.\n\n"
    "The council put the dredging of the harbour off {again}.\n"
)


@pytest.fixture
def library(hand: Hand) -> None:
    for date, title, again in (
        ("2024-01-03", "January", "until spring"),
        ("2024-03-01", "March", "again"),
        ("2023-11-07", "November", "for the first time"),
    ):
        hand.store(OLD.format(date=date, title=title, again=again), f"{title}.txt")
    here = hand.store(
        "Date: 2024-04-09\n\nApril\n\nOnce more the council put the dredging of the harbour off.\n",
        "april.txt",
    )
    hand.window.context.reading.show(here)
    hand.put("Once more")


def found(hand: Hand) -> list[str]:
    model = hand.find("searchResults").model()
    return [model.index(row).data().partition(":")[0] for row in range(model.rowCount())]


@pytest.mark.parametrize("key", ["l", "F4"])
def test_the_newest_comes_first_and_enter_opens_the_passage(hand, library, key) -> None:
    hand.press(key)
    hand.wait(lambda: hand.find("searchResults").model().rowCount())
    assert found(hand) == ["March", "January", "November"]
    assert hand.focused.objectName() == "searchField"
    assert "Once more the council" in hand.focused.placeholderText()
    hand.press("Down", "Enter")
    assert hand.window.context.reading.article.title == "January"
    assert hand.position >= hand.text.index("The council put")


def test_typing_searches_as_ever(hand, library) -> None:
    hand.press("l")
    hand.wait(lambda: hand.find("searchResults").model().rowCount() == 3)
    hand.type("weather spring")
    hand.wait(lambda: found(hand) == ["January"])
    hand.press("Esc", "Ctrl+Shift+F")
    assert "Once more" not in hand.focused.placeholderText()


def test_what_nobody_said_before_is_not_found(hand) -> None:
    hand.window.context.reading.show(hand.store("Title\n\nXylophones quiver zestfully yonder.\n", "x.txt"))
    hand.put("Xylophones")
    hand.press("l")
    panel = hand.find("searchPanel")
    hand.wait(lambda: "No other article" in panel._nothing)
    assert found(hand) == []
