"""The window follows what is changed in the desktop's settings, while it is open."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from reader.window import themes
from reader.window.desk.settings import appearance

LIGHT, DARK = Qt.ColorScheme.Light, Qt.ColorScheme.Dark


@pytest.fixture
def scheme(monkeypatch):
    """Sets the desktop's light or dark, as a desktop does; the offscreen one has none."""

    def set_scheme(scheme: Qt.ColorScheme) -> None:
        monkeypatch.setattr(appearance, "system_scheme", lambda: scheme)
        QApplication.styleHints().colorSchemeChanged.emit(scheme)

    return set_scheme


def test_light_and_dark_are_followed(hand, scheme) -> None:
    for wanted, name in ((DARK, "dark"), (LIGHT, "light")):
        scheme(wanted)
        assert hand.window.appearance.theme.name == name
        ground = hand.window.appearance.theme.ground
        assert QApplication.palette().base().color() == ground
        assert hand.view.viewport().palette().base().color() == ground


def test_a_chosen_theme_stays(hand, scheme) -> None:
    hand.window.appearance.choose_theme("sepia")
    scheme(DARK)
    assert hand.window.appearance.theme.name == "sepia"


def test_high_contrast_is_followed(hand, monkeypatch) -> None:
    hints = QApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        pytest.skip("this Qt does not know what contrast is asked for")
    monkeypatch.setattr(appearance, "wants_contrast", lambda: True)
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    assert hand.window.appearance.theme.name == "high-contrast"
    monkeypatch.undo()
    hints.accessibility().contrastPreferenceChanged.emit(Qt.ContrastPreference.NoPreference)
    assert hand.window.appearance.theme.name == "light"


def test_the_text_size_is_followed(hand, monkeypatch) -> None:
    usual = hand.window.appearance.style.size
    for percent in (150, 100):
        monkeypatch.setattr(appearance, "system_percent", lambda percent=percent: percent)
        QApplication.sendEvent(hand.window.windowHandle(), QEvent(QEvent.Type.ThemeChange))
        hand.wait(lambda percent=percent: hand.window.appearance.style.size == round(usual * percent / 100))
        wanted = round(themes.UI_SIZE * percent / 100)
        assert hand.window.tree.filter.font().pixelSize() == wanted
        assert hand.window.menuBar().font().pixelSize() == wanted


def test_a_chosen_text_size_stays(hand, monkeypatch) -> None:
    hand.window.appearance.zoom(2)
    chosen = hand.window.appearance.style.size
    monkeypatch.setattr(appearance, "system_percent", lambda: 150)
    hand.window.appearance.follow_system()
    assert hand.window.appearance.style.size == chosen
    assert QApplication.font().pixelSize() == round(themes.UI_SIZE * 1.5)


@pytest.mark.parametrize(
    ("size", "percent"),
    [(12, 100), (13.3, 100), (14.7, 100), (15, 100), (18, 120), (30, 200), (9, 75), (1, 60), (200, 300)],
)
def test_sizes_that_desktops_come_with_are_usual(size: float, percent: int) -> None:
    assert themes.percent_of_usual(size) == percent
