"""The floor: a bare window with a tree, a QTextBrowser that holds the same text, and a list."""

import os
import sys

from PySide6.QtCore import QEvent, QObject, QStringListModel
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QListView, QMainWindow, QSplitter, QTextBrowser, QTreeView

application = QApplication(sys.argv)
with open(sys.argv[1], encoding="utf-8") as file:
    text = file.read()


class Painted(QObject):
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            application.postEvent(self, QEvent(QEvent.Type.User))
        return False

    def customEvent(self, event: QEvent) -> None:
        os._exit(0)


window = QMainWindow()
splitter = QSplitter()
tree, browser, notes = QTreeView(), QTextBrowser(), QListView()
rows = QStandardItemModel()
rows.appendRow(QStandardItem("An article"))
tree.setModel(rows)
notes.setModel(QStringListModel(["A note"]))
browser.setPlainText(text)
for part in (tree, browser, notes):
    splitter.addWidget(part)
window.setCentralWidget(splitter)
window.resize(1360, 860)
painted = Painted()
browser.viewport().installEventFilter(painted)
window.show()
sys.exit(application.exec() or 1)
