"""How alike two passages are, where a changed passage begins and ends, and whose context it has.

All offsets are code points unless they are called numbers of words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reader.domain.anchoring.word_index import WordIndex

CANDIDATES = 6
# A character of context more or less says little; a sentence of it says whose passage this is.
WIDE_CONTEXT = 96
_CLOSING = "\"'”’»›)]}.,;:!?…。！？」』）।؟،"
_QUOTATION = "\"'“‘„«‹"
_ENDS = ".!?…。！？।؟\n"


@dataclass(frozen=True, slots=True)
class Passage:
    """`start:end` of `text`."""

    text: str
    start: int
    end: int

    @property
    def quote(self) -> str:
        """The passage itself."""
        return self.text[self.start : self.end]

    def before(self, width: int) -> str:
        """Up to `width` code points in front of it."""
        return self.text[max(0, self.start - width) : self.start]

    def after(self, width: int) -> str:
        """Up to `width` code points behind it."""
        return self.text[self.end : self.end + width]


def whole(text: str) -> Passage:
    """Return all of `text` as a passage."""
    return Passage(text, 0, len(text))


def context_likeness(one: Passage, other: Passage, width: int) -> tuple[float, float]:
    """Return how alike (0.0-1.0) the up to `width` code points before, and those after, are."""
    return (
        _ratio(one.before(width), other.before(width)),
        _ratio(one.after(width), other.after(width)),
    )


def _ratio(one: str, other: str) -> float:
    """Return the likeness of two texts; two empty ones are both an article's edge, so alike."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other)


