"""The catalogues of `resources/locale/`: what there is to translate, found in the code, and what is done.

`python -m tests.catalogues` writes `reader.pot` anew, brings each `LANGUAGE/LC_MESSAGES/reader.po` up to it
and compiles it; `python -m tests.catalogues fr` begins one. What is already translated stays as it is.
"""

from __future__ import annotations

import ast
import io
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "resources" / "locale"
TEMPLATE = LOCALE / "reader.pot"
ONE, SEVERAL = ("tr", "mark"), "trn"
_HINT = "# Translators:"
_PLURALS = {  # babel has a formula of its own for Arabic, which tells 100 from 11 in the other order
    "ar": (
        6,
        "(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5)",
    )
}


class _Catalogue(Catalog):
    """A catalogue whose head has no dates: the same words are the same file on every machine and day."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        head = [
            ("Project-Id-Version", "Reader"),
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]
        if self.locale_identifier:
            head += [("Language", self.locale_identifier), ("Plural-Forms", self.plural_forms)]
        return head


# Out of the code


def modules() -> list[Path]:
    """Return the modules whose words are translated, in a fixed order."""
    return sorted((ROOT / "reader").rglob("*.py"))


def words(call: ast.Call) -> str | tuple[str, str] | None:
    """Return what a call says that is to be translated, two texts for a plural; None for another call."""
    name = call.func.id if isinstance(call.func, ast.Name) else ""
    values = [arg.value if isinstance(arg, ast.Constant) else None for arg in call.args[:2]]
    if name == "partial" and call.args and isinstance(call.args[0], ast.Name):
        return words(ast.Call(func=call.args[0], args=call.args[1:], keywords=[]))
    if name in ONE and values and isinstance(values[0], str):
        return values[0]
    if name == SEVERAL and len(values) == 2 and isinstance(values[0], str) and isinstance(values[1], str):
        return values[0], values[1]
    return None


def template() -> Catalog:
    """Return all that there is to translate."""
    catalogue = _Catalogue(header_comment="# What there is to translate, by `python -m tests.catalogues`.")
    for path in modules():
        source = path.read_text("utf-8")
        tree, lines = ast.parse(source), source.split("\n")
        found = sorted(_calls(tree), key=lambda each: (each[0].lineno, each[0].col_offset))
        for call, statement in found:
            said = words(call)
            if said:
                hints = _hint(lines, call.lineno) or _hint(lines, statement)
                where = [(path.relative_to(ROOT).as_posix(), 0)]
                catalogue.add(said, locations=where, auto_comments=hints)
    return catalogue


def _calls(tree: ast.AST, statement: int = 1) -> Iterator[tuple[ast.Call, int]]:
    """Yield each call below `tree` with the line that its statement begins on."""
    for node in ast.iter_child_nodes(tree):
        line = node.lineno if isinstance(node, ast.stmt) else statement
        if isinstance(node, ast.Call):
            yield node, line
        yield from _calls(node, line)


def _hint(lines: list[str], number: int) -> list[str]:
    """Return what the comment right above the line `number` says to translators."""
    hint: list[str] = []
    for line in reversed(lines[: number - 1]):
        text = line.strip()
        if not text.startswith("#"):
            return []
        hint.insert(0, text.removeprefix(_HINT).removeprefix("#").strip())
        if text.startswith(_HINT):
            return [" ".join(hint)]
    return []


# Into the files


def translated(path: Path) -> Catalog:
    """Return what is translated in a `.po` file."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def merged(old: Catalog, fresh: Catalog) -> Catalog:
    """Return `fresh` in the language of `old`, with what `old` has of it."""
    new = _Catalogue(locale=old.locale, header_comment=old.header_comment, fuzzy=False)
    new._num_plurals, new._plural_expr = old.num_plurals, old.plural_expr
    for message in _messages(fresh):
        before: Any = old.get(message.id) or Message(message.id)
        new.add(
            message.id,
            before.string,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=before.user_comments,
            flags=before.flags & {"fuzzy"},
        )
    return new


def _messages(catalogue: Catalog) -> Iterable[Message]:
    return (message for message in catalogue if message.id)


def as_po(catalogue: Catalog) -> bytes:
    """Return a catalogue as a `.po` file, without line numbers, which change all the time."""
    file = io.BytesIO()
    write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    return file.getvalue()


def as_mo(catalogue: Catalog) -> bytes:
    """Return a catalogue as gettext reads it."""
    file = io.BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def files() -> list[Path]:
    """Return the `.po` files that there are."""
    return sorted(LOCALE.glob("*/LC_MESSAGES/reader.po"))


def begin(language: str) -> Catalog:
    """Return a catalogue in which nothing is translated yet."""
    catalogue = Catalog(locale=language, header_comment="# Reader in this language.")
    if language in _PLURALS:
        catalogue._num_plurals, catalogue._plural_expr = _PLURALS[language]
    return catalogue


def main() -> None:
    """Write the template and bring every catalogue up to it."""
    fresh = template()
    TEMPLATE.write_bytes(as_po(fresh))
    catalogues = {path: translated(path) for path in files()}
    for language in sys.argv[1:]:
        catalogues.setdefault(LOCALE / language / "LC_MESSAGES" / "reader.po", begin(language))
    for path, old in catalogues.items():
        new = merged(old, fresh)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(new))
        path.with_suffix(".mo").write_bytes(as_mo(new))


if __name__ == "__main__":
    main()
