"""Which program opens which type: Reader is added behind the present one and takes nothing from it.

A type that an entry lists in MimeType goes to the entry that is found first, and the user's own entries
are found before the system's. So a type that another program has already is not listed in ours; it is
associated in `mimeapps.list` instead, behind that program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from reader.desktop.entry import value_of
from reader.desktop.files import text_of

_ADDED = "[Added Associations]"


def present_programs(folders: Iterable[Path], our_entry: str) -> dict[str, str]:
    """Return for each type the entry that comes first for it in the data `folders`, but for ours."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    for folder in folders:
        applications = folder / "applications"
        claims: dict[str, list[str]] = {}
        for path in sorted(applications.rglob("*.desktop")):
            name = "-".join(path.relative_to(applications).parts)
            if name in seen or name == our_entry:
                continue  # an entry of that name nearer to the user hides this one
            seen.add(name)
            try:
                text = text_of(path)
            except OSError:
                continue  # a link that leads nowhere, or into a folder of another user
            if value_of(text, "Hidden").lower() != "true":
                for each in _items(value_of(text, "MimeType")):
                    claims.setdefault(each, []).append(name)
        cached = _cached(text_of(applications / "mimeinfo.cache"))
        for each, names in claims.items():
            first = next((name for name in cached.get(each, ()) if name in names), names[0])
            found.setdefault(each, first)
    return found


def add_behind(text: str, our_entry: str, programs: dict[str, str]) -> tuple[str, list[str]]:
    """Return the `mimeapps.list` `text` with our entry added behind the `programs` of the types.

    Returned too: the types that had no line there before.
    """
    left = dict(programs)

    def behind(section: str, key: str, items: list[str]) -> list[str]:
        if section != _ADDED or left.pop(key, None) is None or our_entry in items:
            return items
        return [*items, our_entry]

    lines = _map(text, behind)
    new = [f"{each}={program};{our_entry};" for each, program in left.items()]
    if new:
        if _ADDED not in lines:
            lines += [*([""] if lines else []), _ADDED]
        at = lines.index(_ADDED) + 1
        lines[at:at] = new
    return _joined(lines), list(left)


def take_out(text: str, our_entry: str, types: Iterable[str]) -> str:
    """Return the `mimeapps.list` `text` without our entry; `types` had no line before `add_behind`."""
    added = set(types)

    def without(section: str, key: str, items: list[str]) -> list[str]:
        rest = [item for item in items if item != our_entry]
        is_as_we_made_it = section == _ADDED and key in added and len(items) == 2
        return [] if is_as_we_made_it and len(rest) == 1 else rest

    lines = _map(text, without)
    if _ADDED in lines[-1:] and not text.endswith(f"{_ADDED}\n"):
        lines = lines[: -2 if lines[-2:-1] == [""] else -1]
    return _joined(lines)


def says_nothing(text: str) -> bool:
    """Whether no line of a list or cache `text` is more than a heading."""
    return all(not line.strip() or line.startswith("[") for line in text.split("\n"))


def _map(text: str, change: Callable[[str, str, list[str]], list[str]]) -> list[str]:
    """Return the lines with each list of entries changed; a line whose list becomes empty is left out."""
    lines, section = [], ""
    for line in text.removesuffix("\n").split("\n") if text else ():
        key, equals, value = line.partition("=")
        if line.startswith("["):
            section = line.strip()
        elif equals and not line.startswith("#"):
            items = _items(value)
            changed = change(section, key.strip(), items)
            if changed != items:
                if changed:
                    lines.append(f"{key}={''.join(f'{item};' for item in changed)}")
                continue
        lines.append(line)
    return lines


def _cached(text: str) -> dict[str, list[str]]:
    return {key: _items(value) for key, _, value in (line.partition("=") for line in text.split("\n"))}


def _items(value: str) -> list[str]:
    return [item.strip() for item in value.split(";") if item.strip()]


def _joined(lines: list[str]) -> str:
    return "\n".join(lines) + "\n" if lines else ""
