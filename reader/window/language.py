"""Qt in the language of the window: its own words, its numbers, and the side on which reading begins."""

from __future__ import annotations

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication


def speak(application: QApplication, language: str) -> None:
    """Let Qt speak `language` (`de`, `pt_BR`) from now on; before the first window is made."""
    locale = QLocale(language)
    if "_" not in language:
        # Qt would take a country, as Egypt for Arabic, and its digits.
        locale = QLocale(locale.language(), QLocale.Country.World)
    QLocale.setDefault(locale)
    translator = QTranslator(application)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        application.installTranslator(translator)
    application.setLayoutDirection(locale.textDirection())
