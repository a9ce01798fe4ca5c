"""Themes: the colours of the window, read from `resources/themes/*.ini`; the folder is the list.

A theme is made known by its file alone; `tests/window/test_themes.py` measures its contrast.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontInfo, QGuiApplication, QPalette
from PySide6.QtWidgets import QAbstractScrollArea

from reader.bundled import resources
from reader.domain.notes import COLORS
from reader.errors import ReaderError
from reader.settings import GENERAL, Settings
from reader.translation import mark, tr

SYSTEM = "system"
"""The name that stands for light, dark or high contrast, as the desktop has it."""

UI_FACES = ("Inter", "Segoe UI", "SF Pro Text", "Cantarell", "Noto Sans", "DejaVu Sans")
TEXT_FACES = ("Noto Serif", "Source Serif 4", "Charter", "Georgia", "Cambria", "DejaVu Serif")
CODE_FACES = ("JetBrains Mono", "DejaVu Sans Mono", "Menlo", "Consolas", "Noto Sans Mono")
UI_SIZE = 13  # pixels at 100 %
_USUAL_SIZES = (12.0, 15.0)  # pixels: what the desktops have where nobody has changed it

CORNER = 6
_NAMES = ("ground", "side", "card", "row", "line", "text", "muted", "accent", "selection")
# In the order of menus; any other theme follows.
_TITLES = {
    "light": mark("Light"),
    "sepia": mark("Sepia"),
    "dark": mark("Dark"),
    "high-contrast": mark("High contrast"),
    "high-contrast-light": mark("High contrast, light"),
}


class Theme:
    """The colours of one theme; treat it as a value.

    `ground` lies behind the article, `side` behind the tree and the bars, `card` behind notes and
    panels, `row` behind the current row and chips; `line` parts things; `accent` is the one strong
    colour. `marks` has for each of the five colours what lies behind the passage and what its bar and
    dot are drawn in.
    """

    def __init__(
        self, name: str, is_dark: bool, colors: dict[str, str], marks: dict[str, tuple[str, str]]
    ) -> None:
        self.name = name
        self.title = theme_title(name)
        self.is_dark = is_dark
        self.ground, self.side, self.card, self.row, self.line = (QColor(colors[n]) for n in _NAMES[:5])
        self.text, self.muted, self.accent, self.selection = (QColor(colors[n]) for n in _NAMES[5:])
        self.on_accent = self.ground
        self.marks = {color: (QColor(marks[color][0]), QColor(marks[color][1])) for color in COLORS}


def theme_names() -> list[str]:
    """Return the names of all themes, in the order in which menus show them."""
    names = {path.stem for path in _folder().glob("*.ini")}
    return [name for name in _TITLES if name in names] + sorted(names.difference(_TITLES))


def theme_title(name: str) -> str:
    """Return how a person is told of the theme `name` (or of SYSTEM)."""
    if name == SYSTEM:
        return tr("As the system")
    return tr(_TITLES[name]) if name in _TITLES else name.replace("-", " ").capitalize()


def resolve_theme(name: str, scheme: Qt.ColorScheme, *, high_contrast: bool = False) -> str:
    """Return `name` itself, or for SYSTEM the theme that goes with the desktop's `scheme` and contrast."""
    if name != SYSTEM:
        return name
    if high_contrast:
        return "high-contrast-light" if scheme == Qt.ColorScheme.Light else "high-contrast"
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def load_theme(name: str) -> Theme:
    """Return the theme `name`; ReaderError where there is none."""
    try:
        values = Settings((_folder() / f"{name}.ini").read_text("utf-8"))
    except FileNotFoundError:
        remedy = tr("take one of {names}", names=", ".join(theme_names()))
        raise ReaderError(tr("there is no such theme"), name, remedy) from None
    marks = {color: pair.split() for color, pair in values.items("marks").items()}
    is_dark = values.get(GENERAL, "dark", False)
    return Theme(name, is_dark, values.items("colors"), {color: (a, b) for color, (a, b) in marks.items()})


def system_scheme() -> Qt.ColorScheme:
    """Return whether the desktop is light or dark."""
    return QGuiApplication.styleHints().colorScheme()


def wants_contrast() -> bool:
    """Whether the desktop asks for high contrast; from Qt 6.10 on it is known."""
    hints = QGuiApplication.styleHints()
    if not hasattr(hints, "accessibility"):
        return False
    return hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast


