"""Org, read again by the rules of its syntax (https://orgmode.org/worg/org-syntax.html)."""

from __future__ import annotations

import re

import pytest
from export_samples import BRIEFING, HOSTILE, NOTES, PASTED, articles, make_note

from reader.exporting.registry import ExportOptions, by_name
from reader.exporting.templating.org_text import NOTHING, org_body

export = by_name("org").export

HEADLINE = re.compile(r"(\*+) (?:(TODO|DONE) )?(.*?)(?:[ \t]+:([\w@#%:]+):)?[ \t]*")
PROPERTY = re.compile(r":([^\s:]+):[ \t]*(.*)")


class Node:
    def __init__(self, level: int, title: str, keyword: str | None, tags: str | None) -> None:
        self.level, self.title, self.keyword = level, title, keyword
        self.tags = tags.split(":") if tags else []
        self.properties: dict[str, str] = {}
        self.lines: list[str] = []


def written(notes=NOTES, **options) -> str:
    return "".join(export(iter(notes), articles, ExportOptions(**options)))


def read(text: str) -> list[Node]:
    nodes: list[Node] = []
    lines = iter(text.split("\n"))
    for line in lines:
        match = HEADLINE.fullmatch(line)
        if re.match(r"\*+ ", line):
            nodes.append(Node(len(match[1]), match[3], match[2], match[4]))
        elif line == ":PROPERTIES:":
            assert not nodes[-1].lines  # right below the headline
            while (line := next(lines)) != ":END:":
                name, value = PROPERTY.fullmatch(line).groups()
                nodes[-1].properties[name] = value
        elif nodes:
            assert line.lower() != ":end:"
            nodes[-1].lines.append(line)
    return nodes


def test_the_outline_is_articles_sections_and_notes():
    nodes = read(written())
    assert [(node.level, node.properties.get("ID", node.title)) for node in nodes] == [
        (1, BRIEFING.id),
        (2, NOTES[0].id),
        (2, "A Gate From 1931"),
        (3, NOTES[1].id),
        (2, "Boats and Patience"),
        (3, NOTES[2].id),
        (3, "On the road"),
        (4, NOTES[3].id),
        (2, "Boats and Patience"),
        (3, NOTES[4].id),
        (2, NOTES[5].id),
        (1, PASTED.id),
        (2, NOTES[6].id),
    ]
    assert nodes[3].tags == ["lock", "to_do"]
    assert nodes[3].properties["CREATED"] == "[2024-05-24 Fri 09:14]"
    assert nodes[3].lines[:3] == ["#+begin_quote", "leaks a bathtub a second", "#+end_quote"]
    assert "Since /when/?" in nodes[3].lines
    assert "- ask the office" in nodes[3].lines
    assert nodes[10].properties["STATE"] == "detached"


def test_without_sections_and_links():
    nodes = read(written(grouped=False, links=False))
    assert {node.level for node in nodes} == {1, 2}
    assert nodes[2].properties["SECTION"] == "A Gate From 1931"
    assert "LINK" not in nodes[2].properties
    assert read(written([])) == []


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_stands_in_a_note_is_text_of_that_note(number):
    text = HOSTILE[number]
    notes = [make_note(1, text or "q", text, (text,), tags=(text, "a\nb")), make_note(2, None, text)]
    nodes = read(written(notes))
    assert [node.level for node in nodes] == [1, 2, 3, 2]
    assert [node.keyword for node in nodes] == [None] * 4
    assert [node.properties.get("ID") for node in nodes] == [BRIEFING.id, None, notes[0].id, notes[1].id]
    assert nodes[1].tags == []
    assert nodes[2].tags[-1] == "a_b"
    lines = [line.lower() for line in nodes[2].lines]
    assert lines.count("#+begin_quote") == lines.count("#+end_quote") == 1
    quote = nodes[2].lines[1 : lines.index("#+end_quote")]
    assert "\n".join(quote).replace(NOTHING, "") == (text or "q")


@pytest.mark.parametrize(
    ("body", "org"),
    [
        ("*a* **b** ~~c~~ `d` `~e~`", ["/a/ *b* +c+ ~d~ =~e~="]),
        ("x*a*y", [f"x{NOTHING}/a/{NOTHING}y"]),
        ("1 \\* 2 and /not/ \\*this\\*", [f"1 * 2 and /{NOTHING}not/ *{NOTHING}this*"]),
        ("# A\n\ntext\\\nmore", ["*A*", "", "text\\\\", "more"]),
        ("- a\n  - b\n\n    c\n\n3. d", ["- a", "  - b", "", "    c", "", "3. d"]),
        ("- a\n  - b\n- c", ["- a", "  - b", "- c"]),
        ("> a\n>\n> > b", ["#+begin_quote", "a", "", "b", "#+end_quote"]),
        ("```py\n* x\n#+end_src\n```", ["#+begin_src py", ",* x", ",#+end_src", "#+end_src"]),
        ("[a](http://b/[c]) ![d](e.png)", ["[[http://b/%5Bc%5D][a]] [[e.png][d]]"]),
        ("| a | b\n|---|---\n| c | \\|", ["| a | b |", "|---+---|", "| c | \\vert{} |"]),
        ("---", ["-----"]),
        # An active date would be in the agenda.
        ("<2024-01-01 Mon> <b", [f"<{NOTHING}2024-01-01 Mon> <b"]),
        (":END:\n\\* x\n\\#+TITLE", [f"{NOTHING}:END:", f"{NOTHING}* x", f"{NOTHING}#+TITLE"]),
    ],
)
def test_markdown_as_org(body, org):
    assert org_body(body) == org
