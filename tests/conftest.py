"""Tests draw nowhere: whoever needs a real display starts one."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

# A screen that a first window fits on; Qt's own is smaller, and the window would shrink to it.
SCREEN = Path(__file__).parent / "data" / "screen.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")
# What is tested speaks English, whatever the machine does; a test of another language sets it.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("LANGUAGE", None)
MEMORY = Path("/dev/shm")
if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > 2**30:
    # A library waits for the disk at every commit, which half the time of a window's test would go to.
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session", autouse=True)
def data_home(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Windows write the desktop's list of recent documents: not into that of whoever runs the tests."""
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="session", autouse=True)
def one_application(data_home: None, qapp: object) -> None:
    """A PDF makes an application of its own where there is none, and no window can be had after that."""
