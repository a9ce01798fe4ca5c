"""Articles as sources. BibTeX is read by Pygments' lexer, which knows no error that it does not mark."""

from __future__ import annotations

import json
import re
import warnings

import pytest
from export_samples import BRIEFING, COUNTED, HOSTILE, NOTES, PASTED, Library, articles
from pygments.lexers.bibtex import BibTeXLexer
from pygments.token import Error, Name, Text

from reader.exporting.layout import with_asked
from reader.exporting.registry import ExportOptions, by_name
from reader.exporting.sources import Person, citation_key, persons


def written(name, notes=NOTES, articles=articles) -> str:
    return "".join(by_name(name).export(iter(notes), articles, ExportOptions()))


def entries(text: str) -> list[tuple[str, list[str]]]:
    """The keys of the entries and the names of their fields."""
    found: list[tuple[str, list[str]]] = []
    for kind, value in BibTeXLexer().get_tokens(text):
        assert kind is not Error, value
        if kind is Name.Label:
            found.append((value, []))
        elif kind is Name.Attribute:
            found[-1][1].append(value)
        assert kind is not Text or not value.strip()
    return found


def field(text: str, name: str) -> str:
    return re.search(rf"^  {name} = \{{(.*)\}},$", text, re.MULTILINE)[1]


@pytest.mark.parametrize("name", ["bibtex", "csl"])
def test_an_article_once_whatever_notes_it_has(name):
    text = written(name)
    assert text.count(BRIEFING.id) == text.count(PASTED.id) == 1
    asked = Library(BRIEFING, PASTED, asked=(PASTED.id, BRIEFING.id))
    text = written(name, [], asked)
    assert 0 < text.index(PASTED.id) < text.index(BRIEFING.id)


def test_bibtex_is_read_as_it_was_meant():
    text = written("bibtex")
    first, second = entries(text)
    assert first[0] == "byron-2024-locks-00000001"
    assert {"author", "title", "date", "year", "month", "howpublished", "reader"} <= set(first[1])
    assert second[0] == "pasted-00000002"
    assert field(text, "author") == "Byron, Ada"
    assert field(text, "title") == "{Locks: the canal at Ostrey}"
    assert text.endswith(f"\n% {COUNTED}\n")
    assert entries(written("bibtex", [])) == []


@pytest.mark.parametrize("number", range(len(HOSTILE) - 1))
def test_nothing_in_a_title_ends_its_field_or_is_obeyed(number):
    title = HOSTILE[number]
    row = BRIEFING._replace(title=title, byline=title, publisher=title, source=title, language=title)
    text = written("bibtex", NOTES[:1], Library(row))
    [(key, fields)] = entries(text)
    assert re.fullmatch(r"[a-z0-9-]+", key)
    assert {"title", "reader"} <= set(fields)
    for line in text.split("\n")[1:-4]:
        assert line.count("{") == line.count("}")
        assert re.fullmatch(r"  [a-z]+ = \{.*\},", line)
        assert not re.search(r"(?<!\\)[%#$&_~^]", line)
    [item] = json.loads(written("csl", NOTES[:1], Library(row)))
    assert item["title"] == " ".join(title.split())


def test_csl_json_is_as_its_schema_has_it():
    first, second = json.loads(written("csl"))
    assert first == {
        "id": "byron-2024-locks-00000001",
        "type": "article-newspaper",
        "title": "Locks: the canal at Ostrey",
        "author": [{"family": "Byron", "given": "Ada"}],
        "issued": {"date-parts": [[2024, 5, 23]]},
        "container-title": "Harbour Post",
        "language": "en",
        "accessed": {"date-parts": [[2024, 5, 24]]},
        "version": "revision 2",
        "custom": {"reader": f"reader://article/{BRIEFING.id}"},
    }
    assert set(second) == {"id", "type", "title", "accessed", "version", "custom"}
    assert json.loads(written("csl", [])) == []


def test_an_address_in_the_web():
    rows = Library(BRIEFING._replace(source="https://example.org/a_b?c=%20d"))
    [item] = json.loads(written("csl", NOTES[:1], rows))
    assert (item["type"], item["URL"]) == ("webpage", "https://example.org/a_b?c=%20d")
    assert field(written("bibtex", NOTES[:1], rows), "url") == r"https://example.org/a_b?c=\%20d"


@pytest.mark.parametrize(
    ("byline", "people"),
    [
        ("", []),
        ("Ada Byron", [Person("Byron", "Ada")]),
        ("By Ada Byron and Charles P. Babbage", [Person("Byron", "Ada"), Person("Babbage", "Charles P.")]),
        (
            "Ada Byron, Mary Somerville & Jo",
            [Person("Byron", "Ada"), Person("Somerville", "Mary"), Person("Jo")],
        ),
        ("Ludwig van der Rohe", [Person("van der Rohe", "Ludwig")]),
        ("Byron, Ada", [Person("Byron", "Ada")]),
        ("Reuters", [Person("Reuters")]),
        ("The Reader developers", [Person("The Reader developers")]),
        ("新闻社", [Person("新闻社")]),
    ],
)
def test_persons(byline, people):
    assert persons(byline) == people


def test_a_key_is_ascii_and_never_empty():
    for title, byline in (("", ""), ("新闻", "李白"), ("Été à la mer", "Émile Zola")):
        assert re.fullmatch(r"[a-z0-9-]+", citation_key(BRIEFING._replace(title=title, byline=byline)))


def test_articles_that_were_asked_for_stand_in_their_places():
    def order(notes, *asked):
        return [(article_id, len(list(group))) for article_id, group in with_asked(notes, asked)]

    first, second = BRIEFING.id, PASTED.id
    assert order([], "a", "b") == [("a", 0), ("b", 0)]
    assert order(NOTES, "a", first, "b", second, "c") == [
        ("a", 0),
        (first, 6),
        ("b", 0),
        (second, 1),
        ("c", 0),
    ]
    assert order(NOTES) == [(first, 6), (second, 1)]
    assert order(NOTES[:1], "a") == [(first, 1), ("a", 0)]


def test_a_processor_of_citation_styles_reads_csl_json():
    """By a style of others; no field is unknown to it, and nothing is a preprint."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    rows = Library(BRIEFING._replace(source="https://example.org/a"), PASTED)
    items = json.loads(written("csl", NOTES, rows))
    for item in items:
        del item["custom"]  # of the schema, and for programs; the processor warns of it
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        style = CitationStylesStyle("harvard-cite-them-right", validate=False)
        bibliography = CitationStylesBibliography(style, CiteProcJSON(items), formatter.plain)
        bibliography.register(Citation([CitationItem(item["id"]) for item in items]))
        first, second = map(str, bibliography.bibliography())
    assert first.startswith("Byron, A. (2024) ")
    assert "https://example.org/a (Accessed: May 24, 2024)" in first
    assert "A pasted text" in second


@pytest.mark.parametrize("number", range(len(HOSTILE) - 1))
def test_a_parser_of_bibtex_reads_what_was_meant(number):
    import bibtexparser

    title = HOSTILE[number]
    row = BRIEFING._replace(title=title, byline=title, publisher=title)
    library = bibtexparser.parse_string(written("bibtex", NOTES, Library(row, PASTED)))
    assert library.failed_blocks == []
    assert [entry["reader"] for entry in library.entries] == [
        f"reader://article/{each.id}" for each in (row, PASTED)
    ]
    assert library.entries[0]["date"] == "2024-05-23"
