"""Settings, page: the text's face and size, its lines, its column, the theme; all seen at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QFontDatabase
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from reader.translation import mark, tr
from reader.window.panels.controls import Choice, Decimal, Number, choice_sheet
from reader.window.panels.floating import SHADOW, FloatingPanel
from reader.window.panels.form import plain_label
from reader.window.themes import TEXT_FACES, Theme, panel_sheet, scaled

Box = TypeVar("Box", Number, Decimal)
# Translators: the usual text face.
_USUAL = mark("Usual")  # the face that was not chosen
_FACES = (
    *TEXT_FACES,
    *(
        "Literata",
        "Liberation Serif",
        "Palatino",
        "Palatino Linotype",
        "Times New Roman",
        "Noto Naskh Arabic",
    ),
    *("Inter", "Noto Sans", "Atkinson Hyperlegible", "OpenDyslexic", "Liberation Sans", "DejaVu Sans"),
    *("Verdana", "Segoe UI", "Helvetica Neue"),
)


class PageValues(NamedTuple):
    """What is chosen; an empty `face` is the usual one, `size` is in pixels, `column` in characters."""

    face: str
    size: int
    line_height: float
    column: int
    theme: str


class PageSettings(FloatingPanel):
    """Beside the text, so that it is seen. `chosen(name, value)` for each value that is changed."""

    chosen = Signal(str, object)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        themes: Sequence[tuple[str, str]],
        sizes: tuple[int, int],
    ) -> None:
        super().__init__(window, theme, width=296, height=460, is_fleeting=False)
        self.setObjectName("pageSettings")
        self.setAccessibleName(tr("Settings: page"))
        installed = set(QFontDatabase.families())
        self._installed = {face.casefold() for face in installed}
        self.face = self._combo("pageFace", tr("Text face"))
        self.face.setEditable(True)
        self.face.setAccessibleName(tr("Text face"))  # again: now there is a field in it
        self.face.setInsertPolicy(Choice.InsertPolicy.NoInsert)
        self.face.addItems([tr(_USUAL), *(face for face in _FACES if face in installed)])
        completer = QCompleter(sorted(installed), self.face)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.face.setCompleter(completer)
        self.size_ = self._spin(Number(self.theme), "pageSize", tr("Size"), tr(" px"), *sizes, 1)
        self.line_height = self._spin(
            Decimal(self.theme), "pageLineHeight", tr("Line height"), "", 1.0, 3.0, 0.1
        )
        self.column = self._spin(
            Number(self.theme), "pageColumn", tr("Column width"), tr(" characters"), 30, 120, 2
        )
        self.themes = self._combo("pageTheme", tr("Theme"))
        for name, title in themes:
            self.themes.addItem(title, name)
        self._labels: list[QLabel] = []
        self._problem = plain_label("")
        self._problem.setWordWrap(True)
        self._lay_out()
        self.face.activated.connect(lambda _: self._choose_face())
        line = self.face.lineEdit()
        assert line is not None
        line.editingFinished.connect(self._choose_face)
        self._face = ""
        self.size_.valueChanged.connect(lambda value: self.chosen.emit("size", value))
        self.line_height.valueChanged.connect(lambda value: self.chosen.emit("line_height", round(value, 2)))
        self.column.valueChanged.connect(lambda value: self.chosen.emit("column", value))
        self.themes.activated.connect(lambda _: self.chosen.emit("theme", self.themes.currentData()))
        self.set_theme(theme)

    def open(self, values: PageValues) -> None:
        """Show the panel."""
        self.show_values(values)
        self.popup()
        self.face.setFocus()

    def show_values(self, values: PageValues) -> None:
        """Show what is chosen; nothing is told of it."""
        self._face = values.face
        self.face.setEditText(values.face or tr(_USUAL))
        self._say_face(values.face)
        self.themes.setCurrentIndex(max(0, self.themes.findData(values.theme)))
        boxes = (self.size_, self.line_height, self.column)
        for box in boxes:
            box.blockSignals(True)
        self.size_.setValue(values.size)
        self.line_height.setValue(values.line_height)
        self.column.setValue(values.column)
        for box in boxes:
            box.blockSignals(False)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.setStyleSheet(
            panel_sheet(theme)
            + choice_sheet(theme)
            + "QAbstractSpinBox QLineEdit { border: none; padding: 0; background: transparent; }"
        )
        for part in (self.face, self.size_, self.line_height, self.column, self.themes):
            part.theme = theme
        for label in self._labels:
            label.setStyleSheet(f"color: {theme.muted.name()}")

    # How it is made

    def _combo(self, name: str, title: str) -> Choice:
        combo = Choice(self.theme)
        combo.setObjectName(name)
        combo.setAccessibleName(title)
        return combo

    def _spin(
        self, box: Box, name: str, title: str, unit: str, least: float, most: float, step: float
    ) -> Box:
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setSuffix(unit)
        box.setRange(least, most)  # type: ignore[arg-type]
        box.setSingleStep(step)  # type: ignore[arg-type]
        box.lineEdit().setTextMargins(6, 0, 6, 0)
        box.setKeyboardTracking(False)  # while one types `24`, no text of 2 pixels is laid out
        box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        box.setMinimumHeight(QLineEdit().sizeHint().height())
        return box

    def _lay_out(self) -> None:
        margins = self.body.contentsMargins()
        self.body.setContentsMargins(
            margins.left() + 20, margins.top() + 16, margins.right() + 20, margins.bottom() + 16
        )
        self.body.setSpacing(6)
        heading = plain_label(tr("Page"))
        heading.setFont(scaled(self.font(), 1.15, QFont.Weight.DemiBold))
        self.body.addWidget(heading)
        self.body.addSpacing(8)
        for part in (self.face, self.size_, self.line_height, self.column, self.themes):
            label = plain_label(part.accessibleName())
            label.setFont(scaled(self.font(), 0.92))
            self._labels.append(label)
            self.body.addWidget(label)
            if isinstance(part, Choice):
                self.body.addWidget(part)
            else:
                self.body.addLayout(self._with_steps(part))
            if part is self.face:
                self.body.addWidget(self._problem)
                self._problem.hide()
            self.body.addSpacing(4)
        self.body.addStretch(1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        for text, act in ((tr("As it was"), self._reset), (tr("Close"), self.close_panel)):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        self.body.addLayout(foot)
        self.set_height(self.body.sizeHint().height() - 2 * SHADOW + 12)

    def _with_steps(self, box: Number | Decimal) -> QHBoxLayout:
        """Return `box` with a button for less and one for more, for the mouse; keys are Down and Up."""
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(box, 1)
        for text, title, step in (("−", tr("Less"), -1), ("+", tr("More"), 1)):
            button = QPushButton(text)
            button.setAccessibleName(f"{title}: {box.accessibleName()}")
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.setStyleSheet("padding: 5px 11px;")
            button.setAutoRepeat(True)
            button.clicked.connect(lambda _=False, step=step: box.stepBy(step))
            row.addWidget(button)
        return row

    # What is chosen

    def _choose_face(self) -> None:
        face = " ".join(self.face.currentText().split())
        face = "" if face.casefold() in ("", tr(_USUAL).casefold()) else face
        if face != self._face:
            self._face = face
            self._say_face(face)
            self.chosen.emit("face", face)

    def _say_face(self, face: str) -> None:
        is_missing = bool(face) and face.casefold() not in self._installed
        self._problem.setText(tr("“{face}” is not installed here; the usual face is shown.", face=face))
        self._problem.setVisible(is_missing)
        room = self._problem.sizeHint().height() + 6 if is_missing else 0
        self.set_height(self.body.sizeHint().height() - 2 * SHADOW + 12 + room)

    def _reset(self) -> None:
        self.chosen.emit("", None)

    def _settle(self) -> None:
        """Stand at the edge where the notes are, over them."""
        super()._settle()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        right = self._window.width() - self.width() + SHADOW - 16
        self.move(16 - SHADOW if is_mirrored else right, 56 - SHADOW)
