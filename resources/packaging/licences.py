"""The file `copyright`: what the bundle holds and under which licences, from the metadata of each part."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

_NAME = re.compile(r"[A-Za-z0-9._-]+")
_LICENCE_FILE = re.compile(r"(LICEN[CS]E|COPYING|NOTICE)[^/]*\Z", re.IGNORECASE)
_INSIDE = "usr/lib/reader-desktop/_internal"
_QT = ("pyside6-essentials", "shiboken6")
_APACHE = "See /usr/share/common-licenses/Apache-2.0."
_HEAD = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: Reader
Comment:
 The package holds, besides Reader itself, a Python interpreter and the libraries
 that Reader stands on, as their authors distribute them in Python wheels.
 .
 Qt and PySide6 are used under the GNU LGPL, version 3. They are shared objects
 in /usr/lib/reader-desktop/_internal/PySide6 and shiboken6 and may be replaced
 by others of the same version, built from the sources of the Qt project
 (download.qt.io) with or without changes. Nothing in this package forbids to
 modify it for one's own use or to reverse engineer it for such changes.
"""


def requirements(name: str) -> list[str]:
    """Return the names of all distributions that `name` needs, itself included, in order."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        each = waiting.pop().lower().replace("_", "-")
        if each in found:
            continue
        try:
            lines = metadata.requires(each) or []
        except metadata.PackageNotFoundError:
            continue  # for another Python or another system
        found[each] = None
        waiting += [match[0] for line in lines if ";" not in line and (match := _NAME.match(line))]
        waiting += [match[0] for line in lines if "python_version" in line and (match := _NAME.match(line))]
    return sorted(found)


def copyright_file(name: str, licence: str) -> str:
    """Return the file for the distribution `name`, whose own licence text is `licence`."""
    stanzas = [_HEAD, _stanza("*", "The Reader developers", "Expat", licence)]
    stanzas += [library(each) for each in requirements(name) if each != name]
    python = Path(sys.base_prefix, "lib", f"python{sys.version_info[0]}.{sys.version_info[1]}", "LICENSE.txt")
    text = python.read_text("utf-8") if python.exists() else "See https://docs.python.org/3/license.html"
    files = f"{_INSIDE}/libpython* {_INSIDE}/python* {_INSIDE}/base_library.zip"
    stanzas.append(_stanza(files, "Python Software Foundation", "PSF-2", text))
    loader = next(_texts("pyinstaller")).partition("Run-time Hooks")[0]
    words = "GPL-2 with PyInstaller's exception for the loader in bundles"
    loader += "\nSee /usr/share/common-licenses/GPL-2."
    stanzas.append(_stanza("usr/lib/reader-desktop/reader", "PyInstaller Development Team", words, loader))
    return "\n".join(stanzas)


def library(distribution: str) -> str:
    """Return the stanza of one installed distribution."""
    files = " ".join(f"{_INSIDE}/{folder}" for folder in _folders(distribution))
    if distribution in _QT:
        text = "See /usr/share/common-licenses/LGPL-3, and GPL-3 beside it, to which it refers."
        return _stanza(files, "The Qt Company Ltd. and other contributors", "LGPL-3", text)
    return _stanza(files, f"the authors of {distribution}", *_terms(distribution))


def _folders(distribution: str) -> list[str]:
    """Return the top folders and modules of a distribution, as patterns."""
    tops = {path.parts[0] for path in metadata.files(distribution) or ()}
    return sorted(
        f"{top}*" if top.endswith((".py", ".so")) else f"{top}/*" for top in tops if top[0].isalnum()
    )


def _terms(distribution: str) -> tuple[str, str]:
    """Return the short name of a distribution's licence and its text."""
    about = metadata.metadata(distribution)
    classes = [each.rpartition(" :: ")[2] for each in about.get_all("Classifier", []) if "License ::" in each]
    short = next(
        (about[name] for name in ("License-Expression", "License") if name in about), ", ".join(classes)
    )
    texts = [_APACHE if "Apache License\n" in text else text for text in _texts(distribution)]
    return " ".join(short.split()), "\n\n".join(texts) or f"{short}, says the metadata of {distribution}."


def _texts(distribution: str) -> Iterator[str]:
    """Yield the texts of the licences that a distribution brings."""
    for path in metadata.files(distribution) or ():
        if _LICENCE_FILE.search(path.name) and ".dist-info" in path.parts[0]:
            yield Path(str(path.locate())).read_text("utf-8", errors="replace")


def _stanza(files: str, holder: str, name: str, text: str) -> str:
    indented = "\n".join(f" {line.rstrip()}" if line.strip() else " ." for line in text.strip().splitlines())
    return f"Files: {files}\nCopyright: {holder}\nLicense: {name}\n{indented}\n"
