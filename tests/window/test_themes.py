from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from reader.domain.notes import COLORS
from reader.errors import ReaderError
from reader.window import themes


def luminance(color: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    r, g, b, _ = color.getRgbF()
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)


def contrast(one: QColor, other: QColor) -> float:
    """The contrast ratio of WCAG 2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_is_that_of_wcag() -> None:
    assert contrast(QColor("#000"), QColor("#fff")) == pytest.approx(21)
    assert contrast(QColor("#777"), QColor("#fff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("name", themes.theme_names())
def test_everything_can_be_read(name: str) -> None:
    theme = themes.load_theme(name)
    grounds = {n: getattr(theme, n) for n in ("ground", "side", "card", "row")}
    passages = {color: passage for color, (passage, _) in theme.marks.items()}
    low = [
        (what, where, round(ratio, 2), wanted)
        for what, color, places, wanted in (
            ("text", theme.text, {**grounds, **passages, "selection": theme.selection}, 7),
            ("muted", theme.muted, grounds, 4.5),
            ("accent as ring", theme.accent, grounds, 3),
            ("accent as letters", theme.accent, {"card": theme.card, "row": theme.row}, 4.5),
            ("letters on accent", theme.on_accent, {"accent": theme.accent}, 4.5),
            *(
                (f"{mark} bar", bar, {"ground": theme.ground, "card": theme.card}, 3)
                for mark, (_, bar) in theme.marks.items()
            ),
        )
        for where, ground in places.items()
        if (ratio := contrast(color, ground)) < wanted
    ]
    assert not low


@pytest.mark.parametrize("name", themes.theme_names())
def test_colours_that_mean_something_differ(name: str) -> None:
    theme = themes.load_theme(name)
    assert set(theme.marks) == set(COLORS)
    meant = [theme.selection, theme.ground, *(passage for passage, _ in theme.marks.values())]
    assert len({color.rgb() for color in meant}) == len(meant)
    assert theme.is_dark == (luminance(theme.ground) < luminance(theme.text))


def test_the_folder_is_the_list() -> None:
    assert themes.theme_names()[:5] == ["light", "sepia", "dark", "high-contrast", "high-contrast-light"]
    assert themes.theme_title("high-contrast") == "High contrast"
    with pytest.raises(ReaderError, match=r"no such theme.*light"):
        themes.load_theme("neon")


def test_as_the_system() -> None:
    resolve = themes.resolve_theme
    assert resolve(themes.SYSTEM, Qt.ColorScheme.Dark) == "dark"
    assert resolve(themes.SYSTEM, Qt.ColorScheme.Light) == "light"
    assert resolve(themes.SYSTEM, Qt.ColorScheme.Unknown) == "light"
    assert resolve("sepia", Qt.ColorScheme.Dark) == "sepia"
    assert resolve(themes.SYSTEM, Qt.ColorScheme.Light, high_contrast=True) == "high-contrast-light"
    assert resolve(themes.SYSTEM, Qt.ColorScheme.Dark, high_contrast=True) == "high-contrast"
    assert resolve("sepia", Qt.ColorScheme.Light, high_contrast=True) == "sepia"


def test_what_qt_is_given() -> None:
    theme = themes.load_theme("dark")
    palette = themes.application_palette(theme)
    assert palette.color(QPalette.ColorRole.Window) == theme.side
    assert palette.color(QPalette.ColorRole.Highlight) == theme.selection
    for sheet in (themes.style_sheet(theme), themes.panel_sheet(theme)):
        assert sheet.isascii()
        assert theme.accent.name() in sheet


def test_text_grows_with_the_application_font(qapp: QApplication) -> None:
    font = themes.application_font(200)
    assert font.pixelSize() == 26
    assert themes.scaled(font, 0.5, QFont.Weight.Bold).pixelSize() == 13
    points = QFont("Inter")
    points.setPointSize(20)
    assert themes.scaled(points, 1).pixelSize() > 0
