"""The menu entry as the desktop's own programs see it: made, repaired, removed, nothing taken."""

from __future__ import annotations

import configparser
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from reader.__main__ import main
from reader.desktop import APPLICATION_ID, entry, launching, linux
from reader.importing.registry import FORMATS
from tests.desktop.conftest import User, run

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ROOT / "resources/desktop"
NAME = f"{APPLICATION_ID}.desktop"
TYPES = list(dict.fromkeys(each for row in FORMATS for each in row.media_types))
pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the entries of Linux")


def installed(user: User) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",), strict=True)
    parser.optionxform = str
    parser.read(user.data / "applications" / NAME, "utf-8")
    return parser


def query(kind: str) -> str:
    return run("xdg-mime", "xdg-utils", "query", "default", kind).strip()


# What is shipped


def test_the_shipped_entry_is_valid() -> None:
    assert run("desktop-file-validate", "desktop-file-utils", SHIPPED / NAME) == ""


def test_the_shipped_entry_names_what_can_be_imported() -> None:
    text = (SHIPPED / NAME).read_text("utf-8")
    assert entry.value_of(text, "MimeType") == ";".join([*TYPES, linux.SCHEME, ""])
    for key in ("Icon", "StartupWMClass"):
        assert entry.value_of(text, key) == APPLICATION_ID


def test_the_shipped_metainfo_is_valid() -> None:
    path = SHIPPED / f"{APPLICATION_ID}.metainfo.xml"
    said = run("appstreamcli", "appstream", "validate", "--pedantic", "--no-net", path)
    remarks = [line for line in said.splitlines() if line[:2] in ("E:", "W:", "P:", "I:")]
    # From version 1.0 on: there is no homepage, and the older name of a tag suits both versions.
    assert [
        r for r in remarks if not r.endswith(("url-homepage-missing", "developer-name-tag-deprecated"))
    ] == []


@pytest.mark.parametrize("size", [48, 128])
def test_icons_have_the_size_that_their_folder_says(size: int) -> None:
    data = (ROOT / f"resources/icons/reader-{size}.png").read_bytes()
    assert data.startswith(b"\x89PNG")
    assert [int.from_bytes(data[at : at + 4], "big") for at in (16, 20)] == [size, size]


# Made and removed


def test_install_makes_a_valid_entry_that_starts_this_reader(user: User, capsys) -> None:
    assert main(["desktop", "install"]) == 0
    path = user.data / "applications" / NAME
    assert capsys.readouterr().out == f"{path}\n"
    assert run("desktop-file-validate", "desktop-file-utils", path) == ""
    words = shlex.split(installed(user)["Desktop Entry"]["Exec"])
    assert words[0] == installed(user)["Desktop Entry"]["TryExec"] == sys.executable
    assert words[-1] == "%U"
    done = subprocess.run([*words[:-1], "--version"], capture_output=True, text=True, cwd="/", check=True)
    assert done.stdout.startswith("reader ")
    action = installed(user)["Desktop Action search"]
    assert shlex.split(action["Exec"]) == [*words[:-1], "--search"]
    icons = user.data / "icons/hicolor"
    assert (icons / f"scalable/apps/{APPLICATION_ID}.svg").is_file()
    assert (icons / f"48x48/apps/{APPLICATION_ID}.png").is_file()
    assert (user.data / f"metainfo/{APPLICATION_ID}.metainfo.xml").is_file()


@pytest.mark.parametrize("is_empty", [True, False])
def test_remove_leaves_nothing_behind(user: User, is_empty: bool) -> None:
    if not is_empty:
        user.add_program("editor", "text/plain;", system=False)
        user.add_program("viewer", "text/markdown;")
        (user.data / "icons/hicolor").mkdir(parents=True)
        user.config.mkdir(parents=True)
        (user.config / "mimeapps.list").write_bytes(b"[Default Applications]\nimage/png=eog\xff.desktop\n")
    before = user.snapshot()
    assert main(["desktop", "install"]) == 0
    assert main(["desktop", "install"]) == 0
    assert user.snapshot() != before
    assert main(["desktop", "remove"]) == 0
    assert user.snapshot() == before
    assert main(["desktop", "remove"]) == 0


def test_remove_leaves_what_others_put_beside(user: User) -> None:
    assert main(["desktop", "install"]) == 0
    user.add_program("editor", "text/plain;", system=False)
    (user.data / "icons/hicolor/48x48/apps/other.png").write_bytes(b"")
    assert main(["desktop", "remove"]) == 0
    left = [Path(name).name for name, data in user.snapshot().items() if data is not None]
    assert sorted({*left} - {"mimeinfo.cache"}) == ["editor.desktop", "other.png"]


def test_a_second_install_repairs(user: User) -> None:
    assert main(["desktop", "install"]) == 0
    whole = user.snapshot()
    path = user.data / "applications" / NAME
    path.write_text(path.read_text("utf-8").replace(sys.executable, "/gone/python"))
    (user.data / f"icons/hicolor/48x48/apps/{APPLICATION_ID}.png").unlink()
    assert main(["desktop", "install"]) == 0
    assert user.snapshot() == whole


