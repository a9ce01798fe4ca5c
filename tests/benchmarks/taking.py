"""Importing many annotations: that four times as many take four times as long, and what one takes."""

from __future__ import annotations

import json
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.measure import report
from tests.benchmarks.texts import markdown

FEW, TIMES_MORE, TIMES = 5_000, 4, 3
ARTICLES, WORDS = 20, 6_000


def main() -> None:
    """Print two figures: growth, and a new annotation against one that is there already."""
    with tempfile.TemporaryDirectory() as folder:
        few, many, again = [], [], []
        for number in range(TIMES):
            seconds, repeated = _seconds(Path(folder, f"few {number}"), FEW)
            few.append(seconds * TIMES_MORE)
            again.append(repeated * TIMES_MORE)
            many.append(_seconds(Path(folder, f"many {number}"), FEW * TIMES_MORE)[0])
        report(f"{FEW * TIMES_MORE:,} annotations against {TIMES_MORE} times {FEW:,}", many, few, 1.3)
        report("annotations that are new against the same again", few, again, 12)


def _seconds(folder: Path, count: int) -> tuple[float, float]:
    """Return how long `count` annotations take, and how long the same ones once more."""
    from reader.home import Home
    from reader.importing.registry import parse
    from reader.jobs.imports import import_data
    from reader.library.library import Library

    with Library.open(Home(folder)) as library:
        texts = []
        for number in range(ARTICLES):
            imported = parse(f"# Article {number}\n\n{markdown(WORDS, number)}".encode(), "a.md")
            texts.append(library.text(library.store(imported).row.id))
        data = json.dumps(_page(texts, count)).encode()
        times = []
        for _ in range(2):
            begin = time.process_time()
            import_data(library, data)
            times.append(time.process_time() - begin)
    return times[0], times[1]


def _page(texts: list[str], count: int) -> dict[str, Any]:
    chance = random.Random(count)
    items = []
    for number in range(count):
        text = texts[number % ARTICLES]
        start = chance.randrange(40, len(text) - 200)
        end = start + chance.randrange(20, 120)
        quote = {"exact": text[start:end], "prefix": text[start - 32 : start], "suffix": text[end : end + 32]}
        items.append(
            {
                "id": f"urn:example:{number}",
                "type": "Annotation",
                "body": {"type": "TextualBody", "value": f"Remark {number}"},
                "target": {
                    "source": {"id": f"urn:a:{number % ARTICLES}", "title": f"Article {number % ARTICLES}"},
                    "selector": {"type": "TextQuoteSelector", **quote},
                },
            }
        )
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
