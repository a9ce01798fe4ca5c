"""The find bar: incremental, with the number of matches, case, whole words and expressions."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from reader.translation import digits, tr
from reader.window.panels.controls import key_toggle
from reader.window.spoken import say_aloud
from reader.window.themes import Theme, panel_sheet


class FindBar(QWidget):
    """Stands above the article while one finds. `query_changed` says that something else is looked for."""

    query_changed = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("findBar")
        self.setAccessibleName(tr("Find in the article"))
        self.field = QLineEdit()
        self.field.setObjectName("findField")
        self.field.setAccessibleName(tr("Find in the article"))
        self.field.setPlaceholderText(tr("Find in the article"))
        self.field.setMinimumWidth(160)
        self.field.textChanged.connect(lambda _: self.query_changed.emit())
        self._result = QLabel()
        self._result.setAccessibleDescription(tr("Matches"))
        self._result.setTextFormat(Qt.TextFormat.PlainText)
        self._case = key_toggle("Aa", tr("Match case"), "Alt+C")
        self._word = key_toggle(tr("Word"), tr("Whole words"), "Alt+W")
        # Between marks of its direction, or it would read `*.` from right to left.
        self._regular = key_toggle("\u200e.*\u200e", tr("Regular expression"), "Alt+R")
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 16, 8)
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._result)
        for toggle in (self._case, self._word, self._regular):
            toggle.toggled.connect(lambda _: self.query_changed.emit())
            row.addWidget(toggle)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """What is looked for."""
        return self.field.text()

    @property
    def case_sensitive(self) -> bool:
        """Whether capitals must match."""
        return self._case.isChecked()

    @property
    def whole_word(self) -> bool:
        """Whether only whole words match."""
        return self._word.isChecked()

    @property
    def regular_expression(self) -> bool:
        """Whether the text is a regular expression."""
        return self._regular.isChecked()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        checked = f"background: {theme.row.name()}; border: 1px solid {theme.accent.name()};"
        toggles = f"QPushButton {{ padding: 4px 10px; }} QPushButton:checked {{ {checked} }}"
        self.setStyleSheet(panel_sheet(theme) + toggles)

    def open(self, text: str) -> None:
        """Show the bar and look for `text`, or for what was looked for last."""
        self.show()
        self.field.setFocus()
        if text and text != self.text:
            self.field.setText(text)
        else:
            self.query_changed.emit()
        self.field.selectAll()

    def set_result(self, number: int, total: int, problem: str) -> None:
        """Show `number` of `total` matches, or what is wrong with the expression."""
        found = ""
        if total:
            # Translators: which of the places that were found one is at.
            found = tr("{number} of {total}", number=digits(number), total=digits(total))
        elif self.text:
            found = tr("No match")
        self._result.setText(problem or found)
        say_aloud(self.field, problem or found)

    def close_bar(self) -> None:
        """Hide the bar and say so."""
        if self.isVisible():
            self.closed.emit()
            self.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            (self.previous_asked if back else self.next_asked).emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar's ground and the line below it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.side)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.line)
