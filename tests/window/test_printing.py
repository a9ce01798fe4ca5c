"""The article on paper: with its marks or without, the same in every theme; no file is read for it."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QColor, QImage, QPainter, QTextCursor, QTextFormat
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewWidget
from PySide6.QtWidgets import QPushButton

from reader.domain.motions import Cursor
from reader.domain.notes import COLORS
from reader.window.article.printing import PrintedArticle, Told
from reader.window.desk.printing import job as print_job
from reader.window.themes import load_theme
from tests.window.conftest import Hand

MARK = load_theme("light").marks["yellow"][0]


def pdf(path: Path) -> QPrinter:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    return printer


def drawn(hand: Hand, *, marks: bool) -> set[str]:
    """The colours of the first page."""
    article = hand.window.context.printing.article(marks)
    document = article._document
    document.setPageSize(QImage(700, 900, QImage.Format.Format_RGB32).size().toSizeF())
    image = QImage(700, 940, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    article._paint(painter, document.pageSize(), 1, document.pageCount())
    painter.end()
    return {image.pixelColor(x, y).name() for x in range(0, 700, 3) for y in range(0, 900, 3)}


def blocks(document):
    """The blocks of a document, in order."""
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


@pytest.fixture
def marked(hand: Hand) -> Hand:
    hand.put("The Israeli government")
    hand.press("h")
    hand.wait_saved()
    return hand


def test_the_marks_are_printed_or_not(marked: Hand) -> None:
    assert MARK.name() in drawn(marked, marks=True)
    assert MARK.name() not in drawn(marked, marks=False)


def test_a_mark_that_reaches_into_a_table_is_printed_no_further(hand: Hand) -> None:
    hand.window.context.reading.show(
        hand.store("# T\n\nOne.\n\n| aa | bb |\n|---|---|\n| cc | dd |\n", "t.md")
    )
    start = hand.put("One.")
    hand.window.view.set_cursor(Cursor(hand.text.index("bb"), start))
    hand.press("h")
    hand.wait_saved()
    document = hand.window.context.printing.article(True)._document
    cursor = QTextCursor(document)
    behind = {}
    for block in blocks(document):
        cursor.setPosition(block.position() + min(1, block.length() - 1))
        behind[block.text()] = cursor.charFormat().background().color().name()
        if (table := cursor.currentTable()) is not None:
            assert not table.cellAt(cursor).format().hasProperty(QTextFormat.Property.BackgroundBrush)
    assert {text for text, color in behind.items() if color == MARK.name()} == {"One.", "aa"}


def test_paper_is_light_in_every_theme(marked: Hand) -> None:
    light = drawn(marked, marks=True)
    marked.window.bindings.actions["theme.dark"].trigger()
    assert drawn(marked, marks=True) == light
    assert load_theme("light").text.name() in light


def test_a_whole_article_becomes_a_file_of_pages(hand: Hand, tmp_path) -> None:
    hand.window.context.reading.show(hand.store("\n\n".join(f"Paragraph {n} goes on." for n in range(400))))
    pages = hand.window.context.printing.article(True).print_to(pdf(tmp_path / "all.pdf"))
    data = (tmp_path / "all.pdf").read_bytes()
    assert pages > 3
    assert data.startswith(b"%PDF")
    assert data.count(b"/Type /Page\n") == pages


def test_only_the_pages_that_are_asked_for(hand: Hand, tmp_path) -> None:
    hand.window.context.reading.show(hand.store("\n\n".join(f"Paragraph {n} goes on." for n in range(400))))
    printer = pdf(tmp_path / "some.pdf")
    printer.setFromTo(2, 3)
    assert hand.window.context.printing.article(True).print_to(printer) == 2


@pytest.mark.parametrize("lines", range(20, 44, 3))
def test_no_heading_is_the_last_line_of_a_page(hand: Hand, lines: int) -> None:
    text = "# T\n\n" + "\n\n".join(f"Line {n}." for n in range(lines))
    text += "\n\n## First\n\n### Below\n\n" + "\n\n".join(f"More {n}." for n in range(40))
    hand.window.context.reading.show(hand.store(text, "t.md"))
    article = hand.window.context.printing.article(False)
    article._lay_out(QSizeF(700, 900))
    first = next(b for b in blocks(article._document) if b.text() == "First")
    assert article._page_of(first) == article._page_of(first.next().next())
    before = article._page_of(first.previous())
    assert article._page_of(first) - before in (0, 1)
    assert article._lay_out(QSizeF(700, 5000)) == 1


def test_every_colour_and_a_table_and_pictures_print_and_no_file_is_read(hand: Hand, tmp_path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"")
    text = f"# T\n\nOne. Two.\n\n![a picture]({secret})\n\n| a | b |\n|---|---|\n| c | d |\n"
    hand.window.context.reading.show(hand.store(text, "t.md"))
    hand.put("One.")
    hand.press("h", "5")
    hand.wait_saved()
    secret.unlink()
    assert load_theme("light").marks["violet"][0].name() in drawn(hand, marks=True)
    assert "violet" in COLORS
    assert hand.window.context.printing.article(True).print_to(pdf(tmp_path / "t.pdf")) == 1


def test_what_cannot_be_written_is_said(hand: Hand, tmp_path) -> None:
    hand.window.context.printing._print(pdf(tmp_path / "nowhere" / "a.pdf"), True)
    hand.wait(lambda: "cannot be printed" in hand.said)


def test_ctrl_p_asks_whether_with_marks_and_remembers(hand: Hand) -> None:
    hand.press("Ctrl+P")
    assert hand.focused.objectName() == "printMarks"
    hand.press("Space")
    hand.find("printPanel")._show_preview()
    preview = hand.find("printPreview")
    assert preview.isVisible()
    preview.reject()
    hand.wait(lambda: hand.view.hasFocus())
    assert "marks = no" in (hand.home / "settings.ini").read_text("utf-8")
    hand.press("Ctrl+P")
    assert not hand.find("printMarks").isChecked()
    hand.press("Esc")
    assert hand.view.hasFocus()


def test_enter_leads_to_the_printers(hand: Hand) -> None:
    hand.press("Ctrl+P", "Enter")
    dialog = hand.find("printDialog")
    assert dialog.isVisible()
    dialog.reject()
    hand.wait(lambda: hand.view.hasFocus())


def test_the_preview_is_painted(hand: Hand) -> None:
    hand.press("Ctrl+Alt+P")
    preview = hand.find("printPreview")
    hand.qtbot.waitExposed(preview)
    hand.qtbot.wait(50)
    assert preview.isVisible()
    preview.reject()


LONG = "# Long\n\n" + "\n\n".join(f"## Part {n}\n\n" + f"Sentence {n} goes on. " * 40 for n in range(120))


def test_the_preview_shows_the_pages_when_they_are_laid_out(hand: Hand) -> None:
    hand.window.context.reading.show(hand.store(LONG, "long.md"))
    hand.press("Ctrl+Alt+P")
    widget = hand.find("printPreview").findChild(QPrintPreviewWidget)
    hand.wait(lambda: widget.pageCount() > 10)
    hand.find("printPreview").reject()


def test_printing_says_how_many_pages_and_can_be_cancelled(hand: Hand, tmp_path, monkeypatch) -> None:
    hand.window.context.reading.show(hand.store(LONG, "long.md"))
    printing = hand.window.context.printing
    printing._print(pdf(tmp_path / "long.pdf"), True)
    hand.wait(lambda: hand.said.startswith("Printed ") and "long.pdf" in hand.said)
    assert (tmp_path / "long.pdf").read_bytes().startswith(b"%PDF")

    monkeypatch.setattr(print_job, "SAID_AFTER", 0)
    held = threading.Event()

    def slow(article: PrintedArticle, told: Told) -> None:
        told(3, 9)
        assert held.wait(10)
        told(4, 9)
        raise AssertionError("it was cancelled")

    printing._start(True, slow, lambda _: hand.window.say("done"), hand.window.report)
    hand.wait(lambda: hand.said == "Laying out page 4 of 9…")
    hand.window.line.findChild(QPushButton).click()
    held.set()
    hand.wait(lambda: not hand.window.findChildren(print_job.PrintJob))
    assert hand.said != "done"


def test_closing_the_window_stops_it(hand: Hand) -> None:
    begun = threading.Event()

    def endless(article: PrintedArticle, told: Told) -> None:
        begun.set()
        while True:
            told(0, 0)

    hand.window.context.printing._start(True, endless, lambda _: None, hand.window.report)
    hand.wait(begun.is_set)
    hand.close()
