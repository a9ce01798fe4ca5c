from __future__ import annotations

import errno
import random
import shutil
from contextlib import suppress
from pathlib import Path

import apsw
import pytest
from library_samples import ORDER, TALKS, imported, noted

from reader.domain.notes import Note, NoteFilter
from reader.errors import ReaderError
from reader.home import Home
from reader.library.care.leaves import Leaves
from reader.library.library import Library

ARTICLES, NOTES = 8, 15
LONG = "A long paragraph that needs pages of its own in the file, and more than one. " * 200


class Sample:
    """A library with a few articles and many notes, to be damaged."""

    def __init__(self, home: Home) -> None:
        self.home = home
        with Library.open(home) as library:
            for number in range(ARTICLES):
                text = TALKS.replace("Talks go on", f"Talks {number}") + f"\n\n{LONG}"
                row = library.store(imported(text, f"/articles/{number}.md")).row
                for each in range(NOTES):
                    body = f"Body {number} {each} " + "x" * (each * 90)
                    noted(library, row.id, ORDER if each % 2 else "Nobody had expected it.", body=body)
            library.store(
                imported(TALKS.replace("Talks go on", "Talks 0") + "\n\nRevised.", "/articles/0.md")
            )
            library.delete([next(library.notes()).id])
            library.correct(row.id, title="By hand")
            library.keep_notes_backup()
            self.copy = library.backup()
            self.notes = self.read(library)
            self.texts = {each.title: library.text(each.id) for each in library.article_rows()}
        # Into the file, and nothing beside it.
        raw = apsw.Connection(str(home.library))
        raw.pragma("journal_mode", "delete")
        self.size = raw.pragma("page_size")
        self.roots = dict(raw.execute("SELECT name, rootpage FROM sqlite_schema").fetchall())
        raw.close()

    @staticmethod
    def read(library: Library) -> dict[str, Note]:
        found = [*library.notes(), *library.notes(NoteFilter(in_bin=True))]
        return {note.id: note for note in found}

    def children(self, table: str) -> list[int]:
        """Return the pages below the root of a table with two levels."""
        data = self.home.library.read_bytes()
        page = data[(self.roots[table] - 1) * self.size :][: self.size]
        assert page[0] == 0x05
        cells = [int.from_bytes(page[12 + 2 * n :][:2]) for n in range(int.from_bytes(page[3:5]))]
        return [*(int.from_bytes(page[at : at + 4]) for at in cells), int.from_bytes(page[8:12])]

    def overwrite(self, *pages: int) -> None:
        with self.home.library.open("r+b") as file:
            for page in pages:
                file.seek((page - 1) * self.size)
                file.write(b"\xa5" * self.size)

    def replace(self, old: bytes, new: bytes) -> None:
        data = self.home.library.read_bytes()
        assert old in data
        assert len(old) == len(new)
        self.home.library.write_bytes(data.replace(old, new))

    def forget_backups(self) -> None:
        shutil.rmtree(self.home.backups)

    def repaired(self) -> tuple[list[str], dict[str, Note], dict[str, str]]:
        """Repair and return what was said, the notes and the texts by title."""
        with suppress(ReaderError), Library.open(self.home) as library:
            assert library.check()
        lines = Library.repair(self.home)
        (aside,) = self.home.backups.glob("damaged-*")
        assert aside.stat().st_size > self.size
        assert str(aside) in lines[-1]
        with Library.open(self.home) as library:
            assert library.check() == []
            texts = {row.title: library.text(row.id) for row in library.article_rows()}
            notes = self.read(library)
            for note in notes.values():
                if note.start is not None and note.passage is not None:
                    assert library.text(note.article_id)[note.start : note.end] == note.passage.quote
        assert Library.repair(self.home) == []
        return lines, notes, texts


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return Sample(Home(tmp_path_factory.mktemp("template") / "home"))


@pytest.fixture
def sample(template: Sample, tmp_path: Path) -> Sample:
    sample = Sample.__new__(Sample)
    sample.__dict__.update(template.__dict__)
    sample.home = Home(tmp_path / "home")
    shutil.copytree(template.home.folder, sample.home.folder)
    return sample


def test_a_sound_library_is_left_alone(sample: Sample) -> None:
    before = sample.home.library.read_bytes()
    assert Library.repair(sample.home) == []
    assert sample.home.library.read_bytes() == before


@pytest.mark.parametrize("wrong", [b"Bady 3 3 ", b"Bod\xff 3 3 "])
def test_a_damaged_note_comes_from_the_backup(sample: Sample, wrong: bytes) -> None:
    sample.replace(b"Body 3 3 ", wrong)
    _, notes, texts = sample.repaired()
    assert (notes, texts) == (sample.notes, sample.texts)


