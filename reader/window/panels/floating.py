"""What panels that float over the window share: place, ground, shadow, the way out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from reader.window.themes import CORNER, Theme

SHADOW = 24  # pixels round the panel that its shadow takes
_STRENGTH = 3  # alpha of each of the shadow's rings


class FloatingPanel(QWidget):
    """A panel over `window`, centred, at most `width` x `height` pixels at 100 %.

    `Esc` closes it, and so does leaving it for another part of the window where `is_fleeting`.
    `closed` is emitted before it is hidden.
    """

    closed = Signal()

    def __init__(self, window: QWidget, theme: Theme, *, width: int, height: int, is_fleeting: bool) -> None:
        super().__init__(window)
        self._window = window
        self.theme = theme
        self._wanted = width, height
        self._height = height
        self._is_closing = False
        self._is_fleeting = is_fleeting
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)
        self.body.setSpacing(0)
        self.hide()
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.theme = theme
        self.update()

    def set_height(self, pixels: int) -> None:
        """Take no more height than the panel's content needs; its upper edge stays."""
        self._height = pixels
        if self.isVisible():
            self._settle()

    def popup(self) -> None:
        """Show the panel above everything else in the window."""
        self._settle()
        self.show()
        self.raise_()

    def close_panel(self) -> None:
        """Say that the panel closes, so that the focus in it can be led away, and hide it."""
        if self.isVisible() and not self._is_closing:
            self._is_closing = True
            self.closed.emit()
            self.hide()
            self._is_closing = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the window."""
        if event.type() == QEvent.Type.Resize and watched is self.parent() and self.isVisible():
            self._settle()
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Keep Tab within a panel that stays open."""
        if self._is_fleeting:
            return super().focusNextPrevChild(next)
        start = widget = self.focusWidget() or self
        while (widget := _next(widget, forward=next)) is not start:
            # What hands the focus on is a part of what has it.
            takes = widget.isEnabled() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
            if takes and not widget.focusProxy() and self.isAncestorOf(widget) and widget.isVisibleTo(self):
                widget.setFocus(Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason)
                return True
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; swallow the rest, which is not meant for the window below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint shadow and ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, _STRENGTH))
        for step in range(1, SHADOW, 2):
            ring = inner.adjusted(-step, 8 - step, step, step)
            painter.drawRoundedRect(ring, CORNER + step, CORNER + step)
        painter.setPen(QPen(self.theme.line, 1))
        painter.setBrush(self.theme.card)
        painter.drawRoundedRect(inner.adjusted(0.5, 0.5, -0.5, -0.5), CORNER, CORNER)

    def _settle(self) -> None:
        window = self._window
        width, height = self._wanted
        scale = max(1.0, self.fontMetrics().height() / 16)  # text may be up to twice its size
        width = min(round(width * scale), window.width() - 16) + 2 * SHADOW
        height = min(round(height * scale), window.height() - 32) + 2 * SHADOW
        top = max(8 - SHADOW, round((window.height() - height) * 0.3))
        height = min(height, self._height + 2 * SHADOW)
        self.setGeometry((window.width() - width) // 2, top, width, height)

    def _focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._is_fleeting and self.isVisible() and now is not None and not self.isAncestorOf(now):
            self.close_panel()


def _next(widget: QWidget, *, forward: bool) -> QWidget:
    return (widget.nextInFocusChain() if forward else widget.previousInFocusChain()) or widget
