"""Theme and text as the reader set them, kept in the settings and seen at once."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from reader.errors import ReaderError
from reader.settings import Settings
from reader.window.article.style import PageStyle
from reader.window.themes import (
    SYSTEM,
    Theme,
    application_font,
    application_palette,
    load_theme,
    resolve_theme,
    style_sheet,
    system_percent,
    system_scheme,
    wants_contrast,
)

_SECTION = "page"
SMALLEST, LARGEST = 10, 48  # pixels of the text


class Appearance(QObject):
    """The theme and the page's style of one session's windows; `changed` says that they are others."""

    changed = Signal()

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._percent = system_percent()
        self.theme: Theme = self._load()
        self.style: PageStyle = self._style()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._renew)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._renew)

    @property
    def theme_name(self) -> str:
        """The name that was chosen, `system` for as the desktop has it."""
        return self._settings.get(_SECTION, "theme", SYSTEM)

    def choose_theme(self, name: str) -> None:
        """Take the theme `name` from now on; an empty one is that of a new home."""
        self._settings.set(_SECTION, "theme", name or None)
        self._renew()

    def follow_system(self) -> None:
        """Take the desktop's text size, where it is another than before."""
        percent = system_percent()
        if percent != self._percent:
            self._percent = percent
            self.style = self._style()
            self._renew()

    def zoom(self, steps: int) -> None:
        """Make the text larger by `steps` tenths of its usual size, smaller where negative, 0: as usual."""
        usual = self._usual_size
        size = usual if not steps else round(self.style.size + steps * usual / 10)
        self._settings.set(_SECTION, "size", max(SMALLEST, min(LARGEST, size)))
        self.style = self._style()
        self.changed.emit()

    @property
    def face(self) -> str:
        """The text face that was chosen, empty for the usual ones."""
        return self._settings.get(_SECTION, "face", "").partition(", ")[0]

    def set_style(self, values: dict[str, str | int | float | None]) -> None:
        """Set `face`, `size`, `line_height`, `column`; None stands for what is usual."""
        for name, value in values.items():
            self._settings.set(_SECTION, name, value)
        self.style = self._style()
        self.changed.emit()

    def apply_to_application(self) -> None:
        """Give the application the theme's palette, face and style sheet."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.setFont(application_font(self._percent))
        application.setPalette(application_palette(self.theme))
        application.setStyleSheet(style_sheet(self.theme))

    def _renew(self) -> None:
        self.theme = self._load()
        self.apply_to_application()
        self.changed.emit()

    def _load(self) -> Theme:
        scheme = system_scheme()
        try:
            return load_theme(resolve_theme(self.theme_name, scheme, high_contrast=wants_contrast()))
        except ReaderError as error:
            self._settings.problems.append(str(error))
            return load_theme(resolve_theme(SYSTEM, scheme))

    @property
    def _usual_size(self) -> int:
        """Return the text's size where none was chosen: it grows with the desktop's."""
        return max(SMALLEST, min(LARGEST, round(PageStyle().size * self._percent / 100)))

    def _style(self) -> PageStyle:
        usual = PageStyle()
        get = self._settings.get
        return PageStyle(
            faces=(*(face for face in get(_SECTION, "face", "").split(", ") if face), *usual.faces),
            size=max(SMALLEST, min(LARGEST, get(_SECTION, "size", self._usual_size))),
            line_height=max(1.0, min(3.0, get(_SECTION, "line_height", usual.line_height))),
            column=max(30, min(120, get(_SECTION, "column", usual.column))),
        )
