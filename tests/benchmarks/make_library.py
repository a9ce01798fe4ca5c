"""`python -m tests.benchmarks.make_library HOME [ARTICLES]`: a library of any size, the same in every run.

Its words are as frequent as those of a language are (Zipf's law), 60,000 different ones; an article has
700 of them in five sections and one note. 100,000 articles take five minutes and 1.3 GB.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from reader.domain.anchoring.placing import anchor
from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind
from reader.domain.ids import new_id
from reader.domain.notes import COLORS, Note
from reader.home import Home
from reader.library.library import Library

_COMMON = (
    "the of and to in a is that it for was on are as with his they at be this from have or by one had not "
    "but what all were when we there can an your which their said if do will each about how up out them"
)
_SYLLABLES = (
    "ka ro mi ten dal vor shi ban gre lo pas qui nor fel tu zan wer bli cor em con pre com dis st re in per"
)
_TAGS = ("law", "economy", "talks", "human rights", "follow up")
_AT_ONCE = 500


class Words:
    """Makes words, sentences and articles by chance."""

    def __init__(self, seed: int = 1, different: int = 60_000) -> None:
        self.chance = random.Random(seed)
        words = dict.fromkeys(_COMMON.split())
        syllables = _SYLLABLES.split()
        while len(words) < different:
            words["".join(self.chance.choices(syllables, k=self.chance.choice((2, 2, 3, 3, 4))))] = None
        self.words = list(words)
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(different)))

    def some(self, count: int) -> list[str]:
        """Return `count` words, common ones more often."""
        return self.chance.choices(self.words, cum_weights=self._weights, k=count)

    def paragraph(self, count: int) -> str:
        """Return `count` words in sentences of ten."""
        words = self.some(count)
        return " ".join(" ".join(words[at : at + 10]).capitalize() + "." for at in range(0, count, 10))

    def article(self, number: int) -> Imported:
        """Return an article of about 700 words."""
        blocks = [Block(BlockKind.TITLE, " ".join(self.some(7)).capitalize())]
        for _ in range(5):
            blocks.append(Block(BlockKind.HEADING, " ".join(self.some(3)).capitalize(), level=2))
            blocks += [Block(BlockKind.PARAGRAPH, self.paragraph(70)) for _ in range(2)]
        day = date(2000, 1, 1) + timedelta(number % 9_000)
        return Imported(
            blocks[0].text, tuple(blocks), f"/articles/{number}.txt", "The Paper", "", day.isoformat()
        )


def fill(library: Library, articles: int) -> Iterator[int]:
    """Fill a library and yield how many articles it has so far."""
    words = Words()
    for begin in range(0, articles, _AT_ONCE):
        stored = library.store_many([words.article(begin + each) for each in range(_AT_ONCE)])
        for each in stored:
            text = library.text(each.row.id)
            start = text.index("\n\n", 200) + 2
            end = text.index(".", start) + 1
            path = library.outline(each.row.id).at(start).path
            library.add_note(
                Note(
                    new_id(),
                    each.row.id,
                    path,
                    anchor(text, start, end, path, 1),
                    " ".join(words.some(20)),
                    words.chance.choice(list(COLORS)),
                    tuple(words.chance.sample(_TAGS, 1)),
                )
            )
        yield begin + _AT_ONCE


if __name__ == "__main__":
    home = Home(Path(sys.argv[1]))
    with Library.open(home) as made:
        # Nobody minds should the power fail meanwhile.
        made._connection.pragma("synchronous", "OFF")
        for done in fill(made, int(sys.argv[2]) if len(sys.argv) > 2 else 100_000):
            if done % 10_000 == 0:
                print(f"{done:,} articles", flush=True)
