"""Exporting 100,000 notes: how long it takes against reading their rows and writing them with `json.dumps`.

`python -m tests.benchmarks exporting` makes that library in a temporary folder (half a minute), or takes the
home that READER_BENCHMARK_EXPORT_HOME names, which it makes where it is empty. Both sides run in this process
in turn and are measured in its CPU time; the peak of memory is that of a process of its own for each export.
"""

from __future__ import annotations

import json
import os
import tempfile
import time
from pathlib import Path

import apsw

from reader.domain.anchoring import anchor
from reader.domain.ids import new_id
from reader.domain.notes import COLORS, Note, NoteFilter
from reader.exporting.registry import ExportOptions, by_name
from reader.home import Home
from reader.jobs.exports import export
from reader.library import notes
from reader.library.library import Library
from reader.library.placing import place_notes
from tests.benchmarks.make_library import Words
from tests.benchmarks.measure import in_turn, report, run

_ARTICLES = 1_000
_NOTES = 100_000
_BOUND = 3.0
_FORMATS = ("jsonl", "markdown", "text", "json", "csv", "html", "org", "logseq", "w3c")
_FEW = 0.9  # as much of the memory for all notes is at least taken for a thousand of them
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


def main() -> None:
    """Print a ratio for each format, and the memory that the two largest formats take."""
    named = os.environ.get("READER_BENCHMARK_EXPORT_HOME")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(named or folder))
        if not home.library.exists():
            make(home)
        for name in _FORMATS:
            _measure(home, name)
        for name in _FORMATS[:2]:
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


def _note(connection: apsw.Connection, library: Library, article_id: str, words: Words, count: int) -> None:
    text, root = library.text(article_id), library.outline(article_id)
    keys = []
    for _ in range(count):
        start = words.chance.randrange(len(text) - 200)
        end = start + words.chance.randrange(40, 160)
        path = root.at(start).path
        body = " ".join(words.some(20)).capitalize() + "." if words.chance.random() < 0.5 else ""
        passage = anchor(text, start, end, path, 1)
        tags = tuple(words.chance.sample(_TAGS, words.chance.choice((0, 1, 1, 2))))
        color = words.chance.choice(list(COLORS))
        keys.append(notes.add(connection, Note(new_id(), article_id, path, passage, body, color, tags))[0])
    place_notes(connection, keys)


def _measure(home: Home, name: str) -> None:
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
    report(f"all notes as {name}", [each[0] for each in mine], [each[0] for each in theirs], _BOUND)


def _measure_memory(home: Home, name: str) -> None:
    """Compare the peak of a process that exports all notes with that of one that exports a few."""
    command = ["-m", "reader", "export", "--format", name, "-o", os.devnull]
    few = ["--query", "after:2024-06-01 before:2024-06-05"]
    mine = [run(command, home.folder)[1] / 1024 for _ in range(3)]
    theirs = [run([*command, *few], home.folder)[1] / 1024 for _ in range(3)]
    report(f"peak memory of {name}", mine, theirs, 1.5, "MB")
