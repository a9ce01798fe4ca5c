"""Start: the window against a bare one, a command against `import apsw`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.measure import ROOT, in_turn, report, run

BRIEFING = ROOT / "resources/articles/2024-03-29-rafah-talks-and-court-order.txt"
HERE = Path(__file__).parent


def main() -> None:
    """Print three figures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        run([str(HERE / "start_reader.py")], home)  # makes the home with its bundled articles
        run(["-m", "reader", "import", str(BRIEFING)], home)
        ours, floor = in_turn(
            lambda: run([str(HERE / "start_reader.py")], home),
            lambda: run([str(HERE / "start_floor.py"), str(BRIEFING)]),
            10,
        )
        report("start to a readable article", [s for s, _ in ours], [s for s, _ in floor], 1.3)
        memory = [m / 1024 for _, m in ours], [m / 1024 for _, m in floor]
        report("peak memory at the start", *memory, 1.3, "MB")
        ours, floor = in_turn(
            lambda: run(["-m", "reader", "list"], home), lambda: run(["-c", "import apsw"]), 15
        )
        report("reader list", [s for s, _ in ours], [s for s, _ in floor], 3)
