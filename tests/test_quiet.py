"""No network, no account, no telemetry, no update check: said where a person looks, and true."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from reader.window.panels.about import AboutPanel
from reader.window.themes import load_theme

ROOT = Path(__file__).resolve().parents[1]
# What opens connections. `socket` itself carries files to the running window and wakes it for signals.
NETWORK = {"asyncio", "ftplib", "http", "httpx", "imaplib", "requests", "smtplib", "ssl", "urllib3", "xmlrpc"}
NETWORK |= {"urllib.request", "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets"}
LOCAL = {"AF_UNIX", "SOCK_STREAM", "SOL_SOCKET", "SO_PEERCRED", "socket", "socketpair"}
MAIN_JOB = """
import os, pathlib, re, sys
from PySide6.QtTest import QTest
from reader.app import build_window, make_application

application = make_application()
home = pathlib.Path(sys.argv[1])
(home / "story.md").write_text("# Boats\\n\\n![b](https://example.org/b.png) See [there](http://example.org).\\n")
window = build_window(home / "home")
window.show()
QTest.qWait(300)
window.arrivals.open_arguments([str(home / "story.md")])
while window.context.reading.article.title != "Boats":
    QTest.qWait(20)
window.context.noting.highlight()
window.context.panels.open_export()
window.context.panels.open_about()
QTest.qWait(300)
held = set()
for descriptor in os.listdir("/proc/self/fd"):
    try:
        found = re.match(r"socket:.(\\d+)", os.readlink(f"/proc/self/fd/{descriptor}"))
    except OSError:
        continue
    if found:
        held.add(found[1])
tables = [pathlib.Path(f"/proc/self/net/{name}") for name in ("tcp", "tcp6", "udp", "udp6")]
lines = [line.split() for table in tables if table.exists() for line in table.read_text().splitlines()[1:]]
print("connections", [line for line in lines if line[9] in held])
print("modules", sorted({"PySide6.QtNetwork", "ssl", "http.client", "urllib.request"} & set(sys.modules)))
window.close()
"""


def modules() -> list[Path]:
    return sorted((ROOT / "reader").rglob("*.py"))


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_can_open_a_connection(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            imported |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            assert node.value.id != "socket" or node.attr in LOCAL, ast.unparse(node)
    whole = {name for each in imported for name in (each, each.partition(".")[0])}
    assert not whole & NETWORK


@pytest.mark.skipif(not Path("/proc/self/net").exists(), reason="only Linux tells which connections are open")
def test_the_main_job_opens_none(tmp_path: Path) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    said = subprocess.run(
        [sys.executable, "-c", MAIN_JOB, str(tmp_path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    ).stdout
    assert said.splitlines() == ["connections []", "modules []"]


def test_it_is_said(qtbot) -> None:
    from PySide6.QtWidgets import QWidget

    window = QWidget()
    qtbot.addWidget(window)
    about = AboutPanel(window, load_theme("light")).accessibleDescription()
    assert "opens no connection, has no account, sends nothing and looks for no updates" in about
    readme = (ROOT / "README.md").read_text("utf-8")
    assert "no network, no account, no telemetry, no update check" in readme
    (metainfo,) = (ROOT / "resources/desktop").glob("*.metainfo.xml")
    assert re.search("No network, no account, no telemetry", metainfo.read_text("utf-8"))
