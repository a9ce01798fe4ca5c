"""Notes as JSON: Web Annotations, Hypothesis, Reader's own; sound, foreign, broken and hostile."""

from __future__ import annotations

import json
from time import process_time
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.domain.ids import is_id
from reader.domain.note_bundles import ImportedNotes
from reader.domain.notes import Note
from reader.errors import ReaderError
from reader.importing.note_formats import (
    HYPOTHESIS,
    KINDLE,
    NOTE_FORMATS,
    READER,
    W3C,
    holds_notes,
    pick_notes,
)
from reader.importing.notes.html_words import words_of_html

ANNO = "http://www.w3.org/ns/anno.jsonld"
PAGE = "https://example.org/an-article.html"


def read(value: Any, name: str = "notes.json") -> ImportedNotes:
    data = value if isinstance(value, bytes) else json.dumps(value).encode()
    found = pick_notes(name, data)
    assert found is not None
    return found.read(data, name)


def notes(value: Any) -> list[Note]:
    return [note for bundle in read(value).bundles for note in bundle.notes]


def annotation(**fields: Any) -> dict[str, Any]:
    return {"@context": ANNO, "id": "http://a.example/1", "type": "Annotation", "target": PAGE, **fields}


def on(*selectors: dict[str, Any], source: Any = PAGE) -> dict[str, Any]:
    return {"type": "SpecificResource", "source": source, "selector": list(selectors)}


QUOTE = {"type": "TextQuoteSelector", "exact": "the words", "prefix": "before ", "suffix": " after"}


# Web Annotations


@pytest.mark.parametrize(
    "value",
    [
        annotation(body="x"),
        [annotation(body="x")],
        {"@context": ANNO, "type": "AnnotationPage", "items": [annotation(body="x")]},
        {
            "@context": ANNO,
            "type": "AnnotationCollection",
            "first": {"type": "AnnotationPage", "items": [annotation(body="x")]},
        },
        {
            "@context": [ANNO, {"x": "http://x.example/"}],
            "type": ["AnnotationCollection", "x:Notes"],
            "items": [annotation(body="x")],
        },
        {"@context": ANNO, "@graph": [annotation(body="x")]},
        [{"type": "Annotation", "body": {"type": "TextualBody", "value": "x"}, "target": {"id": PAGE}}],
        {"@context": ANNO, "@id": "urn:1", "@type": "oa:Annotation", "bodyValue": "x", "target": [PAGE]},
        {
            "@context": "http://www.w3.org/ns/oa.jsonld",
            "@type": "oa:Annotation",
            "oa:body": {"chars": "x"},
            "oa:target": {"@id": PAGE},
        },
    ],
)
def test_each_shape_of_a_document(value: Any) -> None:
    data = json.dumps(value).encode()
    assert pick_notes("", data) is W3C
    (note,) = notes(value)
    assert (note.body, note.anchor, note.section_path) == ("x", None, ())
    (bundle,) = read(value).bundles
    assert (bundle.title, PAGE in bundle.sources) == ("an-article", True)


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        (on(QUOTE), ("the words", "before ", " after")),
        (on({"type": "TextQuoteSelector", "exact": "the words"}), ("the words", "", "")),
        (
            on({"type": "FragmentSelector", "value": "x", "refinedBy": QUOTE}),
            ("the words", "before ", " after"),
        ),
        (
            on({"type": "XPathSelector", "refinedBy": {"type": "CssSelector", "refinedBy": [QUOTE]}}),
            ("the words", "before ", " after"),
        ),
        ({"source": {"id": PAGE}, "selector": QUOTE}, ("the words", "before ", " after")),
        (on({"type": "Choice", "items": [QUOTE]}), ("the words", "before ", " after")),
        (on({**QUOTE, "exact": " the words\n"}), ("the words", "before  ", "\n after")),
        (on({**QUOTE, "prefix": "x" * 100, "suffix": "y" * 100}), ("the words", "x" * 32, "y" * 32)),
        (on({"@type": "oa:TextQuoteSelector", "exact": {"@value": "the words"}}), ("the words", "", "")),
    ],
)
def test_each_shape_of_a_target(target: Any, expected: tuple[str, str, str]) -> None:
    (note,) = notes(annotation(target=target))
    assert note.anchor is not None
    assert (note.anchor.quote, note.anchor.prefix, note.anchor.suffix) == expected


