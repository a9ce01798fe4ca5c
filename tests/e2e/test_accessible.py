"""The window as a screen reader meets it: over AT-SPI, on a bus of its own, by the calls that Orca makes."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.conftest import Desktop, wait_until

pytestmark = [pytest.mark.x11, pytest.mark.xdist_group("x11")]
LAUNCHER = Path("/usr/libexec/at-spi-bus-launcher")
SYSTEM_PYTHON = Path("/usr/bin/python3")
NEEDED = "apt-get install dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0"
NOTE = "Which meeting? The one of 25 March."


class ScreenReader:
    """Asks what `screen_reader.py` answers."""

    def __init__(self, environment: dict[str, str]) -> None:
        environment = {name: value for name, value in environment.items() if name != "PYTHONPATH"}
        self._process = subprocess.Popen(
            [SYSTEM_PYTHON, Path(__file__).with_name("screen_reader.py")],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.announced: list[str] = []
        self.carets: list[int] = []
        self.focused: list[str] = []
        self.selections = 0

    def ask(self, *question: object) -> Any:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        result = json.loads(self._process.stdout.readline())
        assert "error" not in result, (question, result)
        return result["answer"]

    def listen(self) -> None:
        for kind, detail, data, name in self.ask("heard"):
            if kind == "object:announcement":
                self.announced.append(data)
            elif kind == "object:text-caret-moved":
                self.carets.append(detail)
            elif kind == "object:text-selection-changed":
                self.selections += 1
            elif kind == "object:state-changed:focused" and detail:
                self.focused.append(name)

    def hears_caret_at(self, offset: int) -> bool:
        """Whether the caret was told to be there since `carets` was cleared."""
        self.listen()
        return offset in self.carets

    def hears_focus_on(self, words: str) -> bool:
        """Whether something with a name that begins so took the focus since `focused` was cleared."""
        self.listen()
        return any(name.startswith(words) for name in self.focused)

    def hears(self, words: str) -> bool:
        """Whether something with these words was said since the last call that found any."""
        self.listen()
        found = any(words in said for said in self.announced)
        if found:
            self.announced.clear()
        return found

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()


@pytest.fixture
def screen_reader(desktop: Desktop) -> Iterator[ScreenReader]:
    """A session bus and an accessibility bus of the test's own, Reader's window, and who listens to it."""
    check = "import pyatspi, gi; gi.require_version('Atspi', '2.0')"
    if (
        not (shutil.which("dbus-daemon") and LAUNCHER.exists() and SYSTEM_PYTHON.exists())
        or subprocess.run([SYSTEM_PYTHON, "-c", check], stderr=subprocess.DEVNULL, check=False).returncode
    ):
        pytest.skip(f"no AT-SPI here ({NEEDED})")
    desktop.environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
    desktop.environment["LC_ALL"] = "C.UTF-8"
    bus = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--print-address=1"],
        env=desktop.environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert bus.stdout is not None
    desktop.environment["DBUS_SESSION_BUS_ADDRESS"] = bus.stdout.readline().strip()
    launcher = subprocess.Popen(
        [LAUNCHER, "--launch-immediately"],
        env=desktop.environment,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    reader = ScreenReader(desktop.environment)
    desktop.start_reader()
    try:
        wait_until(lambda: reader.ask("is_there"), "Reader on the accessibility bus")
        yield reader
    finally:
        reader.end()
        os.killpg(launcher.pid, signal.SIGKILL)  # the bus that it started, too
        for process in (launcher, bus):
            process.kill()
            process.communicate()


# What each opens: the name of what has the focus then, and of the dialog around it, where it is in one.
PANELS = {
    "palette.open": ("paletteField", "Actions"),
    "go.bin": ("paletteField", "In the bin"),
    "help.keys": ("keySheetField", "All keys"),
    "help.about": ("mainWindow.about", "About Reader"),
    "search.open": ("searchField", "Search the library"),
    "find.open": ("findField", ""),
    "notes.filter": ("notesFilter", ""),
    "notes.export": ("exportWhat", "Export notes"),
    "settings.page": ("pageFace", "Settings: page"),
    "settings.keys": ("keySettingsField", "Settings: keys"),
    "article.properties": ("properties-title", "Properties"),
    "note.add": ("noteEditor", ""),
    "note.tags": ("tagsField", "Tags"),
}


def test_no_control_is_without_a_name(desktop: Desktop, screen_reader: ScreenReader) -> None:
    for action, (focused, title) in PANELS.items():
        screen_reader.ask("press", action)
        wait_until(lambda name=focused: "focused" in screen_reader.ask("states", name), f"{focused}")
        shown = [node for node in screen_reader.ask("tree") if "showing" in node["states"]]
        assert [node["name"] for node in shown if node["role"] == "dialog"] == [title] * bool(title), action
        choices = [node for node in shown if node["role"] == "combo box"]  # named by what is chosen
        assert [node["id"] for node in choices if not node["description"]] == []
        if title:
            desktop.key("Escape")
            wait_until(lambda: "focused" in screen_reader.ask("states", "articleView"), "the article again")
    tree = screen_reader.ask("tree")
    focusable = [node for node in tree if "focusable" in node["states"]]
    assert len(focusable) > 100
    assert [(node["role"], node["id"][-60:]) for node in focusable if not node["name"].strip()] == []
    # What is seen but not reached by Tab is named, too, where it is no mere frame or a label without words.
    seen = [node for node in tree if "showing" in node["states"] and not node["name"].strip()]
    frames = {"label", "filler", "unknown", "scroll bar", "separator", "popup menu"}
    assert {(node["role"], node["id"][-50:]) for node in seen if node["role"] not in frames} == set()
    roles = {node["id"].rpartition(".")[2]: node["role"] for node in reversed(tree)}
    assert {name: roles[name] for name in ROLES} == ROLES


ROLES = {
    "mainWindow": "frame",
    "columns": "split pane",
    "libraryFilter": "text",
    "sectionTree": "tree",
    "articleView": "label",  # of Qt's own making, as any text that is read and not written
    "notesList": "list",
    "noteEditor": "text",
    "findField": "text",
    "paletteField": "text",
    "paletteList": "list",
    "exportFormat": "combo box",
    "statusPosition": "label",
}

STORY = """# The Quay

