"""Markdown becomes blocks: every kind of them, and where their spans lie."""

from pathlib import Path

import pytest

from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind, SpanKind
from reader.domain.plain_text import block_starts, plain_text
from reader.domain.sections import section_tree
from reader.errors import ReaderError
from reader.importing.markdown.article import read

DATA = Path(__file__).parents[1] / "data" / "markdown"


def imported(text: str, name: str = "") -> Imported:
    return read(text.encode(), name, "")


def blocks(text: str) -> tuple[Block, ...]:
    return imported(text).blocks


def one(text: str) -> Block:
    (block,) = blocks(text)
    return block


def shape(text: str) -> list[tuple[str, str]]:
    return [(block.kind.value, block.text) for block in blocks(text)]


def spans(block: Block) -> list[tuple[str, str, str]]:
    return [(block.text[s.start : s.end], s.kind.value, s.target) for s in block.spans]


@pytest.fixture(scope="module")
def every_kind() -> Imported:
    return read((DATA / "every-kind.md").read_bytes(), "every-kind.md", "")


def test_every_kind_of_block(every_kind: Imported) -> None:
    assert [(b.kind.value, b.level, b.quote, b.marker, b.info, b.text) for b in every_kind.blocks] == [
        ("title", 0, 0, "", "", "Every kind of block"),
        (
            "paragraph",
            0,
            0,
            "",
            "",
            "A paragraph with emphasis, strong with more in it, code  kept, gone, a link, H2O and x2, "
            "a footnote[1] and one here[2]. © AT&T\nA hard break, then a back*slash.",
        ),
        ("paragraph", 0, 0, "[2] ", "^2", "[2] Said in passing."),
        ("figure", 0, 0, "", "images/picture.png", "A caption"),
        ("heading", 2, 0, "", "", "Lists"),
        ("item", 1, 0, "☐ ", "", "☐ to do"),
        ("item", 1, 0, "☑ ", "", "☑ done, with weight and a lazy line"),
        ("paragraph", 1, 0, "", "", "A second paragraph of the item."),
        ("item", 2, 0, "• ", "", "• nested"),
        ("item", 3, 0, "7) ", "", "7) seven"),
        ("item", 3, 0, "8) ", "", "8) eight"),
        ("item", 1, 0, "1. ", "", "1. one"),
        ("item", 1, 0, "2. ", "", "2. two"),
        ("heading", 2, 0, "", "", "Quotations"),
        ("quote", 0, 1, "", "", "Said once."),
        ("quote", 0, 2, "", "", "Said twice."),
        ("item", 1, 1, "• ", "", "• in a list"),
        ("code", 1, 1, "", "python", 'print("quoted code")'),
        ("table", 0, 0, "", "lcr", "Left\tMiddle\tRight\na\tb\tc\nd\te\tf\tleft over"),
        ("rule", 0, 0, "", "", "* * *"),
        ("code", 0, 0, "", "", "indented code\n\n    deeper"),
        ("heading", 2, 0, "", "", "Setext"),
        ("paragraph", 0, 0, "", "", "Raw <html>\nsecond line"),
        ("code", 0, 0, "", "", "  kept\n    as is"),
        ("paragraph", 0, 0, "[1] ", "one", "[1] The note's text."),
        ("paragraph", 0, 0, "", "one", "Its second paragraph."),
        ("paragraph", 0, 0, "[3] ", "two", "[3] Nothing refers to this."),
    ]


def test_the_spans_of_every_kind(every_kind: Imported) -> None:
    paragraph, note = every_kind.blocks[1:3]
    assert spans(paragraph) == [
        ("emphasis", "em", ""),
        ("strong with more in it", "strong", ""),
        ("more", "em", ""),
        ("code  kept", "code", ""),
        ("gone", "del", ""),
        ("a link", "link", "https://example.org"),
        ("2", "sub", ""),
        ("2", "sup", ""),
        ("[1]", "footnote", "one"),
        ("[2]", "footnote", "^2"),
    ]
    assert spans(note) == [("passing", "em", "")]
    table = next(b for b in every_kind.blocks if b.kind is BlockKind.TABLE)
    assert spans(table) == [("b", "em", ""), ("c", "code", "")]


