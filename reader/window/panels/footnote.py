"""A footnote beside the place that refers to it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from reader.translation import tr
from reader.window.panels.floating import SHADOW, FloatingPanel
from reader.window.panels.form import plain_label
from reader.window.themes import Theme, scaled

_WIDTH, _MOST = 380, 260  # pixels at 100 %
_PAD = 16


class FootnotePanel(FloatingPanel):
    """The text of one footnote; `Enter` goes to where it stands, `Esc` closes the panel."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, width=_WIDTH, height=_MOST, is_fleeting=True)
        self.setObjectName("footnote")
        self.setAccessibleName(tr("Footnote"))
        self._mark = QRect()
        self._go: Callable[[], object] = lambda: None
        self.text = QPlainTextEdit()
        self.text.setObjectName("footnoteText")
        self.text.setAccessibleName(tr("Footnote"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        self.text.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.text.document().setDocumentMargin(0)
        self.text.installEventFilter(self)
        self._hint = plain_label(tr("Enter goes there, Esc closes."))
        self._hint.setFont(scaled(self.font(), 0.92))
        self.body.setContentsMargins(*(margin + _PAD for margin in self.body.getContentsMargins()))  # type: ignore[attr-defined]
        self.body.setSpacing(8)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self._hint)
        self.set_theme(theme)

    def open(self, text: str, mark: QRect, face: QFont, go: Callable[[], object]) -> None:
        """Show `text` in `face` at `mark`, the line in the window that refers to it; `go` leads to it."""
        self._mark, self._go = mark, go
        self.text.setFont(face)
        self.text.setPlainText(text)
        self.popup()
        lines = round(self.text.document().size().height())  # known once it has its width
        self.set_height(
            lines * self.text.fontMetrics().lineSpacing() + self._hint.sizeHint().height() + 2 * _PAD + 12
        )
        self.text.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.setStyleSheet(f"QPlainTextEdit {{ background: {theme.card.name()}; }}")
        self._hint.setStyleSheet(f"color: {theme.muted.name()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go to the footnote on Enter."""
        is_key = watched is self.text and event.type() == QEvent.Type.KeyPress
        if is_key and isinstance(event, QKeyEvent) and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close_panel()
            self._go()
            return True
        return super().eventFilter(watched, event)

    def _settle(self) -> None:
        """Stand below the mark, above it where there is more room."""
        super()._settle()
        window, mark = self._window, self._mark
        below = mark.bottom() + 4 - SHADOW
        above = mark.top() - 4 - self.height() + SHADOW
        is_above = below + self.height() - SHADOW > window.height() and above > -SHADOW
        left = min(max(mark.left() - 2 * _PAD, 8), window.width() - self.width() + 2 * SHADOW - 8) - SHADOW
        self.move(left, above if is_above else below)
