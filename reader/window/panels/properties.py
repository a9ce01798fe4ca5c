"""What is known of an article, corrected by hand."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from reader.domain.article_row import ArticleRow
from reader.translation import digits, listing, mark, tr, trn
from reader.window.isolating import isolated
from reader.window.panels.floating import SHADOW
from reader.window.panels.form import FormPanel, plain_label
from reader.window.themes import Theme

_FIELDS = {
    "title": mark("Title"),
    "published": mark("Date"),
    "byline": mark("Byline"),
    "publisher": mark("Publisher"),
}

_MOST = 560  # pixels of height


class PropertiesPanel(FormPanel):
    """Title, date, byline and publisher; what is corrected survives later imports."""

    def __init__(self, window: QWidget, theme: Theme) -> None:
        super().__init__(window, theme, "properties", tr("Properties"), tr("Save"))
        self._wanted = self._wanted[0], _MOST
        self._save: Callable[[dict[str, str]], None] = lambda values: None
        self._before: dict[str, str] = {}
        hints = {"published": tr("YYYY-MM-DD")}
        self.fields = {
            name: self.add_field(f"properties-{name}", tr(label), hints.get(name, ""))
            for name, label in _FIELDS.items()
        }
        self._facts = plain_label("")
        self._facts.setWordWrap(True)
        self._muted.append(self._facts)
        self.body.addWidget(self._facts)
        self.finish()
        self.set_theme(theme)

    def open(self, article: ArticleRow, focus: str, save: Callable[[dict[str, str]], None]) -> None:
        """Show `article`, the caret in the field `focus`; `save` gets the fields that were changed."""
        self._save = save
        self._before = {name: str(getattr(article, name) or "") for name in _FIELDS}
        for name, field in self.fields.items():
            field.setText(self._before[name])
        self._facts.setText(
            listing(
                (
                    trn("{number} word", "{number} words", article.word_count),
                    trn("{number} section", "{number} sections", article.sections),
                    tr("revision {number}", number=digits(article.revision)),
                )
            )
            + f"\n{isolated(_breakable(article.source) if article.source else tr('not from a file'))}"
        )
        self.say("")
        self.popup()
        self._fit()
        field = self.fields[focus or "title"]
        field.setFocus()
        field.selectAll()

    def _fit(self) -> None:
        """Be as high as a long path and what is wrong need."""
        self.body.activate()
        self.set_height(self.body.totalHeightForWidth(self.width()) - 2 * SHADOW)

    def accept(self) -> None:
        """Save what was changed, unless the date is none."""
        values = {name: " ".join(field.text().split()) for name, field in self.fields.items()}
        published = values["published"]
        if published and not _is_date(published):
            self.say(tr("“{date}” is no date. Write it as 2024-03-29, or leave it empty.", date=published))
            self._fit()
            self.fields["published"].setFocus()
            return
        changed = {name: value for name, value in values.items() if value != self._before[name]}
        self.close_panel()
        if changed:
            self._save(changed)


def _breakable(path: str) -> str:
    """Return a path or address that may be broken behind each of its parts, which have no blanks."""
    return re.sub("[/_.]+", "\\g<0>\u200b", path)


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
