"""An Obsidian vault: a file an article with its properties, a callout a note with its id as block id.

    > [!note|pink 5f1e0c3a] A Gate From 1931
    > > leaks a bathtub a second
    >
    > Since when?

    ^0192bbbb-0000-7000-8000-000000000002

The eight digits are of what was written there, by which `vault.py` knows what a person changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import TYPE_CHECKING

from reader.domain.links import note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.body import contained
from reader.exporting.escaping import escape, escape_lines
from reader.exporting.front_matter import front_matter
from reader.exporting.layout import clean, color_sign, every_article, local_date, one_line

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_LINK = re.compile(
    rf"\[([^\[\]\n]*)\]\((reader://(?:note|article)/{_ID})\)|<?\b(reader://(?:note|article)/{_ID})\b>?"
)
# Tags, formulas, block ids, comments and marks mean something to Obsidian alone; pairs are escaped already.
_OBEYED = re.compile(r"\\.|[#$^]|%(?=%)|(?<=%)%|=(?==)|(?<==)=")
_NO_TAG = re.compile(r"[^\w/-]+")
_CODE = re.compile(r"(^[ \t>]*(`{3,}|~{3,}).*?(?:^[ \t>]*\2|\Z)|(`+)[^`].*?\3)", re.MULTILINE | re.DOTALL)


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the files one after the other; into a folder they are written one by one."""
    between = ""
    for article, group in every_article(notes, articles):
        blocks = [_block(note, articles, options) for note in group]
        yield between + "\n".join([front_matter(article, len(blocks)), *blocks])
        between = "\n"


def digest(title: str, lines: Iterable[str]) -> str:
    """Return what a block's head says of its title and `lines`."""
    return sha256("\n".join([title.strip(), *(line.rstrip() for line in lines)]).encode()).hexdigest()[:8]


def _block(note: Note, articles: Articles, options: ExportOptions) -> str:
    meaning = COLORS.get(note.color, note.color)
    title = _escaped(escape(one_line(" › ".join(note.section_path)))) or meaning
    parts: list[list[str]] = []
    if note.passage is not None:
        quote = escape_lines(clean(note.passage.quote))
        parts.append([f"> {_escaped(line)}".rstrip(" ") for line in quote])
    body = clean(note.body).strip("\n")
    if body.strip():
        parts.append(_body(body, articles).split("\n"))
    parts.append([_facts(note, options)])
    lines = [f"> {line}".rstrip(" ") for part in parts for line in ["", *part]][1:]
    head = f"> [!note|{one_line(note.color)} {digest(title, lines)}] {title}"
    return "\n".join([head, *lines, "", f"^{note.id}", ""])


def _facts(note: Note, options: ExportOptions) -> str:
    meaning = COLORS.get(note.color, "")
    parts = [f"#{tag}" for tag in map(_tag, note.tags) if tag]
    parts.append(f"{color_sign(note.color, options)} *{meaning}*".lstrip())
    parts.append(local_date(note.created_at))
    if note.state is NoteState.DETACHED:
        parts.append("not in the present text")
    if options.links:
        parts.append(f"[{'passage' if note.passage else 'note'}]({note_link(note.id)})")
    return " · ".join(parts)


def _tag(tag: str) -> str:
    """Return a tag as Obsidian takes it: letters, digits, `_`, `-`, `/`, not digits alone."""
    name = _NO_TAG.sub("-", one_line(tag)).strip("-/")
    return f"_{name}" if name and not re.search(r"[^\d/-]", name) else name


def _body(body: str, articles: Articles) -> str:
    """Return a note's Markdown with links to notes and articles as wikilinks, and no comment begun."""

    def wikilink(match: re.Match[str]) -> str:
        kind, _, identity = (match[2] or match[3]).removeprefix("reader://").partition("/")
        article_id = articles.article_of(identity) if kind == "note" else identity
        name = articles.file_name(article_id) if article_id else None
        if name is None:
            return match[0]
        target = f"{name}#^{identity}" if kind == "note" else name
        shown = (match[1] or "").replace("|", "/").strip()
        return f"[[{target}|{shown}]]" if shown else f"[[{target}]]"

    pieces = []
    at = 0
    text = contained(body, 2)
    for code in _CODE.finditer(text):
        pieces += [_LINK.sub(wikilink, text[at : code.start()]).replace("%%", "\\%\\%"), code[0]]
        at = code.end()
    pieces.append(_LINK.sub(wikilink, text[at:]).replace("%%", "\\%\\%"))
    # The head of a block is not to be found in its body.
    return re.sub(r"^\[!", r"\\[!", "".join(pieces), flags=re.MULTILINE)


def _escaped(markdown: str) -> str:
    return _OBEYED.sub(lambda match: match[0] if match[0][0] == "\\" else f"\\{match[0]}", markdown)
