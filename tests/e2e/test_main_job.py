"""The main job in a real window, with key presses only."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from tests.e2e.conftest import ROOT, Desktop, wait_until

BRIEFING = ROOT / "resources/articles/2024-03-29-rafah-talks-and-court-order.txt"
NOTE = "Which crossings are meant? The order names none."
pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]


def notes(desktop: Desktop) -> list[dict[str, object]]:
    found = json.loads(desktop.reader("notes", "--json"))
    assert isinstance(found, list)
    return found


def test_read_mark_note_close_start_again_export(desktop: Desktop) -> None:
    reader = desktop.start_reader()
    # The bundled briefing: to the second section, past its first sentence.
    desktop.key("bracketright", "bracketright", "j", "parenright", "h")
    wait_until(lambda: len(notes(desktop)) == 1, "the highlight in the library")
    desktop.key("j", "n")
    desktop.type(NOTE)
    wait_until(lambda: any(note["body"] == NOTE for note in notes(desktop)), "the note in the library")
    desktop.key("Escape", "ctrl+q")
    assert reader.wait(timeout=30) == 0

    before = notes(desktop)
    assert [note["quote"] for note in before] == [
        "The order comes in the case that South Africa brought, which describes the campaign as genocide.",
        "US-Israel Relations: Room for Consequences?",
    ]
    assert [note["body"] for note in before] == ["", NOTE]

    reader = desktop.start_reader()
    wait_until(lambda: "Rafah" in desktop.focused_title(), "the same article again")
    # Where reading stopped stands a note: `e` edits it without another key.
    desktop.key("e")
    desktop.type(" Ask.")
    wait_until(lambda: notes(desktop)[1]["body"] == f"{NOTE} Ask.", "the edited note")
    desktop.key("Escape", "ctrl+e")
    exported = desktop.home / "Rafah talks and court order.md"
    desktop.key("Return")
    wait_until(exported.exists, "the exported file")
    text = exported.read_text("utf-8")
    assert "## The Court's Order and Humanitarian Access" in text
    assert "> The order comes in the case that South Africa brought" in text
    assert f"{NOTE} Ask." in text
    desktop.key("ctrl+q")
    assert reader.wait(timeout=30) == 0
    assert desktop.reader("check")  # sound, and says so
    assert len(notes(desktop)) == 2


def test_a_file_is_opened_and_a_second_start_hands_its_file_over(desktop: Desktop) -> None:
    copy = desktop.home / "rafah.txt"
    copy.write_bytes(BRIEFING.read_bytes() + b"\n\nOne more paragraph.\n")
    reader = desktop.start_reader(str(copy))
    wait_until(lambda: str(copy) in desktop.reader("list", "--json"), "the file in the library")
    other = desktop.home / "harbour.md"
    other.write_text("# Harbour Dredging Vote\n\nThe vote was put off again.\n")
    desktop.reader_start_that_ends(str(other))
    wait_until(lambda: "Harbour" in desktop.focused_title(), "the other file in the same window")
    reader.send_signal(signal.SIGTERM)
    assert reader.wait(timeout=30) == 0


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGHUP])
def test_what_is_typed_survives_a_signal(desktop: Desktop, how: signal.Signals) -> None:
    reader = desktop.start_reader()
    desktop.key("j", "n")
    desktop.type("half a sent")
    reader.send_signal(how)
    assert reader.wait(timeout=30) == 0
    assert [note["body"] for note in notes(desktop)] == ["half a sent"]


def test_after_a_kill_the_next_start_has_every_saved_note(desktop: Desktop, tmp_path: Path) -> None:
    reader = desktop.start_reader()
    desktop.key("j", "h")
    wait_until(lambda: len(notes(desktop)) == 1, "the highlight in the library")
    reader.kill()
    reader.wait()
    desktop.start_reader()
    desktop.key("j", "j", "h")
    wait_until(lambda: len(notes(desktop)) == 2, "a second highlight after the kill")
