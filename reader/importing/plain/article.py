"""Plain text: title, date and sections found as a person finds them."""

from __future__ import annotations

from dataclasses import replace

from reader.domain.article import Imported
from reader.domain.blocks import Block, BlockKind
from reader.errors import ReaderError
from reader.importing.encoding.decoding import decode
from reader.importing.header.dates import whole_date
from reader.importing.header.frontmatter import FrontMatter, split_front_matter
from reader.importing.header.titles import fallback_title
from reader.importing.lines.characters import tidy
from reader.importing.lines.runs import MAX_LINES, MAX_RUNS, layout_of, paragraphs_apart, runs
from reader.importing.plain.headings import choose
from reader.importing.plain.heads import read_head
from reader.importing.plain.levels import give_levels
from reader.importing.plain.paragraphs import Blocks, undivided
from reader.importing.plain.pieces import leads_apart, marked_apart
from reader.translation import digits, mark, tr

_BROKEN = mark("the front matter is no sound YAML and stands in the text")


def read(data: bytes, name: str, encoding: str) -> Imported:
    """Import `data`; `name` is the file's own name or empty, `encoding` as for `decode`.

    Raises ReaderError.
    """
    decoded = decode(data, encoding)
    imported = parse_text(decoded.text, name)
    if not any(block.is_read for block in imported.blocks):
        raise ReaderError(tr("there is no text in it"))
    return replace(imported, encoding=decoded.encoding, warnings=(*decoded.warnings, *imported.warnings))


def parse_text(text: str, name: str = "") -> Imported:
    """Return the article that `text` (as `decode` gives it) is; `name` is its file's name, for the title.

    Each visible character of the text stands in the blocks, but for header lines whose content went
    into a field, the labels of titles, and what marks headings and quotations (`#`, underlines, `>`).
    """
    matter, broken, body = split_front_matter(tidy(text))
    found, rest = runs(body)
    layout = layout_of(found)
    head = read_head(marked_apart(paragraphs_apart(found, layout)), layout)
    pieces = leads_apart(head.rest, layout)
    choose(pieces)
    give_levels(pieces)
    maker = Blocks(layout)
    blocks = [Block(BlockKind.PARAGRAPH, broken)] if broken else []
    blocks += head.blocks
    for piece in pieces:
        if piece.is_heading:
            maker.other()
            blocks.append(Block(BlockKind.HEADING, piece.title, level=piece.level))
        else:
            blocks += maker.of(piece.lines)
    warnings = [tr(_BROKEN)] if broken else []
    if rest:
        blocks += undivided(rest)
        warnings.append(
            tr(
                "after {paragraphs} paragraphs or {lines} lines the rest is not divided",
                paragraphs=digits(MAX_RUNS),
                lines=digits(MAX_LINES),
            )
        )
    matter = matter or FrontMatter()
    return Imported(
        title=head.title or matter.title or fallback_title(name, blocks),
        blocks=tuple(blocks),
        publisher=head.publisher or matter.publisher,
        byline=head.byline or matter.byline,
        published=whole_date(matter.date) or head.published or None,
        language=matter.language,
        warnings=tuple(warnings),
    )
