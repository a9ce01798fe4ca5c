"""What the tests of the library make is of use to those of the jobs."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "library"))
