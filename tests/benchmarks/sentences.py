"""Print how many of the hard sentences that no rule was tuned on are cut right, by script.

Those that are not are shown as they were cut. Run: `python -m tests.benchmarks sentences`.
"""

from __future__ import annotations

import json
from pathlib import Path

from reader.domain.sentences.sentences import sentences

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
    right_in_all = total_in_all = 0
    for script, (right, total, wrong) in score().items():
        right_in_all, total_in_all = right_in_all + right, total_in_all + total
        print(f"{script}: {right} of {total}")
        for case in wrong:
            print(f"    {case}")
    print(f"sentences, untuned: {right_in_all} of {total_in_all} right")
