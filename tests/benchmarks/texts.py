"""Made-up articles of a given size, the same in every run."""

from __future__ import annotations

import random

_TEXT = (
    "the of and to in that is was for on are as with his they at be this from have or by one had not but "
    "what all were when we there can an your which their said if will each about how up out them then she "
    "many some so these would other into has more two like him see time could no make than first been its "
    "who now people my made over did down only way find use may water long little very after words called "
    "just where most know council harbour minister budget court vote report question figures river"
)
_WORDS = _TEXT.split()


def paragraph(chance: random.Random, words: int) -> str:
    """Return about `words` words in sentences."""
    sentences = []
    while words > 0:
        length = min(chance.randint(6, 24), max(words, 3))
        sentence = " ".join(chance.choices(_WORDS, k=length))
        sentences.append(sentence[0].upper() + sentence[1:] + ".")
        words -= length
    return " ".join(sentences)


def markdown(words: int, seed: int = 1) -> str:
    """Return a Markdown article of about `words` words, a heading every 400, some emphasis and a list."""
    chance = random.Random(seed)
    parts = [f"# Article number {seed}", paragraph(chance, 60)]
    written = 60
    while written < words:
        parts.append(f"## {' '.join(chance.choices(_WORDS, k=4)).title()} {written}")
        for _ in range(4):
            text = paragraph(chance, 90)
            parts.append(text.replace(" council ", " *council* ").replace(" court ", " **court** "))
        parts.append("\n".join(f"- {paragraph(chance, 8)}" for _ in range(3)))
        written += 400
    return "\n\n".join(parts) + "\n"
