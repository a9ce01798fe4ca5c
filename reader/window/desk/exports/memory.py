"""What was chosen for an export, kept in the settings of the home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reader.exporting.registry import ExportOptions
from reader.jobs.export_requests import FILE, FOLDER, LIBRARY, Recipe
from reader.window.panels.export_parts import ExportChoice

if TYPE_CHECKING:
    from collections.abc import Container

    from reader.settings import Settings

SECTION = "export"
_NOT_CHOSEN = "several"  # an option that the job sets


def has_exported(settings: Settings) -> bool:
    """Return whether an export was made, so that it can be made again."""
    return bool(settings.get(SECTION, "recipe", ""))


def kept_choice(settings: Settings, formats: Container[str]) -> ExportChoice:
    """Return what was chosen last, or what is offered first; `formats` are the names that there are."""
    usual = ExportOptions()
    options = ExportOptions(
        **{
            name: settings.get(SECTION, name, getattr(usual, name))
            for name in usual._fields
            if name != _NOT_CHOSEN
        }
    )
    format = settings.get(SECTION, "format", "markdown")
    return ExportChoice(
        settings.get(SECTION, "scope", "article"),
        format if format in formats else "markdown",
        options,
        settings.get(SECTION, "to", FILE),
        settings.get(SECTION, "target", ""),
    )


def kept_recipe(settings: Settings) -> Recipe:
    """Return what was exported last."""
    return Recipe.from_text(settings.get(SECTION, "recipe", "") or f'{{"scope": "{LIBRARY}"}}')


def kept_folder(settings: Settings, *, is_vault: bool) -> str:
    """Return the folder, or the vault, that was exported into last; empty for none."""
    return settings.get(SECTION, _name(FOLDER, is_vault=is_vault), "")


def keep(settings: Settings, choice: ExportChoice, recipe: Recipe, *, is_vault: bool) -> None:
    """Set what was chosen; `to` may be the clipboard, which has no path."""
    settings.set(SECTION, "scope", choice.scope)
    settings.set(SECTION, "format", choice.format)
    settings.set(SECTION, "to", choice.to)
    settings.set(SECTION, "recipe", recipe.to_text())
    if choice.to in (FILE, FOLDER):
        settings.set(SECTION, _name(choice.to, is_vault=is_vault), choice.target)
    for name, value in choice.options._asdict().items():
        if name != _NOT_CHOSEN:
            settings.set(SECTION, name, value)


def _name(to: str, *, is_vault: bool) -> str:
    if to == FILE:
        return "target"
    return "vault_folder" if is_vault else "folder"
