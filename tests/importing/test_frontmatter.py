"""Front matter is read, never constructed or expanded; a broken one is text."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.article import Imported
from reader.importing.header.frontmatter import FrontMatter, split_front_matter
from reader.importing.markdown.article import read


def imported(text: str) -> Imported:
    return read(text.encode(), "notes.md", "")


def test_what_is_used_of_it() -> None:
    split = split_front_matter(
        "---\n"
        "# a comment\n"
        "title: 'Of: Trams'\n"
        "date: 2024-11-14\n"
        "author:\n  - Jane Doe\n  - John Roe\n"
        "source: The Town\n"
        "lang: de_AT\n"
        "tags: [a, b]\n"
        "nested: {title: no, deeper: [x]}\n"
        "...\n"
        "Body\n"
    )
    assert split.body == "Body\n"
    assert split.matter == FrontMatter(
        "Of: Trams", "2024-11-14", "Jane Doe, John Roe", "The Town", "de-AT", ("tags", "nested")
    )


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("2024-11-14", "2024-11-14"),
        ("2024-11-14T23:30:00-08:00", "2024-11-14"),
        ("2024-11-14 08:00:00 +0100", "2024-11-14"),
        ('"14 November 2024"', "2024-11-14"),
        ("November 14, 2024", "2024-11-14"),
        ("03/04/2024", None),
        ("2024-02-30", None),
        ("2024", None),
        ("", None),
        ("null", None),
    ],
)
def test_dates(written: str, published: str | None) -> None:
    article = imported(f"---\ntitle: T\ndate: {written}\n---\nBody.")
    assert article.published == published
    assert bool(article.warnings) == (published is None and written not in ("", "null"))


def test_its_title_stands_before_the_heading_and_not_in_the_text() -> None:
    article = imported("---\ntitle: From the matter\n---\n# From the text\n\nBody.")
    assert article.title == "From the matter"
    assert [(b.kind.value, b.text) for b in article.blocks] == [
        ("title", "From the text"),
        ("paragraph", "Body."),
    ]


def test_what_is_left_out_is_named() -> None:
    article = imported("---\ntitle: T\nlayout: post\ntags: [a]\n---\nBody.")
    assert article.omitted == ("front matter: layout", "front matter: tags")


def test_control_characters_do_not_come_in_by_an_escape() -> None:
    assert imported('---\ntitle: "a\\e[31m\\u0000b\\nc"\n---\nBody.').title == "a[31mb c"


@pytest.mark.parametrize(
    "matter",
    [
        "title: [x",
        "title: x\n  bad: y",
        "a: &x [b]\nb: *x",
        "title: !!python/object/apply:os.system ['true']",
        "title: !!str x",
        "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]",
        "title: x\n? [a]\n: b",
    ],
)
def test_a_broken_one_is_text(matter: str) -> None:
    article = imported(f"---\n{matter}\n---\nBody.")
    assert article.blocks[0].text.splitlines()[:2] == ["---", matter.splitlines()[0].strip()]
    assert article.blocks[-1].text == "Body."
    assert any("front matter" in warning for warning in article.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nSome text.\n\n---\n\nMore.",
        "---\nno end: of it",
        "--- \n- a list\n---\nBody.",
        "text\n---\ntitle: x\n---\n",
        "---\n---\nBody.",
    ],
)
def test_what_is_none(text: str) -> None:
    split = split_front_matter(text)
    assert (split.matter, split.broken, split.body) == (None, "", text)


def test_hostile_ones_take_no_time() -> None:
    started = time.process_time()
    for value in ("[" * 50_000, "{a: " * 15_000, "- " * 30_000, "'" * 60_000, "&a " * 20_000, "x: " * 20_000):
        split_front_matter(f"---\ntitle: {value}\n---\nBody.")
    split_front_matter("---\n" * 200_000)
    split_front_matter("---\na: b\n" + "x" * 5_000_000)
    assert time.process_time() - started < 5


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="ab:-[]{}&*!'\"#|>?,% \n\t\\0", max_size=60))
def test_nothing_is_lost_of_any(matter: str) -> None:
    text = f"---\na{matter}\n---\nBody.\n"
    split = split_front_matter(text)
    if split.matter is None:
        assert split.broken + "\n" * (len(text) - len(split.broken) - len(split.body)) + split.body == text
    else:
        assert text.endswith(split.body)
