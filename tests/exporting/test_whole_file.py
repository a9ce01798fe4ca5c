from __future__ import annotations

import os
import stat
import threading

import pytest

from reader.errors import ReaderError
from reader.exporting.whole_file import write_whole


def broken():
    yield "half"
    raise RuntimeError


def test_a_new_file_has_the_mode_of_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_whole(tmp_path / "a.txt", ["é\n", "好\n"])
    finally:
        os.umask(before)
    assert (tmp_path / "a.txt").read_bytes() == "é\n好\n".encode()
    assert stat.S_IMODE((tmp_path / "a.txt").stat().st_mode) == 0o640
    assert os.listdir(tmp_path) == ["a.txt"]


def test_an_existing_file_is_replaced_only_with_force_and_keeps_its_mode(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    path.chmod(0o604)
    with pytest.raises(ReaderError, match="exists"):
        write_whole(path, ["new"])
    assert path.read_text() == "old"
    write_whole(path, ["new"], force=True)
    assert path.read_text() == "new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert os.listdir(tmp_path) == ["a.txt"]


def test_nothing_is_asked_of_the_chunks_where_the_file_exists(tmp_path):
    (tmp_path / "a.txt").write_text("old")
    with pytest.raises(ReaderError):
        write_whole(tmp_path / "a.txt", broken())


@pytest.mark.parametrize("force", [False, True])
def test_a_failure_leaves_everything_as_it_was(tmp_path, force):
    path = tmp_path / "a.txt"
    if force:
        path.write_text("old")
    with pytest.raises(RuntimeError):
        write_whole(path, broken(), force)
    assert os.listdir(tmp_path) == (["a.txt"] if force else [])
    assert not force or path.read_text() == "old"


def test_what_takes_the_name_meanwhile_stays(tmp_path):
    path = tmp_path / "a.txt"

    def slow():
        yield "mine"
        path.write_text("theirs")

    with pytest.raises(ReaderError, match="exists"):
        write_whole(path, slow())
    assert path.read_text() == "theirs"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_file_system_without_links(tmp_path, monkeypatch):
    def no_links(*_):
        raise PermissionError

    monkeypatch.setattr(os, "link", no_links)
    write_whole(tmp_path / "a.txt", ["x"])
    assert (tmp_path / "a.txt").read_text() == "x"
    assert os.listdir(tmp_path) == ["a.txt"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to("real.txt")
    with pytest.raises(ReaderError, match="exists"):
        write_whole(tmp_path / "link.txt", ["new"])
    write_whole(tmp_path / "link.txt", ["new"], force=True)
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_a_link_to_nowhere_is_in_the_way(tmp_path):
    (tmp_path / "link.txt").symlink_to("nowhere.txt")
    with pytest.raises(ReaderError, match="exists"):
        write_whole(tmp_path / "link.txt", ["new"])
    assert os.listdir(tmp_path) == ["link.txt"]


@pytest.mark.parametrize("force", [False, True])
def test_a_folder_is_no_file_also_behind_a_link(tmp_path, force):
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to("folder")
    for name in ("folder", "link"):
        with pytest.raises(ReaderError, match="folder"):
            write_whole(tmp_path / name, ["x"], force)
    assert os.listdir(tmp_path / "folder") == []


def test_a_fifo_is_written_to(tmp_path):
    path = tmp_path / "fifo"
    os.mkfifo(path)
    read = []
    reader = threading.Thread(target=lambda: read.append(path.read_text()))
    reader.start()
    write_whole(path, ["a", "b"])
    reader.join()
    assert read == ["ab"]
    assert stat.S_ISFIFO(path.stat().st_mode)


def test_a_device_is_written_to(tmp_path):
    write_whole(type(tmp_path)(os.devnull), ["x"])


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_a_full_device_is_one_clear_error(tmp_path):
    with pytest.raises(ReaderError, match=r"/dev/full: this cannot be written \(No space left"):
        write_whole(type(tmp_path)("/dev/full"), ["x"])


def test_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(ReaderError, match="No such file"):
        write_whole(tmp_path / "no" / "a.txt", ["x"])
