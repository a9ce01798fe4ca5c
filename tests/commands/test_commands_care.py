"""`backup`, `restore --from`, `check`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from reader.home import Home
from reader.library.library import Library


def test_a_backup_put_into_a_home_is_the_library(reader, article, tmp_path):
    reader("note", article, "--body", "kept")
    with Library.open(Home(tmp_path / "home")):  # a window
        result = reader("backup", tmp_path / "copy.sqlite3")
    assert result == (0, f"{tmp_path}/copy.sqlite3\n", "")
    other = tmp_path / "other"
    other.mkdir()
    shutil.copy(tmp_path / "copy.sqlite3", other / "library.sqlite3")
    assert reader("notes", "--json", "--home", other).json == reader("notes", "--json").json
    assert reader("check", "--home", other).code == 0


def test_a_backup_without_a_path_lies_in_the_home(reader, article, home):
    path = Path(reader("backup").out.rstrip("\n"))
    assert path.parent == home / "backups"
    assert path.exists()


def test_a_backup_replaces_nothing(reader, article, tmp_path):
    (tmp_path / "copy").write_text("mine")
    result = reader("backup", tmp_path / "copy")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith(f"reader: {tmp_path}/copy: ")
    assert (tmp_path / "copy").read_text() == "mine"


def test_a_backup_is_brought_back_and_the_library_set_aside(reader, article, tmp_path, home):
    reader("backup", tmp_path / "copy")
    reader("note", article, "--body", "later")
    result = reader("restore", "--from", tmp_path / "copy")
    assert (result.code, result.out) == (0, f"{home}/library.sqlite3\n")
    assert reader("notes", "--json").json == []
    aside = result.err.removeprefix("reader: the library that was there lies in ").rstrip("\n")
    assert reader("restore", "--from", aside).code == 0
    assert [note["body"] for note in reader("notes", "--json").json] == ["later"]


def test_a_new_home_from_a_backup(reader, article, tmp_path):
    reader("backup", tmp_path / "copy")
    result = reader("restore", "--from", tmp_path / "copy", "--home", tmp_path / "new")
    assert (result.code, result.err) == (0, "")
    assert reader("list", "--json", "--home", tmp_path / "new").json[0]["id"] == article


def test_what_is_no_backup_changes_nothing(reader, article, tmp_path, home):
    (tmp_path / "text").write_text("no database")
    before = (home / "library.sqlite3").read_bytes()
    for name in ("text", "missing"):
        result = reader("restore", "--from", tmp_path / name)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"reader: {tmp_path}/{name}: ")
    assert (home / "library.sqlite3").read_bytes() == before


def test_a_sound_library(reader, article):
    assert reader("check") == (0, "the library is sound\n", "")
    assert reader("check", "--repair") == (0, "the library is sound\n", "")


@pytest.fixture
def damaged(reader, article, home):
    """A library in which a word of a note is another one."""
    reader("note", article, "--quote", "leaks a bathtub", "--body", "thoughtfully")
    path = home / "library.sqlite3"
    data = path.read_bytes()
    assert not os.path.exists(f"{path}-wal") or not os.path.getsize(f"{path}-wal")
    path.write_bytes(data.replace(b"thoughtfully", b"thoughtlessly"[:12], 1))
    return article


def test_damage_is_found_and_mended(reader, damaged, home):
    result = reader("check")
    assert result.code == 1
    assert "note " in result.out
    assert result.err.startswith(f"reader: {home}/library.sqlite3: ")
    assert result.err.count("\n") == 1
    mended = reader("check", "--repair")
    assert (mended.code, mended.err) == (0, "")
    assert str(home / "backups") in mended.out
    assert reader("check").code == 0
    assert reader("list", "--json").json[0]["id"] == damaged


def test_a_home_without_a_library(reader, home):
    for words in (["check"], ["check", "--repair"], ["backup"]):
        result = reader(*words)
        assert (result.code, result.out) == (1, "")
        assert result.err.startswith(f"reader: {home}/library.sqlite3: ")
    assert not home.exists()
