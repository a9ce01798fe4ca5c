"""Timing whole processes and calls, in turn with their floors, so that a slow moment hits both."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def run(arguments: Sequence[str], home: Path | None = None) -> tuple[float, int]:
    """Run Python with `arguments`; return wall seconds and peak memory in kilobytes."""
    environment = dict(os.environ, PYTHONPATH=str(ROOT), PYTHONHASHSEED="0")
    # An installed program has its bytecode beside it; a variable that forbids it would time the compiler.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if home is not None:
        environment["READER_HOME"] = str(home)
    begin = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{arguments} ended with {process.returncode}")
    return seconds, usage.ru_maxrss


def in_turn(
    ours: Callable[[], tuple[float, float]], floor: Callable[[], tuple[float, float]], times: int
) -> tuple[list[tuple[float, float]], list[tuple[float, float]]]:
    """Call both `times` times in turn, after one call each that is not counted."""
    ours(), floor()
    pairs = [(ours(), floor()) for _ in range(times)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def report(name: str, ours: Sequence[float], floor: Sequence[float], bound: float, unit: str = "s") -> None:
    """Print one figure: both medians, their ratio, and the bound it is held to."""
    mine, theirs = statistics.median(ours), statistics.median(floor)
    ratio = mine / theirs
    verdict = "" if ratio <= bound else "   MISSED"
    scale, shown = (1000, "ms") if unit == "s" else (1, unit)
    print(
        f"{name:<58} {mine * scale:9.1f} {shown} against {theirs * scale:9.1f} {shown}"
        f"   ratio {ratio:5.2f}, at most {bound:g}{verdict}",
        flush=True,
    )


def percentile(values: Sequence[float], percent: int) -> float:
    """Return the `percent`th percentile."""
    return sorted(values)[min(len(values) - 1, len(values) * percent // 100)]
