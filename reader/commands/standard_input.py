"""What comes by standard input, whole: it may be closed, no text, or without an end."""

from __future__ import annotations

import sys

from reader.errors import ReaderError
from reader.translation import tr

STANDARD_INPUT = "standard input"


def read_standard_input() -> bytes:
    """Return all that comes; ReaderError if it cannot be read or is more than is taken of a file."""
    from reader.importing.files import MAX_SIZE, check_size

    if sys.stdin is None:
        raise ReaderError(tr("it is closed"), STANDARD_INPUT)
    try:
        data = sys.stdin.buffer.read(MAX_SIZE + 1)
    except OSError as error:
        raise ReaderError(tr("it cannot be read ({reason})", reason=error.strerror), STANDARD_INPUT) from None
    check_size(len(data), STANDARD_INPUT)
    return data
