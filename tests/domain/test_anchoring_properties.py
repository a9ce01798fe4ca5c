from __future__ import annotations

import itertools
import random

from hypothesis import given, settings
from hypothesis import strategies as st
from making import article

from reader.domain.anchoring.placing import anchor, place
from reader.domain.notes import Anchor, NoteState

# Made by chance rather than drawn: of drawn lists the shortest have sentences all alike.
_SYLLABLES = ["ba", "ko", "li", "mu", "ne", "po", "ra", "si", "tu", "va", "ze", "do", "fi", "gu", "ha"]
_COMMON = ["the", "of", "and", "to", "in", "a", "is", "that", "for", "it"]
_RARE = ["".join(parts) for parts in itertools.product(_SYLLABLES, repeat=3)]


def _made(seed: int) -> list[list[str]]:
    chance = random.Random(seed)
    return [
        [chance.choice(_COMMON if chance.random() < 0.4 else _RARE) for _ in range(chance.randint(8, 25))]
        for _ in range(chance.randint(3, 12))
    ]


_texts = st.integers(0, 2**32).map(_made)
_SETTINGS = settings(max_examples=60, deadline=None)


def written(words: list[str]) -> str:
    return " ".join(words).capitalize() + "."


def joined(sentences: list[list[str]]) -> str:
    return "\n\n".join(
        " ".join(written(words) for words in sentences[n : n + 3]) for n in range(0, len(sentences), 3)
    )


def held(text: str, sentence: list[str]) -> Anchor:
    start = text.index(written(sentence))
    return anchor(text, start, start + len(written(sentence)), (), 1)


@_SETTINGS
@given(_texts, st.data())
def test_unchanged_text_places_exactly(sentences: list[list[str]], data: st.DataObject) -> None:
    text = joined(sentences)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    made = anchor(text, start, end, (), 1)
    placement = place(made, article(text, 1), text)
    if made.quote.strip():
        assert placement.state is NoteState.ANCHORED
        assert placement.anchor is not None
        assert placement.anchor.quote == made.quote
        assert placement.anchor.start == start


@_SETTINGS
@given(_texts, _texts, _texts, st.data(), st.booleans())
def test_text_around_does_not_matter(
    sentences: list[list[str]],
    ahead: list[list[str]],
    behind: list[list[str]],
    data: st.DataObject,
    known: bool,
) -> None:
    text = joined(sentences)
    made = held(text, data.draw(st.sampled_from(sentences)))
    first = joined(ahead) + "\n\n"
    placement = place(made, article(f"{first}{text}\n\n{joined(behind)}", 2), text if known else "")
    assert placement.state is NoteState.ANCHORED
    assert placement.anchor is not None
    assert placement.anchor.quote == made.quote


@_SETTINGS
@given(_texts, st.data(), st.booleans())
def test_a_deleted_sentence_detaches(sentences: list[list[str]], data: st.DataObject, known: bool) -> None:
    text = joined(sentences)
    gone = data.draw(st.sampled_from(sentences))
    rest = joined([sentence for sentence in sentences if sentence is not gone])
    placement = place(held(text, gone), article(rest, 2), text if known else "")
    assert placement.state is NoteState.DETACHED


@_SETTINGS
@given(_texts, st.data(), st.booleans(), st.booleans())
def test_one_word_in_ten(
    sentences: list[list[str]], data: st.DataObject, known: bool, shuffled: bool
) -> None:
    text = joined(sentences)
    number = data.draw(st.integers(0, len(sentences) - 1))
    changed = list(sentences[number])
    places = range(data.draw(st.integers(1, 8)), len(changed) - 1, 10)
    for at in reversed(places):
        match data.draw(st.sampled_from(["replace", "add", "drop"])):
            case "replace":
                changed[at] = data.draw(st.sampled_from(_RARE))
            case "add":
                changed.insert(at, data.draw(st.sampled_from(_RARE)))
            case "drop":
                del changed[at]
    revised = [changed if n == number else sentence for n, sentence in enumerate(sentences)]
    if shuffled:
        revised = revised[number + 1 :] + revised[: number + 1]
    new = joined(revised)
    placement = place(held(text, sentences[number]), article(new, 2), text if known else "")
    assert placement.anchor is not None
    expected = new.index(written(changed))
    assert placement.anchor.start < expected + len(written(changed))
    assert placement.anchor.end > expected
    if changed != sentences[number]:
        assert placement.state is NoteState.MOVED
        lost = set(written(changed).split()) ^ set(placement.anchor.quote.split())
        assert len(lost) <= 3  # at most a word at an edge
    for edge, step in ((placement.anchor.start, -1), (placement.anchor.end, 0)):
        outside = new[edge + step : edge + step + 1]
        inside = new[edge : edge + 1] if step else new[edge - 1 : edge]
        assert not (outside.isalnum() and inside.isalnum())


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=120), st.text(max_size=120), st.text(max_size=30), st.integers(-3, 200))
def test_never_raises(old: str, new: str, quote: str, start: int) -> None:
    made = Anchor(quote, old[:32], new[:32], start, start + len(quote), (), 1)
    placement = place(made, article(new, 2), old)
    assert (placement.anchor is None) == (placement.state is NoteState.DETACHED)
    if placement.anchor is not None:
        assert new[placement.anchor.start : placement.anchor.end] == placement.anchor.quote
