"""JSON from anywhere: read whole or line by line, with what is wrong said by line and column."""

from __future__ import annotations

import json
import re
from typing import Any

from reader.errors import ReaderError
from reader.translation import tr

_LONGEST_NUMBER = 18  # digits; a longer one is no place in a text, and takes quadratic time to read
_SEPARATORS = " \t\r\n"
_BEGINS = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")


def read_json(data: bytes) -> Any:
    """Return what `data` holds: a JSON document, or the list of those in its lines. Raises ReaderError.

    What JSON has no word for (NaN) and numbers without end are None.
    """
    text = _text(data)
    try:
        return _DECODER.decode(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and "\n" in text.strip():
            return _lines(text)
        raise _broken(error.msg, error.lineno, error.colno) from None
    except RecursionError:
        raise ReaderError(tr("its JSON is nested too deeply"), remedy=_remedy()) from None


def head_of_json(head: bytes) -> str:
    """Return the text of the file that begins with `head` where that may be JSON, else an empty one."""
    text = head.decode(json.detect_encoding(head), "replace").lstrip("\ufeff")
    return text if _BEGINS.match(text) else ""


def _lines(text: str) -> list[Any]:
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip(_SEPARATORS):
            continue
        try:
            values.append(_DECODER.decode(line))
        except json.JSONDecodeError as error:
            raise _broken(error.msg, number, error.colno) from None
        except RecursionError:
            raise ReaderError(tr("its JSON is nested too deeply"), remedy=_remedy()) from None
    return values


def _text(data: bytes) -> str:
    encoding = json.detect_encoding(data)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReaderError(
            tr("its JSON is no sound {encoding}: byte {number}", encoding=encoding, number=error.start),
            remedy=_remedy(),
        ) from None


def _broken(what: str, line: int, column: int) -> ReaderError:
    return ReaderError(
        tr(
            "its JSON is broken in line {line}, column {column} ({what})", line=line, column=column, what=what
        ),
        remedy=_remedy(),
    )


def _remedy() -> str:
    return tr("export it once more; nothing was imported")


def _number(digits: str) -> int | None:
    return int(digits) if len(digits) <= _LONGEST_NUMBER else None


_DECODER = json.JSONDecoder(parse_int=_number, parse_constant=lambda _: None)
