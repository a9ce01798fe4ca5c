"""The rooms: who knows whom, how large they are, what the wheel would hold."""

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

from reader.exporting import registry as exports
from reader.importing import registry as formats
from reader.importing.note_formats import NOTE_FORMATS

ROOT = Path(__file__).resolve().parents[1]
MODULES = sorted((ROOT / "reader").rglob("*.py"))


def test_rooms_know_only_those_below_them() -> None:
    lint = Path(sys.executable).with_name("lint-imports")
    run = subprocess.run([lint], cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_every_format_is_kept_apart_from_the_others() -> None:
    """A format that is added must be added to its contract of independence too."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {each["id"]: each for each in project["tool"]["importlinter"]["contracts"]}
    for name, rows in (("formats", (*formats.FORMATS, *NOTE_FORMATS)), ("exports", exports.FORMATS)):
        loaders = {each.loader.partition(":")[0] for each in rows}
        assert set(contracts[name]["modules"]) == loaders


def test_no_module_is_too_long() -> None:
    assert not [path for path in MODULES if len(path.read_text("utf-8").splitlines()) > 400]


def test_every_module_says_what_it_is_for() -> None:
    assert not [path for path in MODULES if not path.read_text("utf-8").startswith('"""')]


def test_importing_the_package_loads_nothing() -> None:
    code = "import sys; before = set(sys.modules); import reader; print(sorted(set(sys.modules) - before))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "['reader']"


def test_the_top_level_is_fixed() -> None:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    top = {name.partition("/")[0] for name in listed.stdout.split()}
    plain = {name for name in top if not name.startswith(".")}
    assert plain <= {"pyproject.toml", "README.md", "LICENSE", "reader", "resources", "tests", "main.py"}


def test_the_wheel_has_one_package_with_what_it_needs(tmp_path: Path) -> None:
    pytest.importorskip("hatchling", reason="hatchling, which builds the wheel, is not installed")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = tmp_path.glob("*.whl")
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        (entry_points,) = (name for name in names if name.endswith(".dist-info/entry_points.txt"))
        assert "reader = reader.__main__:main" in archive.read(entry_points).decode().splitlines()
    top = {name.partition("/")[0] for name in names}
    assert {name for name in top if not name.endswith((".dist-info", ".data"))} == {"reader"}
    resources = ROOT / "resources"
    beside = {path.relative_to(resources).as_posix() for path in resources.rglob("*") if path.is_file()}
    for folder in ("articles/", "desktop/", "icons/", "locale/", "templates/", "themes/"):
        inside = {name.removeprefix("reader/_resources/") for name in names if f"_resources/{folder}" in name}
        assert inside == {name for name in beside if name.startswith(folder)} != set()
    code = {name for name in names if name.startswith("reader/") and name.endswith(".py")}
    assert code == {path.relative_to(ROOT).as_posix() for path in (ROOT / "reader").rglob("*.py")}
