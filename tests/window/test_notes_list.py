from __future__ import annotations

import random
from dataclasses import replace
from itertools import pairwise

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.window.notes.column import NotesColumn
from reader.window.notes.model import HEADING, NOTE, NotesModel
from reader.window.themes import load_theme

LIGHT, DARK = load_theme("light"), load_theme("dark")
TIME = "2026-01-02T10:00:00Z"


def note(number: int, section: str = "One", body: str = "", start: int | None = None) -> Note:
    begin = number * 10 if start is None else start
    quote = f"quote {number}"
    anchor = Anchor(quote, "", "", begin, begin + len(quote), (section,), 1)
    return Note(f"id-{number}", "article", (section,), anchor, body, "yellow", (), TIME, TIME)


def detached(of: Note) -> Note:
    return replace(of, placement=Placement(NoteState.DETACHED, None, 0.0))


@pytest.fixture
def model():
    model = NotesModel()
    model.tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    return model


@pytest.fixture
def column(qtbot):
    column = NotesColumn(LIGHT)
    qtbot.addWidget(column)
    column.resize(320, 600)
    column.show()
    column.activateWindow()
    return column


def shown(model: NotesModel) -> list[str]:
    return [model.index(row).data(NOTE).id for row in range(model.rowCount())]


def test_any_list_can_follow_any_other(model):
    chance = random.Random(7)
    for _ in range(200):
        wanted = [note(n, body=str(chance.random())) for n in chance.sample(range(12), chance.randint(0, 12))]
        model.set_notes(wanted)
        assert model.notes == wanted


def test_only_rows_that_differ_are_touched(model):
    model.set_notes([note(1), note(2), note(3)])
    kept = QPersistentModelIndex(model.index(2))
    told = []
    model.rowsInserted.connect(lambda *_: told.append("inserted"))
    model.rowsRemoved.connect(lambda *_: told.append("removed"))
    model.modelReset.connect(lambda: told.append("reset"))
    model.set_notes([note(1), note(2, body="new"), note(3)])
    assert told == []
    model.set_notes([note(1), note(3)])
    assert told == ["removed"]
    assert kept.data(NOTE).id == "id-3"


def test_headings_stand_above_the_first_card_of_a_section(model):
    model.set_notes([note(1, "One"), note(2, "One"), note(3, "Two"), detached(note(4, "Two"))])
    assert [model.index(row).data(HEADING) for row in range(4)] == ["One", "", "Two", "Detached"]


def test_detached_notes_come_last(model):
    model.set_notes([detached(note(1)), note(2)])
    assert shown(model) == ["id-2", "id-1"]


def test_what_is_read_out(model):
    model.set_notes([replace(note(1, body="my words"), tags=("court",))])
    text = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "my words" in text
    assert "quote 1" in text
    assert "yellow" in text
    assert "court" in text


def test_the_open_editor_stays_while_rows_come_and_go(column, qtbot):
    column.set_notes([note(2, body="two")])
    column.edit("id-2")
    editor = column.list.editor
    qtbot.keyClicks(editor, " more")
    column.set_notes([note(1), note(2, body="two"), note(3)])
    assert column.list.editor is editor
    assert editor.toPlainText() == "two more"
    assert editor.hasFocus()


def test_a_clean_editor_takes_what_was_changed_elsewhere(column):
    column.set_notes([note(1, body="old")])
    column.edit("id-1")
    column.set_notes([note(1, body="new")])
    assert column.list.editor.toPlainText() == "new"
    column.list.editor.undo()
    assert column.list.editor.toPlainText() == "old"


def test_the_arrows_tell_which_card_was_reached(column, qtbot):
    column.set_notes([note(1), note(2), note(3)])
    told = []
    column.note_chosen.connect(told.append)
    column.set_current("id-1")
    column.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End):
        qtbot.keyClick(column.list, key)
    assert told == ["id-2", "id-3", "id-1", "id-3"]


def test_a_click_chooses_and_a_double_click_edits(column, qtbot):
    column.set_notes([note(1), note(2)])
    chosen, edited = [], []
    column.note_chosen.connect(chosen.append)
    column.edit_asked.connect(edited.append)
    column.list.executeDelayedItemsLayout()
    point = column.list.visualRect(column.model.index(1)).center()
    qtbot.mouseClick(column.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert chosen == ["id-2"]
    qtbot.mouseDClick(column.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert edited == ["id-2"]


def test_a_thousand_cards_and_themes(column):
    column.set_notes([note(n, f"Section {n // 10}", "body " * (n % 30)) for n in range(1000)])
    column.set_current("id-990")
    assert column.list.grab().width() > 0
    column.set_theme(DARK)
    assert column.list.grab().width() > 0
    column.set_notes([])
    assert column.list.grab().width() > 0


def test_no_card_covers_another(column, qtbot):
    column.set_notes([note(n, f"Section {n // 2}", "some words " * (n * 3)) for n in range(8)])
    column.edit("id-3")
    column.list.executeDelayedItemsLayout()
    rects = [column.list.visualRect(column.model.index(row)) for row in range(8)]
    for above, below in pairwise(rects):
        assert above.bottom() < below.top()


def test_the_ring_of_the_card_says_whether_the_focus_is_there(hand):
    hand.put("The order comes")
    hand.press("n")
    hand.type("mine")
    hand.press("Esc")
    hand.wait_saved()
    cards = hand.find("notesList")
    accent = cards.theme.accent.rgb()

    def ringed() -> int:
        hand.qtbot.wait(1)
        image = cards.viewport().grab().toImage()
        lefts = range(image.width())
        return sum(image.pixel(x, y) == accent for x in lefts for y in range(image.height()))

    reading = ringed()
    assert hand.view.hasFocus()
    hand.press("F6")
    assert cards.hasFocus()
    chosen = ringed()
    assert 0 < reading < chosen
    hand.press("Esc")
    assert ringed() == reading
    hand.press("e")
    assert ringed() > reading
    hand.press("Esc")
    assert ringed() == reading
