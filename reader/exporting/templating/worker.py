"""The process that renders a person's own template: notes come in on its input, text goes out.

It has as much memory as its limit says, where the system has such limits, and can be ended at any time.
"""

from __future__ import annotations

import json
import pickle
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note

HEAD = struct.Struct(">cI")  # of what is sent: its kind, and the length of what follows
TEXT, MORE, WRONG, DONE = b"t", b"m", b"w", b"d"
_MEMORY = 1 << 30  # bytes
_AT_ONCE = 1 << 16  # characters


class _Notes:
    """The notes and their articles, asked for part by part."""

    def __init__(self) -> None:
        self._rows: dict[str, ArticleRow] = {}
        self._latest: list[ArticleRow] = []
        self._counted = ""

    def __call__(self, article_id: str, /) -> ArticleRow:
        return self._rows[article_id]

    def __iter__(self) -> Iterator[Note]:
        while True:
            _flush()
            _send(MORE)
            notes, rows, self._counted = _receive()
            self._rows = {row.id: row for row in (*self._latest, *rows)}
            self._latest = rows[-1:] or self._latest  # its notes may go on in the next part
            if not notes:
                return
            yield from notes

    def counted(self) -> str:
        return self._counted


_waiting: list[str] = []  # text that is to be sent


def main() -> None:
    """Render the template that the first thing on the input names."""
    template, options = _receive()
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        _render(Path(template), options)
    except BrokenPipeError:
        return
    except (MemoryError, RecursionError, Exception) as error:
        _waiting.clear()
        _send(WRONG, json.dumps(_told(error, Path(template))).encode())
    else:
        _flush()
        _send(DONE)


def _render(path: Path, options: Any) -> None:
    from reader.exporting.templating.templates import sandbox, shipped_folder, variables

    notes = _Notes()
    environment = sandbox((path.parent, shipped_folder()))
    seen = variables(iter(notes), notes, notes.counted, options)
    size = 0
    for piece in environment.get_template(path.name).generate(seen):
        _waiting.append(piece)
        size += len(piece)
        if size > _AT_ONCE:
            _flush()
            size = 0


def _told(error: BaseException, path: Path) -> tuple[str, str, int, str]:
    """Return the kind of an error, the file and the line that it is in, and what is wrong."""
    from jinja2 import TemplateNotFound, TemplateSyntaxError

    if isinstance(error, MemoryError):
        return "memory", "", 0, ""
    if isinstance(error, TemplateSyntaxError):
        return "error", error.filename or "", error.lineno, error.message or ""
    if isinstance(error, UnicodeDecodeError):
        return "error", "", 0, "this is no text in UTF-8"
    file, line, trace = "", 0, error.__traceback__
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if name.endswith(".jinja"):
            file, line = name, trace.tb_lineno
        trace = trace.tb_next
    if isinstance(error, TemplateNotFound):
        return "error", file, line, f"there is no template {error.name}"
    if isinstance(error, RecursionError):
        return "error", file, line, "it calls itself without end"
    return "error", file, line, str(error) or type(error).__name__


def _receive() -> Any:
    stream = sys.stdin.buffer
    (length,) = struct.unpack(">I", stream.read(4))
    return pickle.loads(stream.read(length))


def _send(kind: bytes, data: bytes = b"") -> None:
    sys.stdout.buffer.write(HEAD.pack(kind, len(data)) + data)
    sys.stdout.buffer.flush()


def _flush() -> None:
    if _waiting:
        _send(TEXT, "".join(_waiting).encode("utf-8", "replace"))
        _waiting.clear()
