"""The bundled program: its size, and its start against that from an environment with the same wheel."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from pathlib import Path

from reader.home import Home
from reader.instance import socket_path
from tests.benchmarks.measure import in_turn, report

MEGABYTE = 1_000_000


def main() -> None:
    """Print three figures for what `build-deb` made: in the folder READER_BUNDLE, or in dist/."""
    built = Path(os.environ.get("READER_BUNDLE") or Path(__file__).parents[2] / "dist")
    program, other = built / "bundle" / "reader", built / "venv" / "bin" / "reader"
    packages = sorted(built.glob("*.deb"))
    if not (program.exists() and other.exists() and packages):
        print("bundle: not measured; make one with resources/packaging/build-deb")
        return
    files = [path for path in program.parent.rglob("*") if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) / MEGABYTE
    print(f"{f'bundle, {len(files)} files':<58} {size:9.1f} MB")
    print(f"{packages[-1].name:<58} {packages[-1].stat().st_size / MEGABYTE:9.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        home = Home(Path(folder) / "home")
        ours, floor = in_turn(lambda: _start(program, home), lambda: _start(other, home), 20)
        report("bundle, start to the first paint", [s for s, _ in ours], [s for s, _ in floor], 1.15)


def _start(program: Path, home: Home) -> tuple[float, float]:
    """Start a window and return the seconds until it listens for a second start, the first thing after
    the first paint; the program itself is what is shipped, without a hook of ours.
    """
    environment = dict(os.environ, READER_HOME=str(home.folder))
    for name in ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH"):
        environment.pop(name, None)
    socket = socket_path(home)
    begin = time.perf_counter()
    process = subprocess.Popen([program], env=environment, stderr=subprocess.DEVNULL)
    while not socket.exists():
        if process.poll() is not None:
            raise SystemExit(f"{program} ended with {process.returncode}")
        time.sleep(0.0005)
    seconds = time.perf_counter() - begin
    process.terminate()
    process.wait()
    return seconds, 0.0
