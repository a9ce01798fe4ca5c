"""Rendering a person's own template: in a process of its own, which is ended where it finds no end.

A sandbox keeps a template from what is none of its business, but not from running for ever or from taking
all memory. The process gets the notes in parts, and has a few seconds for each.
"""

from __future__ import annotations

import json
import pickle
import struct
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from threading import Timer
from typing import IO, TYPE_CHECKING, TypeVar, cast

from reader.errors import ReaderError
from reader.exporting.templating.worker import HEAD, MORE, TEXT, WRONG
from reader.translation import tr

if TYPE_CHECKING:
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

SECONDS = 5.0  # for a part of the notes
_NOTES = 200  # a part
_MOST = 100_000_000  # bytes of text for a part
_WORD = "--template-worker"  # for `start.py` in a bundle, whose program is no Python and runs no code
_CODE = "import sys; sys.path[:] = {path!r}; from reader.exporting.templating.worker import main; main()"

Result = TypeVar("Result")


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions, template: str) -> Iterator[str]:
    """Yield what the file `template` makes of the notes; ReaderError says what is wrong in it, and where."""
    worker = _Worker(template)
    try:
        worker.send((template, options))
        parts = _parts(notes, articles)
        size = 0
        while True:
            kind, data = worker.receive()
            if kind == TEXT:
                size += len(data)
                if size > _MOST:
                    raise _endless(template, tr("it gives more and more text"))
                yield data.decode()
            elif kind == MORE:
                size = 0
                worker.send(next(parts))
            elif kind == WRONG:
                raise _wrong(template, *json.loads(data))
            else:
                return
    finally:
        worker.end()


def _parts(notes: Iterable[Note], articles: Articles) -> Iterator[object]:
    """Yield the notes in parts, with the articles that are new in each and the count so far; at last none."""
    rest = iter(notes)
    known = ""
    while True:
        part = list(islice(rest, _NOTES))
        rows = []
        for note in part:
            if note.article_id != known:
                known = note.article_id
                rows.append(articles(known))
        yield part, rows, articles.counted()


class _Worker:
    """The process. What it sends is never more than text, since what it runs is not ours."""

    def __init__(self, template: str) -> None:
        self._template = template
        self._is_late = False
        self._process = subprocess.Popen(
            _command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    def send(self, value: object) -> None:
        """Give `value`."""
        data = pickle.dumps(value)
        stream = cast("IO[bytes]", self._process.stdin)

        def write() -> None:
            stream.write(struct.pack(">I", len(data)) + data)
            stream.flush()

        self._in_time(write)

    def receive(self) -> tuple[bytes, bytes]:
        """Return what it sends next: a kind, and what belongs to it."""
        stream = cast("IO[bytes]", self._process.stdout)

        def read() -> tuple[bytes, bytes]:
            kind, length = HEAD.unpack(stream.read(HEAD.size))
            data = stream.read(length)
            if len(data) < length:
                raise EOFError
            return kind, data

        return self._in_time(read)

    def _in_time(self, act: Callable[[], Result]) -> Result:
        timer = Timer(SECONDS, self._give_up)
        timer.start()
        try:
            return act()
        except (OSError, EOFError, struct.error):
            if self._is_late:
                raise _endless(
                    self._template, tr("it finds no end within {seconds} seconds", seconds=f"{SECONDS:g}")
                ) from None
            raise ReaderError(
                tr("this template made its process break down"), self._template, tr("make it simpler")
            ) from None
        finally:
            timer.cancel()

    def _give_up(self) -> None:
        self._is_late = True
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        for stream in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what it was not given any more
                cast("IO[bytes]", stream).close()
        self._process.wait()


def _command() -> list[str]:
    """Return the words that start the process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, _WORD]
    return [sys.executable, "-c", _CODE.format(path=sys.path)]


def _endless(template: str, what: str) -> ReaderError:
    return ReaderError(tr("this template was stopped: {what}", what=what), template, tr("look at its loops"))


def _wrong(template: str, kind: str, file: str, line: int, what: str) -> ReaderError:
    """Return the error for what the process says is wrong with a template or with one that it includes."""
    path = file or template
    if kind == "memory":
        return ReaderError(
            tr("this template was stopped: {what}", what=tr("it takes too much memory")),
            path,
            tr("look at its loops"),
        )
    subject = tr("{path}, line {line}", path=path, line=line) if line else path
    return ReaderError(what.rstrip("."), subject, tr("the user's guide lists what a template sees"))
