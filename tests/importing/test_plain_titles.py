from __future__ import annotations

import pytest

from reader.importing.header.titles import first_clause, title_from_name
from reader.importing.plain.article import parse_text

NAMES = {
    "2024-03-29-rafah-talks-and-court-order.txt": "Rafah talks and court order",
    "20240329_Rafah.txt": "Rafah",
    "village-hall.txt": "Village hall",
    "canal.text": "Canal",
    "seed_bank_v2.txt": "Seed bank",
    "Rafah Talks - Final.txt": "Rafah Talks",
    "Rafah Talks, Court Order (analysis).txt": "Rafah Talks, Court Order (analysis)",
    "U.S. policy.txt": "U.S. policy",
    "rafah%20talks.txt": "Rafah talks",
    "2024-03-29 10.15.00 Rafah (2).txt": "Rafah",
    "brexit2016.txt": "Brexit2016",
    "加沙谈判.txt": "加沙谈判",
    "Переговоры о мосте.txt": "Переговоры о мосте",
}
EMPTY = """
briefing.txt text1 untitled download(3).txt scan0001.txt tmpab12cd.txt tmpabcdxy.txt
2024-03-29.txt briefing_03.txt IMG_20240329_101500.txt d41d8cd98f00b204e9800998ecf8427e.txt
3f2a9c1e-aaaa-4bbb-8ccc-1234567890ab.txt a.txt 12.txt
新建文本文档.txt notes-3.txt q3-report.txt - stdin briefing-2024-03-29.txt article.md
"""


@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_says_something_is_made_readable(name: str) -> None:
    assert title_from_name(name) == NAMES[name]


@pytest.mark.parametrize(
    "name", [*EMPTY.split(), "New Text Document (2).txt", "Unbenannt 1.txt", "Sans titre.txt", ""]
)
def test_a_name_that_says_nothing(name: str) -> None:
    assert title_from_name(name) == ""


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Rain fell. More did.", "Rain fell"),
        ("Who pays? Nobody.", "Who pays?"),
        (
            "Israel maintains that its campaign in Gaza is self-defence and rejects the accusation brought.",
            "Israel maintains that its campaign in Gaza is self-defence",
        ),
        (
            "Telland Glass earned 18 million in the last quarter of the year, a third less than before.",
            "Telland Glass earned 18 million in the last quarter of the year",
        ),
        (
            "The village hall of Nether Colm reopens on Saturday after two years of work to its roof.",
            "The village hall of Nether Colm reopens on Saturday after two years of…",
        ),
        ("市政府宣布运河关闭，因为水位太低。居民们不满。", "市政府宣布运河关闭，因为水位太低"),
        ("x" * 300, "x" * 70 + "…"),
    ],
)
def test_the_first_clause(text: str, title: str) -> None:
    assert first_clause(text) == title


def test_where_a_title_comes_from() -> None:
    text = "Rain fell on the canal. It was late.\n"
    assert parse_text(f"The Lock\n\n{text}", "canal-rain.txt").title == "The Lock"
    assert parse_text(text, "canal-rain.txt").title == "Canal rain"
    assert parse_text(text, "text1.txt").title == "Rain fell on the canal"
    assert parse_text("...\n", "text1.txt").title
