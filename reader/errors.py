"""The world's faults, each said in one sentence; everything else is a bug of ours and goes to the log."""

from __future__ import annotations


class ReaderError(Exception):
    """Something outside the program is wrong, and a person can do something about it.

    `what` says what is wrong, `subject` names the file, article or value it is about (may be
    empty), `remedy` says what to do (may be empty). `str()` gives `SUBJECT: WHAT; REMEDY`.
    """

    def __init__(self, what: str, subject: str = "", remedy: str = "") -> None:
        self.what = what
        self.subject = subject
        self.remedy = remedy
        super().__init__(what, subject, remedy)

    def __str__(self) -> str:
        """Return the one sentence that a person is shown."""
        head = f"{self.subject}: {self.what}" if self.subject else self.what
        return f"{head}; {self.remedy}" if self.remedy else head


class StoppedError(ReaderError):
    """The person stopped it; nothing was changed."""
