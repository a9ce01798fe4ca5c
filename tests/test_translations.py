"""The catalogues are complete, fit their code, and nothing that a person sees was left out of them."""

from __future__ import annotations

import ast
import re
import string
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

from tests.catalogues import (
    ONE,
    ROOT,
    SEVERAL,
    TEMPLATE,
    as_mo,
    as_po,
    files,
    merged,
    modules,
    template,
    translated,
    words,
)

AGAIN = "run `python -m tests.catalogues`, then translate what is new"
FRESH = template()
PERCENT = re.compile(r"%(?:\(\w+\))?[rs]")  # argparse's placeholders


def names(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def texts(message: Message) -> list[str]:
    """Return what a message is in English: one text, or two."""
    return list(message.id) if isinstance(message.id, tuple) else [message.id]


def forms(message: Message) -> list[str]:
    """Return what a message is in another language, each form of its plural."""
    found = message.string if isinstance(message.string, tuple | list) else (message.string,)
    return [form or "" for form in found]


def messages(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def test_the_template_is_what_stands_in_the_code() -> None:
    assert TEMPLATE.read_bytes() == as_po(FRESH), AGAIN


@pytest.fixture(params=files(), ids=lambda path: path.parents[1].name)
def path(request: pytest.FixtureRequest) -> Path:
    return request.param


def test_a_catalogue_is_complete(path: Path) -> None:
    catalogue = translated(path)
    ids = {message.id for message in messages(catalogue)}
    assert ids == {message.id for message in messages(FRESH)}, AGAIN
    missing = [message.id for message in messages(catalogue) if not all(map(str.strip, forms(message)))]
    assert missing == []
    assert [message.id for message in messages(catalogue) if message.fuzzy] == []
    wrong = [
        message.id
        for message in messages(catalogue)
        if len(forms(message)) != number_of_forms(message, catalogue)
    ]
    assert wrong == []


def number_of_forms(message: Message, catalogue: Catalog) -> int:
    return catalogue.num_plurals if isinstance(message.id, tuple) else 1


def test_a_catalogue_is_written_and_compiled_as_it_is_kept(path: Path) -> None:
    catalogue = merged(translated(path), FRESH)
    assert path.read_bytes() == as_po(catalogue), AGAIN
    assert path.with_suffix(".mo").read_bytes() == as_mo(catalogue), AGAIN


def test_every_placeholder_is_in_every_form(path: Path) -> None:
    """The number may be missing where the form says it: `one note`, `two notes`."""
    catalogue = translated(path)
    form_of = c2py(catalogue.plural_expr)
    used = [form_of(number) for number in range(1000)]
    for message in messages(catalogue):
        wanted = names(texts(message)[-1])
        for place, form in enumerate(forms(message)):
            says_itself = {"number"} if len(forms(message)) > 1 and used.count(place) == 1 else set()
            if not form:
                continue  # said by the test of completeness
            assert wanted - says_itself <= names(form) <= wanted, (message.id, form)
            form.format(**dict.fromkeys(wanted, "x"))
            assert sorted(PERCENT.findall(form)) == sorted(PERCENT.findall(texts(message)[0])), form


def test_edges_and_accelerators_are_those_of_the_text(path: Path) -> None:
    catalogue = translated(path)
    accelerators = []
    for message in messages(catalogue):
        text = texts(message)[0]
        for form in filter(None, forms(message)):
            assert _edges(form) == _edges(text), (text, form)
            assert form.count("&") == text.count("&"), (text, form)
            accelerators += re.findall("&(.)", form.casefold())
    assert len(set(accelerators)) == len(accelerators), "two menus with the same letter"


def test_marks_of_direction_stand_only_in_what_the_window_shows(path: Path) -> None:
    """A terminal turns lines round by itself; it would be shown the marks as `\\u2068`."""
    elsewhere = [
        form
        for message in messages(translated(path))
        for form in forms(message)
        if not all(file.startswith("reader/window/") for file, _ in message.locations)
        and re.search("[\u200e\u200f\u202a-\u202e\u2066-\u2069]", form)
    ]
    assert elsewhere == []


def _edges(text: str) -> tuple[str, ...]:
    """Return the white space at both ends, and whether more is to come."""
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :], "…" * text.endswith("…")


# The code

# What a person sees of these, by the place of the argument.
SEEN = {
    **dict.fromkeys(("setText", "setAccessibleName", "setAccessibleDescription", "setToolTip"), (0,)),
    **dict.fromkeys(("setPlaceholderText", "setWindowTitle", "setTitle", "setSuffix", "addMenu"), (0,)),
    **dict.fromkeys(("QPushButton", "QLabel", "QAction", "plain_label", "Tick", "UsageError"), (0,)),
    **dict.fromkeys(("ReaderError", "say"), (0, 1, 2)),
    "Action": (1,),
    "Command": (1,),
    "Option": (1, 2),
    "Field": (1, 2),
    "FormPanel": (3, 4),
    "Scope": (1,),
}
# The same in every language: our name, a sign, a name that is typed, a key.
SAME = {"Reader", " — Reader", "Aa", "standard output", "pdf"}
KEY = re.compile(r"(Ctrl|Alt|Shift)\+|\w+: --[\w-]+ $")  # or an option
WORD = re.compile(r"[^\W\d_]{2,}")


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def name_of(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def unwrapped(node: ast.AST) -> Iterator[str]:
    """Yield the words in an expression that no `tr` stands round."""
    if isinstance(node, ast.Constant):
        text = node.value if isinstance(node.value, str) and node.value not in SAME else ""
        if WORD.search(text) and not KEY.match(text):
            yield text
    elif isinstance(node, ast.JoinedStr | ast.IfExp | ast.BoolOp | ast.BinOp):
        parts = node.values if isinstance(node, ast.JoinedStr | ast.BoolOp) else []
        if isinstance(node, ast.IfExp):
            parts = [node.body, node.orelse]
        elif isinstance(node, ast.BinOp):
            parts = [node.left, node.right]
        for part in parts:
            yield from unwrapped(part)


def test_no_word_that_a_person_sees_is_left_untranslated() -> None:
    found = []
    for where, call in calls():
        places = SEEN.get(name_of(call), ())
        seen = [arg for place, arg in enumerate(call.args) if place in places]
        seen += [each.value for each in call.keywords if name_of(call) == "ReaderError"]
        seen += [each.value for each in call.keywords if each.arg == "help"]
        found += [f"{where} {text!r}" for node in seen for text in unwrapped(node)]
    assert found == []


def test_nothing_is_translated_before_the_language_is_known() -> None:
    """What is said while a module is read is said in whatever language there was then."""

    def at_once(tree: ast.AST) -> Iterator[ast.Call]:
        for node in ast.iter_child_nodes(tree):
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
                yield from at_once(node)
                if isinstance(node, ast.Call) and name_of(node) in ("tr", SEVERAL):
                    yield node

    trees = {path: ast.parse(path.read_text("utf-8")) for path in modules()}
    assert [f"{path}:{call.lineno}" for path, tree in trees.items() for call in at_once(tree)] == []


def test_what_is_translated_is_one_text_with_a_value_for_each_of_its_names() -> None:
    """An f-string would be another text each time, and no catalogue has it."""
    wrong = []
    for where, call in calls():
        if not isinstance(call.func, ast.Name) or call.func.id not in (*ONE, SEVERAL):
            continue
        text = words(call)
        if text is None:
            if any(isinstance(arg, ast.JoinedStr | ast.BinOp) for arg in call.args[:2]):
                wrong.append(where)
            continue
        given = {each.arg for each in call.keywords} | ({"number"} if name_of(call) == SEVERAL else set())
        wanted = names(text if isinstance(text, str) else text[1])
        if name_of(call) != "mark" and wanted != given and (given or name_of(call) == SEVERAL):
            wrong.append(f"{where} {text!r}")
    assert wrong == []
