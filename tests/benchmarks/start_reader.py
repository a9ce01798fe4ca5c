"""Start Reader as the command does, end at the first paint of the article."""

import os
import sys
from pathlib import Path

from reader.app import make_application
from reader.window.display import check_display

check_display()
application = make_application()
from PySide6.QtCore import QEvent, QObject  # noqa: E402

from reader.app import build_window  # noqa: E402


class Painted(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            application.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def customEvent(self, event: QEvent) -> None:
        os._exit(0)


window = build_window(Path(os.environ["READER_HOME"]))
painted = Painted()
window.view.viewport().installEventFilter(painted)  # type: ignore[attr-defined]
window.show()
sys.exit(application.exec() or 1)
