"""The window in another language, and read from right to left."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QDoubleSpinBox

from reader.bundled import resources
from reader.domain.notes import COLORS
from reader.translation import tr, use
from reader.window.actions import ACTIONS
from reader.window.actions.row import MENUS
from reader.window.key_texts import shown_key
from reader.window.language import speak
from reader.window.painting import draw_keycap
from reader.window.wording import long_date


@pytest.fixture
def spoken(request: pytest.FixtureRequest, qapp: QApplication, tmp_path) -> Iterator[str]:
    """Speak a language, ours as far as there is a catalogue and Qt's; afterwards English again."""
    language = request.param
    use([language], resources() / "locale")
    speak(qapp, language)
    yield language
    use([], tmp_path)
    for translator in qapp.findChildren(QTranslator):
        qapp.removeTranslator(translator)
        translator.deleteLater()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    QLocale.setDefault(QLocale.c())


@pytest.fixture
def speaking_hand(spoken, request: pytest.FixtureRequest):
    """A window that was opened in that language."""
    return request.getfixturevalue("hand")


def test_every_menu_of_an_action_has_a_title() -> None:
    assert {part for row in ACTIONS for part in row.menu.split("/") if part} == set(MENUS)


def test_every_colour_can_be_highlighted_in() -> None:
    names = {row.id.removeprefix("note.highlight-") for row in ACTIONS if "highlight-" in row.id}
    assert names == set(COLORS)


@pytest.mark.parametrize("spoken", ["de"], indirect=True)
def test_menus_keys_and_dates_are_in_the_language(speaking_hand) -> None:
    window = speaking_hand.window
    assert [menu.text() for menu in window.menuBar().actions()][:2] == ["&Datei", "&Bearbeiten"]
    assert window.bindings.actions["note.add"].text() == tr("Note on the passage") != "Note on the passage"
    assert shown_key("Ctrl+Del") == "Strg+Entf"
    assert long_date("2024-03-29") == "29. März 2024"


@pytest.mark.parametrize("spoken", ["de"], indirect=True)
def test_an_action_that_does_not_apply_says_so_in_the_language(speaking_hand) -> None:
    speaking_hand.press("F3")
    assert speaking_hand.said == "Nächster Treffer: es wurde nichts gesucht."


@pytest.mark.parametrize("spoken", ["de"], indirect=True)
def test_what_is_undone_is_named_in_the_language(speaking_hand) -> None:
    speaking_hand.press("h")
    speaking_hand.wait_saved()
    speaking_hand.press("Ctrl+z")
    speaking_hand.wait(lambda: speaking_hand.said == "Rückgängig gemacht: Markierung.")


@pytest.mark.parametrize("spoken", ["ar"], indirect=True)
def test_arabic_stands_from_right_to_left_with_the_digits_of_the_articles(speaking_hand) -> None:
    window = speaking_hand.window
    assert window.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert window.tree.mapTo(window, window.tree.rect().center()).x() > window.width() / 2
    assert QLocale().toString(1234) == "1,234"


@pytest.mark.parametrize("spoken", ["ar", "de"], indirect=True)
def test_the_bar_of_a_card_stands_where_reading_begins(speaking_hand, spoken) -> None:
    speaking_hand.press("h")
    speaking_hand.wait_saved()
    cards = speaking_hand.window.cards.list
    rect = cards.visualRect(cards.model().index(0, 0))
    image: QImage = cards.viewport().grab(rect).toImage()
    wanted = speaking_hand.window.appearance.theme.marks["yellow"][1].rgb()
    y = image.height() - 30
    columns = [x for x in range(image.width()) if image.pixel(x, y) == wanted]
    assert columns
    assert (columns[0] > image.width() / 2) == (spoken == "ar")


@pytest.mark.parametrize("spoken", ["ar"], indirect=True)
def test_a_number_without_a_word_stands_where_reading_begins(speaking_hand) -> None:
    speaking_hand.press("F12")
    heights = [box for box in speaking_hand.window.findChildren(QDoubleSpinBox) if box.isVisible()]
    assert heights
    assert all(box.alignment() & Qt.AlignmentFlag.AlignRight for box in heights)


@pytest.mark.parametrize("spoken", ["ar"], indirect=True)
def test_keys_are_painted_as_they_are_printed_on_keyboards(speaking_hand) -> None:
    """Between words that run from right to left, `)` is drawn as `(`."""
    theme = speaking_hand.window.appearance.theme
    pictures = {}
    for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
        image = QImage(60, 40, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        draw_keycap(painter, 50, 20, ")", speaking_hand.window.font(), theme)
        painter.end()
        pictures[direction] = image
    assert pictures[Qt.LayoutDirection.LeftToRight] == pictures[Qt.LayoutDirection.RightToLeft]


@pytest.mark.parametrize(
    "variables",
    [
        {"LANG": "de_DE"},
        # Not there, whatever they promise.
        {"LC_ALL": "de_XX.UTF-8"},
        {"LANG": "de_XX.UTF-8", "PYTHONCOERCECLOCALE": "0"},
    ],
)
def test_the_language_outlives_a_locale_that_qt_does_not_bear(tmp_path, variables) -> None:
    """Where the locale is not UTF-8 another is set for Qt; what was asked for is spoken all the same."""
    code = (
        "import sys; import reader.app; from reader.__main__ import main\n"
        "def start(home, *_):\n"
        "    reader.app.make_application()\n"
        "    window = reader.app.build_window(home)\n"
        "    print([menu.text() for menu in window.menuBar().actions()])\n"
        "    return 0\n"
        "reader.app.start = start\n"
        "sys.exit(main(['--home', sys.argv[1]]))\n"
    )
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "home")],
        env={**environment, **variables},
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        check=True,
    )
    assert "'&Datei', '&Bearbeiten', '&Ansicht'" in run.stdout.decode()
    assert b"locale" not in run.stderr
