"""`python -m tests.benchmarks [NAME…]`: print all figures, or those of the modules named."""

import importlib
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ALL = ("start", "handover", "importing", "taking", "opening", "keys", "sentences", "hostile", "bundle")

for name in sys.argv[1:] or ALL:
    importlib.import_module(f"tests.benchmarks.{name}").main()