def test_what_every_kind_says_of_itself(every_kind: Imported) -> None:
    assert every_kind.title == "Every kind of block"
    assert (every_kind.byline, every_kind.published) == ("Ada Example", "2024-03-29")
    assert every_kind.omitted == ("scripts",)
    assert every_kind.warnings == ()
    assert "never read" not in plain_text(every_kind.blocks)


def test_a_real_briefing() -> None:
    article = read((DATA / "tram-noise.md").read_bytes(), "tram-noise.md", "")
    assert article.title == "Why the Tram Squeals"
    assert (article.published, article.byline) == ("2024-11-14", "City desk")
    text = plain_text(article.blocks)
    root = section_tree(article.title, article.blocks, block_starts(article.blocks), len(text))
    assert [section.path for section in root.walk()][1:] == [
        ("Two ways to measure",),
        ("Two ways to measure", "Where the ear is"),
        ("Two ways to measure", "When it rains"),
        ("What can be done",),
        ("Next steps",),
    ]
    assert "silence, and one house less" in text
    assert text.startswith("Residents of the curve")


class TestTitle:
    def test_the_only_heading_of_the_first_level(self) -> None:
        assert shape("# Title\n\ntext\n\n## Part") == [
            ("title", "Title"),
            ("paragraph", "text"),
            ("heading", "Part"),
        ]
        assert shape("Title\n=====\n\ntext")[0] == ("title", "Title")

    def test_an_image_may_stand_before_it(self) -> None:
        assert [kind for kind, _ in shape("![a](b)\n\n# Title\n\ntext")] == ["figure", "title", "paragraph"]

    @pytest.mark.parametrize("text", ["# One\n\ntext\n\n# Two", "lede\n\n# One", "## Part\n\ntext\n\n# One"])
    def test_not_where_text_or_another_comes_first(self, text: str) -> None:
        assert not any(block.kind is BlockKind.TITLE for block in blocks(text))

    @pytest.mark.parametrize(
        "head",
        [
            "**Why Trams Squeal**",
            "Why Trams Squeal\n\nDate: 8 October 2024",
            "Why Trams Squeal\n\n*By Jane Doe*",
            "date 2024-10-08 Why Trams Squeal",
        ],
    )
    def test_a_line_that_cannot_be_anything_else(self, head: str) -> None:
        article = imported(f"{head}\n\nThe town has an answer. It is long.\n\n## Part\n\ntext")
        assert article.title == "Why Trams Squeal"
        assert [(b.kind.value, b.text) for b in article.blocks[:2]] == [
            ("title", "Why Trams Squeal"),
            ("paragraph", "The town has an answer. It is long."),
        ]

    def test_a_first_line_alone_is_a_paragraph(self) -> None:
        assert shape("Why Trams Squeal\n\nThe town knows.")[0] == ("paragraph", "Why Trams Squeal")

    def test_from_a_line_that_says_so(self) -> None:
        article = imported("Title: Of Trams\nSource: The Town\n\nThe lede.")
        assert article.title == "Of Trams"
        assert article.publisher == "The Town"
        assert [b.kind.value for b in article.blocks] == ["title", "paragraph"]

    def test_else_from_the_name_or_the_lede(self) -> None:
        assert imported("Some words. More.", "noise-of-trams.md").title == "Noise of trams"
        assert imported("Some words. More.").title == "Some words"


