from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QRect, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow

from reader.window.endings import watch_endings
from reader.window.place import inside, kept_place, put, put_beside

LEFT, RIGHT = QRect(-1920, 0, 1920, 1080), QRect(0, 24, 1366, 744)
rects = st.builds(
    QRect,
    st.integers(-9000, 9000),
    st.integers(-9000, 9000),
    st.integers(1, 6000),
    st.integers(1, 6000),
)


@settings(deadline=None)
@given(rects, st.lists(rects, min_size=1, max_size=3))
def test_a_window_is_never_outside(frame: QRect, rooms: list[QRect]) -> None:
    fitted = inside(frame, rooms)
    assert any(room.contains(fitted) for room in rooms)
    assert fitted.width() <= frame.width()
    assert fitted.height() <= frame.height()
    if any(room.contains(frame) for room in rooms):
        assert fitted.size() == frame.size()
    assert inside(fitted, rooms).size() == fitted.size()


@pytest.mark.parametrize(
    ("frame", "rooms", "wanted"),
    [
        (QRect(100, 100, 800, 600), [RIGHT], QRect(100, 100, 800, 600)),
        (QRect(-1800, 50, 800, 600), [LEFT, RIGHT], QRect(-1800, 50, 800, 600)),
        (QRect(-1800, 50, 800, 600), [RIGHT], QRect(0, 50, 800, 600)),  # the left screen is unplugged
        (QRect(100, 0, 1360, 860), [RIGHT], QRect(6, 24, 1360, 744)),  # a smaller screen, under a panel
        (QRect(1000, 700, 800, 600), [LEFT, RIGHT], QRect(566, 168, 800, 600)),
        (QRect(5, 5, 50, 50), [], QRect(5, 5, 50, 50)),  # no screen at all, for the moment
    ],
)
def test_where_it_comes_to_be(frame: QRect, rooms: list[QRect], wanted: QRect) -> None:
    assert inside(frame, rooms) == wanted


@pytest.fixture
def room(qapp: QApplication) -> QRect:
    return QGuiApplication.primaryScreen().availableGeometry()


def test_left_there_and_found_there(qtbot, room: QRect) -> None:
    first, second = QMainWindow(), QMainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(room.left() + 40, room.top() + 60, 500, 400)
    first.show()
    put(second, kept_place(first))
    assert second.geometry() == first.geometry()
    first.showMaximized()
    put(second, kept_place(first))
    assert second.isMaximized()
    second.showNormal()
    assert second.normalGeometry().size() == QSize(500, 400)


def test_a_place_on_a_screen_that_is_gone(qtbot, room: QRect) -> None:
    first, second = QMainWindow(), QMainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(-5000, -3000, 4000, 3000)
    put(second, kept_place(first))
    assert room.contains(second.frameGeometry())


@pytest.mark.parametrize("kept", ["", "AAAA", "no base64: ä"])
def test_no_place_that_is_known(qtbot, room: QRect, kept: str) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    put(window, kept)
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_one_beside_the_other(qtbot, room: QRect) -> None:
    first, second = QMainWindow(), QMainWindow()
    for window in (first, second):
        qtbot.addWidget(window)
    first.setGeometry(room.right() - 500, room.bottom() - 400, 500, 400)
    first.show()
    put_beside(second, first)
    assert room.contains(second.frameGeometry())
    assert second.size() == first.size()


# The endings of the desktop's session


def test_the_end_of_the_session_has_everything_on_disk(hand) -> None:
    endings = watch_endings(QApplication.instance(), hand.window.session)
    try:
        hand.window.resize(640, 480)
        hand.put("The order comes")
        hand.press("n")
        hand.type("half a sent")
        QApplication.instance().commitDataRequest.emit(None)
        assert [note.body for note in hand.notes()] == ["half a sent"]
        assert "place = " in (hand.home / "settings.ini").read_text("utf-8")
        with hand.library() as library:
            assert library.reading(hand.window.context.reading.article.id).offset == hand.position
    finally:
        endings.close()
    assert hand.find("noteEditor").isVisible()  # the person may think better of it


def test_windows_that_are_open_when_the_program_ends(hand) -> None:
    session = hand.window.session
    hand.press("Ctrl+Shift+N")
    assert len(session.windows) == 2
    hand.press("n")
    hand.type("still typing")
    session.end()
    assert not session.windows
    assert [note.body for note in hand.notes(everywhere=True)] == ["still typing"]
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
