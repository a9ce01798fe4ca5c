"""Before printing: with the marks or without, on paper or to be looked at first."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QWidget

from reader.translation import tr
from reader.window.panels.controls import Tick
from reader.window.panels.form import FormPanel
from reader.window.themes import Theme


class PrintPanel(FormPanel):
    """`Enter` goes on to the printer, `Alt+V` to the preview."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        self._marks: Tick | None = None
        super().__init__(window, theme, "printPanel", tr("Print the article"), tr("Print…"))
        self._print: Callable[[bool], None] = lambda marks: None
        self._preview: Callable[[bool], None] = lambda marks: None
        self._marks = Tick(tr("With highlights"), theme)
        self._marks.setObjectName("printMarks")
        self.body.addWidget(self._marks)
        self._preview_button = preview = QPushButton(tr("Preview"))
        preview.setAutoDefault(False)
        preview.setShortcut("Alt+V")
        preview.setToolTip("Alt+V")
        preview.clicked.connect(self._show_preview)
        self.finish()
        self.buttons.insertWidget(0, preview)

    def open(
        self, marks: bool, print_article: Callable[[bool], None], preview: Callable[[bool], None]
    ) -> None:
        """Show the panel; what is chosen is told whether to show the marks."""
        assert self._marks is not None
        self._print, self._preview = print_article, preview
        self._marks.setChecked(marks)
        self.popup()
        self._marks.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        if self._marks is not None:
            self._marks.theme = theme

    def accept(self) -> None:
        """Go on to the printer, or to the preview where its button has the focus."""
        if self._preview_button.hasFocus():
            self._show_preview()
        else:
            self._leave(self._print)

    def _show_preview(self) -> None:
        self._leave(self._preview)

    def _leave(self, act: Callable[[bool], None]) -> None:
        assert self._marks is not None
        marks = self._marks.isChecked()
        self.close_panel()
        act(marks)
