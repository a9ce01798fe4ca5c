"""Tests draw nowhere: whoever needs a real display starts one."""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
