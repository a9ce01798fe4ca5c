"""The Markdown export, read again by another's parser."""

from __future__ import annotations

import re

import yaml
from export_samples import BRIEFING, Library, articles, make_note
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from reader.exporting.body import contained
from reader.exporting.escaping import escape_heading, escape_line, escape_lines
from reader.exporting.registry import ExportOptions, by_name

export = by_name("markdown").export

MARKS = st.sampled_from(
    [
        *("# ", "## ", "#", "> ", "- ", "+ ", "* ", "1. ", "23) ", "```", "~~~", "---", "===", "***", "___"),
        *("    ", "\t", " ", "\n", "\n\n", "\\", "`", "``", "*", "**", "_", "__", "~", "~~", "[", "](", ")"),
        *("![", "]: x", "<b>", "</b>", "<!--", "-->", "<script>", "<?", "<!X", "<http://x.y>", "<", ">"),
        *("&amp;", "&#35;", "&", "|", "|--|", ":-", "a", "b c", "é", "好", "\u00a0", "\u3000", "http://x.y"),
    ]
)
HOSTILE = st.lists(MARKS, max_size=14).map("".join)
PARSERS = (MarkdownIt("commonmark"), MarkdownIt("gfm-like", {"linkify": False}))


def parse(text: str, parser: MarkdownIt = PARSERS[0]) -> SyntaxTreeNode:
    return SyntaxTreeNode(parser.parse(text))


def shown(node: SyntaxTreeNode) -> str:
    """The text that is seen."""
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    if not node.children:
        return "" if node.is_root else node.content
    return "".join(shown(child) for child in node.children) + ("\n" if node.type == "paragraph" else "")


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@settings(deadline=None, max_examples=300)
@given(HOSTILE)
def test_an_escaped_text_is_shown_as_it_is(text):
    lines = [f"> {line}" for line in escape_lines(text)]
    for parser in PARSERS:
        document = parse("\n".join([*lines, "", "after"]), parser)
        kinds = [child.type for child in document.children]
        assert kinds == (["blockquote", "paragraph"] if lines else ["paragraph"])
        if lines:
            quotation = document.children[0]
            assert {child.type for child in quotation.children} == {"paragraph"}
            inline = {node.type for node in quotation.walk() if node.type not in ("blockquote", "paragraph")}
            assert inline <= {"inline", "text", "softbreak", "hardbreak", "text_special"}
            assert folded(shown(quotation)) == folded(text)


@settings(deadline=None, max_examples=150)
@given(HOSTILE)
def test_a_line_and_a_heading_are_shown_as_they_are(text):
    line = folded(text)
    [heading] = parse(f"## {escape_heading(line)}").children
    assert heading.tag == "h2"
    assert shown(heading) == line
    [paragraph] = parse(f"{escape_line(line)} ·").children
    assert paragraph.type == "paragraph"
    assert folded(shown(paragraph)) == folded(f"{line} ·")


@settings(deadline=None, max_examples=300)
@given(HOSTILE, st.integers(2, 5))
def test_a_body_reaches_no_further_than_itself(body, level):
    document = parse(f"before\n\n{contained(body, level)}\n\nafter")
    assert shown(document.children[0]).strip() == "before"
    assert document.children[-1].type == "paragraph"
    assert shown(document.children[-1]).strip() == "after"
    # What stands in a picture's text is shown, not obeyed: HTML there has no effect.
    html = [node for node in document.walk() if node.type.startswith("html")]
    assert all(node.parent is not None and node.parent.type == "image" for node in html)
    headings = [child for child in document.children if child.type == "heading"]
    assert all(int(heading.tag[1]) > level for heading in headings)


@settings(deadline=None, max_examples=150)
@given(HOSTILE)
def test_a_body_without_html_is_shown_as_it_was_meant(body):
    before = parse(body)
    if any(node.type.startswith("html") for node in before.walk()):
        return
    after = parse(contained(body, 2))
    assert folded(shown(before)) == folded(shown(after))


def test_a_harmless_body_stays_as_it_is():
    body = "Some *emphasis*, a [link](http://x.y), `code <b>` \\#\n\n- one\n- two\n\n```\n# no heading\n```"
    assert contained(body, 2) == body


def test_headings_are_lowered_and_keep_their_order():
    assert contained("# A\n\n### B ##\n\nC\nd #\n---", 3) == "#### A\n\n###### B ##\n\n##### C d \\#"


def test_html_is_shown_and_code_left_alone():
    body = "a <script>x</script> `<b>` <http://x.y> 1 < 2\n\n<!-- open\n\n    <pre>"
    assert contained(body, 2) == (
        "a \\<script>x\\</script> `<b>` <http://x.y> 1 < 2\n\n\\<!-- open\n\n    <pre>"
    )


def test_an_open_block_of_code_is_ended():
    assert contained("x\n\n~~~~ py\n# y", 2) == "x\n\n~~~~ py\n# y\n~~~~"


def test_what_nests_without_end_becomes_text():
    body = "> " * 300 + "<script>"
    document = parse(contained(body, 2), MarkdownIt("commonmark", {"maxNesting": 100}))
    assert [child.type for child in document.children] == ["paragraph"]
    assert folded(shown(document)) == body


def test_a_long_body_is_quick():
    body = "<b>x</b> and `y` # z\n" * 5000
    assert contained(body, 2).count("\\<") == 10_000


def front_matter(text: str) -> dict[str, object]:
    assert text.startswith("---\n")
    return yaml.safe_load(text[4 : text.index("\n---\n", 4)])


@settings(deadline=None, max_examples=200)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_the_front_matter_is_read_as_it_was_meant(title):
    row = BRIEFING._replace(title=title)
    values = front_matter("".join(export([make_note(1, "q")], Library(row), ExportOptions())))
    assert values["title"] == title
    assert str(values["published"]) == "2024-05-23"
    assert values["source"] == "/home/ada/briefings/locks.txt"


def test_words_that_yaml_takes_for_something_else_are_quoted():
    for title in (
        "yes",
        "Null",
        "~",
        "12",
        "1e3",
        "2024-03-29",
        "- a",
        "a: b",
        "a #b",
        "{x}",
        "'",
        '"',
        " a ",
    ):
        row = BRIEFING._replace(title=title)
        values = front_matter("".join(export([make_note(1, "q")], Library(row), ExportOptions())))
        assert values["title"] == title


@settings(deadline=None, max_examples=100)
@given(HOSTILE, HOSTILE, HOSTILE.map(folded).filter(bool), HOSTILE.map(folded).filter(bool))
def test_the_outline_is_the_sections_whatever_stands_in_the_notes(quote, body, section, tag):
    notes = [
        make_note(1, "whole", body),
        make_note(2, quote or "q", body, (section,), tags=(tag,)),
        make_note(3, None, body, (section, "Below")),
    ]
    text = "".join(export(notes, articles, ExportOptions()))
    document = parse(text[text.index("\n---\n", 4) + 5 :])
    headings = [(child.tag, shown(child)) for child in document.children if child.type == "heading"]
    own = [(tag_, title) for tag_, title in headings if (tag_, title) in (("h2", section), ("h3", "Below"))]
    assert ("h2", section) in own
    assert ("h3", "Below") in own
    assert [each for each in headings if each[0] in ("h1", "h2")] == [("h2", section)]
    links = [node.attrs["href"] for node in document.walk() if node.type == "link"]
    assert [f"reader://note/{note.id}" for note in notes] == [
        link for link in links if link.startswith("reader:")
    ]
