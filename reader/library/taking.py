"""Taking in the notes of other programs, and of other libraries: to which article, and which of them.

What is here already is never overwritten, and what was deleted never comes back: a note is known by its
id, which is the same whenever it is imported. But a highlight that got words elsewhere gets them here,
where nobody wrote any.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.domain.ids import is_id
from reader.domain.note_bundles import NO_WORDS
from reader.domain.notes import Note, NoteState
from reader.domain.titles import fold_title
from reader.domain.web_addresses import WEB, spellings
from reader.errors import StoppedError
from reader.library import notes
from reader.library.awaiting import expect
from reader.library.placing import Ground, place_imported
from reader.library.rows import clean, fetch_all, fetch_one, load
from reader.translation import mark, tr

if TYPE_CHECKING:
    import apsw

    from reader.domain.note_bundles import ImportedNotes, NoteBundle

Progress = Callable[[int, int], None]
_STEP = 200  # notes between two words of how far it is
_TRIED = 20  # quotes that tell which of several articles of one title is meant

SAME = mark("already in the library")
DELETED = mark("in the bin: you deleted it")
CHANGED = mark("in the library with other words, tags or colour, which stay")
IN_BIN = mark("the article lies in the bin; restore it first")
TWICE = mark("twice in the file")


class Taken(NamedTuple):
    """What an import of notes did.

    Of the notes that were `added`, `matched` ones stand on their passage in an article, `detached`
    ones wait for their article or did not find their passage. `skipped` says why the rest was not
    taken, and how many. `article_ids` are the articles that got notes, in the file's order; `awaited`
    those of them whose text is not here yet.
    """

    added: int
    matched: int
    detached: int
    skipped: tuple[tuple[str, int], ...]
    article_ids: tuple[str, ...] = ()
    awaited: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return the line that commands print, the same in every language."""
        return (
            f"{self.added} added, {self.matched} matched, {self.detached} detached, {self.left_out} skipped"
        )

    @property
    def left_out(self) -> int:
        """How many notes were skipped."""
        return sum(number for _, number in self.skipped)


