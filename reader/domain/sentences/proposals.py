"""What the sentence library proposes, in pieces, and guarded: all that this house knows of sentencex."""

from __future__ import annotations

import re

# It takes time by the square in quotations without end; a short piece keeps that small.
PIECE = 6000


def proposals(text: str, number: int, language: str) -> frozenset[int]:
    """Return where sentencex begins sentences in the piece `number` of `text`, PIECE code points long.

    `language` is a BCP 47 tag or empty. Of what it cannot cut every place is returned: most full
    stops before a capital do end a sentence.
    """
    import sentencex

    start = number * PIECE
    # It begins a little earlier, so that an abbreviation across the edge is seen whole.
    low = max(0, start - 200)
    piece = text[low : start + PIECE + 200]
    # Wide spaces make it panic (sentencex 1.0.32), which Python sees as a BaseException.
    piece = re.sub(r"\s", " ", piece)
    try:
        bounds = sentencex.get_sentence_boundaries(language.partition("-")[0] or _guess(piece), piece)
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return frozenset(range(start, start + PIECE))
    return frozenset(low + int(bound["start_index"]) for bound in bounds)


def _guess(text: str) -> str:
    """Return the code of the language that is likeliest in the script of `text`."""
    if text.isascii():
        return "en"
    for code, letters in (
        ("ru", "\u0400-\u04ff"),
        ("el", "\u0370-\u03ff"),
        ("hi", "\u0900-\u097f"),
        ("ar", "\u0600-\u06ff"),
        ("ja", "\u3040-\u30ff"),
        ("zh", "\u4e00-\u9fff"),
    ):
        if re.search(f"[{letters}]", text):
            return code
    return "en"
