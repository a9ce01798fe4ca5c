"""Commands that are killed, and several at once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent

# A process that makes notes until it is killed, and prints each id as the command does.
WRITER = """
import sys
from reader.__main__ import main
article, name = sys.argv[1:3]
for number in range(int(sys.argv[3])):
    assert main(["note", article, "--quote", "leaks a bathtub", "--body", f"{name} {number}"]) == 0
"""


def writer(home: Path, article: str, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, article, name, str(count)],
        cwd=ROOT,
        env={**os.environ, "READER_HOME": str(home)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_every_note_whose_id_was_printed_is_there_after_a_kill(reader, home, article):
    printed = set()
    for round_ in range(4):
        process = writer(home, article, f"killed {round_}", 10_000)
        for _ in range(3 + 5 * round_):
            printed.add(process.stdout.readline().strip())
        time.sleep(0.003 * round_)
        process.send_signal(signal.SIGKILL)
        rest, _ = process.communicate()
        printed |= {line for line in rest.splitlines() if len(line) == 36}
    notes = reader("notes", "--json").json
    kept = {note["id"] for note in notes}
    assert printed <= kept
    assert len(kept) == len(notes)
    # A note may have been stored whose id was not printed any more: one a kill.
    assert len(kept - printed) <= 4
    assert all(note["quote"] == "leaks a bathtub" for note in notes)


def test_a_killed_export_leaves_no_half_of_one(reader, home, article, tmp_path):
    for _ in range(20):
        reader("note", article, "--body", "x" * 200_000)
    target = tmp_path / "notes.md"
    target.write_text("old")
    words = ["export", "--format", "markdown", "-o", str(target), "--force"]
    for delay in (0.05, 0.1, 0.15, 0.2):
        process = subprocess.Popen(
            [sys.executable, "-m", "reader", "--home", str(home), *words],
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(delay)
        process.kill()
        process.wait()
        text = target.read_text()
        assert text == "old" or text.count("x" * 200_000) == 20


def test_eight_at_once_lose_nothing(reader, home, article):
    processes = [writer(home, article, f"writer {number}", 25) for number in range(8)]
    printed = []
    for process in processes:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, err) == (0, "")
        printed += out.split()
    assert len(set(printed)) == 200
    notes = reader("notes", "--json").json
    assert sorted(note["id"] for note in notes) == sorted(printed)
    assert len({note["body"] for note in notes}) == 200


def test_eight_first_imports_at_once_make_one_library(reader, home, tmp_path):
    paths = []
    for number in range(8):
        paths.append(tmp_path / f"{number}.md")
        paths[-1].write_text(f"# Title {number}\n\nText {number}.\n")
    processes = [
        subprocess.Popen(
            [sys.executable, "-m", "reader", "--home", str(home), "import", str(path)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for path in paths
    ]
    for process in processes:
        _, err = process.communicate(timeout=60)
        assert (process.returncode, err) == (0, b"")
    assert len(reader("list", "--json").json) == 8
