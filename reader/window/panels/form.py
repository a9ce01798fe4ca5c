"""A floating panel with a heading, labelled fields, a line for what is wrong, and two buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from reader.translation import tr
from reader.window.panels.floating import FloatingPanel
from reader.window.spoken import say_aloud
from reader.window.themes import Theme, panel_sheet, scaled


class FormPanel(FloatingPanel):
    """Fields to fill in; `Enter` accepts, `Esc` leaves everything as it was."""

    def __init__(self, window: QWidget, theme: Theme, name: str, title: str, accept: str) -> None:
        super().__init__(window, theme, width=460, height=420, is_fleeting=False)
        self.setObjectName(name)
        self.setAccessibleName(title)
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(
            margins.left() + 20, margins.top() + 16, margins.right() + 20, margins.bottom() + 16
        )
        self.body.setSpacing(6)
        heading = plain_label(title)
        heading.setFont(scaled(self.font(), 1.15, QFont.Weight.DemiBold))
        self.body.addWidget(heading)
        self.body.addSpacing(8)
        self._problem = plain_label("")
        self._problem.setAccessibleDescription(tr("What is wrong"))
        self._problem.setWordWrap(True)
        self._accept = QPushButton(accept)
        self._accept.setDefault(True)
        self._accept.clicked.connect(self.accept)
        self._cancel = QPushButton(tr("Cancel"))
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.close_panel)
        self._muted: list[QLabel] = []
        self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.setStyleSheet(panel_sheet(theme))
        for label in self._muted:
            label.setStyleSheet(f"color: {theme.muted.name()}")

    def add_field(self, name: str, label: str, hint: str = "") -> QLineEdit:
        """Add a labelled field; a `hint` stands in it while it is empty."""
        above = plain_label(label)
        above.setFont(scaled(self.font(), 0.92))
        above.setStyleSheet(f"color: {self.theme.muted.name()}")
        self._muted.append(above)
        field = QLineEdit()
        field.setObjectName(name)
        field.setAccessibleName(label)
        field.setPlaceholderText(hint)
        field.textEdited.connect(lambda _: self.say(""))
        self.body.addWidget(above)
        self.body.addWidget(field)
        self.body.addSpacing(4)
        return field

    def finish(self) -> None:
        """Add the line and the buttons, below the last field."""
        self.buttons = buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._accept)
        self.body.addWidget(self._problem)
        self.body.addStretch(1)
        self.body.addLayout(buttons)
        self.set_height(self.body.sizeHint().height() - 2 * 24 + 12)

    def say(self, problem: str) -> None:
        """Say what is wrong with what is filled in."""
        self._problem.setText(problem)
        say_aloud(self, problem)

    def accept(self) -> None:
        """Take over what is filled in; to be said by each form."""
        self.close_panel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Accept on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._cancel.hasFocus():
            self.accept()
        else:
            super().keyPressEvent(event)


def plain_label(text: str) -> QLabel:
    """Return a label that never takes a document's text for rich text, which could read files."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
