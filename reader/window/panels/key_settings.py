"""Settings, keys: every action with its keys; a new one is recorded by pressing it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from reader.translation import listing, mark, tr
from reader.window.field_keys import RECORDS_KEYS
from reader.window.fields import Field
from reader.window.key_texts import key_text, shown_key
from reader.window.panels.controls import Tick
from reader.window.panels.floating import FloatingPanel
from reader.window.panels.form import plain_label
from reader.window.panels.key_rows import CHOSEN, HEADING, ROW, WAITING, KeyDelegate
from reader.window.panels.pick_list import PickList, RowsModel
from reader.window.themes import Theme, panel_sheet

_MODIFIERS = (
    Qt.Key.Key_Shift,
    Qt.Key.Key_Control,
    Qt.Key.Key_Alt,
    Qt.Key.Key_Meta,
    Qt.Key.Key_AltGr,
    Qt.Key.Key_Super_L,
    Qt.Key.Key_Super_R,
    Qt.Key.Key_CapsLock,
    Qt.Key.Key_unknown,
)
_HINT = mark("Enter: a new key. ← → choose one, Delete takes it away. Ctrl+Backspace: as it was.")


class KeyRow(NamedTuple):
    """An action and its keys (portable text) as they are set now; `group` is the name of its menu."""

    id: str
    title: str
    group: str
    keys: tuple[str, ...]
    is_default: bool


class _Model(RowsModel[KeyRow]):
    """The rows in sight. Of the current one `chosen` is the key that Delete takes away."""

    def __init__(self) -> None:
        super().__init__()
        self.chosen: tuple[str, int] = ("", -1)
        self.waiting: tuple[str, str] | None = None  # the action that a key is recorded for, and its first

    def value(self, number: int, role: int) -> object:
        row = self.rows[number]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.title
            case Qt.ItemDataRole.AccessibleTextRole:
                return listing(
                    (row.title, *map(shown_key, row.keys)) if row.keys else (row.title, tr("no key"))
                )
            case _ if role == ROW:
                return row._replace(keys=tuple(map(shown_key, row.keys)))
            case _ if role == HEADING:
                before = self.rows[number - 1].group if number else ""
                return row.group if row.group != before else ""
            case _ if role == CHOSEN:
                return self.chosen[1] if self.chosen[0] == row.id else -1
            case _ if role == WAITING:
                first = self.waiting[1] if self.waiting and self.waiting[0] == row.id else None
                return None if first is None else (f"{shown_key(first)}, …" if first else tr("Press a key…"))
        return None


class KeySettings(FloatingPanel):
    """The key map. What is done here holds at once.

    `rows()` gives the actions as they are set; `set_keys(id, keys)` sets the keys of one (None: as they
    were) and returns what is in the way, empty for nothing; `is_beginning(key)` tells whether `key`
    only begins longer ones, so that another is to be waited for.
    """

    single_keys_set = Signal(bool)

    def __init__(
        self,
        window: QWidget,
        theme: Theme,
        rows: Callable[[], Sequence[KeyRow]],
        set_keys: Callable[[str, tuple[str, ...] | None], str],
        is_beginning: Callable[[str], bool],
    ) -> None:
        super().__init__(window, theme, width=640, height=680, is_fleeting=True)
        self.setObjectName("keySettings")
        self.setAccessibleName(tr("Settings: keys"))
        self._rows, self._set_keys, self._is_beginning = rows, set_keys, is_beginning
        self.field = Field(
            "keySettingsField", tr("Find an action or a key"), tr("Find an action or a key"), theme
        )
        self.field.setProperty(RECORDS_KEYS, True)
        self.field.textChanged.connect(lambda _: self._fill())
        self._model = _Model()
        self.list = PickList(lambda: tr("No action fits."), theme)
        self.list.setObjectName("keySettingsList")
        self.list.setAccessibleName(tr("Actions and their keys"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(KeyDelegate(self))
        self.list.chosen.connect(self.record)
        self.list.serve(self.field)
        self.list.selectionModel().currentChanged.connect(lambda *_: self._moved())
        self.field.installEventFilter(self)  # after the list, and so before it
        self._said = plain_label(tr(_HINT))
        self._said.setObjectName("keySettingsSaid")
        self._said.setWordWrap(True)
        self.single_keys = Tick(tr("Single keys, without Ctrl or Alt"), theme)
        self.single_keys.toggled.connect(self.single_keys_set)
        self.body.setContentsMargins(*(margin + 10 for margin in self.body.getContentsMargins()))  # type: ignore[attr-defined]
        self.body.setSpacing(8)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._said)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.single_keys, 1)
        for text, key, act in (
            (tr("New key"), "Enter", self.record),
            (tr("Take away"), "Delete", self.take_away),
            (tr("As it was"), "Ctrl+Backspace", self.reset),
        ):
            button = QPushButton(text)
            button.setToolTip(shown_key(key))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the focus in the field
            button.setAutoDefault(False)
            button.clicked.connect(act)
            foot.addWidget(button)
        self.body.addLayout(foot)
        self.set_theme(theme)

    def open(self, single_keys: bool) -> None:
        """Show the panel."""
        self.single_keys.blockSignals(True)
        self.single_keys.setChecked(single_keys)
        self.single_keys.blockSignals(False)
        self._model.waiting = None
        self.field.clear()
        self._fill()
        self._say("")
        self.popup()
        self.field.setFocus()

    @property
    def said(self) -> str:
        """What stands below the list."""
        return self._said.text()

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        super().set_theme(theme)
        self.list.theme = self.field.theme = self.single_keys.theme = theme
        self.setStyleSheet(panel_sheet(theme) + "QPushButton { padding: 5px 10px; }")
        self._say("" if self.said == tr(_HINT) else self.said)

    # What is done to the current row

    @property
    def _current(self) -> KeyRow | None:
        row = self.list.currentIndex().row()
        return self._model.rows[row] if 0 <= row < len(self._model.rows) else None

    def record(self) -> None:
        """Take the next key that is pressed as one more key of the action."""
        row = self._current
        if row is not None:
            self._wait(row.id, "")
            self._say(tr("Press the new key of “{action}”. Esc: leave it.", action=row.title))
            self.field.setFocus()

    def take_away(self) -> None:
        """Take the chosen key away from the action."""
        row = self._current
        if row is None or not row.keys:
            return
        at = self._model.chosen[1]
        self._set(row, row.keys[:at] + row.keys[at + 1 :])

    def reset(self) -> None:
        """Give the action the keys that it came with."""
        if self._current is not None:
            self._set(self._current, None)

    def _set(self, row: KeyRow, keys: tuple[str, ...] | None) -> None:
        self._wait(None)
        problem = self._set_keys(row.id, keys)
        self._fill(row.id)
        self._say(problem)

    def _wait(self, action_id: str | None, first: str = "") -> None:
        self._model.waiting = None if action_id is None else (action_id, first)
        self.list.viewport().update()

    def _take_key(self, event: QKeyEvent) -> None:
        """Take a key while one is recorded."""
        assert self._model.waiting is not None
        row = next(row for row in self._rows() if row.id == self._model.waiting[0])
        if event.key() == Qt.Key.Key_Escape:
            self._wait(None)
            self._say("")
            return
        if event.key() in _MODIFIERS:
            return
        key = key_text(event)
        if self._model.waiting[1]:
            key = f"{self._model.waiting[1]}, {key}"
        elif self._is_beginning(key):
            self._wait(row.id, key)
            self._say(
                tr("{key} begins longer keys: press the second one. Esc: leave it.", key=shown_key(key))
            )
            return
        if key in row.keys:
            self._wait(None)
            self._say("")
            return
        problem = self._set_keys(row.id, (*row.keys, key))
        if problem:
            self._wait(row.id, "")
            self._say(tr("{problem} Press another, or Esc.", problem=problem))
        else:
            self._wait(None)
            self._fill(row.id)
            self._say("")

    # What is shown

    def _fill(self, current: str = "") -> None:
        text = self.field.text().strip().casefold()
        rows = [row for row in self._rows() if row.id == current or _fits(row, text)]
        exact = {row.id for row in rows if _has_key(row, text)}
        rows = [row for row in rows if not exact or row.id in exact or row.id == current]
        self._model.fill(rows)
        if rows:
            number = next((n for n, row in enumerate(rows) if row.id == current), 0)
            self.list.setCurrentIndex(self._model.index(number))
        self._moved()

    def _moved(self) -> None:
        row = self._current
        self._model.chosen = (row.id, len(row.keys) - 1) if row is not None else ("", -1)
        if self._model.waiting is not None and (row is None or row.id != self._model.waiting[0]):
            self._wait(None)
            self._say("")
        self.list.viewport().update()

    def _choose(self, step: int) -> None:
        row = self._current
        if row is not None and row.keys:
            at = min(max(self._model.chosen[1] + step, 0), len(row.keys) - 1)
            self._model.chosen = row.id, at
            self.list.viewport().update()

    def _say(self, text: str) -> None:
        self._said.setText(text or tr(_HINT))
        color = self.theme.text if text else self.theme.muted
        self._said.setStyleSheet(f"color: {color.name()}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys that are meant for the row, and every key while one is recorded."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        is_recording = self._model.waiting is not None
        if event.type() == QEvent.Type.ShortcutOverride and (is_recording or _is_ours(event)):
            event.accept()  # or the window's own keys would act
            return True
        if event.type() != QEvent.Type.KeyPress:
            return is_recording
        if is_recording:
            self._take_key(event)
        elif not _is_ours(event):
            return super().eventFilter(watched, event)
        elif event.key() == Qt.Key.Key_Delete:
            self.take_away()
        elif event.key() == Qt.Key.Key_Backspace:
            self.reset()
        else:
            self._choose(-1 if event.key() == Qt.Key.Key_Left else 1)
        return True


def _is_ours(event: QKeyEvent) -> bool:
    """Whether a key in the field is meant for the current row."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == Qt.Key.Key_Backspace:
        return event.modifiers() == Qt.KeyboardModifier.ControlModifier
    return plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Left, Qt.Key.Key_Right)


def _fits(row: KeyRow, text: str) -> bool:
    """Whether every word of the folded `text` stands in the row's names, or a key of it begins so."""
    names = f"{row.title} {row.group} {row.id}".casefold()
    keys = (name.casefold() for key in row.keys for name in (key, shown_key(key)))
    return all(word in names for word in text.split()) or any(key.startswith(text) for key in keys)


def _has_key(row: KeyRow, text: str) -> bool:
    return any(text in (key.casefold(), shown_key(key).casefold()) for key in row.keys)
