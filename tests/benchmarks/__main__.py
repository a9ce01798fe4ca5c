"""`python -m tests.benchmarks [NAME…]`: print all figures, or those of the modules named."""

import importlib
import os
import sys
from pathlib import Path

# A screen that the window fits on, as that of the tests.
SCREEN = Path(__file__).resolve().parents[1] / "data" / "screen.json"
os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={SCREEN}")

ALL = ("start", "handover", "importing", "taking", "opening", "keys", "sentences", "hostile", "bundle")

for name in sys.argv[1:] or ALL:
    importlib.import_module(f"tests.benchmarks.{name}").main()
