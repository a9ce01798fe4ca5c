"""Opening, naming, removing articles; exports; undo; the ends of window and program."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from reader.translation import mark
from reader.window.actions.row import Action, Needs, Scope

if TYPE_CHECKING:
    from reader.window.context import Context


def open_files(context: Context, count: int) -> None:
    """Choose files to import."""
    context.filing.choose_files()


def open_folder(context: Context, count: int) -> None:
    """Choose a folder to import all that is good in it."""
    context.filing.choose_folder()


def open_recent(context: Context, count: int) -> None:
    """Choose among the files that were opened last."""
    context.panels.open_recent()


def paste(context: Context, count: int) -> None:
    """Make an article of the text on the clipboard, or open the files and links there."""
    context.window.arrivals.paste()


def rename(context: Context, count: int) -> None:
    """Give the article another title."""
    context.filing.rename()


def properties(context: Context, count: int) -> None:
    """Correct title, date, byline and publisher by hand."""
    context.filing.properties()


def delete_article(context: Context, count: int) -> None:
    """Move the article with its notes to the bin."""
    context.filing.delete_article()


def show_bin(context: Context, count: int) -> None:
    """Show what lies in the bin."""
    context.panels.open_bin()


def export(context: Context, count: int) -> None:
    """Choose what to export, how and where to."""
    context.panels.open_export()


def export_again(context: Context, count: int) -> None:
    """Repeat the last export without asking."""
    context.exporting.repeat()


def change_formats(context: Context, count: int) -> None:
    """Open the folder of one's own export formats, with the shipped ones to start from."""
    context.exporting.change_formats()


def keep_vault(context: Context, count: int) -> None:
    """Choose a folder that is kept up to date with the notes."""
    context.vaulting.choose()


def export_to_vault(context: Context, count: int) -> None:
    """Write what has changed into that folder at once."""
    context.vaulting.export_now()


def stop_vault(context: Context, count: int) -> None:
    """Leave that folder as it is from now on."""
    context.vaulting.stop()


def undo(context: Context, count: int) -> None:
    """Undo the last change of notes or articles."""
    context.filing.undo()


def redo(context: Context, count: int) -> None:
    """Redo what was undone."""
    context.filing.redo()


def copy(context: Context, count: int) -> None:
    """Copy the selection."""
    context.selecting.copy()


def copy_with_source(context: Context, count: int) -> None:
    """Copy the selection, else the sentence, with where it stands."""
    context.selecting.copy_with_source()


def copy_citation(context: Context, count: int) -> None:
    """Copy the selection, else the sentence, as a citation in the style that was used last."""
    context.citing.copy()


def _cite_in(style: str) -> Callable[[Context, int], None]:
    def run(context: Context, count: int) -> None:
        context.citing.copy(style)

    return run


def copy_link(context: Context, count: int) -> None:
    """Copy the link of the note, section or article under the cursor."""
    context.noting.copy_link()


def add_to_menu(context: Context, count: int) -> None:
    """Add this Reader to the desktop's menu, with file types and links."""
    from reader.window.desk.settings.menu_entry import add

    add(context)


def take_out_of_menu(context: Context, count: int) -> None:
    """Take Reader out of the desktop's menu again."""
    from reader.window.desk.settings.menu_entry import take_out

    take_out(context)


def print_article(context: Context, count: int) -> None:
    """Print the article, with its marks or without."""
    context.printing.open()


def preview_print(context: Context, count: int) -> None:
    """Show what would be printed."""
    context.printing.preview()


def new_window(context: Context, count: int) -> None:
    """Open another window on the same library."""
    context.window.new_window()


def close_window(context: Context, count: int) -> None:
    """Close this window."""
    context.window.close()


def quit_program(context: Context, count: int) -> None:
    """Close all windows."""
    context.window.quit()


