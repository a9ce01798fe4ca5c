"""Whatever the text is, it imports, and nothing that can be seen of it is lost or made up."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.plain_text import plain_text
from reader.importing.encoding.cleaning import clean
from reader.importing.plain.article import parse_text

# What marks headings, quotations and emphasis becomes structure; everything else stays.
MARKS = re.compile(r"[#=~^>*_-]")
# Marks that Unicode says are not to be shown: variation selectors, joiners of graphemes and vowels.
UNSEEN = re.compile("[\u034f\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
LEDE = "The first paragraph stands here, and it ends.\n\n"

VOCABULARY = """
The lock at Fenn leaks. Why? 1. 2. 3.2 II. - * • > # ## === --- *** “No,” she said. A) a) (1) Date: By Source:
Jane Doe 2024-03-29 29 March 03/04/2024 GENEVA (AP) - Photo: Dear neighbours Sincerely, Read more: P.S.
运河 关闭。 نهر؟ नहर। τέλος; \u200bfoo\u200b so\u00adft \u200ex\u200e http://x.org a@b.de
* * * Kapitel 3 第一章 | +
``` Title:
"""
words = st.sampled_from([*VOCABULARY.split(), "\u3000", "\u00a0"])
lines = st.lists(words, max_size=12).map(" ".join)
texts = st.lists(
    st.tuples(
        st.sampled_from(["", "", "", "    ", "\t", "  ", "> ", "- ", "\u3000\u3000"]),
        lines,
        st.sampled_from(["\n", "\n\n", "\t"]),
    ),
    max_size=14,
).map(lambda parts: "".join(indent + line + end for indent, line, end in parts))
anything = st.text(max_size=200)


def seen(text: str) -> str:
    """Return what can be seen of `text`, without marks."""
    text = UNSEEN.sub("", MARKS.sub("", text))
    return "".join(c for c in text if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc", "Cs"))


def is_part(part: str, whole: str) -> bool:
    """Whether the characters of `part` stand in `whole` in the same order."""
    rest = iter(whole)
    return all(character in rest for character in part)


@given(texts | anything)
@settings(max_examples=300, deadline=None)
def test_below_the_first_paragraph_every_visible_character_stays(text: str) -> None:
    text = clean(LEDE + text)[0]
    imported = parse_text(text, "name.txt")
    assert seen(plain_text(imported.blocks)) == seen(text)


@given(texts | anything)
@settings(max_examples=300, deadline=None)
def test_of_the_header_only_what_fields_hold_leaves_the_text(text: str) -> None:
    text = clean(text)[0]
    imported = parse_text(text, "name.txt")
    kept = seen(plain_text(imported.blocks))
    assert is_part(kept, seen(text))
    if not (imported.published or imported.byline or imported.publisher) and "itle" not in text:
        assert kept == seen(text)


@given(texts | anything)
@settings(max_examples=200, deadline=None)
def test_blocks_are_sound(text: str) -> None:
    imported = parse_text(clean(text)[0], "name.txt")
    for block in imported.blocks:
        assert block.text == block.text.rstrip()
        assert block.text.startswith(block.marker)
        assert 0 <= block.level <= 9
    assert imported.title or not imported.blocks or imported.title == "name.txt"
