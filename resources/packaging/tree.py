"""Lays out the package's files: `python tree.py BUNDLE ROOT CHECKOUT`, by the Python that has the wheel.

Menu entry, icons and AppStream's data come from the wheel's own resources, through the code that
`reader desktop install` uses. All times are SOURCE_DATE_EPOCH: the same sources make the same package.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from email.utils import formatdate
from pathlib import Path

from control import MAINTAINER, NAME, control
from licences import copyright_file
from manual import page

from reader import __version__
from reader.bundled import resources
from reader.desktop.entry import make_entry
from reader.desktop.linux import COPIES, ENTRY, SCHEME
from reader.importing.registry import FORMATS

COMMAND = "/usr/bin/reader"
# The entry of the files. Of the entries of a folder that open a type, the first by its name gets it; one
# that comes last takes no type from a program that is there.
FILES_ENTRY = f"zz.{ENTRY}"


def entries(template: str, media_types: Iterable[str]) -> dict[str, str]:
    """Return the two menu entries: the one in the menu, with our links, and a hidden one with the files."""
    shown = make_entry(template, [COMMAND], (), [SCHEME], {})
    hidden = make_entry(template, [COMMAND], (), media_types, {}).partition("\n[Desktop Action")[0]
    lines = [line for line in hidden.splitlines() if line and not line.startswith("Actions=")]
    return {ENTRY: shown, FILES_ENTRY: "\n".join([*lines, "NoDisplay=true", "InitialPreference=0"]) + "\n"}


def lay_out(bundle: Path, root: Path, checkout: Path, epoch: int) -> None:
    """Fill `root` with the package's files and the folder DEBIAN."""
    share = root / "usr/share"
    bundled = root / "usr/lib" / NAME
    shutil.copytree(bundle, bundled, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    (root / COMMAND[1:]).symlink_to(f"../lib/{NAME}/reader")
    template = (resources() / "desktop" / ENTRY).read_text("utf-8")
    types = dict.fromkeys(each for form in FORMATS for each in form.media_types)
    for name, text in entries(template, types).items():
        _write(share / "applications" / name, text)
    for source, target in COPIES.items():
        _write(share / target, (resources() / source).read_bytes())
    documents = share / "doc" / NAME
    licence = (checkout / "LICENSE").read_text("utf-8").partition("\n\n")[2]
    _write(documents / "copyright", copyright_file(NAME, licence))
    _write(documents / "NEWS.gz", _packed((checkout / ".github/CHANGELOG.md").read_bytes()))
    _write(documents / "changelog.gz", _packed(_changelog(epoch).encode()))
    _write(share / "man/man1/reader.1.gz", _packed(page(__version__, epoch).encode()))
    _write(share / f"lintian/overrides/{NAME}", (Path(__file__).parent / "lintian-overrides").read_bytes())
    _finish(root, bundle, epoch)


def _changelog(epoch: int) -> str:
    when = formatdate(epoch)
    line = f"{NAME} ({__version__}) unstable; urgency=medium"
    return f"{line}\n\n  * What is new for a reader is in NEWS.gz.\n\n -- {MAINTAINER}  {when}\n"


def _finish(root: Path, bundle: Path, epoch: int) -> None:
    """Add DEBIAN; set modes and times."""
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    sums = [f"{_sum(path)}  {path.relative_to(root)}\n" for path in files]
    kilobytes = sum(-(-path.stat().st_size // 1024) for path in files)
    dpkg = ["dpkg", "--print-architecture"]
    architecture = subprocess.run(dpkg, capture_output=True, text=True, check=True).stdout.strip()
    _write(root / "DEBIAN/md5sums", "".join(sums))
    _write(root / "DEBIAN/control", control(bundle, __version__, architecture, kilobytes))
    program = root / "usr/lib" / NAME / "reader"
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == program else 0o644)
        os.utime(path, (epoch, epoch), follow_symlinks=False)


def _sum(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()


def _packed(data: bytes) -> bytes:
    return gzip.compress(data, 9, mtime=0)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


if __name__ == "__main__":
    built, target, sources = (Path(word).resolve() for word in sys.argv[1:4])
    lay_out(built, target, sources, int(os.environ["SOURCE_DATE_EPOCH"]))
