import threading
from concurrent.futures import CancelledError
from pathlib import Path

import pytest

from reader.errors import ReaderError
from reader.home import Home
from reader.jobs.pool import Pool


@pytest.fixture
def pool(tmp_path: Path):
    pool = Pool(Home(tmp_path), lambda library: None)
    yield pool
    pool.close()


def test_writes_are_carried_out_in_turn_on_one_thread(pool: Pool) -> None:
    done: list[int] = []
    threads: set[int] = set()

    def task(number: int) -> None:
        threads.add(threading.get_ident())
        done.append(number)

    futures = [pool.write(lambda _, number=number: task(number)) for number in range(50)]
    for future in futures:
        future.result()
    assert done == list(range(50))
    assert len(threads) == 1
    assert threads != {threading.get_ident()}


def test_each_thread_has_a_library_of_its_own(pool: Pool) -> None:
    together = threading.Barrier(2)

    def look(library: object) -> int:
        together.wait(timeout=30)
        return id(library)

    first, second = pool.read(look), pool.read(look)
    assert first.result() != second.result()


def test_what_is_wrong_arrives_with_the_answer(pool: Pool) -> None:
    with pytest.raises(ReaderError):
        pool.write(lambda library: library.note("no such note")).result()
    assert pool.write(lambda library: library.article_rows()).result() == []


def test_closing_carries_out_what_was_asked_for(tmp_path: Path) -> None:
    pool = Pool(Home(tmp_path), lambda library: None)
    futures = [pool.write(lambda library: library.article_rows()) for _ in range(20)]
    pool.close()
    assert all(future.result() == [] for future in futures)


def test_a_job_hears_of_the_end(tmp_path: Path) -> None:
    pool = Pool(Home(tmp_path), lambda library: None)
    begun = threading.Event()

    def job() -> str:
        begun.set()
        while not pool.is_ending:
            pool.read(lambda library: None).result()
        return "stopped"

    future = pool.job(job)
    begun.wait()
    pool.close()
    assert future.result() == "stopped"


def test_a_job_in_one_long_step_is_left_behind_and_writes_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reader.jobs.pool.PATIENCE", 0.01)
    pool = Pool(Home(tmp_path), lambda library: None)
    goes_on = threading.Event()

    def job() -> object:
        goes_on.wait()
        return pool.write(lambda library: library.article_rows()).result()

    future = pool.job(job)
    pool.close()
    assert not future.done()
    goes_on.set()
    with pytest.raises(CancelledError):
        future.result(timeout=30)
