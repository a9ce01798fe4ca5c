"""Articles into the library, named, corrected, out of it; undo; the last export again."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from reader.translation import digits, tr
from reader.window.desk.files.importing import ImportSummary, Writer

if TYPE_CHECKING:
    from reader.library.articles import Stored
    from reader.window.context import Context


class Filing(QObject):
    """What goes into the library and out of it, for one window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._cancelled = False

    # Opening

    def choose_files(self) -> None:
        """Ask for files, then import them."""
        dialog = QFileDialog(self._context.window, tr("Open"), self._last_folder())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [
                f"{tr('Texts and notes')} (*.txt *.text *.md *.markdown *.mdown *.json *.jsonl *.jsonld)",
                f"{tr('All files')} (*)",
            ]
        )
        self._open_dialog(dialog)

    def choose_folder(self) -> None:
        """Ask for a folder, then import all that is good in it."""
        dialog = QFileDialog(self._context.window, tr("Import a folder"), self._last_folder())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._open_dialog(dialog)

    def _open_dialog(self, dialog: QFileDialog) -> None:
        dialog.filesSelected.connect(self.import_files)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _last_folder(self) -> str:
        return self._context.session.settings.get("window", "folder", str(Path.home()))

    def import_files(self, paths: Iterable[str]) -> None:
        """Import files and folders beside the GUI thread; then show the last article."""
        from reader.jobs.imports import import_paths

        chosen = [os.path.abspath(path) for path in paths]
        if not chosen:
            return
        context = self._context
        context.session.settings.set("window", "folder", os.path.dirname(chosen[-1]))
        self._cancelled = False
        pool, bridge = context.session.pool, context.session.bridge

        def progress(done: int, total: int) -> None:
            if total > 1:
                bridge.call(lambda: self._show_progress(done, total))

        def job() -> ImportSummary:
            summary = ImportSummary()
            outcomes = import_paths(
                Writer(pool),
                [Path(path) for path in chosen],
                progress=progress,
                cancelled=lambda: self._cancelled or pool.is_ending,
            )
            for outcome in outcomes:
                summary.add(outcome)
            return summary

        context.deliver(pool.job(job), self._imported)

    def _show_progress(self, done: int, total: int) -> None:
        window = self._context.window
        if window.is_open:
            window.line.show_progress(
                tr("Importing, {done} of {total}", done=digits(done), total=digits(total)),
                done,
                total,
                self.cancel,
            )

    def _imported(self, summary: ImportSummary) -> None:
        from reader.window.desk.files.recent import remember

        if summary.notes:
            self._context.window.say(str(summary), tr("Undo"), self.undo)
        else:
            self._context.window.say(str(summary))
        remember(self._context, summary.files)
        reading = self._context.reading
        shown = summary.articles[-1:] or summary.noted[-1:]
        if not summary.articles and reading.article is not None and reading.article.id in summary.noted:
            shown = []  # it has got notes itself
        if shown:
            reading.show(shown[0])
            reading.focus()

    def cancel(self) -> None:
        """Stop the import after the article that is under way; of a file of notes nothing is kept."""
        self._cancelled = True

    def import_text(self, text: str) -> None:
        """Make an article, or notes, of pasted or dropped text."""
        from reader.jobs.imports import import_data

        pool = self._context.session.pool

        def job() -> ImportSummary:
            summary = ImportSummary()
            summary.add(import_data(Writer(pool), text.encode("utf-8", errors="replace")))
            return summary

        self._context.deliver(pool.job(job), self._imported)

    # Naming and removing

    def rename(self) -> None:
        """Ask for another title."""
        self.properties("title")

    def properties(self, focus: str = "") -> None:
        """Show what is known of the article, to be corrected by hand."""
        article = self._context.reading.article
        if article is not None:
            self._context.panels.open_properties(article, focus)

    def correct(self, article_id: str, values: dict[str, str]) -> None:
        """Keep what was corrected by hand; later imports do not change it."""
        self._context.write(lambda library: library.correct(article_id, **values))

    def delete_article(self, article_id: str = "") -> None:
        """Move an article (the shown one) with its notes to the bin; the line offers Undo."""
        reading = self._context.reading
        article_id = article_id or (reading.article.id if reading.article else "")
        if not article_id:
            return
        title = self._context.session.library.article_row(article_id).title
        if reading.article is not None and reading.article.id == article_id:
            reading.step_article(1, wrap=True, without=article_id)
        self._context.write(lambda library: library.delete([article_id]))
        self._context.window.say(
            tr("“{title}” and its notes are in the bin.", title=title), tr("Undo"), self.undo
        )

    def restore(self, item_id: str) -> None:
        """Bring an article or a note back from the bin."""
        self._context.write(lambda library: library.restore([item_id]))
        self._context.window.say(tr("Restored."))

    # Undo

    def undo(self) -> None:
        """Undo the last change that this program made."""
        self._context.window.save_now()
        self._undo("undo", tr("There is nothing to undo."))

    def redo(self) -> None:
        """Redo what was undone last."""
        self._undo("redo", tr("There is nothing to redo."))

    def _undo(self, verb: str, nothing: str) -> None:
        def done(what: str | None) -> None:
            if what is None:
                said = nothing
            elif verb == "undo":
                said = tr("Undone: {change}.", change=tr(what))
            else:
                said = tr("Redone: {change}.", change=tr(what))
            self._context.window.say(said)

        self._context.write(
            lambda library: library.undo() if verb == "undo" else library.redo(),
            done,
        )

    def show_guide(self) -> None:
        """Show the user's guide, imported anew where it is in the bin or gone."""
        from reader.bundled import resources
        from reader.importing.registry import parse

        name = "users-guide.md"
        data = (resources() / "articles" / name).read_bytes()

        def done(stored: Stored) -> None:
            self._context.reading.show(stored.row.id)

        self._context.write(lambda library: library.store(parse(data, name)), done)
