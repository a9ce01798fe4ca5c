"""What a screen reader is shown and told, asked in this process; `e2e/` asks over AT-SPI."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

from reader.window import spoken
from reader.window.accessible import tell_qt
from tests.window.test_floating import open_everything

NAME, DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description


class Said(list[str]):
    """Stands for Qt's `QAccessible` with somebody who listens."""

    def isActive(self) -> bool:
        return True

    def updateAccessibility(self, event) -> None:
        self.append(event.message())


@pytest.fixture
def said(monkeypatch) -> Said:
    listener = Said()
    monkeypatch.setattr(spoken, "QAccessible", listener)
    return listener


def shown(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def walk(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    for number in range(interface.childCount()):
        child = interface.child(number)
        assert child.parent().object() is interface.object()
        assert interface.indexOfChild(child) == number
        yield child
        yield from walk(child)


@pytest.fixture
def page(hand) -> QAccessibleInterface:
    """The page of an article with a link, headings and a noted sentence."""
    text = "# The Quay\n\nA [letter](https://example.org) came.\n\n## May\n\n> 🚢 Nothing yet. We wait.\n"
    hand.wait(lambda: "arrivals" in hand.window.__dict__ or hand.window.session._timer is not None)
    hand.window.context.reading.show(hand.store(text, "quay.md"))
    tell_qt(hand.view, hand.window.cards)
    return shown(hand.view.viewport())


def test_the_page_is_a_tree_of_what_it_is_made_of(page) -> None:
    role = QAccessible.Role
    assert page.role() == role.Document
    assert [(part.role(), part.text(NAME), part.text(DESCRIPTION)) for part in walk(page)] == [
        (role.Heading, "The Quay", "heading level 1"),
        (role.Paragraph, "A letter came.", ""),
        (role.Link, "letter", "https://example.org"),
        (role.Heading, "May", "heading level 2"),
        (role.BlockQuote, "🚢 Nothing yet. We wait.", "quotation"),
    ]
    assert all(part.rect().isValid() for part in walk(page))


def test_headings_have_levels_and_links_can_be_pressed(hand, page) -> None:
    parts = list(walk(page))
    level = QAccessible.Attribute.Level
    levels = [part.attributesInterface().attributeValue(level) for part in (parts[0], parts[3])]
    assert levels == [1, 2]
    able = [part.text(NAME) for part in parts if part.actionInterface() is not None]
    assert able == ["letter"]
    assert all(part.textInterface() is None for part in parts)
    link = parts[2].actionInterface()
    link.doAction(link.actionNames()[0])
    hand.wait(lambda: "https://example.org" in hand.said)


def test_a_note_stands_on_its_passage(hand, page) -> None:
    hand.put("We wait")
    hand.press("h")
    hand.wait_saved()
    quote = page.child(3)
    (note,) = walk(quote)
    assert (note.role(), note.text(NAME), note.text(DESCRIPTION)) == (
        QAccessible.Role.Note,
        "Highlighted yellow",
        "We wait.",
    )
    chosen: list[str] = []
    hand.view.mark_clicked.connect(chosen.append)
    note.actionInterface().doAction("Press")
    assert chosen == [hand.only_note().id]


def test_an_article_with_many_blocks_is_made_only_where_one_looks(hand, page) -> None:
    hand.window.context.reading.show(hand.store("\n\n".join(f"Line {n}." for n in range(2000)), "long.md"))
    assert page.childCount() > 1000
    assert page.child(700).text(NAME) == "Line 700."
    assert len(hand.view.parts._made) == 1
    assert page.child(700).state().offscreen
    assert page.child(10**6) is None


def test_the_open_editor_is_below_its_column(hand, page) -> None:
    column = shown(hand.window.cards)
    assert all(child.object().objectName() != "noteEditor" for child in children(column))
    hand.press("n")
    editor = hand.find("noteEditor")
    assert children(column)[-1].object() is editor
    assert column.indexOfChild(shown(editor)) == column.childCount() - 1


def children(interface: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [interface.child(number) for number in range(interface.childCount())]


def test_whatever_takes_the_focus_has_a_name_that_is_said(hand) -> None:
    open_everything(hand)
    for key in ("Ctrl+,", "Ctrl+Alt+K"):
        hand.press(key, "Esc")
    widgets = [
        widget
        for widget in hand.window.findChildren(QWidget)
        if widget.focusPolicy() != Qt.FocusPolicy.NoFocus and widget.focusProxy() is None
    ]
    assert len(widgets) > 20
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {widget.parent().objectName()}"
        for widget in widgets
        if not shown(widget).text(NAME).strip() and not widget.objectName().startswith("qt_")
    ]
    assert nameless == []


def test_a_panel_is_a_dialog_with_a_name_of_its_own(hand) -> None:
    tell_qt(hand.view, hand.window.cards)
    for key, name, said_name in (
        ("Ctrl+K", "commandPalette", "Actions"),
        ("Ctrl+J", "commandPalette", "Articles and sections"),
        ("Ctrl+Shift+B", "commandPalette", "In the bin"),
        ("F1", "keySheet", "All keys"),
        ("Alt+Return", "properties", "Properties"),
    ):
        hand.press(key)
        panel = shown(hand.find(name))
        assert (panel.role(), panel.text(NAME)) == (QAccessible.Role.Dialog, said_name)
        hand.press("Esc")


def test_the_window_is_told_by_its_article(hand) -> None:
    assert shown(hand.window).text(NAME) == "Rafah talks and court order — Reader"


# What is said


def test_a_step_says_what_it_came_to(hand, said) -> None:
    hand.put("Strategy Talks")
    said.clear()
    hand.press("j")
    assert said == [paragraph(hand)]
    said.clear()
    hand.press(")")
    assert said[0].startswith("Prime Minister Benjamin Netanyahu had")
    assert said[0].endswith("American opposition.")
    said.clear()
    hand.press("w")
    assert said == ["Minister"]
    said.clear()
    hand.press("]")
    assert said == ["The Court's Order and Humanitarian Access, heading level 2"]
    said.clear()
    hand.press("Down")  # which a screen reader reads by itself, from the caret
    assert said == []


def paragraph(hand) -> str:
    start, end = hand.window.context.reading.text.block_range(hand.position)
    return hand.text[start:end]


def test_notes_are_told_of_on_their_passage(hand, said) -> None:
    hand.put("The order comes")
    hand.press("h")
    assert said[-1] == "Highlighted yellow"
    hand.press("2")
    assert said[-1] == "green"
    hand.press("n")
    hand.type("Why now?")
    hand.press("Esc")
    hand.wait_saved()
    hand.press("g", "g")
    said.clear()
    hand.press(".")
    assert said == ["Highlighted green, has note: Why now?"]
    said.clear()
    hand.press("Delete")
    assert said == ["Note removed."]


def test_another_article_s_notes_are_no_news(hand, said) -> None:
    hand.put("The order comes")
    hand.press("h")
    hand.wait_saved()
    hand.put("Strategy Talks")
    first = hand.window.context.reading.article.id
    hand.press("Shift+J")
    said.clear()
    hand.window.context.reading.show(first)
    assert hand.window.context.noting.notes
    assert [words for words in said if "Highlighted" in words] == []


def test_matches_messages_and_rows_are_said(hand, said) -> None:
    hand.press("/")
    hand.type("the order")
    assert said[-1].startswith("1 of ")
    hand.press("Enter")
    assert said[-1].startswith("2 of ")
    hand.press("Esc")
    hand.window.say("Nothing to do.")
    hand.window.say("Nothing to do.")
    assert said.count("Nothing to do.") == 1
    hand.press("Ctrl+K")
    hand.type("highlight")
    hand.press("Down")
    assert ", " in said[-1]  # a title and its key


def test_letters_on_links_footnotes_and_notes_say_what_they_stand_for(hand, said, page) -> None:
    text = "A [letter](https://example.org) came.[^1] We wait. It rains.\n\n[^1]: By sea.\n"
    hand.window.context.reading.show(hand.store(text, "sea.md"))
    hand.put("We wait")
    hand.press("h")
    hand.wait_saved()
    hand.press("f")
    assert said[-1] == "A: letter, S: [1], D: Highlighted yellow: We wait."
    hand.press("Esc", "g", "g", "v", "f")
    assert said[-1] == "A: A letter came.[1], S: We wait., D: It rains., F: By sea."


def test_nobody_listens(hand, monkeypatch) -> None:
    made = []
    monkeypatch.setattr(spoken.QtGui, "QAccessibleAnnouncementEvent", lambda *words: made.append(words))
    hand.press("j", "h")
    assert made == []
