"""Programs that are killed, and several that write at once."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

from reader.home import Home
from reader.library.library import Library

ADDING = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(Path(__file__).parent)!r})
from library_samples import TALKS, imported, noted, ORDER
from reader.home import Home
from reader.library.library import Library
with Library.open(Home(Path(sys.argv[1]))) as library:
    for number in range(int(sys.argv[3])):
        text = TALKS.replace("Talks", f"{{number % 7}}") + "\\n\\n" + "More. " * (number % 5)
        id = library.store(imported(text, f"/{{number % 7}}")).row.id
        note = noted(library, id, ORDER, body=f"{{sys.argv[2]}} {{number}}")
        library.edit_note(note.id, body=note.body + "!")
        print(note.id, flush=True)
"""


def start(home: Home, name: str, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", ADDING, str(home.folder), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def assert_sound(home: Home) -> None:
    with Library.open(home) as library:
        connection = library._connection
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        for row in library.article_rows():
            article = library.article(row.id)
            assert article.text == library.text(row.id)
            assert article.root == library.outline(row.id)


def test_killed_at_any_moment_nothing_that_was_said_is_lost(home: Home) -> None:
    chance = random.Random(7)
    said: list[str] = []
    for _ in range(4):
        process = start(home, "killed", 10_000)
        assert process.stdout is not None
        said += [process.stdout.readline().strip() for _ in range(chance.randint(1, 30))]
        process.kill()
        # The last line may be cut.
        said += process.stdout.read().split("\n")[:-1]
        process.communicate()
        assert_sound(home)
    with Library.open(home) as library:
        kept = {note.id: note.body for note in library.notes()}
    assert set(said) <= kept.keys()
    assert all(kept[id].endswith("!") for id in said)
    assert len(kept) <= len(said) + 4


def test_several_at_once_none_fails_nothing_is_lost_or_doubled(home: Home) -> None:
    programs = [start(home, str(number), 15) for number in range(8)]
    said: list[str] = []
    for program in programs:
        out, error = program.communicate(timeout=120)
        assert (program.returncode, error) == (0, "")
        said += out.split()
    assert_sound(home)
    with Library.open(home) as library:
        assert len(library.article_rows()) == 7
        notes = list(library.notes())
    assert sorted(note.id for note in notes) == sorted(said)
    assert sorted(note.body for note in notes) == sorted(f"{n} {m}!" for n in range(8) for m in range(15))
