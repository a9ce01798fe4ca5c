"""Finding words or a regular expression in a text."""

from __future__ import annotations

MOST = 10_000  # matches that are returned; more are counted no further
TIME = 1.0  # seconds after which a regular expression is stopped


def find_all(text: str, query: str, *, case: bool, word: bool, regular: bool) -> list[tuple[int, int]]:
    """Return up to MOST matches of `query` in `text`, in code points; `^` and `$` are a line's ends.

    Raises ValueError with a sentence for the reader where a regular expression is malformed or does
    not end within TIME.
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
        for match in compiled.finditer(text, timeout=TIME):
            if match.end() > match.start():
                found.append(match.span())
            if len(found) == MOST:
                break
    except regex.error as error:
        raise ValueError(f"not a regular expression: {error.msg}") from None
    except TimeoutError:
        raise ValueError("this expression takes too long") from None
    return found