def take(
    connection: apsw.Connection,
    imported: ImportedNotes,
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> Taken:
    """Take in `imported`, inside a transaction. StoppedError where it is `cancelled`."""
    taking = _Taking(connection, imported.total, progress, cancelled)
    for bundle in imported.bundles:
        taking.take(bundle)
    skipped = Counter(dict(imported.skipped)) + taking.skipped
    counts = taking.matched + taking.detached
    return Taken(
        counts,
        taking.matched,
        taking.detached,
        tuple(skipped.items()),
        tuple(dict.fromkeys(taking.article_ids)),
        tuple(dict.fromkeys(taking.awaited)),
    )


class _Place(NamedTuple):
    """An article that notes may belong to."""

    key: int
    id: str
    title: str
    source: str | None
    publisher: str
    in_bin: bool


_PLACE = "SELECT key, id, title, source, publisher, deleted_at IS NOT NULL FROM article"


class _Taking:
    """One import under way."""

    def __init__(
        self,
        connection: apsw.Connection,
        total: int,
        progress: Progress | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self._connection = connection
        self._total = total
        self._progress = progress
        self._cancelled = cancelled
        self._done = 0
        self._seen: set[str] = set()
        self.matched = self.detached = 0
        self.skipped: Counter[str] = Counter()
        self.article_ids: list[str] = []
        self.awaited: list[str] = []

    def take(self, bundle: NoteBundle) -> None:
        """Take in the notes of one article."""
        known = self._known(bundle.notes)
        fresh = []
        for note in bundle.notes:
            if note.id in self._seen:
                self._skip(TWICE)
            elif note.id in known:
                self._meet(note, known[note.id])
            else:
                fresh.append(note)
            self._seen.add(note.id)
        if not fresh:
            return
        place = self._find(bundle, known)
        if place is not None and place.in_bin:
            for _ in fresh:
                self._skip(IN_BIN)
            return
        key = expect(self._connection, bundle) if place is None else place.key
        ground = Ground(self._connection, key)
        self.article_ids.append(ground.id)
        if not ground.revision:
            self.awaited.append(ground.id)
        for note in fresh:
            self._add(note, ground)

    def _add(self, note: Note, ground: Ground) -> None:
        if note.anchor is not None and not note.anchor.quote:
            note = _with_quote(note, ground)
            if note.anchor is None and not note.body and not note.tags:
                self._skip(NO_WORDS)
                return
        key, _ = notes.add(self._connection, replace(note, article_id=ground.id))
        state = place_imported(self._connection, ground, key, note)
        self._count(state)

    def _count(self, state: NoteState) -> None:
        if state is NoteState.DETACHED:
            self.detached += 1
        else:
            self.matched += 1
        self._step()

    def _skip(self, reason: str) -> None:
        self.skipped[reason] += 1
        self._step()

    def _step(self) -> None:
        self._done += 1
        if self._done % _STEP and self._done != self._total:
            return
        if self._cancelled and self._cancelled():
            raise StoppedError(tr("the import was stopped; nothing of it was kept"))
        if self._progress:
            self._progress(self._done, self._total)

    # What is here already

    def _known(self, given: tuple[Note, ...]) -> dict[str, tuple[Any, ...]]:
        """Return the rows of those notes that are in the library, by id."""
        rows = fetch_all(
            self._connection,
            "SELECT note.id, note.key, article_key, body, color, tags, modified_at, note.deleted_at,"
            " article.deleted_at, state, article.id FROM note JOIN article ON article.key = article_key"
            " LEFT JOIN placement ON placement.key = note.key"
            " WHERE note.id IN (SELECT value FROM json_each(?))",
            (json.dumps([note.id for note in given]),),
        )
        return {row[0]: row[1:] for row in rows}

    def _meet(self, note: Note, row: tuple[Any, ...]) -> None:
        """Say of a note that is in the library why it is left as it is; or give it the words it lacks."""
        key, _, body, color, tags, modified_at, deleted_at, article_deleted_at, state, article_id = row
        same = (body, color, load(tags)) == (clean(note.body), note.color, notes.tidy_tags(note.tags))
        if deleted_at is not None:
            self._skip(SAME if note.deleted_at else DELETED)
        elif article_deleted_at is not None:
            self._skip(IN_BIN)
        elif same:
            self._skip(SAME)
        elif not body and note.body and (color, load(tags)) == (note.color, notes.tidy_tags(note.tags)):
            if note.modified_at <= modified_at:
                self._skip(CHANGED)
                return
            notes.edit(self._connection, key, note.body, None, None, None)
            self._connection.execute("UPDATE note SET modified_at = ? WHERE key = ?", (note.modified_at, key))
            self.article_ids.append(article_id)
            self._count(NoteState(state))
        else:
            self._skip(CHANGED)

    # Which article

    def _find(self, bundle: NoteBundle, known: dict[str, tuple[Any, ...]]) -> _Place | None:
        """Return the article that the notes belong to: theirs, by id, by source, by title."""
        keys = [row[1] for row in known.values()]
        found = self._by_key(Counter(keys).most_common(1)[0][0]) if keys else None
        found = found or self._by_id(bundle.article_id)
        for source in bundle.sources:
            found = found or self._by_source(clean(source))
        return found or self._by_title(bundle)

    def _by_key(self, key: int) -> _Place | None:
        return self._row("article.key = ?", key)

    def _by_id(self, article_id: str) -> _Place | None:
        return self._row("article.id = ?", article_id) if is_id(article_id) else None

    def _by_source(self, source: str) -> _Place | None:
        """Return the article that came from `source`, or that names it as its source."""
        found = self._row("article.key = (SELECT article_key FROM source WHERE source.source = ?)", source)
        return found or self._pages.get(source)

    def _row(self, where: str, value: object) -> _Place | None:
        rows = fetch_all(self._connection, f"{_PLACE} WHERE {where}", (value,))
        return _Place(*rows[0]) if rows else None

    @cached_property
    def _places(self) -> list[_Place]:
        """All articles: they are looked through once, before any is added."""
        return [_Place(*row) for row in fetch_all(self._connection, f"{_PLACE} ORDER BY key")]

    @cached_property
    def _titles(self) -> dict[str, list[_Place]]:
        titles: dict[str, list[_Place]] = {}
        for place in self._places:
            titles.setdefault(fold_title(place.title), []).append(place)
        return titles

    @cached_property
    def _pages(self) -> dict[str, _Place]:
        """The articles that name an address of the web as their source, by its spellings."""
        return {address: place for place in reversed(self._places) for address in spellings(place.publisher)}

    def _by_title(self, bundle: NoteBundle) -> _Place | None:
        """Return the article of that title; of several the one in which most of the quotes stand."""
        found = self._titles.get(fold_title(bundle.title), [])
        if any(source.startswith(WEB) for source in bundle.sources):
            # Two pages of one name: their addresses tell them apart.
            found = [place for place in found if not (place.source or place.publisher).startswith(WEB)]
        candidates = [place for place in found if not place.in_bin] or found
        if len(candidates) < 2:
            return candidates[0] if candidates else None
        quotes = [note.anchor.quote for note in bundle.notes if note.anchor is not None][:_TRIED]

        def quoted(place: _Place) -> int:
            (text,) = fetch_one(
                self._connection,
                "SELECT text FROM revision JOIN article ON article.key = article_key"
                " AND number = article.revision WHERE article.key = ?",
                (place.key,),
            )
            return sum(quote in text for quote in quotes)

        return max(candidates, key=quoted)


def _with_quote(note: Note, ground: Ground) -> Note:
    """Return a note of whose passage only the place is known, with the words that stand there, if any."""
    from reader.domain.anchoring.placing import anchor
    from reader.domain.anchoring.word_index import is_joined

    place = note.anchor
    assert place is not None
    text = ground.text if ground.revision else ""
    inside = text[place.start : place.end]
    if place.end > len(text) or inside != inside.strip() or not inside:
        return replace(note, anchor=None)
    if is_joined(text[: place.start][-1:], inside) or is_joined(inside, text[place.end : place.end + 1]):
        # In the midst of a word: the place is one in another text.
        return replace(note, anchor=None)
    path = ground.root.at(place.start).path
    return replace(note, anchor=anchor(text, place.start, place.end, path, ground.revision))
