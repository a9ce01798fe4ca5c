"""Bringing in order what was gathered: every article with its text, every note with an article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind, decode
from reader.domain.ids import new_id, now
from reader.domain.notes import COLORS, DEFAULT_COLOR
from reader.domain.plain_text import SEPARATOR, plain_text
from reader.library import hashes, outlines
from reader.library.placing import Ground, place_all
from reader.library.rows import fetch_all, fetch_one
from reader.library.settling import settle
from reader.library.soundness import has_right_pages
from reader.library.storing import Content, insert, insert_pages, prepare, revision_hash

if TYPE_CHECKING:
    import apsw

    from reader.library.care.rescue import Rescue, Values

_BLOCKS = "SELECT blocks FROM page WHERE revision_key = ?"
_ORPHANS = "{0}.article_key NOT IN (SELECT key FROM article)"


def mend(rescue: Rescue) -> Iterator[str]:
    """Bring the rescued library in order; say, a line each, what is not as it was."""
    new = rescue.new
    yield from _put_suspects(rescue)
    yield from _adopt_revisions(rescue)
    yield from _mend_revisions(new)
    yield from _adopt_notes(new)
    yield from _give_texts(new)
    for table in ("reading", "source"):
        new.execute(f"DELETE FROM {table} WHERE {_ORPHANS.format(table)}")
    new.execute("DELETE FROM page WHERE revision_key NOT IN (SELECT key FROM revision)")
    for (key,) in fetch_all(new, "SELECT key FROM article"):
        _settle(new, key)
    for (key,) in fetch_all(new, "SELECT DISTINCT article_key FROM note"):
        place_all(new, Ground(new, key), key)


def _put_suspects(rescue: Rescue) -> Iterator[str]:
    """Put in what has a wrong hash and was found nowhere else: better a wrong letter than nothing."""
    for table, name in (("article", "article"), ("revision", ""), ("note", "note")):
        for key, row in rescue.suspects[table].items():
            if rescue.has_key(table, key):
                continue
            row = _readable(table, row)
            if rescue.put(table, key, row) is None and "id" in row:
                row["id"] = new_id()
                rescue.put(table, key, row)
            if name:
                yield f"{name} {row['id']}: it was damaged, and is kept as it is; please look at it"


def _readable(table: str, row: Values) -> Values:
    """Return a damaged row so that the library can read it."""
    # For SQLite a text ends at a NUL.
    row = {
        name: value.replace("\0", "\ufffd") if isinstance(value, str) else value
        for name, value in row.items()
    }
    for name in ("corrected", "section_path", "anchor_path", "tags"):
        if isinstance(row.get(name), str) and not _is_list(row[name]):
            row[name] = "[]"
    if table == "note":
        row["color"] = row["color"] if row["color"] in COLORS else DEFAULT_COLOR
        row["hash"] = hashes.row_hash([row[name] for name in hashes.NOTE.split(", ")])
    return row


def _is_list(text: str) -> bool:
    try:
        values = json.loads(text)
    except ValueError:
        return False
    return isinstance(values, list) and all(isinstance(value, str) for value in values)


def _adopt_revisions(rescue: Rescue) -> Iterator[str]:
    """Give texts whose article's row is lost a new one."""
    new = rescue.new
    rows = fetch_all(
        new,
        f"SELECT article_key, max(number), imported_at, {', '.join(hashes.FIELDS)} FROM revision"
        f" WHERE {_ORPHANS.format('revision')} GROUP BY article_key",
    )
    for key, number, imported_at, *fields in rows:
        row = dict(zip(hashes.FIELDS, fields, strict=True)) | {
            "id": new_id(),
            "corrected": "[]",
            "revision": number,
            "content_hash": "",
            "word_count": 0,
            "section_count": 0,
            "length": -1,
            "imported_at": imported_at,
            "hash": "",
        }
        rescue.put("article", key, row)
        yield f"article {row['id']}: {row['title']!r} had lost its id and what was corrected by hand"


def _adopt_notes(new: apsw.Connection) -> Iterator[str]:
    """Give notes whose article is lost an article of their passages."""
    rows = fetch_all(
        new, f"SELECT article_key, count(*) FROM note WHERE {_ORPHANS.format('note')} GROUP BY 1"
    )
    for lost, count in rows:
        key = insert(new, prepare(Imported("Notes without their article", _quotes(new, lost))))
        new.execute("UPDATE note SET article_key = ? WHERE article_key = ?", (key, lost))
        yield f"an article is lost; its {count} notes stand in 'Notes without their article'"


