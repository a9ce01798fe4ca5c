"""A person's own templates: found, rendered in a process of its own, stopped where they find no end."""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path

import pytest
from export_samples import COUNTED, NOTES, articles, make_note

from reader.bundled import resources
from reader.errors import ReaderError
from reader.exporting.registry import FORMATS, OPTIONS, ExportOptions
from reader.exporting.templating import own_templates
from reader.exporting.templating.filters import FILTERS
from reader.exporting.templating.own_formats import by_name, formats, lay_out, template_of
from reader.exporting.templating.view import ArticleView, Heading, NoteView

SHIPPED = [each for each in FORMATS if each.template]


@pytest.fixture
def rendered(tmp_path):
    def render(text, notes=NOTES, name="own.txt.jinja", **options) -> str:
        (tmp_path / name).write_text(text, "utf-8")
        format = by_name(name.partition(".")[0], tmp_path)
        return "".join(format.export(iter(notes), articles, ExportOptions(**options)))

    return render


def test_a_template_is_a_format(tmp_path):
    (tmp_path / "My Diary.md.jinja").write_text("{# For my diary\n   long #}\n{{ options.links }}")
    (tmp_path / "plain.jinja").write_text("x")
    (tmp_path / ".hidden.jinja").write_text("x")
    (tmp_path / "notes.txt").write_text("x")
    (tmp_path / "sub.jinja").mkdir()
    found = formats(tmp_path)
    assert found[: len(FORMATS)] == FORMATS
    own = {each.name: each for each in found[len(FORMATS) :]}
    assert own.keys() == {"my-diary", "plain"}
    assert own["my-diary"].title == "For my diary (own template)"
    assert own["my-diary"].suffixes == (".md",)
    assert [each.name for each in own["my-diary"].options] == ["links", "highlights"]
    assert (own["plain"].title, own["plain"].suffixes) == ("plain (own template)", (".txt",))
    assert formats(tmp_path / "absent") == FORMATS


def test_one_of_the_name_of_a_shipped_format_takes_its_place(tmp_path):
    (tmp_path / "markdown.md.jinja").write_text("{# Markdown #}\nmine\n")
    found = formats(tmp_path)
    assert [each.name for each in found] == [each.name for each in FORMATS]
    assert found[0].title == "Markdown (own template)"
    assert "".join(found[0].export(iter(NOTES), articles, ExportOptions())) == "mine\n"


@pytest.mark.parametrize("format", SHIPPED, ids=lambda each: each.name)
def test_a_copy_of_a_shipped_template_writes_the_same(tmp_path, format):
    (tmp_path / f"copy{format.suffixes[0]}.jinja").write_text(template_of(format), "utf-8")
    own = by_name("copy", tmp_path)
    options = ExportOptions(several=True)
    assert own.options == format.options
    notes = [make_note(number, "q *q*", "b", (str(number % 3),)) for number in range(500)]
    assert "".join(own.export(iter([*notes, *NOTES]), articles, options)) == "".join(
        format.export(iter([*notes, *NOTES]), articles, options)
    )


def test_what_is_no_template_has_none_to_copy(tmp_path):
    with pytest.raises(ReaderError, match=r"csv: this format is no template; there are markdown, text"):
        template_of(by_name("csv", tmp_path))


def test_an_unknown_format_names_those_there_are(tmp_path):
    (tmp_path / "diary.md.jinja").write_text("x")
    with pytest.raises(ReaderError, match=r"word: there is no such export format; there are .*, diary"):
        by_name("word", tmp_path)


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a\n{% for x in %}", 2, "Expected an expression"),
        ("a\n\n{{ note }}", 3, "'note' is undefined"),
        ("{% for article in articles %}\n{{ article.titel }}{% endfor %}", 2, "no attribute 'titel'"),
        ("{{ 'x'|nofilter }}", 1, "No filter named 'nofilter'"),
        ("{{ 1 / 0 }}", 1, "division by zero"),
        ("\n{% include 'other.jinja' %}", 2, "there is no template other.jinja"),
        ("{% macro m() %}{{ m() }}{% endmacro %}\n{{ m() }}", 1, "it calls itself without end"),
        ("\n{{ 'a' * 10**8 }}", 2, "too large"),
        ("\n{{ 'a' * 100000000 }}", 2, "too large"),
        ("\n{{ articles.__class__ }}", 2, "unsafe"),
        ("\n{{ ''.__class__.__mro__ }}", 2, "unsafe"),
        ("\n{% for x in range(1000000) %}{% endfor %}", 2, "Range too big"),
    ],
)
def test_what_is_wrong_names_the_template_and_the_line(rendered, text, line, what):
    with pytest.raises(ReaderError) as caught:
        rendered(text)
    assert caught.value.subject.endswith(f"own.txt.jinja, line {line}")
    assert what in caught.value.what


