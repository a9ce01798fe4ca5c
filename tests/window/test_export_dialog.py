from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
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


# What


def choose(hand, name: str, value: str) -> None:
    combo = hand.window.findChild(QComboBox, name)
    assert combo.findData(value) >= 0, [combo.itemData(row) for row in range(combo.count())]
    combo.setCurrentIndex(combo.findData(value))


def counted(hand, scope: str) -> int | None:
    combo = hand.window.findChild(QComboBox, "exportWhat")
    return combo.itemData(combo.findData(scope), Qt.ItemDataRole.UserRole + 1)


def test_the_cards_that_are_selected(noted):
    noted.window.context.focusing.focus_notes()
    noted.press("Home", "Shift+Down", "Ctrl+E")
    what = noted.window.findChild(QComboBox, "exportWhat")
    assert (what.currentData(), what.currentText()) == ("selected", "The 2 selected notes")
    noted.wait(lambda: "2 of 2 notes" in labels(noted))
    noted.press("Esc")
    noted.window.context.focusing.focus_notes()
    noted.press("Up", "Ctrl+E")
    assert what.findData("selected") < 0


def test_what_the_filter_of_the_notes_leaves(noted):
    noted.press("Ctrl+Shift+L")
    noted.type("brought")
    noted.wait(lambda: noted.window.cards.model.rowCount() == 1)
    noted.press("Ctrl+E")
    choose(noted, "exportWhat", "filter")
    assert noted.window.findChild(QComboBox, "exportWhat").currentText() == "Notes with “brought”"
    noted.wait(lambda: "1 of 1 note," in labels(noted))
    assert "Who brought it?" in preview(noted)


def test_what_was_searched_for(noted):
    noted.press("Ctrl+Shift+F")
    noted.type("brought it")
    noted.press("Ctrl+E")
    choose(noted, "exportWhat", "filter")
    noted.wait(lambda: "1 of 1 note," in labels(noted))


def test_each_scope_says_how_many_notes_it_has(noted):
    noted.put("The order comes")
    noted.press("Ctrl+E")
    noted.wait(lambda: counted(noted, "library") == 2)
    assert [counted(noted, scope) for scope in ("article", "section", "note")] == [2, 1, 1]


def test_what_changed_since_the_last_export(noted, tmp_path):
    path = tmp_path / "first.md"
    noted.press("Ctrl+E")
    choose(noted, "exportWhat", "library")
    target(noted).setText(str(path))
    noted.press("Return")
    noted.wait(path.exists)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    noted.put("Israel denies this")
    noted.press("n")
    noted.type("later")
    noted.press("Esc", "Ctrl+E")
    choose(noted, "exportWhat", "since")
    noted.wait(lambda: "1 of 1 note," in labels(noted))
    assert "later" in preview(noted)
    assert Path(target(noted).text()).parent == tmp_path
    noted.press("Return")
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    (second,) = set(tmp_path.glob("*.md")) - {path}
    assert "later" in second.read_text("utf-8")
    assert "Who brought it?" not in second.read_text("utf-8")
    # Once more: nothing; then another file beside it, so that none is lost.
    noted.press("Ctrl+Shift+E")
    noted.wait(lambda: "Nothing changed since" in noted.said)
    noted.put("It says so in a week")
    noted.press("n")
    noted.type("latest")
    noted.press("Esc", "Ctrl+Shift+E")
    noted.wait(lambda: len(list(tmp_path.glob("*.md"))) == 3)
    (third,) = set(tmp_path.glob("*.md")) - {path, second}
    noted.wait(lambda: "latest" in third.read_text("utf-8"))
    assert "later" not in third.read_text("utf-8").replace("latest", "")


# Where to


def test_a_folder_gets_a_file_an_article(noted, tmp_path):
    noted.press("Ctrl+E")
    choose(noted, "exportTo", "folder")
    target(noted).setText(str(tmp_path / "notes"))
    noted.press("Return")
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    (file,) = (tmp_path / "notes").iterdir()
    assert "Who brought it?" in file.read_text("utf-8")
    assert "2 of 2 notes, every quote whole" in noted.said
    noted.press("Ctrl+E")
    assert noted.window.findChild(QComboBox, "exportTo").currentData() == "folder"
    assert target(noted).text() == str(tmp_path / "notes")
    choose(noted, "exportTo", "file")
    assert target(noted).text().endswith(".md")


