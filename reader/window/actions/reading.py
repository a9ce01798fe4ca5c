"""Moving the reading cursor, selecting, going from section to section and article to article."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.translation import mark
from reader.window.actions.row import Action, Needs, Scope

if TYPE_CHECKING:
    from reader.domain.units import Unit
    from reader.window.context import Context
    from reader.window.desk.reading.turning import Motion


def _motion(unit: Motion, direction: int) -> Callable[[Context, int], None]:
    def run(context: Context, count: int) -> None:
        context.reading.move(unit, direction * count)

    return run


def _text_object(unit: Unit) -> Callable[[Context, int], None]:
    def run(context: Context, count: int) -> None:
        context.selecting.select_unit(unit)

    return run


def select(context: Context, count: int) -> None:
    """Start selecting at the cursor; a second time, drop the selection."""
    context.selecting.start_selecting()


def select_sentence(context: Context, count: int) -> None:
    """Select the sentence at the cursor; again: one more."""
    for _ in range(count):
        context.selecting.select_sentence()


def select_all(context: Context, count: int) -> None:
    """Select the whole article."""
    context.selecting.select_all()


def swap_ends(context: Context, count: int) -> None:
    """Move the other end of the selection from now on."""
    context.selecting.swap_ends()


def labels(context: Context, count: int) -> None:
    """Put a letter on each link and note in sight (on each sentence, while selecting)."""
    context.following.show_labels()


def escape(context: Context, count: int) -> None:
    """Drop what is under way: labels, selection, find marks, a panel."""
    context.window.escape()


def next_article(context: Context, count: int) -> None:
    """Show the next article of the tree."""
    context.reading.step_article(count)


def previous_article(context: Context, count: int) -> None:
    """Show the previous article of the tree."""
    context.reading.step_article(-count)


def back(context: Context, count: int) -> None:
    """Go back to where one has been."""
    context.reading.history_step(-count)


def forward(context: Context, count: int) -> None:
    """Go forward again."""
    context.reading.history_step(count)


_A, _ART = Scope.ARTICLE, Needs.ARTICLE
MOTIONS = (
    Action("paragraph.next", mark("Next paragraph"), "Go/Move", ("J",), _A, _ART, _motion("paragraph", 1)),
    Action(
        "paragraph.previous",
        mark("Previous paragraph"),
        "Go/Move",
        ("K",),
        _A,
        _ART,
        _motion("paragraph", -1),
    ),
    Action("line.next", mark("Next line"), "Go/Move", ("Down",), _A, _ART, _motion("line", 1)),
    Action("line.previous", mark("Previous line"), "Go/Move", ("Up",), _A, _ART, _motion("line", -1)),
    Action(
        "sentence.next",
        mark("Next sentence"),
        "Go/Move",
        (")", "Ctrl+Down"),
        _A,
        _ART,
        _motion("sentence", 1),
    ),
    Action(
        "sentence.previous",
        mark("Previous sentence"),
        "Go/Move",
        ("(", "Ctrl+Up"),
        _A,
        _ART,
        _motion("sentence", -1),
    ),
    Action("word.next", mark("Next word"), "Go/Move", ("W", "Ctrl+Right"), _A, _ART, _motion("word", 1)),
    Action(
        "word.previous", mark("Previous word"), "Go/Move", ("B", "Ctrl+Left"), _A, _ART, _motion("word", -1)
    ),
    Action(
        "section.next", mark("Next section"), "Go/Move", ("]", "Ctrl+PgDown"), _A, _ART, _motion("section", 1)
    ),
    Action(
        "section.previous",
        mark("Previous section"),
        "Go/Move",
        ("[", "Ctrl+PgUp"),
        _A,
        _ART,
        _motion("section", -1),
    ),
    Action(
        "article.top",
        mark("Top of the article"),
        "Go/Move",
        ("G, G", "Ctrl+Home"),
        _A,
        _ART,
        _motion("top", 1),
    ),
    Action(
        "article.bottom",
        mark("End of the article"),
        "Go/Move",
        ("Shift+G", "Ctrl+End"),
        _A,
        _ART,
        _motion("bottom", 1),
    ),
    Action("page.next", mark("A page down"), "Go/Move", ("Space", "PgDown"), _A, _ART, _motion("page", 1)),
    Action(
        "page.previous", mark("A page up"), "Go/Move", ("Shift+Space", "PgUp"), _A, _ART, _motion("page", -1)
    ),
    Action("article.next", mark("Next article"), "Go", ("Shift+J",), _A, Needs.NOTHING, next_article),
    Action(
        "article.previous", mark("Previous article"), "Go", ("Shift+K",), _A, Needs.NOTHING, previous_article
    ),
    Action("go.back", mark("Back"), "Go", ("Alt+Left",), Scope.WINDOW, Needs.BACK, back),
    Action("go.forward", mark("Forward"), "Go", ("Alt+Right",), Scope.WINDOW, Needs.FORWARD, forward),
    Action("labels.show", mark("Letters on links and notes"), "Go", ("F",), _A, _ART, labels),
)
SELECTING = (
    Action("select.start", mark("Start selecting"), "Edit/Select", ("V", "F7"), _A, _ART, select),
    Action(
        "select.sentence",
        mark("Select the sentence, then one more"),
        "Edit/Select",
        ("S",),
        _A,
        _ART,
        select_sentence,
    ),
    Action(
        "select.object-sentence",
        mark("Select just this sentence"),
        "Edit/Select",
        ("A, S",),
        _A,
        _ART,
        _text_object("sentence"),
    ),
    Action(
        "select.object-paragraph",
        mark("Select the paragraph"),
        "Edit/Select",
        ("A, P",),
        _A,
        _ART,
        _text_object("paragraph"),
    ),
    Action(
        "select.object-section",
        mark("Select the section"),
        "Edit/Select",
        ("A, ]", "A, T"),
        _A,
        _ART,
        _text_object("section"),
    ),
    Action("select.all", mark("Select everything"), "Edit/Select", ("Ctrl+A",), _A, _ART, select_all),
    Action(
        "select.swap",
        mark("Other end of the selection"),
        "Edit/Select",
        ("O",),
        _A,
        Needs.SELECTION,
        swap_ends,
    ),
    Action(
        "article.escape",
        mark("Drop selection, marks and panels"),
        "Edit/Select",
        ("Esc",),
        _A,
        Needs.NOTHING,
        escape,
    ),
)
