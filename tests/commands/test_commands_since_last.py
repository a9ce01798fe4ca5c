"""`export --since-last`, `--note`, and the guide's line of cron: what scripts stand on."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LAST = ("export", "--format", "jsonl", "--since-last")


@pytest.fixture
def note(reader, article):
    def make(body, *more):
        return reader("note", article, "--body", body, *more).out.strip()

    return make


def bodies(text):
    return re.findall(r'"body":\s*"([^"]*)"', text)


def test_the_first_time_everything_then_what_is_new(reader, note):
    note("one")
    first = reader(*LAST)
    assert (first.code, bodies(first.out)) == (0, ["one"])
    assert first.err == "reader: 1 of 1 note, every quote whole\n"
    again = reader(*LAST)
    assert (again.code, again.out, again.err) == (0, "", "reader: 0 of 0 notes, every quote whole\n")
    note("two")
    assert bodies(reader(*LAST).out) == ["two"]


def test_each_format_filter_and_folder_has_its_own_last_time(reader, note, tmp_path):
    note("one", "--tag", "a")
    note("two")
    assert bodies(reader(*LAST).out) == ["one", "two"]
    assert bodies(reader(*LAST, "--tag", "a").out) == ["one"]
    assert bodies(reader("export", "--format", "json", "--since-last").out) == ["one", "two"]
    for name, expected in (("monday", ["one", "two"]), ("tuesday", [])):
        path = tmp_path / f"{name}.jsonl"
        assert reader(*LAST, "-o", path).code == 0
        assert bodies(path.read_text("utf-8")) == expected


def test_an_export_that_failed_is_none(reader, note, tmp_path):
    note("one")
    path = tmp_path / "notes.jsonl"
    path.write_text("mine")
    assert reader(*LAST, "-o", path).code == 1
    assert reader(*LAST, "-o", path, "--force").code == 0
    assert bodies(path.read_text("utf-8")) == ["one"]


def test_where_it_begins_can_be_said(reader, note):
    note("one")
    assert bodies(reader(*LAST, "--since", "2999-01-01").out) == []
    note("two")
    assert bodies(reader(*LAST).out) == ["two"]


def test_a_folder_gets_the_changed_articles_whole(reader, note, tmp_path):
    folder = tmp_path / "notes"
    words = ("export", "--format", "markdown", "--since-last", "-o", f"{folder}/")
    note("one")
    assert reader(*words).code == 0
    note("two")
    assert reader(*words).err == "reader: 2 of 2 notes, every quote whole\n"
    (file,) = folder.iterdir()
    assert all(body in file.read_text("utf-8") for body in ("one", "two"))


def test_without_a_library_nothing_is_made(reader, home):
    result = reader(*LAST)
    assert (result.code, result.out) == (0, "")
    assert not home.exists()


def test_notes_by_their_ids(reader, note):
    first, second, _ = (note(body) for body in ("one", "two", "three"))
    assert bodies(reader("notes", "--note", first[-8:], "--note", second, "--json").out) == ["one", "two"]
    result = reader("export", "--format", "jsonl", "--note", second)
    assert bodies(result.out) == ["two"]
    result = reader("export", "--format", "jsonl", "--note", second, "--note", "01234567")
    assert (result.code, bodies(result.out)) == (1, ["two"])
    assert "no such note" in result.err
    result = reader("notes", "--note", "01234567", "--note", "76543210")
    assert (result.code, result.out) == (1, "")


def test_a_pipe_that_closes_early_is_no_error_and_nothing_counts_as_exported(reader, note, home, article):
    for _ in range(40):
        note("x" * 9000)
    command = [sys.executable, "-m", "reader", *LAST]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=os.environ
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(30) == 0
    assert len(bodies(reader(*LAST).out)) == 40


def test_the_line_of_cron_in_the_guide_does_what_it_says(reader, note, tmp_path):
    guide = (ROOT / "resources/articles/users-guide.md").read_text("utf-8")
    (line,) = re.findall(r"^\d+ \d+ \* \* \*  (.*)$", guide, re.MULTILINE)
    command = line.replace("\\%", "%")  # cron takes % for the end of the line, but for \%
    (tmp_path / "bin").mkdir()
    script = tmp_path / "bin" / "reader"
    script.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m reader "$@"\n')
    script.chmod(0o755)
    environment = {**os.environ, "HOME": str(tmp_path), "PATH": f"{script.parent}:/usr/bin:/bin"}

    def midnight():
        done = subprocess.run(["/bin/sh", "-c", command], env=environment, check=False, capture_output=True)
        assert done.returncode == 0, done.stderr

    diary = tmp_path / "diary.md"
    note("yesterday’s thought")
    midnight()
    assert "yesterday’s thought" in diary.read_text("utf-8")
    midnight()
    note("today’s thought")
    midnight()
    text = diary.read_text("utf-8")
    assert text.count("yesterday’s thought") == text.count("today’s thought") == 1
