"""A second start: the whole process of `reader FILE` where a window runs, beyond Python's own start."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reader.home import Home
from reader.instance import socket_path
from tests.benchmarks.measure import ROOT, in_turn, run

BOUND = 0.150  # seconds over Python's own start
PATIENCE = 30


def main() -> None:
    """Print one figure."""
    with tempfile.TemporaryDirectory() as folder:
        home, story = Path(folder) / "home", Path(folder) / "story.md"
        story.write_text("# The Quay\n\nEleven barges lie there.\n")
        environment = dict(os.environ, READER_HOME=str(home), PYTHONPATH=str(ROOT))
        window = subprocess.Popen(
            [sys.executable, "-m", "reader"], env=environment, stderr=subprocess.DEVNULL
        )
        try:
            end = time.monotonic() + PATIENCE
            while not socket_path(Home(home)).exists():
                if time.monotonic() > end or window.poll() is not None:
                    raise SystemExit("the window did not start")
                time.sleep(0.05)
            ours, floor = in_turn(
                lambda: run(["-m", "reader", str(story)], home), lambda: run(["-c", "pass"]), 15
            )
        finally:
            window.terminate()
            window.wait()
    mine, theirs = (statistics.median(seconds for seconds, _ in each) for each in (ours, floor))
    verdict = "" if mine - theirs <= BOUND else "   MISSED"
    print(
        f"{'a file handed over by a second start':<58} {mine * 1000:9.1f} ms against {theirs * 1000:9.1f} ms"
        f"   {(mine - theirs) * 1000:5.1f} ms over, at most {BOUND * 1000:g}{verdict}",
        flush=True,
    )
