from __future__ import annotations

from making import article

from reader.domain.anchoring.section_places import SectionPlacer
from reader.domain.sections import Section

OLD = "# Talks\n\na\n\n## Overview\n\nb\n\n# Strategy Talks and a Diplomatic Rift\n\nc\n\n## Overview\n\nd"


def root(text: str) -> Section:
    return article(text).root


def found(path: tuple[str, ...], new: str, old: str | None = OLD) -> tuple[str, ...] | None:
    section = SectionPlacer(root(new), root(old) if old is not None else None).place(path)
    return None if section is None else section.path


def test_the_same_path() -> None:
    assert found(("Talks", "Overview"), OLD) == ("Talks", "Overview")
    assert found((), OLD) == ()
    new = root(f"new first\n\n{OLD}")
    section = SectionPlacer(new).place(("Talks",))
    assert section is not None
    assert section.start == 11


def test_the_same_title_elsewhere() -> None:
    new = "# World\n\n## talks\n\na"
    assert found(("Talks",), new) == ("World", "talks")
    assert found(("Talks",), new, None) == ("World", "talks")


def test_not_one_of_the_same_title_that_stood_beside_it() -> None:
    new = OLD.replace("## Overview\n\nb\n\n", "")
    assert found(("Talks", "Overview"), new) is None


def test_of_several_with_the_title_none() -> None:
    assert found(("Talks",), "# A\n\n## Talks\n\na\n\n# B\n\n## Talks\n\nb") is None


def test_a_title_that_was_changed() -> None:
    path = ("Strategy Talks and a Diplomatic Rift",)
    changed = "Strategy Talks and the Diplomatic Rift"
    new = OLD.replace(path[0], changed)
    assert found(path, new) == (changed,)
    assert found((*path, "Overview"), new) == (changed, "Overview")
    # Without the older tree it might have stood there beside it.
    assert found(path, new, None) is None


def test_never_another_of_the_same_form() -> None:
    old = "# North Gaza this week\n\na\n\n# South Gaza this week\n\nb"
    assert found(("North Gaza this week",), "# South Gaza this week\n\nb", old) is None
    assert found(("Day 1",), "# Day 2\n\na", "# Day 1\n\na") is None
    assert found(("Gone", "Deep"), "# Talks\n\na") is None
