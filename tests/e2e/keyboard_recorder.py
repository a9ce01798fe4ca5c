"""A whole window that notes which action each key triggers, and does none of them.

`python keyboard_recorder.py HOME FILE`: FILE gets a line an action, and an empty line for each press of
the Pause key in the article, which parts one key from the next.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt

from reader.app import build_window, make_application
from reader.window.actions import Action
from reader.window.actions.bind import Bindings


class Parting(QObject):
    """Notes the key that parts."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._file = file

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the Pause key."""
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Pause:  # type: ignore[attr-defined]
            note(self._file, "")
            return True
        return False


def note(file: Path, text: str) -> None:
    """Add a line to the file."""
    with file.open("a") as out:
        out.write(text + "\n")


def main(home: str, file: str) -> None:
    """Run the window until it is ended from outside."""
    log = Path(file)

    def run(self: Bindings, row: Action) -> None:
        note(log, row.id)

    Bindings.run = run  # type: ignore[method-assign]
    application = make_application()
    window = build_window(Path(home))
    window.show()
    parting = Parting(log)
    window.findChild(QObject, "articleView").installEventFilter(parting)
    note(log, "ready")
    application.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
