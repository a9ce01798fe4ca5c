from __future__ import annotations

import pytest

from reader.domain.blocks import Block, BlockKind
from reader.errors import ReaderError
from reader.importing.plain.article import parse_text, read

TEXT = "The council met on Monday and decided nothing, since the chairs had not arrived in time for it."
WRAPPED = (
    "The council met on Monday and decided nothing, since the chairs had\n"
    "not arrived in time for it. It will meet again on Thursday evening,\n"
    "if they arrive."
)


def blocks(text: str) -> list[Block]:
    return list(parse_text(text).blocks)


def texts(text: str) -> list[str]:
    return [block.text for block in parse_text(text).blocks]


def kinds(text: str) -> list[tuple[str, int, str]]:
    return [(block.kind.value, block.level, block.text) for block in parse_text(text).blocks]


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        (WRAPPED, WRAPPED.replace("\n", " ")),
        ("The works council is a self-\nappointed body of the well-\nknown glass works in the town.",
         "The works council is a self-appointed body of the well-known glass works in the town."),
        ("Der Ausschuss für Wirtschafts-\nund Finanzfragen tagt am Montag.",
         "Der Ausschuss für Wirtschafts- und Finanzfragen tagt am Montag."),
        ("The works of the town —\nthe biggest of the county —\nare closed for the summer.",
         "The works of the town — the biggest of the county — are closed for the summer."),
        ("COVID-\n19 closed the canal for the whole of the summer.",
         "COVID-19 closed the canal for the whole of the summer."),
        ("北段运河从2024年6月\n3日起关闭，预计九月重新\n开放。",
         "北段运河从2024年6月3日起关闭，预计九月重新开放。"),
        ("The tide is out until the night, or so they say…\n“Until the morning,” said the other.",
         "The tide is out until the night, or so they say… “Until the morning,” said the other."),
        ("由于水位过低，北段运河从周一起关闭，\n预计九月重新开放。沿岸的船主们表示，\n他们提出过警告。",
         "由于水位过低，北段运河从周一起关闭，预计九月重新开放。沿岸的船主们表示，他们提出过警告。"),
        ("수위가 낮아 북쪽 운하가 월요일부터\n폐쇄되었다. 구월에 다시 열 예정이라고\n한다.",
         "수위가 낮아 북쪽 운하가 월요일부터 폐쇄되었다. 구월에 다시 열 예정이라고 한다."),
        ("The council met on Monday.\nIt decided nothing, since the chairs had not come in time.\nSo it is.",
         "The council met on Monday. It decided nothing, since the chairs had not come in time. So it is."),
    ],
)  # fmt: skip
def test_wrapped_lines_are_joined(wrapped: str, joined: str) -> None:
    assert texts(wrapped + "\n") == [joined]


def test_short_lines_that_nothing_forced_to_end_keep_their_breaks() -> None:
    address = "Nether Colm Hall Committee\nThe Old School, Church Path\njane@example.org"
    assert texts(f"{WRAPPED}\n\n{address}\n")[-1] == address
    recipe = "500 g flour\n10 g salt\nwater"
    assert texts(f"{WRAPPED}\n\n{recipe}\n")[-1] == recipe
    verse = "Draw and be patient,\nThe water is old;\nWhat you leave in the bucket\nThe horses will hold."
    assert texts(f"{WRAPPED}\n\n{verse}\n")[-1] == verse


def test_speakers_in_one_run_have_a_paragraph_each() -> None:
    talk = "“And the chairs?” the member asked.\n“Friday.”\n“Which one?”"
    assert texts(f"{WRAPPED}\n\n{talk}\n")[1:] == talk.split("\n")


def test_a_run_of_indented_lines_is_a_run_of_paragraphs() -> None:
    lines = ["The lamps are lit by hand.", "The city would like sensors.", "A vote is planned."]
    for indent in ("  ", "    ", "\t", "\u3000\u3000", "\u00a0\u00a0"):
        run = "\n".join(indent + line for line in lines)
        assert texts(f"{TEXT}\n\n{run}\n") == [TEXT, *lines]


def test_a_first_line_indent_begins_a_paragraph() -> None:
    text = (
        "   The council met on Monday and decided nothing, since the chairs\n"
        "had not arrived in time for it.\n"
        "   It will meet again on Thursday evening, if they arrive, and on\n"
        "Friday if they do not.\n"
    )
    assert [len(each.split()) for each in texts(text)] == [18, 17]


