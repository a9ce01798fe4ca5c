from __future__ import annotations

import pytest

from reader.domain.blocks import BlockKind
from reader.importing.plain.article import parse_text

TEXT = "The council met on Monday and decided nothing, since the chairs had not arrived in time for it."
WRAPPED = (
    "The council met on Monday and decided nothing, since the chairs had\n"
    "not arrived in time for it. It will meet again on Thursday evening,\n"
    "if they arrive."
)

HEADINGS = """
Section 4 in Practice
Why Now?!
საერთაშორისო რეაქცია
Und jetzt?
Et maintenant ?
Trade With the Islands (UK)
Elections (US): What Next
« Un mur de trop »
Strategy Talks and a Diplomatic Rift
The Court's Order and Humanitarian Access
US-Israel Relations: Room for Consequences?
A Gate From 1931
Rain Forecast: Enough for a Week
1. FIGURES
Why the seeds were needed
Who may ask next?
3.2 Method
II.
"Open Door" Policy Under Review
“Wir haben keine Wahl”
What "closed" means
Boats & Barges
Trade With the U.S.
Telland Glass Inc.
iPhone Sales Fall
运河为何关闭
谁来付钱？
لماذا أغلقت القناة
من سيدفع؟
नहर क्यों बंद है
Γιατί έκλεισε το κανάλι
Ποιος θα πληρώσει;
Warum der Kanal geschlossen ist
Wer zahlt?
¿Quién paga?
Qui paie ?
By the Numbers
By Land and Sea
Figure Skating Returns
Photo Finish in Nice
Liebe in Zeiten der Cholera
Place Your Bets
Wall Street, One Year On
12000 Trees Planted
Budget 2024: Was kommt
The Order (and What It Means)
FLOODS, FIRES AND 3 STORMS
Cher Returns to the Stage
12 Rules for Life
The 'Quiet' Season
'Tis the Season
Half-Time: A Look Back
Source of the Trouble
Date Palms in the Desert
Trouble on Church Road
Почему закрыт канал
$5 Billion Question
14 November 2024
2024-25: The Long Winter
Werte und Wandel
§ 3 Haftung
Pros and Cons
The “Why” of It
Next steps
E-mails and Other Leaks
Image Problems
Read the Room
Contact Sport
Thanks to the Rain
Best Practice
Dr. Smith Goes to Town
What Prof. Smith saw
The Canal vs. the Railway
Left Behind
Über uns
L'eau qui manque
Élections : le jour d'après
Was nun?
Yours, Mine and Ours
Table Manners
And Then There Were None
Zwischen "Ja" und "Nein"
""".strip().split("\n")

OTHERS = """
# # #
By our correspondent in Cairo
GENEVA, March 7 (Reuters) - Talks resume on the lake
Genf/Berlin (dpa) -
Room 12, The Old School
3 Church Path
Church Path 3, Nether Colm
Photograph by Jane Doe
‹Wer zahlt?›
'Who pays?'
—¿Quién paga?
It rained.
The council meets again,
These are the steps:
"We left them as they are," says the chair
"Who will pay?"
"Who will pay?" asked the mayor
„Wer zahlt?“
« Qui paie ? »
— Où vas-tu ?
「谁来付钱？」
Dear neighbours
Dear Sir or Madam
Sehr geehrte Damen und Herren
Liebe Nachbarn
Chers amis
Estimada señora García
Уважаемые жители
Yours sincerely
Mit freundlichen Grüßen
By Jane Doe
By Jane Doe, City Desk
Von Max Mustermann
GENEVA (AP) -
GENEVA (AP) - Talks resume
GENEVA, March 7 (Reuters) -
GENEVA, March 7
Genf (dpa)
Photo: Jane Doe
Figure 1: The gate
Figure 2
Fig. 3. Levels
The lock in 1959. Photo: City Archive
The lock in 1959 (Photo: City Archive)
(Photo by Jane Doe)
Image courtesy of the town
Abb. 2: Das Tor
图1：闸门
12 Church Path, Nether Colm
The Old School, Church Path
10115 Berlin
Lindenstraße 12
12 rue de la Paix, 75002 Paris
Calle Mayor 5, 28013 Madrid
PO Box 12
SW1A 1AA
jane@example.org
https://example.org/canal
www.example.org
+49 30 1234567
Tel: 030 123456
Read more: Canal Closed
Read more
*Read more:* Canal Closed
Lesen Sie auch: Der Kanal
- an item
• an item
1,234
* * *
© 2024 Telland
Advertisement
03/04/2024
2024-03-29
Date: 2024-03-29
Source: Reuters
[1] A footnote
Q: Why now?
and then it rained
Happy New Year!
Er sagte: "Nein"
It was late. Nobody came
运河今天关闭。
यह नहर बंद है।
Contact: Jane Doe
10:15 am
Jane Doe, Staff Writer
UmsatzTAB271TAB240
Nota de prensa
敬礼
亲爱的邻居们
अधिक जानकारी:
""".strip().split("\n")


