"""Printing the article that is shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from shiboken6 import isValid

from reader.translation import tr, trn
from reader.window.article.header import article_header
from reader.window.article.marks import Mark
from reader.window.themes import application_font

if TYPE_CHECKING:
    from PySide6.QtGui import QPicture
    from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
    from PySide6.QtWidgets import QDialog

    from reader.library.library import Library
    from reader.window.article.printing import PrintedArticle, Told
    from reader.window.context import Context

    Start = Callable[
        [bool, Callable[[PrintedArticle, Told], Any], Callable[[Any], object], Callable[[Exception], object]],
        None,
    ]

_SECTION = "print"
_MARGINS = (22, 20, 22, 16)  # millimetres: left, top, right, bottom


class Sheets(QObject):
    """What a preview shows: pages that were drawn beforehand on a thread of its own.

    Each size of paper is laid out when it is first asked for; till then a blank sheet is shown.
    """

    def __init__(self, start: Start, marks: bool, widget: QPrintPreviewWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._start, self._marks, self._widget = start, marks, widget
        self._pages: dict[tuple[float, float], list[QPicture]] = {}
        self._asked: set[tuple[float, float]] = set()

    def draw(self, printer: QPrinter) -> None:
        """Draw the pages as `printer` has paper."""
        from PySide6.QtGui import QPainter

        from reader.window.article.printing import draw_recorded, page_size

        size = page_size(printer)
        key = size.width(), size.height()
        painter = QPainter(printer)
        draw_recorded(painter, printer, self._pages.get(key, ()))
        painter.end()
        if key in self._asked:
            return
        self._asked.add(key)

        def done(pages: list[QPicture]) -> None:
            self._pages[key] = pages
            if isValid(self._widget):
                self._widget.updatePreview()

        self._start(
            self._marks,
            lambda article, told: article.recorded(size, told),
            done,
            lambda _: self._asked.discard(key),
        )


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
        """Return the whole article that is shown, as it is printed, made on this thread."""
        return self._maker(marks)(self._context.session.library)()

    def _maker(self, marks: bool) -> Callable[[Library], Callable[[], PrintedArticle]]:
        """Return what reads the article that is shown, and then gives what makes it on any thread."""
        from reader.window.article.pictures import load_pictures
        from reader.window.article.printing import PrintedArticle
        from reader.window.desk.reading.picturing import folder_of, picture_addresses

        reading = self._context.reading
        row = reading.article
        assert row is not None
        shown = [
            Mark(note.id, note.start, note.end, note.color, bool(note.body))
            for note in self._context.noting.notes
            if note.start is not None and note.end is not None
        ]
        header, style, column = (
            article_header(row),
            self._context.window.appearance.style,
            reading.view.column,
        )
        interface = application_font()

        def read(library: Library) -> Callable[[], PrintedArticle]:
            blocks = library.article(row.id).blocks

            def make() -> PrintedArticle:
                pictures = load_pictures(picture_addresses(blocks), folder_of(row), column)
                return PrintedArticle(header, blocks, shown if marks else [], style, interface, pictures)

            return make

        return read

    def _start(
        self,
        marks: bool,
        work: Callable[[PrintedArticle, Told], Any],
        done: Callable[[Any], object],
        failed: Callable[[Exception], object],
    ) -> None:
        """Read the article, then lay it out and do `work` with it, neither on this thread."""
        from reader.window.desk.printing.job import PrintJob

        def start(make: Callable[[], PrintedArticle]) -> None:
            PrintJob(self._context, make, work, done, failed).begin()

        self._context.read(self._maker(marks), start)

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
        from PySide6.QtPrintSupport import QPrintPreviewDialog, QPrintPreviewWidget

        self._keep(marks)
        printer = self._printer()
        dialog = QPrintPreviewDialog(printer, self._context.window)
        dialog.setObjectName("printPreview")
        dialog.setWindowTitle(tr("Print preview"))
        dialog.resize(self._context.window.size() * 0.9)
        widget = dialog.findChild(QPrintPreviewWidget)
        assert widget is not None
        sheets = Sheets(self._start, marks, widget, dialog)
        dialog.paintRequested.connect(sheets.draw)
        self._run(dialog, printer)

    def _print(self, printer: QPrinter, marks: bool) -> None:
        self._printer_in_use = printer
        where = printer.outputFileName() or printer.printerName()

        def done(pages: int) -> None:
            text = trn(
                "Printed {number} page to {where}.", "Printed {number} pages to {where}.", pages, where=where
            )
            self._context.window.say(text)

        self._start(
            marks, lambda article, told: article.print_to(printer, told), done, self._context.window.report
        )

    def _run(self, dialog: QDialog, printer: QPrinter) -> None:
        self._printer_in_use = printer  # the dialog does not own it
        dialog.finished.connect(self._finished)
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    def stop(self) -> None:
        """Cancel what is being laid out, since the window closes."""
        from reader.window.desk.printing.job import stop_all

        stop_all(self._context.window)

    def _finished(self) -> None:
        self._context.reading.focus()

    def _keep(self, marks: bool) -> None:
        self._context.session.settings.set(_SECTION, "marks", None if marks else False)
        self._context.session.save_settings()
