from __future__ import annotations

from typing import Any

import pytest

from reader.domain.blocks import BlockKind
from reader.importing.header.header import header_line
from reader.importing.plain.article import parse_text

LEDE = "The council met on Monday and decided nothing, since the chairs had not arrived."


def said(line: str) -> dict[str, Any] | None:
    """Return what `line` says, without what it leaves empty, and the text that follows."""
    found = header_line(line)
    if found is None:
        return None
    fields = {name: getattr(found, name) for name in ("title", "byline", "publisher", "published", "stays")}
    return {name: value for name, value in fields.items() if value} | (
        {"rest": line[found.rest :]} if found.rest < len(line) else {}
    )


@pytest.mark.parametrize(
    "line",
    [
        "  date 2024-03-29",
        "Date: 2024-03-29",
        "DATE - 29 March 2024",
        "Date – 29 March 2024",
        "Datum 29. März 2024",
        "Fecha: 29 de marzo de 2024",
        "Le 29 mars 2024",
        "(29 March 2024)",
        "[Date: 2024-03-29]",
        "29 March 2024.",
        "Published on Friday, March 29, 2024",
        "Veröffentlicht am 29. März 2024",
        "Publié le 29 mars 2024",
        "日期：2024年3月29日",
        "التاريخ: 29 مارس 2024",
        "दिनांक: 29 मार्च 2024",
        "**Date:** 2024-03-29",
        "Date : 29/03/2024",
        "\u200eda\xadte\xa0\u200b2024-03-29",
        "\u3000date\u20032024-03-29",
        "2024-03-29T10:15Z",
        "date 20240329",
    ],
)
def test_a_line_that_is_a_date(line: str) -> None:
    assert said(line) == {"published": "2024-03-29"}


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        (" date 2024-03-29 Israel maintains", "Israel maintains"),
        ("date: 2024-03-29T10:00Z israel maintains", "israel maintains"),
        ("March 29, 2024 - Telland Glass earned", "Telland Glass earned"),
        ("29 March 2024. Israel maintains", "Israel maintains"),
        ("2024-03-29: Canal closed", "Canal closed"),
        ("Datum: 29.03.2024 Der Kanal", "Der Kanal"),
        ("Le 29 mars 2024 - Israël", "Israël"),
        ("2024年3月29日 市政府宣布", "市政府宣布"),
        ("(29 March 2024) The canal", "The canal"),
        ("da\u00adte 2024-03-29\u200b The\u00ad canal", "The\u00ad canal"),
    ],
)
def test_what_follows_a_date(line: str, rest: str) -> None:
    assert said(line) == {"published": "2024-03-29", "rest": rest}


@pytest.mark.parametrize(
    "line",
    [
        "Date palms grow",
        "On 3 June 1953 the hall opened",
        "3 June 1953 was the day",
        "March 7, 2024, a Thursday, was",
        "On March 29, 2024 Israel said",
        "Le 29 mars 2024, le tribunal",
        "2024年3月29日，市政府宣布",
        "Data show a rise",
        "03/04/2024 Israel maintains",
        "date 2024-02-30 Israel maintains",
        "Published 3 June 1953 in London, the book",
        "By the Numbers",
        "By Land and Sea",
        "Von Berlin nach Paris",
        "By 2030 all boats",
        "Source of the Nile",
        "",
        "Title Fight in the Council",
        "The source: a well",
        "Von der Leyen Visits",
    ],
)
def test_what_is_no_header_line(line: str) -> None:
    assert said(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Date: 03/04/2024",
        "03/04/2024",
        "31 February 2024",
        "Date: unknown",
        "To: all staff",
        "FOR IMMEDIATE RELEASE",
        "March 2024",
        "29 March",
        "2024-03-29 – 2024-04-02",
    ],
)
def test_what_stays_in_the_text(line: str) -> None:
    assert said(line) == {"stays": True}


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Jane Doe", "Jane Doe"),
        ("by Jane van der Meer and John Roe, City Desk", "Jane van der Meer and John Roe, City Desk"),
        ("BY JANE DOE", "JANE DOE"),
        ("By Reuters", "Reuters"),
        ("Author: Jane Doe", "Jane Doe"),
        ("Written by Jane Doe", "Jane Doe"),
        ("Von Max Mustermann", "Max Mustermann"),
        ("Par Jean Dupont", "Jean Dupont"),
        ("Por Ana García", "Ana García"),
        ("Jane Doe, Staff Writer", "Jane Doe, Staff Writer"),
        ("文/张三", "张三"),
    ],
)
def test_bylines(line: str, byline: str) -> None:
    assert said(line) == {"byline": byline}


@pytest.mark.parametrize(
    ("line", "fields"),
    [
        ("By Jane Doe | March 29, 2024", {"byline": "Jane Doe", "published": "2024-03-29"}),
        ("By Jane Doe, 29 March 2024", {"byline": "Jane Doe", "published": "2024-03-29"}),
        ("29 March 2024 | By Jane Doe", {"byline": "Jane Doe", "published": "2024-03-29"}),
        ("Published 29 March 2024 by Jane Doe", {"byline": "Jane Doe", "published": "2024-03-29"}),
        ("World | 29 March 2024 | 5 min read", {"published": "2024-03-29", "stays": True}),
        ("Geneva, 29 March 2024", {"published": "2024-03-29", "stays": True}),
        ("Berlin, den 29. März 2024", {"published": "2024-03-29", "stays": True}),
        ("Last updated 29 March 2024", {"published": "2024-03-29", "stays": True}),
        ("Title: A Gate: From 1931", {"title": "A Gate: From 1931"}),
        ("Quelle : dpa", {"publisher": "dpa"}),
        ("Source: https://example.org/a", {"publisher": "https://example.org/a"}),
    ],
)
def test_lines_that_say_more_or_other_things(line: str, fields: dict[str, Any]) -> None:
    assert said(line) == fields


