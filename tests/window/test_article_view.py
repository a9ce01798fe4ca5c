from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QKeyEvent, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.motions import Cursor
from reader.domain.plain_text import block_starts, plain_text
from reader.window.article.header import ArticleHeader
from reader.window.article.marks import Mark
from reader.window.article.style import PageStyle
from reader.window.article.view import ArticleView
from reader.window.themes import load_theme

K = BlockKind
SENTENCE = "The quick brown fox jumps over the lazy dog near the bank. "
BLOCKS = (
    Block(K.PARAGRAPH, "First " + SENTENCE * 3 + "😀 end."),
    Block(K.HEADING, "A section", level=2),
    *(Block(K.PARAGRAPH, f"Number {number}. {SENTENCE * 5}".strip()) for number in range(30)),
)
TEXT, STARTS = plain_text(BLOCKS), block_starts(BLOCKS)
LIGHT, DARK = load_theme("light"), load_theme("dark")
YELLOW = QColor(LIGHT.marks["yellow"][0])


@pytest.fixture
def view(qtbot):
    view = ArticleView(LIGHT)
    qtbot.addWidget(view)
    view.resize(760, 500)
    view.show_page(ArticleHeader("A title", "2024-03-29", 2, "x.txt"), BLOCKS, 0)
    view.show()
    view.setFocus()
    return view


def colors(view, *, left=0, right=None) -> set[str]:
    image = view.viewport().grab().toImage()
    right = image.width() if right is None else right
    return {image.pixelColor(x, y).name() for x in range(left, right, 2) for y in range(0, image.height(), 2)}


def point_of(view, offset: int) -> QPoint:
    """Return a point of the viewport inside the letter at `offset`."""
    line = view._sight.line_rect(offset)
    return QPoint(round(line.left()) + 2, round(line.center().y() - view._sight.top))


def click(view, point: QPoint) -> None:
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)


def line_top(view, offset: int) -> float:
    return view._sight.line_rect(offset).top() - view._sight.top


# The cursor


def test_the_cursor_is_what_was_set_and_is_told_once(view, qtbot):
    told = []
    view.cursor_changed.connect(told.append)
    view.set_cursor(Cursor(STARTS[5], None))
    view.set_cursor(Cursor(STARTS[5], None))
    view.set_cursor(Cursor(STARTS[6], STARTS[5]))
    assert told == [Cursor(STARTS[5], None), Cursor(STARTS[6], STARTS[5])]
    assert view.cursor == Cursor(STARTS[6], STARTS[5])


def test_setting_the_cursor_reveals_it_or_leaves_the_page_where_it_is(view):
    view.set_cursor(Cursor(STARTS[20], None), reveal=False)
    assert view.visible_range()[0] == 0
    view.set_cursor(Cursor(STARTS[20], None), reveal=True)
    start, end = view.visible_range()
    assert start < STARTS[20] < end
    assert STARTS[20] + len(BLOCKS[20].text) <= end


def test_a_heading_out_of_sight_comes_near_the_top(view):
    view.set_cursor(Cursor(STARTS[-1], None))
    view.set_cursor(Cursor(STARTS[1], None))
    assert 0 < line_top(view, STARTS[1]) < 150


def test_a_page_shown_before_the_window_is_opens_at_its_cursor(qtbot):
    view = ArticleView(LIGHT)
    qtbot.addWidget(view)
    view.show_page(None, BLOCKS, 0)
    view.set_cursor(Cursor(STARTS[20], None))
    view.resize(760, 500)
    view.show()
    start, end = view.visible_range()
    assert start < STARTS[20] < end


def test_offsets_are_those_of_the_article_not_of_the_page(view):
    view.show_page(None, BLOCKS[2:], 5000)
    assert view.visible_range()[0] == 5000
    told = []
    view.cursor_changed.connect(told.append)
    click(view, point_of(view, 5003))
    assert told == [Cursor(5003, None)]


def test_marks_at_the_top_are_drawn_before_a_long_page_is_laid_out_to_its_end(qtbot):
    view = ArticleView(LIGHT)
    qtbot.addWidget(view)
    view.resize(760, 500)
    view.show_page(ArticleHeader("A title", "", 2, "x.txt"), BLOCKS[:2] + BLOCKS[2:] * 40, 0)
    view.set_marks([Mark("a", 0, len(BLOCKS[0].text), "yellow", False)])
    view.show()  # the height 0 is above the first block, where those without a place seem to be
    assert YELLOW.name() in colors(view)
    start, end = view.visible_range()
    assert start == 0
    assert end < len(TEXT)


def test_the_place_is_kept_where_the_bar_knows_only_the_beginning_of_a_long_page(view):
    view.show_page(None, BLOCKS * 15, 0)
    bar = view.verticalScrollBar()
    bar.setMaximum(1000)  # as Qt leaves it, for some texts, until the rest is laid out in idle time
    view.scroll_to(20_000)
    assert bar.value() == 20_000
    view.scroll_to(10**7)
    assert view.visible_range()[1] == view.page.end_offset