def test_a_home_of_its_own_is_named(user: User, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("READER_HOME", str(tmp_path / "50% of it's"))
    assert main(["desktop", "install"]) == 0
    raw = installed(user)["Desktop Entry"]["Exec"]
    words = shlex.split(raw.replace("\\\\", "\\"))
    assert [word.replace("%%", "%") for word in words[-3:-1]] == ["--home", str(tmp_path / "50% of it's")]
    assert run("desktop-file-validate", "desktop-file-utils", user.data / "applications" / NAME) == ""


def test_for_all_users(user: User, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setattr(linux, "SYSTEM", tmp_path / "local")
    monkeypatch.setenv("READER_HOME", str(tmp_path / "mine"))
    assert main(["desktop", "install", "--system"]) == 0
    assert "`reader desktop remove --system`" in capsys.readouterr().err
    assert "--home" not in (tmp_path / "local/applications" / NAME).read_text("utf-8")
    assert user.snapshot() == {"system": None}
    monkeypatch.setenv("XDG_DATA_DIRS", str(tmp_path / "local"))
    capsys.readouterr()
    assert main(["desktop", "remove"]) == 0
    assert "--system" in capsys.readouterr().err
    assert main(["desktop", "remove", "--system"]) == 0
    assert not (tmp_path / "local").exists()


def test_what_cannot_be_written_is_said_in_a_line(user: User, capsys) -> None:
    user.data.parent.mkdir(parents=True, exist_ok=True)
    user.data.write_text("a file where a folder should be")
    assert main(["desktop", "install"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert str(user.data) in said


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_other_systems_say_how_to_start_instead(platform: str, monkeypatch, capsys) -> None:
    monkeypatch.setattr(sys, "platform", platform)
    assert main(["desktop", "install"]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "start it by `reader`" in said


# Types and links


def test_links_and_free_types_come_to_reader(user: User) -> None:
    assert main(["desktop", "install"]) == 0
    assert [query(kind) for kind in [*TYPES, linux.SCHEME]] == [NAME] * (len(TYPES) + 1)


@pytest.mark.parametrize("system", [True, False])
def test_no_type_is_taken_from_the_present_program(user: User, system: bool) -> None:
    user.add_program("editor", "text/plain;text/html;", system=system)
    assert query("text/plain") == "editor.desktop"
    for _ in range(2):
        assert main(["desktop", "install"]) == 0
        assert query("text/plain") == "editor.desktop"
    assert query("text/markdown") == NAME
    listed = run("gio", "libglib2.0-bin", "mime", "text/plain")
    assert "“text/plain”: editor.desktop" in listed
    assert listed.count(NAME) >= 1


def test_a_chosen_default_and_associations_stay(user: User) -> None:
    user.add_program("editor", "text/plain;")
    user.add_program("viewer", "text/plain;text/markdown;")
    user.config.mkdir(parents=True)
    chosen = (
        "# mine\n[Added Associations]\ntext/plain=viewer.desktop;editor.desktop;\n\n"
        "[Default Applications]\ntext/markdown=viewer.desktop\n"
    )
    (user.config / "mimeapps.list").write_text(chosen)
    assert main(["desktop", "install"]) == 0
    text = (user.config / "mimeapps.list").read_text("utf-8")
    assert f"text/plain=viewer.desktop;editor.desktop;{NAME};" in text
    assert "[Default Applications]\ntext/markdown=viewer.desktop\n" in text
    assert query("text/markdown") == "viewer.desktop"
    assert main(["desktop", "remove"]) == 0
    assert (user.config / "mimeapps.list").read_text("utf-8") == chosen


def test_a_default_that_the_user_made_of_reader_goes_with_it(user: User) -> None:
    assert main(["desktop", "install"]) == 0
    user.config.mkdir(parents=True, exist_ok=True)
    (user.config / "mimeapps.list").write_text(f"[Default Applications]\ntext/plain={NAME}\na/b=c.desktop\n")
    assert main(["desktop", "remove"]) == 0
    assert (user.config / "mimeapps.list").read_text("utf-8") == "[Default Applications]\na/b=c.desktop\n"


# The command


def test_an_installed_reader_is_started_as_a_module(monkeypatch) -> None:
    monkeypatch.setattr(launching, "_found_by", lambda _: ROOT / "reader")
    assert launching.start_command() == [sys.executable, "-P", "-m", "reader"]


def test_a_checkout_is_started_by_its_main(monkeypatch) -> None:
    monkeypatch.setattr(launching, "_found_by", lambda _: None)
    assert launching.start_command() == [sys.executable, str(ROOT / "main.py")]


def test_a_bundle_is_its_own_command(monkeypatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/reader/reader")
    assert launching.start_command() == ["/opt/reader/reader"]


def test_a_path_that_no_entry_can_name_is_refused(user: User, tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.setenv("READER_HOME", os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    assert main(["desktop", "install"]) == 1
    assert "UTF-8" in capsys.readouterr().err
    assert user.snapshot() == {"system": None}


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/python", "/usr/bin/python"),
        ("/a b", '"/a b"'),
        ("100%", "100%%"),
        ('"$`\\', '"\\\\"\\\\$\\\\`\\\\\\\\"'),
        ("", '""'),
    ],
)
def test_words_of_exec(word: str, written: str) -> None:
    made = entry.make_entry("Exec=reader %U", [word], [], [], {})
    assert made == f"Exec={written} %U\n"


def test_no_qt_is_imported() -> None:
    code = "import sys; from reader.jobs import menu_entry; print([m for m in sys.modules if 'PySide6' in m])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