class TestHeader:
    def test_a_date_before_the_lede(self) -> None:
        article = imported(" date 2024-03-29 Israel *maintains* that\nits campaign\n\n## Strategy\n\ntext")
        assert article.published == "2024-03-29"
        assert article.blocks[0].text == "Israel maintains that its campaign"
        assert spans(article.blocks[0]) == [("maintains", "em", "")]

    def test_marked_up_lines(self) -> None:
        article = imported("# T\n\n**Author:** Jane Doe\n\n**Date:** March 29, 2024\n\nText.")
        assert (article.byline, article.published) == ("Jane Doe", "2024-03-29")
        assert [b.text for b in article.blocks] == ["T", "Text."]

    def test_what_cannot_be_read_in_one_way_stays(self) -> None:
        article = imported("Date: 03/04/2024\n\nText.")
        assert article.published is None
        assert article.blocks[0].text == "Date: 03/04/2024"

    def test_a_subtitle_stays(self) -> None:
        article = imported("# Of Trams\n\nA town explains\n\nBy Jane Doe\n\nText.")
        assert article.byline == "Jane Doe"
        assert [b.text for b in article.blocks] == ["Of Trams", "A town explains", "Text."]

    def test_a_sentence_that_goes_on_and_a_file_of_nothing_else(self) -> None:
        assert shape("By Jane Doe\nand others it was said.") == [
            ("paragraph", "By Jane Doe and others it was said.")
        ]
        assert shape("By Jane Doe") == [("paragraph", "By Jane Doe")]

    def test_not_below_a_section(self) -> None:
        article = imported("# One\n\nDate: 2024-03-29\n\ntext\n\n# Two\n\ntext")
        assert article.published is None
        assert article.blocks[1].text == "Date: 2024-03-29"


class TestLists:
    def test_kinds_of_item(self) -> None:
        assert shape("- a\n- b\n\n9. c\n1. d\n\n* [X] e\n1. [ ] f") == [
            ("item", "• a"),
            ("item", "• b"),
            ("item", "9. c"),
            ("item", "10. d"),
            ("item", "☑ e"),
            ("item", "1. ☐ f"),
        ]

    def test_an_item_that_begins_with_no_text_has_its_marker_alone(self) -> None:
        assert shape("- ```\n  code\n  ```\n- > quoted\n-\n- - inner") == [
            ("item", "•"),
            ("code", "code"),
            ("item", "•"),
            ("quote", "quoted"),
            ("item", "•"),
            ("item", "•"),
            ("item", "• inner"),
        ]

    def test_a_heading_in_a_list_or_quotation_is_no_section(self) -> None:
        item, quote = blocks("- # Head *of*\n\n> ## Said")
        assert (item.kind, item.text) == (BlockKind.LIST_ITEM, "• Head of")
        assert spans(item) == [("Head of", "strong", ""), ("of", "em", "")]
        assert (quote.kind, quote.level) == (BlockKind.QUOTE, 0)

    def test_spans_lie_behind_the_marker(self) -> None:
        assert spans(one("12. *a* b **c**")) == [("a", "em", ""), ("c", "strong", "")]


