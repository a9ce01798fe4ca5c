"""JSON-LD, as far as annotations need it: names with or without a prefix, values in lists or out of them.

No context is fetched: the names are read as the model's own context defines them.
"""

from __future__ import annotations

import re
from typing import Any

from reader.importing.notes.values import kept_text, line

_SINGLE = frozenset(
    (
        *("source", "exact", "prefix", "suffix", "start", "end", "value", "format", "created", "modified"),
        *(
            "reader:color",
            "reader:state",
            "reader:score",
            "reader:noted",
            "reader:revision",
            "reader:deleted",
        ),
        *("reader:article", "dcterms:title", "dcterms:creator", "dcterms:publisher", "dcterms:issued"),
        "language",
    )
)

# Under these stand things that may be named only, and stand elsewhere in the same graph.
_NAMING = frozenset(("target", "body", "source", "selector", "refinedBy", "items", "reader:noted"))


def unlisted(root: Any) -> Any:
    """Take out of their lists the values of which there is one: JSON-LD may be written either way."""
    stack = [root]
    while stack:
        value = stack.pop()
        if isinstance(value, dict):
            for name in _SINGLE.intersection(value):
                if isinstance(value[name], list) and len(value[name]) == 1:
                    value[name] = value[name][0]
            stack += value.values()
        elif isinstance(value, list):
            stack += value
    return root


def joined(root: Any) -> Any:
    """Put the things of a flat graph into those that name them, and leave them nowhere else.

    Annotations stay where they are: a page or a collection that names them says nothing more.
    """
    graph = as_list(root.get("@graph")) if isinstance(root, dict) else []
    things = {id_of(each): each for each in graph if isinstance(each, dict) and id_of(each)}
    parts = {name: each for name, each in things.items() if not is_a(each, "Annotation")}
    used: set[str] = set()

    def part(value: Any) -> Any:
        if isinstance(value, dict) and not set(value) <= {"id", "@id"}:
            return value
        used.add(name := id_of(value))
        return parts.get(name, value)

    for thing in things.values():
        if any(is_a(thing, kind) for kind in ("AnnotationPage", "AnnotationCollection")):
            for name in ("items", "first", "next", "last"):
                thing[name] = [each for each in as_list(thing.get(name)) if id_of(each) not in things]
            continue
        for name in _NAMING.intersection(thing):
            values = [part(each) for each in as_list(thing[name])]
            thing[name] = values[0] if len(values) == 1 else values
    if used & parts.keys():
        root["@graph"] = [each for each in graph if not (isinstance(each, dict) and id_of(each) in used)]
    return root


def value_of(value: Any, name: str) -> Any:
    """Return what stands under a name of the model, with or without its prefix."""
    if not isinstance(value, dict):
        return None
    found = value.get(name)
    return value.get(f"oa:{name}") if found is None else found


def id_of(value: Any) -> str:
    """Return the address that a thing has, or that stands in its place; empty for none."""
    if isinstance(value, dict):
        value = value.get("id") or value.get("@id")
    return kept_text(value)


def is_a(value: dict[str, Any], name: str) -> bool:
    """Return whether one of a thing's types is `name`, whatever its prefix."""
    kinds = as_list(value.get("type")) + as_list(value.get("@type"))
    return any(isinstance(kind, str) and re.split(r"[:#/]", kind)[-1] == name for kind in kinds)


def as_list(value: Any) -> list[Any]:
    """Return the values of which there may be none, one or several."""
    if isinstance(value, dict) and set(value) <= {"@list"}:
        value = value.get("@list")
    return value if isinstance(value, list) else [] if value is None else [value]


def words_of(value: Any, *, lines: bool = False) -> str:
    """Return the words of a literal: a text, one with its language, the first of a list."""
    for _ in range(3):
        if isinstance(value, list):
            value = next((each for each in value if each), "")
        elif isinstance(value, dict):
            value = value.get("@value", next(iter(value.values()), ""))
    return kept_text(value) if lines else line(value)
