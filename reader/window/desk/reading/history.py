"""Back and forward through the places one has been."""

from __future__ import annotations

LONGEST = 200
Place = tuple[str, int]  # article id, code point


class History:
    """The places one came from, and those one went back from."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    def add(self, place: Place) -> None:
        """Remember the place that one leaves by a jump; what lay forward is forgotten."""
        if not self._back or self._back[-1] != place:
            self._back.append(place)
            del self._back[:-LONGEST]
        self._forward.clear()

    def can_step(self, count: int) -> bool:
        """Whether there is a place back (negative) or forward."""
        return bool(self._back if count < 0 else self._forward)

    def step(self, count: int, here: Place | None) -> Place | None:
        """Return the place `count` steps back (negative) or forward; `here` is where one is now."""
        source, target = (self._back, self._forward) if count < 0 else (self._forward, self._back)
        place = None
        for _ in range(min(abs(count), len(source))):
            if here is not None:
                target.append(here)
            place = here = source.pop()
        return place
