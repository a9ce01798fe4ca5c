"""The recipe of the package, as far as it can be tried without building one."""

from __future__ import annotations

import ast
import importlib
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path, PurePath
from types import ModuleType

import PySide6
import pytest

from reader.bundled import resources
from reader.commands.table import COMMANDS
from reader.desktop.linux import ENTRY, SCHEME
from reader.exporting import registry as exports
from reader.importing import registry as formats

ROOT = Path(__file__).resolve().parents[1]
PACKAGING = ROOT / "resources" / "packaging"
SOURCES = sorted((ROOT / "reader").rglob("*.py"))
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
# Other folders of resources/ are for those who make Reader.
NOT_INSTALLED = {"packaging", "screenshots"}


@pytest.fixture
def recipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, ModuleType]]:
    """The modules of the recipe, which stand beside each other and not in a package."""
    names = ["elf", "parts", "control", "licences", "manual", "tree"]
    monkeypatch.syspath_prepend(PACKAGING)
    yield {name: importlib.import_module(name) for name in names}
    for name in names:
        del sys.modules[name]


def test_the_wheel_has_every_folder_that_reader_asks_its_resources_for() -> None:
    included = PROJECT["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    folders = {PurePath(source).name for source in included}
    assert all(source == f"resources/{PurePath(source).name}" for source in included)
    assert all(target == f"reader/_resources/{PurePath(target).name}" for target in included.values())
    there = {
        path.parts[len(resources().parts)] for path in resources().rglob("*") if path.parent != resources()
    }
    assert folders == there - NOT_INSTALLED
    asked = {
        name for path in SOURCES for name in re.findall(r'resources\(\) / "(\w+)"', path.read_text("utf-8"))
    }
    assert {"articles", "locale", "themes"} <= asked <= folders


def test_the_bundle_holds_whatever_is_loaded_by_its_name(recipe: dict[str, ModuleType]) -> None:
    loaders = [each.loader for each in (*formats.FORMATS, *exports.FORMATS)]
    loaders += [each.merger for each in exports.FORMATS if each.merger]
    loaders += [f"reader.commands.{command.loader}" for command in COMMANDS]
    for loader in loaders:
        module, _, function = loader.partition(":")
        assert module.partition(".")[0] in recipe["parts"].WHOLE
        assert hasattr(importlib.import_module(module), function)


def test_nothing_that_reader_imports_is_left_out_of_the_bundle(recipe: dict[str, ModuleType]) -> None:
    excluded = set(recipe["parts"].EXCLUDED)
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [f"{node.module}.{alias.name}" for alias in node.names]
            parents = {".".join(name.split(".")[:end]) for name in names for end in range(1, 9)}
            assert not parents & excluded, path


@pytest.fixture
def qt(recipe: dict[str, ModuleType], tmp_path: Path) -> Path:
    """A bundle of Qt's files alone, those that the recipe takes, as links to those of the wheel."""
    if shutil.which("readelf") is None or not sys.platform.startswith("linux"):
        pytest.skip("readelf is not installed (apt-get install binutils)")
    parts, elf = recipe["parts"], recipe["elf"]
    folder = Path(PySide6.__path__[0])
    modules = [folder / f"{name}.abi3.so" for name in ("QtCore", "QtGui", "QtWidgets", "QtPrintSupport")]
    files = [*modules, *folder.glob("Qt/lib/*.so*"), *folder.glob("Qt/plugins/*/*.so")]
    sources = {f"PySide6/{path.relative_to(folder)}": path for path in files}
    kept = {target: path for target, path in sources.items() if parts.is_kept(target, str(path))}
    for target in parts.reached(kept, lambda target: elf.needed(kept[target])):
        link = tmp_path / target
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(kept[target])
    for own in (*folder.glob("libpyside6.*"), *(folder.parent / "shiboken6").glob("libshiboken6.*")):
        (tmp_path / "PySide6" / own.name).symlink_to(own)
    return tmp_path


def test_of_qt_only_what_a_window_uses_is_in_the_bundle(qt: Path) -> None:
    libraries = {path.name.partition(".")[0] for path in qt.glob("PySide6/Qt/lib/*")}
    assert {"libQt6Core", "libQt6Gui", "libQt6Widgets", "libQt6XcbQpa", "libQt6WaylandClient"} <= libraries
    unused = ("Network", "Qml", "Quick", "Sql", "Test", "EglFS", "Designer", "VirtualKeyboard")
    assert not [name for name in libraries for word in unused if word in name]
    assert {path.stem for path in qt.glob("PySide6/Qt/plugins/platforms/*")} == {
        "libqminimal",
        "libqoffscreen",
        "libqwayland",
        "libqxcb",
    }


def test_the_package_depends_on_each_library_that_qt_takes_from_the_system(
    recipe: dict[str, ModuleType], qt: Path
) -> None:
    fields = message_from_string(recipe["control"].control(qt, "1.2", "amd64", 5000))
    assert (fields["Package"], fields["Version"]) == ("reader-desktop", "1.2")
    depends = fields["Depends"].split(", ")
    for package in ("libgl1", "libegl1", "libxcb-cursor0", "libglib2.0-0t64 | libglib2.0-0", "libdbus-1-3"):
        assert package in depends
    assert [each for each in depends if re.fullmatch(r"libc6 \(>= 2\.\d+\)", each)]
    assert "libcups2t64 | libcups2" in fields["Recommends"].split(", ")
    assert not [package for package in depends if "python" in package or "qt" in package]


def test_a_library_without_a_known_package_stops_the_build(
    recipe: dict[str, ModuleType], qt: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(recipe["control"].PACKAGES, "libxcb-cursor.so.0")
    with pytest.raises(ValueError, match=r"libxcb-cursor\.so\.0"):
        recipe["control"].control(qt, "1.2", "amd64", 5000)


def test_nothing_of_the_building_machine_is_in_the_bundle(recipe: dict[str, ModuleType]) -> None:
    is_kept = recipe["parts"].is_kept
    assert is_kept("odfdo-3.0.dist-info/METADATA", "/env/METADATA")
    assert is_kept("odfdo-3.0.dist-info/licenses/LICENSE", "/env/LICENSE")
    assert not is_kept("odfdo-3.0.dist-info/direct_url.json", "/env/direct_url.json")
    assert not is_kept("libX11.so.6", "/usr/lib/x86_64-linux-gnu/libX11.so.6")
    assert is_kept("libpython3.11.so.1.0", "/usr/lib/x86_64-linux-gnu/libpython3.11.so.1.0")


def test_two_entries_open_all_that_is_imported_and_take_nothing(
    recipe: dict[str, ModuleType], tmp_path: Path
) -> None:
    template = (resources() / "desktop" / ENTRY).read_text("utf-8")
    types = {each for form in formats.FORMATS for each in form.media_types}
    shown, hidden = recipe["tree"].entries(template, sorted(types)).items()
    assert shown[0] == ENTRY
    # The first by its name gets a type: ours comes behind those of other programs.
    assert hidden[0] > "vim.desktop"
    opened = {}
    for name, text in (shown, hidden):
        assert re.search("^Exec=/usr/bin/reader %U$", text, re.MULTILINE)
        opened[name] = set(re.findall("^MimeType=(.*)$", text, re.MULTILINE)[0].rstrip(";").split(";"))
        (tmp_path / name).write_text(text, "utf-8")
        if validate := shutil.which("desktop-file-validate"):
            subprocess.run([validate, tmp_path / name], check=True)
    assert opened == {shown[0]: {SCHEME}, hidden[0]: types}
    assert "NoDisplay=true" in hidden[1].splitlines()
    assert "NoDisplay" not in shown[1]


def test_the_licence_of_each_library_is_in_the_package(recipe: dict[str, ModuleType]) -> None:
    for line in PROJECT["project"]["dependencies"]:
        name = re.split(r"[<>=]", line)[0]
        stanza = recipe["licences"].library(name)
        assert re.search("^License: .+\n .+", stanza, re.MULTILINE), name
        assert "usr/lib/reader-desktop/_internal/" in stanza
    assert "License: LGPL-3" in recipe["licences"].library("pyside6-essentials")
    assert {"lxml", "typing-extensions"} <= set(recipe["licences"].requirements("python-docx"))


def test_the_manual_page_has_every_command(
    recipe: dict[str, ModuleType], capsys: pytest.CaptureFixture[str]
) -> None:
    from reader.__main__ import main

    def help_on(*words: str) -> str:
        assert main([*words, "--help"]) == 0
        return capsys.readouterr().out

    text = recipe["manual"].page("1.2", 86400, help_on)
    assert text.startswith('.TH READER 1 1970-01-02 "Reader 1.2"')
    for command in COMMANDS:
        assert f'.SS "reader {command.name}"' in text
    escaped = [line for line in text.splitlines() if not line.startswith((".", "\\&", "reader \\-"))]
    assert not [line for line in escaped if line]


@pytest.mark.parametrize("script", ["build-deb", "try-deb", "try-tools", "window.sh"])
def test_the_scripts_are_whole(script: str) -> None:
    if (bash := shutil.which("bash")) is None:
        pytest.skip("bash is not installed")
    subprocess.run([bash, "-n", PACKAGING / script], check=True)
    assert script.endswith(".sh") or (PACKAGING / script).stat().st_mode & 0o111
