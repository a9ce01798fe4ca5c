from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton


@pytest.fixture
def noted(hand):
    """A window with a note and a highlight."""
    hand.put("The order comes")
    hand.press("n")
    hand.type("Who brought it?")
    hand.press("Esc")
    hand.put("It says so in a week")
    hand.press("h")
    hand.wait_saved()
    return hand


def target(hand) -> QLineEdit:
    return hand.window.findChild(QLineEdit, "exportTarget")


def preview(hand) -> str:
    return hand.window.findChild(QPlainTextEdit, "exportPreview").toPlainText()


def labels(hand) -> str:
    return "\n".join(label.text() for label in hand.find("exportDialog").findChildren(QLabel))


def export_to(hand, path: Path) -> None:
    hand.press("Ctrl+E")
    assert hand.find("exportDialog").isVisible()
    target(hand).setFocus()
    target(hand).selectAll()
    hand.type(str(path))
    hand.press("Return")


def test_ctrl_e_shows_what_will_be_written(noted):
    noted.press("Ctrl+E")
    noted.wait(lambda: "Who brought it?" in preview(noted))
    assert "It says so in a week of two pressures" in preview(noted)
    assert "2 of 2 notes" in labels(noted)
    assert target(noted).text().endswith(".md")
    noted.press("Esc")
    assert noted.view.hasFocus()


def test_enter_writes_the_file(noted, tmp_path):
    path = tmp_path / "notes.md"
    export_to(noted, path)
    noted.wait(path.exists)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    text = path.read_text("utf-8")
    assert "> The order comes in the case that South Africa brought" in text
    assert "Who brought it?" in text
    assert str(path) in noted.said
    assert noted.view.hasFocus()


def test_a_file_that_is_there_is_replaced_only_after_a_question(noted, tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("mine")
    export_to(noted, path)
    noted.wait(lambda: "is there already" in labels(noted))
    assert path.read_text() == "mine"
    assert isinstance(noted.focused, QPushButton)
    assert noted.focused.text() == "Replace it"
    noted.press("Return")
    noted.wait(lambda: "Who brought it?" in path.read_text("utf-8"))


def test_esc_at_the_question_leaves_the_file(noted, tmp_path):
    path = tmp_path / "notes.md"
    path.write_text("mine")
    export_to(noted, path)
    noted.wait(lambda: "is there already" in labels(noted))
    noted.press("Esc")
    assert noted.view.hasFocus()
    assert path.read_text() == "mine"


def test_the_same_export_again(noted, tmp_path):
    path = tmp_path / "notes.md"
    export_to(noted, path)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    noted.put("Israel denies this")
    noted.press("n")
    noted.type("later")
    noted.press("Ctrl+Shift+E")
    noted.wait(lambda: "later" in path.read_text("utf-8"))
    noted.close()
    noted.open()
    path.unlink()
    noted.press("Ctrl+Shift+E")
    noted.wait(path.exists)


def test_again_before_any_export_says_why_not(hand):
    hand.press("Ctrl+Shift+E")
    assert "nothing was exported yet" in hand.said


def test_another_format_renames_the_file(noted, tmp_path):
    noted.press("Ctrl+E")
    combo = noted.window.findChild(QComboBox, "exportFormat")
    combo.setCurrentIndex(combo.findData("json"))
    assert target(noted).text().endswith(".json")
    noted.wait(lambda: preview(noted).lstrip().startswith("["))
    path = tmp_path / "notes.json"
    target(noted).setFocus()
    target(noted).selectAll()
    noted.type(str(path))
    noted.press("Return")
    noted.wait(path.exists)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    assert {note["body"] for note in json.loads(path.read_text("utf-8"))} == {"Who brought it?", ""}


def test_what_is_exported_can_be_less(noted):
    noted.put("The order comes")
    noted.press("Ctrl+E")
    combo = noted.window.findChild(QComboBox, "exportWhat")
    names = [combo.itemData(row) for row in range(combo.count())]
    assert names == ["article", "section", "note", "library", "since"]
    combo.setCurrentIndex(names.index("section"))
    noted.wait(lambda: preview(noted) and "It says so" not in preview(noted))
    assert "Who brought it?" in preview(noted)


def test_highlights_without_a_note_can_be_left_out(noted):
    noted.press("Ctrl+E")
    dialog = noted.find("exportDialog")
    box = next(box for box in dialog.boxes.values() if box.text().startswith("Highlights without"))
    assert box.isChecked()
    box.setChecked(False)
    noted.wait(lambda: "1 highlight without text left out" in labels(noted))
    assert "1 of 2 notes" in labels(noted)


def test_copy_puts_it_on_the_clipboard(noted):
    noted.press("Ctrl+E")
    button = next(b for b in noted.find("exportDialog").findChildren(QPushButton) if b.text() == "Copy")
    button.click()
    noted.wait(lambda: "Who brought it?" in QGuiApplication.clipboard().text())
    noted.wait(lambda: not noted.find("exportDialog").isVisible())


def test_a_folder_that_is_not_there_is_said_in_the_dialog(noted, tmp_path):
    export_to(noted, tmp_path / "absent" / "notes.md")
    noted.wait(lambda: "absent" in labels(noted))
    assert noted.find("exportDialog").isVisible()


def test_a_note_that_is_being_written_is_in_the_export(noted, tmp_path):
    noted.put("Israel denies this")
    noted.press("n")
    noted.type("not yet saved")
    path = tmp_path / "notes.md"
    export_to(noted, path)
    noted.wait(path.exists)
    assert "not yet saved" in path.read_text("utf-8")


def test_a_document_is_shown_as_text_written_as_bytes_and_not_copied(noted, tmp_path):
    noted.press("Ctrl+E")
    combo = noted.window.findChild(QComboBox, "exportFormat")
    combo.setCurrentIndex(combo.findData("pdf"))
    noted.wait(lambda: "│ The order comes" in preview(noted))
    noted.wait(lambda: "2 of 2 notes" in labels(noted))
    [copy] = [each for each in noted.find("exportDialog").findChildren(QPushButton) if each.text() == "Copy"]
    assert not copy.isEnabled()
    assert "no text to copy" in copy.toolTip()
    path = tmp_path / "notes.pdf"
    target(noted).setFocus()
    target(noted).selectAll()
    noted.type(str(path))
    noted.press("Return")
    noted.wait(path.exists)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    assert path.read_bytes().startswith(b"%PDF-")
