"""Finding words or a regular expression in a text."""

from __future__ import annotations

from reader.translation import tr

MOST = 10_000  # matches that are returned; more are counted no further
TIME = 1.0  # seconds after which a regular expression is stopped


class TakesLongError(ValueError):
    """A regular expression did not end in the time that it was given."""


def find_all(
    text: str, query: str, *, case: bool, word: bool, regular: bool, seconds: float = TIME
) -> list[tuple[int, int]]:
    """Return up to MOST matches of `query` in `text`, in code points; `^` and `$` are a line's ends.

    Raises ValueError with a sentence for the reader where a regular expression is malformed, TakesLongError
    where it does not end within `seconds`. Other threads go on meanwhile.
    """
    if not query:
        return []
    import regex

    pattern = query if regular else regex.escape(query, literal_spaces=True)
    if word:
        pattern = rf"\b(?:{pattern})\b"
    found: list[tuple[int, int]] = []
    try:
        compiled = regex.compile(pattern, regex.MULTILINE | (0 if case else regex.IGNORECASE))
        for match in compiled.finditer(text, concurrent=True, timeout=seconds):
            if match.end() > match.start():
                found.append(match.span())
            if len(found) == MOST:
                break
    except regex.error as error:
        raise ValueError(tr("Not a regular expression: {problem}", problem=error.msg)) from None
    except TimeoutError:
        raise TakesLongError(tr("This expression takes too long")) from None
    return found
