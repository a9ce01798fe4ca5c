"""Whatever stands in a Markdown file: it is read, nothing visible is lost, and soon."""

import time
import tracemalloc
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from reader.domain.article import Imported
from reader.domain.plain_text import plain_text
from reader.errors import ReaderError
from reader.importing.markdown import article as markdown
from reader.importing.markdown import inline as markdown_inline
from reader.importing.markdown import parser as markdown_parser
from reader.importing.markdown.article import read
from reader.importing.markdown.parser import parse_blocks

FRAGMENTS = [
    "a",
    "b ",
    "é",
    "\n",
    "\n\n",
    "  ",
    "    ",
    "\t",
    "> ",
    "- ",
    "* ",
    "1. ",
    "2) ",
    "# ",
    "## ",
    "---",
    "===",
    "|",
    "|-|-|\n",
    "```\n",
    "~~~",
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "(",
    ")",
    "![",
    "<b>",
    "</b>",
    "<div>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "&amp;",
    "&#x301;",
    "\\",
    "[a]: /u\n",
    "[a]",
    "[^1]",
    "[^1]: x",
    "^[",
    "~~",
    "<http://x>",
    "!",
    "-",
    "=",
    "+ ",
    "- [ ] ",
    "---\n",
    "title: x\n",
    "date 2024-03-29 ",
    "By Jane Doe\n",
]
WORDS = [
    "WORD",
    "WORD ",
    "\n",
    "\n\n",
    "  \n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "# ",
    "*",
    "**",
    "_",
    "` ",
    "~~ ",
    "|",
    "\n|-|-|\n",
    "[",
    "]",
    "!",
    "&amp;",
    "\\",
    "<b>",
    "</i>",
    "\n---\n",
    "\n===\n",
    "<div>\n",
    "^[",
]
markup = st.lists(st.sampled_from(FRAGMENTS), max_size=40).map("".join)


def check(article: Imported) -> None:
    """Assert what holds of every imported article."""
    assert article.title.strip()
    for block in article.blocks:
        assert block.text == block.text.rstrip()
        assert block.text.startswith(block.marker)
        assert [s.start for s in block.spans] == sorted(s.start for s in block.spans)
        for span in block.spans:
            assert 0 <= span.start < span.end <= len(block.text)
    text = plain_text(article.blocks)
    assert not any(ord(c) < 32 and c not in "\n\t" for c in text)


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), markup))
def test_any_text_is_read(text: str) -> None:
    try:
        article = read(text.encode("utf-8", "replace"), "", "")
    except ReaderError:
        return
    check(article)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=50))
def test_every_word_is_kept(fragments: list[str]) -> None:
    words = 0
    parts = []
    for fragment in fragments:
        while "WORD" in fragment:
            words += 1
            fragment = fragment.replace("WORD", f"w{words}x", 1)
        parts.append(fragment)
    source = "".join(parts)
    try:
        text = plain_text(read(source.encode(), "", "").blocks)
    except ReaderError:
        assert not words
        return
    for number in range(1, words + 1):
        assert f"w{number}x" in text, source


def stock_parser() -> MarkdownIt:
    stock = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    stock.use(footnote_plugin, move_to_end=False)
    stock.validateLink = lambda url: True  # type: ignore[method-assign]
    return stock


def inline_signature(tokens: list[Token]) -> list[Any]:
    found: list[Any] = []
    for token in tokens:
        if token.type in ("text", "text_special"):
            if found and isinstance(found[-1], str):
                found[-1] += token.content
            elif token.content:
                found.append(token.content)
        else:
            found.append((token.type, token.content, dict(token.attrs), token.meta.get("label")))
    return found


@settings(max_examples=200, deadline=None)
@given(markup)
def test_our_loops_find_what_the_library_finds(source: str) -> None:
    stock = stock_parser()
    env: dict[str, Any] = {}
    ours: list[Token] = []
    parse_blocks(source, env, ours.extend)
    theirs = [token for token in stock.parse(source) if not token.type.startswith("paragraph")]
    assert [(t.type, t.tag, t.content, t.info) for t in ours] == [
        (t.type, t.tag, t.content, t.info) for t in theirs
    ]
    md = markdown_parser.markdown_parser()
    for mine, token in zip(ours, theirs, strict=True):
        if token.type == "inline":
            tokens = md.inline.parse(mine.content, md, env, [])
            assert inline_signature(tokens) == inline_signature(token.children or [])


