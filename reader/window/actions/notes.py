"""Highlighting, writing notes, editing them, going from note to note."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.domain.notes import COLORS, USUAL_COLORS
from reader.translation import mark, tr
from reader.window.actions.row import Action, Needs, Scope
from reader.window.wording import COLOR_NAMES

if TYPE_CHECKING:
    from reader.window.context import Context


def highlight(context: Context, count: int) -> None:
    """Highlight the selection, else the sentence at the cursor, in the last colour."""
    context.noting.highlight()


def _highlight_in(color: str, digit: int) -> Callable[[Context, int], None]:
    def run(context: Context, count: int) -> None:
        # A digit chooses a colour while something is selected or just after `h`; elsewhere it counts.
        if not context.noting.choose_color(color):
            context.window.counting.type_digit(digit)

    return run


def add_note(context: Context, count: int) -> None:
    """Write a note on the selection, else on the sentence at the cursor."""
    context.noting.write_note()


def add_section_note(context: Context, count: int) -> None:
    """Write a note on the whole section."""
    context.noting.write_section_note()


def add_article_note(context: Context, count: int) -> None:
    """Write a note on the whole article."""
    context.noting.write_article_note()


def edit(context: Context, count: int) -> None:
    """Edit the text of the note under the cursor."""
    context.noting.edit()


def edit_tags(context: Context, count: int) -> None:
    """Edit the tags of the note under the cursor."""
    context.noting.edit_tags()


def remove(context: Context, count: int) -> None:
    """Move the note under the cursor to the bin."""
    context.noting.remove()


def next_note(context: Context, count: int) -> None:
    """Go to the next note."""
    context.noting.step(count)


def previous_note(context: Context, count: int) -> None:
    """Go to the previous note."""
    context.noting.step(-count)


def cycle(context: Context, count: int) -> None:
    """Choose the next of the notes that overlap here."""
    context.noting.cycle()


def reanchor(context: Context, count: int) -> None:
    """Give the current note the selection as its passage."""
    context.noting.reanchor()


def enter_note(context: Context, count: int) -> None:
    """Go to the note of the passage under the cursor."""
    context.noting.focus_card()


def _named(color: str) -> Callable[[], str]:
    def title() -> str:
        name = COLORS[color]
        if name == USUAL_COLORS[color]:
            return ""
        return tr("Highlight as “{name}” ({color})", name=name, color=tr(COLOR_NAMES[color]))

    return title


_A = Scope.ARTICLE
_COLORS = {  # with what each of COLORS means
    "yellow": mark("Highlight as mark (yellow)"),
    "green": mark("Highlight as agree (green)"),
    "blue": mark("Highlight as fact (blue)"),
    "pink": mark("Highlight as question (pink)"),
    "violet": mark("Highlight as quote (violet)"),
}
NOTES = (
    Action("note.highlight", mark("Highlight"), "Note", ("H", "Ctrl+H"), _A, Needs.ARTICLE, highlight),
    *(
        Action(
            f"note.highlight-{name}",
            _COLORS[name],
            "Note/Colour",
            (str(digit),),
            _A,
            Needs.ARTICLE,
            _highlight_in(name, digit),
            _named(name),
        )
        for digit, name in enumerate(COLORS, 1)
    ),
    Action("note.add", mark("Note on the passage"), "Note", ("N", "Ctrl+M"), _A, Needs.ARTICLE, add_note),
    Action(
        "note.add-section",
        mark("Note on the whole section"),
        "Note",
        ("Shift+N",),
        _A,
        Needs.ARTICLE,
        add_section_note,
    ),
    Action(
        "note.add-article",
        mark("Note on the whole article"),
        "Note",
        ("Ctrl+Alt+N",),
        Scope.WINDOW,
        Needs.ARTICLE,
        add_article_note,
    ),
    Action("note.edit", mark("Edit the note"), "Note", ("E",), _A, Needs.NOTE, edit),
    Action("note.tags", mark("Tags…"), "Note", ("T",), _A, Needs.NOTE, edit_tags),
    Action("note.remove", mark("Remove the note"), "Note", ("Delete",), _A, Needs.NOTE, remove),
    Action(
        "note.reanchor", mark("Give the note this passage"), "Note", ("R",), _A, Needs.SELECTION, reanchor
    ),
    Action("note.next", mark("Next note"), "Note", (".", "F8"), _A, Needs.ARTICLE, next_note),
    Action(
        "note.previous", mark("Previous note"), "Note", (",", "Shift+F8"), _A, Needs.ARTICLE, previous_note
    ),
    Action("note.cycle", mark("Next note on this passage"), "Note", ("C",), _A, Needs.NOTE, cycle),
    Action("note.enter", mark("Go to the note's card"), "Note", ("Return",), _A, Needs.NOTE, enter_note),
)