def test_a_hanging_indent_belongs_to_its_paragraph() -> None:
    text = "Doe, Jane. The Lock at Fenn. Ostrey: Canal\n    Press, 1931.\nRoe, John. Barges, 1959.\n"
    assert texts(f"{TEXT}\n\n{text}")[1:] == [
        "Doe, Jane. The Lock at Fenn. Ostrey: Canal Press, 1931.",
        "Roe, John. Barges, 1959.",
    ]


def test_a_paragraph_a_line_without_blank_lines() -> None:
    long = TEXT + " " + TEXT
    assert kinds(f"{long}\nThe Gate\n{long}\nWho pays?\n{long}\n") == [
        ("paragraph", 0, long),
        ("heading", 2, "The Gate"),
        ("paragraph", 0, long),
        ("heading", 2, "Who pays?"),
        ("paragraph", 0, long),
    ]


def test_indented_blocks() -> None:
    quotation = (
        "    He that draweth at noon shall pay the parish a penny and he that\n"
        "    draweth at night shall pay nothing, since no man seeth him.\n"
    )
    found = blocks(f"{WRAPPED}\n\n{quotation}\n{WRAPPED}\n")[1]
    assert (found.kind, found.quote) == (BlockKind.QUOTE, 1)
    assert "he that draweth at night" in found.text
    verse = "    Draw and be patient\n    the water is old\n    what you leave in it\n"
    assert blocks(f"{WRAPPED}\n\n{verse}\n{WRAPPED}\n")[1].text.count("\n") == 2
    code = "    for each in gates:\n        each.close()\n    water = None\n"
    assert blocks(f"{WRAPPED}\n\n{code}\n{WRAPPED}\n")[1] == Block(
        BlockKind.CODE, "for each in gates:\n    each.close()\nwater = None"
    )


def test_a_margin_is_no_indent() -> None:
    text = "\n".join(
        "        " + line if line else line
        for line in f"The Gate\n\n{WRAPPED}\n\nMud\n\n{WRAPPED}".split("\n")
    )
    assert [kind for kind, _, _ in kinds(text)] == ["title", "paragraph", "heading", "paragraph"]


def test_bullet_lists() -> None:
    text = (
        f"{TEXT}\n\n- a rope, or two if it\n  must be\n  * hemp\n  * wire\n- a boat\n\n• patience\n\n{TEXT}\n"
    )
    assert kinds(text)[1:-1] == [
        ("item", 1, "- a rope, or two if it must be"),
        ("item", 2, "* hemp"),
        ("item", 2, "* wire"),
        ("item", 1, "- a boat"),
        ("item", 1, "• patience"),
    ]
    assert {block.marker for block in blocks(text)} == {"", "- ", "* ", "• "}


def test_numbered_lists() -> None:
    text = (
        f"{TEXT}\n\n1. Clean the key.\n2. Send it, in an envelope.\n\n   With a note.\n\n3) Wait.\n\n{TEXT}\n"
    )
    assert kinds(text)[1:-1] == [
        ("item", 1, "1. Clean the key."),
        ("item", 1, "2. Send it, in an envelope."),
        ("paragraph", 1, "With a note."),
        ("item", 1, "3) Wait."),
    ]
    assert [kind for kind, _, _ in kinds(f"{TEXT}\n\na) hemp\nb) wire\n\n{TEXT}\n")] == [
        "paragraph",
        "item",
        "item",
        "paragraph",
    ]


def test_a_list_below_its_introduction_and_text_below_the_list() -> None:
    text = f"{TEXT}\n\nThree things are needed:\n- a rope\n- a boat\n- patience\nThen one can go.\n"
    assert kinds(text)[1:] == [
        ("paragraph", 0, "Three things are needed:"),
        ("item", 1, "- a rope"),
        ("item", 1, "- a boat"),
        ("item", 1, "- patience"),
        ("paragraph", 0, "Then one can go."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "3. Juni 1953 wurde die Halle eröffnet.",
        "A. Smith has said so.",
        "– Où vas-tu ? dit-il.",
        "1984 was a year.",
        "The works at Telland\n- the biggest of the county -\nhave been closed since Monday.",
        "It was opened in the summer of the year\n1953. It has been closed since then.",
    ],
)
def test_what_is_no_list(text: str) -> None:
    assert [kind for kind, _, _ in kinds(f"{TEXT}\n\n{text}\n")] == ["paragraph", "paragraph"]


