"""`settings.ini`: what the reader chose, typed by its defaults, readable and editable by hand.

Reading is forgiving: a line that cannot be understood is reported and skipped. Writing changes only
the lines of the values that were set here, so comments and the order of a hand-edited file stay.
"""

from __future__ import annotations

from typing import TypeVar

Value = TypeVar("Value", bool, int, float, str)
GENERAL = "general"  # what stands before the first [section] of a hand-edited file
_BOOLEANS = {
    **dict.fromkeys(("yes", "true", "on", "1"), True),
    **dict.fromkeys(("no", "false", "off", "0"), False),
}


class Settings:
    """The values of one `settings.ini`. Pure: takes the file's text and gives it back."""

    def __init__(self, text: str = "") -> None:
        self.problems: list[str] = []
        self._changed: dict[tuple[str, str], str | None] = {}
        self._values = self._parse(text)

    def get(self, section: str, name: str, default: Value) -> Value:
        """Return the value, of the type of `default`; `default` where it is absent or not of that type."""
        raw = self._values.get(section, {}).get(name)
        if raw is None:
            return default
        try:
            if isinstance(default, bool):
                return _BOOLEANS[raw.lower()]
            return type(default)(raw)
        except (KeyError, ValueError):
            problem = f"[{section}] {name} = {raw}"
            if problem not in self.problems:
                self.problems.append(problem)
            return default

    def items(self, section: str) -> dict[str, str]:
        """Return all values of `section` as text."""
        return dict(self._values.get(section, {}))

    def set(self, section: str, name: str, value: bool | int | float | str | None) -> None:
        """Set a value; None takes the line out, so that the default holds again."""
        text = (
            None if value is None else ("yes" if value else "no") if isinstance(value, bool) else str(value)
        )
        values = self._values.setdefault(section, {})
        if text == values.get(name):
            return
        self._changed[section, name] = text
        if text is None:
            del values[name]
        else:
            values[name] = text

    @property
    def is_changed(self) -> bool:
        """Whether `merged` would differ from what was read."""
        return bool(self._changed)

    def merged(self, text: str) -> str:
        """Return `text`, the file as it stands now, with the values set here; they count as written."""
        lines = text.splitlines()
        for (section, name), value in self._changed.items():
            _set_line(lines, section, name, value)
        self._changed.clear()
        return "\n".join(lines) + "\n" if lines else ""

    def _parse(self, text: str) -> dict[str, dict[str, str]]:
        # Not by configparser, which a start would wait for, and which takes an indented line for more
        # of the value above it.
        values: dict[str, dict[str, str]] = {}
        section = GENERAL
        for number, line in enumerate(map(str.strip, text.splitlines()), 1):
            if not line or line.startswith(("#", ";")):
                continue
            if line.startswith("[") and line.endswith("]"):
                section = line[1:-1]
                continue
            name, equals, value = map(str.strip, line.partition("="))
            if equals and name:
                values.setdefault(section, {})[name] = value
            else:
                self.problems.append(f"line {number}: {line}")
        return values


def _set_line(lines: list[str], section: str, name: str, value: str | None) -> None:
    """Set `name` in `[section]` of `lines`; a None takes it out."""
    current = GENERAL
    insert_at = 0 if section == GENERAL else -1
    for index, line in enumerate(lines):
        stripped = line.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            current = stripped[1:-1]
        if current != section:
            continue
        if stripped:
            insert_at = index + 1
        if stripped.partition("=")[0].strip() == name and "=" in stripped:
            lines[index : index + 1] = [] if value is None else [f"{name} = {value}"]
            return
    if value is None:
        return
    if insert_at < 0:
        lines += [*([""] if lines else []), f"[{section}]", f"{name} = {value}"]
    else:
        lines.insert(insert_at, f"{name} = {value}")