def test_a_damaged_note_without_backup_is_kept_and_named(sample: Sample) -> None:
    sample.forget_backups()
    sample.replace(b"Body 3 3 ", b"B\xffdy 3 3 ")
    lines, notes, texts = sample.repaired()
    (wrong,) = (id for id in notes if notes[id] != sample.notes[id])
    assert notes[wrong].body == sample.notes[wrong].body.replace("o", "\ufffd", 1)
    assert any(wrong in line and "look at it" in line for line in lines)
    assert texts == sample.texts


def test_an_older_version_in_the_backup_does_not_replace_an_edit(sample: Sample) -> None:
    with Library.open(sample.home) as library:
        note = next(note for note in library.notes() if note.body.startswith("Body 3 3 "))
        library.edit_note(note.id, body="Much better said than before.")
    sample.replace(b"Much better", b"Mych better")
    lines, notes, _ = sample.repaired()
    assert notes[note.id].body == "Mych better said than before."
    assert any(note.id in line for line in lines)


@pytest.mark.parametrize("child", [0, 1, -1])
def test_a_lost_page_of_notes_comes_from_the_backup(sample: Sample, child: int) -> None:
    sample.overwrite(sample.children("note")[child])
    _, notes, texts = sample.repaired()
    assert (notes, texts) == (sample.notes, sample.texts)


def test_only_the_notes_of_a_lost_page_are_lost(sample: Sample) -> None:
    sample.forget_backups()
    pages = sample.children("note")
    sample.overwrite(pages[2])
    _, notes, texts = sample.repaired()
    assert notes.items() <= sample.notes.items()
    assert len(notes) >= len(sample.notes) * (len(pages) - 3) / len(pages)
    assert texts == sample.texts


@pytest.mark.parametrize("table", ["note", "revision", "page"])
def test_without_the_root_of_a_table_its_pages_are_found(sample: Sample, table: str) -> None:
    sample.forget_backups()
    sample.overwrite(sample.roots[table])
    _, notes, texts = sample.repaired()
    assert (notes, texts) == (sample.notes, sample.texts)


def test_without_the_first_page_all_the_others_are_found(sample: Sample) -> None:
    sample.forget_backups()
    data = sample.home.library.read_bytes()
    sample.home.library.write_bytes(data[:100] + b"\xa5" * (sample.size - 100) + data[sample.size :])
    _, notes, texts = sample.repaired()
    assert (notes, texts) == (sample.notes, sample.texts)


def test_the_index_is_made_anew(sample: Sample) -> None:
    sample.forget_backups()
    sample.overwrite(sample.roots["article_index_data"], sample.roots["note_index_data"])
    _, notes, texts = sample.repaired()
    assert (notes, texts) == (sample.notes, sample.texts)
    with Library.open(sample.home) as library:
        assert len(library.search("judges", ("article",))) == ARTICLES


def test_a_text_comes_from_its_blocks(sample: Sample) -> None:
    sample.forget_backups()
    raw = apsw.Connection(str(sample.home.library))
    raw.execute("UPDATE revision SET text = replace(text, 'judges', 'jadges') WHERE key = 2")
    raw.close()
    lines, notes, texts = sample.repaired()
    assert (notes, texts) == (sample.notes, sample.texts)
    assert not any("lost" in line for line in lines)


@pytest.mark.parametrize("blocks", ["[]", "not JSON", '[["paragraph","x",[],0,0,"",""]]'])
def test_blocks_come_from_their_text(sample: Sample, blocks: str) -> None:
    sample.forget_backups()
    raw = apsw.Connection(str(sample.home.library))
    raw.execute("UPDATE page SET blocks = ? WHERE revision_key = 2", (blocks,))
    raw.close()
    lines, notes, texts = sample.repaired()
    assert texts == sample.texts
    assert notes == sample.notes
    assert any("formatting" in line for line in lines)
    with Library.open(sample.home) as library:
        assert [section.title for section in library.outline(library.resolve("talks 1")).walk()] == [
            "Talks 1", "The court", "Reactions", "The talks",
        ]  # fmt: skip


