from __future__ import annotations

import random
import time

import pytest
from making import article

from reader.domain.anchoring.placing import Placer, anchor, place
from reader.domain.anchoring.quotes import find_quote
from reader.domain.notes import CONTEXT, Anchor, NoteState, Placement

PRESS = (
    "The minister met the press on Monday. Officials declined to comment. The talks go on.\n\n"
    "In the south the roads were closed. Officials declined to comment. A convoy waited."
)
TENDERS = "\n\n".join(
    f"- {town}: {count} tenders, all awarded in {month}."
    for town, count, month in [
        ("Haifa", 12, "March"),
        ("Acre", 14, "April"),
        ("Tyre", 9, "May"),
        ("Sidon", 7, "June"),
    ]
)
FAMINE = "Alpha beta gamma delta. The ceasefire was signed by both. Other text stands here."


def noted(text: str, quote: str, occurrence: int = 1) -> Anchor:
    found = find_quote(text, quote, occurrence)
    assert found is not None
    return anchor(text, *found, article(text).root.at(found[0]).path, 1)


def both(old: str, quote: str, new: str, occurrence: int = 1) -> Placement:
    """Place with the older text at hand and without; both must say the same."""
    held = noted(old, quote, occurrence)
    known, unknown = place(held, article(new, 2), old), place(held, article(new, 2))
    assert known == unknown
    return known


def passage(placement: Placement) -> str:
    assert placement.anchor is not None
    return placement.anchor.quote


def test_an_anchor_holds_quote_and_context() -> None:
    held = anchor("x" * 50 + "quote" + "y" * 50, 50, 55, ("S",), 3)
    assert held == Anchor("quote", "x" * CONTEXT, "y" * CONTEXT, 50, 55, ("S",), 3)
    edge = anchor("quote", 0, 5, (), 1)
    assert (edge.prefix, edge.suffix) == ("", "")


def test_unchanged_text() -> None:
    placement = both(FAMINE, "The ceasefire was signed by both.", FAMINE)
    assert placement.state is NoteState.ANCHORED
    assert placement.score == 1.0
    assert placement.anchor == anchor(FAMINE, 24, 57, (), 2)


def test_the_new_anchor_names_section_and_revision() -> None:
    new = f"# War\n\n{FAMINE}"
    placement = both(FAMINE, "The ceasefire was signed by both.", new)
    assert placement.anchor is not None
    assert placement.anchor.section_path == ("War",)
    assert placement.anchor.revision == 2


@pytest.mark.parametrize("occurrence", [1, 2])
def test_of_two_the_one_with_its_context(occurrence: int) -> None:
    new = "A new first paragraph.\n\n" + PRESS.replace("met the press", "met reporters")
    placement = both(PRESS, "Officials declined to comment.", new, occurrence)
    assert placement.anchor is not None
    expected = find_quote(new, "Officials declined to comment.", occurrence)
    assert (placement.anchor.start, placement.anchor.end) == expected


@pytest.mark.parametrize("occurrence", [1, 2])
def test_never_on_the_twin_of_a_deleted_sentence(occurrence: int) -> None:
    start, end = find_quote(PRESS, " Officials declined to comment.", occurrence) or (0, 0)
    placement = both(PRESS, "Officials declined to comment.", PRESS[:start] + PRESS[end:], occurrence)
    assert placement == Placement(NoteState.DETACHED, None, 0.0)


@pytest.mark.parametrize("item", TENDERS.split("\n\n"))
def test_never_on_another_item_of_the_same_form(item: str) -> None:
    rest = "\n\n".join(each for each in TENDERS.split("\n\n") if each != item)
    assert both(TENDERS, item, rest).state is NoteState.DETACHED


def test_a_number_corrected_in_its_place() -> None:
    placement = both(TENDERS, "- Tyre: 9 tenders, all awarded in May.", TENDERS.replace("9 t", "10 t"))
    assert placement.state is NoteState.MOVED
    assert passage(placement) == "- Tyre: 10 tenders, all awarded in May."


def test_never_on_a_long_sentence_that_differs_in_one_word() -> None:
    one = "Revenue in the first quarter rose by four percent to reach one hundred and twenty million."
    other = one.replace("first", "second")
    old = f"{one} It was good.\n\nMuch later came the following. {other} It was better."
    new = f"It was good.\n\nMuch later came the following. {other} It was better."
    # No number, no name: here only the older text can tell.
    assert place(noted(old, one), article(new, 2), old).state is NoteState.DETACHED


def test_a_word_does_not_jump_to_another_sentence() -> None:
    new = "Alpha beta gamma delta. Other text stands here. A year later some hoped for a ceasefire again."
    assert both(FAMINE, "ceasefire", new).state is NoteState.DETACHED


def test_a_word_stays_in_its_sentence() -> None:
    new = "New start. Alpha beta delta. The ceasefire was signed by all. Other texts stand here."
    placement = both(FAMINE, "ceasefire", new)
    assert (placement.state, passage(placement)) == (NoteState.ANCHORED, "ceasefire")


def test_not_inside_a_longer_word() -> None:
    old = "cat and dog went out to see the wide and wonderful world"
    assert both(old, "cat", "con" + old).state is NoteState.DETACHED


def test_white_space_alone_is_no_change() -> None:
    new = FAMINE.replace("The ceasefire was", "The  ceasefire\nwas")
    placement = both(FAMINE, "The ceasefire was signed by both.", new)
    assert (placement.state, placement.score) == (NoteState.ANCHORED, 1.0)
    assert passage(placement) == "The  ceasefire\nwas signed by both."


