"""The whole article with its notes in place, read again by other people's parsers."""

from __future__ import annotations

import dataclasses
import re

import pytest
from elements import Elements
from export_samples import BRIEFING, COUNTED, HOSTILE, PASTED, Library, make_note
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin

from reader.domain.article import Article
from reader.domain.blocks import Block, BlockKind, Span, SpanKind
from reader.domain.notes import NoteState
from reader.exporting.annotated import Annotated
from reader.exporting.registry import ExportOptions, by_name

BLOCKS = (
    Block(BlockKind.TITLE, "Locks: the canal at Ostrey"),
    Block(
        BlockKind.PARAGRAPH,
        "The canal is closed to all but small boats since Monday. *Why?",
        (Span(4, 9, SpanKind.EMPHASIS), Span(27, 38, SpanKind.LINK, "https://example.org/(x)")),
    ),
    Block(BlockKind.HEADING, "A Gate From 1931", level=2),
    Block(BlockKind.LIST_ITEM, "• It leaks a bathtub a second.", (Span(5, 12, SpanKind.STRONG),), 1, 0, "• "),
    Block(BlockKind.LIST_ITEM, "☑ Ask <the> office.", (), 2, 0, "☑ "),
    Block(BlockKind.QUOTE, "3. Gravel\n- and sand", (), 0, 2),
    Block(BlockKind.CODE, "price = `3`\n<b>", info="py"),
    Block(BlockKind.TABLE, "boat\tprice\nAda | Bo\t3", (Span(11, 14, SpanKind.CODE),), info="lr"),
    Block(BlockKind.RULE, "* * *"),
    Block(BlockKind.FIGURE, "The gate", info="gate.png"),
    Block(BlockKind.PARAGRAPH, "A last == word & <b"),
)
COMMENT = f"\n<!-- {COUNTED} -->\n"
PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"]).use(footnote_plugin)


class Sample(Library):
    def __init__(self, blocks=BLOCKS, **options) -> None:
        super().__init__(BRIEFING, PASTED, **options)
        self.blocks = blocks

    def whole(self, article_id: str, /) -> Article:
        blocks = self.blocks if article_id == BRIEFING.id else (Block(BlockKind.PARAGRAPH, "Pasted text."),)
        return dataclasses.replace(super().whole(article_id), blocks=blocks)


def on(quote: str, number: int, body: str = "", blocks=BLOCKS, **options):
    text = dataclasses.replace(Library(BRIEFING).whole(BRIEFING.id), blocks=blocks).text
    return make_note(number, quote, body, start=text.index(quote), **options)


NOTES = (
    make_note(1, None, "On the whole."),
    on("closed to all but", 2, "Since *when*?\n\n- ask", color="pink", tags=("canal", "to do")),
    on("all but small boats", 3),
    make_note(4, None, "# On the section", ("A Gate From 1931",)),
    on("a second.\n\n☑ Ask <the>", 5, "Over two blocks.", color="green"),
    on("`3`", 6, "In code."),
    on("price\nAda", 7, "Over cells."),
    on("last == word", 8, "1. one", color="blue"),
    make_note(9, "gone for good", "Why?", state=NoteState.DETACHED, start=3, color="violet"),
)


def written(name, notes=NOTES, library=None, **options) -> str:
    return "".join(by_name(name).export(iter(notes), library or Sample(), ExportOptions(**options)))


def blocks_of(markdown: str) -> SyntaxTreeNode:
    """What stands between front matter and the count at the end."""
    text = markdown[markdown.index("\n---\n", 4) + 5 :]
    assert text.endswith(COMMENT)
    return SyntaxTreeNode(PARSER.parse(text.removesuffix(COMMENT)))