def test_a_position_that_refines_is_one_in_what_it_refines() -> None:
    inner = {"type": "TextPositionSelector", "start": 4, "end": 9}
    (note,) = notes(annotation(target=on({**QUOTE, "refinedBy": inner})))
    assert note.anchor is not None
    assert (note.anchor.quote, note.anchor.prefix, note.anchor.suffix) == ("words", "before the ", " after")
    (note,) = notes(
        annotation(body="x", target=on({"type": "CssSelector", "value": "p", "refinedBy": inner}))
    )
    assert note.anchor is None
    (note,) = notes(annotation(body="x", target=on({"type": "Choice", "items": [inner]})))
    assert note.anchor is not None


def test_quote_and_position() -> None:
    (note,) = notes(annotation(target=on(QUOTE, {"type": "TextPositionSelector", "start": 40, "end": 49})))
    assert note.anchor is not None
    assert (note.anchor.start, note.anchor.end) == (40, 49)
    (note,) = notes(annotation(body="x", target=on({"type": "TextPositionSelector", "start": 4, "end": 9})))
    assert note.anchor is not None
    assert (note.anchor.quote, note.anchor.start, note.anchor.end) == ("", 4, 9)


@pytest.mark.parametrize(
    ("body", "expected", "tags"),
    [
        ("words", "words", ()),
        (["one", "two"], "one\n\ntwo", ()),
        ({"type": "TextualBody", "value": "words", "format": "text/plain"}, "words", ()),
        (
            {
                "type": "TextualBody",
                "value": "<p>One &amp; <b>two</b></p><ul><li>a<li>b</ul><script>x()</script>",
                "format": "text/html",
            },
            "One & two\n\n- a\n- b",
            (),
        ),
        ([{"type": "TextualBody", "value": "t 1", "purpose": "tagging"}, {"value": "w"}], "w", ("t 1",)),
        (
            {"type": "SpecificResource", "source": "http://x.example/tag", "purpose": ["tagging"]},
            "",
            ("http://x.example/tag",),
        ),
        ({"type": "Choice", "items": [{"value": "first"}, {"value": "second"}]}, "first", ()),
        ({"type": "TextualBody", "value": {"@value": "mot", "@language": "fr"}}, "mot", ()),
        ({"id": "http://x.example/", "type": "Video"}, "http://x.example/", ()),
    ],
)
def test_each_shape_of_a_body(body: Any, expected: str, tags: tuple[str, ...]) -> None:
    (note,) = notes(annotation(body=body, target=on(QUOTE)))
    assert (note.body, note.tags) == (expected, tags)


def test_a_motivation_of_tagging_makes_tags() -> None:
    (note,) = notes(annotation(motivation="tagging", bodyValue="important", target=on(QUOTE)))
    assert (note.body, note.tags) == ("", ("important",))


def test_several_targets_are_several_notes() -> None:
    value = annotation(body="x", target=[PAGE, "https://example.org/other"])
    made = notes(value)
    assert len({note.id for note in made}) == 2
    assert [bundle.title for bundle in read(value).bundles] == ["an-article", "other"]
    assert notes(value) == made


def test_times_of_any_zone_are_kept_in_utc() -> None:
    (note,) = notes(
        annotation(body="x", created="2024-05-01T12:00:00+02:00", modified="2024-05-01T10:30:00.1234567Z")
    )
    assert (note.created_at, note.modified_at) == ("2024-05-01T10:00:00.000Z", "2024-05-01T10:30:00.123Z")


def test_what_is_known_of_the_source() -> None:
    source = {
        "id": PAGE + "#part",
        "dc:title": ["The title", "Another"],
        "dcterms:creator": {"name": "A. Writer"},
    }
    (bundle,) = read(annotation(body="x", target={"source": source})).bundles
    assert (bundle.title, bundle.byline) == ("The title", "A. Writer")
    assert PAGE in bundle.sources


def test_every_value_in_a_list_of_its_own() -> None:
    def listed(value: Any) -> Any:
        if isinstance(value, dict):
            return {
                name: listed(each)
                if name in ("id", "type", "@context") or isinstance(each, list)
                else [listed(each)]
                for name, each in value.items()
            }
        return [listed(each) for each in value] if isinstance(value, list) else value

    bodies = [{"value": "w", "format": "text/plain"}, {"value": "t", "purpose": "tagging"}]
    position = {"type": "TextPositionSelector", "start": 4, "end": 13}
    whole = annotation(body=bodies, created="2024-05-01T12:00:00Z", target=on(QUOTE, position))
    assert read(listed(whole)) == read(whole)


