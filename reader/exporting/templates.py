"""Text formats that are Jinja templates: those in `resources/templates/`, to be copied, and a person's own.

A template is rendered piece by piece. It sees `articles`, `options` and `count` (see `template_view.py`) and
nothing else; the guide lists all of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined
from jinja2.exceptions import SecurityError
from jinja2.sandbox import SandboxedEnvironment

from reader.bundled import resources
from reader.exporting.template_filters import FILTERS
from reader.exporting.template_view import ArticleView, Count, Heading, NoteView, views

if TYPE_CHECKING:
    from jinja2.runtime import Context

    from reader.domain.notes import Note
    from reader.exporting.registry import Articles, ExportOptions

LONGEST = 10_000_000  # characters or items that one multiplication may make
_OURS = frozenset([ArticleView, NoteView, Heading])


def shipped_folder() -> Path:
    """Return the folder of the templates that come with Reader."""
    return resources() / "templates"


def export(notes: Iterable[Note], articles: Articles, options: ExportOptions, template: str) -> Iterator[str]:
    """Yield what the shipped `template` makes of the notes."""
    return render(environment((shipped_folder(),)), template, notes, articles, options)


def render(
    environment: SandboxedEnvironment,
    template: str,
    notes: Iterable[Note],
    articles: Articles,
    options: ExportOptions,
) -> Iterator[str]:
    """Yield what the `template` of the `environment` makes of the notes."""
    found = environment.get_template(template)
    return found.generate(
        articles=views(notes, articles, options), options=options, count=Count(articles.counted)
    )


@cache
def environment(folders: Sequence[Path]) -> SandboxedEnvironment:
    """Return an environment that finds templates in `folders`, in the first that has one of the name."""
    made = _Environment(
        loader=FileSystemLoader(folders),
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=StrictUndefined,
    )
    made.filters.update(FILTERS)
    return made


class _Environment(SandboxedEnvironment):
    """A sandbox that lets nothing grow out of bounds at once; `template_worker.py` bounds the rest."""

    intercepted_binops = frozenset(["*", "**"])

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; of what we give all is safe, but for what begins with an underscore."""
        if type(obj) in _OURS and attribute[0] != "_" and hasattr(obj, attribute):
            return getattr(obj, attribute)
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
