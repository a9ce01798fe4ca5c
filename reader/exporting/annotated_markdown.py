"""The whole article as Markdown, its passages as `==marks==`, the notes as footnotes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
from typing import TYPE_CHECKING

from reader.domain.blocks import BlockKind, SpanKind
from reader.domain.links import note_link
from reader.domain.notes import COLORS, NoteState
from reader.exporting.annotated import Annotated, Piece, Run
from reader.exporting.body import contained
from reader.exporting.escaping import escape, escape_heading, escape_line, escape_lines
from reader.exporting.front_matter import front_matter
from reader.exporting.layout import clean, color_sign, every_article, local_date, one_line

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

_PAIRS = {SpanKind.EMPHASIS: "*", SpanKind.STRONG: "**", SpanKind.STRIKETHROUGH: "~~"}
_NUMBERED = re.compile(r"\d{1,9}[.)] ")
# What would go on with the next run: marks, a tag, an entity.
_EDGES = re.compile(r"=(?==)|(?<==)=|^=|(?<!\\)[=<&]$")
_UNSAFE = re.compile(r"[\s<>()\\]")
_START = re.compile(r"#{1,6}(?:[ \t]|$)|>|[+-](?:[ \t]|$)|=+$|[-:|][-:| \t]*$|\|")


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions) -> Iterator[str]:
    """Yield the document."""
    numbers = count(1)
    first = True
    if options.several:
        yield "---\ntitle: Annotated articles\n---\n"
    for row, group in every_article(notes, articles):
        annotated = Annotated(articles.whole(row.id), group)
        if first and not options.several:
            yield front_matter(row)
        first = False
        if not any(block.kind is BlockKind.TITLE for block in annotated.article.blocks):
            yield f"\n# {escape_heading(one_line(row.title))}\n"
        yield from _Writer(annotated, options, numbers).text()
    yield f"\n<!-- {articles.counted()} -->\n"


class _Writer:
    """Writes one article; footnotes have the next of the `numbers`."""

    def __init__(self, annotated: Annotated, options: ExportOptions, numbers: Iterator[int]) -> None:
        self._annotated = annotated
        self._options = options
        self._numbers = numbers
        self._footnotes: list[tuple[int, Note]] = []

    def text(self) -> Iterator[str]:
        references = self._references(self._annotated.on_whole)
        whole = f"\n{references}\n" if references else ""
        if not any(block.kind is BlockKind.TITLE for block in self._annotated.article.blocks):
            yield whole
            whole = ""
        for piece in self._annotated.pieces():
            lines = self._block(piece)
            quote = "> " * piece.block.quote
            yield "\n" + "".join(f"{quote}{line}".rstrip(" ") + "\n" for line in lines)
            if piece.block.kind is BlockKind.TITLE:
                yield whole
                whole = ""
        if self._annotated.lost:
            yield "\n## Notes whose passage is not in the present text\n"
        for note in self._annotated.lost:
            lines = []
            if note.passage is not None:
                lines = [f"> {line}".rstrip(" ") for line in escape_lines(clean(note.passage.quote))]
            yield "\n" + "\n".join([*lines, "", *self._note(note), ""])
        for number, note in self._footnotes:
            first, *rest = self._note(note)
            indented = (f"    {line}".rstrip(" ") for line in rest)
            yield "\n" + "\n".join([f"[^{number}]: {first}", *indented, ""])

    def _note(self, note: Note) -> list[str]:
        body = clean(note.body).strip("\n")
        facts = self._facts(note)
        if not body.strip():
            return [facts]
        lines = contained(body, 2).split("\n")
        if lines[0][:1].isalnum() and not _NUMBERED.match(lines[0]):
            return [*lines, "", facts]
        # What is no paragraph cannot begin on the line of the footnote's mark.
        return [facts, "", *lines]

    def _facts(self, note: Note) -> str:
        meaning = COLORS.get(note.color, "")
        parts = [escape_line(f"#{one_line(tag)}") for tag in note.tags if one_line(tag)]
        parts.append(f"{color_sign(note.color, self._options)} *{meaning}*".lstrip())
        parts.append(local_date(note.created_at))
        if note.state is NoteState.DETACHED:
            parts.append("not in the present text")
        if self._options.links:
            parts.append(f"[{'passage' if note.passage else 'note'}]({note_link(note.id)})")
        return " · ".join(parts)

    def _references(self, notes: Iterable[Note]) -> str:
        """Return the references to footnotes for `notes`; a highlight is seen as it is."""
        text = ""
        for note in notes:
            if note.body.strip() or note.tags or note.passage is None:
                number = next(self._numbers)
                self._footnotes.append((number, note))
                text += f"[^{number}]"
        return text

    def _block(self, piece: Piece) -> list[str]:
        block = piece.block
        above = self._references(piece.above)
        match block.kind:
            case BlockKind.TITLE | BlockKind.HEADING:
                level = 1 if block.kind is BlockKind.TITLE else min(6, max(2, block.level))
                return [f"{'#' * level} {self._runs(piece.runs(), one=True)}{above}"]
            case BlockKind.CODE:
                fence = "`" * max(3, 1 + max(map(len, re.findall("`+", block.text)), default=0))
                language = re.sub(r"[\s`]", "", block.info)
                ended = self._references(note for run in piece.runs() for note in run.ended)
                after = ["", ended] if ended else []
                return [f"{fence}{language}", *clean(block.text).split("\n"), fence, *after]
            case BlockKind.TABLE:
                return self._table(piece)
            case BlockKind.RULE:
                return ["* * *"]
        lines = self._runs(
            piece.runs(len(block.marker)) if block.kind is BlockKind.LIST_ITEM else piece.runs()
        )
        text = [_safe_start(line) for line in lines.split("\n")]
        text = [line + "\\" for line in text[:-1]] + text[-1:]
        if block.kind is not BlockKind.LIST_ITEM:
            return [("  " * block.level + line) for line in text] if block.level else text
        marker = block.marker.strip()
        dash = f"{marker} " if _NUMBERED.match(block.marker) else "- "
        box = {"☐": "[ ] ", "☑": "[x] "}.get(marker, "")
        indent = "  " * max(0, block.level - 1)
        rest = [f"{indent}{' ' * len(dash)}{line}" for line in text[1:]]
        return [f"{indent}{dash}{box}{text[0]}", *rest]

    def _table(self, piece: Piece) -> list[str]:
        lines = []
        for row in piece.cells():
            cells = (self._runs(runs, one=True).replace("|", "\\|").strip() for runs in row)
            lines.append(f"| {' | '.join(cells)} |")
        width = max(len(row) for row in piece.cells())
        rules = {"c": ":-:", "r": "--:"}
        columns = (rules.get(piece.block.info[at : at + 1], "---") for at in range(width))
        lines.insert(1, f"|{'|'.join(columns)}|")
        return lines

    def _runs(self, runs: list[Run], one: bool = False) -> str:
        """Return `runs` as Markdown in which marks open and close in their turn."""
        out = ""
        stack: list[str] = []
        for run in runs:
            text = clean(run.text).replace("\n", " ") if one else clean(run.text)
            wanted = _styles(run)
            kept = 0
            while kept < min(len(stack), len(wanted)) and stack[kept] == wanted[kept]:
                kept += 1
            out = _close(out, stack[kept:])
            core = text.lstrip()
            space = text[: len(text) - len(core)]
            if core:
                if out.endswith("!") and any(style.startswith("(") for style in wanted[kept:]):
                    out = out[:-1] + "\\!"  # no image
                out += space + "".join(_opening(style) for style in wanted[kept:])
                stack = wanted
            else:
                out += space
                core, stack = "", stack[:kept]
            out += _written(core, run, after=out[-1:])
            if references := self._references(run.ended):
                out = _close(out, stack) + references
                stack = []
        return _close(out, stack)


def _written(text: str, run: Run, after: str) -> str:
    """Return the text of a run, behind the character `after`."""
    kinds = {span.kind for span in run.spans}
    if SpanKind.CODE in kinds and text.strip():
        return _code(text)
    markdown = _EDGES.sub(r"\\\g<0>", escape(text))
    if SpanKind.LINK in kinds:
        markdown = markdown.replace("]", "\\]")
    # Right behind a reference these would make a link or the note itself of it.
    return f"\\{markdown}" if after == "]" and markdown[:1] in ("(", ":") else markdown


def _styles(run: Run) -> list[str]:
    """Return the styles of a run from the outermost in: the mark, a link, then what is said louder."""
    styles = ["=="] if run.notes and run.text.strip() else []
    for span in run.spans:
        if span.kind is SpanKind.LINK and span.target:
            styles.append("(" + _UNSAFE.sub(_percent, span.target))
    for kind, mark in _PAIRS.items():
        if any(span.kind is kind for span in run.spans):
            styles.append(mark)
    return styles


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


def _opening(style: str) -> str:
    return "[" if style.startswith("(") else style


def _close(out: str, styles: list[str]) -> str:
    if not styles:
        return out
    core = out.rstrip(" \n")
    ends = "".join(f"]{style})" if style.startswith("(") else style for style in reversed(styles))
    return core + ends + out[len(core) :]


def _code(text: str) -> str:
    fence = "`" * (1 + max(map(len, re.findall("`+", text)), default=0))
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _safe_start(line: str) -> str:
    """Escape what Markdown would read at the beginning of a line; inside it all is escaped already."""
    stripped = line.lstrip()
    if match := re.match(r"(\d{1,9})([.)])(?=[ \t]|$)", stripped):
        return f"{match[1]}\\{stripped[match.end(1) :]}"
    return f"\\{stripped}" if _START.match(stripped) else stripped
