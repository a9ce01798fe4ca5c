from __future__ import annotations

import pytest

from reader.importing.header.dates import find_date, whole_date

WRITTEN = {
    "2024-03-29": "2024-03-29",
    "2024-3-9": "2024-03-09",
    "2024/03/29": "2024-03-29",
    "2024.03.29": "2024-03-29",
    "20240329": "2024-03-29",
    "2024-03-29T10:15:00Z": "2024-03-29",
    "2024-03-29T23:59-11:00": "2024-03-29",
    "2024-03-29 10:15:00.123 +0200": "2024-03-29",
    "2024-03-29 10:15 UTC": "2024-03-29",
    "2024-03-29+01:00": "2024-03-29",
    "29 March 2024": "2024-03-29",
    "29th March, 2024": "2024-03-29",
    "the 29th of March 2024": "2024-03-29",
    "March 29, 2024": "2024-03-29",
    "Mar. 29th 2024": "2024-03-29",
    "SEPT. 3, 2024": "2024-09-03",
    "29-Mar-2024": "2024-03-29",
    "2024 March 29": "2024-03-29",
    "Friday, March 29, 2024, at 10:15 am ET": "2024-03-29",
    "Fri 29 Mar 2024": "2024-03-29",
    "29 March 2024 (Friday)": "2024-03-29",
    "29 mars 2024": "2024-03-29",
    "1er févr. 2024": "2024-02-01",
    "vendredi 29 mars 2024 à 18h30": "2024-03-29",
    "14 août 2024": "2024-08-14",
    "29. März 2024": "2024-03-29",
    "Freitag, den 29. März 2024": "2024-03-29",
    "Fr., 29.03.2024, 10.15 Uhr": "2024-03-29",
    "3. Jän. 2024": "2024-01-03",
    "29 de marzo de 2024": "2024-03-29",
    "viernes, 29 de marzo del 2024": "2024-03-29",
    "3 ene. 2024": "2024-01-03",
    "29 marzo 2024": "2024-03-29",
    "29 de março de 2024": "2024-03-29",
    "29 марта 2024 г.": "2024-03-29",
    "29 Μαρτίου 2024": "2024-03-29",
    "٢٩ مارس ٢٠٢٤": "2024-03-29",
    "29 मार्च 2024": "2024-03-29",
    "2024年6月3日": "2024-06-03",
    "２０２４年６月３日（星期一）": "2024-06-03",
    "2024년 6월 3일": "2024-06-03",
    "29/03/2024": "2024-03-29",
    "13.1.2024": "2024-01-13",
    "29. 3. 2024": "2024-03-29",
    "03/29/2024": "2024-03-29",
    "29 février 2024": "2024-02-29",
}


@pytest.mark.parametrize("text", WRITTEN)
def test_dates_as_people_write_them(text: str) -> None:
    assert whole_date(text) == WRITTEN[text]


@pytest.mark.parametrize(
    "text",
    [
        "03/04/2024",
        "3.4.2024",
        "05/05/2024",
        "12-12-2024",
        "31 February 2024",
        "29 February 2023",
        "2024-13-01",
        "2024-00-10",
        "32/01/2024",
        "13/13/2024",
    ],
)
def test_an_ambiguous_or_impossible_date_is_found_and_not_read(text: str) -> None:
    found = find_date(text)
    assert found is not None
    assert found.published == ""
    assert whole_date(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Date palms",
        "May",
        "12",
        "Sat",
        "3.5",
        "1 2 3",
        "March 2024",
        "29 March",
        "May 2024 brought rain",
        "",
        "1.2.3.2024",
        "29/03/24",
        "10 Downing Street 2024",
        "2024",
        "2024-W13",
        "29 Marketing 2024",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("2024-03-29 Israel maintains", " Israel maintains"),
        ("2024-03-29 10 people", " 10 people"),
        ("2024-03-29 10:15 people", " people"),
        ("29 March 2024 10.15 million people", " 10.15 million people"),
        ("2024-03-29 So the boats", " So the boats"),
        ("2024-03-29 Sunday trading", " Sunday trading"),
        ("2024-03-29, Friday: the boats", ": the boats"),
        ("2024年6月3日 星期一 市政府", " 市政府"),
    ],
)
def test_a_date_ends_where_the_text_begins(text: str, rest: str) -> None:
    found = find_date(text)
    assert found is not None
    assert text[found.end :] == rest
