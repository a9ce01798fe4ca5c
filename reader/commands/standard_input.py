"""What comes by standard input, whole: it may be closed, no text, or without an end."""

from __future__ import annotations

import sys
from collections.abc import Callable

from reader.errors import ReaderError
from reader.translation import tr

STANDARD_INPUT = "standard input"


def read_standard_input(may_be_large: Callable[[bytes], bool] | None = None) -> bytes:
    """Return all that comes; ReaderError if it cannot be read or is more than is taken of a file.

    More is taken where `may_be_large` says so of what came first.
    """
    from reader.importing.files import MAX_NOTES_SIZE, MAX_SIZE, check_size

    if sys.stdin is None:
        raise ReaderError(tr("it is closed"), STANDARD_INPUT)
    try:
        data, most = sys.stdin.buffer.read(MAX_SIZE + 1), MAX_SIZE
        if len(data) > MAX_SIZE and may_be_large is not None and may_be_large(data):
            most = MAX_NOTES_SIZE
            data += sys.stdin.buffer.read(most + 1 - len(data))
    except OSError as error:
        raise ReaderError(tr("it cannot be read ({reason})", reason=error.strerror), STANDARD_INPUT) from None
    check_size(len(data), STANDARD_INPUT, most)
    return data
