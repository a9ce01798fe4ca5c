"""A vault kept up to date by the window: turned on in the dialog, followed, said, caught up with, left."""

from __future__ import annotations

import threading
import time

import pytest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from reader.window import vault as vault_module
from reader.window.vault import Vault, VaultState


@pytest.fixture(autouse=True)
def _soon(monkeypatch):
    monkeypatch.setattr(vault_module, "QUIET", 20)
    monkeypatch.setattr(vault_module, "RETRY", 50)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


@pytest.fixture
def kept(hand, folder):
    """A window with a note, that keeps `folder` up to date since the dialog was answered."""
    write(hand, "The order comes", "first")
    hand.press("Ctrl+Alt+F")
    field = hand.window.findChild(QLineEdit, "exportTarget")
    field.setFocus()
    field.selectAll()
    hand.type(str(folder))
    hand.press("Return")
    hand.wait(lambda: state(hand) == "Vault: up to date")
    return hand


def write(hand, words, body):
    hand.put(words)
    hand.press("n")
    hand.type(body)
    hand.press("Esc")


def state(hand) -> str:
    return hand.window.findChild(QLabel, "statusVault").text()


def text(folder) -> str:
    return "\n".join(path.read_text("utf-8") for path in sorted(folder.glob("*.md")))


def setting(hand, name="vault"):
    return hand.window.session.settings.get("export", name, "")


def test_the_dialog_is_ready_for_it(hand):
    hand.press("Ctrl+Alt+F")
    assert hand.window.findChild(QComboBox, "exportFormat").currentData() == "obsidian"
    assert hand.window.findChild(QComboBox, "exportWhat").currentData() == "library"
    assert hand.window.findChild(QComboBox, "exportTo").currentData() == "folder"
    dialog = hand.find("exportDialog")
    assert dialog.keeps.isChecked()
    assert dialog.keeps.isVisible()
    hand.press("Esc")
    hand.press("Ctrl+E")
    format = hand.window.findChild(QComboBox, "exportFormat")
    format.setCurrentIndex(format.findData("markdown"))
    assert not dialog.keeps.isVisible()


def test_it_follows_every_change(kept, folder):
    assert "first" in text(folder)
    write(kept, "Israel denies this", "second")
    kept.wait(lambda: "second" in text(folder))
    kept.wait(lambda: state(kept) == "Vault: up to date")
    kept.press("Delete")
    kept.wait(lambda: "second" not in text(folder))
    assert "first" in text(folder)


def test_what_is_written_there_stays(kept, folder):
    (path,) = folder.glob("*.md")
    path.write_text(path.read_text("utf-8") + "\nMine.\n", "utf-8")
    write(kept, "Israel denies this", "second")
    kept.wait(lambda: "second" in text(folder))
    assert "Mine." in text(folder)


def test_another_process_is_followed_too(kept, folder):
    note = kept.notes()[0]
    with kept.library() as library:
        library.edit_note(note.id, body="from elsewhere")
    kept.wait(lambda: "from elsewhere" in text(folder))


def test_the_status_says_it_to_all_and_names_the_folder(kept, folder):
    label = kept.window.findChild(QLabel, "statusVault")
    assert label.isVisible()
    assert (label.accessibleName() or label.text()) == "Vault: up to date"
    assert label.accessibleDescription() == str(folder)


def test_the_next_start_follows_and_catches_up(kept, folder):
    kept.close()
    with kept.library() as library:
        (note,) = library.notes()
        library.edit_note(note.id, body="while it was closed")
    assert "while it was closed" not in text(folder)
    kept.open()
    kept.wait(lambda: "while it was closed" in text(folder))
    kept.wait(lambda: state(kept) == "Vault: up to date")


def test_what_is_typed_right_before_the_end_is_in_it(kept, folder, monkeypatch):
    monkeypatch.setattr(vault_module, "QUIET", 60_000)
    write(kept, "Israel denies this", "last words")
    assert "last words" not in text(folder)
    kept.close()
    assert "last words" in text(folder)
    with kept.library() as library:  # and it is known to be
        assert not list(folder.parent.glob("home/vault.lock"))
        assert len(list(library.notes())) == 2