def test_a_vault_is_always_a_folder(noted):
    noted.press("Ctrl+E")
    choose(noted, "exportFormat", "obsidian")
    to = noted.window.findChild(QComboBox, "exportTo")
    assert to.currentData() == "folder"
    assert not to.isEnabled()


def test_another_persons_file_in_the_folder_is_said_and_left(noted, tmp_path):
    folder = tmp_path / "notes"
    folder.mkdir()
    noted.press("Ctrl+E")
    choose(noted, "exportTo", "folder")
    target(noted).setText(str(folder))
    name = noted.window.context.reading.article.title
    from reader.exporting.file_names import safe_name

    (folder / f"{safe_name(name)}.md").write_text("mine")
    noted.press("Return")
    noted.wait(lambda: "1 file not written" in noted.said)
    assert "0 of 2 notes" in noted.said
    assert "this file exists" in labels(noted)
    assert (folder / f"{safe_name(name)}.md").read_text() == "mine"


def test_what_was_copied_is_copied_again(noted):
    noted.press("Ctrl+E")
    noted.find("exportDialog").copy.click()
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    assert "2 of 2 notes, every quote whole" in noted.said
    QGuiApplication.clipboard().setText("other")
    noted.press("Ctrl+Shift+E")
    noted.wait(lambda: "Who brought it?" in QGuiApplication.clipboard().text())


def test_no_path_and_a_path_of_nobody_are_said(noted):
    noted.press("Ctrl+E")
    for path, said in (("", "Name a file"), ("~nobody-at-all/x.md", "no such home")):
        target(noted).setFocus()
        target(noted).setText(path)
        noted.press("Return")
        noted.wait(lambda said=said: said in labels(noted))
        assert noted.find("exportDialog").isVisible()