def word_likeness(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the share (0.0-1.0) of words that need not change to make one of the other."""
    if one == other:
        return 1.0
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other)


def passage_likeness(one: Passage, other: Passage) -> float:
    """Return how alike two passages are: words and characters count half each."""
    if one.quote == other.quote:
        return 1.0
    words = word_likeness(WordIndex(one.quote).words, WordIndex(other.quote).words)
    letters = _ratio(" ".join(one.quote.casefold().split()), " ".join(other.quote.casefold().split()))
    return (words + letters) / 2


def similar_passages(wanted: Passage, width: int, index: WordIndex) -> Iterator[Passage]:
    """Yield the passages of the indexed text that may be `wanted` with some words changed.

    `width` code points of its context are looked for along with it; they help to find the place
    and its edges.
    """
    left = max(0, wanted.start - width)
    frame = WordIndex(wanted.text[left : wanted.end + width])
    first, last = frame.range(wanted.start - left, wanted.end - left)
    if first == last:
        return
    slack = 8 + len(frame.words) // 5
    seen = set()
    for guess in index.likely(frame.words, CANDIDATES):
        edges = _edges(frame, first, last, index, guess - slack, guess + len(frame.words) + slack)
        if edges is not None and edges not in seen:
            seen.add(edges)
            yield _with_marks(wanted, index, *edges)


def _edges(
    frame: WordIndex, first: int, last: int, index: WordIndex, low: int, high: int
) -> tuple[int, int] | None:
    """Return the numbers, half open, of the words that words `first:last` of the frame became.

    Only words `low:high` of the index are looked at, as far as there are any. None where too
    little of the passage is there.
    """
    from rapidfuzz.distance import Levenshtein

    # Beyond the edges of the text stand line ends, which are no words, for the context that is missing;
    # else it would be matched with the passage, since all of the window must be used.
    size = len(index.words)
    window = [index.words[number] if 0 <= number < size else "\n" for number in range(low, high)]
    runs = [
        (max(op.src_start, first - 1), min(op.src_end, last + 1), op.dest_start - op.src_start)
        for op in Levenshtein.opcodes(frame.words, window)
        if op.tag == "equal" and op.src_end >= first and op.src_start <= last
    ]
    runs = [run for run in runs if run[0] < run[1]]
    kept = sum(min(end, last) - max(start, first) for start, end, _ in runs)
    if not runs or kept < (last - first) // 2:
        return None
    # A stray "the" far off may be taken for a word of the passage; three words in a row are not.
    sure = min(3, max(end - start for start, end, _ in runs))
    sure_runs = [run for run in runs if run[1] - run[0] >= sure]
    head, _, head_shift = sure_runs[0]
    _, tail, tail_shift = sure_runs[-1]
    head, tail = min(max(head, first), last), max(min(tail, last), first)
    start = _start(frame, first, head, index, max(0, low), low + head + head_shift)
    end = _end(frame, last, tail, index, min(high, size), low + tail + tail_shift)
    return (start, end) if start < end else None


def _start(frame: WordIndex, first: int, pivot: int, index: WordIndex, low: int, at: int) -> int:
    """Return where the passage begins, knowing that frame word `pivot` is word `at` of the index."""
    wanted = frame.words[first:pivot]
    ends_before = _gap_ends(frame, first)
    costs = []
    for start in _trials(at - len(wanted), at, low, at):
        cost = _distance(wanted, index.words[start:at])
        if first and not (start and index.words[start - 1] == frame.words[first - 1]):
            cost += 0.6
        if _gap_ends(index, start) != ends_before:
            cost += 0.6
        costs.append((cost, start))
    return min(costs)[1]


def _end(frame: WordIndex, last: int, pivot: int, index: WordIndex, high: int, at: int) -> int:
    """Return where the passage ends, knowing that frame word `pivot` is word `at` of the index."""
    wanted = frame.words[pivot:last]
    ends_here = _gap_ends(frame, last)
    costs = []
    for end in _trials(at + len(wanted), at, at, high):
        cost = _distance(wanted, index.words[at:end])
        if last < len(frame.words) and not (end < len(index.words) and index.words[end] == frame.words[last]):
            cost += 0.6
        if _gap_ends(index, end) != ends_here:
            cost += 0.6
        costs.append((cost, -end))
    return -min(costs)[1]


def _trials(expected: int, pivot: int, low: int, high: int) -> range:
    """Return the word numbers at which an edge is tried: all from a little beyond `expected` to `pivot`.

    Where the two lie far apart only those round `expected`, or a long passage would take for ever.
    """
    near, far = min(expected, pivot), max(expected, pivot)
    if far - near > 40:
        near = far = expected
    return range(max(low, min(near - 4, high)), min(high, far + 4) + 1)


def _distance(one: Sequence[str], other: Sequence[str]) -> float:
    """Return how many words must change to make one of the other."""
    if not one or not other:
        return float(len(one) + len(other))
    from rapidfuzz.distance import Levenshtein

    return float(Levenshtein.distance(one, other))


def _gap_ends(index: WordIndex, number: int) -> bool:
    """Whether a sentence or a line ends in front of word `number`."""
    start = index.ends[number - 1] if number else 0
    end = index.starts[number] if number < len(index.starts) else len(index.text)
    return number in (0, len(index.words)) or any(mark in _ENDS for mark in index.text[start:end])


def _with_marks(wanted: Passage, index: WordIndex, first: int, last: int) -> Passage:
    """Return words `first:last` as a passage, with such marks at its edges as `wanted` has there."""
    text, start, end = index.text, index.starts[first], index.ends[last - 1]
    quote = wanted.quote
    opening = quote[: len(quote) - len(quote.lstrip("\"'“‘„«‹([{¿¡「『（《—–-•☐☑#*_ "))]
    for mark in reversed(opening):
        alike = _QUOTATION if mark in _QUOTATION else mark
        if start and text[start - 1] in alike:
            start -= 1
    closing = quote[len(quote.rstrip(_CLOSING)) :]
    if closing:
        run = end
        while run < len(text) and text[run] in _CLOSING:
            run += 1
        end = end + len(closing) if text.startswith(closing, end) else run
    return Passage(text, start, end)
