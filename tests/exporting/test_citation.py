"""A passage as writers cite it. What the styles say was compared with the manuals' own examples."""

from __future__ import annotations

import warnings

import pytest
from export_samples import BRIEFING, HOSTILE, PASTED
from markdown_it.common.utils import escapeHtml

from reader.bundled import resources
from reader.domain.article import Article
from reader.domain.blocks import Block, BlockKind
from reader.exporting.citation import STYLES, cite, place_in

APA, MLA, DATE, NOTES = STYLES
WEB = BRIEFING._replace(source="https://example.org/locks", published="2024-09-03")


def parts(article, style, section="A Gate From 1931", paragraph=4) -> list[str]:
    return cite(article, "leaks a bathtub", section, paragraph, style).text.strip().split("\n\n")


def test_apa():
    assert parts(WEB, APA) == [
        "“leaks a bathtub” (Byron, 2024, “A Gate From 1931” section, para. 4)",
        "Byron, A. (2024, September 3). Locks: the canal at Ostrey (Revision 2). Harbour Post. "
        "Retrieved May 24, 2024, from https://example.org/locks",
    ]


def test_mla():
    assert parts(WEB, MLA) == [
        "“leaks a bathtub” (Byron, sec. “A Gate From 1931,” par. 4)",
        "Byron, Ada. “Locks: The Canal at Ostrey.” Harbour Post, revision 2, 3 Sept. 2024, "
        "https://example.org/locks. Accessed 24 May 2024.",
    ]


def test_chicago_with_author_and_date():
    assert parts(WEB, DATE) == [
        "“leaks a bathtub” (Byron 2024, under “A Gate From 1931,” para. 4)",
        "Byron, Ada. 2024. “Locks: The Canal at Ostrey.” Harbour Post, September 3. "
        "Revision 2, accessed May 24, 2024. https://example.org/locks.",
    ]


def test_chicago_with_notes():
    assert parts(WEB, NOTES) == [
        "“leaks a bathtub”",
        "Ada Byron, “Locks: The Canal at Ostrey,” Harbour Post, September 3, 2024, under “A Gate From 1931,” "
        "para. 4, revision 2, accessed May 24, 2024, https://example.org/locks.",
        "Byron, Ada. “Locks: The Canal at Ostrey.” Harbour Post, September 3, 2024. "
        "Revision 2, accessed May 24, 2024. https://example.org/locks.",
    ]


@pytest.mark.parametrize("style", STYLES, ids=lambda each: each.name)
def test_a_style_is_valid(style):
    """Against the schema of the Citation Style Language, which citeproc-py brings."""
    from citeproc import CitationStylesStyle

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        CitationStylesStyle(str(resources() / "styles" / f"{style.name}.csl"), validate=True)


@pytest.mark.parametrize("style", STYLES, ids=lambda each: each.name)
def test_what_is_not_known_is_left_out(style):
    *_, reference = parts(PASTED, style, "", None)
    assert reference.count("A pasted text") == 1
    assert "evision 1" in reference
    assert "2024" in reference  # the day it was read
    for wrong in ("None", "()", "“”", " ,", " .", "..", ",,"):
        assert wrong not in reference
    assert "section" not in reference


def test_without_author_or_date():
    assert parts(WEB._replace(byline=""), APA)[0].startswith(
        "“leaks a bathtub” (Locks: the canal at Ostrey, 2024"
    )
    assert parts(WEB._replace(published=None), APA)[0].startswith("“leaks a bathtub” (Byron, n.d.,")
    assert parts(WEB._replace(byline=""), DATE)[0].startswith("“leaks a bathtub” (Harbour Post 2024,")
    assert parts(PASTED, DATE, "", None)[0] == "“leaks a bathtub” (“A pasted text” n.d.)"


def test_several_authors():
    two = WEB._replace(byline="Ada Byron and Ludwig van der Rohe")
    assert "(Byron & van der Rohe, 2024" in parts(two, APA)[0]
    assert parts(two, MLA)[1].startswith("Byron, Ada, and Ludwig van der Rohe. ")
    three = WEB._replace(byline="Ada Byron, Mary Somerville and Reuters")
    assert "(Byron et al. 2024" in parts(three, DATE)[0]
    assert parts(three, APA)[1].startswith("Byron, A., Somerville, M., & Reuters. (2024")


def test_a_title_keeps_its_marks_and_its_capitals():
    assert "“Where Now?” Harbour" in parts(WEB._replace(title="Where now?"), MLA)[1]
    assert "“Wait…” Harbour" in parts(WEB._replace(title="Wait…"), MLA)[1]
    german = WEB._replace(title="Das alte Tor am Kanal", language="de")
    assert "“Das alte Tor am Kanal.”" in parts(german, MLA)[1]
    hebrew = BRIEFING._replace(title="שלום עולם", byline="Reuters", language="he")
    assert parts(hebrew, NOTES)[1].startswith("Reuters, “שלום עולם,” Harbour Post, ")


@pytest.mark.parametrize("style", STYLES, ids=lambda each: each.name)
@pytest.mark.parametrize("text", [*HOSTILE[:-2], "<b>x</b> & \ue000 &amp;"])
def test_nothing_in_a_text_is_a_tag(style, text):
    row = WEB._replace(title=text, byline=text, publisher=text, language=text)
    citation = cite(row, text, text, 1, style)
    left = citation.html
    for tag in ('<p dir="auto">', "</p>", "<i>", "</i>", "<br>"):
        left = left.replace(tag, "")
    assert "<" not in left
    assert "<script>" in citation.text or "<script>" not in text
    assert not set(citation.text + citation.html) & set("\ue001\ue002\x1b\x00")


def test_titles_are_in_italics():
    html = cite(WEB, "a < b\nc & d", "", 1, APA).html
    assert "<i>Locks: the canal at Ostrey</i>" in html
    assert escapeHtml("a < b") in html
    assert "<br>c &amp; d”" in html


def test_where_a_passage_stands():
    def block(kind, text, **fields):
        return Block(kind, text, **fields)

    blocks = (
        block(BlockKind.PARAGRAPH, "lede"),
        block(BlockKind.HEADING, "Gate", level=1),
        block(BlockKind.PARAGRAPH, "one"),
        block(BlockKind.CODE, "code"),
        block(BlockKind.QUOTE, "two", quote=1),
        block(BlockKind.HEADING, "Below", level=2),
        block(BlockKind.PARAGRAPH, "first"),
    )
    article = Article("id", "T", None, "", "", None, "en", 1, blocks)
    found = [place_in(article, start + 1) for start in article.starts]
    assert found == [
        ("", 1),
        ("Gate", None),
        ("Gate", 1),
        ("Gate", None),
        ("Gate", 2),
        ("Below", None),
        ("Below", 1),
    ]