def test_scrolling_takes_the_cursor_along_once_its_paragraph_is_out_of_sight(view):
    view.set_cursor(Cursor(STARTS[2], None))
    bar = view.verticalScrollBar()
    bar.setValue(20)
    assert view.cursor == Cursor(STARTS[2], None)
    bar.setValue(bar.maximum() // 2)
    position = view.cursor.position
    assert position in STARTS
    assert 0 <= line_top(view, position) < 200
    assert view.cursor.anchor is None


def test_scrolling_leaves_a_selection_alone(view):
    view.set_cursor(Cursor(STARTS[3], STARTS[2]))
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view.cursor == Cursor(STARTS[3], STARTS[2])


def test_scrolling_is_told(view, qtbot):
    with qtbot.waitSignal(view.scrolled, timeout=1000):
        view.verticalScrollBar().setValue(50)


# Lines and windows


def test_lines_keep_their_place_across_the_page_and_its_header(view):
    first = view.line_move(Cursor(30, None), 1)
    second = view.line_move(first, 1)
    assert 30 < first.position < second.position
    assert view.line_move(view.line_move(second, -1), -1) == Cursor(30, None)
    assert view.line_move(Cursor(5, None), -1) == Cursor(5, None)
    end = Cursor(len(TEXT), None)
    assert view.line_move(end, 1) == end
    assert view.line_move(Cursor(30, 4), 1).anchor == 4


def test_a_line_down_leaves_the_title_over_the_muted_line(view):
    blocks = (Block(K.TITLE, "A title"), *BLOCKS)
    view.show_page(ArticleHeader("A title", "2024-03-29", 2), blocks, 0)
    assert view.line_move(Cursor(2, None), 1).position >= len("A title\n\n")


def test_windows_lead_through_the_whole_text_and_end(view):
    view.set_cursor(Cursor(0, None))
    seen, places = set(), [0]
    for _ in range(60):
        seen.update(range(*view.visible_range()))
        moved = view.page_move(view.cursor, 1)
        if moved is None:
            break
        view.set_cursor(moved)
        places.append(moved.position)
    assert moved is None
    assert places == sorted(places)
    assert len(seen) >= len(TEXT) - 1
    for _ in range(60):
        moved = view.page_move(view.cursor, -1)
        if moved is None:
            break
        assert moved.position < view.cursor.position
        view.set_cursor(moved)
    assert view.cursor.position == 0


def test_a_window_down_extends_the_selection_to_the_end_of_the_text(view):
    view.set_cursor(Cursor(STARTS[-1], STARTS[-1]))
    for _ in range(10):
        moved = view.page_move(view.cursor, 1)
        if moved is None:
            break
        view.set_cursor(moved)
    assert view.cursor == Cursor(len(TEXT), STARTS[-1])


# Mouse and keys


def test_a_click_puts_the_cursor_and_a_drag_selects(view, qtbot):
    view.set_cursor(Cursor(0, 40))
    click(view, point_of(view, 12))
    assert view.cursor == Cursor(12, None)
    start, end = point_of(view, 8), point_of(view, 20)
    QTest.mousePress(view.viewport(), Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(view.viewport(), end)
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        QPointF(end),
        QPointF(view.viewport().mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(view.viewport(), move)
    QTest.mouseRelease(view.viewport(), Qt.MouseButton.LeftButton, pos=end)
    assert view.cursor == Cursor(20, 8)


def test_characters_move_by_key_and_shift_selects(view):
    view.set_cursor(Cursor(10, None))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.cursor == Cursor(11, None)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.cursor == Cursor(13, 11), view.cursor
    QTest.keyClick(view, Qt.Key.Key_Left)
    assert view.cursor == Cursor(12, 11)


def test_a_character_right_steps_over_the_whole_of_a_wide_one(view):
    place = TEXT.index("😀")
    view.set_cursor(Cursor(place, None))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.cursor.position == place + 1


def test_a_character_right_goes_on_in_the_next_block(view):
    end = STARTS[1] - 2
    view.set_cursor(Cursor(end, None))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.cursor.position == STARTS[1]


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Space, Qt.Key.Key_PageDown, Qt.Key.Key_J, Qt.Key.Key_Escape, Qt.Key.Key_Return]
)
def test_keys_of_actions_are_left_alone(view, key):
    event = QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier)
    view.keyPressEvent(event)
    assert not event.isAccepted()
    override = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view, override)
    assert not override.isAccepted()
    assert view.cursor.position == 0


