"""Start Reader as the command does, end at the first paint of the article."""

import os
import sys
from typing import Any

from reader import app
from reader.__main__ import main


def make_application() -> Any:
    """Make the application, its event loop watched: it ends once the article has been painted."""
    application = make()
    from PySide6.QtCore import QEvent, QObject
    from PySide6.QtWidgets import QApplication

    class Painted(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                application.postEvent(self, QEvent(QEvent.Type.User))
            return False

        def customEvent(self, event: QEvent) -> None:
            os._exit(0)

    run = QApplication.exec

    def exec_watched(self: QApplication) -> int:
        (window,) = (each for each in self.topLevelWidgets() if each.objectName() == "mainWindow")
        self.painted = Painted()
        window.view.viewport().installEventFilter(self.painted)
        return run()

    QApplication.exec = exec_watched
    return application


make, app.make_application = app.make_application, make_application
sys.exit(main([]) or 1)
