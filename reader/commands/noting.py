"""`note` and `notes`: making one, printing those that are meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.commands.cli import article_ids
from reader.commands.standard_input import read_standard_input
from reader.commands.table import UsageError
from reader.domain.ids import new_id
from reader.domain.notes import COLORS, DEFAULT_COLOR, Note, NoteFilter
from reader.domain.objects import note_object
from reader.errors import ReaderError
from reader.translation import digits, mark, tr, trn

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run
    from reader.domain.notes import Anchor
    from reader.library.library import Library


def note(parser: ArgumentParser) -> Run:
    """Prepare `reader note`."""
    parser.add_argument(
        "article", metavar="ARTICLE", help=tr("its id, the end of it, its path, part of its title")
    )
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--quote", metavar="TEXT", help=tr("the passage, as it stands in the article"))
    place.add_argument(
        "--section", metavar="TITLE", help=tr("a whole section: its title, or TITLE/TITLE below it")
    )
    parser.add_argument(
        "--occurrence", metavar="N", type=int, help=tr("the Nth place of the quote, not the first")
    )
    parser.add_argument("--body", metavar="TEXT", default="", help=tr("what to note; - reads standard input"))
    parser.add_argument("--color", metavar="NAME", type=_color, default=DEFAULT_COLOR, help=_COLOR_HELP)
    parser.add_argument("--tag", metavar="T", action="append", default=[], help=tr("a tag; may be repeated"))
    parser.add_argument("--json", action="store_true", help=tr("print the note as a JSON object"))
    return _note


_COLOR_HELP = ", ".join(f"{name} ({meaning})" for name, meaning in COLORS.items())


def _color(text: str) -> str:
    """Return the colour that is called, or means, `text`."""
    word = text.strip().casefold()
    if word in COLORS:
        return word
    for name, meaning in COLORS.items():
        if word == meaning.casefold():
            return name
    # argparse says which argument it is about.
    from argparse import ArgumentTypeError

    raise ArgumentTypeError(
        tr("there is no colour {name}, there are {names}", name=repr(text), names=", ".join(COLORS))
    )


def _note(arguments: Namespace, door: Door) -> None:
    _check(arguments)
    body = _read_body() if arguments.body == "-" else _cleaned(arguments.body)
    with door.changing() as library:
        article_id = library.resolve(arguments.article)
        anchor = None
        path: tuple[str, ...] = ()
        if arguments.quote is not None:
            anchor = _anchor(library, article_id, arguments.quote, arguments.occurrence or 1)
            path = anchor.section_path
        elif arguments.section is not None:
            path = _section(library, article_id, arguments.section)
        # The id is made here, so that trying again can make no second note.
        made = Note(new_id(), article_id, path, anchor, body, arguments.color, _tags(arguments))
        made = library.add_note(made)
        row = library.article_row(article_id)
    if arguments.json:
        door.out.value(note_object(made, row))
    else:
        door.out.row(made.id)


def _check(arguments: Namespace) -> None:
    if arguments.occurrence is not None and arguments.quote is None:
        raise UsageError(tr("note: --occurrence goes with --quote"))
    if arguments.occurrence is not None and arguments.occurrence < 1:
        raise UsageError(tr("note: --occurrence counts from 1"))
    if arguments.quote is not None and not arguments.quote.strip():
        raise UsageError(tr("note: --quote is empty"))
    if arguments.section is not None and not arguments.section.strip():
        raise UsageError(tr("note: --section is empty"))
    if not all(tag.strip() for tag in arguments.tag):
        raise UsageError(tr("note: --tag is empty"))
    if arguments.quote is None and arguments.section is None and not arguments.body and not arguments.tag:
        raise UsageError(tr("note: there is nothing to note; give --quote, --section or --body"))


def _read_body() -> str:
    from reader.importing.encoding.decoding import decode

    # The line end at the close is the shell's, not the writer's.
    return decode(read_standard_input()).text.rstrip("\n")


def _cleaned(text: str) -> str:
    """Return words of the command line as a text file would bring them: no control characters, NFC."""
    from reader.importing.encoding.cleaning import clean

    return clean(text)[0]


def _tags(arguments: Namespace) -> tuple[str, ...]:
    return tuple(_cleaned(tag) for tag in arguments.tag)


def _anchor(library: Library, article_id: str, quote: str, occurrence: int) -> Anchor:
    from reader.domain.anchoring.placing import anchor
    from reader.domain.anchoring.quotes import find_quote

    text = library.text(article_id)
    found = find_quote(text, quote, occurrence)
    if found is None:
        row = library.article_row(article_id)
        if occurrence > 1 and find_quote(text, quote):
            what = tr("the quote does not stand {number} times in the article", number=digits(occurrence))
        else:
            what = tr("the quote does not stand in the article")
        raise ReaderError(what, row.title, tr("`reader show` prints its text"))
    section = library.outline(article_id).at(found[0])
    return anchor(text, *found, section.path, library.article_row(article_id).revision)


def _section(library: Library, article_id: str, typed: str) -> tuple[str, ...]:
    """Return the path of the section that is meant: a whole title or path before a part of a title."""
    sections = [section for section in library.outline(article_id).walk() if section.path]
    wanted = _folded(typed)
    whole = {s.path for s in sections if wanted in (_folded(s.title), _folded("/".join(s.path)))}
    found = whole or {s.path for s in sections if wanted in _folded(s.title)}
    if len(found) == 1:
        return found.pop()
    if not found:
        what = tr("there is no such section")
        raise ReaderError(what, typed, tr("`reader show {id} --outline` prints them", id=article_id[-8:]))
    candidates = sorted("/".join(path) for path in found)
    if len(candidates) > 8:
        candidates[8:] = [trn("{number} more", "{number} more", len(candidates) - 8)]
    named = ", ".join(candidates)
    raise ReaderError(
        tr("more than one section is meant: {named}", named=named), typed, tr("give one of these")
    )


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


_SINCE = mark(
    "made or changed since then: a day (2024-03-29) or a time (2024-03-29T18:30), here unless it says"
    " where (…+02:00, or …Z for UTC)"
)


def add_filters(parser: ArgumentParser) -> None:
    """Add the options that choose notes."""
    parser.add_argument("articles", metavar="ARTICLE", nargs="*", help=tr("of these articles only"))
    parser.add_argument(
        "--tag", metavar="T", action="append", default=[], help=tr("with this tag; may be repeated")
    )
    parser.add_argument("--color", metavar="NAME", type=_color, help=_COLOR_HELP)
    parser.add_argument(
        "--note", metavar="ID", action="append", default=[], help=tr("this note, by its id; may be repeated")
    )
    parser.add_argument(
        "--section", metavar="TEXT", default="", help=tr("in sections whose title holds TEXT")
    )
    parser.add_argument("--since", metavar="DATE", type=_date, help=tr(_SINCE))
    parser.add_argument(
        "--query", metavar="WORDS", default="", help=tr("that hold WORDS, as in `reader search`")
    )


def _date(text: str) -> str:
    from datetime import datetime

    try:
        datetime.fromisoformat(text.strip())
    except ValueError:
        from argparse import ArgumentTypeError

        raise ArgumentTypeError(tr("{text} is no date, write it as 2024-03-29", text=repr(text))) from None
    return text.strip()


def chosen(arguments: Namespace, door: Door, library: Library) -> NoteFilter:
    """Return the filter that the options of `add_filters` make."""
    return NoteFilter(
        article_ids=article_ids(door, library, arguments.articles),
        note_ids=_note_ids(door, library, arguments.note),
        tags=_tags(arguments),
        color=arguments.color or "",
        section=arguments.section,
        since=arguments.since or "",
        query=arguments.query,
    )


def _note_ids(door: Door, library: Library, references: list[str]) -> tuple[str, ...]:
    """Return the ids of the notes that are meant; says which are not there, as `article_ids` does."""
    found = []
    for reference in references:
        try:
            found.append(library.resolve_note(reference))
        except ReaderError as error:
            if len(references) == 1:
                raise
            door.out.fail(error)
    if references and not found:
        raise ReaderError(tr("none of these notes is there"), remedy=tr("`reader notes` shows what there is"))
    return tuple(dict.fromkeys(found))


def notes(parser: ArgumentParser) -> Run:
    """Prepare `reader notes`."""
    add_filters(parser)
    parser.add_argument("--json", action="store_true", help=tr("print a JSON array"))
    return _notes


def _notes(arguments: Namespace, door: Door) -> None:
    out = door.out
    with door.reading() as library:
        found = library.notes(chosen(arguments, door, library))
        if arguments.json:
            from reader.exporting.json import export
            from reader.exporting.registry import ExportOptions

            for chunk in export(found, library.article_row, ExportOptions()):
                out.write(chunk)
            return
        titles: dict[str, str] = {}
        for each in found:
            if each.article_id not in titles:
                titles[each.article_id] = library.article_row(each.article_id).title
            place = " › ".join((titles[each.article_id], *each.section_path))
            quote = f"“{_line(each.passage.quote)}”" if each.passage else ""
            tags = " ".join(f"#{_line(tag)}" for tag in each.tags)
            out.row(each.id[-8:], each.color, _line(place), quote, _line(each.body), tags)


def _line(text: str) -> str:
    return " ".join(text.split())
