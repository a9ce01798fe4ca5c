"""Lines of the window in which two scripts meet."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import QApplication

from reader.window.isolating import isolated, joined


@pytest.fixture
def mirrored(qapp: QApplication):
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def places(line: str, parts: tuple[str, ...]) -> list[float]:
    """Return where Qt puts the second letter of each part, from the left; at its first, two scripts meet."""
    layout = QTextLayout(line)
    option = QTextOption()
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.beginLayout()
    shown = layout.createLine()
    shown.setLineWidth(10_000)
    layout.endLayout()

    def x(at: int) -> float:
        found = shown.cursorToX(at)
        return found[0] if isinstance(found, tuple) else found

    return [x(line.index(part) + 1) for part in parts]


def test_english_between_english_stays_as_it_is(qapp):
    assert isolated("/tmp/x") == "/tmp/x"
    assert joined(("29 March 2024", "", "The Hill"), " · ") == "29 March 2024 · The Hill"


def test_an_arabic_name_leaves_the_number_after_it_in_its_place(qapp):
    parts = ("29 March 2024", "صحيفة", "3 sections")
    found = places(joined(parts, " · "), parts)
    assert found == sorted(found)


def test_an_english_name_stands_first_on_the_right(mirrored):
    parts = ("The Hill", "3 أقسام")
    found = places(joined(parts, " · "), parts)
    assert found == sorted(found, reverse=True)


def test_what_stands_below_a_title_goes_its_way(mirrored):
    parts = ("29 مارس 2024", "2024-03-29-rafah.txt")
    found = places(joined(parts, " · ", below="Rafah talks"), parts)
    assert found == sorted(found)


def test_a_path_keeps_its_first_strokes(mirrored):
    start, end = "صُدّرت إلى ", " الآن"
    for path, stays in ((isolated("//tmp/x"), True), ("//tmp/x", False)):
        strokes, name = places(f"{start}{path}{end}", ("//", "tmp/x"))
        assert (strokes < name) == stays


def test_a_date_of_digits_is_not_turned_round(mirrored):
    year, day = places(f"يُكتب هكذا: {isolated('2024-03-29')}، أو يُترك", ("2024", "29"))
    assert year < day