def flat(value: Any) -> dict[str, Any]:
    """Return what a JSON-LD processor's flattening makes of annotations: each thing apart, with a name."""
    graph: list[dict[str, Any]] = []

    def named(value: Any) -> Any:
        if isinstance(value, list):
            return [named(each) for each in value]
        if not isinstance(value, dict):
            return value
        thing = {"id": value.get("id", f"_:b{len(graph)}")}
        graph.append(thing)
        thing.update((name, named(each)) for name, each in value.items() if name not in ("id", "@context"))
        return {"id": thing["id"]} if len(graph) % 2 else thing["id"]

    named(value)
    return {"@context": ANNO, "@graph": graph}


def test_a_flat_graph() -> None:
    position = {"type": "TextPositionSelector", "start": 4, "end": 7}
    whole = annotation(
        body=[{"value": "w", "format": "text/plain"}, {"value": "t", "purpose": "tagging"}],
        target=on(QUOTE | {"refinedBy": position}, source={"id": PAGE, "dc:title": "The title"}),
    )
    page = {"id": "http://a.example/page", "type": "AnnotationPage", "items": [whole]}
    assert read(flat(page)) == read(whole)
    (note,) = notes(whole)
    assert note.anchor is not None
    assert (note.anchor.quote, note.tags, note.body) == ("wor", ("t",), "w")


def test_a_graph_of_selectors_that_refine_each_other_has_an_end() -> None:
    names = [f"_:b{number}" for number in range(30)]
    selectors = [QUOTE | {"id": name, "refinedBy": names} for name in names]
    before = process_time()
    assert len(notes({"@context": ANNO, "@graph": [annotation(target=on(*names)), *selectors]})) <= 1
    assert process_time() - before < 5


def test_what_stands_elsewhere_is_said_and_not_fetched() -> None:
    imported = read({"@context": ANNO, "type": "AnnotationCollection", "first": "https://a.example/page1"})
    assert imported.bundles == ()
    assert imported.warnings == ("the annotations stand at https://a.example/page1, and nothing is fetched",)


def test_what_is_no_note_is_counted() -> None:
    imported = read(
        [
            annotation(),  # of nothing but a page
            annotation(target=None, body="x"),
            annotation(target=on({"type": "SvgSelector"})),
            7,
            {"type": "Person"},
        ]
    )
    assert imported.bundles == ()
    assert dict(imported.skipped) == {
        "neither quoted words nor words of its own": 2,
        "an annotation of nothing": 1,
        "no annotation": 2,
    }


def test_ids_are_uuids_and_stay() -> None:
    first, second = (
        notes(annotation(body="x", id=name))[0].id for name in ("http://a.example/1", "http://a.example/2")
    )
    assert is_id(first)
    assert first != second
    assert notes(annotation(body="other words"))[0].id == first
    own = "0192aaaa-0000-7000-8000-000000000001"
    for name in (f"reader://note/{own}", f"urn:uuid:{own.upper()}"):
        assert notes(annotation(body="x", id=name))[0].id == own


# Hypothesis


