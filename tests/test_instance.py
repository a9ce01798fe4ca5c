import socket
import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reader.home import Home
from reader.instance import LONGEST_MESSAGE, HandedOver, Instance, hand_over, socket_path


def test_nobody_runs(tmp_path: Path) -> None:
    assert not hand_over(Home(tmp_path), ["/a.txt"])


def test_a_second_start_hands_over_its_arguments(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token")
    monkeypatch.setenv("DESKTOP_STARTUP_ID", "panel-1-quay_TIME77")
    home = Home(tmp_path)
    received: list[HandedOver] = []
    first = Instance(home)
    assert first.claim()
    first.listen(received.append)
    answers: list[bool] = []
    second = threading.Thread(target=lambda: answers.append(hand_over(home, ["/a.txt", "reader://note/x"])))
    second.start()
    qtbot.waitUntil(lambda: bool(answers))
    second.join()
    first.release()
    assert answers == [True]
    assert received == [HandedOver(["/a.txt", "reader://note/x"], "token", "panel-1-quay_TIME77")]
    assert not socket_path(home).exists()


def test_the_lock_is_one_process_only_and_comes_free(qtbot: QtBot, tmp_path: Path) -> None:
    home = Home(tmp_path)
    first, second = Instance(home), Instance(home)
    assert first.claim()
    assert not second.claim()
    first.release()
    assert second.claim()
    second.release()


def test_a_socket_left_by_a_killed_process_is_replaced(qtbot: QtBot, tmp_path: Path) -> None:
    home = Home(tmp_path)
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(socket_path(home)))
    assert not hand_over(home, ["/a.txt"])
    instance = Instance(home)
    assert instance.claim()
    instance.listen(lambda handed: None)
    instance.release()


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"no json\n",
        b"[]\n",
        b'{"arguments": 1, "activation": "", "startup_id": ""}\n',
        b'{"arguments": [], "activation": "", "startup_id": 1}\n',
        b"x" * (LONGEST_MESSAGE + 10),
    ],
)
def test_other_messages_are_not_taken(qtbot: QtBot, tmp_path: Path, message: bytes) -> None:
    home = Home(tmp_path)
    received: list[object] = []
    instance = Instance(home)
    assert instance.claim()
    instance.listen(received.append)
    done = threading.Event()

    def send() -> None:
        with socket.socket(socket.AF_UNIX) as client:
            client.connect(str(socket_path(home)))
            try:
                client.sendall(message)
                client.shutdown(socket.SHUT_WR)
                client.recv(8)
            except OSError:
                pass
        done.set()

    sender = threading.Thread(target=send)
    sender.start()
    qtbot.waitUntil(done.is_set)
    sender.join()
    instance.release()
    assert received == []


def test_only_the_user_may_use_the_socket(qtbot: QtBot, tmp_path: Path) -> None:
    instance = Instance(Home(tmp_path))
    assert instance.claim()
    instance.listen(lambda handed: None)
    assert socket_path(Home(tmp_path)).stat().st_mode & 0o077 == 0
    instance.release()


def test_a_long_path_goes_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", "/run/user/1")
    home = Home(tmp_path / ("x" * 120))
    assert str(socket_path(home)).startswith("/run/user/1/reader-")
    assert not hand_over(home, ["x" * 10])


def test_too_much_to_hand_over(tmp_path: Path) -> None:
    assert not hand_over(Home(tmp_path), ["x" * LONGEST_MESSAGE])
