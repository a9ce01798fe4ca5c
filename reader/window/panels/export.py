"""The export dialog: what, as what, how and where to, with a preview of what will be written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from reader.exporting.registry import ExportFormat, ExportOptions
from reader.window.panels.controls import Choice, Tick
from reader.window.panels.floating import SHADOW, FloatingPanel
from reader.window.panels.form import plain_label
from reader.window.themes import CODE_FACES, Theme, panel_sheet, scaled

_LEFT = 280  # pixels of the column with the choices
_HEAD = 48  # pixels
_SOON = 60  # milliseconds after a choice until the preview follows


class Scope(NamedTuple):
    """What can be exported: its name, and how it is said."""

    name: str
    title: str


class ExportChoice(NamedTuple):
    """All that a person chose in the dialog; `target` is a path as it was typed."""

    scope: str
    format: str
    options: ExportOptions
    target: str


class ExportDialog(FloatingPanel):
    """`preview(choice)` is asked for after each choice and answers with `show_preview`.

    `export(choice, replace)` does it and answers with `close_panel`, or with `ask_to_replace` or `say`
    where something stands in the way; `copy(choice)` puts the whole text on the clipboard.
    """

    def __init__(self, window: QWidget, theme: Theme, formats: Sequence[ExportFormat]) -> None:
        super().__init__(window, theme, width=860, height=640, is_fleeting=False)
        self.setObjectName("exportDialog")
        self.setAccessibleName("Export notes")
        self._formats = {each.name: each for each in formats}
        self._preview: Callable[[ExportChoice], None] = lambda choice: None
        self._export: Callable[[ExportChoice, bool], None] = lambda choice, replace: None
        self._copy: Callable[[ExportChoice], None] = lambda choice: None
        self._file_name: Callable[[str, str], str] = lambda scope, suffix: f"notes{suffix}"
        self._replace = self._has_said = False
        self._labels: list[QLabel] = []
        self.scope = self._combo("What")
        self.format = self._combo("Format")
        for each in formats:
            self.format.addItem(each.title, each.name)
        self.boxes: dict[str, Tick] = {}
        for each in formats:
            for option in each.options:
                self.boxes.setdefault(option.name, self._box(option.title))
        self.target = QLineEdit()
        self.target.setObjectName("exportTarget")
        self.target.setAccessibleName("To")
        self.target.textEdited.connect(lambda _: self._set_replace(False))
        self._browse = QPushButton("Browse…")
        self._browse.setShortcut("Alt+B")
        self._browse.setToolTip("Alt+B")
        self._browse.clicked.connect(self._choose_target)
        self.preview = QPlainTextEdit()
        self.preview.setObjectName("exportPreview")
        self.preview.setAccessibleName("Preview")
        self.preview.setReadOnly(True)
        self.preview.setTabChangesFocus(True)
        self.preview.setFrameShape(QPlainTextEdit.Shape.NoFrame)
        face = QFont(list(CODE_FACES))
        face.setPixelSize(self.fontInfo().pixelSize())
        self.preview.setFont(face)
        self.preview.document().setDocumentMargin(18)
        self._count = plain_label("")
        self._count.setAccessibleName("How many notes")
        self._buttons = [
            self._button(*entry)
            for entry in (
                ("Copy", self._copy_now),
                ("Cancel", self.close_panel),
                ("Export", self._export_now),
            )
        ]
        self._buttons[-1].setDefault(True)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(lambda: self._preview(self.choice))
        self._lay_out()
        self.scope.currentIndexChanged.connect(lambda _: self._changed(True))
        self.format.currentIndexChanged.connect(lambda _: self._changed(True))
        self.set_theme(theme)

    def open(
        self,
        scopes: Sequence[Scope],
        choice: ExportChoice,
        *,
        preview: Callable[[ExportChoice], None],
        export: Callable[[ExportChoice, bool], None],
        copy: Callable[[ExportChoice], None],
        file_name: Callable[[str, str], str],
    ) -> None:
        """Show the dialog with `choice`; `file_name(scope, suffix)` names a file for what is chosen."""
        self._preview, self._export, self._copy, self._file_name = preview, export, copy, file_name
        for part in (self.scope, self.format):
            part.blockSignals(True)
        self.scope.clear()
        for scope in scopes:
            self.scope.addItem(scope.title, scope.name)
        self.scope.setCurrentIndex(max(0, self.scope.findData(choice.scope)))
        self.format.setCurrentIndex(max(0, self.format.findData(choice.format)))
        for part in (self.scope, self.format):
            part.blockSignals(False)
        for name, box in self.boxes.items():
            box.setChecked(getattr(choice.options, name))
        self.target.setText(choice.target)
        self._changed(not choice.target)
        self.popup()
        self.scope.setFocus()

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        options = ExportOptions(**{name: box.isChecked() for name, box in self.boxes.items()})
        return ExportChoice(
            self.scope.currentData(), self.format.currentData(), options, self.target.text().strip()
        )

    def show_preview(self, text: str, count: str) -> None:
        """Show what would be written, and how many notes."""
        self.preview.setPlainText(text)
        if not self._has_said:  # what is wrong stays until something else is chosen
            self._count.setText(count)

    def say(self, text: str) -> None:
        """Say below the choices what stands in the way."""
        self._has_said = True
        self._count.setText(text)

    def ask_to_replace(self, path: Path) -> None:
        """Ask, in place, whether an existing file is meant to be replaced."""
        self.say(f"{path.name} is there already.")
        self._set_replace(True)
        self._buttons[-1].setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        controls = (
            f"QPlainTextEdit {{ background: {theme.ground.name()}; }}"
            f"QComboBox {{ background: {theme.ground.name()}; border: 1px solid {theme.line.name()};"
            " border-radius: 6px; padding: 5px 10px; }"
            f"QComboBox:focus {{ border: 2px solid {theme.accent.name()}; padding: 4px 9px; }}"
            "QComboBox::drop-down { border: none; width: 20px; }"
        )
        self.setStyleSheet(panel_sheet(theme) + controls)
        for choice in (self.scope, self.format):
            choice.theme = theme
        for box in self.boxes.values():
            box.theme = theme
        for label in self._labels:
            label.setStyleSheet(f"color: {theme.muted.name()}")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Export on Enter, from wherever the focus is but the other buttons."""
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not isinstance(self.focusWidget(), QPushButton):
            self._export_now()
        elif is_enter:
            self.focusWidget().click()  # type: ignore[attr-defined]
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground, and the lines between its parts."""
        super().paintEvent(event)
        painter = QPainter(self)
        inner = self.rect().adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)
        line = self.theme.line
        middle = self.preview.geometry()
        for y in (middle.top() - 1, middle.bottom() + 1):
            painter.fillRect(inner.left(), y, inner.width(), 1, line)

    # How it is made

    def _head(self) -> int:
        return max(_HEAD, self.fontMetrics().height() * 3)

    def _lay_out(self) -> None:
        heading = plain_label("Export notes")
        heading.setFont(scaled(self.font(), 1.2, QFont.Weight.DemiBold))
        heading.setContentsMargins(20, 0, 20, 0)
        heading.setFixedHeight(self._head())
        choices = QWidget()
        choices.setFixedWidth(max(_LEFT, self.fontMetrics().averageCharWidth() * 42))
        column = QVBoxLayout(choices)
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(6)
        for title, part in (("What", self.scope), ("Format", self.format)):
            column.addWidget(self._label(title))
            column.addWidget(part)
            column.addSpacing(8)
        column.addWidget(self._label("Options"))
        for box in self.boxes.values():
            column.addWidget(box)
        column.addSpacing(8)
        column.addWidget(self._label("To"))
        column.addWidget(self.target)
        column.addWidget(self._browse, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(choices)
        middle.addWidget(self.preview, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 6, 20, 6)
        foot.setSpacing(8)
        foot.addWidget(self._count, 1)
        for button in self._buttons:
            foot.addWidget(button)
        self.body.addWidget(heading)
        self.body.addLayout(middle, 1)
        self.body.addLayout(foot)

    def _label(self, text: str) -> QLabel:
        label = plain_label(text)
        self._labels.append(label)
        return label

    def _combo(self, name: str) -> Choice:
        combo = Choice(self.theme)
        combo.setObjectName(f"export{name}")
        combo.setAccessibleName(name)
        combo.view().setAccessibleName(name)
        return combo

    def _box(self, title: str) -> Tick:
        box = Tick(title, self.theme)
        box.toggled.connect(lambda _: self._changed(False))
        return box

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button

    # What is chosen

    def _changed(self, renames: bool) -> None:
        """Follow a choice: the options that the format has, a name for the file, the preview."""
        format = self._formats[self.format.currentData()]
        has = {option.name for option in format.options}
        for name, box in self.boxes.items():
            box.setVisible(name in has)
        if renames:
            typed = Path(self.target.text().strip() or str(Path.home() / "x"))
            name = self._file_name(self.scope.currentData(), format.suffixes[0])
            self.target.setText(str(typed.with_name(name)))
        self._set_replace(False)
        self._has_said = False
        self._soon.start()

    def _set_replace(self, replace: bool) -> None:
        self._replace = replace
        self._buttons[-1].setText("Replace it" if replace else "Export")

    def _choose_target(self) -> None:
        dialog = QFileDialog(self, "Export to", self.target.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.target.setText)
        dialog.fileSelected.connect(lambda _: self._set_replace(False))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _copy_now(self) -> None:
        self._copy(self.choice)

    def _export_now(self) -> None:
        self._export(self.choice, self._replace)
