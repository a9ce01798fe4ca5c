"""Importing files and folders: all that is good comes in, the rest is named."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from reader.domain.article import Imported
from reader.errors import ReaderError
from reader.home import Home
from reader.jobs import imports
from reader.jobs.imports import Outcome, import_data, import_paths
from reader.library.articles import Stored
from reader.library.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(Home(tmp_path / "home")) as opened:
        yield opened


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "texts"
    (root / "sub").mkdir(parents=True)
    (root / "a.txt").write_text("The First Text\n\nSome words of it.\n")
    (root / "b.md").write_text("# The Second\n\nSome *more*.\n")
    (root / "sub" / "c.txt").write_bytes("Le troisième était là, à l’été.\n".encode("cp1252"))
    (root / "d.txt").write_bytes(b"%PDF-1.7\n")
    (root / "e.txt").touch()
    (root / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (root / ".hidden.txt").write_text("hidden")
    return root


def names(outcomes: Sequence[Outcome]) -> list[str]:
    return [os.path.basename(outcome.name) for outcome in outcomes]


def test_a_folder_imports_all_that_is_good_in_it(library: Library, folder: Path) -> None:
    outcomes = list(import_paths(library, [folder]))
    assert names(outcomes) == ["a.txt", "b.md", "d.txt", "e.txt", "c.txt", "texts"]
    assert [o.stored.result if o.stored else None for o in outcomes] == [
        "new",
        "new",
        None,
        None,
        "new",
        None,
    ]
    assert [str(o.error).partition(": ")[2][:11] for o in outcomes if o.error] == [
        "this is a P",
        "it is empty",
    ]
    assert outcomes[-1].skipped == 2
    assert all(o.error is None or o.error.subject == o.name for o in outcomes)
    rows = library.article_rows()
    assert {row.title for row in rows} == {"The First Text", "The Second", "Le troisième était là, à l’été"}
    assert {row.source for row in rows} == {str(folder / name) for name in ("a.txt", "b.md", "sub/c.txt")}
    third = outcomes[4]
    assert third.imported
    assert third.imported.encoding


def test_again_and_changed(library: Library, folder: Path) -> None:
    path = folder / "a.txt"

    def result() -> str:
        (outcome,) = import_paths(library, [path])
        assert outcome.stored
        return outcome.stored.result

    assert [result(), result()] == ["new", "unchanged"]
    path.write_text("The First Text\n\nSome other words of it.\n")
    assert result() == "revised"
    assert len(library.article_rows()) == 1


def test_a_path_is_made_absolute_and_links_stay(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "link.txt").symlink_to(folder / "a.txt")
    monkeypatch.chdir(folder)
    (outcome,) = import_paths(library, ["link.txt"])
    assert outcome.stored
    assert outcome.stored.row.source == str(folder / "link.txt")


def test_an_encoding_that_is_named(library: Library, folder: Path) -> None:
    path = folder / "sub" / "c.txt"
    path.write_bytes("Le troisième était là.".encode("cp850"))
    (outcome,) = import_paths(library, [path], encoding="cp850")
    assert outcome.stored
    assert library.text(outcome.stored.row.id) == "Le troisième était là."
    (outcome,) = import_paths(library, [path], encoding="klingon")
    assert outcome.error
    assert "klingon" in str(outcome.error)


def test_what_is_not_there_and_a_folder_with_nothing_in_it(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    absent, empty = import_paths(library, [tmp_path / "absent.txt", tmp_path / "empty"])
    assert absent.error
    assert empty.error
    assert "nothing to import" in str(empty.error)


def test_a_name_that_is_no_text(library: Library, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/\xff\x1b[31m.txt"
    try:
        with open(path, "wb") as file:
            file.write(b"Some words that are the text of it.")
    except OSError:
        pytest.skip("this file system takes only UTF-8")
    (outcome,) = import_paths(library, [os.fsdecode(path)])
    assert outcome.stored
    row = outcome.stored.row
    assert row.source
    assert row.source.endswith(r"\xff" + "\x1b[31m.txt")
    assert row.title.isprintable()


def test_progress_is_told_for_each_file(library: Library, folder: Path) -> None:
    told: list[tuple[int, int]] = []
    list(import_paths(library, [folder, folder / "a.txt"], progress=lambda *now: told.append(now)))
    assert told == [(done, 6) for done in range(7)]


def many(folder: Path, count: int) -> None:
    folder.mkdir()
    for number in range(count):
        (folder / f"{number:02}.txt").write_text(f"Text number {number} has some words.\n")


def test_cancelled_it_leaves_whole_articles_only(library: Library, tmp_path: Path) -> None:
    many(tmp_path / "texts", 60)
    asked = 0

    def cancelled() -> bool:
        nonlocal asked
        asked += 1
        return asked > 30

    outcomes = list(import_paths(library, [tmp_path / "texts"], cancelled=cancelled))
    assert len(outcomes) == 30
    assert all(outcome.stored for outcome in outcomes)
    assert len(library.article_rows()) == 30


def test_what_is_yielded_is_stored(library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "_BATCH", 4)
    many(tmp_path / "texts", 10)
    for count, outcome in enumerate(import_paths(library, [tmp_path / "texts"]), 1):
        assert outcome.stored
        assert len(library.article_rows()) >= count
    assert len(library.article_rows()) == 10


def test_what_the_library_raises_is_not_taken_for_a_files_fault(tmp_path: Path) -> None:
    class Full:
        def store_many(self, imported: Sequence[Imported]) -> list[Stored]:
            raise ReaderError("the disk is full")

    (tmp_path / "a.txt").write_text("Some words.")
    with pytest.raises(ReaderError, match="disk is full"):
        list(import_paths(Full(), [tmp_path]))


def test_bytes_that_are_no_file(library: Library) -> None:
    outcome = import_data(library, b"# One\n\ntext", "one.md")
    assert outcome.stored
    assert (outcome.stored.row.title, outcome.stored.row.source) == ("One", None)
    assert str(import_data(library, b"").error) == "it is empty"
    assert "larger" in str(import_data(library, b"x" * 20_000_000, "x").error)
    assert "not text" in str(import_data(library, bytes(range(256)) * 9, "x.bin").error)


def test_a_folder_below_that_cannot_be_listed_is_named(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked = tmp_path / "many" / "locked"
    locked.mkdir(parents=True)
    (tmp_path / "many" / "good.txt").write_text("A line of text.\n", encoding="utf-8")
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path == str(locked):
            raise PermissionError(13, "Permission denied", path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)  # root may list any folder
    good, bad = import_paths(library, [tmp_path / "many"])
    assert good.stored is not None
    assert good.stored.result == "new"
    assert bad.name == str(locked)
    assert bad.error is not None
    assert bad.error.remedy == "change its permissions"
