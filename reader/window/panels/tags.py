"""The tags of a note, completed from those in use."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from reader.translation import tr
from reader.window.panels.form import FormPanel
from reader.window.themes import Theme

_COMMA = "[,،]"  # the second is the one of Arabic keyboards


class TagsPanel(FormPanel):
    """One field; tags are parted by commas."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, "tags", tr("Tags"), tr("Save"))
        self._save: Callable[[tuple[str, ...]], None] = lambda tags: None
        self.field = self.add_field("tagsField", tr("Tags, parted by commas"), tr("diplomacy, check"))
        self.finish()

    def open(
        self, tags: Sequence[str], known: Sequence[str], save: Callable[[tuple[str, ...]], None]
    ) -> None:
        """Show `tags`; `save` gets those that are there at the end, `known` ones are completed."""
        self._save = save
        self.field.setText("".join(f"{tag}, " for tag in tags))
        self.field.setCompleter(_Completer(self.field, known))
        self.popup()
        self.field.setFocus()

    def accept(self) -> None:
        """Save the tags, each once, in their order."""
        tags = (" ".join(tag.split()).lstrip("#") for tag in re.split(_COMMA, self.field.text()))
        self.close_panel()
        self._save(tuple(dict.fromkeys(tag for tag in tags if tag)))


class _Completer(QCompleter):
    """Completes the tag that is being typed, after the last comma."""

    def __init__(self, field: QLineEdit, known: Sequence[str]) -> None:
        super().__init__(list(known), field)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setFilterMode(Qt.MatchFlag.MatchContains)

    def splitPath(self, path: str) -> list[str]:
        """Return what is to be completed."""
        return [re.split(_COMMA, path)[-1].strip()]

    def pathFromIndex(self, index: object) -> str:
        """Return what was typed with the chosen tag in place of its beginning."""
        chosen = super().pathFromIndex(index)  # type: ignore[arg-type]
        typed = self.completionPrefix()
        before = typed[: len(typed) - len(re.split(_COMMA, typed)[-1])]
        return f"{before} {chosen}, ".lstrip()
