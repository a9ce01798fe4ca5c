"""What commands print: results on standard output, the rest on standard error, nothing a terminal obeys."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable
from typing import Any, TextIO

from reader.domain.printable import printable
from reader.errors import ReaderError
from reader.translation import digits, tr

# What a terminal would obey, or show in another order; tabs and line ends of a text are its own.
_OBEYED = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"


class Output:
    """Standard output and standard error of one command.

    `has_failed` says whether something that was asked for could not be done. With `must_finish` the
    command goes on where nobody reads any more what it prints: it has work to do beside printing.
    """

    def __init__(self) -> None:
        self.has_failed = False
        self.must_finish = False
        self._progress = False
        for stream in (sys.stdout, sys.stderr):
            # Whatever the locale says: what is printed is UTF-8.
            if getattr(stream, "encoding", "").lower().replace("-", "") != "utf8":
                getattr(stream, "reconfigure", lambda **_: None)(encoding="utf-8", errors="backslashreplace")

    def row(self, *fields: str) -> None:
        """Print one line with `fields` parted by tabs, each made fit for a terminal."""
        self.write("\t".join(map(printable, fields)) + "\n")

    def value(self, value: Any) -> None:
        """Print one JSON document."""
        from reader.domain.objects import to_json

        self.write(to_json(value) + "\n")

    def array(self, values: Iterable[Any]) -> None:
        """Print one JSON array as its `values` come, one a line."""
        from reader.domain.objects import to_json

        lead = "[\n"
        try:
            for value in values:
                self.write(lead + to_json(value))
                lead = ",\n"
        finally:
            self.write("[]\n" if lead == "[\n" else "\n]\n")

    @property
    def is_terminal(self) -> bool:
        """Whether standard output is a terminal."""
        return sys.stdout is not None and sys.stdout.isatty()

    def data(self, data: bytes) -> None:
        """Print bytes as they are, which are for a program and not for a terminal."""
        self._try(lambda stream: (stream.flush(), stream.buffer.write(data)))

    def text(self, text: str) -> None:
        """Print a text as it is, but to a terminal without what that would obey."""
        if self.is_terminal:
            text = re.sub(_OBEYED, lambda match: printable(match[0]), text)
        self.write(text)

    def write(self, text: str) -> None:
        """Print `text`; ReaderError where that fails for another reason than a reader that went away."""
        self.end_progress()
        self._try(lambda stream: stream.write(text))

    def flush(self) -> None:
        """Make what was printed leave the program."""
        self._try(lambda stream: stream.flush())

    def _try(self, act: Callable[[TextIO], object]) -> None:
        if sys.stdout is None:
            return  # closed before we began
        try:
            act(sys.stdout)
        except BrokenPipeError:
            abandon_output()
            if not self.must_finish:
                raise
        except OSError as error:
            abandon_output()
            raise ReaderError(
                tr("this cannot be written to ({reason})", reason=error.strerror), "standard output"
            ) from None

    def say(self, *parts: str) -> None:
        """Print one line on standard error: what it is about, if anything, and what there is to say."""
        self.end_progress()
        say(": ".join(printable(part) for part in parts if part))

    def fail(self, error: ReaderError) -> None:
        """Say that something could not be done; the command goes on with the rest."""
        self.has_failed = True
        self.say(str(error))

    def progress(self, done: int, total: int) -> None:
        """Show how far it is, on a terminal only."""
        if sys.stderr is None or not sys.stderr.isatty():
            return
        if done >= total:
            self.end_progress()
            return
        sys.stderr.write(f"\rreader: {tr('{number} of {total}', number=digits(done), total=digits(total))}")
        sys.stderr.flush()
        self._progress = True

    def end_progress(self) -> None:
        """Take the progress away, so that a line can be printed."""
        if self._progress:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._progress = False


def say(message: str) -> None:
    """Print one line on standard error; where nobody listens there is nothing to be done."""
    try:
        if sys.stderr is not None:
            sys.stderr.write(f"reader: {message}\n")
            sys.stderr.flush()
    except OSError:
        pass


def abandon_output() -> None:
    """Drop what is still to be printed: its reader went away, and Python would try once more at its end."""
    try:
        with open(os.devnull, "wb") as null:
            os.dup2(null.fileno(), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        pass
