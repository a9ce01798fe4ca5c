"""The manual page, from the help that the commands print."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime

from reader.commands.table import COMMANDS


def printed_help(*words: str) -> str:
    """Return what `reader … --help` prints, in English."""
    environment = os.environ | {"LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "reader", *words, "--help"]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def page(version: str, epoch: int, help_on: Callable[..., str] = printed_help) -> str:
    """Return `reader.1`; `epoch` is its date in seconds."""
    usage, _, rest = help_on().partition("\n\n")
    usage = "\n".join(line.removeprefix("usage:").strip() for line in usage.splitlines())
    lines = [
        f'.TH READER 1 {datetime.fromtimestamp(epoch, UTC).date()} "Reader {version}" "User Commands"',
        ".SH NAME",
        "reader \\- read long articles closely, note passages, take the notes along",
        ".SH SYNOPSIS",
        *_as_it_is(usage),
        ".SH DESCRIPTION",
        *_as_it_is(rest),
        ".SH COMMANDS",
    ]
    for command in COMMANDS:
        lines += [f'.SS "reader {command.name}"', *_as_it_is(help_on(command.name))]
    lines += [
        ".SH FILES",
        *_as_it_is("~/.local/share/reader-desktop  the home: library, settings, backups, log"),
    ]
    return "\n".join(lines) + "\n"


def _as_it_is(text: str) -> list[str]:
    """Return `text` as lines that the formatter leaves alone."""
    escaped = (
        text.rstrip().replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
    )
    return [".nf", *(f"\\&{line}" if line else "" for line in escaped.splitlines()), ".fi"]
