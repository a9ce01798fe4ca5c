"""Exports of one window: the dialog and what it chose, kept so that it can be repeated without asking."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from reader.domain.notes import NoteFilter
from reader.errors import ReaderError
from reader.translation import tr

if TYPE_CHECKING:
    from reader.jobs.exports import Report
    from reader.library.library import Library
    from reader.window.context import Context
    from reader.window.panels.export import ExportChoice, ExportDialog

_SECTION = "export"
Result = TypeVar("Result")


class Exporting(QObject):
    """Opens the dialog, previews, writes; remembers the last choice in the settings."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._asked = 0

    @property
    def has_exported(self) -> bool:
        """Whether there is an export to repeat."""
        return bool(self._context.session.settings.get(_SECTION, "target", ""))

    def open(self, dialog: ExportDialog) -> None:
        """Show the dialog with the last choice, for what is open now."""
        from reader.window.panels.export import Scope

        self._context.window.save_now()
        article, current = self._context.reading.article, self._context.noting.current
        scopes = []
        if article is not None:
            scopes.append(Scope("article", tr("This article")))
            if self._context.reading.section_path:
                scopes.append(Scope("section", tr("This section")))
        if current is not None:
            scopes.append(Scope("note", tr("This note")))
        scopes.append(Scope("library", tr("The whole library")))
        choice = self._kept()
        if choice.scope not in (scope.name for scope in scopes):
            choice = choice._replace(scope=scopes[0].name)
        folder = Path(choice.target or str(Path.home() / "x")).parent
        target = str(folder / self._file_name(choice.scope, ""))
        from reader.exporting.registry import by_name

        choice = choice._replace(target=target + by_name(choice.format).suffixes[0])
        dialog.open(
            scopes,
            choice,
            preview=lambda choice: self._preview(dialog, choice),
            export=lambda choice, replace: self._export(dialog, choice, replace),
            copy=lambda choice: self._copy(dialog, choice),
            file_name=self._file_name,
        )

    def repeat(self) -> None:
        """Do the last export again, replacing its file, without asking."""
        self._context.window.save_now()
        choice = self._kept()
        self._write(choice, True, self._context.window.report)

    # What is chosen

    def _kept(self) -> ExportChoice:
        from reader.exporting.registry import FORMATS, ExportOptions
        from reader.window.panels.export import ExportChoice

        get = self._context.session.settings.get
        usual = ExportOptions()
        options = ExportOptions(
            **{name: get(_SECTION, name, getattr(usual, name)) for name in usual._fields if name != "several"}
        )
        name = get(_SECTION, "format", FORMATS[0].name)
        if name not in {each.name for each in FORMATS}:
            name = FORMATS[0].name
        return ExportChoice(get(_SECTION, "scope", "article"), name, options, get(_SECTION, "target", ""))

    def _keep(self, choice: ExportChoice) -> None:
        settings = self._context.session.settings
        for name in ("scope", "format", "target"):
            settings.set(_SECTION, name, getattr(choice, name))
        for name, value in choice.options._asdict().items():
            if name != "several":
                settings.set(_SECTION, name, value)
        try:
            self._context.session.save_settings()
        except ReaderError as error:
            self._context.window.report(error)

    def _chosen(self, scope: str) -> NoteFilter:
        reading, current = self._context.reading, self._context.noting.current
        article = (reading.article.id,) if reading.article is not None else ()
        if scope == "note" and current is not None:
            return NoteFilter(note_ids=(current.id,))
        if scope == "section":
            path = reading.section_path
            notes = self._context.noting.notes
            ids = tuple(note.id for note in notes if note.section_path[: len(path)] == path)
            return NoteFilter(article_ids=article, note_ids=ids or ("none",))
        return NoteFilter(article_ids=article if scope != "library" else ())

    def _file_name(self, scope: str, suffix: str) -> str:
        from reader.exporting.file_names import safe_name

        article = self._context.reading.article
        return (
            safe_name(article.title if article is not None and scope != "library" else tr("Notes")) + suffix
        )

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

    def _preview(self, dialog: ExportDialog, choice: ExportChoice) -> None:
        from reader.exporting.registry import by_name
        from reader.jobs.exports import count, preview

        chosen, format, options = self._chosen(choice.scope), by_name(choice.format), choice.options
        self._asked += 1
        number = self._asked

        def task(library: Library) -> tuple[str, str]:
            return preview(library, chosen, format, options), str(count(library, chosen, format, options))

        def done(answer: tuple[str, str]) -> None:
            if number == self._asked:  # a later choice asked for another
                dialog.show_preview(*answer)

        self._read(task, done)

    def _copy(self, dialog: ExportDialog, choice: ExportChoice) -> None:
        from io import StringIO

        from reader.exporting.registry import by_name
        from reader.jobs.exports import export

        chosen, format, options = self._chosen(choice.scope), by_name(choice.format), choice.options
        if format.is_binary:
            dialog.say(tr("{format} is no text to copy: export it to a file.", format=tr(format.title)))
            return

        def task(library: Library) -> tuple[str, Report]:
            text = StringIO()
            report = export(library, chosen, format, options, text)
            return text.getvalue(), report

        def done(answer: tuple[str, Report]) -> None:
            QGuiApplication.clipboard().setText(answer[0])
            dialog.close_panel()
            self._context.window.say(tr("Copied {what}.", what=answer[1]))

        self._read(task, done)

    def _export(self, dialog: ExportDialog, choice: ExportChoice, replace: bool) -> None:
        target = Path(choice.target).expanduser()
        if not choice.target:
            dialog.say(tr("Name a file to export to."))
            return
        if target.is_file() and not replace:
            dialog.ask_to_replace(target)
            return
        self._keep(choice)
        self._write(choice, replace, lambda error: dialog.say(str(error)), dialog.close_panel)

    def _write(
        self,
        choice: ExportChoice,
        replace: bool,
        failed: Callable[[Exception], None],
        done: Callable[[], None] = lambda: None,
    ) -> None:
        from reader.exporting.registry import by_name
        from reader.jobs.exports import export

        chosen, format, options = self._chosen(choice.scope), by_name(choice.format), choice.options
        target = Path(choice.target).expanduser()

        def said(report: Report) -> None:
            done()
            problems = "".join(f" {error}." for error in report.errors)
            self._context.window.say(
                tr("Exported {what} to {target}.", what=report, target=target) + problems
            )

        self._read(
            lambda library: export(library, chosen, format, options, target, force=replace), said, failed
        )
