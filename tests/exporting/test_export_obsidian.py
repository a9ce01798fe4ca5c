"""The vault: each file by Obsidian's rules, and that a second export keeps what a person wrote."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
import yaml
from export_samples import BRIEFING, HOSTILE, NOTES, PASTED, articles, make_note
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from reader.exporting.obsidian import export
from reader.exporting.registry import ExportOptions
from reader.exporting.vault import merge

PARSER = MarkdownIt("commonmark")
IDS = {note.id for note in NOTES}


def written(notes=NOTES[:-1], **options) -> str:
    return "".join(export(iter(notes), articles, ExportOptions(**options)))


def blocks(text: str) -> list[tuple[str, str]]:
    """The callouts: a quotation, and by itself behind it the block id, as Obsidian wants them."""
    body = text[text.index("\n---\n", 4) + 5 :]
    nodes = SyntaxTreeNode(PARSER.parse(body)).children
    found = []
    for quotation, after in pairwise(nodes):
        if quotation.type == "blockquote" and after.type == "paragraph":
            match = re.fullmatch(r"\^([A-Za-z0-9-]+)", after.children[0].content)
            if match is not None:
                first, last = quotation.map
                found.append((match[1], "\n".join(body.split("\n")[first:last]).rstrip()))
    return found


def test_a_file_by_obsidians_rules():
    text = written()
    properties = yaml.safe_load(text[4 : text.index("\n---\n", 4)])
    assert properties["title"] == BRIEFING.title
    assert properties["article"] == f"reader://article/{BRIEFING.id}"
    found = blocks(text)
    assert [block_id for block_id, _ in found] == [note.id for note in NOTES[:-1]]
    assert found[1][1].startswith("> [!note|pink ")
    assert "> > leaks a bathtub a second\n>\n> Since *when*?\n>\n> - ask the office" in found[1][1]
    assert "> #lock · #to-do · pink *question*" in found[1][1]
    assert written([]) == ""


@pytest.mark.parametrize(
    ("tag", "name"), [("a b", "a-b"), ("a/b", "a/b"), ("2024", "_2024"), ("c++ #x", "c-x"), ("é_好", "é_好")]
)
def test_tags(tag, name):
    assert f"> #{name} · yellow" in written([make_note(1, "q", tags=(tag,))])


def test_links_between_notes_and_articles_are_wikilinks():
    body = (
        f"[see](reader://note/{NOTES[6].id}), <reader://article/{PASTED.id}>, `reader://article/{PASTED.id}`"
        f" and reader://note/{PASTED.id}"
    )
    text = written([make_note(1, None, body)])
    assert (
        f"[[A pasted text#^{NOTES[6].id}|see]], [[A pasted text]], `reader://article/{PASTED.id}`"
        f" and reader://note/{PASTED.id}"
    ) in text


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_whatever_stands_in_a_note_is_one_block(number):
    text = HOSTILE[number]
    notes = [make_note(1, text or "q", text, (text,), tags=(text, "a\nb")), make_note(2, None, text)]
    file = written(notes)
    assert [block_id for block_id, _ in blocks(file)] == [note.id for note in notes]
    assert merge(file, file, IDS) == file
    quote = re.findall(r"^> > .*$", file, re.MULTILINE)
    assert not any(re.search(r"(?<!\\)(?:%%|==|#[^\s#])", line) for line in quote)


def test_what_obsidian_alone_obeys_is_text_in_a_quote():
    text = written([make_note(1, "#tag %%hidden%% ==mark== $x$ a ^id [[link]] \\#x")])
    assert r"> > \#tag \%\%hidden\%\% \=\=mark\=\= \$x\$ a \^id \[\[link]] \\\#x" in text


def test_a_comment_in_a_body_hides_nothing():
    text = written([make_note(1, None, "a %% b `%%` \n\n```\n%%\n```")])
    assert "> a \\%\\% b `%%`" in text
    assert "\n> %%\n" in text


# Merging


def edited(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


def test_nothing_new_changes_nothing():
    text = written()
    mine = edited(
        text,
        ("\n---\n\n> [!note", "\ntags:\n  - mine\n---\n\nMy introduction.\n\n> [!note"),
        (f"^{NOTES[1].id}\n", f"^{NOTES[1].id}\nright below\n\n\n\n# My heading\n\n> my quote\n\n"),
    )
    for end in ("\n", "\n\nThe end.\n", "\n\nThe end.", "\n\n\n"):
        assert merge(mine + end, text, IDS) == mine + end


def test_what_changed_is_renewed_and_what_was_written_stays():
    text = written()
    mine = edited(text, (f"^{NOTES[1].id}\n", f"^{NOTES[1].id}\n\nMine.\n"))
    changed = [NOTES[0], make_note(2, "leaks a bathtub a second", "Since Monday."), *NOTES[2:6]]
    merged = merge(mine, written(changed), IDS)
    assert "Since Monday." in merged
    assert "Since *when*?" not in merged
    assert "\n\nMine.\n" in merged
    assert merge(merged, written(changed), IDS) == merged


def test_new_notes_come_in_at_their_place():
    mine = edited(
        written([NOTES[0], NOTES[2]]), (f"^{NOTES[2].id}\n", f"^{NOTES[2].id}\n\nx\n\n## Mine\n\ny\n")
    )
    merged = merge(mine, written(NOTES[:4]), IDS)
    assert [block_id for block_id, _ in blocks(merged)] == [note.id for note in NOTES[:4]]
    assert merged.index("\nx\n") < merged.index(NOTES[3].id) < merged.index("## Mine")
    assert merge(merged, written(NOTES[:4]), IDS) == merged


def test_deleted_notes_go_and_what_was_written_below_them_stays():
    mine = edited(written(), (f"^{NOTES[0].id}\n", f"^{NOTES[0].id}\n\nMine.\n"))
    merged = merge(mine, written(NOTES[1:6]), IDS - {NOTES[0].id})
    assert NOTES[0].id not in merged
    assert "small boats" not in merged
    assert merged.index("Mine.") < merged.index("bathtub")


def test_notes_that_are_not_chosen_stay():
    assert merge(written(), written(NOTES[1:2]), IDS) == written()


def test_a_block_that_a_person_changed_stays_while_the_note_does():
    mine = edited(written(), ("> Since *when*?", "> Since when, I wonder?"))
    assert merge(mine, written(), IDS) == mine


def test_where_both_changed_both_are_kept():
    mine = edited(written(), ("> Since *when*?", "> Since when, I wonder?"))
    changed = written([NOTES[0], make_note(2, "leaks a bathtub a second", "Since Monday."), *NOTES[2:6]])
    merged = merge(mine, changed, IDS)
    assert "> Since Monday." in merged
    assert "> Since when, I wonder?" in merged
    assert merge(merged, changed, IDS) == merged
    gone = merge(mine, written([NOTES[0], *NOTES[2:6]]), IDS - {NOTES[1].id})
    assert "> Since when, I wonder?" in gone
    assert f"^{NOTES[1].id}" not in gone


def test_properties_of_both():
    mine = edited(
        written(), ("title: ", "aliases: [a, b]\ntitle: "), ("\nbyline: Ada Byron", "\nmine:\n- 1\nbyline: x")
    )
    properties = yaml.safe_load(merge(mine, written(), IDS).split("---\n")[1])
    assert properties["aliases"] == ["a", "b"]
    assert properties["mine"] == [1]
    assert properties["byline"] == "Ada Byron"


LINES = st.lists(
    st.sampled_from(["", "mine", "# mine", "> mine", "```", "^mine", "- x", "    y", "---", "%%", "a ^b"]),
    max_size=5,
)


def test_the_file_says_how_many_notes_it_holds():
    def notes(text):
        return yaml.safe_load(text.split("---\n")[1])["notes"]

    assert notes(written()) == 6
    assert notes(merge(written(NOTES[:3]), written(NOTES[2:5]), IDS)) == 5
    assert notes(merge(written(), written(NOTES[:2]), {note.id for note in NOTES[:2]})) == 2
    # A property of the same name that a person made is theirs.
    mine = written(NOTES[:3]).replace("\nnotes: 3\n", "\nnotes: to be read again\n")
    assert notes(merge(mine, written(), IDS)) == "to be read again"


@settings(deadline=None, max_examples=150)
@given(st.data())
def test_no_line_that_a_person_wrote_is_lost(data):
    lines = written().split("\n")
    mine = []
    for number in range(20):
        place = data.draw(st.sampled_from([at for at, line in enumerate(lines) if line.startswith("^0")]))
        added = [f"{line} {number}" if line else "" for line in data.draw(LINES)]
        lines[place + 1 : place + 1] = ["", *added, ""]
        mine += [line for line in added if line]
    text = "\n".join(lines)
    kept = [note for note in NOTES[:-1] if data.draw(st.booleans())]
    fresh = [make_note(20 + number, "new", "x") for number in range(2)]
    merged = merge(text, written([*fresh[:1], *kept, *fresh[1:]]), {note.id for note in (*kept, *fresh)})
    assert sorted(line for line in merged.split("\n") if line in set(mine)) == sorted(mine)
    assert set(re.findall(r"^\^(0[0-9a-f-]{35})$", merged, re.MULTILINE)) == {
        note.id for note in (*kept, *fresh)
    }
