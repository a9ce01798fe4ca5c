"""The vault as one window shows it: its state in the status bar, its problems in the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reader.translation import mark, tr
from reader.window.vault import VaultState

if TYPE_CHECKING:
    from reader.window.context import Context

_SAID = {
    VaultState.OFF: "",
    VaultState.FRESH: mark("Vault: up to date"),
    VaultState.BUSY: mark("Vault: exporting…"),
    VaultState.FAILED: mark("Vault: not written"),
    VaultState.ELSEWHERE: mark("Vault: kept by another window"),
}


class Vaulting(QObject):
    """Shows the session's vault in one window, and does what its actions ask for."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.window)
        self._context = context
        self._vault = context.session.vault
        self._vault.changed.connect(self.show)
        self._vault.failed.connect(self._say)
        self._vault.exported.connect(self._say)

    def show(self) -> None:
        """Show the state in the status bar."""
        state = self._vault.state
        about = self._vault.problem if state is VaultState.FAILED else str(self._vault.folder or "")
        self._context.window.status.show_vault(tr(_SAID[state]) if _SAID[state] else "", about)

    def choose(self) -> None:
        """Choose the folder to keep up to date, in the export dialog."""
        self._context.panels.open_export(for_vault=True)

    def export_now(self) -> None:
        """Write what has changed at once."""
        self._context.window.save_now()
        self._context.write(lambda _: None, lambda _: self._vault.export_now())

    def stop(self) -> None:
        """Keep it up to date no longer."""
        folder = self._vault.folder
        self._vault.stop()
        self._context.window.say(tr("{folder} stays as it is from now on.", folder=folder))

    def _say(self, text: str) -> None:
        window = self._context.window
        if window.isActiveWindow() or self._context.session.windows[-1:] == [window]:
            window.say(text)
