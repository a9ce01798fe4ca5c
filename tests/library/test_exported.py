"""What changed since an export, by the library's own journal."""

from __future__ import annotations

import shutil

import pytest
from library_samples import ORDER, PRESS, imported, noted

from reader.home import Home
from reader.library import journal
from reader.library.library import Library


@pytest.fixture
def article(library):
    return library.store(imported()).row.id


def mark(library, place="here"):
    library.mark_export(place, library.changed_since(place).sequence)


def test_before_any_export_everything_counts(library, article):
    noted(library, article, ORDER)
    since = library.changed_since("here")
    assert (since.note_ids, since.article_ids) == (None, None)


def test_what_was_made_changed_and_deleted_since(library, article):
    kept, edited, gone = (noted(library, article, text).id for text in (ORDER, PRESS, ORDER))
    mark(library)
    assert library.changed_since("here").note_ids == frozenset()
    library.edit_note(edited, body="other words")
    library.delete([gone])
    made = noted(library, article, PRESS).id
    since = library.changed_since("here")
    assert since.note_ids == {edited, gone, made}
    assert since.article_ids == {article}
    assert kept not in since.note_ids
    mark(library)
    assert library.changed_since("here").note_ids == frozenset()


def test_places_know_nothing_of_each_other(library, article):
    mark(library)
    note = noted(library, article, ORDER).id
    mark(library, "there")
    assert library.changed_since("here").note_ids == {note}
    assert library.changed_since("there").note_ids == frozenset()


def test_what_changes_while_an_export_is_written_counts_as_changed(library, article):
    before = library.changed_since("here").sequence
    note = noted(library, article, ORDER).id
    library.mark_export("here", before)
    assert library.changed_since("here").note_ids == {note}


def test_reading_changes_nothing(library, article):
    mark(library)
    library.set_reading(article, 10, 0.5)
    since = library.changed_since("here")
    assert (since.note_ids, since.article_ids) == (frozenset(), frozenset())


def test_an_article_that_is_renamed_counts_as_an_article(library, article):
    mark(library)
    library.correct(article, title="Other")
    since = library.changed_since("here")
    assert (since.note_ids, since.article_ids) == (frozenset(), {article})


def test_changes_of_another_process_count(library, article, home):
    mark(library)
    with Library.open(home) as other:
        note = noted(other, article, ORDER).id
    assert library.changed_since("here").note_ids == {note}


def test_a_mark_says_nothing_to_those_who_follow_notes(library, article, home):
    changes = []
    library.subscribe(changes.append)
    mark(library)
    (change,) = changes
    assert change.kinds == {"export"}
    assert not change.article_ids
    assert not change.note_ids


def test_where_the_journal_was_cut_everything_may_have_changed(library, article, monkeypatch):
    monkeypatch.setattr(journal, "_KEPT", 5)
    monkeypatch.setattr(journal, "_PRUNED", 10)
    mark(library)
    for place in range(30):
        library.set_reading(article, place, 0.1)
    assert library.changed_since("here").note_ids is None


def test_a_copy_that_was_put_back_knows_its_own_exports(library, article, home, tmp_path):
    first = noted(library, article, ORDER).id
    mark(library)
    copy = library.backup(tmp_path / "copy.sqlite3")
    second = noted(library, article, PRESS).id
    mark(library)
    other = Home(tmp_path / "other")
    other.folder.mkdir()
    shutil.copy(copy, other.library)
    with Library.open(other) as old:
        assert old.changed_since("here").note_ids == frozenset()
        third = noted(old, article, PRESS).id
        assert old.changed_since("here").note_ids == {third}
    assert len({first, second, third}) == 3