def test_paths_are_shown_and_kept_as_a_person_writes_them(noted, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    noted.press("Ctrl+E")
    assert target(noted).text().startswith("~/")
    noted.press("Return")
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    assert len(list(tmp_path.glob("*.md"))) == 1
    assert "to ~/" in noted.said
    noted.press("Ctrl+E", "Return")
    noted.wait(lambda: "is there already" in labels(noted))


# Again


def test_the_same_again_is_of_the_same_article(noted, tmp_path):
    path = tmp_path / "notes.md"
    export_to(noted, path)
    noted.wait(path.exists)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    other = noted.store("Another\n\nIts own text stands here.")
    noted.window.context.reading.show(other)
    path.unlink()
    noted.press("Ctrl+Shift+E")
    noted.wait(path.exists)
    assert "Who brought it?" in path.read_text("utf-8")


def test_the_same_again_where_it_is_gone_leaves_the_file(noted, tmp_path):
    path = tmp_path / "notes.md"
    export_to(noted, path)
    noted.wait(path.exists)
    noted.wait(lambda: not noted.find("exportDialog").isVisible())
    with noted.library() as library:
        library.delete([noted.window.context.reading.article.id])
    noted.press("Ctrl+Shift+E")
    noted.wait(lambda: "lies in the bin" in noted.said)
    assert "Who brought it?" in path.read_text("utf-8")


def test_every_choice_is_there_again_at_the_next_start(noted, tmp_path):
    noted.press("Ctrl+E")
    choose(noted, "exportWhat", "library")
    choose(noted, "exportFormat", "org")
    noted.find("exportDialog").boxes["links"].setChecked(False)
    target(noted).setText(str(tmp_path / "kept.org"))
    noted.press("Return")
    noted.wait((tmp_path / "kept.org").exists)
    noted.close()
    noted.open()
    noted.press("Ctrl+E")
    found = [noted.window.findChild(QComboBox, f"export{name}").currentData() for name in ("What", "Format")]
    assert found == ["library", "org"]
    assert not noted.find("exportDialog").boxes["links"].isChecked()
    assert Path(target(noted).text()).parent == tmp_path


# As a whole


def test_tab_goes_through_it_in_order(noted):
    noted.press("Ctrl+E")
    seen = []
    for _ in range(15):
        seen.append(noted.focused.accessibleName() or noted.focused.text())
        if len(seen) < 15:
            noted.press("Tab")
    assert seen[:10] == [
        *("What", "Format", "Grouped by section", "Links back to the passage", "Colours as words"),
        *("Colours as emoji", "Highlights without a note too", "Where to", "Path", "Browse…"),
    ]
    assert seen[10:14] == ["Preview", "Copy", "Cancel", "Export"]
    assert seen[14] == "What"
    noted.press("Shift+Tab")
    assert noted.focused.text() == "Export"


@pytest.mark.parametrize("width", [1200, 640, 420])
def test_all_of_it_is_in_sight_or_in_reach_at_any_width(noted, width):
    noted.window.setMinimumSize(200, 200)
    noted.window.resize(width, 600)
    noted.press("Ctrl+E")
    dialog = noted.find("exportDialog")
    noted.wait(lambda: preview(noted))
    assert dialog.width() <= noted.window.width() + 48
    for part in (dialog.preview, dialog.accept, dialog.cancel, dialog.copy):
        assert dialog.rect().contains(part.geometry()), part
        assert part.width() > 40
        assert part.height() > 20


def test_the_command_line_does_all_that_the_dialog_does(noted, capsys):
    from reader.__main__ import main

    noted.press("Ctrl+Shift+L")
    noted.type("brought")
    noted.wait(lambda: noted.window.cards.model.rowCount() == 1)
    noted.view.setFocus()
    noted.put("The order comes")
    reading, note = noted.window.context.reading, noted.window.context.noting.current
    article, section = reading.article.id, reading.section_path[-1]
    noted.press("Ctrl+E")
    commands = {
        "note": ["--note", note.id],
        "section": [article, "--section", section],
        "article": [article],
        "filter": [article, "--query", "brought*"],
        "library": [],
        "since": ["--since-last"],
    }
    what = noted.window.findChild(QComboBox, "exportWhat")
    assert {what.itemData(row) for row in range(what.count())} == commands.keys()
    dialog = noted.find("exportDialog")
    for name, box in dialog.boxes.items():
        box.setChecked(name != "grouped")
    for scope, words in commands.items():
        dialog.preview.clear()
        choose(noted, "exportWhat", scope)
        noted.wait(lambda: preview(noted))
        capsys.readouterr()
        command = [
            "--home",
            str(noted.home),
            "export",
            "--format",
            "markdown",
            "--no-grouped",
            "--color-words",
            "--color-emoji",
        ]
        assert main([*command, *words]) == 0
        out, err = capsys.readouterr()
        assert out == preview(noted)
        assert err == f"reader: {dialog.count.text()}\n"


def test_a_template_of_ones_own_is_among_the_formats(noted, monkeypatch):
    from PySide6.QtGui import QDesktopServices

    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()) or True)
    noted.press("Ctrl+Alt+E")
    templates = noted.window.session.home.templates
    assert opened == [str(templates)]
    text = (templates / "shipped" / "text.txt.jinja").read_text()
    (templates / "diary.md.jinja").write_text(text.replace("Plain text", "My diary", 1))
    noted.press("Ctrl+E")
    formats = noted.window.findChild(QComboBox, "exportFormat")
    formats.setCurrentIndex(formats.findText("My diary (own template)"))
    noted.wait(lambda: "“The order comes" in preview(noted))
    assert preview(noted).endswith("2 of 2 notes, every quote whole\n")
    assert target(noted).text().endswith(".md")
    (templates / "diary.md.jinja").write_text("\n{{ nothing }}")
    formats.setCurrentIndex(0)
    noted.wait(lambda: "article: reader://" in preview(noted))
    formats.setCurrentIndex(formats.findText("My diary (own template)"))
    noted.wait(lambda: "line 2: 'nothing' is undefined" in labels(noted))
    noted.press("Esc")