@pytest.mark.parametrize(
    "text",
    [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{{ ('a' * 50000)|wordwrap(1)|wordwrap(1)|list|sort|join(',' * 9999) }}"
        "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(99999) %}xxxxxxxxxx{% endfor %}{% endfor %}",
        "{% set n = namespace(x='a') %}{% for a in range(99) %}{% set n.x = n.x ~ n.x %}{% endfor %}",
        "{{ '%1000000000000d' % 1 }}",
        "{{ 'a'.ljust(90000000000) }}",
    ],
)
def test_one_that_finds_no_end_is_stopped(rendered, monkeypatch, text):
    monkeypatch.setattr(own_templates, "SECONDS", 1.5)
    monkeypatch.setattr(own_templates, "_MOST", 3_000_000)
    begin = time.monotonic()
    with pytest.raises(ReaderError, match="this template"):
        rendered(text)
    assert time.monotonic() - begin < 60


def test_a_preview_ends_the_process(tmp_path):
    (tmp_path / "own.md.jinja").write_text("{% for a in articles %}{{ a.title }}{% endfor %}" + "x" * 200_000)
    chunks = by_name("own", tmp_path).export(iter(NOTES), articles, ExportOptions())
    assert next(chunks).startswith("Locks")
    chunks.close()


def test_a_template_may_include_another(rendered, tmp_path):
    (tmp_path / "head.jinja").write_text("of {{ title }}")
    text = (
        "{% for article in articles %}{% set title = article.title %}{% include 'head.jinja' %}\n{% endfor %}"
    )
    assert rendered(text).startswith("of Locks: the canal at Ostrey")


def test_the_notes_are_given_as_they_are_asked_for(tmp_path):
    asked = []

    def notes():
        for number in range(100_000):
            asked.append(number)
            yield make_note(number, "q" * 100)

    (tmp_path / "own.txt.jinja").write_text(
        "{% for a in articles %}{% for n in a.notes %}{{ n.quote }}{% endfor %}{% endfor %}"
    )
    chunks = by_name("own", tmp_path).export(notes(), articles, ExportOptions())
    assert next(chunks)
    assert len(asked) < 2_000
    chunks.close()


# What the guide says


def _guide(heading: str) -> set[str]:
    """Return the names in the first column of the table below a heading of the guide."""
    guide = (resources() / "articles" / "users-guide.md").read_text("utf-8")
    section = guide.partition(f"### {heading}\n")[2].partition("\n#")[0]
    rows = re.findall(r"^\| (`[^|]*`) \|", section, re.MULTILINE)
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def _public(kind: type) -> set[str]:
    return {name for name in dir(kind) if not name.startswith("_")} - set(dir(tuple))


def test_the_guide_lists_every_variable():
    wanted = {f"article.{name}" for name in _public(ArticleView)}
    wanted |= {f"note.{name}" for name in _public(NoteView)}
    wanted |= {f"heading.{name}" for name in _public(Heading)}
    wanted |= {f"options.{name}" for name in ExportOptions._fields} | {"articles", "count"}
    assert _guide("What a template sees") == wanted


def test_the_guide_lists_every_filter():
    assert _guide("Filters") == set(FILTERS)


def test_every_variable_is_given(rendered):
    names = sorted(_guide("What a template sees") - {"articles", "count"})
    text = "{% for article in articles %}{% for note in article.notes %}{% for heading in note.headings %}"
    text += "".join(f"{name}={{{{ {name} }}}}\n" for name in names)
    text += "{% endfor %}{% endfor %}{% endfor %}{{ count }}"
    shown = rendered(text)
    assert all(f"{name}=" in shown for name in names)
    assert shown.endswith(COUNTED)
    assert {f"options.{option.name}" for option in OPTIONS} < set(names)


def test_copies_to_start_from_are_laid_out(tmp_path):
    folder = tmp_path / "home" / "templates"
    lay_out(folder)
    lay_out(folder)
    assert {path.name for path in (folder / "shipped").iterdir()} == {
        path.name for path in (resources() / "templates").iterdir()
    }
    assert formats(folder) == FORMATS
    (tmp_path / "file").write_text("x")
    with pytest.raises(ReaderError, match="cannot be made"):
        lay_out(tmp_path / "file")


@pytest.mark.skipif(os.name != "posix", reason="a script stands for the program")
def test_the_program_of_a_bundle_is_its_own_worker(tmp_path, rendered, monkeypatch):
    start = Path(__file__).resolve().parents[2] / "resources" / "packaging" / "start.py"
    program = tmp_path / "reader"
    program.write_text(f'#!/bin/sh\nexport PYTHONPATH="{os.pathsep.join(sys.path)}"\n')
    with program.open("a") as script:
        script.write(f'exec "{sys.executable}" "{start}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(program))
    assert rendered("{{ 6 * 7 }}") == "42"
