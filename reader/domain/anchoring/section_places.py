"""How a note on a section finds that section in a newer revision."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from reader.domain.anchoring.likeness import passage_likeness, whole
from reader.domain.sections import Section

# A title of four words with one of them another; two titles of a kind (North Gaza, South Gaza) have less.
MIN_TITLE_SCORE = 0.75


class SectionPlacer:
    """Finds sections, named by their paths in an older revision, in the tree of `root`.

    `before` is the root of that revision, if at hand. Only with it a title that was changed can be
    told from that of another section which resembles it.
    """

    def __init__(self, root: Section, before: Section | None = None) -> None:
        self._root = root
        self._before = before

    def place(self, path: tuple[str, ...]) -> Section | None:
        """Return the section at `path`, if need be below its parent's new place.

        Else the only one of its title; else, below the same parent, a new one much like it; else
        None. Never one that stood in the older tree beside it.
        """
        if not path:
            return self._root
        parent = self.place(path[:-1])
        if parent is not None and (found := self._by_path.get((*parent.path, path[-1]))) is not None:
            return found
        same = self._by_title.get(path[-1].casefold(), [])
        if len(same) == 1 and same[0].path not in self._before_paths:
            return same[0]
        if parent is None or same or self._before is None:
            return None
        title = whole(path[-1])
        new = [section for section in parent.sections if section.path not in self._before_paths]
        scored = [(passage_likeness(title, whole(section.title)), section) for section in new]
        score, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        return best if score >= MIN_TITLE_SCORE else None

    @cached_property
    def _by_path(self) -> dict[tuple[str, ...], Section]:
        # Of several with the same path the first, as everywhere.
        return {section.path: section for section in reversed(list(self._root.walk()))}

    @cached_property
    def _by_title(self) -> dict[str, list[Section]]:
        titled: defaultdict[str, list[Section]] = defaultdict(list)
        for section in self._root.walk():
            if section.path:
                titled[section.title.casefold()].append(section)
        return titled

    @cached_property
    def _before_paths(self) -> frozenset[tuple[str, ...]]:
        return frozenset(section.path for section in self._before.walk()) if self._before else frozenset()
