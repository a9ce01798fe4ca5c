"""What stands below those rows of the tree that were opened."""

from __future__ import annotations

from collections.abc import Collection

from reader.domain.sections import Section
from reader.window.tree.shelf import Place

Key = tuple[str, Place]  # an article, and the place of a section in it: () for the article itself


class Branch:
    """The rows below one article or section; `loaded` of its `sections` are rows so far.

    A model index carries the `number` of the branch that it stands in. `row` is that of the section
    which owns the branch; an article's own row is looked up, since it changes.
    """

    def __init__(self, number: int, key: Key, row: int, sections: list[Section]) -> None:
        self.number = number
        self.article_id, self.place = key
        self.row = row
        self.sections = sections
        self.loaded = 0

    def row_of(self, place: Place) -> int | None:
        """Return the row of the section at `place`, None where the filter took it away."""
        guess = place[-1] - 1  # right, unless a filter is set
        if guess < len(self.sections) and self.sections[guess].place == place:
            return guess
        return next((n for n, section in enumerate(self.sections) if section.place == place), None)


class Branches:
    """The branches of a model, by what they stand below and by their number."""

    def __init__(self) -> None:
        self._keyed: dict[Key, Branch] = {}
        self._numbered: dict[int, Branch] = {}
        self._last = 0

    def grow(self, key: Key, row: int, sections: list[Section]) -> Branch:
        """Add a branch below `key`."""
        self._last += 1
        branch = self._keyed[key] = self._numbered[self._last] = Branch(self._last, key, row, sections)
        return branch

    def below(self, key: Key) -> Branch | None:
        """Return the branch below an article or a section."""
        return self._keyed.get(key)

    def numbered(self, number: int) -> Branch | None:
        """Return a branch by its number; 0 is that of the articles themselves."""
        return self._numbered.get(number)

    def of(self, article_id: str) -> list[Branch]:
        """Return all branches of an article."""
        return [branch for branch in self._keyed.values() if branch.article_id == article_id]

    def article_ids(self) -> set[str]:
        """Return the articles that have branches."""
        return {article_id for article_id, _ in self._keyed}

    def drop(self, article_ids: Collection[str]) -> None:
        """Forget all branches of some articles."""
        for key in [key for key in self._keyed if key[0] in article_ids]:
            del self._numbered[self._keyed.pop(key).number]
