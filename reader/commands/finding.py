"""`search`: full text, best first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.domain.objects import hit_object
from reader.translation import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run

_KINDS = {"articles": "article", "notes": "note"}


def search(parser: ArgumentParser) -> Run:
    """Prepare `reader search`."""
    parser.add_argument(
        "query", metavar="QUERY", nargs="+", help=tr('words, "phrases", tag:x, title:x, has:note …')
    )
    parser.add_argument("--in", dest="kinds", metavar="WHAT", type=_kinds, default=tuple(_KINDS.values()))
    parser.add_argument("--limit", metavar="N", type=_limit, default=50, help=tr("at most N hits (50)"))
    parser.add_argument("--json", action="store_true", help=tr("print a JSON array"))
    return _search


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(_KINDS.get(word.strip(), "") for word in text.split(",")))
    if "" in kinds:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(
            tr("{text} is neither articles nor notes nor articles,notes", text=repr(text))
        )
    return kinds


def _limit(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(tr("{text} is no number from 1", text=repr(text)))
    return int(text)


def _search(arguments: Namespace, door: Door) -> None:
    out = door.out
    with door.reading() as library:
        hits = library.search(" ".join(arguments.query), arguments.kinds, arguments.limit)
    if arguments.json:
        out.array(map(hit_object, hits))
        return
    for hit in hits:
        place = " › ".join((hit.title, *hit.section_path))
        out.row((hit.note_id or hit.article_id)[-8:], hit.kind, place, " ".join(hit.snippet.split()))