HOSTILE = {
    "a line without a space": "x" * 500_000,
    "headings": "".join(f"# Heading {i}\n\ntext {i}\n\n" for i in range(5_000)),
    "nested quotations": ">" * 100_000 + "end",
    "nested quotations with spaces": "> " * 50_000 + "end",
    "nested quotations, a line each": "".join(">" * min(i, 300) + " x\n" for i in range(1_000)) + "end",
    "a deep quotation that goes on": ">" * 200 + "a\n" + "b\n" * 2_000 + "end",
    "nested lists": "".join(" " * (2 * i) + "- x\n" for i in range(500)) + " " * 1000 + "- end",
    "nested lists in one line": "- " * 5_000 + "end",
    "numbers in one line": "1. " * 50_000 + "end",
    "a wide table": "|" + "a|" * 100 + "\n|" + "-|" * 100 + "\n" + ("|" + "b|" * 100 + "\n") * 50 + "|end|",
    "brackets": "[" * 50_000 + "end",
    "emphasis": "*a " * 30_000 + "end",
    "emphasis of two kinds": "*a**b_" * 15_000 + "end",
    "angles": "<" * 50_000 + "end",
    "tags that are no tags": '<a b="' * 20_000 + "end",
    "comments": "x <!-- " * 20_000 + "end",
    "raw blocks": "<div>\n" * 10_000 + "end",
    "raw comments": "<p><!-- " * 20_000 + "end",
    "scripts": "a <script> " * 10_000 + "end",
    "ampersands": "&" * 50_000 + "end",
    "marks by entities": "a" + "&#x301;" * 30_000 + " end",
    "backticks": "".join("`" * (i % 300 + 1) + "a" for i in range(1_500)) + "end",
    "links that do not end": "[a](b" * 20_000 + "end",
    "images in images": "![" * 20_000 + "end" + "](x)" * 20_000,
    "footnotes in footnotes": "^[" * 20_000 + "end" + "]" * 20_000,
    "definitions": "".join(f"[a{i}]: /u\n" for i in range(5_000)) + "end",
    "definitions that do not end": "[a\n" * 10_000 + "end",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_texts_are_read_whole_and_soon(name: str) -> None:
    source = HOSTILE[name].encode()
    started = time.process_time()
    article = read(source, "", "")
    assert time.process_time() - started < 10
    check(article)
    assert "end" in plain_text(article.blocks)[-100_000:] or name in ("a line without a space", "headings")


def test_what_is_nested_too_deep_is_said() -> None:
    article = read(b"> " * 150 + b"text", "", "")
    assert article.blocks[0].quote == markdown_parser.MAX_NESTING
    assert article.blocks[0].text == "> " * 50 + "text"
    assert any("nested" in warning for warning in article.warnings)


def test_too_much_of_anything_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(markdown_parser, "MAX_STEPS", 3)
    article = read(b"# a\n\n- b\n\n# c\n\n# d\n\n- e\n\n*f*", "", "")
    assert [b.text for b in article.blocks] == ["a", "• b", "c", "# d", "- e", "f"]
    assert any("headings" in warning for warning in article.warnings)
    monkeypatch.undo()
    monkeypatch.setattr(markdown_inline, "MAX_MARKS", 3)
    article = read(b"x\n\n`a` `b`\n\n`c`", "", "")
    assert [b.text for b in article.blocks] == ["x", "a b", "`c`"]
    assert any("marks" in warning for warning in article.warnings)
    monkeypatch.setattr(markdown, "MAX_LINES", 3)
    with pytest.raises(ReaderError, match="more than 3 lines"):
        read(b"a\n" * 5, "", "")


def test_a_long_list_is_not_held_as_tokens() -> None:
    source = b"- a\n" * 5_000
    read(b"- a", "", "")
    tracemalloc.start()
    read(source, "", "")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    # Its tokens alone would be ten.
    assert peak < 6_000_000
