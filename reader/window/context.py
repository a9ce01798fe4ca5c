"""What an action may know and do: the parts of one window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.window.actions.row import Needs

if TYPE_CHECKING:
    from reader.app import Session
    from reader.window.desk.exporting import Exporting
    from reader.window.desk.filing import Filing
    from reader.window.desk.finding import Finding
    from reader.window.desk.floating import Floating
    from reader.window.desk.following import Following
    from reader.window.desk.noting import Noting
    from reader.window.desk.reading import Reading
    from reader.window.desk.selecting import Selecting
    from reader.window.main_window import MainWindow


class Context:
    """Passed to every action; a test passes one with fakes."""

    window: MainWindow
    session: Session
    reading: Reading
    selecting: Selecting
    following: Following
    noting: Noting
    finding: Finding
    filing: Filing
    exporting: Exporting
    panels: Floating

    def has(self, need: Needs) -> bool:
        """Whether what an action needs is there now."""
        match need:
            case Needs.ARTICLE:
                return self.reading.article is not None
            case Needs.SELECTION:
                return self.reading.selection is not None
            case Needs.NOTE:
                return self.noting.current is not None
            case Needs.BACK:
                return self.reading.can_step(-1)
            case Needs.FORWARD:
                return self.reading.can_step(1)
            case Needs.MATCHES:
                return bool(self.finding.matches)
            case Needs.EXPORT:
                return self.exporting.has_exported
            case Needs.NOTHING:
                return True
