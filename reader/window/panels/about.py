"""What Reader is, and what it never does."""

from __future__ import annotations

import platform

from PySide6 import __version__ as qt_version
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QLabel, QWidget

from reader import __version__
from reader.translation import mark, tr
from reader.window.panels.floating import FloatingPanel
from reader.window.themes import Theme, scaled

_TEXT = mark("""Read long articles closely, note passages with the keyboard alone, and take the notes along.

Everything that you make is on this machine, in one folder. Reader opens no connection, has no account, \
sends nothing and looks for no updates.

MIT licence. Made with Qt for Python, SQLite and markdown-it-py; the README names all of them.""")


class AboutPanel(FloatingPanel):
    """Name, version, promise."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, width=480, height=280, is_fleeting=True)
        self.setObjectName("about")
        self.setAccessibleName(tr("About Reader"))
        self.setAccessibleDescription(tr(_TEXT))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        versions = tr(
            "Version {version}, Python {python}, Qt for Python {qt}",
            version=__version__,
            python=platform.python_version(),
            qt=qt_version,
        )
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(
            margins.left() + 24, margins.top() + 24, margins.right() + 24, margins.bottom() + 24
        )
        self.body.setSpacing(12)
        for text, factor, weight in (
            ("Reader", 1.5, QFont.Weight.DemiBold),
            (versions, 0.92, QFont.Weight.Normal),
            (tr(_TEXT), 1.0, QFont.Weight.Normal),
        ):
            label = QLabel(text)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setFont(scaled(self.font(), factor, weight))
            self.body.addWidget(label)
        self.body.addStretch(1)
