"""Files outside the home, which others read meanwhile and may have made links of."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path


def put(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write `data` whole, with the folders above. A link stays one, a file keeps its mode. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    target = Path(os.path.realpath(path))
    with suppress(FileNotFoundError):
        mode = stat.S_IMODE(target.stat().st_mode)
    temporary = target.with_name(f".{target.name}.{os.urandom(6).hex()}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    try:
        with open(descriptor, "wb") as stream:
            os.fchmod(descriptor, mode)
            stream.write(data)
        os.replace(temporary, target)
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def missing_folders(path: Path) -> list[Path]:
    """Return the folders above `path` that are not there yet, the outermost first."""
    return [folder for folder in reversed(path.parents) if not folder.is_dir()]


def text_of(path: Path) -> str:
    """Return the text of a file, whatever its bytes; empty where there is no file. Raises OSError."""
    try:
        return path.read_bytes().decode("utf-8", errors="surrogateescape")
    except FileNotFoundError:
        return ""


def bytes_of(text: str) -> bytes:
    """Return what `text_of` was made of."""
    return text.encode("utf-8", errors="surrogateescape")
