"""Print how many of the hard sentences that no rule was tuned on are cut right, by script.

Run: `python tests/benchmarks/sentences.py` (with `-v` also those that are not).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from reader.domain.sentences import sentences

CASES = Path(__file__).with_name("sentences_untuned.json")


def score() -> dict[str, tuple[int, int, list[str]]]:
    """Return for each script how many are right, of how many, and the wrong ones as they were cut."""
    scores = {}
    for script, cases in json.loads(CASES.read_text(encoding="utf-8"))["cases"].items():
        wrong = []
        for case in cases:
            text = case.replace("|", "")
            cut = [text[start:end] for start, end in sentences(text)]
            if cut != [piece.strip() for piece in case.split("|")]:
                wrong.append("|".join(cut))
        scores[script] = len(cases) - len(wrong), len(cases), wrong
    return scores


def main() -> None:
    """Print the scores."""
    scores = score()
    for script, (right, total, wrong) in scores.items():
        print(f"{script}: {right} of {total}")
        if "-v" in sys.argv:
            print(*(f"    {case}" for case in wrong), sep="\n")
    right, total = (sum(each[i] for each in scores.values()) for i in (0, 1))
    print(f"sentences, untuned: {right} of {total} right")


if __name__ == "__main__":
    main()
