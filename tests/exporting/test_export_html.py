"""The page, read again by Python's HTML parser."""

from __future__ import annotations

import pytest
from elements import Elements
from export_samples import BRIEFING, HOSTILE, NOTES, Library, articles, make_note

from reader.exporting.registry import ExportOptions, by_name

export = by_name("html").export


def page(notes=NOTES, **options) -> Elements:
    html = Elements("".join(export(iter(notes), articles, ExportOptions(**options))))
    assert html.open == []
    assert html.is_safe
    return html


def headings(html: Elements) -> list[str]:
    return [tag for tag, _ in html.tags if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()]


def test_notes_stand_by_article_and_section():
    html = page(several=True)
    ids = [attributes["id"] for tag, attributes in html.tags if tag == "article"]
    assert ids == [f"note-{note.id}" for note in NOTES]
    assert headings(html)[:4] == ["h1", "h2", "h2", "h3"]
    for words in ("leaks a bathtub a second", "ask the office", "#to do", "cook in *turns* [sic]"):
        assert words in html.text
    assert "“好吗？”他问 <x> & y" in html.text


def test_the_page_says_that_nothing_may_run_or_be_loaded():
    policy = [
        attributes["content"]
        for _, attributes in page().tags
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy[0].startswith("default-src 'none'; style-src 'unsafe-inline'")
    assert page().tags[0] == ("html", {"lang": "en"})


def test_options():
    assert "reader://" in str(page().tags)
    assert "reader://" not in str(page(links=False).tags)
    assert headings(page(NOTES[:3], grouped=False)) == ["h1"]
    assert "A Gate From 1931" in page(NOTES[:3], grouped=False).text


def test_without_notes():
    assert "No notes." in page([]).text


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_stands_in_a_note(number):
    text = HOSTILE[number]
    notes = [make_note(1, text or "q", text, (text,), tags=(text, "a\nb")), make_note(2, None, text)]
    html = page(notes)
    assert len([tag for tag, _ in html.tags if tag == "article"]) == 2
    for line in text.splitlines():
        assert " ".join(line.split()) in " ".join(html.text.split())


def test_an_article_with_hostile_facts():
    row = BRIEFING._replace(
        title='"><script>x', language='"><script>', publisher="<img src=x>", source="</style>"
    )
    html = Elements("".join(export(NOTES[:1], Library(row), ExportOptions())))
    assert html.is_safe
    assert html.open == []
    assert '"><script>x' in html.text
