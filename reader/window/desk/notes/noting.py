"""Making, colouring, editing and removing notes of the article that is shown."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reader.domain import ids
from reader.domain.notes import COLORS, DEFAULT_COLOR, Anchor, Note
from reader.errors import ReaderError
from reader.translation import tr
from reader.window.desk.notes.shown_notes import ShownNotes

if TYPE_CHECKING:
    from reader.window.context import Context


class Noting(ShownNotes):
    """Makes and changes the notes of one window."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._color = context.session.settings.get("notes", "color", DEFAULT_COLOR)
        cards = context.window.cards
        cards.edited.connect(self._edited)
        cards.editing_left.connect(self._editing_left)
        cards.edit_asked.connect(self._edit_asked)
        cards.tags_asked.connect(self._tags_asked)
        cards.remove_asked.connect(self._remove_asked)

    # What a card asks for

    def _edit_asked(self, note_id: str) -> None:
        if self.note(note_id) is None:
            self.choose(note_id)
        self._context.focusing.edit_note(note_id)

    def _tags_asked(self, note_id: str) -> None:
        self._set_current(self.note(note_id) or self._turn_to(note_id))
        self.edit_tags()

    def _remove_asked(self, note_id: str) -> None:
        self._set_current(self.note(note_id) or self._turn_to(note_id))
        self.remove()

    # Making notes

    def highlight(self, color: str = "") -> None:
        """Mark the selection, else the sentence at the cursor; the same passage is not marked twice."""
        passage = self._context.selecting.passage()
        if passage is None:
            return
        color = self._use(color)
        note = self._note_on(passage)
        if note is None:
            note = self._add(passage, color)
        elif note.color != color:
            self._edit(note, color=color)
        self._leave_at(passage)
        self._set_current(self.note(note.id))
        self._just_marked = note.id

    def choose_color(self, color: str) -> bool:
        """Highlight the selection in `color`, or colour what was just highlighted; else return False."""
        if self._context.reading.selection is not None:
            self.highlight(color)
            return True
        note = self.note(self._just_marked) if self._just_marked else None
        if note is None:
            return False
        self._edit(note, color=self._use(color))
        self._just_marked = note.id
        return True

    def write_note(self) -> None:
        """Open the note on the selection, else on the sentence at the cursor; make it if there is none."""
        passage = self._context.selecting.passage()
        if passage is None:
            return
        note = self._note_on(passage) or self._add(passage, self._use(""))
        self._leave_at(passage)
        self._set_current(self.note(note.id))
        self._context.focusing.edit_note(note.id)

    def _leave_at(self, passage: Anchor) -> None:
        """Drop the selection; the cursor stays in the passage, or goes to where it begins."""
        position = self._context.reading.cursor.position
        stays = passage.start <= position < passage.end
        self._context.selecting.drop_selection(None if stays else passage.start)

    def write_section_note(self) -> None:
        """Write a note on the section at the cursor, as a whole."""
        self._write_unanchored(self._context.reading.section_path)

    def write_article_note(self) -> None:
        """Write a note on the whole article."""
        self._write_unanchored(())

    def _write_unanchored(self, path: tuple[str, ...]) -> None:
        note = next((n for n in self.notes if n.anchor is None and n.section_path == path), None)
        note = note or self._insert(path, None, self._use(""))
        self._set_current(self.note(note.id))
        self._context.focusing.edit_note(note.id)

    def _use(self, color: str) -> str:
        """Return `color`, else the last one; it is the last one from now on."""
        if color and color != self._color:
            self._color = color
            self._context.session.settings.set("notes", "color", color)
        return self._color if self._color in COLORS else DEFAULT_COLOR

    def _note_on(self, passage: Anchor) -> Note | None:
        return next((n for n in self.notes if (n.start, n.end) == (passage.start, passage.end)), None)

    def _add(self, passage: Anchor, color: str) -> Note:
        return self._insert(passage.section_path, passage, color)

    def _insert(self, path: tuple[str, ...], passage: Anchor | None, color: str) -> Note:
        article = self._context.reading.article
        assert article is not None
        now = ids.now()
        note = Note(ids.new_id(), article.id, path, passage, "", color, (), now, now)
        # Shown before it is committed, so that the editor has the focus at once; its card says so.
        self._take(sorted([*self.notes, note], key=self._place))
        self.keeping.write(note.id, note, lambda library: library.add_note(note, self._origin), is_new=True)
        return note

    # Changing notes

    def edit(self) -> None:
        """Open the current note's text, the caret at its end."""
        if self.current is not None:
            self._context.focusing.edit_note(self.current.id)

    def edit_tags(self) -> None:
        """Edit the current note's tags."""
        if self.current is not None:
            self._context.panels.open_tags(self.current)

    def set_tags(self, note_id: str, tags: tuple[str, ...]) -> None:
        """Give a note other tags."""
        note = self.note(note_id)
        if note is not None and note.tags != tags:
            self._edit(note, tags=tags)

    def reanchor(self) -> None:
        """Give the current note the selected passage; its text, id and time stay."""
        passage = self._context.selecting.passage()
        note = self.current
        if passage is None or note is None:
            return
        self._edit(note, anchor=passage)
        self._leave_at(passage)
        self._set_current(self.note(note.id))

    def remove(self) -> None:
        """Move the current note to the bin; the line offers Undo."""
        note = self.current
        if note is None:
            return
        self._take([other for other in self.notes if other.id != note.id])
        self._set_current(self._at_cursor())
        self.keeping.write(note.id, None, lambda library: library.delete([note.id], self._origin))
        self._context.window.say(tr("Note removed."), tr("Undo"), self._context.filing.undo)

    def copy_link(self) -> None:
        """Copy the link of the note under the cursor, else of the section or article."""
        from PySide6.QtGui import QGuiApplication

        from reader.domain import links

        reading = self._context.reading
        assert reading.article is not None
        if self.current is not None:
            link = links.note_link(self.current.id)
        elif reading.section_path:
            link = links.section_link(reading.article.id, reading.section_path)
        else:
            link = links.article_link(reading.article.id)
        QGuiApplication.clipboard().setText(link)
        self._context.window.say(tr("Copied {what}", what=link))

    def _edited(self, note_id: str, body: str) -> None:
        # Another article may be shown by now; what was typed is the note's all the same.
        note = self.note(note_id) or self.keeping.kept(note_id) or self._stored(note_id)
        if note is None:
            return
        if note.body != body or self.keeping.has_failed(note_id):
            self._edit(note, body=body)
        else:
            self._context.window.cards.set_saved(note_id, True, "")

    def _stored(self, note_id: str) -> Note | None:
        try:
            return self._context.session.library.note(note_id)
        except ReaderError as error:  # undone meanwhile
            self._context.window.report(error)
            return None

    def _editing_left(self, note_id: str) -> None:
        self._context.reading.focus()

    def _edit(
        self,
        note: Note,
        *,
        body: str | None = None,
        color: str | None = None,
        tags: tuple[str, ...] | None = None,
        anchor: Anchor | None = None,
    ) -> None:
        """Show the change, then have it written."""
        shown = replace(
            note,
            body=note.body if body is None else body,
            color=color or note.color,
            tags=note.tags if tags is None else tags,
            anchor=anchor or note.anchor,
            placement=note.placement if anchor is None else None,
            modified_at=ids.now(),
        )
        self._take([shown if other.id == note.id else other for other in self.notes])
        if self.keeping.has_failed(note.id):
            self.keeping.write_again(shown)
            return
        self.keeping.write(
            note.id,
            shown,
            lambda library: library.edit_note(
                note.id, body=body, color=color, tags=tags, anchor=anchor, origin=self._origin
            ),
        )
