"""The desktop's own list of recent documents, which other programs read and write too.

An entry is put in, and everything else in the list stays; a list that we do not understand is left as it is.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from reader.desktop.files import put
from reader.desktop.launching import start_command
from reader.desktop.places import data_home
from reader.domain.file_addresses import address_of
from reader.errors import ReaderError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_BOOKMARK = "http://www.freedesktop.org/standards/desktop-bookmarks"
_MIME = "http://www.freedesktop.org/standards/shared-mime-info"
_OWNER = "http://freedesktop.org"
_NAME = "Reader"
_EMPTY = b'<xbel version="1.0"/>'


def add_recent(files: Iterable[tuple[str, str]]) -> None:
    """Put `files`, absolute paths with their media types, into the list, the last one as the latest.

    Nothing happens where there is no such list on this system, or it may not be written.
    """
    if not sys.platform.startswith(("linux", "freebsd")):
        return
    path = data_home() / "recently-used.xbel"
    if path.exists() and not path.is_file():
        return  # who keeps no list has made a folder or a device of it
    with suppress(OSError, ReaderError):
        data = path.read_bytes() if path.exists() else _EMPTY
        changed = _changed(data, list(files), datetime.now(UTC))
        if changed is not None:
            put(path, changed, 0o600)


def _changed(data: bytes, files: list[tuple[str, str]], now: datetime) -> bytes | None:
    """Return the list `data` with `files` in it; None where it is no such list."""
    from xml.etree import ElementTree

    ElementTree.register_namespace("bookmark", _BOOKMARK)
    ElementTree.register_namespace("mime", _MIME)
    builder = ElementTree.TreeBuilder(insert_comments=True, insert_pis=True)
    try:
        root = ElementTree.fromstring(data or _EMPTY, ElementTree.XMLParser(target=builder))
    except ElementTree.ParseError:
        return None
    if root.tag != "xbel":
        return None
    time = now.strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    for path, media_type in files:
        _put_bookmark(root, address_of(path), media_type, time)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _put_bookmark(root: Element, address: str, media_type: str, time: str) -> None:
    found = next((each for each in root.iter("bookmark") if each.get("href") == address), None)
    bookmark = _child(root, "bookmark", href=address) if found is None else found
    if found is None:
        bookmark.set("added", time)
    bookmark.set("modified", time)
    bookmark.set("visited", time)
    metadata = _child(_child(bookmark, "info"), "metadata", owner=_OWNER)
    if metadata.find(f"{{{_MIME}}}mime-type") is None:
        _child(metadata, f"{{{_MIME}}}mime-type", type=media_type)
    applications = _child(metadata, f"{{{_BOOKMARK}}}applications")
    ours = _child(applications, f"{{{_BOOKMARK}}}application", name=_NAME)
    ours.set("exec", _command())
    ours.set("modified", time)
    count = ours.get("count", "")
    ours.set("count", str(int(count) + 1 if count.isdecimal() else 1))


def _child(parent: Element, tag: str, **attributes: str) -> Element:
    """Return the child with this tag and these attributes, made if there is none."""
    from xml.etree import ElementTree

    for child in parent.findall(tag):
        if all(child.get(name) == value for name, value in attributes.items()):
            return child
    return ElementTree.SubElement(parent, tag, attributes)


@cache
def _command() -> str:
    """Return what opens a document of ours: a command line in quotes, as this list has it."""
    return shlex.quote(f"{shlex.join(start_command())} %u")
