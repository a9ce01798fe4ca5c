"""The field above the cards that narrows them, and where the notes are looked for."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reader.translation import mark, tr
from reader.window.fields import Field
from reader.window.panels.controls import Choice, choice_sheet
from reader.window.panels.form import plain_label
from reader.window.themes import Theme

SECTION, ARTICLE, EVERYWHERE = "section", "article", "everywhere"
_SCOPES = {SECTION: mark("This section"), ARTICLE: mark("This article"), EVERYWHERE: mark("All articles")}
_TYPING = 60  # milliseconds after the last key until the notes are narrowed


class NotesFilterBar(QWidget):
    """`changed` when words or scope are others; `left` on Esc, `entered` leads to the cards."""

    changed = Signal()
    left = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.field = _Field(theme)
        self.scope = Choice(theme)
        self.scope.setObjectName("notesScope")
        self.scope.setAccessibleName(tr("Notes of"))
        for name, title in _SCOPES.items():
            self.scope.addItem(tr(title), name)
        self._count = plain_label("")
        self._count.setAccessibleDescription(tr("How many notes"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 0, 16, 8)
        layout.setSpacing(6)
        layout.addWidget(self.field)
        below = QHBoxLayout()
        below.addWidget(self.scope)
        below.addStretch(1)
        below.addWidget(self._count)
        layout.addLayout(below)
        self._timer = QTimer(self, singleShot=True, interval=_TYPING)
        self._timer.timeout.connect(self.changed)
        self.field.textChanged.connect(lambda _: self._timer.start())
        self.field.left.connect(self.left)
        self.field.entered.connect(self.entered)
        self.reset()
        self.scope.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.set_theme(theme)

    @property
    def words(self) -> str:
        """What is typed."""
        return self.field.text().strip()

    @property
    def where(self) -> str:
        """SECTION, ARTICLE or EVERYWHERE."""
        return str(self.scope.currentData())

    def reset(self) -> None:
        """Show the notes of the article, all of them."""
        self.field.clear()
        self.scope.setCurrentIndex(self.scope.findData(ARTICLE))

    def step_scope(self) -> None:
        """Look for notes in the next wider place, after the widest in the narrowest."""
        self.scope.setCurrentIndex((self.scope.currentIndex() + 1) % self.scope.count())

    def show_count(self, text: str) -> None:
        """Say how many notes are left."""
        self._count.setText(text)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self.field.theme = self.scope.theme = theme
        self.setStyleSheet(choice_sheet(theme))
        self._count.setStyleSheet(f"color: {theme.muted.name()}")
        self.field.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave by Esc, also from the scope."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class _Field(Field):
    left = Signal()
    entered = Signal()

    def __init__(self, theme: Theme) -> None:
        # Translators: `tag:` and `color:blue` are typed as they are in every language.
        super().__init__("notesFilter", tr("Filter notes"), tr("Words, tag:name, color:blue"), theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves, Down and Enter go to the cards."""
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Down | Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.entered.emit()
            case _:
                super().keyPressEvent(event)