def row(number: int = 1, **fields: Any) -> dict[str, Any]:
    return {
        "id": f"row{number}",
        "created": "2023-03-01T10:00:00.123456+00:00",
        "updated": "2023-03-02T10:00:00.123456+00:00",
        "user": "acct:ada@hypothes.is",
        "uri": PAGE,
        "text": "a remark",
        "tags": ["one", "two words"],
        "group": "__world__",
        "document": {"title": ["The article"]},
        "target": [
            {
                "source": PAGE,
                "selector": [
                    {"type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0},
                    {"type": "TextPositionSelector", "start": 120, "end": 129},
                    QUOTE,
                ],
            }
        ],
        **fields,
    }


@pytest.mark.parametrize(
    "value",
    [
        {"rows": [row()], "total": 1},
        {"total": 1, "rows": [row()]},
        [row()],
        row(),
        {
            "export_date": "2024-01-01",
            "export_userid": "ada",
            "client_version": "1.1",
            "annotations": [row()],
        },
    ],
)
def test_each_shape_of_hypothesis(value: Any) -> None:
    assert pick_notes("", json.dumps(value).encode()) is HYPOTHESIS
    (note,) = notes(value)
    assert note.anchor is not None
    assert (note.anchor.quote, note.anchor.prefix, note.anchor.start) == ("the words", "before ", 120)
    assert (note.body, note.tags) == ("a remark", ("one", "two words"))
    assert (note.created_at, note.modified_at) == ("2023-03-01T10:00:00.123Z", "2023-03-02T10:00:00.123Z")
    (bundle,) = read(value).bundles
    assert (bundle.title, bundle.sources[0]) == ("The article", PAGE)


def test_no_rows() -> None:
    assert read({"rows": [], "total": 0}).bundles == ()


def test_page_notes_and_highlights() -> None:
    page = row(1, target=[{"source": PAGE}], text="on the page")
    mark = row(2, text="", tags=[])
    assert [(bool(note.anchor), note.body) for note in notes([page, mark])] == [
        (False, "on the page"),
        (True, ""),
    ]


def test_replies_stand_below_what_they_answer() -> None:
    replies = [
        row(
            3,
            references=["row1", "row2"],
            text="and to that",
            created="2023-03-04T10:00:00+00:00",
            user="acct:cy@x.y",
        ),
        row(2, references=["row1"], text="an answer", user_info={"display_name": "Bo Derr"}),
        row(4, references=["gone"], text="to nothing"),
    ]
    imported = read([*replies, row()])
    (note,) = (note for bundle in imported.bundles for note in bundle.notes)
    assert note.body == "a remark\n\nBo Derr: an answer\n\ncy: and to that"
    assert dict(imported.skipped) == {"a reply to an annotation that is not in the file": 1}


def test_a_file_address_is_a_path() -> None:
    (bundle,) = read([row(uri="file:///home/ada/a%20b.html", document={})]).bundles
    assert (bundle.title, bundle.sources) == ("a b", ("/home/ada/a b.html",))


# Reader's own


def test_an_object_with_little_in_it() -> None:
    (note,) = notes(
        [{"article_title": "A", "quote": "words", "color": "mauve", "tags": ["x", 3], "start": -4}]
    )
    assert (note.color, note.tags) == ("yellow", ("x",))
    assert is_id(note.id)
    assert read([]).bundles == ()
    assert dict(read([{"article_title": "A", "quote": None}, 5]).skipped) == {"no note": 2}


def test_lines_with_one_that_is_broken() -> None:
    line = json.dumps({"article_id": "a", "section_path": [], "quote": "q"})
    assert len(notes(f"{line}\n\n{line}\n".encode())) == 2
    with pytest.raises(ReaderError, match=r"line 3, column 2"):
        read(f"{line}\n{line}\n{{x}}\n".encode(), "n.jsonl")


# Broken and hostile


OWN = {"article_id": "a", "article_title": "T", "section_path": [], "quote": "q", "body": "b"}
SAMPLES = {W3C: annotation(body="x", target=on(QUOTE)), HYPOTHESIS: [row()], READER: [OWN]}


@pytest.mark.parametrize("each", SAMPLES, ids=lambda each: each.name)
def test_a_file_that_is_cut_off(each) -> None:
    data = json.dumps(SAMPLES[each], indent=1).encode()
    assert pick_notes("x.json", data[:-9]) is each
    with pytest.raises(ReaderError, match=r"broken in line \d+, column \d+.*nothing was imported"):
        each.read(data[:-9])


@pytest.mark.parametrize("each", SAMPLES, ids=lambda each: each.name)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_each_encoding_of_json(each, encoding) -> None:
    data = json.dumps(SAMPLES[each]).encode(encoding)
    assert pick_notes("", data) is each
    assert each.read(data) == each.read(json.dumps(SAMPLES[each]).encode())


@pytest.mark.parametrize(
    "inside",
    [
        "[" * 100_000,
        '{"refinedBy":' * 100_000,
        "9" * 100_000,
        "-" * 50,
        "NaN",
        "1e999999",
        '"\\ud800"',
        '"\\u0000"',
        '{"":' * 500 + "1" + "}" * 500,
        "[" * 500 + "]" * 500,
        "Infinity",
    ],
)
@pytest.mark.parametrize(
    "key", ["id", "target", "body", "created", "article_title", "quote", "start", "tags"]
)
def test_hostile_values(inside: str, key: str) -> None:
    sample = {**annotation(body="x"), **OWN, "user": "acct:x", "uri": PAGE}
    sample.pop(key, None)
    data = (json.dumps(sample)[:-1] + f', "{key}": {inside}}}').encode()
    for each in (W3C, HYPOTHESIS, READER):
        try:
            imported = each.read(data)
        except ReaderError:
            continue
        for bundle in imported.bundles:
            for note in bundle.notes:
                for text in (
                    bundle.title,
                    note.body,
                    note.id,
                    *note.tags,
                    note.anchor.quote if note.anchor else "",
                ):
                    assert "\0" not in text
                    text.encode()


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("package.json", '{"name": "x", "version": "1.0"}'),
        ("data.json", "[1, 2, 3]"),
        ("data.jsonl", '{"a": 1}\n{"a": 2}\n'),
    ],
)
def test_other_json_is_refused_by_name_and_left_out_of_folders(name: str, text: str) -> None:
    with pytest.raises(ReaderError, match="no notes in this JSON"):
        pick_notes(name, text.encode())
    assert not holds_notes(name, text.encode())


