"""`desktop install` and `desktop remove`: the menu entry of this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import tr

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from reader.commands.cli import Door, Run


def desktop(parser: ArgumentParser) -> Run:
    """Prepare `reader desktop`."""
    parser.description = (
        "Add this Reader to the applications menu, with icons, file types and reader:// links; a second "
        "install repairs the entry. No type is taken from the program that has it now."
    )
    parser.add_argument("act", metavar="install|remove", choices=("install", "remove"), help=tr("what to do"))
    parser.add_argument("--system", action="store_true", help=tr("for all users, in /usr/local/share"))
    return _desktop


def _desktop(arguments: Namespace, door: Door) -> None:
    from reader.jobs import menu_entry

    if arguments.act == "install":
        door.out.row(str(menu_entry.add(door.home, system=arguments.system)))
        command = "reader desktop remove" + " --system" * arguments.system
        said = tr("Reader is in the applications menu; `{command}` takes it out again", command=command)
        door.out.say(said)
    elif menu_entry.take_out(system=arguments.system):
        door.out.say(tr("Reader is no longer in the applications menu"))
    else:
        door.out.say(tr("there is no menu entry to remove"))
    if arguments.act == "remove" and not menu_entry.is_wanting():
        door.out.say(
            tr(
                "another entry is left: for all users `reader desktop remove --system` removes it,"
                " or its package"
            )
        )
