from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import apsw
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.ids import new_id
from reader.domain.notes import Note, NoteFilter
from reader.domain.searching.hits import Hit
from reader.home import Home
from reader.library.library import Library
from reader.library.migrations import m0002_search

LOREM = "Somebody else had lunch and went away, and nobody knew of it until the evening came. " * 4
EAST = """# 停火協議

2024年3月29日，雙方在開羅簽署了停火協議。記者李明報道。

## 日本語

停戦交渉はカイロで続いている。データ・センター。

## 한국어

서울에서 열린 회담은 합의 없이 끝났다.

## ไทย

คณะผู้แทนเจรจาหยุดยิงที่กรุงไคโร ในปี 2567
"""


def titles(library: Library, query: str, kinds: tuple[str, ...] = ("article",)) -> set[str]:
    return {hit.title for hit in library.search(query, kinds)}


def found(library: Library, hit: Hit) -> str:
    return library.text(hit.article_id)[hit.start : hit.end]


@pytest.fixture
def filled(library: Library) -> Library:
    library.store(imported(publisher="The Paper", published="2024-03-29"))
    library.store(
        imported(
            "# Étude café\n\nUn œuf, naïve coöperation.\n\nThe walrus spoke.",
            "/b/etude.md",
            published="2024-04-01",
        )
    )
    library.store(imported(EAST, "/c/east.md"))
    library.store(imported("# Walrus\n\nNothing else about it, but the court.", "/d/walrus.txt"))
    return library


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("judges", {"Talks go on"}),
        ("JUDGES ordered", {"Talks go on"}),
        ("judges walrus", set()),
        ("judges OR walrus", {"Talks go on", "Étude café", "Walrus"}),
        ("court judges OR walrus", {"Talks go on", "Walrus"}),
        ("court -judges", {"Walrus"}),
        ("-judges -walrus", {"停火協議"}),
        ("judges OR -walrus", {"Talks go on", "停火協議"}),
        ('"crossing be opened"', {"Talks go on"}),
        ('"opened crossing"', set()),
        ('walrus -"walrus spoke"', {"Walrus"}),
        ("negot*", {"Talks go on"}),
        ("negot", set()),
        ("etude", {"Étude café"}),
        ("ETUDE Cafe", {"Étude café"}),
        ("naïve coop*", {"Étude café"}),
        ("title:walrus", {"Walrus"}),
        ("-title:walrus walrus", {"Étude café"}),
        ("title:wal* OR title:talks", {"Walrus", "Talks go on"}),
        ("source:etude.md", {"Étude café"}),
        ("source:PAPER", {"Talks go on"}),
        ("source:%", set()),
        ("-source:paper court", {"Walrus"}),
        ("before:2024-04-01", {"Talks go on"}),
        ("after:2024-04-01", {"Étude café"}),
        ("after:2024-03 before:2024-04", {"Talks go on"}),
        ("after:2024", {"Talks go on", "Étude café"}),
        ("before:2024", set()),
        ("section:court", {"Talks go on"}),
        ("section:reactions ministries", {"Talks go on"}),
        ("section:reactions judges", set()),
        ("section:COURT ministries", {"Talks go on"}),
        ("section:0", set()),
        ("-section:court court", {"Walrus"}),
        ("", set()),
        ("&", set()),
        ("zebra", set()),
    ],
)
def test_articles_are_found(filled: Library, query: str, expected: set[str]) -> None:
    assert titles(filled, query) == expected


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("停火", "停火"),
        ("停火協議", "停火協議"),
        ("火協", "火協"),
        ("停", "停"),
        ("李明", "李明"),
        ("2024年", "2024年"),
        ("2024", "2024"),
        ("簽署 李明", "簽署"),
        ("停戦交渉", "停戦交渉"),
        ("カイロ", "カイロ"),
        ("サ OR センター", "センター"),
        ("서울", "서울"),
        ("회담", "회담"),
        ("합", "합"),
        ("หยุดยิง", "หยุดยิง"),
        ("ยิง", "ยิง"),
        ("2567", "2567"),
        ('"ปี 2567"', "ปี 2567"),
    ],
)
def test_unspaced_scripts_are_found_by_parts(filled: Library, query: str, part: str) -> None:
    (hit,) = filled.search(query, ("article",))
    assert found(filled, hit) == part
    assert part in {hit.snippet[start:end] for start, end in hit.marks}


@pytest.mark.parametrize("query", ["協停", "火停", "停協", "李報", "울서", "ซซ", '"停火 協議"', "カイ ロロ"])
def test_other_words_of_unspaced_scripts_are_not_found(filled: Library, query: str) -> None:
    assert not filled.search(query)


def test_a_hit_says_where(filled: Library) -> None:
    (hit,) = filled.search("ministries study")
    assert (hit.kind, hit.note_id, hit.title, hit.published) == ("article", None, "Talks go on", "2024-03-29")
    assert hit.section_path == ("The court", "Reactions")
    assert found(filled, hit) == "ministries"
    assert [hit.snippet[start:end] for start, end in hit.marks] == ["ministries", "study"]
    assert "\n" not in hit.snippet
    assert len(hit.snippet) <= 170
    assert hit.score > 0


def test_the_place_with_most_of_the_words_is_shown(library: Library) -> None:
    filler = "\n\n".join(f"A walrus {number} alone." for number in range(40))
    library.store(imported(f"# T\n\n{filler}\n\nHere a walrus met the other zebra.\n\n{filler}"))
    (hit,) = library.search("walrus zebra")
    assert "walrus met the other zebra" in hit.snippet
    assert hit.snippet[0] == hit.snippet[-1] == "…"


def test_a_title_that_is_not_in_the_text_is_found_too(library: Library) -> None:
    library.store(imported("Some text.\n\nMore.", title="Hidden walrus"))
    (hit,) = library.search("walrus")
    assert (hit.start, hit.end, hit.section_path, hit.marks) == (None, None, (), ())
    assert hit.snippet == "Some text. More."


def test_titles_weigh_more(filled: Library) -> None:
    assert [hit.title for hit in filled.search("walrus")] == ["Walrus", "Étude café"]


def test_what_joins_letters_does_not_part_words(library: Library) -> None:
    library.store(imported("# T\n\nThe cease\u00adfire be\u200bgan at noon, na\u0301ch und İzmir."))
    for query, part in (("ceasefire", "cease\u00adfire"), ("began", "be\u200bgan"), ("izmir", "İzmir")):
        (hit,) = library.search(query)
        assert found(library, hit) == part
    (hit,) = library.search("nach")
    assert found(library, hit) == "na\u0301ch"


def test_a_limit_and_kinds(filled: Library) -> None:
    assert len(filled.search("court OR walrus", limit=2)) == 2
    assert filled.search("court", kinds=()) == []
    assert filled.search("court", limit=0) == []


# Notes


@pytest.fixture
def with_notes(filled: Library) -> Library:
    talks = filled.resolve("talks go on")
    noted(filled, talks, ORDER, body="Was it walrus law?", tags=("human rights", "law"), color="blue")
    noted(filled, talks, PRESS, tags=("press",))
    filled.add_note(Note(new_id(), talks, ("The talks",), None, body="On the **section**."))
    noted(filled, filled.resolve("停火"), "停火協議。", body="何時？")
    return filled


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("walrus", 1),
        ("walrus judges", 1),
        ("judges", 1),
        ("rights", 1),
        ('tag:"human rights"', 1),
        ("tag:LAW", 1),
        ("tag:rights", 0),
        ("-tag:law", 3),
        ("tag:law OR tag:press", 2),
        ("color:blue", 1),
        ("color:fact walrus", 1),
        ("-color:fact", 3),
        ("has:note", 4),
        ("-has:note", 0),
        ('section:"the talks"', 2),
        ("section:talks section", 1),
        ("title:talks", 3),
        ("source:paper", 3),
        ("after:2024", 3),
        ("停火", 1),
        ("何", 1),
    ],
)
def test_notes_are_found(with_notes: Library, query: str, count: int) -> None:
    assert len(with_notes.search(query, ("note",))) == count
    assert len(list(with_notes.notes(NoteFilter(query=query)))) == count


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("tag:law", {"Talks go on"}),
        ("tag:rights", set()),
        ("color:blue OR title:walrus", {"Talks go on", "Walrus"}),
        ("has:note", {"Talks go on", "停火協議"}),
        ("-has:note court", {"Walrus"}),
    ],
)
def test_articles_are_found_by_their_notes(with_notes: Library, query: str, expected: set[str]) -> None:
    assert titles(with_notes, query) == expected


def test_a_note_hit_leads_to_its_passage(with_notes: Library) -> None:
    (hit,) = with_notes.search("walrus law", ("note",))
    assert found(with_notes, hit) == ORDER
    assert (hit.kind, hit.title, hit.section_path) == ("note", "Talks go on", ("The court",))
    assert with_notes.note(hit.note_id or "").body == hit.snippet == "Was it walrus law?"
    (of_quote,) = with_notes.search("delay", ("note",))
    assert of_quote.note_id == hit.note_id
    assert [of_quote.snippet[start:end] for start, end in of_quote.marks] == ["delay"]
    (of_section,) = with_notes.search("section", ("note",))
    assert (of_section.start, of_section.end) == (None, None)


def test_articles_and_notes_come_together(with_notes: Library) -> None:
    hits = with_notes.search("walrus")
    assert sorted(hit.kind for hit in hits) == ["article", "article", "note"]
    assert hits == sorted(hits, key=lambda hit: -hit.score)


def test_what_is_equally_good_comes_newest_first(library: Library) -> None:
    for number in range(4):
        library.store(
            imported(f"# Title\n\nA heron. {LOREM}", f"/{number}", published=f"2024-01-0{number + 1}")
        )
    dates = [hit.published for hit in library.search("heron")]
    assert dates == ["2024-01-04", "2024-01-03", "2024-01-02", "2024-01-01"]


# Passages like one


def test_passages_like_a_sentence_come_newest_first(library: Library) -> None:
    said = "The judges ordered in {} that the crossing be opened at once for convoys with aid."
    for year, where in (("2021", "March"), ("2023", "June"), ("2022", "May")):
        text = f"# In {year}\n\n{LOREM}\n\n## Then\n\n{LOREM} {said.format(where)} {LOREM}"
        library.store(imported(text, f"/{year}", published=f"{year}-01-01"))
    own = library.store(imported(f"# Now\n\n{ORDER}", "/now", published="2024-01-01")).row.id
    library.store(
        imported(f"# Far\n\nThe judges.\n\n{LOREM * 9}\n\nA crossing. {LOREM * 9} Convoys.", "/far")
    )
    hits = library.passages_like(ORDER, besides=own)
    assert [hit.title for hit in hits] == ["In 2023", "In 2022", "In 2021"]
    assert {hit.section_path for hit in hits} == {("Then",)}
    assert "ordered in June" in hits[0].snippet
    assert [hit.title for hit in library.passages_like(ORDER, limit=1)] == ["Now"]


def test_a_passage_like_two_words_has_both(library: Library) -> None:
    for title, text in (("Both", "1. Figures"), ("One", "1. Testing"), ("Other", "Figures")):
        library.store(imported(f"# {title}\n\n{text} {LOREM}", f"/{title}"))
    assert {hit.title for hit in library.passages_like("1. FIGURES")} == {"Both"}
    assert {hit.title for hit in library.passages_like("figures")} == {"Both", "Other"}


@pytest.mark.parametrize("text", ["", "&", "zebra", "\x00"])
def test_passages_like_nothing(filled: Library, text: str) -> None:
    assert filled.passages_like(text) == []


def test_passages_like_one_in_an_unspaced_script(filled: Library) -> None:
    (hit,) = filled.passages_like("雙方在開羅簽署了新的停火協議")
    assert hit.title == "停火協議"
    assert "開羅簽署" in hit.snippet


# In step


def test_the_index_follows_every_change(filled: Library) -> None:
    talks = filled.resolve("talks go on")
    note = noted(filled, talks, ORDER, body="zebra")
    assert len(filled.search("zebra")) == 1
    filled.edit_note(note.id, body="giraffe")
    assert not filled.search("zebra")
    filled.undo()
    assert len(filled.search("zebra")) == 1
    filled.delete([note.id])
    assert not filled.search("zebra")
    filled.restore([note.id])
    filled.delete([talks])
    assert not filled.search("zebra OR judges")
    filled.undo()
    assert len(filled.search("zebra OR judges")) == 2
    filled.correct(talks, title="Antelope")
    assert titles(filled, "antelope") == {"Antelope"}
    assert not filled.search("title:talks")
    filled.undo()
    filled.redo()
    filled.store(imported(TALKS.replace("ministries", "gazelles")))
    assert not filled.search("ministries")
    assert titles(filled, "antelope gazelles") == {"Antelope"}
    assert filled.check() == []


def test_other_programs_keep_the_index_in_step(filled: Library, home: Home) -> None:
    other = apsw.Connection(str(home.library))
    other.execute("UPDATE article SET title = 'Antelope' WHERE title = 'Walrus'")
    other.execute("DELETE FROM article WHERE title = 'Talks go on'")
    other.close()
    assert titles(filled, "antelope") == {"Antelope"}
    assert not filled.search("judges")


# Whatever is typed or stands in a text


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(Home(tmp_path_factory.mktemp("shared"))) as library:
        library.store(imported(EAST))
        yield library


LETTERS = st.sampled_from(
    [*'aéßİ停火กิ가カ・1"-*():^{},. \u00ad\u0301\x00\u200b', "OR", "NEAR", "AND", "tag:", "title:"]
)


@given(st.lists(LETTERS, max_size=12).map("".join))
@settings(deadline=None, max_examples=150)
def test_no_query_is_an_error(shared: Library, query: str) -> None:
    shared.search(query)


@given(
    st.lists(
        st.sampled_from([*"ab é停火協ก가カ・1,", "\u00ad", "\u200b", "\n", "x" * 198, "停" * 203]),
        max_size=30,
    ).map("".join)
)
@settings(deadline=None, max_examples=100)
def test_what_is_indexed_of_unspaced_scripts(text: str) -> None:
    plain = re.sub(f"[{m0002_search.IGNORED}]", "", text)

    def pairs(run: re.Match[str]) -> str:
        letters = run[0]
        return "".join(f" {letters[i : i + 2]}" for i in range(len(letters))) + " "

    ((indexed,),) = _MEMORY.execute(f"SELECT {m0002_search.spread('text')} FROM (SELECT ? AS text)", (text,))
    assert indexed == re.sub(f"[{m0002_search.UNSPACED}]+", pairs, plain)


@pytest.mark.parametrize("size", [199, 200, 201, 400, 401, 19_999, 20_000, 20_001, 20_201, 40_001])
def test_no_letter_is_lost_between_the_pieces(size: int) -> None:
    text = ("停火協議 in 2024年 " * size)[:size]
    ((indexed,),) = _MEMORY.execute(f"SELECT {m0002_search.spread('text')} FROM (SELECT ? AS text)", (text,))
    assert len(indexed.split()) == len(re.findall(f"[{m0002_search.UNSPACED}]|[a-z0-9]+", text))


def test_letters_of_unspaced_scripts_are_letters_to_the_index() -> None:
    first_last = re.findall("(.)-(.)", m0002_search.UNSPACED)
    for first, last in first_last:
        for code in range(ord(first), min(ord(last), 0x2FFFF) + 1):
            assert unicodedata.category(chr(code))[0] in "LNMC"


_MEMORY = apsw.Connection(":memory:")