def test_tab_leaves_the_article_instead_of_selecting_links(view):
    linked = Block(K.PARAGRAPH, "A link.", (Span(2, 6, SpanKind.LINK, "https://example.org/"),))
    view.show_page(None, (linked,), 0)
    QTest.keyClick(view, Qt.Key.Key_Tab)
    assert view.cursor == Cursor(0, None)


def test_what_is_copied_is_plain_text_without_the_breaks_of_the_page(view):
    long = Block(K.PARAGRAPH, "x" * 25_000)
    view.show_page(None, (Block(K.LIST_ITEM, "- one\nline", level=1, marker="- "), long), 0)
    view.set_cursor(Cursor(25_012, 0))
    assert view.createMimeDataFromSelection().text() == "- one\nline\n\n" + "x" * 25_000
    view.copy()
    assert QApplication.clipboard().text().startswith("- one\nline\n\nxxx")


def test_a_link_is_told_as_it_stands_in_the_text(view, qtbot):
    address = "HTTP://Example.org/a b?q=ä"
    spans = (Span(2, 6, SpanKind.LINK, address), Span(8, 11, SpanKind.FOOTNOTE, "n"))
    view.show_page(None, (Block(K.PARAGRAPH, "A link, [n] text.", spans),), 0)
    with qtbot.waitSignal(view.link_clicked, timeout=1000) as told:
        click(view, point_of(view, 3))
    assert told.args == [address]
    with qtbot.waitSignal(view.footnote_clicked, timeout=1000) as told:
        click(view, point_of(view, 9))
    assert told.args == ["n", 9]
    assert view._document.text == "A link, [n] text."


def test_the_menu_is_asked_for_where_the_mouse_is_and_keeps_a_selection_there(view, qtbot):
    def ask(offset):
        point = point_of(view, offset)
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, point, view.viewport().mapToGlobal(point))
        with qtbot.waitSignal(view.context_asked, timeout=1000):
            QApplication.sendEvent(view.viewport(), event)

    view.set_cursor(Cursor(20, 8), reveal=False)
    ask(12)
    assert view.cursor == Cursor(20, 8)
    ask(30)
    assert view.cursor == Cursor(30, None)


