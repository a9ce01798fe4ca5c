"""Searching a library of 100,000 articles: how long the first results take at the 95th percentile.

`python -m tests.benchmarks searching` makes that library in a temporary folder (five minutes), or takes
the home that READER_BENCHMARK_HOME names, made by `python -m tests.benchmarks.make_library`.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

from reader.home import Home
from reader.library.library import Library
from tests.benchmarks.make_library import Words, fill
from tests.benchmarks.measure import percentile

_BOUND = 0.1


def main() -> None:
    """Print a figure for each kind of query, and one for all."""
    named = os.environ.get("READER_BENCHMARK_HOME")
    if named:
        _measure(Home(Path(named)))
        return
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder))
        with Library.open(home) as library:
            library._connection.pragma("synchronous", "OFF")
            for _ in fill(library, 100_000):
                pass
        _measure(home)


def _measure(home: Home) -> None:
    words = Words()
    rare = words.words[20_000:20_020]
    usual = words.words[300:320]
    kinds = {
        "a common word": words.words[:20],
        "a usual word": usual,
        "a rare word": rare,
        "two words": [f"{one} {other}" for one, other in zip(usual, words.words[:20], strict=True)],
        "a phrase": [f'"{one} {other}"' for one, other in zip(usual, words.words[:20], strict=True)],
        "the beginning of a word": [f"{word[:3]}*" for word in usual],
        "a longer beginning": [f"{word[:5]}*" for word in usual],
        "all but a word": [f"{one} -{other}" for one, other in zip(usual, words.words[:20], strict=True)],
        "either word": [f"{one} OR {other}" for one, other in zip(usual, rare, strict=True)],
        "in the title": [f"title:{word}" for word in usual],
        "with a tag": [f"{word} tag:law" for word in usual],
        "in a time": [f"{word} after:2010 before:2012" for word in usual],
        "in a section": [f"{one} section:{other}" for one, other in zip(usual, rare, strict=True)],
        "with a note": [f"{word} has:note" for word in usual],
    }
    seconds: list[float] = []
    with Library.open(home, read_only=True) as library:
        for name, queries in kinds.items():
            taken = []
            for query in queries:
                begin = time.perf_counter()
                library.search(query)
                taken.append(time.perf_counter() - begin)
            _print(name, taken)
            seconds += taken
    _print("all", seconds, _BOUND)


def _print(name: str, seconds: list[float], bound: float | None = None) -> None:
    middle, slow = percentile(seconds, 50), percentile(seconds, 95)
    verdict = (
        "" if bound is None else f"   at most {bound * 1000:g} ms" + ("   MISSED" if slow > bound else "")
    )
    print(
        f"search: {name:<30} median {middle * 1000:7.1f} ms, 95 % {slow * 1000:7.1f} ms{verdict}", flush=True
    )
