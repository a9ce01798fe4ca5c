from __future__ import annotations

from dataclasses import dataclass

import pytest

from reader.domain.article_row import ArticleRow
from reader.domain.searching.places import Places


def row(title: str, *, read: str | None = None, id: str = "") -> ArticleRow:
    return ArticleRow(
        id or title, title, None, "", "", None, "en", 1, 1, "2024-01-01T00:00:00Z", 0, 0, 0.0, read
    )


@dataclass
class Shelf:
    places: Places

    def add(self, title: str, *sections: tuple[str, int], read: str | None = None) -> None:
        self.places.put(row(title, read=read))
        self.places.put_sections(title, sections)

    def titles(self, query: str) -> list[str]:
        return [found.title for found in self.places.find(query) or []]


@pytest.fixture
def shelf() -> Shelf:
    return Shelf(Places())


def test_nothing_typed_gives_the_articles_read_last(shelf: Shelf) -> None:
    shelf.add("Never")
    shelf.add("Old", ("A section", 1), read="2024-02-01")
    shelf.add("New", read="2024-03-01")
    assert shelf.titles(" ") == ["New", "Old", "Never"]


def test_a_section_says_where_it_stands(shelf: Shelf) -> None:
    shelf.add(
        "Whales", ("Baleen", 1), ("Teeth", 1), ("Sperm  whale", 2), ("Narwhal", 2), ("Tusk", 3), ("Ears", 1)
    )
    found = {each.title: each for each in shelf.places.find("tusk") or []}["Tusk"]
    assert (found.place, found.above) == ((2, 2, 1), ("Whales", "Teeth", "Narwhal"))
    found = (shelf.places.find("ears") or [])[0]
    assert (found.place, found.above) == ((3,), ("Whales",))
    found = (shelf.places.find("sperm whale") or [])[0]
    assert (found.title, found.place, found.matched) == (
        "Sperm whale",
        (2, 1),
        [0, 1, 2, 3, 4, 6, 7, 8, 9, 10],
    )


def test_the_best_match_first(shelf: Shelf) -> None:
    for number, title in enumerate(
        ("Concourt", "The court of law", "Court order", "Court", "Corut"), 1
    ):  # each read later than the better one
        shelf.add(title, read=f"2024-01-0{5 - abs(number - 4)}")
    assert shelf.titles("court")[:4] == ["Court", "Court order", "The court of law", "Concourt"]
    assert "Corut" in shelf.titles("court")


def test_among_equals_the_one_read_last(shelf: Shelf) -> None:
    for day in (3, 1, 2):
        shelf.add(f"Briefing of day {day} {'x' * day}", ("Summary", 1), read=f"2024-01-0{day}")
    assert [found.row.last_read_at for found in shelf.places.find("briefing") or []] == [
        "2024-01-03",
        "2024-01-02",
        "2024-01-01",
    ]
    assert [found.above[0].split()[3] for found in shelf.places.find("summ") or []] == ["3", "2", "1"]


@pytest.mark.parametrize("query", ["humanitrian acess", "access humanit", "humanaccess", "ORDER access"])
def test_letters_words_and_errors(shelf: Shelf, query: str) -> None:
    shelf.add("Briefing", ("The Court's Order and Humanitarian Access", 1), ("Talks", 1))
    assert shelf.titles(query)[0] == "The Court's Order and Humanitarian Access"


def test_what_does_not_fit_is_not_found(shelf: Shelf) -> None:
    shelf.add("Briefing", ("I", 1), ("Talks", 1))
    assert shelf.titles("zeppelin") == []


def test_other_scripts_and_letters_that_fold_into_two(shelf: Shelf) -> None:
    shelf.add("Große Straße", ("北京大学的历史", 1), ("حقوق الإنسان", 1))
    assert shelf.titles("strasse") == ["Große Straße"]
    assert shelf.titles("大学") == ["北京大学的历史"]
    assert shelf.titles("الإنسان") == ["حقوق الإنسان"]


def test_changes(shelf: Shelf) -> None:
    shelf.add("Walrus", ("Tusks", 1))
    shelf.places.put(row("Walruses", id="Walrus"))
    assert shelf.titles("tusks") == ["Tusks"]
    assert (shelf.places.find("tusks") or [])[0].above == ("Walruses",)
    shelf.places.put_sections("Walrus", [("Whiskers", 1)])
    assert shelf.titles("tusks") == []
    shelf.places.remove("Walrus")
    assert shelf.titles("whiskers") == []
    shelf.places.put_sections("Walrus", [("Whiskers", 1)])  # came too late
    assert shelf.titles("whiskers") == []


def test_what_is_not_wanted_any_more_is_given_up(shelf: Shelf) -> None:
    shelf.add("Walrus")
    assert shelf.places.find("walrsu", lambda: False) is None
