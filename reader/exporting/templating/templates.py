"""Text formats that are Jinja templates: those in `resources/templates/`, to be copied, and a person's own.

A template is rendered piece by piece. It sees `articles`, `options` and `count` (see `view.py`) and
nothing else; the guide lists all of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from reader.bundled import resources
from reader.exporting.registry import ExportOptions
from reader.exporting.templating.filters import FILTERS
from reader.exporting.templating.view import ArticleView, Count, Heading, NoteView, views

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from reader.domain.article_row import ArticleRow
    from reader.domain.notes import Note
    from reader.exporting.registry import Articles

LONGEST = 10_000_000  # characters or items that one multiplication may make
_OURS = frozenset([ArticleView, NoteView, Heading, ExportOptions])
_PIECES = 400  # of a rendered template that are given at once, those of some twenty notes


def shipped_folder() -> Path:
    """Return the folder of the templates that come with Reader."""
    return resources() / "templates"


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions, template: str) -> Iterator[str]:
    """Yield what the shipped `template` makes of the notes."""
    found = _shipped().get_template(template)
    context = found.new_context(variables(notes, articles, articles.counted, options))
    return in_chunks(found.root_render_func(context))  # `generate`, without its care for errors


def variables(
    notes: Iterable[Note],
    articles: Callable[[str], ArticleRow],
    counted: Callable[[], str],
    options: ExportOptions,
) -> dict[str, object]:
    """Return all that a template sees."""
    return {
        "articles": views(notes, articles, options),
        "options": options,
        "count": Count(counted),
    }


def in_chunks(pieces: Iterator[str]) -> Iterator[str]:
    """Yield the `pieces` of a rendered template, many at once."""
    while text := "".join(islice(pieces, _PIECES)):
        yield text


@cache
def _shipped() -> Environment:
    return _ready(_Trusted, (shipped_folder(),))


def sandbox(folders: Sequence[Path]) -> Environment:
    """Return what renders a person's templates: those in `folders`, in the first that has one of the name."""
    return _ready(_Sandbox, folders)


def _ready(kind: type[Environment], folders: Sequence[Path]) -> Environment:
    made = kind(
        loader=FileSystemLoader(folders),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    made.filters.update(FILTERS)
    return made


class _PlainCode(CodeGenerator):
    """Compiles `note.quote` to just that, and what stands side by side to one piece: half the time."""

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:
        if frame.buffer is not None or len(node.nodes) == 1:
            super().visit_Output(node, frame)
            return
        self.writeline("yield ''.join((", node)
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                self.write(f"{child.data!r}, ")
            else:
                self.write("str(")
                self.visit(child, frame)
                self.write("), ")
        self.write("))")


class _Trusted(Environment):
    """For templates that are part of the program: what they see has every attribute that they ask for."""

    code_generator_class = _PlainCode


class _Sandbox(SandboxedEnvironment):
    """A sandbox that lets nothing grow out of bounds at once; `worker.py` bounds the rest."""

    intercepted_binops = frozenset(["*", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; of what we give all is safe, but for what begins with an underscore."""
        if type(obj) in _OURS and attribute[0] != "_":
            try:
                return getattr(obj, attribute)
            except AttributeError:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Multiply; SecurityError where the product would be too large."""
        if operator == "**" or _product(left, right) > LONGEST:
            raise SecurityError("the product is too large")
        return super().call_binop(context, operator, left, right)


def _product(left: Any, right: Any) -> int:
    """Return how long `left * right` would be; of two numbers it is their own product."""
    if isinstance(left, int) and isinstance(right, int):
        return left.bit_length() + right.bit_length()
    if isinstance(left, int):
        left, right = right, left
    try:
        return len(left) * int(right)
    except TypeError:
        return 0
