"""A vault that follows the library, one way, and what a person writes in it meanwhile."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from library_samples import ORDER, PRESS, TALKS, imported, noted

from reader.domain.links import article_link
from reader.errors import ReaderError
from reader.exporting.registry import ExportOptions, by_name
from reader.home import Home
from reader.jobs import export_folder
from reader.jobs.auto_export import export_changes
from reader.library.library import Library

OBSIDIAN, OPTIONS = by_name("obsidian"), ExportOptions()


@pytest.fixture
def library(tmp_path):
    with Library.open(Home(tmp_path / "home")) as library:
        yield library


@pytest.fixture
def vault(tmp_path):
    folder = tmp_path / "vault"
    folder.mkdir()
    return folder


@pytest.fixture
def article(library):
    return library.store(imported()).row.id


def run(library, vault, **options):
    outcome = export_changes(library, vault, OBSIDIAN, OPTIONS, **options)
    if outcome.since is not None:
        outcome.since.done(library)
    return outcome


def files(vault):
    return sorted(path for path in vault.rglob("*") if path.is_file())


def only(vault):
    (path,) = files(vault)
    return path


def test_the_first_time_everything_then_what_changed(library, vault, article):
    other = library.store(imported("# Other\n\nOne. Two.", "/other")).row.id
    noted(library, article, ORDER, body="one")
    noted(library, other, "One.", body="two")
    assert str(run(library, vault).report) == "2 of 2 notes, every quote whole"
    assert run(library, vault).report is None
    times = {path: path.stat().st_mtime_ns for path in files(vault)}
    noted(library, article, PRESS, body="three")
    report = run(library, vault).report
    assert (report.written, report.total, len(report.paths)) == (2, 2, 1)
    changed = [path for path in files(vault) if path.stat().st_mtime_ns != times[path]]
    assert changed == list(report.paths)
    assert "three" in changed[0].read_text("utf-8")


def test_what_changed_while_nobody_looked_is_caught_up_with(library, vault, article, tmp_path):
    run(library, vault)
    with Library.open(Home(tmp_path / "home")) as other:
        noted(other, article, ORDER, body="by another process")
    assert run(library, vault).report.written == 1
    assert "by another process" in only(vault).read_text("utf-8")


def test_reading_writes_nothing(library, vault, article):
    noted(library, article, ORDER)
    run(library, vault)
    library.set_reading(article, 5, 0.3)
    assert run(library, vault).report is None


def test_a_note_that_is_deleted_goes_and_what_a_person_wrote_stays(library, vault, article):
    first = noted(library, article, ORDER, body="ours")
    noted(library, article, PRESS, body="stays")
    run(library, vault)
    path = only(vault)
    text = path.read_text("utf-8").replace(f"^{first.id}\n", f"^{first.id}\n\nMine, below.\n")
    path.write_text(text, "utf-8")
    library.delete([first.id])
    run(library, vault)
    text = path.read_text("utf-8")
    assert "ours" not in text
    assert "stays" in text
    assert "Mine, below." in text


def test_the_last_note_and_the_whole_article_can_go(library, vault, article):
    note = noted(library, article, ORDER, body="ours")
    run(library, vault)
    path = only(vault)
    path.write_text(path.read_text("utf-8") + "\nMine.\n", "utf-8")
    library.delete([note.id])
    run(library, vault)
    assert "ours" not in path.read_text("utf-8")
    library.restore([note.id])
    run(library, vault)
    assert "ours" in path.read_text("utf-8")
    library.delete([article])
    run(library, vault)
    text = path.read_text("utf-8")
    assert "ours" not in text
    assert "Mine." in text


def test_a_renamed_article_keeps_its_file_and_the_links_to_it(library, vault, article):
    other = library.store(imported("# Other\n\nOne. Two.", "/other")).row.id
    noted(library, article, ORDER)
    noted(library, other, "One.", body=f"See {article_link(article)}")
    run(library, vault)
    before = files(vault)
    library.correct(article, title="Another name")
    run(library, vault)
    assert files(vault) == before
    texts = [path.read_text("utf-8") for path in before]
    (renamed,) = [path for path, text in zip(before, texts, strict=True) if "Another name" in text]
    assert any(f"[[{renamed.stem}]]" in text for text in texts)


def test_a_folder_that_is_gone_is_not_made_anew(library, vault, article):
    noted(library, article, ORDER)
    vault.rmdir()
    with pytest.raises(ReaderError, match="not there"):
        run(library, vault)
    assert not vault.exists()
    vault.mkdir()
    assert run(library, vault).report.written == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_permission(library, vault, article):
    noted(library, article, ORDER)
    vault.chmod(0o500)
    outcome = run(library, vault)
    assert outcome.report.errors
    assert outcome.since is None
    vault.chmod(0o700)
    assert run(library, vault).report.written == 1


def test_what_could_not_be_written_is_written_later(library, vault, article, monkeypatch):
    noted(library, article, ORDER)

    def full(*_, **__):
        raise ReaderError("this cannot be written (No space left on device)", str(vault))

    with monkeypatch.context() as patch:
        patch.setattr(export_folder, "write_whole", full)
        outcome = run(library, vault)
        assert (len(outcome.report.errors), outcome.report.written, outcome.since) == (1, 0, None)
    assert run(library, vault).report.written == 1


def test_ended_early_it_is_done_the_next_time(library, vault, article):
    noted(library, article, ORDER)
    outcome = run(library, vault, is_ending=lambda: True)
    assert (outcome.report, outcome.since, files(vault)) == (None, None, [])
    assert run(library, vault).report.written == 1


def test_with_other_options_all_is_written_anew(library, vault, article):
    noted(library, article, ORDER)
    run(library, vault)
    assert "reader://note/" in only(vault).read_text("utf-8")
    plain = OPTIONS._replace(links=False)
    assert export_changes(library, vault, OBSIDIAN, plain).report is None
    assert export_changes(library, vault, OBSIDIAN, plain, is_whole=True).report.written == 1
    assert "reader://note/" not in only(vault).read_text("utf-8")


# The other side

WRITTEN = (
    "mine-{n}",
    "## mine-{n}",
    "- [ ] mine-{n}\n  more of it",
    "```\nmine-{n}\n^0192bbbb-0000-7000-8000-000000000002\n```",
    "> [!tip] mine-{n}\n> in a callout",
    "mine-{n} with a [[link]] and a #tag\n\n---\n\nand a line below",
    "| mine-{n} | b |\n|---|---|\n| c | d |",
)


def write_below(path, place, words):
    """Write `words` where there is an empty line below the properties, the one that `place` says."""
    lines = path.read_text("utf-8").split("\n")
    end = lines.index("---", 1)
    empty = [at for at, line in enumerate(lines) if at > end and not line.strip()]
    at = empty[place % len(empty)]
    lines[at : at + 1] = ["", words, ""]
    path.write_text("\n".join(lines), "utf-8")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("note"), st.integers(0, 4), st.integers(0, 1)),
        st.tuples(st.just("edit"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("delete"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("write"), st.integers(0, 30), st.integers(0, len(WRITTEN) - 1)),
        st.tuples(st.just("move"), st.integers(0, 9), st.just(0)),
        st.tuples(st.just("run"), st.just(0), st.just(0)),
    ),
    max_size=20,
)
QUOTES = (ORDER, PRESS, "Nobody had expected it.", "The lede says", "Both ministries")


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_whatever_both_sides_do_nothing_of_either_is_lost(steps):
    with TemporaryDirectory() as name, Library.open(Home(Path(name, "home"))) as library:
        vault = Path(name, "vault")
        vault.mkdir()
        articles = [
            library.store(imported(TALKS.replace("Talks", t), f"/{t}")).row.id for t in ("One", "Two")
        ]
        notes, mine = {}, []
        for number, (what, where, more) in enumerate(steps):
            known, there = list(notes), files(vault)
            if what == "note":
                made = noted(library, articles[more], QUOTES[where], body=f"ours-{number}-")
                notes[made.id] = f"ours-{number}-"
            elif what == "edit" and known:
                note_id = known[where % len(known)]
                notes[note_id] = f"ours-{number}-"
                library.edit_note(note_id, body=notes[note_id])
            elif what == "delete" and known:
                note_id = known[where % len(known)]
                del notes[note_id]
                library.delete([note_id])
            elif what == "write" and there:
                write_below(there[where % len(there)], where, WRITTEN[more].format(n=f"{number}-"))
                mine.append(f"mine-{number}-")
            elif what == "move" and there:
                (vault / "moved").mkdir(exist_ok=True)
                there[0].rename(vault / "moved" / f"{number}.md")
            elif what == "run":
                run(library, vault)
        run(library, vault)
        texts = {path: path.read_text("utf-8") for path in files(vault)}
        whole = "\n".join(texts.values())
        assert [words for words in mine if whole.count(words) != 1] == []
        assert [body for body in notes.values() if whole.count(body) != 1] == []
        assert whole.count("ours-") == len(notes)
        assert run(library, vault, is_whole=True).report.errors == ()
        assert {path: path.read_text("utf-8") for path in files(vault)} == texts


def between(monkeypatch, act, *, after=False):
    """Do `act` once, in the last moment before a file is replaced, or right after it was."""
    real = export_folder.write_whole
    left = [act]

    def write_whole(path, chunks, force=False, last_look=None):
        def look():
            if left and not after:
                left.pop()()
            if last_look is not None:
                last_look()

        real(path, chunks, force, look)
        if left and after:
            left.pop()()

    monkeypatch.setattr(export_folder, "write_whole", write_whole)


def test_an_edit_in_the_last_moment_is_merged(library, vault, article, monkeypatch):
    noted(library, article, ORDER, body="one")
    run(library, vault)
    path = only(vault)
    between(monkeypatch, lambda: path.write_text(path.read_text("utf-8") + "\nJust typed.\n", "utf-8"))
    noted(library, article, PRESS, body="two")
    assert not run(library, vault).report.errors
    text = path.read_text("utf-8")
    assert all(words in text for words in ("one", "two", "Just typed."))


@pytest.mark.skipif(os.name == "nt", reason="no file that is open is replaced there")
def test_a_program_that_had_the_file_open_loses_nothing(library, vault, article, monkeypatch):
    noted(library, article, ORDER, body="one")
    run(library, vault)
    path = only(vault)
    stream = path.open("a", encoding="utf-8")

    def finish():
        stream.write("\nFrom an open editor.\n")
        stream.close()

    between(monkeypatch, finish, after=True)
    noted(library, article, PRESS, body="two")
    assert not run(library, vault).report.errors
    text = path.read_text("utf-8")
    assert all(words in text for words in ("one", "two", "From an open editor."))


def test_a_file_that_is_just_being_written_is_waited_for(library, vault, article):
    noted(library, article, ORDER, body="one")
    run(library, vault)
    path = only(vault)
    whole = path.read_text("utf-8") + "\nMine.\n"
    noted(library, article, PRESS, body="two")
    real, looks = export_folder._read, []

    def read(of):
        looks.append(of)
        return b"" if len(looks) == 1 else real(of)  # emptied by then, as an editor does that writes anew

    path.write_text(whole, "utf-8")
    export_folder._read = read
    try:
        assert not run(library, vault).report.errors
    finally:
        export_folder._read = real
    text = path.read_text("utf-8")
    assert all(words in text for words in ("one", "two", "Mine."))


def test_a_file_that_never_stands_still_is_left_and_said(library, vault, article, monkeypatch):
    noted(library, article, ORDER, body="one")
    run(library, vault)
    path = only(vault)
    noted(library, article, PRESS, body="two")
    real = export_folder._read
    count = iter(range(1000))

    def read(of):
        path.write_text(path.read_text("utf-8") + f"{next(count)}\n", "utf-8")
        return real(of)

    monkeypatch.setattr(export_folder, "_read", read)
    (error,) = run(library, vault).report.errors
    assert "changed by another program" in str(error)
    assert "two" not in path.read_text("utf-8")


def test_two_that_write_at_once(library, vault, article, tmp_path):
    """A person appends lines, as fast as they can, while Reader writes note after note."""
    noted(library, article, ORDER, body="first")
    run(library, vault)
    path = only(vault)
    lines = [f"Line {number} of a person." for number in range(60)]

    def person():
        for line in lines:
            with path.open("a", encoding="utf-8") as stream:
                stream.write(f"\n{line}\n")

    thread = threading.Thread(target=person)
    thread.start()
    for number in range(12):
        noted(library, article, PRESS, body=f"note {number} of ours")
        run(library, vault)
    thread.join()
    run(library, vault)
    text = path.read_text("utf-8")
    # The last line may have gone into a file that was replaced between two system calls.
    assert sum(line not in text for line in lines) <= 1
    assert all(f"note {number} of ours" in text for number in range(12))
