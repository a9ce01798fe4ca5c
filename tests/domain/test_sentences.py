from __future__ import annotations

import itertools
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.sentences import proposals as sentence_proposals
from reader.domain.sentences.sentences import pieces, sentences

_LINES = (Path(__file__).parent / "sentence_cases.txt").read_text(encoding="utf-8").splitlines()
CASES = [line for line in _LINES if line and not line.startswith("#")]
# What makes a sentence hard to cut, to be drawn in any order.
_MARKS = '. ! ? … ... 。 ！ ？ । ؟ ۔ “ ” ‘ ’ " « » „ 「 」 ( ) （ ） [1] ¹ —'
_WORDS = "word Dr Mr U.S e.g J No 4 12 I he The said 他 问 สวัส ครับ שלום मैं é 😀 в"
_SPACES = " \n\t\u00a0\u202f\u2003\r\x0b"
_BITS = st.sampled_from([*f"{_MARKS} {_WORDS}".split(), *_SPACES, " "])


def cut(text: str, start: int = 0, language: str = "") -> list[str]:
    return [text[begin:end] for begin, end in sentences(text, start, language)]


@pytest.mark.parametrize("case", CASES)
def test_hard_cases(case: str) -> None:
    assert cut(case.replace("|", "")) == [piece.strip() for piece in case.split("|")]


def test_the_table_is_large_and_of_many_scripts() -> None:
    assert len(CASES) >= 80
    assert sum(line.startswith("## ") for line in _LINES) >= 6


def test_each_line_and_each_cell_is_its_own() -> None:
    assert cut("for x in y:\n    go(x)\n\nstop") == ["for x in y:", "go(x)", "stop"]
    assert cut("Town\tTenders\nTyre\t9. All won. Good\tno") == [
        *("Town", "Tenders", "Tyre", "9. All won.", "Good", "no"),
    ]


def test_a_marker_is_left_out() -> None:
    assert cut("3. The rule. It holds.", 3) == ["The rule.", "It holds."]
    assert cut("• One. Two.", 2) == ["One.", "Two."]


def test_nothing() -> None:
    assert sentences("") == sentences(" \n \t") == sentences("x", 1) == []


def test_the_language_helps_but_need_not_be_known() -> None:
    for language in ("", "en", "en-GB", "xx", "de-AT", "zh-Hans"):
        assert cut("It rained. He left.", 0, language) == ["It rained.", "He left."]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.lists(_BITS, max_size=40).map("".join), st.text(max_size=80)))
def test_nothing_that_is_seen_is_lost(text: str) -> None:
    found = sentences(text)
    kept = set()
    before = 0
    for start, end in found:
        assert before <= start < end <= len(text)
        before = end
        assert not text[start].isspace()
        assert not text[end - 1].isspace()
        kept.update(range(start, end))
    assert all(at in kept or character.isspace() for at, character in enumerate(text))


@pytest.mark.parametrize("text", ["vu A\u00a0. Dupont. Oui.", "A\u2003. B\u202f. Cd\u00a0. Ef"])
def test_wide_spaces_do_not_make_the_library_panic(text: str) -> None:
    script = f"from reader.domain.sentences.sentences import sentences; sentences({text!r})"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stderr == b""


def test_a_panic_of_the_library_is_survived(monkeypatch: pytest.MonkeyPatch) -> None:
    import sentencex

    panic = type("PanicException", (BaseException,), {})

    def fail(*_: str) -> None:
        raise panic

    monkeypatch.setattr(sentencex, "get_sentence_boundaries", fail)
    assert cut("It is odd. Bo left.") == ["It is odd.", "Bo left."]
    assert 11 in sentence_proposals.proposals("It is odd. Bo left.", 0, "")


@pytest.mark.parametrize(
    "bit", ["Hello there world. ", "a", "a. ", '"', "(a ", "“a. ", "他好。", "1. ", "[1]", "x.”", "»", "a\n"]
)
def test_time_grows_with_the_text(bit: str) -> None:
    text = bit * (400_000 // len(bit))
    begun = time.process_time()
    sentences(text)
    # A tenth of a second each on a quiet machine; quadratic would be minutes.
    assert time.process_time() - begun < 5


def test_a_long_text_comes_in_pieces_that_are_cut_alone() -> None:
    text = "".join(f"This is sentence {n} of a very long line. " for n in range(5000))
    parts = pieces(text)
    assert len(parts) > 3
    assert parts[0][0] == 0
    assert parts[-1][1] == len(text)
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(parts))
    assert len(sentences(text)) == 5000
    assert pieces("x" * 100_000) == [(0, 100_000)]