def test_rows_of_tabs_are_a_table() -> None:
    table = blocks(f"{TEXT}\n\nPool\tVisitors\nNorth Bath\t12,400\nMill Pond\t\t9,150\n\n{TEXT}\n")[1]
    assert table == Block(BlockKind.TABLE, "Pool\tVisitors\nNorth Bath\t12,400\nMill Pond\t9,150", info="lr")
    assert kinds(f"{TEXT}\n\nName\tJane\n\n{TEXT}\n")[1] == ("paragraph", 0, "Name\tJane")


def test_columns_set_with_spaces_stand_as_they_are() -> None:
    rows = "Pool         Visitors\nNorth Bath     12,400\nMill Pond       9,150"
    assert (
        blocks(f"{TEXT}\n\n{rows.replace('Visitors', 'Visits  ').rstrip()}\n\n{TEXT}\n")[1].text.count("\n")
        == 2
    )
    grid = "| Pool | Visits |\n|------|--------|\n| Mill | 9,150  |"
    assert blocks(f"{TEXT}\n\n{grid}\n\n{TEXT}\n")[1] == Block(BlockKind.CODE, grid)


@pytest.mark.parametrize("rule", ["* * *", "***", "-----", "⁂", "• • •", "_ _ _"])
def test_rules(rule: str) -> None:
    assert kinds(f"{TEXT}\n\n{rule}\n\n{TEXT}\n")[1] == ("rule", 0, rule)
    assert kinds(f"{TEXT} {TEXT}\n{rule}\n{TEXT}\n")[1] == ("rule", 0, rule)


def test_quoted_mail() -> None:
    text = f"{TEXT}\n\n> The canal will be closed until\n> the summer.\n>\n>> By whom?\n> By us.\n\n{TEXT}\n"
    assert [(b.kind.value, b.quote, b.text) for b in blocks(text)[1:-1]] == [
        ("quote", 1, "The canal will be closed until the summer."),
        ("quote", 2, "By whom?"),
        ("quote", 1, "By us."),
    ]
    assert texts(f"{TEXT}\n\n> 90 per cent of it.\n")[1] == "> 90 per cent of it."


def test_soft_hyphens_and_stray_marks_go_joiners_stay() -> None:
    assert texts("The re\u00adservoir \ufeffis\u2060 full\u200b of wa\u200bter.\n") == [
        "The reservoir is full of water."
    ]
    assert texts("می\u200cخواهم آب را ببینم.\n") == ["می\u200cخواهم آب را ببینم."]
    assert texts("ទឹក\u200bស្អាត។\n") == ["ទឹក\u200bស្អាត។"]


def test_bytes() -> None:
    imported = read("The Gate\r\n\r\nIt leaks – a bathtub a second.\r\n".encode("utf-16"), "gate.txt", "")
    assert [block.text for block in imported.blocks] == ["The Gate", "It leaks – a bathtub a second."]
    assert read("Café fermé.".encode("cp1252"), "", "cp1252").encoding == "cp1252"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\u200b\ufeff\n".encode()])
def test_nothing_to_read(data: bytes) -> None:
    with pytest.raises(ReaderError, match="no text"):
        read(data, "empty.txt", "")


def test_a_line_without_an_end_and_many_short_ones() -> None:
    assert len(texts("x" * 1_000_000)[0]) == 1_000_000
    assert len(blocks("Heading\n\nSome text.\n\n" * 2_000)) == 4_000
    assert len(texts("short line\n" * 20_000)) == 1


def test_beyond_a_number_of_runs_the_text_is_not_divided(monkeypatch: pytest.MonkeyPatch) -> None:
    for limit in ("MAX_RUNS", "MAX_LINES"):
        with monkeypatch.context() as patch:
            patch.setattr(f"reader.importing.lines.runs.{limit}", 4)
            imported = parse_text("".join(f"Line {number}.\n\n" for number in range(9)))
        assert "".join(block.text for block in imported.blocks).count("Line") == 9
        assert imported.blocks[-1].text.endswith("\nLine 8.")
        assert len(imported.warnings) == 1