@pytest.mark.parametrize("order", ["tbds", "sdbt", "dtsb", "bstd"])
@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_header_lines_in_any_order(order: str, between: str) -> None:
    lines = {
        "t": "Title: The Lock",
        "b": "By Jane Doe",
        "d": "Date: 2024-03-29",
        "s": "Source: Northern Post",
    }
    imported = parse_text(between.join(lines[each] for each in order) + f"\n\n{LEDE}\n")
    assert (imported.title, imported.byline, imported.published, imported.publisher) == (
        "The Lock",
        "Jane Doe",
        "2024-03-29",
        "Northern Post",
    )
    assert [(block.kind, block.text) for block in imported.blocks] == [
        (BlockKind.TITLE, "The Lock"),
        (BlockKind.PARAGRAPH, LEDE),
    ]


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in parse_text(text).blocks]


def test_the_first_line_alone_is_the_title() -> None:
    assert kinds(f"The Lock\n\n{LEDE}\n") == [("title", "The Lock"), ("paragraph", LEDE)]
    assert kinds(f"29 March 2024\n\nThe Lock\n\n{LEDE}\n") == [("title", "The Lock"), ("paragraph", LEDE)]
    assert kinds(f"The Lock\nBy Jane Doe\n\n{LEDE}\n") == [("title", "The Lock"), ("paragraph", LEDE)]


def test_what_follows_a_date_is_the_title_if_heading_like_above_a_blank_line() -> None:
    assert kinds(f"date 2024-03-29 The Lock\n\n{LEDE}\n") == [("title", "The Lock"), ("paragraph", LEDE)]
    assert kinds(f"date 2024-03-29 The lock leaks.\n\n{LEDE}\n")[0] == ("paragraph", "The lock leaks.")
    assert kinds(f"date 2024-03-29 The Lock\n{LEDE}\n") == [("paragraph", f"The Lock {LEDE}")]


def test_a_title_needs_a_text() -> None:
    assert kinds("The Lock\n") == [("paragraph", "The Lock")]
    assert kinds("date 2024-03-29 The Lock\n") == [("paragraph", "The Lock")]


def test_a_first_line_that_is_numbered_like_later_ones_is_a_section() -> None:
    found = kinds(f"1. Gates\n\n{LEDE}\n\n2. Boats\n\n{LEDE}\n")
    assert [kind for kind, _ in found] == ["heading", "paragraph", "heading", "paragraph"]


def test_a_title_may_be_wrapped_and_may_have_a_line_below() -> None:
    title = "The Seed Bank at Storvik Sends Its First Grain Back Home\nand Keeps One Bag of Each Kind"
    assert kinds(f"{title}\n\n{LEDE}\n")[0] == ("title", title.replace("\n", " "))
    imported = parse_text(f"The Lock\n\nWhy it leaks\n\nBy Jane Doe\n\n29 March 2024\n\n{LEDE}\n")
    assert (imported.title, imported.byline, imported.published) == ("The Lock", "Jane Doe", "2024-03-29")
    assert [block.text for block in imported.blocks] == ["The Lock", "Why it leaks", LEDE]


def test_the_header_ends_with_the_first_paragraph() -> None:
    imported = parse_text(f"{LEDE}\n\nDate: 2024-03-29\n\nBy Jane Doe\n\n{LEDE}\n")
    assert (imported.published, imported.byline) == (None, "")
    assert "Date: 2024-03-29" in [block.text for block in imported.blocks]


def test_a_letterhead_does_not_end_the_header() -> None:
    letterhead = "Nether Colm Hall Committee\nThe Old School, Church Path"
    imported = parse_text(f"{letterhead}\n\n29 March 2024\n\nDear neighbours,\n\n{LEDE}\n")
    assert imported.published == "2024-03-29"
    assert [block.text for block in imported.blocks] == [letterhead, "Dear neighbours,", LEDE]


def test_below_header_lines_a_line_does_not_stand_alone() -> None:
    text = f"The Lock\n\nDate: 2024-03-29\nPresent: Jane Doe, John Roe\n\n{LEDE}\n"
    assert kinds(text)[1] == ("paragraph", "Present: Jane Doe, John Roe")


def test_a_second_date_stays() -> None:
    imported = parse_text(f"Date: 2024-03-29\nUpdated: 2024-03-30\n\n{LEDE}\n")
    assert imported.published == "2024-03-29"
    assert imported.blocks[0].text == "Updated: 2024-03-30"


def test_a_wrapped_sentence_that_begins_like_a_header_line() -> None:
    assert kinds("3 June 1953\nwas the day on which the hall was opened.\n") == [
        ("paragraph", "3 June 1953 was the day on which the hall was opened.")
    ]


def test_front_matter() -> None:
    imported = parse_text(f"---\ntitle: The Lock\ndate: 2024-03-29\nauthor: Jane Doe\n---\n\n{LEDE}\n")
    assert (imported.title, imported.byline, imported.published) == ("The Lock", "Jane Doe", "2024-03-29")
    assert [block.text for block in imported.blocks] == [LEDE]