def headings(text: str) -> list[str]:
    return [block.text for block in parse_text(text).blocks if block.kind is BlockKind.HEADING]


def levels(text: str) -> list[tuple[int, str]]:
    """Return the headings of `text`, in which `=` stands for a paragraph, with their levels."""
    blocks = parse_text(text.replace("=", TEXT)).blocks
    return [(block.level, block.text) for block in blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize("line", HEADINGS)
def test_a_short_line_alone_above_text_is_a_heading(line: str) -> None:
    assert headings(f"{TEXT}\n\n{line}\n\n{TEXT}\n") == [line]


@pytest.mark.parametrize("line", OTHERS)
def test_a_short_line_that_is_no_heading(line: str) -> None:
    line = line.replace("TAB", "\t")
    text = f"{TEXT}\n\n{line}\n\n{TEXT}\n"
    assert headings(text) == []
    assert "".join("".join(block.text for block in parse_text(text).blocks).split()) == "".join(text.split())


def test_a_heading_needs_text_or_a_deeper_heading_below() -> None:
    assert headings(f"{TEXT}\n\nNext Steps\n") == []
    assert headings(f"{TEXT}\n\nNext Steps\n\nThe Gate\n\n{TEXT}\n") == ["The Gate"]
    assert headings(f"{TEXT}\n\n1. Steps\n\n1.1 The Gate\n\n{TEXT}\n") == ["1. Steps", "1.1 The Gate"]
    assert headings(f"{TEXT}\n\nSTEPS\n\nThe Gate\n\n{TEXT}\n") == ["STEPS", "The Gate"]


@pytest.mark.parametrize(
    "below", ["By Jane Doe", "Photo: Jane Doe", "GENEVA (AP) -", "* * *", "- a rope\n- a boat"]
)
def test_asides_and_lists_may_stand_between_a_heading_and_its_text(below: str) -> None:
    assert headings(f"{TEXT}\n\nThe Gate\n\n{below}\n\n{TEXT}\n") == ["The Gate"]


def test_the_close_belongs_to_the_last_section() -> None:
    imported = parse_text(f"{TEXT}\n\nThe Gate\n\n{TEXT}\n\n{TEXT}\n")
    assert [block.kind.value for block in imported.blocks] == [
        "paragraph",
        "heading",
        "paragraph",
        "paragraph",
    ]


def test_a_name_and_an_address_at_the_end() -> None:
    assert headings(f"{TEXT}\n\nHall Committee\n\nThe Old School, Church Path\n") == []
    assert headings(f"{TEXT}\n\nHall Committee\n\nThe Old School\nChurch Path\n") == []
    assert headings(f"{TEXT}\n\nHall Committee\n\nThe Old School\n\nChurch Path\n\n{TEXT}\n") == []


def test_directly_above_a_clearly_longer_line() -> None:
    assert headings(f"{TEXT}\n\nThe Gate\n{TEXT}\n") == ["The Gate"]
    assert headings(f"{TEXT}\n\nTHE GATE\n{TEXT}\n") == ["THE GATE"]
    assert headings(f"{TEXT}\n\n3.1 The old gate\n{TEXT}\n") == ["3.1 The old gate"]
    assert headings(f"{TEXT}\n\nThe gate leaks\n{TEXT}\n") == []
    assert headings(f"{TEXT}\n\n1. Count\n2. Dry\n3. Test on paper that is wet\n\n{TEXT}\n") == []


def test_in_hard_wrapped_text_only_capitals_and_numbers_stand_directly_above() -> None:
    text = f"{WRAPPED}\n\nTHE GATE\n{WRAPPED}\n\n2. The Gate\n{WRAPPED}\n\nThe Gate\n{WRAPPED}\n"
    assert headings(text) == ["THE GATE", "2. The Gate"]


def test_a_wrapped_line_with_a_number_is_no_heading() -> None:
    line = "Furnace three is due for rebuilding and the bill comes to\n40 Million Marks, which nobody has."
    assert headings(f"{WRAPPED}\n\n{line}\n\n{WRAPPED}\n") == []


def test_numbered_items_with_blank_lines_between_are_a_list() -> None:
    items = "1. Count\n\n2. Dry\n\n3. Test"
    assert headings(f"{TEXT}\n\nSteps\n\n{items}\n\n{TEXT}\n") == ["Steps"]
    assert headings(f"{items}\n\n{TEXT}\n\n4. Sow\n\n{TEXT}\n") == ["1. Count", "2. Dry", "3. Test", "4. Sow"]


def test_signatures() -> None:
    letter = f"{TEXT}\n\nBest regards\n\nJane Doe\n\nThe Chair\n\nP.S. The keys are under the mat.\n"
    assert headings(letter) == []
    assert headings(f"{TEXT}\n\nRegards,\n\nJane Doe\n\nThe Next Part\n\n{TEXT}\n") == ["The Next Part"]


def test_speakers() -> None:
    talk = "Doe: Why now?\n\nRoe: Because it is dry.\n\nDoe: And then?\n\nRoe: Then it rains."
    assert headings(f"{TEXT}\n\n{talk}\n") == []


def test_below_read_more_there_are_no_headings() -> None:
    more = "Read more:\n\nCanal Closed\n\nA short one.\n\nBoats for Sale\n\n© 2024"
    assert headings(f"{TEXT}\n\nThe Gate\n\n{TEXT}\n\n{more}\n") == ["The Gate"]


def test_numbers_give_levels() -> None:
    assert levels("=\n\n1. A\n\n=\n\n1.1 B\n\n=\n\n1.1.1 C\n\n=\n\n2. D\n\n=\n") == [
        (2, "1. A"),
        (3, "1.1 B"),
        (4, "1.1.1 C"),
        (2, "2. D"),
    ]
    assert levels("=\n\n3 A\n\n=\n\n3.2 B\n\n=\n\n4 C\n\n=\n") == [(2, "3 A"), (3, "3.2 B"), (2, "4 C")]
    assert levels("=\n\nI. A\n\n=\n\n1. B\n\n=\n\na) C\n\n=\n\nII.\n\n=\n") == [
        (2, "I. A"),
        (3, "1. B"),
        (4, "a) C"),
        (2, "II."),
    ]


def test_headings_without_numbers_are_alike() -> None:
    assert levels("=\n\nA Gate\n\n=\n\nWhy it leaks\n\n=\n\nTHE WATER\n\n=\n") == [
        (2, "A Gate"),
        (2, "Why it leaks"),
        (2, "THE WATER"),
    ]


def test_a_number_that_belongs_to_the_words() -> None:
    assert levels("=\n\n12 Angry Boatmen\n\n=\n\n2.5 Million Reasons\n\n=\n\nThe End\n\n=\n") == [
        (2, "12 Angry Boatmen"),
        (2, "2.5 Million Reasons"),
        (2, "The End"),
    ]


def test_marks_give_levels_and_leave_the_title() -> None:
    underlined = "Lock\n====\n\n=\n\nGate\n----\n=\n\nOld Gate\n~~~~~~~~\n\n=\n\nWater\n-----\n\n=\n"
    underlined = underlined.replace("\n=\n", f"\n{TEXT}\n")
    blocks = parse_text(underlined).blocks
    assert [(b.kind.value, b.level, b.text) for b in blocks if b.text != TEXT] == [
        ("title", 0, "Lock"),
        ("heading", 2, "Gate"),
        ("heading", 3, "Old Gate"),
        ("heading", 2, "Water"),
    ]
    hashes = f"# Lock\n\n{TEXT}\n\n## Gate ##\n{TEXT}\n\n#### Old Gate\n\n{TEXT}\n"
    assert [(b.kind.value, b.level, b.text) for b in parse_text(hashes).blocks if b.text != TEXT] == [
        ("title", 0, "Lock"),
        ("heading", 2, "Gate"),
        ("heading", 4, "Old Gate"),
    ]


def test_marks_of_other_things() -> None:
    assert headings(f"{TEXT}\n\n# one\n# two\nx = 1\n\n{TEXT}\n") == []
    assert headings(f"{TEXT}\n\n#canal #boats\n\n{TEXT}\n") == []
    assert headings(f"{TEXT}\n---\n\n{TEXT}\n") == []


def test_a_heading_in_the_middle_or_with_invisible_marks_around() -> None:
    assert headings(f"{WRAPPED}\n\n{' ' * 26}The Old Gate\n\n{WRAPPED}\n") == ["The Old Gate"]
    assert headings(f"{TEXT}\n\n\u200e\u200bThe\u00a0Gate\u200f \n\u200b\n{TEXT}\n") == ["The\u00a0Gate"]
    assert headings(f"{TEXT}\n\n**The Gate**\n\n{TEXT}\n") == ["The Gate"]
    assert headings(f"{TEXT}\n\n1.\tThe Gate\n\n{TEXT}\n") == ["1. The Gate"]
