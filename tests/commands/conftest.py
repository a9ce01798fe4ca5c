"""Driving `reader` in this process: words in, exit code and both streams out."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from reader.__main__ import main

BRIEFING = """\
---
title: Locks and Levels
date: 2024-05-23
---

The canal has been closed since Monday.

## A Gate From 1931

The gate leaks a bathtub a second. A new one has been ordered twice.

### On paper

It leaks there as well.

## Boats and Patience

Eleven barges lie at the quay. The gate leaks a bathtub a second.
"""


class Result(NamedTuple):
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def lines(self) -> list[list[str]]:
        assert self.out == "" or self.out.endswith("\n")
        return [line.split("\t") for line in self.out.split("\n")[:-1]]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def reader(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., Result]:
    monkeypatch.setenv("READER_HOME", str(home))

    def run(*words: object, stdin: str | bytes = b"") -> Result:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
        capsys.readouterr()
        code = main([str(word) for word in words])
        return Result(code, *capsys.readouterr())

    return run


@pytest.fixture
def briefing(tmp_path: Path) -> Path:
    path = tmp_path / "briefing.md"
    path.write_text(BRIEFING, "utf-8")
    return path


@pytest.fixture
def article(reader: Callable[..., Result], briefing: Path) -> str:
    """The id of an imported article."""
    return reader("import", briefing).lines[0][0]
