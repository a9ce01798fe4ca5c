"""A user's folders of their own, and programs of the desktop that look into them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest


class User:
    """A user whose data and settings are in a folder of the test, and a system without other programs."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.data = folder / "share"
        self.config = folder / "config"
        self.system = folder / "system"
        self.system.mkdir()

    def add_program(self, name: str, types: str, *, system: bool = True) -> None:
        """Install a program that opens `types`."""
        applications = (self.system if system else self.data) / "applications"
        applications.mkdir(parents=True, exist_ok=True)
        (applications / f"{name}.desktop").write_text(
            f"[Desktop Entry]\nType=Application\nName={name}\nExec=true %U\nMimeType={types}\n"
        )
        if shutil.which("update-desktop-database"):
            subprocess.run(["update-desktop-database", applications], check=True)

    def snapshot(self) -> dict[str, bytes | None]:
        """Return all that lies in the user's folders."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes() if path.is_file() else None
            for path in sorted(self.folder.rglob("*"))
        }


@pytest.fixture
def user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> User:
    folder = tmp_path / "user"
    folder.mkdir()
    user = User(folder)
    monkeypatch.setenv("XDG_DATA_HOME", str(user.data))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(user.config))
    monkeypatch.setenv("XDG_DATA_DIRS", str(user.system))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(folder / "etc"))
    for name in ("READER_HOME", "XDG_CURRENT_DESKTOP", "DESKTOP_SESSION", "KDE_FULL_SESSION"):
        monkeypatch.delenv(name, raising=False)
    return user


def run(program: str, package: str, *arguments: object) -> str:
    """Return what a program of the desktop prints; skip the test where it is not installed."""
    if shutil.which(program) is None:
        pytest.skip(f"{program} is not installed (apt-get install {package})")
    done = subprocess.run(
        [program, *map(str, arguments)], capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr
