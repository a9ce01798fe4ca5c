from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from reader.domain.article_row import ArticleRow
from reader.domain.blocks import Block, BlockKind
from reader.domain.plain_text import block_starts, plain_text
from reader.domain.sections import Section, section_tree
from reader.window.tree.model import BATCH, SectionTreeModel
from reader.window.tree.rows import details, newest_first, steps


def row(article_id: str, title: str = "", published: str | None = None, **more: object) -> ArticleRow:
    values = {
        "sections": 3,
        "notes_count": 0,
        "imported_at": f"2024-01-01T00:00:00.{article_id:0>6}Z",
        **more,
    }
    return ArticleRow(
        article_id,
        title or f"Article {article_id}",
        None,
        values.pop("publisher", ""),
        "",  # type: ignore[arg-type]
        published,
        "en",
        100,
        values.pop("revision", 1),
        values.pop("imported_at"),
        **values,
    )  # type: ignore[arg-type]


def tree(*headings: tuple[int, str]) -> Section:
    blocks = [Block(BlockKind.HEADING, title, level=level) for level, title in headings]
    return section_tree("Article", blocks, block_starts(blocks), len(plain_text(blocks)))


OUTLINE = tree((2, "Talks"), (3, "The Court"), (3, "Aid"), (2, "Money"), (2, "Café life"))


class Library:
    def __init__(self) -> None:
        self.asked: list[str] = []
        self.outlines: dict[str, Section] = {}
        self.counts: dict[tuple[str, ...], int] = {("Talks", "Aid"): 2}

    def outline(self, article_id: str) -> Section:
        self.asked.append(article_id)
        return self.outlines.get(article_id, OUTLINE)

    def note_counts(self, article_id: str) -> dict[tuple[str, ...], int]:
        return self.counts


@pytest.fixture
def library() -> Library:
    return Library()


@pytest.fixture
def model(library: Library, qapp: QApplication) -> SectionTreeModel:
    model = SectionTreeModel(library.outline, library.note_counts)
    model.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    model.tester.setUseFetchMore(False)  # type: ignore[attr-defined]
    return model


def titles(model: SectionTreeModel, parent: object = None) -> list[str]:
    args = () if parent is None else (parent,)
    return [model.index(n, 0, *args).data() for n in range(model.rowCount(*args))]


def test_newest_first_and_undated_last() -> None:
    rows = [row("1"), row("2", published="2024-03-01"), row("3"), row("4", published="2024-04-01")]
    assert [r.id for r in newest_first(rows)] == ["4", "2", "3", "1"]


def test_what_the_muted_line_says() -> None:
    assert details(row("1", published="2024-03-29", notes_count=4)) == [
        "29 March 2024",
        "3 sections",
        "4 notes",
    ]
    assert details(row("1", publisher="Local Council", sections=0)) == ["Local Council"]


@given(st.permutations(range(8)), st.permutations(range(8)), st.integers(0, 8), st.integers(0, 8))
@settings(max_examples=100, deadline=None)
def test_steps_lead_from_one_order_to_the_other(a: list[int], b: list[int], m: int, n: int) -> None:
    old, new = [str(x) for x in a[:m]], [str(x) for x in b[:n]]
    out, places = steps(old, new)
    rows = [key for key in old if key not in out]
    for place in places:
        rows.insert(place, new[place])
    assert rows == new


def test_one_moved_row_is_one_step() -> None:
    assert steps(list("abcde"), list("acdbe")) == ({"b"}, [3])
    assert steps(list("abcde"), list("adbce")) == ({"d"}, [1])


def test_sections_are_fetched_only_when_a_row_is_opened(model: SectionTreeModel, library: Library) -> None:
    model.set_rows([row("1", published="2024-01-01"), row("2", published="2024-02-01", sections=0)])
    first, second = model.index(0, 0), model.index(1, 0)
    assert titles(model) == ["Article 2", "Article 1"]
    assert not model.hasChildren(first)
    assert model.hasChildren(second)
    assert library.asked == []
    model.fetchMore(second)
    assert library.asked == ["1"]
    assert titles(model, second) == ["Talks", "Money", "Café life"]
    talks = model.index(0, 0, second)
    model.fetchMore(talks)
    assert titles(model, talks) == ["The Court", "Aid"]
    assert model.parent(model.index(1, 0, talks)) == talks
    assert model.notes_at(model.index(1, 0, talks)) == 2
    assert model.index(1, 0, talks).data(Qt.ItemDataRole.AccessibleTextRole) == "Aid, 2 notes"


def test_a_section_is_found_by_its_place(model: SectionTreeModel) -> None:
    model.set_rows([row("1")])
    assert model.section_index("1", (1, 2)).data() == "Aid"
    assert model.section_index("1", (9,)).data() == "Article 1"
    assert model.section_index("1", ()).data() == "Article 1"
    assert not model.section_index("gone", (1,)).isValid()


def test_only_what_changed_is_touched(model: SectionTreeModel) -> None:
    rows = [row(str(n), published=f"2024-01-{n:02}") for n in range(10, 20)]
    model.set_rows(rows)
    aid = QPersistentModelIndex(model.section_index("15", (1, 2)))
    resets, changed, inserted, removed = [], [], [], []
    model.modelReset.connect(lambda: resets.append(1))
    model.dataChanged.connect(lambda first, last: changed.append(first.row()))
    model.rowsInserted.connect(lambda parent, first, last: inserted.append(first))
    model.rowsRemoved.connect(lambda parent, first, last: removed.append(first))
    model.set_rows(rows)
    assert (resets, changed, inserted, removed) == ([], [], [], [])
    model.update_rows([rows[5]._replace(notes_count=3)])
    assert (resets, changed, inserted, removed) == ([], [4], [], [])
    model.update_rows([row("30", published="2024-01-30")], removed=["12"])
    assert (resets, inserted, removed) == ([], [0], [7])
    model.update_rows([rows[0]._replace(published="2024-02-01")])
    assert titles(model)[:3] == ["Article 10", "Article 30", "Article 19"]
    assert aid.data() == "Aid"
    assert aid.parent().parent().row() == 6


def test_a_revised_article_gets_its_new_sections(model: SectionTreeModel, library: Library) -> None:
    old = row("1")
    model.set_rows([old, row("2")])
    model.fetchMore(model.article_index("1"))
    library.outlines["1"] = tree((2, "All new"))
    model.update_rows([old._replace(revision=2, sections=1)])
    assert titles(model, model.article_index("1")) == ["All new"]


def test_counts_are_asked_anew(model: SectionTreeModel, library: Library) -> None:
    model.set_rows([row("1")])
    aid = model.section_index("1", (1, 2))
    assert model.notes_at(aid) == 2
    library.counts = {("Talks", "Aid"): 5}
    model.forget_counts("1")
    assert model.notes_at(aid) == 5


def test_the_filter_narrows_to_all_words(model: SectionTreeModel) -> None:
    model.set_rows(
        [row("1", "Éclairs of Paris", "2024-03-29"), row("2", "Rate decision", publisher="The Board")]
    )
    for text, left in (
        ("eclairs", ["1"]),
        ("board RATE", ["2"]),
        ("march 2024", ["1"]),
        ("nowhere", []),
        ("", ["1", "2"]),
    ):
        model.set_filter(text)
        assert [r.id for r in model.rows()] == left, text


def test_the_filter_finds_sections_of_known_outlines(model: SectionTreeModel) -> None:
    model.set_rows([row("1"), row("2")])
    model.set_filter("court")
    assert model.rows() == []
    model.set_filter("")
    model.fetchMore(model.article_index("1"))
    for text in ("court", "article court"):
        model.set_filter(text)
        assert model.found_in == ["1"]
        talks = model.section_index("1", (1,))
        assert titles(model, model.article_index("1")) == ["Talks"]
        model.fetchMore(talks)
        assert titles(model, talks) == ["The Court"]
    model.set_filter("")
    index = model.article_index("1")
    model.fetchMore(index)
    assert titles(model, index) == ["Talks", "Money", "Café life"]


def test_the_filter_asks_for_sections_elsewhere(library: Library, qapp: QApplication) -> None:
    model = SectionTreeModel(library.outline, library.note_counts, lambda words: {"2"})
    model.set_rows([row("1"), row("2")])
    model.set_filter("cafe")
    assert [r.id for r in model.rows()] == ["2"]


def test_many_rows_come_by_and_by(model: SectionTreeModel) -> None:
    model.set_rows([row(str(n)) for n in range(2 * BATCH + 5)])
    assert model.rowCount() == BATCH
    model.fetchMore(QModelIndex())
    assert model.rowCount() == 2 * BATCH
    model.reach("0")
    assert model.rowCount() < BATCH
    assert not model.canFetchMore(QModelIndex())
    assert model.article_at(model.article_index("0")).id == "0"
    assert titles(model) == [r.title for r in model.rows()[-model.rowCount() :]]


def test_a_far_article_is_reached_at_once_and_rows_grow_both_ways(model: SectionTreeModel) -> None:
    rows = [row(f"{n:05}") for n in range(5_000)]
    model.set_rows(rows)
    far = QPersistentModelIndex(model.reach("02500"))
    assert model.rowCount() == BATCH
    place = far.row()
    aid = QPersistentModelIndex(model.section_index("02500", (1, 2)))
    assert model.load_above()
    assert far.row() == place + BATCH
    model.fetchMore(model.parent(far))
    assert model.rowCount() == 3 * BATCH
    assert model.article_at(far).id == "02500"
    model.update_rows([rows[4_500]._replace(imported_at="2023")], removed=["04000", "02501", "00001"])
    assert model.article_at(far).id == "02500"
    assert aid.data() == "Aid"
    first = model.rows().index(model.article_at(model.index(0, 0)))
    assert titles(model) == [r.title for r in model.rows()[first : first + model.rowCount()]]
    while model.load_above():
        pass
    assert model.index(0, 0).data() == "Article 04999"


def test_random_changes_keep_the_model_sound(model: SectionTreeModel) -> None:
    random_ = random.Random(4)
    shelf = {str(n): row(str(n), published=f"2024-01-{n + 1:02}") for n in range(12)}
    model.set_rows(shelf.values())
    for _ in range(60):
        article_id = str(random_.randrange(24))
        if article_id in shelf and random_.random() < 0.4:
            del shelf[article_id]
            model.update_rows([], removed=[article_id])
        else:
            shelf[article_id] = row(article_id, published=f"2024-02-{random_.randrange(1, 28):02}")
            model.update_rows([shelf[article_id]])
            model.section_index(article_id, (1, 1))
        if random_.random() < 0.2:
            model.set_filter(random_.choice(["", "1", "court", "article"]))
    model.set_filter("")
    assert model.rows() == newest_first(shelf.values())


def test_a_hundred_thousand_articles(library: Library, qapp: QApplication) -> None:
    rows = [row(f"{n:06}", published=f"20{n % 24:02}-0{n % 9 + 1}-1{n % 10}") for n in range(100_000)]
    model = SectionTreeModel(library.outline, library.note_counts)
    model.set_rows(rows)
    start = time.process_time()
    model.update_rows([model.rows()[50_000]._replace(notes_count=1)])
    assert time.process_time() - start < 0.05  # less than 1 ms; a pass over all rows takes 200
    start = time.process_time()
    model.reach(model.rows()[60_000].id)
    assert time.process_time() - start < 0.2  # 10 ms; to lay out the rows before it takes seconds
    model.set_filter("article 099999")
    assert len(model.rows()) == 1