def test_a_folder_that_is_gone_is_said_and_tried_again(kept, folder):
    away = folder.rename(folder.parent / "away")
    write(kept, "Israel denies this", "second")
    kept.wait(lambda: state(kept) == "Vault: not written")
    assert "the folder is not there" in kept.said
    assert "put it back" in kept.said
    assert not folder.exists()
    assert "not there" in kept.window.findChild(QLabel, "statusVault").accessibleDescription()
    away.rename(folder)
    kept.wait(lambda: "second" in text(folder))
    kept.wait(lambda: state(kept) == "Vault: up to date")


def test_a_problem_is_said_once(kept, folder):
    said = []
    kept.window.session.vault.failed.connect(said.append)
    folder.rename(folder.parent / "away")
    write(kept, "Israel denies this", "second")
    kept.wait(lambda: state(kept) == "Vault: not written")
    kept.qtbot.wait(200)  # some tries
    assert len(said) == 1


def test_now(kept, folder, monkeypatch):
    monkeypatch.setattr(vault_module, "QUIET", 60_000)
    write(kept, "Israel denies this", "second")
    kept.press("Ctrl+Alt+V")
    kept.wait(lambda: "second" in text(folder))
    kept.wait(lambda: "2 of 2 notes, every quote whole" in kept.said)
    kept.press("Ctrl+Alt+V")
    kept.wait(lambda: "up to date" in kept.said)


def test_it_is_left_alone_again(kept, folder):
    kept.press("Ctrl+Alt+Shift+V")
    assert "stays as it is" in kept.said
    assert state(kept) == ""
    assert setting(kept) == ""
    write(kept, "Israel denies this", "second")
    kept.wait_saved()
    kept.qtbot.wait(60)
    assert "second" not in text(folder)
    kept.close()
    assert "second" not in text(folder)
    kept.open()
    kept.press("Ctrl+Alt+V")
    assert "no folder is kept up to date" in kept.said


def test_an_export_into_it_without_the_tick_ends_it(kept):
    kept.press("Ctrl+E")
    dialog = kept.find("exportDialog")
    assert dialog.keeps.isChecked()
    dialog.keeps.click()
    kept.press("Return")
    kept.wait(lambda: not dialog.isVisible())
    assert setting(kept) == ""


def test_another_folder_is_not_kept_unasked(kept, folder, tmp_path):
    kept.press("Ctrl+E")
    dialog = kept.find("exportDialog")
    dialog.target.setFocus()
    dialog.target.selectAll()
    kept.type(str(tmp_path / "other"))
    assert not dialog.keeps.isChecked()
    kept.press("Return")
    kept.wait(lambda: not dialog.isVisible())
    assert setting(kept) == str(folder)
    assert list((tmp_path / "other").glob("*.md"))


def test_the_options_are_the_vaults_own(kept, folder):
    assert "reader://note/" in text(folder)
    kept.press("Ctrl+Alt+F")
    kept.find("exportDialog").boxes["links"].setChecked(False)
    kept.press("Return")
    kept.wait(lambda: "reader://note/" not in text(folder))
    kept.wait(lambda: not kept.find("exportDialog").isVisible())
    kept.press("Ctrl+E")
    kept.find("exportDialog").boxes["links"].setChecked(True)
    kept.find("exportDialog").copy.click()
    kept.wait(lambda: not kept.find("exportDialog").isVisible())
    write(kept, "Israel denies this", "second")
    kept.wait(lambda: "second" in text(folder))
    assert "reader://note/" not in text(folder)


def test_only_one_process_keeps_it(kept, folder):
    class Session:
        def __init__(self, real):
            self.home, self.settings, self.bridge, self.windows = real.home, real.settings, real.bridge, [1]

    other = Vault(Session(kept.window.session))
    other._run()
    assert other.state is VaultState.ELSEWHERE
    other._timer.stop()


def test_a_disk_that_hangs_holds_up_the_end_for_a_moment_only(kept, folder, monkeypatch):
    from reader.jobs import auto_export

    monkeypatch.setattr(vault_module, "QUIET", 60_000)
    monkeypatch.setattr(vault_module, "PATIENCE", 0.1)
    write(kept, "Israel denies this", "second")
    go_on, real = threading.Event(), auto_export.export_changes

    def hanging(*arguments, **options):
        go_on.wait(10)
        return real(*arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(auto_export, "export_changes", hanging)
        began = time.monotonic()
        kept.close()
        assert time.monotonic() - began < 5
        assert "second" not in text(folder)
        go_on.set()
    kept.open()
    kept.wait(lambda: "second" in text(folder))
