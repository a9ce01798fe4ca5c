"""In another language: what a person reads is in it, what a script reads is the same as ever."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reader.exporting.registry import FORMATS
from reader.translation import use

Run = Callable[..., Any]


@pytest.fixture
def german(reader: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Run]:
    """Runs a command where German is wanted."""

    def run(*words: object) -> Any:
        with monkeypatch.context() as patch:
            patch.delenv("LC_ALL", raising=False)
            patch.setenv("LANG", "de_DE.UTF-8")
            return reader(*words)

    yield run
    use([], tmp_path)


@pytest.fixture
def noted(reader: Run, article: str) -> str:
    """An article with a note and a highlight."""
    words = ("--quote", "leaks a bathtub", "--body", "Really?", "--tag", "canal", "--color", "pink")
    reader("note", article, *words)
    reader("note", article, "--section", "On paper", "--body", "Dry.")
    reader("note", article, "--quote", "Eleven barges")
    return article


def test_an_error_is_said_in_the_language(german: Run, noted: str) -> None:
    run = german("show", "nothing of the kind")
    assert run.code == 1
    assert run.err == "reader: nothing of the kind: kein solcher Artikel; `reader list` zeigt, was es gibt\n"


def test_help_is_in_the_language_down_to_the_words_of_python(german: Run) -> None:
    said = german("notes", "--help").out
    assert said.startswith("Aufruf: reader notes")
    assert "Notizen in Lesereihenfolge ausgeben." in said
    assert "\nOptionen:\n" in said
    assert "argument" not in german("note", "x", "--occurrence", "many").err


def test_one_and_several_are_told_apart(german: Run, noted: str) -> None:
    assert "1 von 1 Notiz," in german("export", "--format", "text", "--tag", "canal").err
    assert "3 von 3 Notizen," in german("export", "--format", "text").err


@pytest.mark.parametrize(
    "words",
    [
        ("list",),
        ("list", "--json"),
        ("show", "{id}"),
        ("show", "{id}", "--outline"),
        ("notes",),
        ("notes", "--json"),
        ("search", "barges"),
        ("check",),
    ],
    ids=" ".join,
)
def test_what_a_script_reads_is_the_same(
    reader: Run, german: Run, noted: str, words: tuple[str, ...]
) -> None:
    command = [word.format(id=noted) for word in words]
    assert german(*command).out == reader(*command).out != ""


@pytest.mark.parametrize("name", [each.name for each in FORMATS if not each.is_binary and not each.inside])
def test_an_export_is_the_same(reader: Run, german: Run, noted: str, name: str) -> None:
    command = ("export", "--format", name)
    there, here = german(*command), reader(*command)
    assert there.out == here.out != ""
    assert there.err != here.err
