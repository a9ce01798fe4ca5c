"""`file:` addresses, as desktops hand files over and keep lists of them, and the paths they stand for."""

from __future__ import annotations

import os

from reader.errors import ReaderError
from reader.translation import tr

_SCHEME = "file:"


def path_of(address: str) -> str:
    """Return the path of a file of this machine. ReaderError where the address leads elsewhere."""
    from urllib.parse import unquote_to_bytes

    rest = address[len(_SCHEME) :].partition("#")[0].partition("?")[0]
    if rest.startswith("//"):
        host, slash, path = rest[2:].partition("/")
        if host.lower() not in ("", "localhost"):
            raise ReaderError(tr("this file is on another machine"), address, tr("copy it to this one first"))
        rest = slash + path
    data = unquote_to_bytes(rest)
    if not data.startswith(b"/") or b"\0" in data:
        raise ReaderError(tr("this is no address of a file"), address)
    return os.fsdecode(data)


def address_of(path: str) -> str:
    """Return the `file:` address of an absolute `path`, whatever its bytes are."""
    from urllib.parse import quote_from_bytes

    return f"{_SCHEME}//{quote_from_bytes(os.fsencode(path))}"