def test_an_article_that_is_lost_leaves_its_notes(sample: Sample) -> None:
    sample.forget_backups()
    raw = apsw.Connection(str(sample.home.library))
    raw.pragma("foreign_keys", False)
    raw.execute("DELETE FROM revision WHERE article_key = 3; DELETE FROM article WHERE key IN (4, 5)")
    raw.execute("DELETE FROM revision WHERE article_key = 5")
    raw.close()
    lines, notes, texts = sample.repaired()
    assert notes.keys() == sample.notes.keys()
    assert {id: note.body for id, note in notes.items()} == {
        id: note.body for id, note in sample.notes.items()
    }
    assert "Notes without their article" in texts
    assert ORDER in texts["Talks 2"]
    assert texts["Talks 3"] == sample.texts["Talks 3"]
    assert sum("lost" in line for line in lines) >= 3


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
@pytest.mark.parametrize("with_backup", [True, False])
def test_a_library_cut_short(sample: Sample, share: float, with_backup: bool) -> None:
    data = sample.home.library.read_bytes()
    sample.home.library.write_bytes(data[: int(len(data) * share)])
    if with_backup:
        _, notes, texts = sample.repaired()
        assert (notes, texts) == (sample.notes, sample.texts)
    else:
        sample.forget_backups()
        _, notes, _ = sample.repaired()
        assert notes.keys() <= sample.notes.keys()
        assert len(notes) >= len(sample.notes) * (share - 0.2)


@pytest.mark.parametrize("seed", range(12))
def test_notes_come_back_after_any_damage(sample: Sample, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(sample.home.library.read_bytes())
    for _ in range(chance.choice([1, 3, 10])):
        at = chance.randrange(100, len(data) - 16)
        data[at : at + 16] = chance.randbytes(16)
    sample.home.library.write_bytes(data)
    if seed % 2:
        sample.forget_backups()
    Library.repair(sample.home)
    with Library.open(sample.home) as library:
        assert library.check() == []
        notes = sample.read(library)
    same = sum(notes.get(id) == note for id, note in sample.notes.items())
    assert same >= len(sample.notes) * (0.8 if seed % 2 else 1.0)


@pytest.mark.parametrize("content", [b"", b"text " * 1000, b"SQLite format 3\x00" + b"\xa5" * 9000])
def test_nothing_is_made_of_nothing(home: Home, content: bytes) -> None:
    home.folder.mkdir()
    home.library.write_bytes(content)
    with pytest.raises(ReaderError, match="nothing of it can be read"):
        Library.repair(home)
    assert home.library.read_bytes() == content
    assert [path.name for path in home.folder.iterdir()] == ["library.sqlite3"]


def test_a_home_without_library(home: Home) -> None:
    with pytest.raises(ReaderError, match="no library"):
        Library.repair(home)
    assert not home.folder.exists()


@pytest.mark.parametrize(
    ("code", "remedy"), [(errno.ENOSPC, "free some space"), (errno.EROFS, "permissions")]
)
def test_where_nothing_can_be_written_the_remedy_is_said(
    sample: Sample, monkeypatch: pytest.MonkeyPatch, code: int, remedy: str
) -> None:
    def refuse(path: str, *more: object) -> None:
        raise OSError(code, "no", path)

    monkeypatch.setattr("os.mkdir", refuse)
    with pytest.raises(ReaderError, match=remedy) as caught:
        Library.repair(sample.home)
    assert caught.value.subject == str(sample.home.library)


def test_a_library_that_is_open_is_not_repaired(sample: Sample) -> None:
    with Library.open(sample.home) as library, pytest.raises(ReaderError, match="open in another"):
        Library.repair(sample.home)
    assert library


def test_the_log_belongs_to_the_library(sample: Sample, tmp_path: Path) -> None:
    with Library.open(sample.home) as library:
        made = noted(library, next(iter(library.article_rows())).id, ORDER, body="In the log.")
        killed = Home(tmp_path / "killed")
        shutil.copytree(sample.home.folder, killed.folder)
    sample.home = killed
    sample.overwrite(sample.children("page")[0])
    Library.repair(killed)
    with Library.open(killed) as library:
        assert library.note(made.id) == made
        assert library.check() == []


def test_leaves_are_read_as_sqlite_wrote_them(tmp_path: Path) -> None:
    path = tmp_path / "file"
    raw = apsw.Connection(str(path))
    raw.execute("CREATE TABLE t(a INTEGER PRIMARY KEY, b, c, d, e, f)")
    chance = random.Random(1)
    rows = []
    for size in (0, 1, 100, 480, 490, 500, 4_050, 4_070, 4_090, 8_100, 70_000):
        key = chance.choice([len(rows) + 1, chance.randrange(2**40)])
        rows.append(
            (
                key,
                "é" * size,
                chance.randbytes(size),
                chance.choice([0, 1, -1, 2**15, -(2**40), 2**62]),
                1.5,
                None,
            )
        )
    raw.executemany("INSERT INTO t VALUES (?,?,?,?,?,?)", rows)
    raw.close()
    with Leaves(path) as leaves:
        found = [(key, *values[1:]) for key, values in leaves.records() if len(values) == 6]
    assert sorted(found) == sorted(rows)
