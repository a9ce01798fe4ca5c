"""Text as Markdown that renders as just that text, whatever stands in it."""

from __future__ import annotations

import re

# Backslash, backtick, asterisk, opening bracket, tilde; an underscore that is not within a word; what
# would begin a tag or an entity.
_INLINE = re.compile(r"[\\`*\[~]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
# At the beginning of a line: heading, quotation, list item, rule, underline of a heading, table.
_LINE = re.compile(r"#{1,6}(?=[ \t]|$)|>|[+-](?=[ \t]|$)|=+(?=[ \t]*$)|[-:|](?=[-:| \t]*$)|\|")
_NUMBER = re.compile(r"(\d{1,9})([.)])(?=[ \t]|$)")
_CLOSING = re.compile(r"(^|[ \t])(?=#+$)")
# One line that means the same escaped and not, as most passages are.
HARMLESS = re.compile(r"[^\s\d\\`*\[~_<&#>+=:|-](?:[^\n\\`*\[~_<&]*[^\s\\`*\[~_<&])?")


def escape(text: str) -> str:
    """Return one line of text with everything escaped that Markdown reads inside a paragraph."""
    return _INLINE.sub(r"\\\g<0>", text)


def escape_heading(text: str) -> str:
    """Return one line of text for use after the marks of a heading."""
    return keep_signs(escape(text))


def keep_signs(text: str) -> str:
    """Return the Markdown `text` of a heading so that number signs at its end belong to it."""
    return _CLOSING.sub(r"\1\\", text)


def escape_lines(text: str) -> list[str]:
    """Return `text` as lines of Markdown: paragraphs parted by an empty line, line ends kept."""
    lines: list[str] = []
    for line in text.split("\n"):
        if not line.strip():
            if lines and lines[-1]:
                lines.append("")
            continue
        if lines and lines[-1]:
            lines[-1] += "\\"
        lines.append(line if HARMLESS.fullmatch(line) else _escape_ends(line))
    while lines and not lines[-1]:
        lines.pop()
    return lines


def escape_line(text: str) -> str:
    """Return one line of text with all escaped that Markdown reads at the beginning of a line or in it."""
    escaped = escape(text)
    if match := _NUMBER.match(escaped):
        return f"{match[1]}\\{escaped[match.end(1) :]}"
    return f"\\{escaped}" if _LINE.match(escaped) else escaped


def _escape_ends(line: str) -> str:
    """Return `line` escaped; space at either end means nothing to Markdown, or a block of code."""
    core = line.strip()
    if core == line:
        return escape_line(line)
    start = line.index(core)
    return _entities(line[:start]) + escape_line(core) + _entities(line[start + len(core) :])


def _entities(space: str) -> str:
    return "".join(f"&#{ord(character)};" for character in space)
