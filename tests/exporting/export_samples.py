"""Two articles and notes on them, in reading order."""

from __future__ import annotations

from reader.domain.article import Article
from reader.domain.article_row import ArticleRow
from reader.domain.notes import Anchor, Note, NoteState, Placement
from reader.exporting.file_names import safe_name

BLOCKS = ()

BRIEFING = ArticleRow(
    id="0192aaaa-0000-7000-8000-000000000001",
    title="Locks: the canal at Ostrey",
    source="/home/ada/briefings/locks.txt",
    publisher="Harbour Post",
    byline="Ada Byron",
    published="2024-05-23",
    language="en",
    word_count=180,
    revision=2,
    imported_at="2024-05-24T08:00:00.000Z",
    sections=3,
    notes_count=7,
)
PASTED = ArticleRow(
    id="0192aaaa-0000-7000-8000-000000000002",
    title="A pasted text",
    source=None,
    publisher="",
    byline="",
    published=None,
    language="",
    word_count=20,
    revision=1,
    imported_at="2024-05-24T08:00:00.000Z",
    sections=0,
    notes_count=1,
)


class Library:
    """The articles, as a format may ask for them."""

    def __init__(self, *rows: ArticleRow, asked: tuple[str, ...] = ()) -> None:
        self._rows = {row.id: row for row in rows}
        self._asked = asked

    def __call__(self, article_id: str, /) -> ArticleRow:
        return self._rows[article_id]

    def asked(self) -> tuple[str, ...]:
        return self._asked

    def whole(self, article_id: str, /) -> Article:
        row = self._rows[article_id]
        fields = (row.id, row.title, row.source, row.publisher, row.byline, row.published, row.language)
        return Article(*fields, row.revision, BLOCKS if row.id == BRIEFING.id else ())

    def file_name(self, article_id: str, /) -> str | None:
        row = self._rows.get(article_id)
        return safe_name(row.title) if row is not None else None

    def article_of(self, note_id: str, /) -> str | None:
        return next((note.article_id for note in NOTES if note.id == note_id), None)

    def counted(self) -> str:
        return COUNTED


COUNTED = "6 of 6 notes, every quote whole"
articles = Library(BRIEFING, PASTED)


def make_note(
    number: int,
    quote: str | None = None,
    body: str = "",
    path: tuple[str, ...] = (),
    *,
    article: ArticleRow = BRIEFING,
    color: str = "yellow",
    tags: tuple[str, ...] = (),
    state: NoteState = NoteState.ANCHORED,
    start: int = 100,
) -> Note:
    anchor = None
    placement = None
    if quote is not None:
        anchor = Anchor(quote, "before ", " after", start, start + len(quote), path, 1)
        placement = Placement(state, None if state is NoteState.DETACHED else anchor, 1.0)
    return Note(
        f"0192bbbb-0000-7000-8000-{number:012}",
        article.id,
        path,
        anchor,
        body,
        color,
        tags,
        "2024-05-24T09:14:00.000Z",
        "2024-05-24T09:15:00.000Z",
        None,
        placement,
    )


HOSTILE = (
    "=cmd()|' /C calc'!A0",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    " =1",
    "＝1",
    'a "quoted", cell\nof two lines',
    "| a | b |\n|---|---|",
    "---\ntitle: x\n---",
    "<script>alert(1)</script>",
    "]]> --> %% `` ``` ~~~~ $x$ {{x}} {x} \\ \\end",
    "* heading\n#+END_QUOTE\n:END:\n** TODO x",
    "- item\nid:: x\n\t- [[page]] #tag ((ref))",
    "\u202eright to left \u202c שלום",
    "👩\u200d🚀 é 好",
    "",
    "x" * 100_000,
)

NOTES = (
    make_note(1, "closed to all but small boats since Monday", tags=("canal",), start=40),
    make_note(
        2,
        "leaks a bathtub a second",
        "Since *when*?\n\n- ask the office\n- ask the boats",
        ("A Gate From 1931",),
        color="pink",
        tags=("lock", "to do"),
    ),
    make_note(3, None, "The best part.", ("Boats and Patience",), color="green"),
    make_note(
        4,
        "three times the price;\n\n1. gravel\n2. sand",
        "# Freight\nsee\n===\n<b>bold</b>",
        ("Boats and Patience", "On the road"),
        color="blue",
    ),
    make_note(5, "cook in *turns* [sic]", "", ("Boats and Patience",), state=NoteState.MOVED),
    make_note(6, "a sentence that is gone", "Why?", (), color="violet", state=NoteState.DETACHED, start=900),
    make_note(7, "“好吗？”他问 <x> & y", "Pasted.", article=PASTED),
)