def test_the_wheel_scrolls_over_the_margins_and_zooms_with_ctrl(view, qtbot):
    view.resize(1400, 500)

    def wheel(receiver, modifiers):
        spot = QPointF(5, 100)
        event = QWheelEvent(
            spot,
            spot,
            QPoint(),
            QPoint(0, -240),
            Qt.MouseButton.NoButton,
            modifiers,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(receiver, event)

    wheel(view, Qt.KeyboardModifier.NoModifier)
    assert view.verticalScrollBar().value() > 0
    with qtbot.waitSignal(view.zoom_asked, timeout=1000) as told:
        wheel(view.viewport(), Qt.KeyboardModifier.ControlModifier)
    assert told.args == [-1]


# Marks


def test_marks_are_drawn_under_the_text_and_their_dot_beside_it(view):
    plain = colors(view)
    view.set_marks([Mark("a", 6, 60, "yellow", False)])
    assert YELLOW.name() in colors(view) - plain
    bar = QColor(LIGHT.marks["yellow"][1]).name()
    right = round(view.text_right)
    assert bar not in colors(view, left=right)
    view.set_marks([Mark("a", 6, 60, "yellow", True)])
    assert bar in colors(view, left=right)
    view.set_marks([])
    assert colors(view) == plain


def test_bar_and_dots_stand_where_lines_begin_and_end(view):
    accent, dot = LIGHT.accent.name(), QColor(LIGHT.marks["yellow"][1]).name()
    for text, begins_right in (("One sentence stands here.", False), ("تقف هنا جملة واحدة.", True)):
        view.show_page(ArticleHeader("A title"), (Block(K.PARAGRAPH, text),) * 3, 0)
        view.set_marks([Mark("a", 0, 5, "yellow", True)])
        left = colors(view, right=round(view.text_left) - 3)
        right = colors(view, left=round(view.text_right) + 3)
        assert (accent in left, dot in right) == (not begins_right, not begins_right)
        assert (accent in right, dot in left) == (begins_right, begins_right)


def test_marks_stay_when_the_page_is_turned(view):
    start = STARTS[5]
    view.set_marks([Mark("a", start, start + 60, "yellow", False)])
    view.show_page(None, BLOCKS[5:], start)
    assert YELLOW.name() in colors(view)


def test_overlapping_marks_are_told_apart(view):
    view.set_marks([Mark("a", 6, 60, "yellow", False), Mark("b", 20, 40, "yellow", False)])
    image = view.viewport().grab().toImage()
    line = view._sight.line_rect(20)
    bar = QColor(LIGHT.marks["yellow"][1])
    column = [image.pixelColor(round(line.left()) + 6, y) for y in range(image.height())]
    assert bar in column
    outside = [image.pixelColor(round(view._sight.line_rect(8).left()) + 6, y) for y in range(image.height())]
    assert bar not in outside


def test_the_current_note_is_emphasised(view):
    view.set_marks([Mark("a", 6, 60, "pink", False)])
    before = colors(view)
    view.set_current_note("a")
    assert QColor(LIGHT.marks["pink"][1]).name() in colors(view) - before
    view.set_current_note(None)
    assert colors(view) == before


def test_a_click_on_a_mark_or_its_dot_tells_the_note(view, qtbot):
    view.set_marks([Mark("long", 6, 160, "yellow", True), Mark("short", 20, 40, "pink", False)])
    with qtbot.waitSignal(view.mark_clicked, timeout=1000) as told:
        click(view, point_of(view, 25))
    assert told.args == ["short"]
    middle, _ = view.placed_dots(0, 500)[0]
    with qtbot.waitSignal(view.mark_clicked, timeout=1000) as told:
        click(view, middle.toPoint())
    assert told.args == ["long"]
    with qtbot.assertNotEmitted(view.mark_clicked):
        click(view, point_of(view, 2))


def test_a_selection_has_its_own_colour_under_the_text(view):
    view.set_cursor(Cursor(100, 20))
    assert QColor(LIGHT.selection).name() in colors(view)


def test_matches_are_marked_and_the_current_one_strongly(view):
    plain = colors(view)
    view.set_matches([(6, 11), (40, 48)], -1)
    soft = colors(view) - plain
    assert soft
    view.set_matches([(6, 11), (40, 48)], 1)
    assert QColor(LIGHT.selection).name() in colors(view)
    view.set_matches([], -1)
    assert colors(view) == plain


# The page


def test_a_new_style_keeps_the_paragraph_where_it_is_and_marks_too(view):
    view.set_marks([Mark("a", STARTS[15], STARTS[15] + 60, "yellow", False)])
    view.set_cursor(Cursor(STARTS[15], None))
    before = line_top(view, STARTS[15])
    view.set_style(DARK, PageStyle(size=26))
    assert line_top(view, STARTS[15]) == pytest.approx(before, abs=1)
    assert view.cursor == Cursor(STARTS[15], None)
    assert QColor(DARK.marks["yellow"][0]).name() in colors(view)
    assert QColor(DARK.ground).name() in colors(view)


def test_resizing_keeps_the_paragraph_where_it_is(view):
    view.set_cursor(Cursor(STARTS[15], None))
    before = line_top(view, STARTS[15])
    view.resize(420, 600)
    assert line_top(view, STARTS[15]) == pytest.approx(before, abs=1)
    view.resize(1200, 500)
    assert line_top(view, STARTS[15]) == pytest.approx(before, abs=1)
    assert view.cursor == Cursor(STARTS[15], None)


def test_the_column_is_as_wide_as_wanted_and_in_the_middle(view):
    view.resize(1600, 500)
    length = len(SENTENCE * 5)
    text = view.document().findBlockByNumber(5).layout()
    assert 55 <= length / text.lineCount() <= 72
    left = view.viewport().x()
    right = view.width() - view.viewport().x() - view.viewport().width()
    assert abs(left - right) <= view.verticalScrollBar().width() + 1


def test_the_bar_tells_whether_keys_act_here(view, qtbot):
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    margin = {"left": 0, "right": round(view.text_left) - 10}
    assert QColor(LIGHT.accent).name() in colors(view, **margin)
    view.clearFocus()
    assert QColor(LIGHT.accent).name() not in colors(view, **margin)
    assert QColor(LIGHT.muted).name() in colors(view, **margin)


def test_nothing_open_says_what_to_do(view):
    view.show_empty()
    assert view.visible_range() == (0, 0)
    assert QColor(LIGHT.muted).name() in colors(view)
    view.verticalScrollBar().setValue(10)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.page_move(view.cursor, 1) is None
    assert view.line_move(view.cursor, 1) == view.cursor


# Labels


def test_labels_are_chosen_by_their_letters(view, qtbot):
    view.show_labels([(10, "one"), (40, "two"), (len(TEXT) - 5, "out of sight")])
    with qtbot.waitSignal(view.label_chosen, timeout=1000) as told:
        QTest.keyClick(view, Qt.Key.Key_S)
    assert told.args == ["two"]
    override = QKeyEvent(QKeyEvent.Type.ShortcutOverride, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier)
    view.show_labels([(10, "one")])
    QApplication.sendEvent(view, override)
    assert override.isAccepted()
    QTest.keyClick(view, Qt.Key.Key_Escape)
    with qtbot.assertNotEmitted(view.label_chosen):
        QTest.keyClick(view, Qt.Key.Key_A)


def test_the_view_has_its_names(view):
    assert view.objectName() == "articleView"
    assert view.accessibleName() == "Article"