_W, _ART = Scope.WINDOW, Needs.ARTICLE
FILE = (
    Action("file.open", mark("Open…"), "File", ("Ctrl+O",), _W, Needs.NOTHING, open_files),
    Action(
        "file.open-folder",
        mark("Import a folder…"),
        "File",
        ("Ctrl+Shift+O",),
        _W,
        Needs.NOTHING,
        open_folder,
    ),
    Action("file.open-recent", mark("Open recent…"), "File", ("Ctrl+Alt+O",), _W, Needs.NOTHING, open_recent),
    Action("file.paste", mark("Paste as a new article"), "File", ("Ctrl+V",), _W, Needs.NOTHING, paste),
    Action("article.rename", mark("Rename…"), "File", ("F2",), _W, _ART, rename),
    Action("article.properties", mark("Properties…"), "File", ("Alt+Return",), _W, _ART, properties),
    Action(
        "article.delete",
        mark("Move the article to the bin"),
        "File",
        ("Ctrl+Shift+D",),
        _W,
        _ART,
        delete_article,
    ),
    Action("notes.export", mark("Export notes…"), "File", ("Ctrl+E",), _W, Needs.NOTHING, export),
    Action(
        "notes.export-again", mark("Export again"), "File", ("Ctrl+Shift+E",), _W, Needs.EXPORT, export_again
    ),
    Action(
        "notes.export-formats",
        mark("Change the export formats…"),
        "File",
        ("Ctrl+Alt+E",),
        _W,
        Needs.NOTHING,
        change_formats,
    ),
    Action(
        "vault.keep", mark("Keep a vault up to date…"), "File", ("Ctrl+Alt+F",), _W, Needs.NOTHING, keep_vault
    ),
    Action(
        "vault.export",
        mark("Export to the vault now"),
        "File",
        ("Ctrl+Alt+V",),
        _W,
        Needs.VAULT,
        export_to_vault,
    ),
    Action(
        "vault.stop",
        mark("Keep the vault up to date no longer"),
        "File",
        ("Ctrl+Alt+Shift+V",),
        _W,
        Needs.VAULT,
        stop_vault,
    ),
    Action(
        "desktop.add",
        mark("Add Reader to the applications menu"),
        "File",
        ("Ctrl+Alt+A",),
        _W,
        Needs.NOTHING,
        add_to_menu,
    ),
    Action(
        "desktop.remove",
        mark("Remove Reader from the applications menu"),
        "File",
        ("Ctrl+Alt+Shift+A",),
        _W,
        Needs.NOTHING,
        take_out_of_menu,
    ),
    Action("article.print", mark("Print…"), "File", ("Ctrl+P",), _W, _ART, print_article),
    Action("article.print-preview", mark("Print preview"), "File", ("Ctrl+Alt+P",), _W, _ART, preview_print),
    Action("window.new", mark("New window"), "File", ("Ctrl+Shift+N",), _W, Needs.NOTHING, new_window),
    Action("window.close", mark("Close the window"), "File", ("Ctrl+W",), _W, Needs.NOTHING, close_window),
    Action("app.quit", mark("Quit"), "File", ("Ctrl+Q",), _W, Needs.NOTHING, quit_program),
)
EDIT = (
    Action("edit.undo", mark("Undo"), "Edit", ("Ctrl+Z",), _W, Needs.NOTHING, undo),
    Action("edit.redo", mark("Redo"), "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), _W, Needs.NOTHING, redo),
    Action("edit.copy", mark("Copy"), "Edit", ("Ctrl+C",), Scope.ARTICLE, Needs.SELECTION, copy),
    Action(
        "edit.copy-with-source",
        mark("Copy with its source"),
        "Edit",
        ("Y",),
        Scope.ARTICLE,
        _ART,
        copy_with_source,
    ),
    Action(
        "edit.copy-link", mark("Copy the link to this place"), "Edit", ("Ctrl+Alt+C",), _W, _ART, copy_link
    ),
)
CITATION = (
    Action(
        "edit.copy-citation",
        mark("Copy as citation"),
        "Edit",
        ("Shift+Y",),
        Scope.ARTICLE,
        _ART,
        copy_citation,
    ),
    *(
        Action(f"edit.copy-citation-{name}", title, "Edit/Citation", (keys,), _W, _ART, _cite_in(name))
        for name, keys, title in (
            ("apa", "Ctrl+Alt+Shift+P", mark("Copy as citation in APA")),
            ("mla", "Ctrl+Alt+Shift+M", mark("Copy as citation in MLA")),
            ("chicago-author-date", "Ctrl+Alt+Shift+C", mark("Copy as citation in Chicago, author and date")),
            ("chicago-notes", "Ctrl+Alt+Shift+N", mark("Copy as citation in Chicago, notes")),
        )
    ),
)
BIN = (Action("go.bin", mark("Bin"), "Go", ("Ctrl+Shift+B",), _W, Needs.NOTHING, show_bin),)
