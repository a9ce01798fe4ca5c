"""Pictures of an article: read by us, bounded in bytes and pixels, from its own folder or its own text.

Nothing is ever fetched. Qt is given bytes, never a name: it would open whatever the name leads to.
"""

from __future__ import annotations

import base64
import binascii
import os
import stat
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

MOST_BYTES = 32 << 20
MOST_PIXELS = 64_000_000  # of the file's, which some decoders hold whole
MOST_AT_ONCE = 24_000_000  # pixels of all the pictures of a page, as they are kept
_FORMATS = (b"png", b"jpeg", b"gif", b"webp", b"bmp")  # an SVG may name other files
_SHARPNESS = 2  # pixels kept for each one of the column, for fine screens


def load_pictures(addresses: list[str], folder: Path | None, column: int) -> dict[str, QImage]:
    """Return the pictures that are there, by address; none wider than is of use in a column.

    An address is a `data:` URI or a path below `folder`, the article's own (None: it has none). What
    is elsewhere, is no picture or is too large is left out.
    """
    found: dict[str, QImage] = {}
    pixels = 0
    for address in dict.fromkeys(addresses):
        data = _embedded(address) if address.startswith("data:") else _beside(address, folder)
        image = decoded(data, column * _SHARPNESS) if data else None
        if image is None:
            continue
        pixels += image.width() * image.height()
        if pixels > MOST_AT_ONCE:
            break
        found[address] = image
    return found


def shown_size(image: QImage, column: int) -> QSize:
    """Return how large a picture is shown: no wider than the column, no larger than it is."""
    size = image.size()
    if size.width() > column or size.height() > column:
        size.scale(column, column, Qt.AspectRatioMode.KeepAspectRatio)
    return size.expandedTo(QSize(1, 1))


def decoded(data: bytes, widest: int) -> QImage | None:
    """Return the picture in `data`, made smaller where it is wider or higher; None for no picture."""
    device = QBuffer()
    device.setData(QByteArray(data))
    device.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(device)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)
    size = reader.size()
    if bytes(reader.format().data()) not in _FORMATS or not size.isValid():
        return None
    if size.width() * size.height() > MOST_PIXELS:
        return None
    if size.width() > widest or size.height() > widest:
        reader.setScaledSize(size.scaled(widest, widest, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    return None if image.isNull() else image


def _embedded(address: str) -> bytes | None:
    head, comma, body = address.partition(",")
    if not comma or not head.endswith(";base64") or len(body) > MOST_BYTES * 4 // 3:
        return None
    with suppress(binascii.Error, ValueError):
        return base64.b64decode(unquote(body))
    return None


def _beside(address: str, folder: Path | None) -> bytes | None:
    """Return what stands in the file that `address` names below `folder`, links followed inside it."""
    path = unquote(address.partition("#")[0].partition("?")[0])
    if folder is None or not path or "\0" in path or "://" in path or path.startswith(("/", "\\")):
        return None
    with suppress(OSError, RuntimeError):
        root = folder.resolve(strict=True)
        file = (root / path).resolve(strict=True)
        if not file.is_relative_to(root):
            return None
        # Not blocking: a pipe put there would be waited for without end.
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))
        with open(descriptor, "rb") as opened:
            state = os.fstat(descriptor)
            if stat.S_ISREG(state.st_mode) and state.st_size <= MOST_BYTES:
                return opened.read(MOST_BYTES)
    return None
