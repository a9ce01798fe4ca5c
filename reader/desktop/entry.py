"""Desktop entries: ours made from the template, and what is written in any."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from reader.errors import ReaderError
from reader.translation import tr

_GROUP = "[Desktop Entry]"
# What the specification reserves in Exec; an argument with one of these is quoted.
_RESERVED = re.compile(r"[\s\"'\\><~|&;$*?#()`]")
_ESCAPED = re.compile(r"([\"`$\\])")


def make_entry(
    template: str,
    command: Sequence[str],
    arguments: Sequence[str],
    types: Iterable[str],
    kept: dict[str, str],
) -> str:
    """Return `template` with `Exec=reader …` led by `command` and `arguments`, and `types` for MimeType.

    `kept` are values of our own for the removal, written as `X-Reader-NAME`. ReaderError where a word
    cannot stand in an entry.
    """
    start = " ".join(_exec_word(word) for word in (*command, *arguments))
    lines = []
    for line in template.splitlines():
        key, _, value = line.partition("=")
        if key == "Exec":
            line = f"Exec={start}{value.removeprefix('reader')}"
        elif key == "TryExec":
            line = f"TryExec={_escape(command[0])}"
        elif key == "MimeType":
            lines += [f"X-Reader-{name}={text}" for name, text in kept.items()]
            line = f"MimeType={''.join(f'{each};' for each in types)}"
        lines.append(line)
    return "\n".join(lines) + "\n"


def value_of(text: str, key: str) -> str:
    """Return the value of `key` in the main group of the entry `text`; empty where it is not there."""
    is_main = False
    for line in text.splitlines():
        if line.startswith("["):
            is_main = line.strip() == _GROUP
        elif is_main and line.partition("=")[0].strip() == key:
            return line.partition("=")[2].strip()
    return ""


def _exec_word(word: str) -> str:
    """Return `word` as it stands in Exec: quoted for the launcher, then escaped for the file."""
    word = word.replace("%", "%%")
    if not word or _RESERVED.search(word):
        word = '"' + _ESCAPED.sub(r"\\\1", word) + '"'
    return _escape(word)


def _escape(text: str) -> str:
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise ReaderError(
            tr("a menu entry cannot name this path: it is not UTF-8"),
            text,
            tr("install Reader somewhere else"),
        ) from None
    for character, escaped in (("\\", "\\\\"), ("\n", "\\n"), ("\t", "\\t"), ("\r", "\\r")):
        text = text.replace(character, escaped)
    return text
