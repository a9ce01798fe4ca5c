"""The table of commands, and what else a start without a command needs: cheap, for the window's sake."""

from __future__ import annotations

from pathlib import Path

from reader.home import default_folder
from reader.translation import mark, tr


class UsageError(Exception):
    """The command line asks for something that there is not."""


class Command:
    """A command; `loader` is the `"module:function"` here that adds its options and returns what runs it."""

    # No NamedTuple: making one costs more than all the rest of this module.
    def __init__(self, name: str, summary: str, loader: str, examples: tuple[str, ...]) -> None:
        self.name = name
        self.summary = summary
        self.loader = loader
        self.examples = examples


COMMANDS = (
    Command(
        "import",
        mark("import files and folders, of texts or notes, or from standard input (-)"),
        "adding:import_",
        (
            "reader import briefing.txt",
            "reader import ~/briefings --json",
            "pbpaste | reader import -",
            'reader import "My Clippings.txt"',
        ),
    ),
    Command(
        "list",
        mark("list the articles of the library, or of the bin"),
        "reading:list_",
        ("reader list", "reader list --json | jq -r '.[].title'"),
    ),
    Command(
        "show",
        mark("print an article as plain text, or its sections"),
        "reading:show",
        ("reader show 1f0c2d3e", "reader show 'court order' --outline"),
    ),
    Command(
        "note",
        mark("make a note on a passage, a section or a whole article"),
        "noting:note",
        (
            "reader note 1f0c2d3e --quote 'more land crossings' --body 'Which ones?' --color pink",
            "reader note briefing.txt --section 'Boats and Patience' --tag canal --body - < thoughts.md",
        ),
    ),
    Command(
        "notes",
        mark("print notes in reading order"),
        "noting:notes",
        ("reader notes --tag diplomacy", "reader notes --since 2024-03-28 --json"),
    ),
    Command(
        "export",
        mark("write notes to a file, a folder or standard output"),
        "exporting:export",
        (
            "reader export --format markdown -o notes.md",
            "reader export --format markdown -o notes/    (a file an article)",
            "reader export --format json 1f0c2d3e",
            "reader export --format markdown --since-last >> diary.md",
        ),
    ),
    Command(
        "search",
        mark("search articles and notes, best first"),
        "finding:search",
        ("reader search 'land crossings'", "reader search 'tag:law has:note' --in notes"),
    ),
    Command(
        "delete", mark("put articles or notes into the bin"), "binning:delete", ("reader delete 1f0c2d3e",)
    ),
    Command(
        "restore",
        mark("take articles or notes out of the bin, or bring back a backup"),
        "binning:restore",
        ("reader restore 1f0c2d3e", "reader restore --from library-backup.sqlite3"),
    ),
    Command(
        "backup",
        mark("make a consistent copy of the library, also while a window is open"),
        "care:backup",
        ("reader backup", "reader backup ~/library.sqlite3"),
    ),
    Command(
        "check",
        mark("check that the library is whole, or mend it"),
        "care:check",
        ("reader check", "reader check --repair"),
    ),
    Command(
        "desktop",
        mark("add Reader to the applications menu, or take it out"),
        "menu:desktop",
        ("reader desktop install", "reader desktop remove", "sudo reader desktop install --system"),
    ),
)


def find(name: str) -> Command | None:
    """Return the command called `name`."""
    return next((command for command in COMMANDS if command.name == name), None)


def home_folder(named: str | None) -> Path:
    """Return the folder that `--home` names, or the usual one."""
    if named is None:
        return sqlite_path(default_folder())
    if not named:
        raise UsageError(tr("--home: name a folder"))
    return sqlite_path(Path(named).expanduser().absolute())


def sqlite_path(path: Path) -> Path:
    """Return `path`; ReaderError where it is no text, since SQLite takes no other."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        from reader.errors import ReaderError

        raise ReaderError(tr("this name is not UTF-8"), str(path), tr("choose another")) from None
    return path


def overview() -> str:
    """Return the help on the whole program."""
    width = max(len(command.name) for command in COMMANDS)
    lines = [f"  {command.name:<{width}}  {tr(command.summary)}" for command in COMMANDS]
    return tr(_OVERVIEW, commands="\n".join(lines))


# Translators: what is in capitals stays, or is translated wherever it stands.
_OVERVIEW = mark("""\
usage: reader [--home DIR] [FILE…] [--search [WORDS…]]
       reader [--home DIR] COMMAND …

Read long articles closely, note passages, take the notes along. Without a command the window opens,
with FILE or with what was read last. A file that is named like a command is ./list.

commands:
{commands}

options:
  --home DIR          the home to use instead of the usual one (or READER_HOME)
  --search [WORDS…]   open the search of the whole library, for all the words that follow
  --version           print the version
  --help              print this; after a command: help on it

examples:
  reader briefing.txt
  reader --search land crossings
  reader import ~/briefings
  reader note 'court order' --quote 'more land crossings' --body 'Which ones?'
  reader export --format markdown -o notes.md
""")


def suggestion(word: str) -> str | None:
    """Return the command that `word` may have been meant for."""
    from difflib import get_close_matches

    names = [command.name for command in COMMANDS]
    return next(iter(get_close_matches(word.lower(), names, 1)), None)
