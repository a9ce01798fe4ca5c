"""The command that starts this very Reader again, from anywhere, however it was installed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import reader
from reader.errors import ReaderError
from reader.translation import tr

# Without -P a menu's start would look for modules in whatever folder the desktop starts programs in.
_MODULE = ("-P", "-m", "reader")
_WHERE = "import reader; print(reader.__file__, end='')"


def start_command() -> list[str]:
    """Return the words that start Reader, the first an absolute path.

    They name the interpreter of this environment as it is called here, link or not: an upgrade by pip,
    pipx or uv leaves that path. ReaderError where Reader runs from a place that nothing can start.
    """
    program = sys.executable
    if not program:
        raise ReaderError(
            tr("Python does not know where it is installed"), remedy=tr("start Reader by its full path")
        )
    if getattr(sys, "frozen", False):
        return [program]
    package = Path(reader.__file__).resolve().parent
    if _found_by(program) == package:
        return [program, *_MODULE]
    main = package.parent / "main.py"  # a checkout that is not installed anywhere
    if main.is_file():
        return [program, str(main)]
    raise ReaderError(
        tr("Reader is not installed here"), str(package), tr("install it with pip, pipx or uv first")
    )


def _found_by(program: str) -> Path | None:
    """Return the package that `program -m reader` would run when started by a desktop."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    found = subprocess.run(
        [program, "-P", "-c", _WHERE],
        cwd="/",
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
    )
    path = os.fsdecode(found.stdout)
    return Path(path).resolve().parent if found.returncode == 0 and path else None
