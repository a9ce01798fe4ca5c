"""Where `resources/` lies: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

from pathlib import Path


def resources() -> Path:
    """Return the folder of the bundled resources (articles, desktop, icons, themes)."""
    package = Path(__file__).resolve().parent
    beside = package.parent / "resources"
    # An editable install imports the package from the checkout, where nothing is copied inside it.
    return beside if (beside / "articles").is_dir() else package / "_resources"