def _give_texts(new: apsw.Connection) -> Iterator[str]:
    """Give an article without text one of its notes' passages; without notes it is lost."""
    rows = fetch_all(
        new,
        "SELECT key, id, title, revision, (SELECT count(*) FROM note WHERE article_key = article.key)"
        " FROM article WHERE key NOT IN (SELECT article_key FROM revision)",
    )
    for key, article_id, title, number, notes in rows:
        if not notes:
            new.execute("DELETE FROM article WHERE key = ?", (key,))
            yield f"article {article_id}: {title!r} is lost; import it again"
            continue
        new.execute(
            "INSERT INTO revision(article_key, number, content_hash, imported_at, title, byline, publisher,"
            " language, hash, text, outline) VALUES (?, ?, '', ?, ?, '', '', '', '', '', '')",
            (key, number, now(), title),
        )
        content = prepare(Imported(title, _quotes(new, key)))
        _store_content(new, new.last_insert_rowid(), number, content)
        yield f"article {article_id}: the text of {title!r} is lost, its {notes} notes are kept"


def _quotes(new: apsw.Connection, article_key: int) -> tuple[Block, ...]:
    rows = fetch_all(
        new,
        "SELECT quote FROM note WHERE article_key = ? AND quote IS NOT NULL ORDER BY start, key",
        (article_key,),
    )
    return tuple(Block(BlockKind.PARAGRAPH, quote) for quote in dict.fromkeys(quote for (quote,) in rows))


def _mend_revisions(new: apsw.Connection) -> Iterator[str]:
    """Make each revision's text and blocks agree; either is enough for the other."""
    for (key,) in fetch_all(new, "SELECT key FROM revision ORDER BY key"):
        *columns, stored = fetch_one(
            new, f"SELECT {hashes.REVISION}, hash FROM revision WHERE key = ?", (key,)
        )
        number, _, *fields, text, outline = columns
        pages = [row[0] for row in fetch_all(new, f"{_BLOCKS} ORDER BY number", (key,))]
        has_blocks = has_right_pages(new, key)
        has_text = hashes.row_hash(columns) == stored
        if has_blocks and has_text:
            continue
        blocks = _decoded(pages)
        lost = "" if has_blocks else "perhaps some of its formatting"
        if not has_blocks and (blocks is None or plain_text(blocks) != text):
            blocks, lost = _from_text(fields[0], text, outline), "its formatting"
        if not has_blocks and not has_text:
            lost = "perhaps some of its text"
        title, byline, publisher, published, language = fields
        content = prepare(Imported(title, blocks or (), None, publisher, byline, published, language))
        _store_content(new, key, number, content)
        if lost:
            (article_id,) = fetch_one(
                new,
                "SELECT id FROM article JOIN revision ON article_key = article.key WHERE revision.key = ?",
                (key,),
            )
            yield f"article {article_id}: {title!r} has lost {lost}; import it again"


def _decoded(pages: Sequence[str]) -> tuple[Block, ...] | None:
    try:
        return tuple(block for page in pages for block in decode(json.loads(page))) if pages else None
    except (ValueError, TypeError):
        return None


def _from_text(title: str, text: str, outline: str) -> tuple[Block, ...]:
    """Return paragraphs and headings that make exactly `text`."""
    try:
        sections = {
            section.start: section for section in outlines.unpack(title, outline).walk() if section.path
        }
    except (ValueError, TypeError):
        sections = {}
    blocks, start = [], 0
    for part in text.split(SEPARATOR):
        section = sections.get(start)
        if section is not None and section.title == part:
            blocks.append(Block(BlockKind.HEADING, part, level=min(section.level, 6)))
        else:
            kind = BlockKind.TITLE if start == 0 and part == title else BlockKind.PARAGRAPH
            blocks.append(Block(kind, part))
        start += len(part) + len(SEPARATOR)
    # Blank lines inside of a block.
    return tuple(blocks) if plain_text(blocks) == text else (Block(BlockKind.PARAGRAPH, text),)


def _store_content(new: apsw.Connection, key: int, number: int, content: Content) -> None:
    """Put `content` in the place of what a revision holds."""
    article = content.article
    digest = revision_hash(content, number)
    new.execute(
        "UPDATE revision SET content_hash = ?, text = ?, outline = ?, hash = ? WHERE key = ?",
        (content.hash, article.text, content.outline, digest, key),
    )
    new.execute("DELETE FROM page WHERE revision_key = ?", (key,))
    insert_pages(new, key, content)


def _settle(new: apsw.Connection, key: int) -> None:
    """Make an article's row that of its last revision."""
    number, content_hash, outline, length = fetch_one(
        new,
        "SELECT number, content_hash, outline, length(text) FROM revision WHERE article_key = ?"
        " ORDER BY number DESC LIMIT 1",
        (key,),
    )
    present: list[Any] = [number, content_hash, length]
    if (
        list(fetch_one(new, "SELECT revision, content_hash, length FROM article WHERE key = ?", (key,)))
        != present
    ):
        root = outlines.unpack("", outline)
        new.execute(
            "UPDATE article SET revision = ?, content_hash = ?, length = ?, word_count = ?, section_count = ?"
            " WHERE key = ?",
            (*present, root.word_count, outlines.count(root), key),
        )
    settle(new, key)
