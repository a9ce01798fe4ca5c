"""Spellings of an address that lead to the same page, and titles that are the same."""

import pytest

from reader.domain.titles import fold_title
from reader.domain.web_addresses import spellings


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x", ("https://a.example/x", "https://a.example/x/")),
        ("https://a.example/x/", ("https://a.example/x/", "https://a.example/x")),
        (
            "https://a.example/x#part",
            ("https://a.example/x", "https://a.example/x#part", "https://a.example/x/"),
        ),
        ("https://a.example/#/doc/1", ("https://a.example/#/doc/1",)),
        ("https://a.example/#!doc", ("https://a.example/#!doc",)),
        ("Harbour Post", ()),
        ("", ()),
    ],
)
def test_spellings(address: str, expected: tuple[str, ...]) -> None:
    assert spellings(address) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Talks: a Report", "the talks — A report."),
        ("ﬁne  words", "Fine Words"),
        ("STRASSE", "Straße"),
        ("“…”", "“…”"),
        ("Ｆｕｌｌ", "full"),
    ],
)
def test_titles_that_are_the_same(one: str, other: str) -> None:
    assert fold_title(one) == fold_title(other) != ""


def test_titles_that_are_not() -> None:
    assert len({fold_title(title) for title in ("Talks 1", "Talks 2", "…", "!", "Café", "Cafe")}) == 6
