from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reader.window import themes
from reader.window.tree.column import TreeColumn
from tests.window.test_tree_model import Library, row


@pytest.fixture
def column(qtbot: QtBot) -> TreeColumn:
    library = Library()
    column = TreeColumn(themes.load_theme("light"), library.outline, library.note_counts)
    qtbot.addWidget(column)
    column.resize(292, 600)
    column.set_rows([row("1", "One", "2024-03-01"), row("2", "Two", "2024-02-01"), row("3", "Three")])
    column.show()
    qtbot.waitExposed(column)
    column.activateWindow()
    return column


def shown(column: TreeColumn) -> list[str]:
    """The titles of all rows that are laid open, from the top."""
    index, titles = column.model.index(0, 0), []
    while index.isValid():
        titles.append(index.data())
        index = column.tree.indexBelow(index)
    return titles


def chosen(column: TreeColumn) -> list[object]:
    told: list[object] = []
    column.article_chosen.connect(told.append)
    column.section_chosen.connect(lambda article_id, place: told.append((article_id, place)))
    column.left.connect(lambda: told.append("left"))
    return told


def test_names(column: TreeColumn) -> None:
    assert column.findChild(QLineEdit, "libraryFilter").accessibleName()
    assert column.tree.objectName() == "sectionTree"
    assert column.tree.accessibleName()


def test_the_tree_follows_the_reading(column: TreeColumn) -> None:
    column.set_current("2", (1, 2))
    assert shown(column) == ["One", "Two", "Talks", "The Court", "Aid", "Money", "Café life", "Three"]
    assert column.tree.currentIndex().data() == "Aid"
    column.set_current("2", (2,))
    assert column.tree.currentIndex().data() == "Money"
    column.set_current("1")
    assert shown(column)[:4] == ["One", "Talks", "Money", "Café life"]
    assert shown(column)[-2:] == ["Two", "Three"]


def test_a_section_that_the_reading_opened_is_closed_behind_it(column: TreeColumn) -> None:
    column.set_current("2", (1, 2))
    column.set_current("2", (1, 1))
    column.set_current("2", (1,))
    assert "Aid" in shown(column)
    column.set_current("2", (2,))
    assert shown(column) == ["One", "Two", "Talks", "Money", "Café life", "Three"]
    column.tree.expand(column.model.section_index("2", (1,)))
    column.set_current("2", (1, 2))
    column.set_current("2", (2,))
    assert "Aid" in shown(column)  # opened by hand


def test_what_was_closed_by_hand_stays_closed(column: TreeColumn) -> None:
    column.set_current("1", (1,))
    column.tree.collapse(column.model.article_index("1"))
    column.set_current("1", (2,))
    assert shown(column) == ["One", "Two", "Three"]
    assert column.tree.currentIndex().data() == "One"


def test_keys_choose_and_leave(column: TreeColumn, qtbot: QtBot) -> None:
    told = chosen(column)
    column.set_current("1")
    column.tree.setFocus()
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Enter):
        qtbot.keyClick(column.tree, key)
    assert told == [("1", (1,)), ("1", (1, 1))]
    qtbot.keyClick(column.tree, Qt.Key.Key_Escape)
    assert told[-1] == "left"
    assert column.tree.currentIndex().data() == "One"


def test_a_click_chooses(column: TreeColumn, qtbot: QtBot) -> None:
    told = chosen(column)
    rect = column.tree.visualRect(column.model.article_index("2"))
    qtbot.mouseClick(column.tree.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert told == ["2"]


def test_the_mark_before_a_section_opens_it(column: TreeColumn, qtbot: QtBot) -> None:
    told = chosen(column)
    column.set_current("1")
    rect = column.tree.visualRect(column.model.section_index("1", (1,)))
    mark = QPoint(26, rect.center().y())
    qtbot.mouseClick(column.tree.viewport(), Qt.MouseButton.LeftButton, pos=mark)
    assert shown(column)[1:4] == ["Talks", "The Court", "Aid"]
    assert told == []


def test_the_filter_shows_what_matches_and_lays_it_open(column: TreeColumn, qtbot: QtBot) -> None:
    told = chosen(column)
    column.set_current("1")
    column.focus_filter()
    qtbot.keyClicks(column.filter, "aid")
    assert shown(column) == ["One", "Talks", "Aid"]
    qtbot.keyClick(column.filter, Qt.Key.Key_Return)
    assert told == [("1", (1, 2))]
    qtbot.keyClick(column.filter, Qt.Key.Key_Escape)
    assert told[-1] == "left"
    assert column.filter.text() == ""
    assert shown(column) == ["One", "Talks", "Money", "Café life", "Two", "Three"]


def test_down_leads_from_the_filter_to_the_rows(column: TreeColumn, qtbot: QtBot) -> None:
    column.focus_filter()
    qtbot.keyClicks(column.filter, "two")
    qtbot.keyClick(column.filter, Qt.Key.Key_Down)
    assert column.tree.currentIndex().data() == "Two"
    qtbot.keyClick(column.tree, Qt.Key.Key_X)
    assert column.filter.text() == "x"


def test_an_empty_tree_says_what_to_do(column: TreeColumn) -> None:
    column.set_keys("Ctrl+L", "Ctrl+O")
    column.set_rows([])
    assert "Ctrl+O" in column.tree.empty_hint
    column.filter.setText("nothing like it")
    assert "nothing like it" in column.tree.empty_title
    column.grab()


def test_what_is_open_stays_open_when_rows_come_and_go(column: TreeColumn) -> None:
    column.set_current("2", (1,))
    column.update_rows([row("4", "Four", "2024-05-01")], removed=["3"])
    assert shown(column) == ["Four", "One", "Two", "Talks", "Money", "Café life"]
    column.set_rows([row(str(n), f"No. {n}", "2024-01-01") for n in range(2, 60)])
    assert shown(column)[-4:] == ["No. 2", "Talks", "Money", "Café life"]
    assert column.tree.currentIndex().data() == "Talks"


def test_more_rows_are_loaded_at_the_end(column: TreeColumn, qapp: QApplication) -> None:
    column.set_rows([row(str(n)) for n in range(2500)])
    before = column.model.rowCount()
    column.tree.scrollToBottom()
    qapp.processEvents()
    assert column.model.rowCount() > before


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
@pytest.mark.parametrize("name", themes.theme_names())
def test_it_can_be_drawn(column: TreeColumn, name: str, direction: Qt.LayoutDirection) -> None:
    column.set_rows(
        [row("1", "A title that is long enough for two lines or more of it 😀" * 3, progress=0.5)]
    )
    column.set_current("1", (1, 2))
    column.setLayoutDirection(direction)
    column.setFont(themes.application_font(200))
    column.set_theme(themes.load_theme(name))
    assert not column.grab().isNull()
