"""`list` and `show`: what is in the library, and one article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run
    from reader.domain.article_row import ArticleRow


def list_(parser: ArgumentParser) -> Run:
    """Prepare `reader list`."""
    parser.add_argument("--bin", action="store_true", help=tr("what was deleted"))
    parser.add_argument("--json", action="store_true", help=tr("print a JSON array"))
    return _list


def _list(arguments: Namespace, door: Door) -> None:
    rows: list[ArticleRow] = []
    if not door.is_new:
        with door.reading() as library:
            rows = library.article_rows(in_bin=arguments.bin)
    if arguments.json:
        from reader.domain.objects import article_object

        door.out.array(article_object(row) for row in rows)
        return
    for row in rows:
        # Of the same width, so that the titles stand below each other without being measured.
        published = row.published or "----------"
        notes = f"{row.notes_count:,} note{'' if row.notes_count == 1 else 's'}"
        door.out.row(row.id[-8:], published, notes, row.title)


def show(parser: ArgumentParser) -> Run:
    """Prepare `reader show`."""
    parser.add_argument(
        "article", metavar="ARTICLE", help=tr("its id, the end of it, its path, part of its title")
    )
    parser.add_argument("--outline", action="store_true", help=tr("print its sections, not its text"))
    parser.add_argument("--json", action="store_true", help=tr("print a JSON object"))
    return _show


def _show(arguments: Namespace, door: Door) -> None:
    from reader.domain.objects import article_object, section_object

    out = door.out
    with door.reading() as library:
        article_id = library.resolve(arguments.article)
        if arguments.outline:
            root = library.outline(article_id)
            if arguments.json:
                out.value(section_object(root))
                return
            for section in root.walk():
                out.row("  " * (section.level - 1) + section.title)
            return
        text = library.text(article_id)
        if arguments.json:
            out.value({**article_object(library.article_row(article_id)), "text": text})
        else:
            out.text(text + "\n")