def folded(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("name", ["annotated-markdown", "annotated-html"])
def test_an_article_with_its_notes(name, golden):
    golden(f"one-article{by_name(name).suffixes[0]}", written(name))


def test_in_html_the_text_is_all_there_and_marked():
    html = Elements(written("annotated-html"))
    assert html.open == []
    assert html.is_safe
    ids = [attributes["id"] for _, attributes in html.tags if attributes.get("id", "").startswith("note-")]
    assert ids == [f"note-{note.id}" for note in NOTES]
    marks = [attributes["class"] for tag, attributes in html.tags if tag == "mark"]
    assert {"pink", "yellow", "green", "blue"} == set(marks)
    assert [
        attributes["href"] for tag, attributes in html.tags if attributes.get("href", "").startswith("http")
    ]
    for block in BLOCKS:
        if block.kind is not BlockKind.RULE:
            without_marks = html.text.replace("✎", "")
            assert folded(block.text).replace(" ", "") in without_marks.replace(" ", "").replace("\n", "")
    assert "gone for good" in html.text


def shown(node: SyntaxTreeNode) -> str:
    if node.type in ("footnote_ref", "footnote_anchor"):
        return ""
    if node.type in ("softbreak", "hardbreak"):
        return "\n"
    return "".join(map(shown, node.children)) if node.children else node.content if not node.is_root else ""


def test_in_markdown_the_text_is_all_there_and_marked():
    text = written("annotated-markdown")
    tree = blocks_of(text)
    kinds = [node.type for node in tree.children]
    assert kinds == [
        *("heading", "paragraph", "paragraph", "heading", "bullet_list", "blockquote", "fence", "paragraph"),
        *("table", "hr", "paragraph", "paragraph", "heading", "blockquote", "paragraph", "paragraph"),
        "footnote_block",
    ]
    references = [node.meta["label"] for node in tree.walk() if node.type == "footnote_ref"]
    assert references == [str(number) for number in range(1, len(references) + 1)]
    footnotes = tree.children[-1].children
    assert len(footnotes) == len(references) == 7
    notes = [folded(shown(footnote)) for footnote in footnotes]
    assert notes[0].startswith("On the whole.")
    assert "ask" in notes[1]
    assert "#to do" in notes[1]
    assert shown(tree.children[2]).count("==") == 4
    assert "gone for good" in shown(tree)
    assert shown(tree.children[6]) == "price = `3`\n<b>\n"
    whole = folded(shown(tree)).replace("==", "").replace(" ", "")
    for block in BLOCKS:
        if block.kind not in (BlockKind.RULE, BlockKind.TABLE):
            wanted = block.text[len(block.marker) :].replace("==", "")
            assert folded(wanted).replace(" ", "") in whole, block


def test_an_article_without_notes_that_was_asked_for():
    for name in ("annotated-markdown", "annotated-html"):
        text = written(name, [], Sample(asked=(BRIEFING.id, PASTED.id)), several=True)
        assert text.index("small b") < text.index("Pasted text")
        assert text.endswith("\n")


def test_a_note_whose_words_do_not_stand_there_is_not_lost():
    note = make_note(1, "never written", "Kept.", start=10)
    for name in ("annotated-markdown", "annotated-html"):
        assert "never written" in written(name, [note])
        assert "Kept." in written(name, [note])


MARKS = st.sampled_from(
    [
        *"*_=~`<>&[]!|#-+$\\^",
        "==",
        "**",
        "~~",
        "![",
        "](x)",
        "[^1]",
        "1. ",
        "# ",
        "a",
        "b c",
        " ",
        "é",
        "&amp;",
    ]
)
TEXT = st.lists(MARKS, min_size=1, max_size=12).map("".join).map(str.strip).filter(bool)


@settings(deadline=None, max_examples=150)
@given(TEXT, st.data())
def test_any_text_is_shown_as_it_is_wherever_it_is_marked(text, data):
    blocks = (Block(BlockKind.PARAGRAPH, text), Block(BlockKind.PARAGRAPH, "after"))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    note = make_note(1, text[start:end], "Body.", start=start)
    markdown = written("annotated-markdown", [note], Sample(blocks))
    tree = blocks_of(markdown)
    assert [node.type for node in tree.children] == ["heading", "paragraph", "paragraph", "footnote_block"]
    assert folded(shown(tree.children[1]).replace("==", "")) == folded(text.replace("==", ""))
    html = Elements(written("annotated-html", [note], Sample(blocks)))
    assert html.is_safe
    assert html.open == []


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_hostile_bodies(number):
    text = HOSTILE[number]
    notes = [on("closed", 1, text, tags=(text, "a\nb")), on("boats", 2, "Next.")]
    html = Elements(written("annotated-html", notes))
    assert html.is_safe
    assert html.open == []
    markdown = written("annotated-markdown", notes)
    tree = blocks_of(markdown)
    assert len(tree.children[-1].children) == 2
    assert "Next." in shown(tree.children[-1].children[1])


def test_notes_that_end_between_blocks_end_with_the_first():
    article = Sample().whole(BRIEFING.id)
    note = make_note(1, article.text[0:27], "x", start=0)
    pieces = list(Annotated(article, [note]).pieces())
    assert [run.ended for run in pieces[0].runs()] == [(note,)]
    assert pieces[1].notes == ()
    assert re.fullmatch(r"Locks.*\n", note.passage.quote)
