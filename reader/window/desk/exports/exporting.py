"""Exports of one window: the dialog and what it chose, kept so that it can be repeated without asking."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader.errors import ReaderError
from reader.translation import tr

if TYPE_CHECKING:
    from reader.exporting.registry import ExportFormat
    from reader.jobs.export_requests import Done, Recipe, Request
    from reader.jobs.exports import Report
    from reader.library.library import Library
    from reader.window.context import Context
    from reader.window.desk.exports.scopes import Scopes
    from reader.window.panels.export import ExportChoice, ExportDialog

Result = TypeVar("Result")
_ERRORS = 3  # that are said in the dialog


class Exporting(QObject):
    """Opens the dialog, previews, writes; remembers the last choice in the settings."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._settings = context.session.settings
        self._asked = 0

    @property
    def has_exported(self) -> bool:
        """Whether there is an export to repeat."""
        from reader.window.desk.exports.memory import has_exported

        return has_exported(self._settings)

    @property
    def formats(self) -> Sequence[ExportFormat]:
        """The formats that there are to choose from."""
        from reader.exporting.templating.own_formats import formats

        return formats(self._context.session.home.templates)

    def change_formats(self) -> None:
        """Open the folder of a person's own formats in the file manager; say where it is if there is none."""
        from PySide6.QtCore import QUrl
        from PySide6.QtGui import QDesktopServices

        from reader.exporting.templating.own_formats import lay_out

        folder = self._context.session.home.templates
        try:
            lay_out(folder)
        except ReaderError as error:
            self._context.window.report(error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            self._context.window.say(tr("The export formats are in {folder}", folder=folder))

    def open(self, dialog: ExportDialog, *, searched: str = "", for_vault: bool = False) -> None:
        """Show the dialog with the last choice, for what is open now; or ready to keep a vault up to date.

        `searched` are the words of the library's search where that was open.
        """
        from reader.jobs.export_requests import ARTICLE, FILE, FOLDER, LIBRARY, SELECTED
        from reader.window.desk.exports.memory import kept_choice, kept_folder
        from reader.window.desk.exports.scopes import Scopes
        from reader.window.panels.export import Scope

        self._context.window.save_now()
        scopes = Scopes(self._context, searched)
        dialog.set_formats(self.formats)
        choice = kept_choice(self._settings, [each.name for each in self.formats])
        if for_vault:
            choice = choice._replace(scope=LIBRARY, format="obsidian", to=FOLDER)
        elif scopes.has_selected:
            choice = choice._replace(scope=SELECTED)
        elif choice.scope not in scopes.titles:
            choice = choice._replace(scope=ARTICLE if ARTICLE in scopes.titles else LIBRARY)
        if choice.to not in (FILE, FOLDER):
            choice = choice._replace(to=FILE)
        kept = _short(str(self._context.session.vault.folder or ""))
        documents = _documents()
        usual = f"{documents}/{tr('Notes')}"
        vault = (for_vault and kept) or kept_folder(self._settings, is_vault=True) or kept or usual
        dialog.open(
            [Scope(name, title) for name, title in scopes.titles.items()],
            choice._replace(target=choice.target or f"{documents}/x", keeps=for_vault),
            (kept_folder(self._settings, is_vault=False) or usual, vault),
            kept,
            preview=lambda choice: self._preview(dialog, scopes, choice),
            export=lambda choice, replace: self._export(dialog, scopes, choice, replace),
            copy=lambda choice: self._copy(dialog, scopes, choice),
            file_name=scopes.file_name,
        )
        self._read(scopes.counts, dialog.show_counts)

    def repeat(self) -> None:
        """Do the last export again, of the same, replacing its file, without asking."""
        from reader.jobs.export_requests import SINCE
        from reader.window.desk.exports.memory import kept_choice, kept_folder, kept_recipe
        from reader.window.desk.exports.scopes import Scopes

        self._context.window.save_now()
        choice = kept_choice(self._settings, [each.name for each in self.formats])
        recipe = kept_recipe(self._settings)
        if choice.to == "folder":
            is_vault = choice.format in (each.name for each in self.formats if each.inside)
            choice = choice._replace(target=kept_folder(self._settings, is_vault=is_vault))
        try:
            request = self._request(choice, recipe)
        except ReaderError as error:
            self._context.window.report(error)
            return
        is_new = recipe.scope == SINCE and request.path is not None and not request.is_folder
        if is_new:  # what was new the last time is in a file of its own
            assert request.path is not None
            stem, suffix = Scopes(self._context).file_name(SINCE, ""), request.format.suffixes[0]
            request = request._replace(path=_free(request.path.parent, stem, suffix))

        def task(library: Library) -> Done:
            recipe.check(library)
            return request.export(library, force=not is_new)

        self._read(task, lambda done: self._done(request, done))

    # What is chosen

    def _request(self, choice: ExportChoice, recipe: Recipe) -> Request:
        """Return what is to be done; ReaderError where the path is none."""
        from reader.jobs.export_requests import FILE, FOLDER, Request

        path = None
        if choice.to in (FILE, FOLDER):
            if not choice.target:
                what = tr("name a file to export to") if choice.to == FILE else tr("name a folder")
                raise ReaderError(what)
            try:
                path = Path.home() / Path(choice.target).expanduser()  # where that is relative
            except RuntimeError:
                raise ReaderError(tr("there is no such home folder"), choice.target) from None
        format = next(each for each in self.formats if each.name == choice.format)
        return Request(recipe, format, choice.options, choice.to, path)

    def _keep(self, choice: ExportChoice, recipe: Recipe) -> None:
        from reader.window.desk.exports.memory import keep

        is_vault = any(each.inside for each in self.formats if each.name == choice.format)
        keep(self._settings, choice, recipe, is_vault=is_vault)
        try:
            self._context.session.save_settings()
        except ReaderError as error:
            self._context.window.report(error)

    # Doing it

    def _read(
        self,
        task: Callable[[Library], Result],
        done: Callable[[Result], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Run `task` on a reading thread once all is written that was typed before."""
        context = self._context
        context.write(lambda _: None, lambda _: context.read(task, done, failed))

    def _preview(self, dialog: ExportDialog, scopes: Scopes, choice: ExportChoice) -> None:
        recipe = scopes.recipes[choice.scope]
        self._asked += 1
        number = self._asked
        try:
            request = self._request(choice, recipe)
        except ReaderError:
            request = self._request(
                choice._replace(to="clipboard"), recipe
            )  # to be said when it is asked for

        def done(answer: tuple[str, Report]) -> None:
            if number == self._asked:  # else a later choice asked for another
                text, report = answer
                dialog.show_preview(text, str(report))
                dialog.show_counts({choice.scope: report.total})

        def failed(error: Exception) -> None:
            if not isinstance(error, ReaderError):
                raise error
            if number == self._asked:
                dialog.show_preview("", "")
                dialog.say(str(error))

        self._read(request.preview, done, failed)

    def _copy(self, dialog: ExportDialog, scopes: Scopes, choice: ExportChoice) -> None:
        from reader.jobs.since_last import CLIPBOARD

        recipe = scopes.recipes[choice.scope]
        choice = choice._replace(to=CLIPBOARD)
        request = self._request(choice, recipe)

        def done(result: Done) -> None:
            self._keep(choice, recipe)
            dialog.close_panel()
            self._done(request, result)

        self._read(lambda library: request.export(library, force=False), done, _sayer(dialog))

    def _export(self, dialog: ExportDialog, scopes: Scopes, choice: ExportChoice, replace: bool) -> None:
        recipe = scopes.recipes[choice.scope]
        try:
            request = self._request(choice, recipe)
        except ReaderError as error:
            dialog.say(f"{error}.")
            return
        if request.path is not None and request.path.is_file() and not replace:
            dialog.ask_to_replace(request.path)
            return
        self._keep(choice, recipe)
        dialog.say_busy()

        def done(result: Done) -> None:
            errors = result.report.errors if result.report is not None else ()
            if errors:  # there is room to say why
                said = " ".join([f"{result.report}.", *(f"{error}." for error in errors[:_ERRORS])])
                dialog.say(said)
            else:
                dialog.close_panel()
            self._keep_vault(choice, request)
            self._done(request, result)

        self._read(lambda library: request.export(library, force=replace), done, _sayer(dialog))

    def _done(self, request: Request, done: Done) -> None:
        """Say what was exported, and remember that it was."""
        say = self._context.window.say
        if done.since is not None:
            self._context.write(done.since.done)
        if done.report is None:
            say(tr("Nothing changed since the last export there: nothing was written."))
        elif request.path is None:
            QGuiApplication.clipboard().setText(done.text)
            say(tr("Copied {report}.", report=done.report))
        else:
            path = _short(str(request.path))
            text = tr("Exported {report} to {path}.", report=done.report, path=path)
            say(" ".join([text, *(f"{error}." for error in done.report.errors)]))

    def _keep_vault(self, choice: ExportChoice, request: Request) -> None:
        """Keep the folder up to date from now on, or no longer."""
        if not request.format.merger or request.path is None:
            return
        vault = self._context.session.vault
        if choice.keeps:
            vault.keep(request.path, choice.options)
        elif vault.folder == request.path:
            vault.stop()


def _documents() -> str:
    """Return the folder in which a person keeps documents."""
    from PySide6.QtCore import QStandardPaths

    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return _short(found if found and os.path.isdir(found) else str(Path.home()))


def _short(path: str) -> str:
    """Return `path` as a person writes it, with `~` for the home folder."""
    home = str(Path.home())
    return f"~{path[len(home) :]}" if path == home or path.startswith(home + os.sep) else path


def _sayer(dialog: ExportDialog) -> Callable[[Exception], None]:
    def say(error: Exception) -> None:
        if not isinstance(error, ReaderError):
            dialog.close_panel()
            raise error
        dialog.say(str(error))

    return say


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return a path in `folder` that is not taken, with a number after the name where it has to be."""
    number, free = 2, folder / f"{stem}{suffix}"
    while free.exists() or free.is_symlink():
        free = folder / f"{stem} ({number}){suffix}"
        number += 1
    return free
