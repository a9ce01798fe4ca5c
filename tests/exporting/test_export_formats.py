from __future__ import annotations

import json

import pytest
from export_samples import BRIEFING, HOSTILE, NOTES, articles, make_note

from reader.errors import ReaderError
from reader.exporting.registry import FORMATS, OPTIONS, ExportOptions, by_name


def written(name, notes, **options) -> str:
    return "".join(by_name(name).export(iter(notes), articles, ExportOptions(**options)))


def test_names_and_suffixes_are_used_once_and_every_loader_loads():
    assert len({each.name for each in FORMATS}) == len(FORMATS)
    suffixes = [suffix for each in FORMATS for suffix in each.suffixes]
    assert len(set(suffixes)) == len(suffixes)
    for each in FORMATS:
        assert each.title
        assert each.media_types
        assert all(
            suffix.startswith(".") for suffix in (*each.suffixes[bool(each.inside) :], each.inside or ".")
        )
        assert "".join(each.text(iter(NOTES), articles, ExportOptions(several=True))).endswith("\n")


def test_every_option_is_a_field_with_a_default():
    assert {option.name for option in OPTIONS} | {"several"} == set(ExportOptions._fields)


def test_an_unknown_format_names_those_there_are():
    with pytest.raises(ReaderError, match="there are markdown, json, text"):
        by_name("word")


TEXTS = [each for each in FORMATS if not each.is_binary]  # for the others see test_export_documents
ONE_ARTICLE = [each.name for each in TEXTS if each.unit != "articles"]


@pytest.mark.parametrize("name", ONE_ARTICLE)
def test_one_article(name, golden):
    format = by_name(name)
    suffix = f".{name}{format.inside}" if format.inside else format.suffixes[0]
    golden(f"one-article{suffix}", written(name, NOTES[:-1]))


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_several_articles_not_grouped_without_links(name, golden):
    options = {"grouped": False, "links": False, "color_words": True, "several": True}
    golden(f"several-flat{by_name(name).suffixes[0]}", written(name, NOTES, **options))


@pytest.mark.parametrize(
    ("name", "shown"),
    [("markdown", "🟡 *mark* ·"), ("text", "🟡 mark ·"), ("html", "🟡 mark ·"), ("obsidian", "🟡 *mark* ·")],
)
def test_colours_as_emoji(name, shown):
    assert shown in written(name, NOTES[:-1], color_emoji=True)


def test_several_articles_in_markdown(golden):
    golden("several.md", written("markdown", NOTES, several=True))


@pytest.mark.parametrize(
    "each", [each for each in TEXTS if each.unit == "notes" and not each.inside], ids=lambda each: each.name
)
def test_an_export_is_streamed(each):
    """The first text comes when few of the notes have been asked for."""
    asked = []

    def notes():
        for number in range(2000):
            asked.append(number)
            yield make_note(number, "closed to all but small boats since Monday")

    chunks = each.export(notes(), articles, ExportOptions())
    text = ""
    while "small boats" not in text:
        text += next(chunks)
    assert len(asked) < 400


def test_json_without_notes_is_an_empty_array():
    assert json.loads(written("json", [])) == []


def test_json_keeps_text_readable_and_escapes_what_a_terminal_obeys():
    text = written("json", [make_note(1, "好 é", "\x1b[31m \x9b \u202e \x7f")])
    assert "好 é" in text
    assert not any(hidden in text for hidden in "\x1b\x9b\u202e\x7f")
    assert json.loads(text)[0]["body"] == "\x1b[31m \x9b \u202e \x7f"


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_whatever_stands_in_a_note(each):
    """That nothing fails, and nothing of a hostile text ends in a control character."""
    for several in (False, True):
        notes = []
        for number, text in enumerate(HOSTILE):
            notes.append(make_note(number, text or "q", text, (text, "b"), tags=(text, "a\nb", "")))
        text = "".join(each.text([*notes, NOTES[-1]], articles, ExportOptions(several=several)))
        assert not set(text) & set(map(chr, [*range(9), 11, 12, *range(14, 32), *range(127, 160)]))
        assert text.encode()
        assert "".join(each.text([], articles, ExportOptions(several=several))) is not None


def test_json_lines_are_the_objects_of_json():
    lines = written("jsonl", NOTES).splitlines()
    assert [json.loads(line) for line in lines] == json.loads(written("json", NOTES))
    assert written("jsonl", []) == ""
    hostile = [make_note(number, "q", text, tags=(text,)) for number, text in enumerate(HOSTILE)]
    assert [json.loads(line)["body"] for line in written("jsonl", hostile).split("\n")[:-1]] == list(HOSTILE)


def test_json_of_a_note_without_a_passage():
    [note] = json.loads(written("json", [make_note(1, None, "x", ("A", "B"))]))
    assert [note[key] for key in ("quote", "prefix", "suffix", "start", "end")] == [None] * 5
    assert note["section_path"] == ["A", "B"]
    assert note["state"] == "anchored"


@pytest.mark.parametrize("name", ["markdown", "text"])
def test_no_control_character_leaves(name):
    text = written(name, [make_note(1, "q", "a\x1b]0;x\x07b\rc\x9bd", ("S\x1b[2J",), tags=("t\nu",))])
    assert all(character == "\n" or character.isprintable() for character in text)


def test_every_format_names_the_article_near_the_beginning():
    """So that a folder's export knows its own files again."""
    for each in TEXTS:
        for options in (ExportOptions(), ExportOptions(links=False)):
            assert BRIEFING.id in "".join(each.export(iter(NOTES[:1]), articles, options))[:8192]