Eleven barges 🚢🚢 lie there. The harbour master wrote to [the ministry](https://example.org/ministry) in May.

## What the ministry says

> Nothing yet.

- dredging
- a vote
"""


def test_the_page_by_paragraph_heading_and_link(desktop: Desktop, screen_reader: ScreenReader) -> None:
    story = desktop.home / "quay.md"
    story.write_text(STORY)
    desktop.reader_start_that_ends(str(story))
    wait_until(lambda: desktop.focused_title().startswith("The Quay"), "the article")
    page = screen_reader.ask("page")
    kinds = [(node["role"], node["name"], node["description"]) for node in page]
    assert kinds == [
        ("document frame", "Page", ""),
        ("heading", "The Quay", "heading level 1"),
        (
            "paragraph",
            "Eleven barges 🚢🚢 lie there. The harbour master wrote to the ministry in May.",
            "",
        ),
        ("link", "the ministry", "https://example.org/ministry"),
        ("heading", "What the ministry says", "heading level 2"),
        ("block quote", "Nothing yet.", "quotation"),
        ("list item", "• dredging", "list item"),
        ("list item", "• a vote", "list item"),
    ]
    assert screen_reader.ask("levels") == [
        ["The Quay", ["level:1"]],
        ["What the ministry says", ["level:2"]],
    ]
    # As one text with a caret: offsets are Qt's, so an emoji counts two.
    text = screen_reader.ask("text", "articleView")
    assert "Eleven barges" in text
    start = len(text[: text.index("The harbour")].encode("utf-16-le")) // 2
    sentence, first, last = screen_reader.ask("at", "articleView", start + 4, "SENTENCE_START")
    assert sentence.strip() == "The harbour master wrote to the ministry in May."
    assert (first, last - first) == (start, len(sentence))
    assert screen_reader.ask("extents", "articleView", first, first + 3)[2] > 0
    word, *place = screen_reader.ask("at", "articleView", start + 4, "WORD_START")
    assert (word.strip(), place[0]) == ("harbour", start + 4)
    line, *place = screen_reader.ask("at", "articleView", start + 4, "LINE_START")
    assert line.startswith("Eleven barges")
    assert place[0] < start < place[1]
    # Keys take the caret along: through the words, the sentences, the paragraphs, the lines.
    for key, words in (
        ("j", "Eleven barges"),
        ("w", "barges"),
        ("parenright", "The harbour"),
        ("bracketright", "What the ministry says"),
        ("Down", "Nothing yet."),
    ):
        screen_reader.carets.clear()
        desktop.key(key)
        place_of = len(text[: text.index(words)].encode("utf-16-le")) // 2
        wait_until(lambda at=place_of: screen_reader.hears_caret_at(at), f"the caret at {words}, by {key}")
        assert screen_reader.ask("caret", "articleView") == place_of
    # The letters on links are said, not only painted.
    desktop.key("g", "g", "f")
    wait_until(lambda: screen_reader.hears("A: the ministry"), "the letters said aloud")
    # A link is pressed as a screen reader does it: out of the article it leads after a question only.
    assert screen_reader.ask("follow", "the ministry") == [["Press"], True]
    wait_until(
        lambda: screen_reader.hears("https://example.org/ministry"), "where the link leads, said aloud"
    )


def test_rows_and_cards_say_what_is_painted_on_them(desktop: Desktop, screen_reader: ScreenReader) -> None:
    desktop.key("j", "h")
    wait_until(lambda: screen_reader.hears("Highlighted yellow"), "the highlight said aloud")
    desktop.key("t")
    wait_until(lambda: "focused" in screen_reader.ask("states", "tagsField"), "the field for tags")
    desktop.type("law, later")
    desktop.key("Return")
    card = "“Strategy Talks and a Diplomatic Rift”, yellow, law, later"

    def names(parent: str, role: str) -> list[str]:
        return [node["name"] for node in screen_reader.ask("below", parent) if node["role"] == role]

    wait_until(lambda: names("notesList", "list item") == [card], "the card with its tags")
    # Qt's name in AT-SPI for an item of a tree is "table cell".
    wait_until(
        lambda: "Strategy Talks and a Diplomatic Rift, 1 note" in names("sectionTree", "table cell"),
        "the section with its note",
    )
    # What the arrow keys come to takes the focus, row by row.
    for keys, row in ((("Shift+F6",), ""), (("Up",), "Rafah talks and court order")):
        screen_reader.focused.clear()
        desktop.key(*keys)
        wait_until(lambda row=row: screen_reader.hears_focus_on(row), f"the row {row}")


def test_the_main_job_heard_and_done(desktop: Desktop, screen_reader: ScreenReader) -> None:
    reader = screen_reader
    reader.ask("focus", "articleView")
    # Read by paragraph: the caret goes there, the step says what it came to.
    desktop.key("j", "j")
    wait_until(lambda: reader.hears("asked Washington for a new date"), "the paragraph said aloud")
    assert reader.carets
    # Select a sentence as a screen reader does, and mark it by a menu's action.
    text = reader.ask("text", "articleView")
    start = text.index("Prime Minister Benjamin")
    end = text.index("without American opposition.") + len("without American opposition.")
    assert reader.ask("select", "articleView", start, end) == [start, end]
    reader.ask("press", "note.highlight")
    wait_until(lambda: reader.hears("Highlighted yellow"), "the highlight said aloud")
    wait_until(lambda: reader.selections > 0, "the selection told of")
    # A note on it, written into the field that has the focus.
    reader.ask("press", "note.add")
    wait_until(lambda: "focused" in reader.ask("states", "noteEditor"), "the focus in the note")
    assert reader.ask("write", "noteEditor", NOTE)
    desktop.key("Escape")

    def notes() -> list[dict[str, Any]]:
        found = json.loads(desktop.reader("notes", "--json"))
        assert isinstance(found, list)
        return found

    wait_until(lambda: [note["body"] for note in notes()] == [NOTE], "the note in the library")
    assert notes()[0]["quote"] == text[start:end]
    # Found again: away, and back by the key, the note is told; its card and its place in the page have it.
    desktop.key("g", "g")
    reader.announced.clear()
    desktop.key("period")
    wait_until(lambda: reader.hears(f"Highlighted yellow, has note: {NOTE}"), "the note said aloud")
    assert reader.ask("caret", "articleView") == start
    (card,) = [node for node in reader.ask("below", "notesList") if node["role"] == "list item"]
    assert card["name"].startswith(f"{NOTE}, “Prime Minister Benjamin")
    assert ("comment", "Highlighted yellow, has note") in [
        (node["role"], node["name"]) for node in reader.ask("page")
    ]
    # Found words say which of how many.
    desktop.key("slash")
    desktop.type("american opp")
    wait_until(lambda: reader.hears("1 of 1"), "the place among what was found")
    desktop.key("Escape", "g", "g", "slash")
    desktop.type("israel")
    several = text.casefold().count("israel")
    assert several > 3
    wait_until(lambda: reader.hears(f"1 of {several}"), "the first of several")
    desktop.key("Return", "Return")
    wait_until(lambda: reader.hears(f"3 of {several}"), "the third of several")
    desktop.key("Escape")
    reader.ask("press", "notes.export")
    wait_until(lambda: "focused" in reader.ask("states", "exportWhat"), "the export's first field")
    assert "1 of 1 note, every quote whole" in [node["name"] for node in reader.ask("below", "exportDialog")]
