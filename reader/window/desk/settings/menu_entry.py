"""Reader in the applications menu, asked for in the window; offered there once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.translation import tr

if TYPE_CHECKING:
    from pathlib import Path

    from reader.window.context import Context


def add(context: Context) -> None:
    """Add this Reader to the applications menu, beside the GUI thread."""

    def job() -> Path:
        from reader.jobs import menu_entry

        return menu_entry.add(context.session.home)

    def done(_: Path) -> None:
        context.window.say(
            tr("Reader is in the applications menu."), tr("Take it out"), lambda: take_out(context)
        )

    context.deliver(context.session.pool.job(job), done)


def take_out(context: Context) -> None:
    """Take Reader out of the applications menu."""

    def job() -> bool:
        from reader.jobs import menu_entry

        return menu_entry.take_out()

    def done(was_there: bool) -> None:
        context.window.say(
            tr("Reader is no longer in the applications menu.")
            if was_there
            else tr("You have no menu entry of your own to take out.")
        )

    context.deliver(context.session.pool.job(job), done)


def offer(context: Context) -> None:
    """Offer it in the line at the foot, once in the life of a home, where there is no entry yet."""
    settings = context.session.settings
    if settings.get("desktop", "offered", False):
        return
    settings.set("desktop", "offered", True)

    def job() -> bool:
        from reader.jobs import menu_entry

        return menu_entry.is_wanting()

    def done(is_wanting: bool) -> None:
        if is_wanting:
            context.window.say(
                tr("Reader can be in the applications menu, and open files and links from there."),
                tr("Add it"),
                lambda: add(context),
            )

    context.deliver(context.session.pool.job(job), done)
