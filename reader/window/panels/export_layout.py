"""Where the parts of the export dialog lie: choices beside the preview, above it in a narrow window."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from reader.translation import tr
from reader.window.panels.form import plain_label
from reader.window.themes import CODE_FACES, scaled

if TYPE_CHECKING:
    from reader.window.panels.controls import Tick
    from reader.window.panels.export import ExportDialog

_LEFT = 280  # pixels of the column with the choices
_LEFT_LETTERS = 38  # as wide as so many, where that is more
_HEAD = 48  # pixels
_LEAST_PREVIEW = 40  # letters a line, else the preview goes below


def make_preview(parent: QWidget) -> QPlainTextEdit:
    """Return the field that shows what will be written."""
    preview = QPlainTextEdit(parent)
    preview.setObjectName("exportPreview")
    preview.setAccessibleName(tr("Preview"))
    preview.setReadOnly(True)
    preview.setTabChangesFocus(True)
    preview.setFrameShape(QFrame.Shape.NoFrame)
    face = QFont(list(CODE_FACES))
    face.setPixelSize(parent.fontInfo().pixelSize())
    preview.setFont(face)
    preview.document().setDocumentMargin(18)
    return preview


class ExportLayout(QObject):
    """Lays out `dialog`, which has made its parts."""

    def __init__(self, dialog: ExportDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._heading = plain_label(tr("Export notes"))
        self._heading.setFont(scaled(dialog.font(), 1.2, QFont.Weight.DemiBold))
        self._heading.setContentsMargins(20, 0, 20, 0)
        self._heading.setFixedHeight(max(_HEAD, dialog.fontMetrics().height() * 2 + 16))
        self._choices = QWidget()
        self._choices.setObjectName("exportChoices")
        self._area = _Choices(self._choices)
        self._options = QVBoxLayout()
        self._options.setSpacing(4)
        self._options_label = self._label(tr("Options"))
        self._fill(QVBoxLayout(self._choices))
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(1)
        self._middle.addWidget(self._area)
        self._middle.addWidget(dialog.preview, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 20, 8)
        foot.setSpacing(8)
        foot.addWidget(dialog.count, 1)
        for button in (dialog.copy, dialog.cancel, dialog.accept):
            foot.addWidget(button)
        dialog.body.addWidget(self._heading)
        dialog.body.addSpacing(1)
        dialog.body.addLayout(self._middle, 1)
        dialog.body.addSpacing(1)
        dialog.body.addLayout(foot)
        dialog.installEventFilter(self)

    def _fill(self, column: QVBoxLayout) -> None:
        dialog = self._dialog
        column.setContentsMargins(20, 16, 20, 12)
        column.setSpacing(6)
        for title, part in ((tr("What"), dialog.scope), (tr("Format"), dialog.format)):
            column.addWidget(self._label(title, part))
            column.addWidget(part)
            column.addSpacing(8)
        column.addWidget(self._options_label)
        column.addLayout(self._options)
        column.addSpacing(8)
        column.addWidget(self._label(tr("To"), dialog.to))
        column.addWidget(dialog.to)
        column.addWidget(dialog.target)
        column.addWidget(dialog.browse, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(dialog.keeps)
        column.addStretch(1)

    def add_option(self, box: Tick) -> None:
        """Put an option below the others; Tab reaches it in its place."""
        dialog = self._dialog
        self._options.addWidget(box)
        parts = (
            *(dialog.scope, dialog.format, *dialog.boxes.values(), dialog.to, dialog.target, dialog.browse),
            *(dialog.keeps, dialog.preview, dialog.copy, dialog.cancel, dialog.accept),
        )
        for first, second in pairwise(parts):
            QWidget.setTabOrder(first, second)

    @property
    def is_beside(self) -> bool:
        """Whether the preview lies beside the choices."""
        return self._middle.direction() == QBoxLayout.Direction.LeftToRight

    def lines(self) -> list[int]:
        """Return the y of the lines below the heading, above the foot, and between what lies above."""
        middle = self._middle.geometry()
        lines = [middle.top() - 1, middle.bottom() + 1]
        return lines if self.is_beside else [*lines, self._dialog.preview.geometry().top() - 1]

    def settle(self) -> None:
        """Follow what is shown and the width that there is."""
        dialog = self._dialog
        for choice in (dialog.scope, dialog.format, dialog.to):
            choice.setMinimumHeight(dialog.target.sizeHint().height())
        self._options_label.setVisible(any(not box.isHidden() for box in dialog.boxes.values()))
        letter = dialog.fontMetrics().averageCharWidth()
        left = max(_LEFT, letter * _LEFT_LETTERS)
        width = dialog.contentsRect().width() - dialog.body.contentsMargins().left() * 2
        is_beside = width >= left + letter * _LEAST_PREVIEW
        directions = QBoxLayout.Direction
        self._middle.setDirection(directions.LeftToRight if is_beside else directions.TopToBottom)
        self._area.setMinimumWidth(left if is_beside else 0)
        self._area.setMaximumWidth(left if is_beside else 16_777_215)
        self._middle.setStretch(0, 0 if is_beside else 3)
        self._middle.setStretch(1, 1 if is_beside else 2)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay out anew at another width."""
        if event.type() == QEvent.Type.Resize and watched is self._dialog:
            self.settle()
        return super().eventFilter(watched, event)

    def _label(self, text: str, part: QWidget | None = None) -> QLabel:
        label = plain_label(text)
        if part is not None:
            label.setBuddy(part)
        self._dialog.labels.append(label)
        return label


class _Choices(QScrollArea):
    """The choices, which can be scrolled where there is not room for all."""

    def __init__(self, choices: QWidget) -> None:
        super().__init__()
        self.setAccessibleName(tr("Choices"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(choices)
        self.viewport().setAutoFillBackground(False)
        choices.setAutoFillBackground(False)

    def minimumSizeHint(self) -> QSize:
        """Return how little is enough."""
        return QSize(0, 80)
