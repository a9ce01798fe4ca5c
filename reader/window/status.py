"""The status bar: where one is, how far, how long still, how many notes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QStatusBar

from reader.domain.words import reading_minutes
from reader.translation import digits, tr, trn
from reader.window.holding import Hold
from reader.window.isolating import joined

_BETWEEN = "  ·  "


class Status(QStatusBar):
    """The section path on the left, position, minutes left and notes on the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        self.setAccessibleName(tr("Status"))
        self._path: tuple[str, ...] = ()
        self._painting = Hold(self)
        self._section = _label("statusSection", tr("Section"))
        self._position = _label("statusPosition", tr("Position in the article"))
        self.addWidget(self._section, 1)
        self._vault = _label("statusVault", tr("Vault"))
        self._vault.hide()
        self.addPermanentWidget(self._vault)
        self.addPermanentWidget(self._position)

    def show_place(
        self, path: tuple[str, ...], progress: float, words_left: int, notes: int, keys: str
    ) -> None:
        """Show the section's `path`, how much of the article is read (0.0-1.0) and what is left of it."""
        self._painting.hold()
        self._path = path
        left = reading_minutes(words_left)
        parts = []
        if left or progress:  # else there is nothing to read: the text is awaited
            parts.append(tr("{percent} %", percent=digits(round(progress * 100))))
            # Translators: in the status bar, where room is scarce: minutes of reading that are left.
            parts.append(trn("{number} min left", "{number} min left", left) if left else tr("read"))
        parts += [
            trn("{number} note", "{number} notes", notes),
            # Translators: the key that shows the sheet of all keys.
            *([tr("{key} all keys", key=keys)] if keys else []),
        ]
        self._position.setText(_BETWEEN.join(parts))
        self._elide()

    def show_vault(self, text: str, about: str) -> None:
        """Show how the vault stands, `about` it where the pointer rests; an empty text: there is none."""
        self._vault.setText(text)
        self._vault.setAccessibleDescription(about)
        self._vault.setToolTip(about)
        self._vault.setVisible(bool(text))
        self._elide()

    def show_nothing(self) -> None:
        """Show that no article is open."""
        self._path = ()
        self._position.setText("")
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shorten the path to the width that there is."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        path = " › ".join(self._path)
        taken = self._position.sizeHint().width()
        taken += 0 if self._vault.isHidden() else self._vault.sizeHint().width()
        room = max(80, self.width() - taken - 48)
        metrics = QFontMetrics(self._section.font())
        self._section.setAccessibleName(path)  # whole
        self._section.setText(metrics.elidedText(joined(self._path, " › "), Qt.TextElideMode.ElideLeft, room))


def _label(name: str, what: str) -> QLabel:
    label = QLabel()
    label.setObjectName(name)
    label.setAccessibleDescription(what)  # its name is what it says
    # A title with a tag in it must never be taken for rich text, which could read files.
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setContentsMargins(8, 2, 8, 2)
    label.setMinimumWidth(0)
    return label
