"""The words of Python's own argparse, which come with no catalogues: named here, they are in ours."""

from __future__ import annotations

import argparse

from reader.translation import mark, tr

# Those that a command of ours can say; any other stays English.
# Translators: `%s`, `%(value)r` and such stay as they are.
WORDS = (
    mark("usage: "),
    mark("positional arguments"),
    mark("options"),
    mark("show this help message and exit"),
    mark("the following arguments are required: %s"),
    mark("unrecognized arguments: %s"),
    mark("argument %(argument_name)s: %(message)s"),
    mark("invalid choice: %(value)r (choose from %(choices)s)"),
    mark("invalid %(type)s value: %(value)r"),
    mark("expected one argument"),
    mark("expected at least one argument"),
    mark("ignored explicit argument %r"),
    mark("not allowed with argument %s"),
)


def translate_argparse() -> None:
    """Let argparse speak the language in use: it asks `_` for each of its words."""
    setattr(argparse, "_", tr)  # noqa: B010 (the stubs do not know it)
