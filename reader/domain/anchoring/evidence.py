"""What speaks for a passage being the one that was noted, and what against it, beside its likeness."""

from __future__ import annotations

import re
from collections import Counter

from reader.domain.anchoring.likeness import Passage
from reader.domain.notes import CONTEXT, Anchor

NUMBER = re.compile(r"\w*\d\w*")
# A capital inside a sentence; German has them on every noun, which only makes it more careful.
NAME = re.compile(r"(?<=[^.!?…\s]\s)[^\W\d_a-zß-öø-ÿ]\w*")


def is_whole_block(passage: Passage) -> bool:
    """Whether nothing else stands on its lines."""
    return passage.before(1) in ("", "\n") and passage.after(1) in ("", "\n")


def is_neighbour(anchor: Anchor, found: Passage) -> bool:
    """Whether `found` is what followed, or what preceded, the noted passage."""
    after, before = anchor.suffix.strip()[:24], anchor.prefix.strip()[-24:]
    follows = len(after) >= 12 and found.text.startswith(after, found.start)
    precedes = len(before) >= 12 and found.text.endswith(before, 0, found.end)
    return (follows and not anchor.quote.startswith(after)) or (
        precedes and not anchor.quote.endswith(before)
    )


def is_swapped(fact: re.Pattern[str], noted: Passage, found: Passage) -> bool:
    """Whether some numbers or names are others: by these alone do the sentences of a form differ."""
    old, new = Counter(fact.findall(noted.quote)), Counter(fact.findall(found.quote))
    return bool(old - new) and bool(new - old)


def has_near_context(anchor: Anchor, found: Passage) -> bool:
    """Whether the words next to the passage, on both sides, are still the same."""
    prefix, suffix = "".join(anchor.prefix.split()), "".join(anchor.suffix.split())
    before = "".join(found.before(CONTEXT).split())
    after = "".join(found.after(CONTEXT).split())
    return before.endswith(prefix[-12:]) and after.startswith(suffix[:12])
