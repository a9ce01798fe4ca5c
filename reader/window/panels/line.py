"""The line at the foot of the article: what happened, with Undo; progress, with Cancel. No message box."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QWidget

from reader.translation import tr
from reader.window.spoken import say_aloud
from reader.window.themes import CORNER, Theme, panel_sheet

STAYS = 8_000  # milliseconds that a remark stays
_LINES = 3  # that a long remark is about at most
_LOWER = 48  # pixels above the window's lower edge


class LinePanel(QWidget):
    """One line over the lower edge of the window; `left` when the focus in it is to go elsewhere."""

    left = Signal()

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window)
        self.setObjectName("line")
        self.setAccessibleName(tr("Message"))
        self._window = window
        self._theme = theme
        self._act: Callable[[], object] | None = None
        self._text = ""
        self._label = QLabel()
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(tr("Progress"))
        self._progress.setTextVisible(False)
        self._progress.setFixedSize(120, 6)
        self._button = QPushButton()
        self._button.setAccessibleName(tr("Message"))
        self._button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._button.clicked.connect(self._clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for part in (self._label, self._progress, self._button):
            row.addWidget(part)
        self._timer = QTimer(self, singleShot=True, interval=STAYS)
        self._timer.timeout.connect(self.put_away)
        window.installEventFilter(self)
        self.set_theme(theme)
        self.hide()

    @property
    def text(self) -> str:
        """What the line says, whole."""
        return self._text if self.isVisible() else ""

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.setStyleSheet(panel_sheet(theme))

    def say(self, text: str, button: str = "", act: Callable[[], object] | None = None) -> None:
        """Show `text` for a while, with a button that does `act`."""
        self._show(text, button, act)
        self._timer.start()

    def show_progress(self, text: str, done: int, total: int, cancel: Callable[[], object]) -> None:
        """Show how far a long work is, until something else is said; `total` 0: nobody knows."""
        self._show(text, tr("Cancel"), cancel)
        self._progress.setRange(0, total)
        self._progress.setValue(done)
        self._progress.show()
        self._timer.stop()

    def put_away(self) -> None:
        """Hide the line, the focus in it first led away."""
        if self._button.hasFocus():
            self.left.emit()
        self.hide()

    def take_focus(self) -> None:
        """Let Enter press the button; any key that is not the button's leads back."""
        self._button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button on Enter, go on Esc and on keys that are meant for what was read before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._button.click()
        elif event.key() == Qt.Key.Key_Escape or event.text():
            self.put_away()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line's ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.line, 1))
        painter.setBrush(self._theme.card)
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), CORNER, CORNER)

    def _show(self, text: str, button: str, act: Callable[[], object] | None) -> None:
        if text != self._text or not self.isVisible():
            say_aloud(self._window, text)
        self._text, self._act = text, act
        self._progress.hide()
        self._button.setText(button)
        self._button.setAccessibleName(button or tr("Message"))
        self._button.setVisible(bool(button))
        self.setContentsMargins(16, 8, 8 if button else 16, 8)
        self.setAccessibleDescription(text)
        self._settle()
        self.show()
        self.raise_()

    def _settle(self) -> None:
        window = self._window
        room = min(720, window.width() - 240)
        metrics = QFontMetrics(self._label.font())
        line = " ".join(self._text.split())
        self._label.setAccessibleName(line)  # whole
        room = max(room, 120)
        is_long = metrics.horizontalAdvance(line) > room
        # What to do about an error stands at its end.
        self._label.setWordWrap(is_long)
        self._label.setMinimumWidth(room if is_long else 0)
        self._label.setMaximumWidth(room)
        self._label.setText(metrics.elidedText(line, Qt.TextElideMode.ElideRight, _LINES * room))
        self.adjustSize()
        self.move((window.width() - self.width()) // 2, window.height() - self.height() - _LOWER)

    def _clicked(self) -> None:
        act, self._act = self._act, None
        self.put_away()
        if act is not None:
            act()
