"""The export dialog: what, as what, how and where to, with a preview of what will be written."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QPushButton, QWidget

from reader.exporting.registry import ExportFormat, ExportOptions
from reader.jobs.export_requests import FILE, FOLDER
from reader.translation import tr
from reader.window.panels.controls import Choice, Tick, choice_sheet
from reader.window.panels.export_layout import ExportLayout, make_preview
from reader.window.panels.export_parts import ExportChoice as ExportChoice
from reader.window.panels.export_parts import Scope as Scope
from reader.window.panels.export_parts import ScopeChoice
from reader.window.panels.floating import SHADOW, FloatingPanel
from reader.window.panels.form import plain_label
from reader.window.themes import Theme, panel_sheet, set_palette

_VAULT = "vault"  # beside FILE and FOLDER: a folder that is its format's own
_SOON = 60  # milliseconds after a choice until the preview follows
_TYPED = 300  # milliseconds after the last letter of a path until it does


class ExportDialog(FloatingPanel):
    """`preview(choice)` is asked for after each choice and answers with `show_preview`.

    `export(choice, replace)` does it and answers with `close_panel`, or with `ask_to_replace` or `say`
    where something stands in the way; `copy(choice)` puts the whole text on the clipboard.
    """

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, width=860, height=640, is_fleeting=False)
        self.setObjectName("exportDialog")
        self.setAccessibleName(tr("Export notes"))
        self._formats: dict[str, ExportFormat] = {}
        self._preview: Callable[[ExportChoice], None] = lambda choice: None
        self._export: Callable[[ExportChoice, bool], None] = lambda choice, replace: None
        self._copy: Callable[[ExportChoice], None] = lambda choice: None
        self._file_name: Callable[[str, str], str] = lambda scope, suffix: f"notes{suffix}"
        self._replace = self._has_said = False
        self._paths: dict[str, str] = {}  # what was typed for each that can be written
        self._to = ""
        self._kept = ""  # the folder that is kept up to date already
        self._is_kept_by_hand = False
        self.scope = ScopeChoice(theme)
        self.format = Choice(theme)
        self.to = Choice(theme)
        for part, name, title in (
            (self.scope, "exportWhat", tr("What")),
            (self.format, "exportFormat", tr("Format")),
            (self.to, "exportTo", tr("Where to")),
        ):
            part.setObjectName(name)
            part.setAccessibleName(title)
            part.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.to.addItem(tr("A file"), FILE)
        self.to.addItem(tr("A folder, a file an article"), FOLDER)
        self.boxes: dict[str, Tick] = {}
        self.keeps = Tick(tr("Keep this folder up to date"), theme)
        self.keeps.setToolTip(tr("Every change of a note is written into it within seconds."))
        self.target = QLineEdit()
        self.target.setObjectName("exportTarget")
        self.target.setAccessibleName(tr("Path"))
        self.browse = QPushButton(tr("Browse…"))
        self.browse.setShortcut("Alt+B")
        self.browse.setToolTip("Alt+B")
        self.preview = make_preview(self)
        self.count = plain_label("")
        self.count.setAccessibleDescription(tr("How many notes"))
        self.count.setWordWrap(True)
        self.labels: list[QLabel] = []
        self.copy = self._button(tr("Copy"), self._copy_now)
        self.cancel = self._button(tr("Cancel"), self.close_panel)
        self.accept = self._button(tr("Export"), self._export_now)
        self.accept.setDefault(True)
        self._soon = QTimer(self, singleShot=True, interval=_SOON)
        self._soon.timeout.connect(lambda: self._preview(self.choice))
        self._layout = ExportLayout(self)
        self.scope.currentIndexChanged.connect(lambda _: self._changed(True))
        self.format.currentIndexChanged.connect(lambda _: self._changed(True))
        self.to.currentIndexChanged.connect(lambda _: self._changed(False))
        self.keeps.clicked.connect(lambda _: self._set_kept_by_hand())
        self.target.textEdited.connect(self._typed)
        self.browse.clicked.connect(self._choose_target)
        self.set_theme(theme)

    def set_formats(self, formats: Sequence[ExportFormat]) -> None:
        """Offer `formats`, with a box for each option that one of them has; to be called before `open`."""
        if list(formats) == list(self._formats.values()):
            return
        self._formats = {each.name: each for each in formats}
        self.format.blockSignals(True)
        self.format.clear()
        for each in formats:
            self.format.addItem(tr(each.title), each.name)
            for option in each.options:
                if option.name not in self.boxes:
                    box = self.boxes[option.name] = Tick(tr(option.title), self.theme)
                    box.toggled.connect(lambda _: self._changed(False))
                    self._layout.add_option(box)
        self.format.blockSignals(False)

    def open(
        self,
        scopes: Sequence[Scope],
        choice: ExportChoice,
        folders: tuple[str, str],
        kept: str,
        *,
        preview: Callable[[ExportChoice], None],
        export: Callable[[ExportChoice, bool], None],
        copy: Callable[[ExportChoice], None],
        file_name: Callable[[str, str], str],
    ) -> None:
        """Show the dialog with `choice`.

        `folders` are what is offered where a folder is written, and where that is a vault; `kept` is the
        one that is kept up to date, empty for none. `file_name(scope, suffix)` names a file for what is
        chosen.
        """
        self._preview, self._export, self._copy, self._file_name = preview, export, copy, file_name
        self._kept, self._is_kept_by_hand = kept, choice.keeps
        self._paths = {FILE: choice.target, FOLDER: folders[0], _VAULT: folders[1]}
        self._to = ""  # what stands in the field belongs to no choice yet
        parts = (self.scope, self.format, self.to)
        for part in parts:
            part.blockSignals(True)
        self.scope.clear()
        for scope in scopes:
            self.scope.addItem(scope.title, scope.name)
        for part, value in zip(parts, (choice.scope, choice.format, choice.to), strict=True):
            part.setCurrentIndex(max(0, part.findData(value)))
        for part in parts:
            part.blockSignals(False)
        for name, box in self.boxes.items():
            box.setChecked(getattr(choice.options, name))
        self.keeps.setChecked(choice.keeps)
        self._to = ""
        self._changed(True)
        self.accept.setEnabled(True)
        self.popup()
        self.scope.setFocus()

    @property
    def choice(self) -> ExportChoice:
        """What is chosen now."""
        options = ExportOptions(**{name: box.isChecked() for name, box in self.boxes.items()})
        keeps = self.keeps.isChecked() and not self.keeps.isHidden()
        scope, format, to = (part.currentData() for part in (self.scope, self.format, self.to))
        return ExportChoice(scope, format, options, to, self.target.text().strip(), keeps)

    def show_preview(self, text: str, count: str) -> None:
        """Show what would be written, and how many notes."""
        if text != self.preview.toPlainText():
            self.preview.setPlainText(text)
        if not self._has_said:  # what is wrong stays until something else is chosen
            self.count.setText(count)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many notes each scope has."""
        self.scope.set_counts(counts)

    def say(self, text: str) -> None:
        """Say below the choices what stands in the way."""
        self._has_said = True
        self.count.setText(text[:1].upper() + text[1:])
        self.accept.setEnabled(True)

    def say_busy(self) -> None:
        """Say that it is being written; what was asked for is not to be asked for twice."""
        self.say(tr("Exporting…"))
        self._has_said = False
        self.accept.setEnabled(False)

    def ask_to_replace(self, path: Path) -> None:
        """Ask, in place, whether an existing file is meant to be replaced."""
        self.say(tr("{name} is there already.", name=path.name))
        self._set_replace(True)
        self.accept.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        ground = f"QPlainTextEdit {{ background: {theme.ground.name()}; }}"
        self.setStyleSheet(panel_sheet(theme) + choice_sheet(theme) + ground)
        for choice in (self.scope, self.format, self.to):
            choice.theme = theme
        for box in (self.keeps, *self.boxes.values()):
            box.theme = theme
        palette = self.palette()
        palette.setColor(palette.ColorRole.Base, theme.card)
        for part in (self.scope, self.format, self.to):
            set_palette(part.view(), palette)
        for label in self.labels:
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
        for y in self._layout.lines():
            painter.fillRect(inner.left() + 1, y, inner.width() - 2, 1, self.theme.line)
        preview = self.preview.geometry()
        is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        if self._layout.is_beside:
            x = preview.right() + 1 if is_mirrored else preview.left() - 1
            painter.fillRect(x, preview.top(), 1, preview.height(), self.theme.line)

    # What is chosen

    @property
    def _format(self) -> ExportFormat:
        return self._formats[self.format.currentData()]

    def _changed(self, renames: bool) -> None:
        """Follow a choice: the options that the format has, a name for the file, the preview."""
        format = self._format
        has = {option.name for option in format.options}
        for name, box in self.boxes.items():
            box.setVisible(name in has)
        if format.inside and self.to.currentData() != FOLDER:
            self.to.blockSignals(True)
            self.to.setCurrentIndex(self.to.findData(FOLDER))
            self.to.blockSignals(False)
        self.to.setEnabled(not format.inside)
        to = self.to.currentData()
        if self._to:
            self._paths[self._to] = self.target.text().strip()
        if renames:
            typed = Path(self._paths[FILE] or "x")
            name = self._file_name(self.scope.currentData(), format.suffixes[0])
            self._paths[FILE] = str(typed.with_name(name))
        self._to = _VAULT if format.inside else to
        self.target.setText(self._paths[self._to])
        self._follow_target()
        self.copy.setEnabled(not format.is_binary)
        self.copy.setToolTip(tr("This is no text to copy: export it to a file.") if format.is_binary else "")
        # Only where what a person writes beside the notes stays.
        self.keeps.setVisible(bool(format.merger))
        self._layout.settle()
        self._set_replace(False)
        self._has_said = False
        self._soon.start(_SOON)

    def _follow_target(self) -> None:
        """Say whether the folder is the one that is kept up to date, unless a person said otherwise."""
        if not self._is_kept_by_hand:
            self.keeps.setChecked(bool(self._kept) and self.target.text().strip() == self._kept)

    def _set_kept_by_hand(self) -> None:
        self._is_kept_by_hand = True

    def _typed(self) -> None:
        self._follow_target()
        self._set_replace(False)
        self._has_said = False
        self._soon.start(_TYPED)

    def _set_replace(self, replace: bool) -> None:
        self._replace = replace
        self.accept.setText(tr("Replace it") if replace else tr("Export"))

    def _choose_target(self) -> None:
        dialog = QFileDialog(self, tr("Export to"), os.path.expanduser(self.target.text().strip()))
        if self.to.currentData() == FOLDER:
            dialog.setFileMode(QFileDialog.FileMode.Directory)
        else:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self.target.setText)
        dialog.fileSelected.connect(lambda _: self._typed())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _copy_now(self) -> None:
        self._copy(self.choice)

    def _export_now(self) -> None:
        if self.accept.isEnabled():
            self._export(self.choice, self._replace)

    def _button(self, text: str, act: Callable[[], None]) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(act)
        return button
