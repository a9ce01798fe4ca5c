import pytest

from reader.domain.searching.finding import TakesLongError, find_all


def test_words_are_found_as_code_points() -> None:
    assert find_all("a 😀 b A", "a", case=False, word=False, regular=False) == [(0, 1), (6, 7)]


def test_case_and_whole_words() -> None:
    text = "Gate gate gates"
    assert len(find_all(text, "gate", case=False, word=False, regular=False)) == 3
    assert find_all(text, "gate", case=True, word=False, regular=False) == [(5, 9), (10, 14)]
    assert find_all(text, "gate", case=True, word=True, regular=False) == [(5, 9)]


def test_what_is_no_expression_is_taken_literally() -> None:
    assert find_all("1.5 (now) 125", "1.5 (now)", case=False, word=False, regular=False) == [(0, 9)]


def test_expressions() -> None:
    assert find_all("12 and 345", r"\d+", case=False, word=False, regular=True) == [(0, 2), (7, 10)]
    assert find_all("abc", "x*", case=False, word=False, regular=True) == []


def test_a_malformed_expression_is_said() -> None:
    with pytest.raises(ValueError, match="Not a regular expression"):
        find_all("abc", "(", case=False, word=False, regular=True)


def test_an_expression_that_explodes_is_stopped() -> None:
    with pytest.raises(TakesLongError, match="too long"):
        find_all(
            "a" * 5000 + "b",
            r"(?:a|a|aa)+(?:a|aa|a)+$x",
            case=False,
            word=False,
            regular=True,
            seconds=0.05,
        )
