from __future__ import annotations

import re

import pytest
from PySide6.QtWidgets import QLabel, QPushButton


def result(hand) -> str:
    (label,) = (
        label
        for label in hand.find("findBar").findChildren(QLabel)
        if label.accessibleDescription() == "Matches"
    )
    return label.text()


def toggles(hand) -> list[QPushButton]:
    return hand.find("findBar").findChildren(QPushButton)


def look_for(hand, words: str) -> None:
    hand.press("/")
    assert hand.focused.objectName() == "findField"
    hand.type(words)


@pytest.mark.parametrize("key", ["/", "Ctrl+F"])
def test_find_opens_with_the_focus_in_its_field(hand, key):
    hand.press(key)
    assert hand.find("findBar").isVisible()
    assert hand.focused.objectName() == "findField"


def test_matches_are_counted_and_gone_through(hand):
    look_for(hand, "israel")
    total = hand.text.casefold().count("israel")
    assert result(hand) == f"1 of {total}"
    assert hand.position == 0
    hand.press("Return")
    assert result(hand) == f"2 of {total}"
    assert hand.text[hand.position :].casefold().startswith("israel")
    hand.press("F3", "F3")
    assert result(hand) == f"4 of {total}"
    hand.press("Shift+F3")
    assert result(hand) == f"3 of {total}"
    hand.press("Shift+Return", "Shift+Return", "Shift+Return")
    assert result(hand) == f"{total} of {total}"
    there = hand.position
    hand.press("Esc")
    assert hand.view.hasFocus()
    assert not hand.find("findBar").isVisible()
    assert hand.position == there


def test_seventeen_matches_read_3_of_17(hand):
    article = hand.store("Lamps\n\n" + "\n\n".join(f"This is lamp {n}, a small one." for n in range(17)))
    hand.window.arrivals.open_article(article)
    look_for(hand, "a small one")
    hand.press("Return", "Return")
    assert result(hand) == "3 of 17"


def test_the_search_goes_on_from_the_cursor(hand):
    start = hand.put("Israel denies this")
    look_for(hand, "israel")
    assert hand.position == start


def test_f3_in_the_article_while_the_bar_is_open(hand):
    look_for(hand, "israel")
    hand.view.setFocus()
    hand.press("F3")
    assert result(hand).startswith("2 of")


def test_the_same_words_again(hand):
    look_for(hand, "hamas")
    hand.press("Esc", "g", "g", "/")
    assert hand.find("findField").selectedText() == "hamas"
    assert result(hand).startswith("1 of")


def test_nothing_found_is_said(hand):
    look_for(hand, "zebra")
    assert result(hand) == "No match"
    assert hand.position == 0


def test_f3_before_anything_was_searched_says_so(hand):
    hand.press("F3")
    assert "nothing was searched for" in hand.said


def test_case_words_and_expressions(hand):
    look_for(hand, "israel")
    everything = result(hand)
    hand.press("Alt+C")
    hand.wait(lambda: result(hand) == "No match")
    hand.press("Alt+C")
    hand.wait(lambda: result(hand) == everything)
    hand.press("Alt+W")
    hand.wait(lambda: result(hand) == f"1 of {len(re.findall(r'(?i)israel(?!i)', hand.text))}")
    hand.press("Alt+W", "Alt+R")
    hand.wait(lambda: [b.isChecked() for b in toggles(hand)] == [False, False, True])
    hand.press("Ctrl+A")
    hand.type("isr.el$")
    assert result(hand) == "No match"
    hand.press("Ctrl+A")
    hand.type("(")
    assert result(hand) not in ("", "No match")
    assert all(button.accessibleName() for button in toggles(hand))


def test_a_selection_is_looked_for(hand):
    hand.put("South Africa brought")
    hand.press("v", "w", "w", "/")
    assert hand.find("findField").text() == "South Africa"
    assert result(hand) == "1 of 1"


def test_esc_in_the_article_closes_the_bar(hand):
    look_for(hand, "israel")
    hand.view.setFocus()
    hand.press("Esc")
    assert not hand.find("findBar").isVisible()


def test_find_jumps_across_pages(hand):
    sentence = "The keeper of the lock wrote down what passed, and how deep it lay in the water. "
    parts = ["# The Lock Book\n"]
    for chapter in range(1, 81):
        parts += [f"## Chapter {chapter}\n", *(sentence * 14 + "\n" for _ in range(4))]
        if chapter in (3, 40, 77):
            parts.append("A heron stood there.\n")
    hand.window.arrivals.open_article(hand.store("\n".join(parts), "book.md"))
    hand.press("g", "g")
    reading = hand.window.context.reading
    look_for(hand, "heron")
    assert result(hand) == "1 of 3"
    pages = [reading.page.number]
    for number in (2, 3):
        hand.press("Return")
        assert result(hand) == f"{number} of 3"
        assert hand.text[hand.position :].startswith("heron")
        pages.append(reading.page.number)
    assert pages == sorted(set(pages))
    hand.press("Return")
    assert reading.page.number == pages[0]
    assert hand.find("findField").hasFocus()
    # With the bar open, motions are not drawn to a match.
    hand.view.setFocus()
    second = reading.pages[pages[0] + 1]
    reading.go(second.start - 4)
    hand.press("j")
    assert hand.position == second.start
    hand.press("k", "]")
    assert hand.position == second.start


def test_another_article_is_searched_anew(hand):
    look_for(hand, "reader")
    first = result(hand)
    hand.view.setFocus()
    hand.press("J")
    assert result(hand) != first
    assert "of" in result(hand)


def test_letters_taken_back_lead_back(hand):
    look_for(hand, "israel")
    hand.press("Ctrl+A")
    hand.type("it")
    first = hand.position
    hand.type("z")
    assert hand.position == 0
    hand.press("Backspace")
    assert hand.position == first


def test_an_expression_knows_the_ends_of_paragraphs(hand):
    look_for(hand, r"^the")
    hand.press("Alt+R")
    count = sum(line.casefold().startswith("the") for line in hand.text.split("\n"))
    hand.wait(lambda: result(hand) == f"1 of {count}")


# Stopped by the search itself, whatever the machine; the text has no such end.
EXPLODES = r"(?:\w|\w\w|\s)+(?:\w|\w\w|\s)+\.\d"


def look_for_expression(hand, expression: str) -> None:
    look_for(hand, "")
    hand.press("Alt+R")
    hand.wait(lambda: hand.find("findBar").regular_expression)
    hand.type(expression)


def test_an_expression_that_explodes_lets_one_type_on(hand):
    look_for_expression(hand, EXPLODES)
    assert result(hand) == "Looking…"
    assert hand.find("findField").text() == EXPLODES
    hand.wait(lambda: result(hand) == "This expression takes too long")
    hand.press("Ctrl+A")
    hand.type("isr[a-z]+")
    assert result(hand) == f"1 of {hand.text.casefold().count('israel')}"


def test_what_a_thread_still_looks_for_does_not_come_after_something_else(hand, monkeypatch):
    asked = []
    pool = hand.window.context.session.pool
    job = pool.job
    monkeypatch.setattr(pool, "job", lambda task: asked.append(job(task)) or asked[-1])
    look_for_expression(hand, EXPLODES)
    hand.wait(lambda: bool(asked))
    hand.press("Ctrl+A")
    hand.type("court")
    there = result(hand)
    assert there.startswith("1 of")
    hand.wait(lambda: all(future.done() for future in asked))
    hand.wait_saved()
    assert result(hand) == there