class TestInline:
    def test_breaks(self) -> None:
        assert one("a\nb").text == "a b"
        assert one("a  \nb\\\nc<br>d<br/>\ne").text == "a\nb\nc\nd\ne"
        assert one("a *b*  \n  c").text == "a b\nc"

    def test_blanks_are_folded(self) -> None:
        assert one("a  b\tc  \n   d &nbsp; e").text == "a b c\nd \u00a0 e"
        assert one("a <b> c </b> d").text == "a c d"

    def test_addresses_that_may_be_opened(self) -> None:
        block = one(
            "[a](http://x) [b](javascript:alert(1)) [c](JaVa&#115;cript:x) [d](data:text/html,x) "
            "[e](../f.md) [f](#g)"
        )
        assert block.text == "a b c d e f"
        assert spans(block) == [
            ("a", "link", "http://x"),
            ("e", "link", "../f.md"),
            ("f", "link", "#g"),
        ]
        assert spans(one("<https://x.org> <a@b.org>")) == [
            ("https://x.org", "link", "https://x.org"),
            ("a@b.org", "link", "mailto:a@b.org"),
        ]

    def test_images(self) -> None:
        assert one("before ![the *alt*](x.png) after").text == "before the alt after"
        figures = blocks("[![a](a.png)](http://x) ![b](b.png)\n![](c.png 'said')")
        assert [(f.kind, f.text, f.info) for f in figures] == [
            (BlockKind.FIGURE, "a", "a.png"),
            (BlockKind.FIGURE, "b", "b.png"),
            (BlockKind.FIGURE, "said", "c.png"),
        ]
        assert blocks("![x](data:image/png;base64,AAAA)")[0].info == "data:image/png;base64,AAAA"
        for other in ("data:image/svg+xml;base64,AAAA", "data:text/html;base64,AAAA", "file:///a.png"):
            assert all(other not in block.info for block in blocks(f"![x]({other})"))

    def test_references(self) -> None:
        assert spans(one("[a] [b][a]\n\n[a]: http://x 'y'")) == [
            ("a", "link", "http://x"),
            ("b", "link", "http://x"),
        ]

    def test_what_entities_stand_for(self) -> None:
        assert (
            one("e&#x301; a&#10;b&Tab;c&#13;d &#0; &#xFFFE;x *e*&#x301;").text
            == "é a b c d \ufffd \ufffdx e\u0301"
        )
        assert one("*e&#x301;* b *c*").spans[1].start == 4

    def test_raw_html_is_dropped_and_its_text_kept(self) -> None:
        block = one(
            'a <b class="x">bold</b> <!-- no --> <script>var x</script> <style>p{}</style><span>b</span>'
        )
        assert block.text == "a bold b"
        assert spans(block) == [("bold", "strong", "")]
        assert imported("a <script>x</script> <style>y</style>").omitted == ("scripts", "style sheets")

    def test_a_script_that_is_never_closed_hides_nothing(self) -> None:
        assert one("a <script> b").text == "a b"
        assert shape("<script>\nvar x\n\nafter") == [("paragraph", "var x after")]

    def test_a_script_over_several_blocks(self) -> None:
        article = imported("<div>before <script>\n\nvar *x*\n\n- y\n\n</script> after</div>\n\nend")
        assert [b.text for b in article.blocks] == ["before", "after", "end"]
        assert article.omitted == ("scripts",)


class TestFootnotes:
    def test_numbers_go_by_reference(self) -> None:
        text = "[^b]: first\n\na[^z] b[^b] c[^z] [^none]\n\n[^z]: last"
        assert [b.text for b in blocks(text)] == ["[2] first", "a[1] b[2] c[1] [^none]", "[1] last"]

    def test_a_note_that_begins_with_no_text(self) -> None:
        note, code = blocks("[^a]: \n\n        code\n")
        assert (note.text, note.marker, note.info) == ("[1]", "[1]", "a")
        assert code.kind is BlockKind.CODE

    def test_one_inside_another(self) -> None:
        assert [b.text for b in blocks("a^[b^[c] d]")] == ["a[1]", "[1] b[2] d", "[2] c"]


class TestTables:
    def test_cells(self) -> None:
        block = one("| a | b |\n|---|:-:|\n| x<br>y | `p\\|q` *r* |\n| only |")
        assert block.text == "a\tb\nx y\tp|q r\nonly"
        assert block.info == "lc"
        assert [s.kind for s in block.spans] == [SpanKind.CODE, SpanKind.EMPHASIS]

    def test_an_empty_corner(self) -> None:
        assert one("| | a |\n|-|-|\n| b | |").text == "\ta\nb"

    def test_in_a_quotation_with_cells_left_over(self) -> None:
        assert one("> a | b\n> --|--\n> c | d | e | f").text == "a\tb\nc\td\te\tf"


def test_nothing_to_read() -> None:
    for text in ("", " \n\n", "---\ntitle: x\n---\n", "<!-- only -->", "[a]: http://x"):
        with pytest.raises(ReaderError, match="no text"):
            imported(text)