def test_other_quotation_marks_are_a_change() -> None:
    placement = both(
        'He went. "It\'s over," she said. Then left.',
        '"It\'s over," she said.',
        "He went. “It’s over,” she said. Then left.",
    )
    assert (placement.state, passage(placement)) == (NoteState.MOVED, "“It’s over,” she said.")


def test_a_sentence_written_anew_is_another() -> None:
    old = "One two three four five. The talks will resume on Monday in Cairo. Six seven eight nine."
    new = "One two three four five. No date has been set for any new round. Six seven eight nine."
    assert both(old, "The talks will resume on Monday in Cairo.", new).state is NoteState.DETACHED


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The talks collapsed yesterday.", "The talks failed yesterday."),
        ("The talks collapsed yesterday.", "The peace talks collapsed yesterday."),
        ("The talks collapsed again yesterday.", "The talks collapsed yesterday."),
        ("collapsed yesterday", "collapsed on yesterday"),
    ],
)
def test_a_short_quote_with_a_word_replaced_added_dropped(old: str, new: str) -> None:
    around = "One two three four five. {} Six seven eight nine ten."
    placement = both(around.format(old), old, around.format(new))
    assert (placement.state, passage(placement)) == (NoteState.MOVED, new)


def test_a_changed_paragraph_that_moved() -> None:
    paragraph = (
        "Aid groups said on Tuesday that the northern crossing had been closed for the third day in a row "
        "and that trucks were waiting."
    )
    others = [
        "First came the rain, and with it mud.",
        "Then the wind rose and took the tents.",
        "Night fell.",
    ]
    old = "\n\n".join([paragraph, *others])
    changed = paragraph.replace("groups", "workers").replace("waiting", "queueing")
    placement = both(old, paragraph, "\n\n".join([*others, changed]))
    assert (placement.state, passage(placement)) == (NoteState.MOVED, changed)
    assert 0.8 < placement.score < 1.0


def test_scripts_without_spaces() -> None:
    old = "我们昨天去了北京。天气很好，大家都很高兴。后来下雨了。"
    placement = both(old, "天气很好，大家都很高兴。", old.replace("很好", "不好"))
    assert (placement.state, passage(placement)) == (NoteState.MOVED, "天气不好，大家都很高兴。")


@pytest.mark.parametrize("quote", ["", "   ", "…", "\n\n", "😀", "x" * 5000, "(((", "\ud800"])
def test_whatever_the_quote(quote: str) -> None:
    held = Anchor(quote, "before ", " after", 5, 5 + len(quote), (), 1)
    for text in ("", "a", FAMINE, "… 😀 ((("):
        assert place(held, article(text), FAMINE).state is NoteState.DETACHED


def test_many_notes_in_a_long_article() -> None:
    chance = random.Random(1)
    words = [f"word{int(chance.paretovariate(0.5)) % 9000}" for _ in range(30_000)]
    sentences = [" ".join(words[n : n + 15]).capitalize() + "." for n in range(0, len(words), 15)]
    old = "\n\n".join(" ".join(sentences[n : n + 5]) for n in range(0, len(sentences), 5))
    new = old.replace(" word9", " other9")
    placer = Placer(article(new, 2), old)
    begun = time.process_time()
    places = [placer.place(noted(old, sentence)) for sentence in sentences[::8]]
    # A second on a quiet machine; the limit only tells linear from quadratic.
    assert time.process_time() - begun < 15
    assert sum(place.anchor is None for place in places) < 4


def test_a_passage_of_many_pages() -> None:
    chance = random.Random(2)
    old = " ".join(f"word{chance.randint(0, 5000)}." for _ in range(20_000))
    quote = old[1000:101_000]
    new = old.replace("word77", "other77")
    begun = time.process_time()
    placement = place(noted(old, quote), article(new, 2), old)
    assert time.process_time() - begun < 10
    assert placement.state is NoteState.MOVED
    assert abs(len(passage(placement)) - len(quote)) < 2000
    cut = new[:2000] + new[60_000:]
    assert place(noted(old, quote), article(cut, 2), old).state is NoteState.DETACHED


@pytest.mark.parametrize("text", ["a" * 300_000, "the " * 50_000, "word" * 50_000 + " end", "(" * 100_000])
def test_monstrous_texts(text: str) -> None:
    begun = time.process_time()
    for quote in (text[100:102], text[5:60], text[:30_000], "absent"):
        place(Anchor(quote, "x" * 32, "y" * 32, 0, len(quote), (), 1), article(text, 2), text)
    assert time.process_time() - begun < 10


def test_find_quote() -> None:
    text = "One  two\nthree. One two three. Zwei."
    assert find_quote(text, "One two three.") == (16, 30)
    assert find_quote(text, "two three") == (20, 29)
    assert find_quote(text, "One two three.", 2) is None
    assert find_quote(text, "Zwei") == (31, 35)
    assert find_quote(text, "three.  One") == (9, 19)
    assert find_quote("a\n\n\nb a b c  d", "a b", 2) is None
    assert find_quote("x  y  x\ny z", "x y", 2) == (6, 9)
    assert find_quote("x  y  x\ny z", "y z") == (8, 11)
    for nothing in ("", " ", "absent"):
        assert find_quote(text, nothing) is None
    assert find_quote(text, "One", 0) is None
