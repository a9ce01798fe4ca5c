"""Files and folders on disk: nothing blocks, what cannot be read says so in one line."""

import os
import socket
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.importing import files
from reader.importing.files import read_file, source_of, walk


def fails(path: Path | str) -> str:
    with pytest.raises(ReaderError) as caught:
        read_file(str(path))
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_a_file_is_read_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 3_000_000)
    assert read_file(str(path)) == b"x" * 3_000_000
    link = tmp_path / "link.txt"
    link.symlink_to(path)
    assert len(read_file(str(link))) == 3_000_000


def test_what_is_no_file(tmp_path: Path) -> None:
    assert "no such file" in fails(tmp_path / "absent")
    assert "a folder" in fails(tmp_path)
    pipe = tmp_path / "pipe.txt"
    os.mkfifo(pipe)
    assert "a named pipe" in fails(pipe)
    assert "a device" in fails("/dev/zero")
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind(str(tmp_path / "socket"))
        assert "a socket" in fails(tmp_path / "socket")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    assert "circle" in fails(loop)
    assert "no such file" in fails("/etc/passwd/x")
    assert "this name" in fails("a\0b")
    assert "too long" in fails("/tmp/" + "x" * 300)


def test_an_empty_file_and_one_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.touch()
    assert "empty" in fails(path)
    with path.open("wb") as file:
        # It takes no place on disk.
        file.truncate(50_000_000_000)
    assert "larger than 16 MB" in fails(path)
    # A file that says it has no size.
    monkeypatch.setattr(files, "MAX_SIZE", 3)
    assert "larger" in fails("/proc/self/maps")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("x")
    path.chmod(0)
    assert "permissions" in fails(path)


def test_a_name_moves_no_cursor(tmp_path: Path) -> None:
    assert r"\x1b[31m\u202e" in fails(tmp_path / "\x1b[31m\u202etxt.exe")
    assert r"\xff" in fails(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))


def test_the_source_is_absolute_and_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert source_of("a/../b.txt") == str(tmp_path / "b.txt")
    assert source_of(os.fsdecode(b"\xff.txt")) == str(tmp_path / r"\xff.txt")
    target = tmp_path / "target"
    target.mkdir()
    (tmp_path / "link").symlink_to(target)
    assert source_of("link/a.txt") == str(tmp_path / "link" / "a.txt")


def test_a_folder_is_walked_in_name_order_and_no_link_followed(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.md", "a.txt", "c.txt", ".hidden/x.txt", "b/.x.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x")
    (tmp_path / "bb").symlink_to(tmp_path)
    (tmp_path / "d.txt").symlink_to(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "e.txt")
    found = [(os.path.relpath(path, tmp_path), may) for path, may in walk(str(tmp_path))]
    assert found == [
        (".hidden", False),
        ("a.txt", True),
        ("b/.x.txt", False),
        ("b/1.md", True),
        ("b/2.txt", True),
        ("bb", False),
        ("c.txt", True),
        ("d.txt", False),
        ("e.txt", False),
    ]
    with pytest.raises(ReaderError):
        list(walk(str(tmp_path / "absent")))
