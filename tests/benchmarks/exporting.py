"""Exporting 100,000 notes: how long it takes against reading their rows and writing them with `json.dumps`.

`python -m tests.benchmarks exporting` makes that library in a temporary folder (a minute), or takes the
home that READER_BENCHMARK_EXPORT_HOME names, which it makes where it is empty. Both sides run in this process
in turn and are measured in its CPU time; the peak of memory is that of a process of its own for each export.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import apsw

from reader.domain.anchoring.placing import anchor
from reader.domain.ids import new_id
from reader.domain.notes import COLORS, Note, NoteFilter
from reader.exporting.registry import ExportOptions, by_name
from reader.home import Home
from reader.jobs.exports import export
from reader.library import notes
from reader.library.library import Library
from tests.benchmarks.make_library import Words
from tests.benchmarks.measure import ROOT, in_turn, report

_ARTICLES = 1_000
_NOTES = 100_000
# At most as many times what reading and writing the rows takes. The last five have no bound but not to grow.
_FORMATS = {
    **dict.fromkeys(("jsonl", "markdown", "json", "text"), 3.0),
    "csv": 4.0,
    "html": 4.0,
    "w3c": 6.0,
    "logseq": 6.0,
    "org": 9.0,
}
_MEMORY = 1.25
_TAGS = ("law", "economy", "talks", "human rights", "follow up")
# What a note object says, read in the order of the notes; nothing is made of it but text.
_ROWS = (
    "SELECT note.id, article.id, article.title, article.source, article.published, placement.section_path,"
    " placement.quote, placement.prefix, placement.suffix, placement.start, placement.end, body, color, tags,"
    " created_at, modified_at, state FROM note JOIN article ON article.key = article_key"
    " LEFT JOIN placement ON placement.key = note.key"
    " WHERE coalesce(note.deleted_at, article.deleted_at) IS NULL"
    " ORDER BY article.published DESC, article.key DESC, coalesce(placement.start, note.start, 0), note.key"
)
# Each stands where it was made; the library would look for it.
_PLACE = (
    "INSERT INTO placement SELECT key, anchor_revision, 'anchored', 1.0, anchor_path, start, end, quote,"
    " prefix, suffix FROM note WHERE key NOT IN (SELECT key FROM placement)"
)


def main() -> None:
    """Print a ratio for each format, and the memory that two of them take."""
    named = os.environ.get("READER_BENCHMARK_EXPORT_HOME")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(named or folder))
        if not home.library.exists():
            make(home)
        for name, bound in _FORMATS.items():
            _measure(home, name, bound)
        for name in ("jsonl", "markdown"):
            _measure_memory(home, name)


def make(home: Home, articles: int = _ARTICLES, count: int = _NOTES) -> None:
    """Make the library: articles of 700 words with notes on their sentences, half of them highlights."""
    words = Words()
    each = count // articles
    with Library.open(home) as library:
        connection = library._connection
        connection.pragma("synchronous", "OFF")
        for begin in range(0, articles, 100):
            stored = library.store_many([words.article(begin + at) for at in range(min(100, articles))])
            with connection:
                for article in stored:
                    _note(connection, library, article.row.id, words, each)
                connection.execute(_PLACE)


def _note(connection: apsw.Connection, library: Library, article_id: str, words: Words, count: int) -> None:
    text, root = library.text(article_id), library.outline(article_id)
    for _ in range(count):
        start = text.index(" ", words.chance.randrange(len(text) - 300)) + 1
        end = text.index(" ", start + words.chance.randrange(40, 160))
        path = root.at(start).path
        body = " ".join(words.some(20)).capitalize() + "." if words.chance.random() < 0.5 else ""
        passage = anchor(text, start, end, path, 1)
        tags = tuple(words.chance.sample(_TAGS, words.chance.choice((0, 1, 1, 2))))
        color = words.chance.choice(list(COLORS))
        notes.add(connection, Note(new_id(), article_id, path, passage, body, color, tags))


def _measure(home: Home, name: str, bound: float) -> None:
    with Library.open(home, read_only=True) as library, open(os.devnull, "w", encoding="utf-8") as stream:

        def ours() -> tuple[float, float]:
            begin = time.process_time()
            done = export(library, NoteFilter(), by_name(name), ExportOptions(), stream)
            assert done.written == done.total > 0
            return time.process_time() - begin, 0

        def floor() -> tuple[float, float]:
            begin = time.process_time()
            for row in library._connection.execute(_ROWS):
                stream.write(json.dumps(row) + "\n")
            return time.process_time() - begin, 0

        mine, theirs = in_turn(ours, floor, 5)
    report(f"all notes as {name}", [each[0] for each in mine], [each[0] for each in theirs], bound)


def _measure_memory(home: Home, name: str) -> None:
    """Compare the peak of a process that exports all notes with that of one that exports a tenth."""
    few = ["--query", "before:2000-04-10"]
    report(f"peak memory of {name}", [_peak(home, name)], [_peak(home, name, *few)], _MEMORY, "MB")


def _peak(home: Home, name: str, *words: str) -> float:
    """Return the peak in MB; the system's figure for a child that ended has its parent's in it."""
    command = ["reader", "export", "--format", name, "-o", os.devnull, *words]
    code = (
        f"import sys; sys.argv = {command!r}\nfrom reader.__main__ import main\ntry: main()\nfinally:\n"
        " print([line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')][0])"
    )
    environment = dict(os.environ, READER_HOME=str(home.folder))
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=ROOT, env=environment, text=True, check=False
    )
    return int(done.stdout.split()[-1]) / 1024
