"""Notes as other programs, or another library, give them: by article, before the library knows them."""

from __future__ import annotations

from dataclasses import dataclass

from reader.domain.notes import Note
from reader.translation import mark

# The revision of an anchor that was made elsewhere: no text of the library is the one it was made in.
ELSEWHERE = 0
# Why a note is left out, by a format or by the library.
NO_WORDS = mark("neither quoted words nor words of its own")


@dataclass(frozen=True, slots=True)
class NoteBundle:
    """Notes on one article.

    `article_id` is the id that the article has in Reader, where one is known; `sources` are the paths
    and addresses it may have come from, the likeliest first; the rest is as in `Article`. The notes
    have an id that is the same whenever they are imported, and no `article_id`; what an anchor lacks
    (a place, context) is 0 or empty. A `placement` says where the passage stood at last, and holds
    where the text still has it there.
    """

    title: str
    notes: tuple[Note, ...]
    article_id: str = ""
    sources: tuple[str, ...] = ()
    byline: str = ""
    publisher: str = ""
    published: str | None = None
    language: str = ""


@dataclass(frozen=True, slots=True)
class ImportedNotes:
    """All the notes of one file.

    `skipped` says of what was left out why, and how many; `warnings` what a person should know;
    `encoding` is set where it was detected or asked for.
    """

    bundles: tuple[NoteBundle, ...]
    skipped: tuple[tuple[str, int], ...] = ()
    encoding: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def total(self) -> int:
        """How many notes there are."""
        return sum(len(bundle.notes) for bundle in self.bundles)