def system_percent() -> int:
    """Return how large the desktop wants its text: 100 where its size is one that desktops come with."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    size = float(font.pixelSize())
    if size <= 0:
        size = font.pointSizeF() * QGuiApplication.primaryScreen().logicalDotsPerInchY() / 72
    return percent_of_usual(size)


def percent_of_usual(size: float) -> int:
    """Return `size`, in pixels, in percent of the usual sizes: 100 for any of them."""
    smallest, largest = _USUAL_SIZES
    return max(60, min(300, round(100 * (size / smallest if size < smallest else max(1, size / largest)))))


def application_font(percent: int = 100) -> QFont:
    """Return the face of everything but the article, at `percent` of its usual size."""
    font = QFont(list(UI_FACES))
    font.setPixelSize(round(UI_SIZE * percent / 100))
    return font


def scaled(font: QFont, factor: float, weight: QFont.Weight | None = None) -> QFont:
    """Return `font` at `factor` of its size, so that all text grows with the application's font."""
    result = QFont(font)
    size = font.pixelSize() if font.pixelSize() > 0 else QFontInfo(font).pixelSize()
    result.setPixelSize(max(1, round(size * factor)))
    if weight is not None:
        result.setWeight(weight)
    return result


def application_palette(theme: Theme) -> QPalette:
    """Return the palette for Qt's Fusion style."""
    roles = QPalette.ColorRole
    colors = {
        roles.Window: theme.side,
        roles.WindowText: theme.text,
        roles.Base: theme.ground,
        roles.AlternateBase: theme.side,
        roles.Text: theme.text,
        roles.PlaceholderText: theme.muted,
        roles.Button: theme.card,
        roles.ButtonText: theme.text,
        roles.BrightText: theme.text,
        roles.ToolTipBase: theme.card,
        roles.ToolTipText: theme.text,
        roles.Highlight: theme.selection,
        roles.HighlightedText: theme.text,
        roles.Link: theme.accent,
        roles.LinkVisited: theme.accent,
        roles.Light: theme.card,
        roles.Midlight: theme.row,
        roles.Mid: theme.line,
        roles.Dark: theme.muted,
        roles.Shadow: theme.line,
    }
    if hasattr(roles, "Accent"):
        colors[roles.Accent] = theme.accent
    palette = QPalette()
    for role, color in colors.items():
        palette.setColor(role, color)
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.muted)
    return palette


def set_palette(area: QAbstractScrollArea, palette: QPalette) -> None:
    """Give a scrolled widget a palette, and its viewport, which under a style sheet inherits no later one."""
    area.setPalette(palette)
    area.viewport().setPalette(palette)


def style_sheet(theme: Theme) -> str:
    """Return the application's style sheet: only what neither palette nor delegate can say.

    Each rule costs time at the start, so panels bring their own (`panel_sheet`).
    """
    return _filled(_SHEET, theme)


def panel_sheet(theme: Theme) -> str:
    """Return the style sheet of a panel's controls: buttons, choices, boxes to tick."""
    return _filled(_PANEL_SHEET, theme)


def _folder() -> Path:
    return resources() / "themes"


def _filled(sheet: str, theme: Theme) -> str:
    for name in ("on_accent", *_NAMES):
        sheet = sheet.replace(f"${name}", getattr(theme, name).name())
    return sheet


_SHEET = """
QMenuBar { background: $side; border-bottom: 1px solid $line; padding: 3px 4px; spacing: 3px; }
QMenuBar::item { padding: 4px 7px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $row; }
QMenu { background: $card; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
QMenu::item:selected { background: $row; }
QMenu::item:disabled { color: $muted; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QStatusBar { background: $side; border-top: 1px solid $line; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $muted; }
QSplitter::handle { background: $ground; }
QSplitter::handle:hover { background: $muted; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QLineEdit { background: $ground; border: 1px solid $line; border-radius: 6px; padding: 5px 8px; }
QLineEdit:focus { border: 2px solid $accent; padding: 4px 7px; }
"""

_PANEL_SHEET = """
QPushButton { background: $ground; border: 1px solid $line; border-radius: 6px; padding: 6px 15px; }
QPushButton:hover { background: $row; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 14px; }
QPushButton:default { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton:default:focus { border: 2px solid $text; }
QPushButton:disabled { color: $muted; background: $side; }
"""
