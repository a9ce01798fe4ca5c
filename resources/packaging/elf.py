"""What the shared objects of a folder need of a system, read with binutils' `readelf`."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

_NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
_VERSION = re.compile(r"Name: (GLIBC|GLIBCXX)_([\d.]+)\s")


def is_elf(path: Path) -> bool:
    """Whether `path` is a program or a library."""
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"


def needed(path: Path) -> list[str]:
    """Return the names of the libraries that `path` is linked to."""
    return _NEEDED.findall(_read(path, "-d"))


def versions(path: Path) -> dict[str, tuple[int, ...]]:
    """Return the newest GLIBC and GLIBCXX that `path` asks for."""
    newest: dict[str, tuple[int, ...]] = {}
    for name, text in _VERSION.findall(_read(path, "-V")):
        version = tuple(map(int, text.split(".")))
        newest[name] = max(version, newest.get(name, version))
    return newest


def _read(path: Path, option: str) -> str:
    run = subprocess.run(["readelf", "-W", option, path], capture_output=True, text=True, check=True)
    return run.stdout
