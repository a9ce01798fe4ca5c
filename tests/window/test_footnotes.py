"""Footnotes are read where they are referred to."""

from __future__ import annotations

import pytest

from tests.window.conftest import Hand

TEXT = (
    """# Harbour

The vote was put off.[^when] It will be held in May.[^may]

"""
    + "\n\n".join(f"Paragraph {number} goes on." for number in range(40))
    + """

[^when]: For the third time.

    The council keeps a list of them.

[^may]: Or in June.
"""
)


@pytest.fixture
def article(hand: Hand) -> str:
    article_id = hand.store(TEXT, "harbour.md")
    hand.window.context.reading.show(article_id)
    hand.press("g", "g")
    return article_id


def choose_footnote(hand: Hand, number: int) -> None:
    hand.press("f")
    targets = [label for label in hand.view._labels.left if label.target[0] == "footnote"]
    assert len(targets) == 2
    hand.type(targets[number].code)


def test_a_letter_shows_the_footnote_and_esc_closes_it(hand, article) -> None:
    place = hand.position
    choose_footnote(hand, 0)
    panel = hand.find("footnote")
    assert panel.isVisible()
    assert "For the third time.\n\nThe council keeps a list of them." in panel.text.toPlainText()
    assert "June" not in panel.text.toPlainText()
    hand.press("Esc")
    assert not panel.isVisible()
    assert hand.view.hasFocus()
    assert hand.position == place


def test_it_stands_below_the_line_that_refers_to_it(hand, article) -> None:
    at = hand.text.index("[1]")
    choose_footnote(hand, 0)
    panel = hand.find("footnote")
    line = hand.view.place_of(at)
    assert line.bottom() <= panel.geometry().top() + 24 + 8 <= line.bottom() + 16
    assert hand.window.rect().contains(panel.geometry().adjusted(24, 24, -24, -24))


def test_enter_goes_to_the_footnote_and_back_leads_to_where_one_was(hand, article) -> None:
    place = hand.position
    choose_footnote(hand, 1)
    hand.press("Enter")
    assert hand.text[hand.position :].startswith("[2] Or in June.")
    hand.press("Alt+Left")
    assert hand.position == place


def test_a_footnote_on_another_page_of_a_long_text_is_found(hand) -> None:
    chapters = "".join(f"\n\n## Chapter {number}\n\n" + "word " * 12_000 for number in range(8))
    long = TEXT.replace("Paragraph 7 goes on.", chapters)
    hand.window.context.reading.show(hand.store(long, "long.md"))
    hand.press("g", "g")
    reading = hand.window.context.reading
    assert "June" not in "".join(block.text for block in reading.blocks)
    choose_footnote(hand, 1)
    hand.wait(lambda: hand.window.findChild(object, "footnote") is not None)
    assert "Or in June." in hand.find("footnote").text.toPlainText()


def test_a_click_shows_it_too(hand, article) -> None:
    hand.view.footnote_clicked.emit("may", hand.text.index("[2]"))
    assert "Or in June." in hand.find("footnote").text.toPlainText()