def test_a_text_that_talks_of_annotations_is_a_text() -> None:
    text = '[A link](http://x.example) and `{"@context": "http://www.w3.org/ns/anno.jsonld"}`'
    assert pick_notes("a.md", text.encode()) is None
    assert pick_notes("", b"") is None
    with pytest.raises(ReaderError, match="no JSON"):
        pick_notes("a.json", b"# A text\n")


def test_rows_of_the_registry() -> None:
    assert len({each.name for each in NOTE_FORMATS}) == len(NOTE_FORMATS)


KEYS = (
    "type id target body source selector exact prefix refinedBy items first value purpose format reader:noted"
    " reader:section reader:score rows annotations text tags references document title uri user created state"
    " article_title quote start end section_path motivation dcterms:title"
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=20)
    | st.sampled_from([PAGE, "Annotation"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(KEYS.split()),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@settings(max_examples=200, deadline=None)
@given(VALUES)
def test_never_a_crash(value: Any) -> None:
    data = json.dumps(value).encode()
    for each in (W3C, HYPOTHESIS, READER):
        try:
            imported = each.read(data)
        except ReaderError:
            continue
        for bundle in imported.bundles:
            assert bundle.title
            assert all(is_id(note.id) for note in bundle.notes)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200), st.sampled_from(["a.json", "a", "a.txt", "My Clippings.txt"]))
def test_any_bytes(data: bytes, name: str) -> None:
    try:
        found = pick_notes(name, data)
        if found is not None:
            found.read(data, name)
    except ReaderError:
        pass


LONG = 1 << 18
HEAD = "Book (A)\n- Your Highlight on Location 1-2 | Added on Sunday, December 18, 2022 3:19:56 PM\n\n"
SLOW = {
    "equals": "=" * LONG,
    "blank lines": "\n" * LONG,
    "contexts": "{" + '"@context": ' * (LONG // 12),
    "types": "{" + '"type":"a/' * (LONG // 10),
    "digits": f"T\n- {'1' * LONG}\n==========\n",
    "remarks": f"{HEAD}{'<limit ' * (LONG // 7)}>\n==========\n",
    "spaces": f"{HEAD}{' ' * LONG}x\n==========\n",
    "brackets": f"{'(' * LONG}{')' * LONG}\n{HEAD[9:]}w\n==========\n",
    "separators": "==========\n\n" * (LONG // 12),
}


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_a_hostile_file_takes_time_by_its_length(text: str) -> None:
    begin = process_time()
    for each in (pick_notes("", text.encode()), KINDLE):
        try:
            if each is not None:
                each.read(text.encode())
        except ReaderError:
            pass
    assert process_time() - begin < 5  # by the square it would be minutes


@pytest.mark.parametrize("part", ["<", "<!--", "<a ", "<a b='", "&", "<![CDATA[", "<div>", "</", "<script>"])
def test_hostile_html_takes_time_by_its_length(part: str) -> None:
    begin = process_time()
    words_of_html(part * 50_000)
    assert process_time() - begin < 5


@pytest.mark.parametrize(
    ("html", "words"),
    [
        ("a &lt; b<br>c", "a < b\nc"),
        ("<p>one</p>\n<p>two</p>", "one\n\ntwo"),
        ("x<!-- not <b>this</b> -->y", "xy"),
        ("<table><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>", "1 2\n\n3"),
        ("a<script>if (1 < 2) x()</script>b<style>p{}</style>", "ab"),
        ("1 < 2 & 3", "1 < 2 & 3"),
        ("", ""),
    ],
)
def test_the_words_of_html(html: str, words: str) -> None:
    assert words_of_html(html) == words
