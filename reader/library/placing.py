"""Where notes stand in the present revision of their article, and the reading position with them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.library import articles
from reader.library.reading import move_reading, reading
from reader.library.rows import dump, fetch_all, fetch_one, load

if TYPE_CHECKING:
    import apsw

    from reader.domain.anchoring.introducing import Introducer
    from reader.domain.anchoring.placing import Placer
    from reader.domain.anchoring.section_places import SectionPlacer
    from reader.domain.article import Article
    from reader.domain.sections import Section

_SELECT = (
    "SELECT note.key, article_key, note.section_path, deleted_at IS NULL, note.quote, note.prefix,"
    " note.suffix, note.start, note.end, anchor_path, anchor_revision, placement.quote, placement.prefix,"
    " placement.suffix, placement.start, placement.end, placement.section_path, placement.revision"
    " FROM note LEFT JOIN placement ON placement.key = note.key"
)
_LOST = Placement(NoteState.DETACHED, None, 0.0)  # where every note stands that waits for its article
_SHOWN = 80  # code points that tell where reading stopped


class _Placed(NamedTuple):
    """What there is to store of a place."""

    state: NoteState
    score: float
    section_path: str
    start: int | None = None
    end: int | None = None
    quote: str | None = None
    prefix: str | None = None
    suffix: str | None = None


class Ground:
    """The present revision of an article, of which only as much is read as a note asks for."""

    def __init__(self, connection: apsw.Connection, key: int, article: Article | None = None) -> None:
        self._connection = connection
        self._key = key
        self._placers: dict[int, Placer] = {}
        self._section_placers: dict[int, SectionPlacer] = {}
        self._texts: dict[int, str] = {}
        self.id, self.revision = fetch_one(
            connection, "SELECT id, revision FROM article WHERE key = ?", (key,)
        )
        if article is not None:
            self.article = article
            self.text = article.text
            self.root = article.root

    @cached_property
    def article(self) -> Article:
        """The whole of it."""
        return articles.article(self._connection, self.id, None)

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return articles.text(self._connection, self.id)

    @cached_property
    def root(self) -> Section:
        """The section tree."""
        return articles.outline(self._connection, self.id)

    def placer(self, revision: int) -> Placer:
        """Return what places anchors that were made in `revision`."""
        from reader.domain.anchoring.placing import Placer

        if revision not in self._placers:
            self._placers[revision] = Placer(self.article, self._text_of(revision))
        return self._placers[revision]

    @cached_property
    def introducer(self) -> Introducer:
        """What places anchors that were made elsewhere."""
        from reader.domain.anchoring.introducing import Introducer

        return Introducer(self.article)

    def section_placer(self, revision: int) -> SectionPlacer:
        """Return what finds sections by their paths in `revision`."""
        from reader.domain.anchoring.section_places import SectionPlacer

        if revision not in self._section_placers:
            before = (
                None if revision == self.revision else articles.outline(self._connection, self.id, revision)
            )
            self._section_placers[revision] = SectionPlacer(self.root, before)
        return self._section_placers[revision]

    def has_made(self, anchor: Anchor) -> bool:
        """Whether the anchor was made in a revision that is here, and not in another library or program."""
        return (
            bool(anchor.quote) and self._text_of(anchor.revision)[anchor.start : anchor.end] == anchor.quote
        )

    def _text_of(self, revision: int) -> str:
        """Return the text of a revision; an empty one where it is not here."""
        if revision not in self._texts:
            row = self._connection.execute(
                "SELECT text FROM revision WHERE article_key = ? AND number = ?", (self._key, revision)
            ).fetchone()
            self._texts[revision] = row[0] if row else ""
        return self._texts[revision]


def place_all(connection: apsw.Connection, ground: Ground, article_key: int) -> tuple[int, int]:
    """Place every note of an article: how many stand with changed words, how many are gone.

    Notes in the bin are placed too, and not counted.
    """
    rows = fetch_all(connection, f"{_SELECT} WHERE article_key = ?", (article_key,))
    states = [_place(connection, ground, row) for row in rows if row[3]]
    for row in rows:
        if not row[3]:
            _place(connection, ground, row)
    return states.count(NoteState.MOVED), states.count(NoteState.DETACHED)


def place_notes(connection: apsw.Connection, keys: Iterable[int]) -> None:
    """Place those of the notes `keys` that are there."""
    grounds: dict[int, Ground] = {}
    for key in keys:
        row = connection.execute(f"{_SELECT} WHERE note.key = ?", (key,)).fetchone()
        if row is not None:
            ground = grounds.setdefault(row[1], Ground(connection, row[1]))
            _place(connection, ground, row)


def place_imported(connection: apsw.Connection, ground: Ground, key: int, note: Note) -> NoteState:
    """Place the note `key`, which is the imported `note`: where it was said to stand, if the text agrees."""
    from reader.domain.anchoring.placing import anchor

    given = note.placement
    own_state = given.state if given is not None else None
    if given is not None and ground.revision and note.anchor is not None:
        passage = given.anchor
        if passage is not None and ground.text[passage.start : passage.end] == passage.quote:
            path = ground.root.at(passage.start).path
            found = anchor(ground.text, passage.start, passage.end, path, ground.revision)
            return _put(connection, ground, key, _found(Placement(given.state, found, given.score)))
    row = fetch_one(connection, f"{_SELECT} WHERE note.key = ?", (key,))
    state = _place(connection, ground, row)
    if state is NoteState.ANCHORED and own_state is NoteState.MOVED and note.anchor is None:
        # Its section was found under another title once; what it was called then is not told.
        connection.execute("UPDATE placement SET state = ? WHERE key = ?", (own_state.value, key))
    return state


def move_place(connection: apsw.Connection, ground: Ground, article_key: int) -> None:
    """Keep the reading position of an article that was just revised at the words where it was."""
    from reader.domain.anchoring.placing import anchor

    offset = reading(connection, article_key).offset
    if not offset:
        return
    old_text = articles.text(connection, ground.id, ground.revision - 1)
    shown = anchor(old_text, offset, offset + _SHOWN, (), ground.revision - 1)
    found = ground.placer(ground.revision - 1).place(shown).anchor
    if found is not None:
        move_reading(connection, article_key, found.start)
    else:
        share = offset / max(1, len(old_text))
        move_reading(connection, article_key, round(min(1.0, share) * len(ground.text)))


def _place(connection: apsw.Connection, ground: Ground, row: Any) -> NoteState:
    """Place one row of `_SELECT`, store where, and return the note's state."""
    key, _, section_path, _, *columns = row
    own, last = _anchor(columns[:7]), _anchor(columns[7:])
    if own is None:
        placed = _section_place(ground, section_path, *columns[-2:])
    else:
        placed = _passage_place(ground, own, last)
    return _put(connection, ground, key, placed)


