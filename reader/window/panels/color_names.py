"""What the five colours mean, in the words of the person."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from reader.domain.notes import COLORS, LONGEST_COLOR_NAME, USUAL_COLORS, is_color_name
from reader.translation import tr
from reader.window.panels.form import FormPanel
from reader.window.themes import Theme
from reader.window.wording import COLOR_NAMES


class ColorNames(FormPanel):
    """A field for each colour; an empty one gives the usual name back."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, "colorNames", tr("What the colours mean"), tr("Save"))
        self._save: Callable[[dict[str, str]], None] = lambda names: None
        self.fields = {
            color: self.add_field(f"color-{color}", tr(COLOR_NAMES[color]), usual)
            for color, usual in USUAL_COLORS.items()
        }
        self.finish()
        self.set_theme(theme)

    def open(self, save: Callable[[dict[str, str]], None]) -> None:
        """Show the names; `save` gets all five, by colour, once they are names and differ."""
        self._save = save
        for color, field in self.fields.items():
            field.setText(COLORS[color])
        self.say("")
        self.popup()
        first = next(iter(self.fields.values()))
        first.setFocus()
        first.selectAll()

    def accept(self) -> None:
        """Save the names, unless one is none or two colours share one."""
        names = {
            color: " ".join(field.text().split()) or USUAL_COLORS[color]
            for color, field in self.fields.items()
        }
        taken = {color: color for color in names}
        for color, name in names.items():
            problem = ""
            if not is_color_name(name):
                problem = tr(
                    "A name has letters, digits, spaces and hyphens, at most {number}.",
                    number=LONGEST_COLOR_NAME,
                )
            elif taken.setdefault(name.casefold(), color) != color:
                problem = tr("“{name}” is the name of another colour.", name=name)
            if problem:
                self.say(problem)
                self.fields[color].setFocus()
                return
        self.close_panel()
        self._save(names)
