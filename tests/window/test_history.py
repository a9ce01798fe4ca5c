from reader.window.desk.reading.history import LONGEST, History


def test_back_and_forward() -> None:
    history = History()
    history.add(("a", 1))
    history.add(("a", 2))
    assert history.step(-1, ("a", 3)) == ("a", 2)
    assert history.step(-1, ("a", 2)) == ("a", 1)
    assert history.step(1, ("a", 1)) == ("a", 2)
    assert history.step(1, ("a", 2)) == ("a", 3)
    assert not history.can_step(1)


def test_a_jump_forgets_what_lay_forward() -> None:
    history = History()
    history.add(("a", 1))
    history.step(-1, ("a", 5))
    history.add(("b", 0))
    assert not history.can_step(1)
    assert history.step(-1, None) == ("b", 0)


def test_nowhere_to_go() -> None:
    assert History().step(-1, ("a", 0)) is None


def test_it_does_not_grow_without_end() -> None:
    history = History()
    for offset in range(LONGEST + 50):
        history.add(("a", offset))
    steps = 0
    here = ("a", -1)
    while (place := history.step(-1, here)) is not None:
        here, steps = place, steps + 1
    assert steps == LONGEST