def _put(connection: apsw.Connection, ground: Ground, key: int, placed: _Placed) -> NoteState:
    connection.execute(
        "INSERT INTO placement(key, revision, state, score, section_path, start, end, quote, prefix, suffix)"
        " VALUES (?,?,?,?,?,?,?,?,?,?) ON CONFLICT(key) DO UPDATE SET revision = excluded.revision,"
        " state = excluded.state, score = excluded.score, section_path = excluded.section_path,"
        " start = excluded.start, end = excluded.end, quote = excluded.quote, prefix = excluded.prefix,"
        " suffix = excluded.suffix",
        (key, ground.revision, placed.state.value, *placed[1:]),
    )
    return placed.state


def _anchor(columns: list[Any]) -> Anchor | None:
    quote, prefix, suffix, start, end, path, revision = columns
    if quote is None:
        return None
    return Anchor(quote, prefix, suffix, start, end, load(path), revision)


def _passage_place(ground: Ground, own: Anchor, last: Anchor | None) -> _Placed:
    """Return where the passage `own` stands, which was `last` found as `last`, if at all."""
    if not ground.revision:
        placement = _LOST
    elif not ground.has_made(own):
        placement = ground.introducer.place(own)
    elif own.revision == ground.revision:
        placement = Placement(NoteState.ANCHORED, own, 1.0)
    else:
        placement = ground.placer(own.revision).place(own)
    if placement.anchor is None and last is not None and last.revision not in (own.revision, ground.revision):
        # Rewritten little by little it may be unlike what was noted, and yet the same sentence.
        placement = ground.placer(last.revision).place(last)
        if placement.anchor is not None:
            placement = Placement(NoteState.MOVED, placement.anchor, placement.score)
    if placement.anchor is None:
        return _Placed(placement.state, placement.score, dump(own.section_path))
    return _found(placement)


def _found(placement: Placement) -> _Placed:
    found = placement.anchor
    assert found is not None
    return _Placed(
        placement.state,
        placement.score,
        dump(found.section_path),
        found.start,
        found.end,
        found.quote,
        found.prefix,
        found.suffix,
    )


def _section_place(ground: Ground, section_path: str, last_path: str | None, last: int | None) -> _Placed:
    """Return where the section is that the note names, which in the revision `last` stood at `last_path`."""
    path = load(section_path)
    if not ground.revision:
        return _Placed(NoteState.DETACHED, 0.0, section_path)
    own = ground.section_placer(ground.revision).place(path)
    if own is not None and own.path == path:
        return _Placed(NoteState.ANCHORED, 1.0, section_path, own.start)
    if last_path is not None and last is not None and last != ground.revision:
        own = ground.section_placer(last).place(load(last_path))
    if own is not None:
        return _Placed(NoteState.MOVED, 1.0, dump(own.path), own.start)
    return _Placed(NoteState.DETACHED, 0.0, section_path)
