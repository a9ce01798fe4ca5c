"""`export` to formats that are no text."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def noted(reader, tmp_path):
    path = tmp_path / "locks.md"
    path.write_text("# Locks and Levels\n\nThe canal has been closed since Monday.\n")
    reader("import", path)
    reader("note", "Locks", "--quote", "closed since Monday", "--body", "How *long*?")


def process(home, *words, **options) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "READER_HOME": str(home), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "reader", "export", *words]
    return subprocess.run(command, env=environment, check=False, stderr=subprocess.PIPE, **options)


def test_bytes_to_a_pipe_and_to_a_file(reader, noted, home, tmp_path):
    piped = process(home, "--format", "docx", stdout=subprocess.PIPE)
    assert (piped.returncode, piped.stderr) == (0, b"reader: 1 of 1 note, every quote whole\n")
    words = [each.text for each in docx.Document(io.BytesIO(piped.stdout)).paragraphs]
    assert "closed since Monday" in words
    assert "How long?" in words
    path = tmp_path / "notes.docx"
    assert reader("export", "--format", "docx", "-o", path).code == 0
    assert path.read_bytes() == piped.stdout
    assert reader("export", "--format", "docx", "-o", path).code == 1


def test_pages_without_a_display(noted, home, tmp_path):
    path = tmp_path / "notes.pdf"
    done = process(home, "--format", "pdf", "-o", str(path), stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr == b"reader: 1 of 1 note, every quote whole\n"
    assert path.read_bytes().startswith(b"%PDF-")


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal is made with a pty")
def test_a_terminal_is_not_given_bytes(noted, home):
    master, slave = os.openpty()
    try:
        done = process(home, "--format", "odt", stdout=slave)
    finally:
        os.close(slave)
        os.close(master)
    assert done.returncode == 2
    assert b"reader: export: odt is nothing that a terminal shows, -o FILE" in done.stderr


def test_a_folder_export_knows_its_documents_again(reader, noted, tmp_path):
    for name in ("docx", "odt"):
        for _ in range(2):
            result = reader("export", "--format", name, "-o", f"{tmp_path}/out/")
            assert result == (0, "", "reader: 1 of 1 note, every quote whole\n")
        path = tmp_path / "out" / f"Locks and Levels.{name}"
        assert zipfile.ZipFile(path).testzip() is None
        path.write_bytes(b"mine")
        assert reader("export", "--format", name, "-o", f"{tmp_path}/out/").code == 1
        assert path.read_bytes() == b"mine"
