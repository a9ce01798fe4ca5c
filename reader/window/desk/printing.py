"""Printing the article that is shown."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from reader.errors import ReaderError
from reader.translation import tr, trn
from reader.window.article.header import article_header
from reader.window.article.marks import Mark

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter
    from PySide6.QtWidgets import QDialog

    from reader.window.article.printing import PrintedArticle
    from reader.window.context import Context

_SECTION = "print"
_MARGINS = (22, 20, 22, 16)  # millimetres: left, top, right, bottom


class Printing(QObject):
    """Asks how, then prints or shows what would be printed."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._printer_in_use: QPrinter | None = None

    def open(self) -> None:
        """Ask how to print."""
        from reader.window.panels.printing import PrintPanel

        window = self._context.window
        panel = self._context.panels.keep("print", lambda: PrintPanel(window, window.appearance.theme))
        assert isinstance(panel, PrintPanel)
        panel.open(self._context.session.settings.get(_SECTION, "marks", True), self._choose, self._show)

    def preview(self) -> None:
        """Show what would be printed, with the marks or without as they were chosen last."""
        self._show(self._context.session.settings.get(_SECTION, "marks", True))

    def article(self, marks: bool) -> PrintedArticle:
        """Return the whole article that is shown, as it is printed."""
        from reader.window.article.printing import PrintedArticle

        reading = self._context.reading
        assert reading.article is not None
        blocks = self._context.session.library.article(reading.article.id).blocks
        shown = [
            Mark(note.id, note.start, note.end, note.color, bool(note.body))
            for note in self._context.noting.notes
            if note.start is not None and note.end is not None
        ]
        style = self._context.window.appearance.style
        return PrintedArticle(article_header(reading.article), blocks, shown if marks else [], style)

    def _printer(self) -> QPrinter:
        from PySide6.QtCore import QMarginsF
        from PySide6.QtGui import QPageLayout
        from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

        from reader.exporting.file_names import safe_name

        article = self._context.reading.article
        assert article is not None
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName(article.title)
        printer.setPageMargins(QMarginsF(*_MARGINS), QPageLayout.Unit.Millimeter)
        if not QPrinterInfo.availablePrinterNames():
            printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
            printer.setOutputFileName(str(Path.home() / f"{safe_name(article.title)}.pdf"))
        return printer

    def _choose(self, marks: bool) -> None:
        from PySide6.QtPrintSupport import QPrintDialog

        self._keep(marks)
        printer = self._printer()
        dialog = QPrintDialog(printer, self._context.window)
        dialog.setObjectName("printDialog")
        dialog.setWindowTitle(tr("Print the article"))
        dialog.accepted.connect(lambda: self._print(printer, marks))
        self._run(dialog, printer)

    def _show(self, marks: bool) -> None:
        from PySide6.QtPrintSupport import QPrintPreviewDialog

        self._keep(marks)
        article, printer = self.article(marks), self._printer()
        dialog = QPrintPreviewDialog(printer, self._context.window)
        dialog.setObjectName("printPreview")
        dialog.setWindowTitle(tr("Print preview"))
        dialog.resize(self._context.window.size() * 0.9)
        dialog.paintRequested.connect(article.print_to)
        self._run(dialog, printer)

    def _print(self, printer: QPrinter, marks: bool) -> None:
        try:
            pages = self.article(marks).print_to(printer)
        except ReaderError as error:
            self._context.window.report(error)
            return
        where = printer.outputFileName() or printer.printerName()
        self._context.window.say(
            trn("Printed {number} page to {where}.", "Printed {number} pages to {where}.", pages, where=where)
        )

    def _run(self, dialog: QDialog, printer: QPrinter) -> None:
        self._printer_in_use = printer  # the dialog does not own it
        dialog.finished.connect(self._finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def _finished(self) -> None:
        self._context.reading.focus()

    def _keep(self, marks: bool) -> None:
        self._context.session.settings.set(_SECTION, "marks", None if marks else False)
        self._context.session.save_settings()
